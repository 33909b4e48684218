"""``selamatkan``: what can still be read of a damaged book takes its place."""

import argparse

from app.book.place import Place
from app.ground.clock import SystemClock
from app.ground.paths import backup_folder
from app.keeping.brought_back import backup_words, good_backups, newest_that_opens, rescue_words
from app.keeping.rescue import Rescue


def run(arguments: argparse.Namespace) -> int:
    """Print what would come back, from the file and from a backup; put the former in place."""
    place: Place = arguments.buku
    clock = SystemClock()
    backups = good_backups(place, (backup_folder(), place.folder))
    with Rescue(place, clock, [info.path for info in backups]) as rescue:
        print(rescue_words(rescue.rescued))
        newest = newest_that_opens(place, backups, clock)
        print(backup_words(*newest) if newest else "Tidak ada cadangan yang baik.")
        if not arguments.coba:
            kept = rescue.accept()
            print(f"Buku diselamatkan: {place}")
            print(f"Berkas yang rusak disimpan: {kept}")
    return 0
