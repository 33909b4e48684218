"""``anonimkan``: lets go what says who complained, once its years are over."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from app.book.book import Book
from app.book.journal import Standing, standing
from app.book.rights import Proof
from app.book.settings import Settings
from app.commands.desk import sit_down
from app.commands.keys import unlocked_book
from app.commands.opening import opened_book
from app.ground.formatting import long_date, thousands
from app.reading.retention import read_overdue
from app.steps.anonymise import Anonymised, anonymise

WriteMinutes = Callable[[Anonymised, Settings, Path, Standing], None]


def run(arguments: argparse.Namespace, write: WriteMinutes) -> int:
    """Print the numbers of what is past its time; without ``--coba`` its data go."""
    with opened_book(
        unlocked_book(arguments), may_write=not arguments.coba, may_create=False
    ) as book:
        sit_down(book, arguments)
        overdue = read_overdue(book)
        print(
            f"{thousands(overdue.count)} pengaduan ditutup sebelum "
            f"{long_date(overdue.closed_before)}, masa simpan {overdue.years} tahun.",
            file=sys.stderr,
        )
        if arguments.coba:
            for number in overdue.numbers:
                print(number)
            return 0
        _anonymise_all(book, arguments, write)
    return 0


def _anonymise_all(book: Book, arguments: argparse.Namespace, write: WriteMinutes) -> None:
    done: list[Anonymised] = []
    while ids := read_overdue(book).ids:
        if done and book.holding.officer_id is not None:
            # The PIN that was given speaks for the whole command.
            book.accept_proof(Proof(book.holding.officer_id, book.clock.utc()))
        _, some = anonymise(book, ids)
        done.append(some)
        for number in some.numbers:
            print(number, flush=True)
    if done:
        write(_as_one(done), book.settings, arguments.berita_acara, standing(book))
        print(f"Berita acara: {arguments.berita_acara}", file=sys.stderr)


def _as_one(done: list[Anonymised]) -> Anonymised:
    first = done[0]
    numbers = tuple(number for some in done for number in some.numbers)
    files = sum(some.files for some in done)
    return Anonymised(first.on, first.years, first.closed_before, numbers, files)
