"""Desk: the desk file of this computer, with its trouble in sentences."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypeVar

from app.ground.clock import Clock
from app.ground.errors import StorageError
from models.book_key import BookKey
from models.sqlite.desk import DeskFile, DeskTrouble
from models.trouble import Trouble

Answer = TypeVar("Answer")

_SENTENCES: Final[Mapping[Trouble, str]] = {
    Trouble.DAMAGED: "Berkas draf {} rusak, tidak dapat disisihkan. Periksa hak tulis foldernya.",
    Trouble.TOO_NEW: "Berkas draf {} dibuat oleh versi program yang lebih baru. Pasang versi itu.",
    Trouble.BUSY: "Berkas draf {} sedang dipakai program lain. Tunggu sebentar.",
    Trouble.FULL: "Cakram penuh. Kosongkan ruang pada cakram tempat berkas draf {}.",
    Trouble.NOT_WRITABLE: "Berkas draf {} tidak dapat ditulisi. Periksa hak tulis atas foldernya.",
    Trouble.OTHER: "Berkas draf {} tidak dapat dibaca atau ditulis. Periksa cakramnya.",
}


def desk_of(path: Path, key: BookKey | None) -> DeskFile:
    """Return the desk file at *path*; an encrypted book has one of its own beside it."""
    if key is None:
        return DeskFile(path)
    return DeskFile(path.with_name(f"{path.stem}-{key.id.hex()[:8]}{path.suffix}"), key)


class Desk:
    """The desk file at *path*; a damaged one is put aside, and *tell* is told so in a sentence.

    That of an encrypted book is encrypted with its *key*.
    """

    def __init__(
        self, path: Path, clock: Clock, tell: Callable[[str], object], key: BookKey | None
    ) -> None:
        self._file = desk_of(path, key)
        self._clock = clock
        self._tell = tell

    def ask(self, ask: Callable[[DeskFile], Answer]) -> Answer:
        """Return what *ask* makes of the file; where it is damaged, of a new one.

        Raises:
            StorageError: it cannot be read or written.
        """
        try:
            return self._explaining(ask)
        except _Damaged:
            self._put_aside()
        return self._explaining(ask)

    def _explaining(self, ask: Callable[[DeskFile], Answer]) -> Answer:
        try:
            return ask(self._file)
        except DeskTrouble as error:
            kind = _Damaged if error.trouble is Trouble.DAMAGED else StorageError
            raise kind(_SENTENCES[error.trouble].format(self._file.path)) from error

    def _put_aside(self) -> None:
        path = self._file.path
        try:
            kept = self._file.move_aside(f"{path.stem}-rusak-{self._clock.now():%Y%m%d-%H%M%S}")
        except OSError as error:
            raise StorageError(_SENTENCES[Trouble.DAMAGED].format(path)) from error
        self._tell(
            f"Berkas draf rusak, draf di dalamnya tidak dapat dibuka. Berkas itu disisihkan "
            f"sebagai {kept}. Draf selanjutnya disimpan dalam berkas baru."
        )


class _Damaged(StorageError):
    """The desk file is damaged and has to be put aside."""
