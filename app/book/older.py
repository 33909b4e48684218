"""A book of an older release that is only read: it stays as it is, an upgraded copy is read."""

from pathlib import Path
from typing import Final

from app.book.place import Place
from app.book.private_place import PrivatePlace
from app.book.storage import explaining_refusal
from app.ground.errors import BookRefused
from models.sqlite.copies import upgraded_copy
from models.sqlite.schema import newest_version

_READ_IN_COPY: Final = (
    "Buku ini dari versi program yang lebih lama dan dibaca lewat salinan; yang dicatat setelah "
    "ini baru tampak bila buku dibuka lagi."
)


def file_to_read(book: Place, version: int, aside: PrivatePlace) -> Path:
    """Return the file to read *book* from: its own, or an upgraded copy in *aside*.

    Raises:
        BookRefused: there is no room for the copy.
    """
    path = book.path
    if version == newest_version():
        return path
    aside.sweep()
    try:
        with explaining_refusal(path):
            return upgraded_copy(path, aside.take(), book.key)
    except OSError as error:
        raise BookRefused(
            f"Buku {path} dari versi program yang lebih lama dibaca lewat salinan, dan salinan itu "
            f"tidak dapat ditulis di {aside.folder}. Periksa ruang cakram dan hak tulisnya."
        ) from error


def copy_words(version: int) -> str:
    """Return what has to be said of reading a book of *version*, empty where it is up to date."""
    return _READ_IN_COPY if version < newest_version() else ""
