"""``periksa``: integrity, journal, rows and numbers, and what backups have seen of the journal."""

import argparse
import sys

from app.commands.desk import sit_down_to_read
from app.commands.keys import unlocked_book
from app.commands.opening import opened_book
from app.ground.formatting import thousands
from app.ground.paths import backup_folder
from app.keeping.inspection import inspect_book
from app.rules.readings import Reading


def run(arguments: argparse.Namespace) -> int:
    """Print what was looked at; list what is wrong and return 1 if anything is."""
    with opened_book(unlocked_book(arguments), is_forgiving=True) as book:
        # Settings that cannot be read say no PINs: a damaged book is looked through all the same.
        sit_down_to_read(book, arguments, Reading.JOURNAL)
        report = inspect_book(
            book,
            backup_folders={backup_folder(), book.place.folder, *arguments.cadangan},
            printed=arguments.sidik_jari or "",
            printed_key=arguments.kunci_tanda_tangan or "",
        )
    print(
        f"{thousands(report.complaints)} pengaduan, {thousands(report.entries)} catatan jurnal, "
        f"sidik jari {report.fingerprint}"
    )
    for sentence in (*report.facts, *report.proof):
        print(sentence)
    if not report.problems:
        print("Buku utuh.")
        return 0
    for problem in report.problems:
        print(problem)
    print(f"Ditemukan {len(report.problems)} masalah pada buku.", file=sys.stderr)
    return 1
