"""A book of an older release that is only read: it stays as it is, an upgraded copy is read."""

from pathlib import Path
from typing import Final

from app.book.private_place import PrivatePlace
from app.book.storage import explaining_refusal
from app.ground.errors import BookRefused
from models.sqlite.file import upgraded_copy
from models.sqlite.schema import newest_version

_READ_IN_COPY: Final = (
    "Buku ini dari versi program yang lebih lama dan dibaca lewat salinan; yang dicatat setelah "
    "ini baru tampak bila buku dibuka lagi."
)


def file_to_read(path: Path, version: int, place: PrivatePlace) -> Path:
    """Return the file to read the book at *path* from: its own, or an upgraded copy in *place*.

    Raises:
        BookRefused: there is no room for the copy.
    """
    if version == newest_version():
        return path
    place.sweep()
    try:
        with explaining_refusal(path):
            return upgraded_copy(path, place.take())
    except OSError as error:
        raise BookRefused(
            f"Buku {path} dari versi program yang lebih lama dibaca lewat salinan, dan salinan itu "
            f"tidak dapat ditulis di {place.folder}. Periksa ruang cakram dan hak tulisnya."
        ) from error


def copy_words(version: int) -> str:
    """Return what has to be said of reading a book of *version*, empty where it is up to date."""
    return _READ_IN_COPY if version < newest_version() else ""
