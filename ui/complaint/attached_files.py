"""Attachments on their way in and out: read from the disk, shown, handed to other programs."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.entry.attachments import LARGEST, IncomingFile, read_content
from app.entry.kinds import is_only_shown, kind_named, why_not_opened
from app.ground.errors import BookError, StorageError, UserError
from app.ground.files import replacing
from app.ground.names import safe_file_name
from app.keeping.opened_copies import USUAL_MARK, Mark
from app.reading.complaint.values import AttachmentInfo
from ui.shared.context import Context
from ui.viewer.dialog import FileDialog
from ui.viewer.pages import is_viewable

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


def may_be_shown(name: str) -> bool:
    """Return whether opening a file only shows it, as far as its name tells."""
    return is_only_shown(name)


class OpenedFiles:
    """Shows attachments inside the program, hands them to other programs, or to the disk."""

    def __init__(self, context: Context, mark: Mark = USUAL_MARK) -> None:
        self._context = context
        self._mark = mark

    def show(self, name: str, content: bytes, parent: QWidget) -> None:
        """Show pictures and PDF over *parent*, the rest in the program the person uses for it.

        Raises:
            NotShown: it is not what its name says, or may run; nothing was written.
            StorageError: its copy cannot be written.
            NoProgram: nothing on this computer shows it.
        """
        _ensure_shown(name, content)
        if not is_viewable(name):
            self._hand_over(name, content)
            return
        dialog = FileDialog(self._context, name, lambda: content, parent)
        dialog.other.clicked.connect(partial(self._on_other_wanted, dialog, content))
        dialog.open()

    def _on_other_wanted(self, dialog: FileDialog, content: bytes) -> None:
        try:
            self._hand_over(dialog.name, content)
        except BookError as error:
            dialog.refusal.refuse(error)

    def _hand_over(self, name: str, content: bytes) -> None:
        path = self._context.copies.write(safe_file_name(name), content)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            raise NoProgram(f"Tidak ada program yang dapat membuka “{name}”.")

    def save(self, attachment: AttachmentInfo, target: Path) -> None:
        """Write *attachment* to *target*."""
        content = read_content(self._context.book, attachment.id)
        with replacing(target) as scratch:
            scratch.write_bytes(content)
            self._mark(scratch)


def _ensure_shown(name: str, content: bytes) -> None:
    reason = why_not_opened(name, content)
    if reason:
        raise NotShown(reason)


def read_files(paths: Sequence[Path]) -> list[IncomingFile]:
    """Return the files at *paths*; raises like ``read_file``."""
    return [read_file(path) for path in paths]
