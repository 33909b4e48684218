"""A book for commands that only look: the one that is there, or the lists of a new one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from app.book.book import Book
from app.book.opening import open_book
from app.book.place import FilePlace, Place
from app.commands.opening import opened_book


@contextmanager
def book_to_look_into(place: Place) -> Iterator[Book]:
    """Open the book at *place* for reading; where there is none, an empty one for the moment."""
    if place.exists():
        with opened_book(place) as book:
            yield book
    else:
        with (
            TemporaryDirectory(prefix="buku-coba-") as folder,
            open_book(FilePlace(Path(folder) / "buku.db"), may_create=True) as book,
        ):
            yield book


@contextmanager
def copied_book(place: Place) -> Iterator[Place]:
    """Yield where a copy of the book at *place* lies for the moment; the book is left as it is."""
    with TemporaryDirectory(prefix="buku-salinan-") as folder:
        copy = place.copy_at(Path(folder) / f"{place.name}.db")
        with opened_book(place) as book:
            book.copy_to(copy.path)
        yield copy
