"""``rekap``: both editions of a month's recap as files."""

import argparse
from collections.abc import Callable
from pathlib import Path

from app.book.settings import Settings
from app.commands.opening import opened_book
from app.ground.errors import StorageError
from app.reading.recap.monthly import public_recap, read_recap
from app.reading.recap.values import InternalRecap, PublicRecap

WriteRecap = Callable[[InternalRecap, PublicRecap, Settings, Path], tuple[Path, ...]]


def run(arguments: argparse.Namespace, write_recap: WriteRecap) -> int:
    """Write the four files and print their paths; *write_recap* comes from the exports."""
    with opened_book(arguments.buku) as book:
        internal = read_recap(book, arguments.bulan, arguments.per)
        settings = book.settings
    try:
        arguments.keluar.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"Folder {arguments.keluar} tidak dapat dibuat. Periksa nama dan hak tulisnya."
        ) from error
    for path in write_recap(internal, public_recap(internal), settings, arguments.keluar):
        print(path)
    return 0
