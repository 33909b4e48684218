"""Attachments on their way in and out: read from the disk, opened from the book."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.book.book import Book
from app.entry.attachments import LARGEST, IncomingFile, read_content
from app.entry.kinds import is_only_shown, kind_named, why_not_opened
from app.ground.errors import StorageError, UserError
from app.ground.files import replacing
from app.ground.names import safe_file_name
from app.keeping.opened_copies import USUAL_MARK, Mark, OpenedCopies
from app.reading.complaint.values import AttachmentInfo

_UNITS: Final = ("B", "KB", "MB")


class FileTooLarge(UserError):
    """A file that is not kept in the book."""


class NotShown(UserError):
    """A file that other programs might do more with than show it; it may be saved."""


class NoProgram(UserError):
    """A file that nothing on this computer shows; it may be saved."""


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
    return IncomingFile(path.name, kind_named(path.name), content)


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
    """Return whether opening *attachment* only shows it, as far as its name tells."""
    return is_only_shown(attachment.name)


class OpenedFiles:
    """Hands attachments to other programs, or to the disk."""

    def __init__(self, book: Book, copies: OpenedCopies, mark: Mark = USUAL_MARK) -> None:
        self._book = book
        self._copies = copies
        self._mark = mark

    def open(self, attachment: AttachmentInfo) -> None:
        """Show *attachment* in the program the person uses for it.

        Raises:
            NotShown: it is not what its name says, or may run; nothing was written.
            StorageError: its copy cannot be written.
            NoProgram: nothing on this computer shows it.
        """
        content = read_content(self._book, attachment.id)
        reason = why_not_opened(attachment.name, content)
        if reason:
            raise NotShown(reason)
        path = self._copies.write(safe_file_name(attachment.name), content)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            raise NoProgram(f"Tidak ada program yang dapat membuka “{attachment.name}”.")

    def save(self, attachment: AttachmentInfo, target: Path) -> None:
        """Write *attachment* to *target*."""
        content = read_content(self._book, attachment.id)
        with replacing(target) as scratch:
            scratch.write_bytes(content)
            self._mark(scratch)


def read_files(paths: Sequence[Path]) -> list[IncomingFile]:
    """Return the files at *paths*; raises like ``read_file``."""
    return [read_file(path) for path in paths]
