"""An office whose book is attacked: with a key or without, with backups or without."""

import shutil
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from app.book.head_marks import forget_head_marks
from app.book.lists import read_lists
from app.book.opening import open_book
from app.book.place import FilePlace
from app.entry.attachments import IncomingFile
from app.entry.forms import read_form
from app.ground.clock import FixedClock
from app.ground.errors import BookRefused
from app.keeping.backup import back_up
from app.keeping.inspection import inspect_book
from app.rules.channels import Channel
from app.steps.attach import attach
from app.steps.complete import declare_complete
from app.steps.record import record
from app.steps.seal import set_seal_key
from app.steps.sign import make_signature_key, sign_head
from tests.conftest import COMPLETE_FORM, MONDAY_MORNING


class Guard(StrEnum):
    """What stands outside the book; the words head the columns of the table in SECURITY.md."""

    NOTHING = "nothing"
    MARK = "head mark"
    BACKUP = "backup"
    SEAL = "seal"
    SIGNATURE = "signature"


class Outcome(StrEnum):
    """How an attack ends."""

    FOUND = "found"
    NAMED = "named"


@dataclass
class Office:
    """The book of an office in a folder of its own, with three complaints in it.

    Attributes:
        begun: the first entry after the book was made.
        after: entries from here on were written after backup and signature.
    """

    folder: Path
    guard: Guard
    begun: int = 0
    after: int = 0

    def __post_init__(self):
        self.clock = FixedClock(MONDAY_MORNING)
        self.path = self.folder / "buku.db"
        self.backups = self.folder / "cadangan"

    def open(self, **wishes):
        return open_book(FilePlace(self.path), clock=self.clock, officer="Petugas Uji", **wishes)

    def work(self, template):
        """Let the office work for a day, guarded as it is."""
        shutil.copy(template, self.path)
        with self.open() as book:
            self.begun = book.store.database.execute_sql(
                "SELECT max(sequence) + 1 FROM journal"
            ).fetchone()[0]
            if self.guard is Guard.SEAL:
                set_seal_key(book)
            self.record(book, "KTP-el 0")
            attach(book, 1, [IncomingFile("kk.pdf", "application/pdf", b"%PDF-asli")])
            declare_complete(book, 1)
            self.record(book, "KTP-el 1")
            self.record(book, "KTP-el 2")
            self.keep(book)
            self.after = book.store.database.execute_sql(
                "SELECT max(sequence) + 1 FROM journal"
            ).fetchone()[0]
            self.clock.moment += timedelta(hours=1)
            self.record(book, "Sesudah cadangan")
        return self

    def keep(self, book):
        if self.guard is Guard.BACKUP:
            back_up(book, self.backups)
        if self.guard is Guard.SIGNATURE:
            made = []
            make_signature_key(book, made.append)
            sign_head(book, made[0])

    def record(self, book, subject):
        self.clock.moment += timedelta(minutes=7)
        form = {**COMPLETE_FORM, "subject": subject}
        record(book, read_form(Channel.COUNTER, form, self.clock.now(), read_lists(book)))

    def look(self):
        """Return what is found wrong, and what is said of proof."""
        if self.guard is not Guard.MARK:
            forget_head_marks(self.path)
        self.clock.moment += timedelta(minutes=7)
        try:
            with self.open(read_only=True, is_forgiving=True) as book:
                report = inspect_book(book, backup_folders={self.backups})
        except BookRefused as error:
            return (str(error),), ()
        return report.problems, (*report.facts, *report.proof)
