"""``rekap``: both editions of a month's recap as files, and the closing of the month."""

import argparse
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from app.book.book import Book
from app.commands.desk import sit_down, sit_down_to_read
from app.commands.keys import unlocked_book
from app.commands.opening import opened_book
from app.ground.errors import StorageError
from app.ground.formatting import Month
from app.reading.recap.checklist import read_checklist
from app.reading.recap.closed import StoredFile, read_closing, read_files
from app.reading.recap.monthly import public_recap, read_recap
from app.rules.readings import Reading
from app.steps.close_month import WriteRecap, close_month, key_for_closing, prepare_closing


@dataclass(frozen=True, slots=True)
class RecapWriters:
    """What the exports write; the command is given it, since it knows no file formats."""

    recap: WriteRecap
    stored: Callable[[Iterable[StoredFile], Path], tuple[Path, ...]]


def run(arguments: argparse.Namespace, writers: RecapWriters) -> int:
    """Write the four files and print their paths, after closing the month where that is wanted."""
    with opened_book(unlocked_book(arguments), may_write=arguments.tutup, may_create=False) as book:
        month = arguments.bulan or month_before(book)
        if not arguments.tutup:
            sit_down_to_read(book, arguments, Reading.RECAP)
        else:
            sit_down(book, arguments)
            _close(book, month, writers)
        paths = _written(book, month, arguments, writers)
    for path in paths:
        print(path)
    return 0


def month_before(book: Book) -> Month:
    """Return the month that ended last: what a schedule means that names none."""
    today = book.clock.today()
    return Month(today.year, today.month).previous()


def _close(book: Book, month: Month, writers: RecapWriters) -> None:
    """Close *month*; one that is closed stays so, since a schedule may run twice."""
    if read_closing(book, month) is not None:
        print(f"{month.label} sudah ditutup.", file=sys.stderr)
        return
    for item in read_checklist(book, month):
        print(item.sentence, file=sys.stderr)
    close_month(book, prepare_closing(book, month, writers.recap), key_for_closing(book))


def _written(
    book: Book, month: Month, arguments: argparse.Namespace, writers: RecapWriters
) -> tuple[Path, ...]:
    closing = read_closing(book, month)
    is_whole = arguments.per is None or arguments.per >= month.last
    if closing is not None and is_whole:
        files = read_files(book, month, closing.id)
        return writers.stored(files, _made(arguments.keluar))
    internal = read_recap(book, month, arguments.per)
    return writers.recap(internal, public_recap(internal), book.settings, _made(arguments.keluar))


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"Folder {folder} tidak dapat dibuat. Periksa nama dan hak tulisnya."
        ) from error
    return folder
