"""``impor``: records each row of a file by the ordinary steps."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from app.book.book import Book, open_book
from app.book.lists import Lists, read_lists
from app.entry.forms import NewComplaint, read_form
from app.ground.errors import FieldProblem, FormRefused, UserError
from app.intake.files import read_rows
from app.intake.tables import ImportRow
from app.rules.channels import Channel, fields_of
from app.steps.answer import answer_directly, direct_answer
from app.steps.record import ensure_tracking_is_new, record

_CHANNEL_KEY: Final = "saluran"
_DIRECT_ANSWER_KEY: Final = "jawaban_langsung"


# Rows recorded together. More would save little and let the person wait for the first number.
_BATCH: Final = 50


class ClockRefused(UserError):
    """Nobody has said that a clock that went back is right."""


class RowRefused(UserError):
    """A row that cannot become a complaint."""


class _Said(NamedTuple):
    """What is printed of one row: its number, or why it was refused."""

    text: str
    is_refused: bool


def run(arguments: argparse.Namespace) -> int:
    """Import the file; a bad row is reported with its line and the others go on."""
    rows = read_rows(arguments.berkas)
    with _book(arguments) as book:
        _ask_for_clock(book, is_right=arguments.jam_benar)
        lists = read_lists(book)
        take = _Trial().check if arguments.coba else _record
        refused = 0
        while batch := list(islice(rows, _BATCH)):
            for said in take(book, lists, batch):
                refused += said.is_refused
                print(said.text, file=sys.stderr if said.is_refused else sys.stdout, flush=True)
    return 1 if refused else 0


@contextmanager
def _book(arguments: argparse.Namespace) -> Iterator[Book]:
    """Open the book to write into; a trial only reads it and makes none."""
    if arguments.coba and arguments.buku.exists():
        with open_book(arguments.buku, read_only=True) as book:
            yield book
    elif arguments.coba:
        with (
            TemporaryDirectory(prefix="buku-coba-") as folder,
            open_book(Path(folder) / "buku.db", may_create=True) as book,
        ):
            yield book
    else:
        with open_book(arguments.buku, may_create=True) as book:
            yield book


def _record(book: Book, lists: Lists, batch: Sequence[ImportRow]) -> list[_Said]:
    """Record the rows in one transaction; their numbers may be said once this returns.

    The disk is waited for once and not for every row; a refused row leaves nothing behind.
    """
    with book.transaction():
        return [_attempt(row, partial(_record_row, book, lists, row)) for row in batch]


def _attempt(row: ImportRow, take: Callable[[], str]) -> _Said:
    try:
        return _Said(take(), is_refused=False)
    except UserError as error:
        return _Said(f"Baris {row.line}: {_reason(error)}", is_refused=True)


def _record_row(book: Book, lists: Lists, row: ImportRow) -> str:
    """Record a row and what was answered on the spot; it is refused before anything is written."""
    new = _read(row, book, lists)
    answer = _direct_answer(row)
    if answer:
        direct_answer(book, answer, new.received_at, new.received_at)
    changes = record(book, new)
    if answer:
        answer_directly(book, next(iter(changes.complaints)), answer, new.received_at)
    return str(changes.number)


class _Trial:
    """Checks rows as if they were recorded, and remembers what the ones before would take."""

    def __init__(self) -> None:
        self._tracking: set[tuple[Channel, str]] = set()

    def check(self, book: Book, lists: Lists, batch: Sequence[ImportRow]) -> list[_Said]:
        """Return what would be said of each row."""
        return [_attempt(row, partial(self._check_row, book, lists, row)) for row in batch]

    def _check_row(self, book: Book, lists: Lists, row: ImportRow) -> str:
        new = _read(row, book, lists)
        ensure_tracking_is_new(book, new.channel, new.tracking_id)
        if new.tracking_id is not None:
            taken = (new.channel, new.tracking_id)
            if taken in self._tracking:
                raise RowRefused("Nomor tiket ini sudah dipakai baris lain di berkas ini.")
            self._tracking.add(taken)
        return f"Baris {row.line}: dapat dicatat"


def _direct_answer(row: ImportRow) -> str:
    return row.values.get(_DIRECT_ANSWER_KEY, "").strip() if row.values else ""


def _read(row: ImportRow, book: Book, lists: Lists) -> NewComplaint:
    if row.values is None:
        raise RowRefused(row.problem or "Baris tidak dapat dibaca.")
    values = row.values
    try:
        channel = Channel(values.get(_CHANNEL_KEY, "").strip())
    except ValueError:
        known = ", ".join(channel.value for channel in Channel)
        raise RowRefused(f"Saluran harus salah satu dari {known}.") from None
    names = {field.key: field.name for field in fields_of(channel)}
    rest = {k: v for k, v in values.items() if k not in (_CHANNEL_KEY, _DIRECT_ANSWER_KEY)}
    # A table has columns for all channels; only a filled one that does not belong is wrong.
    foreign = [key for key, text in rest.items() if key not in names and text.strip()]
    if foreign:
        raise RowRefused(f"Isian {', '.join(foreign)} tidak ada pada saluran ini.")
    named = {names[key]: text for key, text in rest.items() if key in names}
    return read_form(channel, named, book.clock.now(), lists)


def _reason(error: UserError) -> str:
    if not isinstance(error, FormRefused):
        return str(error)
    labels = {field.name: field.label for channel in Channel for field in fields_of(channel)}
    return " ".join(_labelled(problem, labels) for problem in error.problems)


def _labelled(problem: FieldProblem, labels: Mapping[str, str]) -> str:
    return f"{labels.get(problem.field, problem.field)}: {problem.sentence}"


def _ask_for_clock(book: Book, *, is_right: bool) -> None:
    """Refuse to record with a clock that went back, unless the caller says that it is right."""
    went_back = book.clock_went_back()
    if went_back is None:
        return
    if not is_right:
        raise ClockRefused(f"{went_back} Bila jam sudah benar, tambahkan --jam-benar.")
    book.accept_clock(went_back)
