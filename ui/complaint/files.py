"""Attachments on their way in and out: read from the disk, opened from the book."""

import mimetypes
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDir, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices

from app.book.book import Book
from app.entry.attachments import LARGEST, IncomingFile, read_content
from app.ground.errors import StorageError, UserError
from app.ground.files import replacing
from app.ground.names import safe_file_name
from app.reading.complaint.values import AttachmentInfo

# What other programs only show. Anything else a citizen sent may run: it is saved, never opened.
_SHOWN: Final = frozenset(
    {
        *(".pdf", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff", ".heic"),
        *(".txt", ".csv", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".rtf"),
        *(".mp3", ".ogg", ".opus", ".m4a", ".wav", ".mp4", ".3gp", ".mov", ".webm"),
    }
)
_UNITS: Final = ("B", "KB", "MB")


class FileTooLarge(UserError):
    """A file that is not kept in the book."""


def read_file(path: Path) -> IncomingFile:
    """Return the file at *path* as it will be kept.

    Raises:
        FileTooLarge: it is larger than the book accepts; it was not read.
        StorageError: it cannot be read.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise FileTooLarge(f"“{path.name}” lebih besar dari {size_words(LARGEST)}.")
        content = path.read_bytes()
    except OSError as error:
        raise StorageError(
            f"“{path.name}” tidak dapat dibaca. Periksa apakah berkasnya masih ada."
        ) from error
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return IncomingFile(path.name, kind, content)


def size_words(size: int) -> str:
    """Return a size as people read it: ``340 KB``."""
    number = float(size)
    unit = _UNITS[0]
    for unit in _UNITS:
        if number < 1024 or unit == _UNITS[-1]:
            break
        number /= 1024
    shown = f"{number:.1f}".removesuffix(".0").replace(".", ",")
    return f"{shown} {unit}"


def may_be_opened(attachment: AttachmentInfo) -> bool:
    """Return whether opening *attachment* only shows it."""
    return Path(attachment.name).suffix.lower() in _SHOWN


class OpenedFiles:
    """The private folder for attachments that were opened; it goes when the program ends."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._folder = QTemporaryDir(f"{QDir.tempPath()}/buku-lampiran-XXXXXX")

    def open(self, attachment: AttachmentInfo) -> bool:
        """Show *attachment* in the program the person uses for it; return whether there is one."""
        target = Path(self._folder.path()) / str(attachment.id) / _plain_name(attachment.name)
        self.save(attachment, target)
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))

    def save(self, attachment: AttachmentInfo, target: Path) -> None:
        """Write *attachment* to *target*."""
        content = read_content(self._book, attachment.id)
        with replacing(target) as scratch:
            scratch.write_bytes(content)


def _plain_name(name: str) -> str:
    return safe_file_name(name)


def read_files(paths: Sequence[Path]) -> list[IncomingFile]:
    """Return the files at *paths*; raises like ``read_file``."""
    return [read_file(path) for path in paths]
