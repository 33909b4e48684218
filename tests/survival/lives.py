"""What is going on when the power goes: short lives of an office, each acknowledged as it goes.

A life takes place in a folder that holds all there is: ``office`` with the book and its backups,
``second`` with the second place, ``data`` with what the program keeps for itself.
"""

import random
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

from app.book.book import Book
from app.book.lists import read_lists
from app.book.opening import open_book
from app.book.place import FilePlace
from app.entry.attachments import IncomingFile
from app.entry.drafts import Drafts, EntryContent
from app.entry.forms import read_form
from app.ground.clock import FixedClock
from app.ground.paths import desk_file
from app.ground.progress import Progress
from app.keeping.backup import back_up
from app.keeping.encrypting import encrypt
from app.keeping.rescue import Rescue
from app.keeping.restore import restore
from app.keeping.rounds import make_round
from app.rules.channels import Channel
from app.steps.record import record
from models.book_key import BookKey
from models.disk import written_beside
from models.journal import journal_head
from models.sqlite.file import journal_ends
from tests.books.__main__ import lose_an_index
from tests.books.every_step import Walk
from tests.books.told import BOOKS
from tests.survival.disk import Disk

BEGIN = datetime(2026, 11, 2, 9, 0)
LATER = datetime(2040, 1, 2, 9, 0)
# Pages. Small, so that the log is folded into the book often.
_FOLDED_EVERY = 60
_MOST_BYTES = 200_000
_KEY = BookKey(bytes(range(32)))


@dataclass(frozen=True)
class Said:
    """What somebody relies on.

    Attributes:
        sequence, hash: the entry of the journal acknowledged last; 0 before there is a book.
        drafts: keys of unfinished entries that were said to be kept.
        files: path -> digest of backups and papers that were said to be written.
        may_be_replaced: a restore has begun.
        is_damaged: the book is damaged, and what is rescued of it has to hold all the same.
        key: what opens the book where it is encrypted.
    """

    sequence: int = 0
    hash: str = ""
    drafts: frozenset[str] = frozenset()
    files: Mapping[str, str] = field(default_factory=dict)
    may_be_replaced: bool = False
    is_damaged: bool = False
    key: BookKey | None = None


class Office:
    """The folder of one life, its clock, and what has been acknowledged in it."""

    def __init__(self, disk: Disk, chance: random.Random) -> None:
        self.disk = disk
        self.chance = chance
        self.clock = FixedClock(BEGIN)
        self.said = Said()

    @property
    def path(self) -> Path:
        """The book."""
        return book_in(self.disk.folder)

    @property
    def place(self) -> FilePlace:
        """The book with its key."""
        return FilePlace(self.path, self.said.key)

    @property
    def backups(self) -> Path:
        """The folder of the backups."""
        return self.path.with_name("cadangan")

    def say(self, **changed: object) -> None:
        """Acknowledge something, or take back what is about to be changed."""
        self.said = replace(self.said, **changed)
        self.disk.promise(self.said)

    def written(self, path: Path) -> None:
        """Acknowledge a whole file."""
        name = path.relative_to(self.disk.folder).as_posix()
        digest = sha256(path.read_bytes()).hexdigest()
        self.say(files={**self.said.files, name: digest})

    @contextmanager
    def opened(self, **wishes: object) -> Iterator[Book]:
        """Open the book; every step that ends within the block is acknowledged."""
        with open_book(self.place, clock=self.clock, officer="Petugas Uji", **wishes) as book:
            folded = f"PRAGMA wal_autocheckpoint={_FOLDED_EVERY}"
            book.store.database.execute_sql(folded).fetchall()
            self._acknowledge(book)
            with patch.object(Book, "transaction", self._acknowledging(Book.transaction)):
                yield book

    def _acknowledging(self, real: Callable[..., object]) -> Callable[..., object]:
        @contextmanager
        def transaction(book: Book, **named: object) -> Iterator[object]:
            with real(book, **named) as recorder:
                yield recorder
            if not hasattr(book._here, "recorder"):
                self._acknowledge(book)

        return transaction

    def _acknowledge(self, book: Book) -> None:
        if book.place.path == self.path:
            head = journal_head(book.store.database)
            self.say(sequence=head.sequence, hash=head.hash)

    def say_head(self, **changed: object) -> None:
        """Acknowledge what the book holds that lies there now."""
        _, sequence, last = journal_ends(self.path, self.said.key)
        self.say(sequence=sequence, hash=last, **changed)

    def content(self, number: int) -> EntryContent:
        """Return an invented entry, with attachments of random bytes."""
        values = {
            "name": f"Warga Rekaan {number}",
            "address": "Jl. Rekaan 1",
            "phone": f"0812-0000-{number:04}",
            "subject": f"KTP-el belum tercetak {number}",
            "description": "x" * self.chance.randint(1, 3000),
        }
        sizes = [self.chance.randint(1, _MOST_BYTES) for _ in range(self.chance.choice([0, 1, 2]))]
        made = tuple(
            IncomingFile(f"foto-{n}.png", "image/png", self.chance.randbytes(size))
            for n, size in enumerate(sizes)
        )
        return EntryContent(Channel.COUNTER, values, made)

    def record(self, book: Book, content: EntryContent, key: str = "") -> None:
        """Record an entry as the entry page does."""
        self.clock.moment += timedelta(minutes=3)
        new = read_form(content.channel, content.values, book.clock.now(), read_lists(book))
        record(book, new, content.files, key=key)


def book_in(folder: Path) -> Path:
    """Return where the book of a life lies."""
    return folder / "office" / "buku.db"


def every_step(office: Office) -> None:
    """Begin a book and take every step there is."""
    with office.opened(may_create=True) as book:
        Walk(book, office.clock).take_every_step()
    # Beyond what it did in years to come.
    office.clock.moment = LATER
    with office.opened() as book:
        office.record(book, office.content(1))


def drafts(office: Office) -> None:
    """Type, put aside, go on, record or throw away, with attachments."""
    with office.opened(may_create=True) as book:
        desk = Drafts(desk_file(), book, lambda sentence: None)
        for number in range(12):
            kept = desk.keep(office.content(number), None)
            office.say(drafts=office.said.drafts | {kept.key})
            if number % 3:
                kept = desk.keep(office.content(number), kept)
                office.say()
            if number % 4 == 3:
                continue
            office.say(drafts=office.said.drafts - {kept.key})
            if number % 2:
                office.record(book, kept.content, kept.key)
                desk.settle(kept)
            else:
                desk.discard(kept)


def backups(office: Office) -> None:
    """Record, back up by hand and by the hour, with a second place and rotation."""
    second = office.disk.folder / "second"
    second.mkdir()
    with office.opened(may_create=True) as book:
        for number in range(10):
            office.record(book, office.content(number))
            if number % 5 == 2:
                office.written(back_up(book, office.backups).path)
            office.clock.moment += timedelta(minutes=40)
            made = make_round(book, office.backups, second).made
            if made is not None:
                office.say()


def papers(office: Office) -> None:
    """Write a paper again and again, as every writer of files does."""
    with office.opened(may_create=True) as book:
        paper = office.path.with_name("rekap.pdf")
        for number in range(20):
            office.record(book, office.content(number))
            office.say(files={})
            with written_beside(paper) as scratch:
                scratch.write_bytes(office.chance.randbytes(office.chance.randint(1, 90_000)))
            office.written(paper)


def restoring(office: Office) -> None:
    """Restore a backup over a book that has gone on since, twice."""
    with office.opened(may_create=True) as book:
        for number in range(4):
            office.record(book, office.content(number))
        backup = back_up(book, office.backups).path
        office.written(backup)
        for number in range(4):
            office.record(book, office.content(number))
    for _ in range(2):
        office.clock.moment += timedelta(minutes=9)
        office.say(may_be_replaced=True)
        restore(backup, office.place, office.clock)
        office.say_head(may_be_replaced=False)
        with office.opened() as book:
            office.record(book, office.content(9))


def upgrading(office: Office) -> None:
    """Open the book of an old release."""
    office.say_head()
    office.clock.moment = datetime(2026, 12, 28, 9, 0)
    with office.opened() as book:
        office.record(book, office.content(1))


def locked(office: Office) -> None:
    """Work with an encrypted book: record, back up, restore."""
    office.say(key=_KEY)
    drafts(office)
    restoring(office)


def converting(office: Office) -> None:
    """Encrypt a plain book; its key opens both, so it is known from the beginning."""
    _, sequence, last = journal_ends(office.path, None)
    office.say(sequence=sequence, hash=last, key=_KEY)
    office.clock.moment += timedelta(minutes=9)
    encrypt(office.place, office.clock, "Petugas Uji", Progress())
    office.say_head()
    with office.opened() as book:
        office.record(book, office.content(9))


def rescuing(office: Office) -> None:
    """Rescue a book that is damaged."""
    backup = next(office.path.parent.glob("*.cadangan"))
    _, sequence, last = journal_ends(backup, None)
    office.say(sequence=sequence, hash=last, is_damaged=True)
    office.clock.moment += timedelta(minutes=9)
    with Rescue(office.place, office.clock, [backup]) as rescue:
        rescue.accept()
    office.say_head(is_damaged=False)
    with office.opened() as book:
        office.record(book, office.content(9))


def _plain_book(folder: Path) -> None:
    with open_book(FilePlace(book_in(folder)), clock=FixedClock(BEGIN), may_create=True) as book:
        for number in range(6):
            values = {"name": f"Warga {number}", "subject": "KTP-el"}
            record(book, read_form(Channel.COUNTER, values, BEGIN, read_lists(book)))
        back_up(book, book_in(folder).parent)


def _damaged_book(folder: Path) -> None:
    _plain_book(folder)
    lose_an_index(book_in(folder))


def _old_book(folder: Path) -> None:
    shutil.copy(BOOKS / "0.1.0.db", book_in(folder))


@dataclass(frozen=True)
class Life:
    """One life: how it goes, what lies there before it begins, and what is known of that."""

    live: Callable[[Office], None]
    prepare: Callable[[Path], object] = lambda folder: None
    said_before: Said = Said()


LIVES: Mapping[str, Life] = {
    "steps": Life(every_step),
    "drafts": Life(drafts),
    "backups": Life(backups),
    "papers": Life(papers),
    "restore": Life(restoring),
    "upgrade": Life(upgrading, _old_book),
    "encrypted": Life(locked),
    "convert": Life(converting, _plain_book),
    "rescue": Life(rescuing, _damaged_book, Said(is_damaged=True)),
}


def live(name: str, folder: Path, seed: int) -> Disk:
    """Live one life in *folder*, where only its office is; return what the disk was told."""
    life = LIVES[name]
    (folder / "data").mkdir()
    life.prepare(folder)
    disk = Disk(folder)
    disk.said_before = life.said_before
    with disk.recording():
        life.live(Office(disk, random.Random(seed)))
    return disk
