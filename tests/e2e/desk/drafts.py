"""What the desk file holds while somebody types: the sign that what is read has arrived."""

from app.book.book import Book
from app.book.opening import open_book
from app.book.place import FilePlace, Place
from app.book.unlocking import unlocked
from app.entry.drafts import Drafts
from tests.e2e.desk.hands import Desktop, wait_for


def book_place(desktop: Desktop) -> Place:
    """Return where the book of the day lies, with its key where the program gave it one."""
    return unlocked(FilePlace(desktop.folder / "buku.db"))


def drafts_of(desktop: Desktop, book: Book) -> Drafts:
    """Return the unfinished entries."""
    return Drafts(desktop.folder / "meja.db", book, print)


def wait_for_draft(desktop: Desktop, expected: dict[str, str], files: tuple[str, ...] = ()) -> None:
    """Wait until the latest draft has these texts by field and files of these names."""
    wait_for(f"a draft with {expected}", lambda: _is_drafted(desktop, expected, files))


def _is_drafted(desktop: Desktop, expected: dict[str, str], files: tuple[str, ...]) -> bool:
    with open_book(book_place(desktop), read_only=True) as book:
        drafts = drafts_of(desktop, book)
        found = drafts.all()
        if not found or not expected.items() <= dict(found[0].values).items():
            return False
        kept = drafts.read(found[0].key)
    return kept is not None and tuple(file.name for file in kept.content.files) == files
