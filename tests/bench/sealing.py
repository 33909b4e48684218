"""What the seal costs a save: complaints recorded by turns into a sealed book and a plain one.

``python -m tests.bench.sealing``
"""

import os
import statistics
import tempfile
import time
from pathlib import Path

LIMIT = 1.1
ROUNDS = 1_000


def main() -> None:
    """Measure both in one run, and say the ratio of the medians."""
    with tempfile.TemporaryDirectory(prefix="buku-segel-") as folder:
        os.environ["BUKU_PENGADUAN_DATA"] = folder
        _measure(Path(folder))


def _measure(folder: Path) -> None:
    from app.book.lists import read_lists
    from app.book.opening import open_book
    from app.book.place import FilePlace
    from app.entry.forms import read_form
    from app.rules.channels import Channel
    from app.steps.record import record
    from app.steps.seal import set_seal_key

    names = ("polos", "segel")
    books = [open_book(FilePlace(folder / f"{name}.db"), may_create=True) for name in names]
    set_seal_key(books[1])
    form = {"name": "Warga Rekaan", "address": "Jl. Rekaan 1", "phone": "0812-0000-0147"}
    news = [read_form(Channel.COUNTER, form, book.clock.now(), read_lists(book)) for book in books]
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(ROUNDS):
        # By turns, so that what else the computer does falls on both alike.
        for which in (0, 1) if turn % 2 else (1, 0):
            begin = time.perf_counter()
            record(books[which], news[which])
            times[which].append(time.perf_counter() - begin)
    for book in books:
        book.close()
    plain, sealed = (statistics.median(one) for one in times)
    verdict = "dalam batas" if sealed / plain <= LIMIT else "LEWAT BATAS"
    print(f"Simpan dengan segel: {sealed / plain:.2f} kali tanpa segel, batas {LIMIT}, {verdict}")


if __name__ == "__main__":
    main()
