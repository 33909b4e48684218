"""A plain book is encrypted between two windows; what the next one says of it."""

from functools import partial
from pathlib import Path

from app.book.holding import Holding
from app.book.place import Place
from app.ground.clock import Clock
from app.ground.progress import Progress
from ui.window.between import done_between


def encrypt_between(place: Place, clock: Clock, desk: Holding | None) -> str:
    """Encrypt the book at *place* with the key there; return what the next window says of it.

    *desk* is the holding of the window that was closed: who sat there wanted it.

    Raises:
        BookError: the sentence says what is where; the book is as it was when it was stopped.
    """
    progress = Progress()
    left = done_between(
        partial(_encrypt, place, clock, desk.officer if desk is not None else "", progress),
        "Mengunci buku",
        "Salinan terkunci dibuat, diperiksa, lalu menggantikan buku. Buku semula tetap ada sampai "
        "salinannya terbukti sama.",
        progress,
    )
    if left is None:
        return "Buku sekarang terkunci. Berkas semula yang tidak terkunci sudah dihapus."
    return (
        f"Buku sekarang terkunci. Berkas semula yang tidak terkunci tidak dapat dihapus: {left}. "
        "Hapus berkas itu sendiri."
    )


def _encrypt(place: Place, clock: Clock, officer: str, progress: Progress) -> Path | None:
    # Loaded in the worker, once in the life of a book.
    from app.keeping.encrypting import encrypt

    return encrypt(place, clock, officer, progress)
