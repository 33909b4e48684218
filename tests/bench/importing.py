"""A table of many rows in the assistant: python -m tests.bench.importing [--baris 50000].

Says how long the slowest picture takes while the preview is scrolled, and what recording costs
against raw inserts of the same rows. In seconds of the processor, so that a busy machine does not
count. Needs no screen.
"""

import argparse
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

SLOWEST_PICTURE = 0.05
MOST_TIMES = 5
_PICTURES = 200
_LOT = 50
_HEADINGS = ("Saluran", "Diterima", "Nama", "Telepon", "Alamat", "Kecamatan", "Layanan", "Uraian")


def main() -> int:
    """Measure; 1 when a promise is not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.importing")
    parser.add_argument("--baris", type=int, default=50_000)
    count = parser.parse_args().baris
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder:
        is_kept = _measure(Path(folder), count)
    return 0 if is_kept else 1


def _measure(folder: Path, count: int) -> bool:
    from app.book.lists import read_lists
    from app.book.opening import open_book
    from app.book.place import FilePlace
    from app.ground.clock import FixedClock
    from app.ground.progress import Progress
    from app.intake.tables.preview import Preview, read_preview
    from app.intake.tables.proposal import propose
    from ui.importing.work import Recorded, record_all

    table = _table(folder / "daftar.csv", count)
    clock = FixedClock(datetime(2026, 11, 25, 10, 0))
    with open_book(FilePlace(folder / "buku.db"), clock=clock, may_create=True) as book:
        found: list[Preview] = []
        plan = propose(table, read_lists(book))
        read = _cpu(lambda: found.append(read_preview(book, plan, Progress())))
        print(f"pratinjau {count} baris dibaca: {read:.1f} s", flush=True)
        slowest = _slowest_picture(found[0])
        rows = list(found[0].to_record())
        ours = _cpu(lambda: record_all(book, rows, Progress(), Recorded()))
    texts = [tuple(row.values.values()) for row in rows]
    alone = _cpu(lambda: _insert(folder / "satu.db", texts, 1))
    lots = _cpu(lambda: _insert(folder / "lot.db", texts, _LOT))
    print(f"gambar terlambat saat digulung: {slowest * 1000:.1f} ms, batas 50 ms")
    print(f"dicatat: {ours / alone:.2f} kali sisipan satu per satu, batas {MOST_TIMES} kali")
    print(
        f"dicatat: {ours / lots:.2f} kali sisipan per {_LOT}; {ours / len(rows) * 1e6:.0f} µs/baris"
    )
    return slowest <= SLOWEST_PICTURE and ours <= MOST_TIMES * alone


def _table(path: Path, count: int) -> Path:
    lines = (
        f"WA;{n % 28 + 1}/{n % 10 + 1}/2026 08.{n % 60:02};Warga Rekaan {n};0812-{n:08};"
        f"Dusun Rekaan RT {n % 9};Kapuas;KTP-el;KTP belum jadi sejak Juni, nomor {n}, mohon\n"
        for n in range(count)
    )
    with path.open("w", encoding="utf-8") as file:
        file.write(";".join(_HEADINGS) + "\n")
        file.writelines(lines)
    return path


def _slowest_picture(preview: object) -> float:
    """Scroll from the first row to the last and a page at a time; return the slowest picture."""
    from ui.importing.rows_step import RowsStep
    from ui.window.application import make_application

    application = make_application()
    step = RowsStep()
    step.resize(1180, 620)
    step.show_preview(preview)  # type: ignore[arg-type]
    step.show()
    application.processEvents()
    bar = step.table.verticalScrollBar()
    places = [bar.maximum() * n // _PICTURES for n in range(_PICTURES)]
    places += [n * bar.pageStep() for n in range(_PICTURES)]

    def show(place: int) -> Callable[[], None]:
        def act() -> None:
            bar.setValue(place)
            application.processEvents()

        return act

    slowest = max(_cpu(show(place)) for place in places)
    step.close()
    return slowest


def _cpu(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def _insert(path: Path, rows: Sequence[tuple[str, ...]], lot: int) -> None:
    """Insert the same rows into one bare table, *lot* of them in a transaction."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=wal")
    connection.execute("PRAGMA synchronous=full")
    width = max(map(len, rows))
    connection.execute(f"CREATE TABLE t ({', '.join(f'c{n}' for n in range(width))})")
    for start in range(0, len(rows), lot):
        connection.execute("BEGIN IMMEDIATE")
        for row in rows[start : start + lot]:
            marks = ",".join("?" * len(row))
            names = ",".join(f"c{n}" for n in range(len(row)))
            connection.execute(f"INSERT INTO t ({names}) VALUES ({marks})", row)
        connection.execute("COMMIT")
    connection.close()


if __name__ == "__main__":
    sys.exit(main())
