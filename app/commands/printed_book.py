"""``cetak-buku``: the register of a month or a year, for the shelf."""

import argparse
from collections.abc import Callable
from pathlib import Path

from app.book.book import Book
from app.book.rights import Proof
from app.book.settings import Settings
from app.commands.desk import sit_down, sit_down_to_read
from app.commands.keys import unlocked_book
from app.commands.opening import opened_book
from app.reading.recap.printed_book import PrintedBook, printed_ids, read_printed_book
from app.rules.readings import Reading
from app.steps.show import export_whole

WriteBook = Callable[[PrintedBook, Settings, Path, int], Path]


def run(arguments: argparse.Namespace, write_book: WriteBook) -> int:
    """Write the book and print its path; *write_book* comes from the exports."""
    named = arguments.identitas
    with opened_book(unlocked_book(arguments), may_write=named, may_create=False) as book:
        if named:
            _note(book, arguments)
        else:
            sit_down_to_read(book, arguments, Reading.EXPORT)
        printed = read_printed_book(book, arguments.bulan, names_secret=named)
        settings = book.settings
    print(write_book(printed, settings, arguments.keluar, arguments.lembar_kosong))
    return 0


def _note(book: Book, arguments: argparse.Namespace) -> None:
    """Write down who prints those who want to be unnamed, before they are printed."""
    sit_down(book, arguments)
    officer_id = book.holding.officer_id
    if officer_id is not None:
        # The PIN was given just now.
        book.accept_proof(Proof(officer_id, book.clock.utc()))
    ids = printed_ids(book, arguments.bulan)
    export_whole(book, ids, arguments.alasan, what="cetak-buku --identitas")
