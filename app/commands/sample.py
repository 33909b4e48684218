"""``contoh``: a sample book; and the throw-away one for the window."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Final

from app.book.office_pack import default_office, read_pack
from app.book.opening import OpenedBook, open_unread
from app.book.place import FilePlace
from app.commands.keys import book_to_write
from app.ground.clock import Clock, SystemClock
from app.ground.errors import UserError
from app.ground.formatting import Month
from app.ground.paths import documents_folder
from app.reading.recap.monthly import public_recap, read_recap
from app.sample.life import ensure_free, make_sample_book
from app.steps.close_month import WriteRecap

# Busy enough that every list, board column and table of the recap has something in it.
_COUNT: Final = 400
_DAYS: Final = 220
_SEED: Final = 7


class NoScreen(UserError):
    """There is no screen to open a window on."""


def run(arguments: argparse.Namespace) -> int:
    """Make the book and print its path."""
    # Before anything is written, so that a wrong code leaves no file behind.
    office = read_pack(arguments.kantor or default_office()).settings.office.region_code
    ensure_free(arguments.buku)
    place = book_to_write(arguments)
    make_sample_book(
        place,
        count=arguments.jumlah,
        seed=arguments.benih,
        until=arguments.sampai,
        office=office,
    ).close()
    print(arguments.buku)
    return 0


def run_without_screen(arguments: argparse.Namespace, write_recap: WriteRecap) -> int:
    """Do the main job where no window can open: write last month's recap of the sample book.

    Raises:
        NoScreen: the office's own book was asked for; nothing is written unasked.
    """
    if not arguments.contoh:
        raise NoScreen(
            "Tidak ada layar, jendela tidak dapat dibuka. Perintah seperti rekap dan daftar tetap "
            "dapat dipakai; lihat main.py --bantuan."
        )
    with throwaway_book(SystemClock()) as opened:
        book = opened.load()
        today = book.clock.today()
        month = Month(today.year, today.month).previous()
        internal = read_recap(book, month)
        folder = documents_folder() / "Buku Pengaduan"
        folder.mkdir(parents=True, exist_ok=True)
        paths = write_recap(internal, public_recap(internal), book.settings, folder)
    print(f"Tidak ada layar. Rekap {month.label} dari buku contoh ditulis:")
    for path in paths:
        print(path)
    return 0


@contextmanager
def throwaway_book(clock: Clock) -> Iterator[OpenedBook]:
    """Open a sample book that ends yesterday and is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="buku-contoh-") as folder:
        place = FilePlace(Path(folder) / "buku-contoh.db")
        # Up to yesterday: a morning that has already lived through its afternoon would stand
        # before its own journal.
        yesterday = clock.today() - timedelta(days=1)
        make_sample_book(place, count=_COUNT, seed=_SEED, until=yesterday, days=_DAYS).close()
        with open_unread(place, clock=clock) as opened:
            yield opened
