"""``impor``: records each row of a file by the ordinary steps."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Final

from app.book.book import Book
from app.book.lists import read_lists
from app.commands.desk import sit_down
from app.commands.keys import book_to_write, unlocked_book
from app.commands.looking import book_to_look_into
from app.commands.opening import opened_book
from app.ground.errors import UserError
from app.ground.log import log_event
from app.ground.neutral import neutral
from app.intake.tables.importing import Fate, Importing, Outcome, read_rows
from app.intake.tables.leftovers import Leftovers
from app.intake.tables.plan import Plan
from app.intake.tables.proposal import propose
from app.rules.channels import Channel

WriteLeftovers = Callable[[Leftovers, Path], None]
# More sentences of one kind are counted, not repeated.
_MOST_NOTES: Final = 20


class ClockRefused(UserError):
    """Nobody has said that a clock that went back is right."""


def run(arguments: argparse.Namespace, write_leftovers: WriteLeftovers) -> int:
    """Import the file; a bad row is reported with its line and the others go on."""
    with _book(arguments) as book:
        if not arguments.coba:
            sit_down(book, arguments)
        _ask_for_clock(book, is_right=arguments.jam_benar)
        plan = _plan(arguments, book)
        for note in plan.notes:
            _say(note)
        importing = Importing(book, is_trial=arguments.coba)
        printer = _Printer(Leftovers(plan), is_trial=arguments.coba)
        for outcomes in importing.take_all(read_rows(book, plan)):
            printer.show(outcomes)
        printer.close()
        if not arguments.coba:
            counts = ", ".join(f"{fate.value} {n}" for fate, n in printer.counts.items())
            log_event(f"Impor {arguments.berkas.name}: {counts or 'tanpa baris'}")
        if arguments.sisa is not None and printer.leftovers.rows:
            write_leftovers(printer.leftovers, arguments.sisa)
            _say(f"Baris yang tidak dicatat disimpan di {arguments.sisa}.")
    return 1 if printer.counts[Fate.REFUSED] + printer.counts[Fate.REPEATED] else 0


def _book(arguments: argparse.Namespace) -> AbstractContextManager[Book]:
    if arguments.coba:
        return book_to_look_into(unlocked_book(arguments))
    return opened_book(book_to_write(arguments), may_write=True)


def _plan(arguments: argparse.Namespace, book: Book) -> Plan:
    lists = read_lists(book)
    plan = propose(arguments.berkas, lists, arguments.lembar, arguments.baris_judul)
    if arguments.saluran is not None:
        plan = replace(plan, default_channel=Channel(arguments.saluran))
    return replace(plan, takes_as_new=arguments.nomor_baru)


class _Printer:
    """Prints what became of the rows, and keeps what was not taken."""

    def __init__(self, leftovers: Leftovers, *, is_trial: bool) -> None:
        self.leftovers = leftovers
        self.counts: Counter[Fate] = Counter()
        self._is_trial = is_trial
        self._notes: Counter[str] = Counter()

    def show(self, outcomes: Sequence[Outcome]) -> None:
        """Print one line each: numbers on standard output, everything else on standard error."""
        for outcome in outcomes:
            self.counts[outcome.fate] += 1
            line = f"Baris {outcome.row.raw.line}"
            if outcome.fate is Fate.RECORDED:
                print(f"{line}: {outcome.said}" if self._is_trial else outcome.said, flush=True)
                self._say_notes(line, outcome.row.notes)
            elif outcome.fate is Fate.SKIPPED:
                _say(f"{line} dilewati: {outcome.said}.")
            else:
                _say(f"{line}: {outcome.said}")
                self.leftovers.add(outcome)

    def _say_notes(self, line: str, notes: Sequence[str]) -> None:
        for note in notes:
            self._notes[note] += 1
            if self._notes[note] <= _MOST_NOTES:
                _say(f"{line}, catatan: {note}")

    def close(self) -> None:
        """Say how often what was no longer repeated."""
        for note, count in self._notes.items():
            if count > _MOST_NOTES:
                _say(f"Catatan yang sama pada {count - _MOST_NOTES} baris lain: {note}")
        if self.counts[Fate.REPEATED]:
            _say(f"{self.counts[Fate.REPEATED]} baris sudah ada dalam buku dan tidak dicatat lagi.")


def _ask_for_clock(book: Book, *, is_right: bool) -> None:
    """Refuse to record with a clock that went back, unless the caller says that it is right."""
    went_back = book.clock_went_back()
    if went_back is None:
        return
    if not is_right:
        raise ClockRefused(f"{went_back} Bila jam sudah benar, tambahkan --jam-benar.")
    book.accept_clock(went_back)


def _say(sentence: str) -> None:
    print(neutral(sentence), file=sys.stderr, flush=True)
