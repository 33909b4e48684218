"""``impor``: records each row of a file by the ordinary steps."""

import argparse
import sys
from collections.abc import Mapping
from typing import Final

from app.book import Book, open_book
from app.channels import Channel, fields_of
from app.errors import FieldProblem, FormRefused, UserError
from app.formatting import moment
from app.forms import NewComplaint, read_form
from app.intake.files import read_rows
from app.intake.tables import ImportRow
from app.reading.lists import Lists, read_lists
from app.steps.answer import answer_directly
from app.steps.record import ensure_tracking_is_new, record

_CHANNEL_KEY: Final = "saluran"
_DIRECT_ANSWER_KEY: Final = "jawaban_langsung"


class RowRefused(UserError):
    """A row that cannot become a complaint."""


def run(arguments: argparse.Namespace) -> int:
    """Import the file; a bad row is reported with its line and the others go on."""
    rows = read_rows(arguments.berkas)
    with open_book(arguments.buku, may_create=True) as book:
        _warn_of_clock(book)
        lists = read_lists()
        refused = 0
        for row in rows:
            try:
                print(_take(book, lists, row, is_trial=arguments.coba), flush=True)
            except UserError as error:
                refused += 1
                print(f"Baris {row.line}: {_reason(error)}", file=sys.stderr, flush=True)
    return 1 if refused else 0


def _take(book: Book, lists: Lists, row: ImportRow, *, is_trial: bool) -> str:
    """Record one row and return its number; on trial, check it and say so."""
    if row.values is None:
        raise RowRefused(row.problem or "Baris tidak dapat dibaca.")
    answer = row.values.get(_DIRECT_ANSWER_KEY, "").strip()
    new = _read(row.values, book, lists)
    if is_trial:
        ensure_tracking_is_new(new.channel, new.tracking_id)
        return f"Baris {row.line}: dapat dicatat"
    with book.transaction():
        changes = record(book, new)
        if answer:
            answer_directly(book, next(iter(changes.complaints)), answer, new.received_at)
    return str(changes.number)


def _read(values: Mapping[str, str], book: Book, lists: Lists) -> NewComplaint:
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


def _warn_of_clock(book: Book) -> None:
    last = book.clock_runs_behind()
    if last is not None:
        print(
            f"Jam komputer menunjukkan {moment(book.clock.now())}, lebih awal dari catatan "
            f"terakhir ({moment(last)}). Periksa jam komputer.",
            file=sys.stderr,
        )
