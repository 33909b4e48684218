"""``cadangkan`` and ``pulihkan``: copies of the book."""

import argparse
from functools import partial

from app.commands.desk import sit_down, sit_down_to_read
from app.commands.keys import book_to_replace, given_opener, remember_as_asked, unlocked_book
from app.commands.opening import opened_book
from app.ground.clock import SystemClock
from app.keeping.backup import back_up
from app.keeping.restore import restore
from app.rules.readings import Reading


def run_back_up(arguments: argparse.Namespace) -> int:
    """Make a checked copy and print its path."""
    with opened_book(unlocked_book(arguments)) as book:
        sit_down_to_read(book, arguments, Reading.BACKUP)
        print(back_up(book, arguments.ke).path)
    return 0


def run_restore(arguments: argparse.Namespace) -> int:
    """Put a backup in the place of the book; say where the book it replaces was kept."""
    who = partial(sit_down, arguments=arguments)
    opener = given_opener(arguments)
    place = book_to_replace(arguments)
    kept = restore(arguments.cadangan, place, SystemClock(), who, opener)
    remember_as_asked(arguments)
    print(f"Buku dipulihkan: {arguments.buku}")
    if kept is not None:
        print(f"Buku sebelumnya disimpan: {kept}")
    return 0
