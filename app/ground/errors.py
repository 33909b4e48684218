"""The kinds of failure: what a person can put right, and what is wrong with the machine.

Everything else is a bug and is not caught here. ``str(error)`` is the Indonesian sentence shown to
the officer and on standard error: what happened, what was kept, what to do.
"""

from dataclasses import dataclass
from datetime import datetime


class BookError(Exception):
    """A known failure."""


class UserError(BookError):
    """Something the person at the desk can put right."""


class StorageError(BookError):
    """The machine is in trouble: disk, file, permission."""


class BookRefused(StorageError):
    """The file cannot be opened as a complaint book; it was left as it is."""


class BookDamaged(BookRefused):
    """What lies there is no sound book, or no book any more; it was left as it is."""


class BookLocked(BookRefused):
    """The book is encrypted and no key opened it; it is whole as far as anybody can say.

    Attributes:
        can_be_opened: there is something that a code or passphrase opens.
    """

    def __init__(self, sentence: str, *, can_be_opened: bool = True) -> None:
        self.can_be_opened = can_be_opened
        super().__init__(sentence)


class NoKeyGiven(UserError):
    """The book is locked, and whoever was asked for its key gave none."""


class BookInUse(UserError):
    """Somebody else has the book open for writing; *holder* says who."""

    def __init__(self, holder: str) -> None:
        self.holder = holder
        super().__init__(
            f"Buku ini sedang dibuka oleh {holder}. Tutup program di sana, lalu coba lagi."
        )


class ReadOnlyBook(UserError):
    """A step was tried on a book that is open for reading only."""


class ClockWentBack(UserError):
    """The computer's clock shows *now*, which lies before the *last* entry of the journal.

    A computer whose battery is dead wakes up in the past after a power cut; what is recorded then
    bears a wrong date for good.
    """

    def __init__(self, now: datetime, last: datetime) -> None:
        self.now = now
        self.last = last
        super().__init__(
            f"Jam komputer menunjukkan {now:%d-%m-%Y %H.%M}, lebih awal dari catatan terakhir "
            f"pada {last:%d-%m-%Y %H.%M}. Perbaiki jam komputer, lalu ulangi."
        )


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field: its English name and the sentence that stands under it."""

    field: str
    sentence: str


class FormRefused(UserError):
    """One or more fields hold something that cannot be recorded."""

    def __init__(self, *problems: FieldProblem) -> None:
        self.problems = problems
        super().__init__(" ".join(problem.sentence for problem in problems))
