"""Measures what was promised, each against something bare, in the same run.

Usage: python -m tests.bench [--jumlah 100000] [--buku FILE] [--serupa 1000000]. Needs no screen.
Prints one line per promise. With --buku an existing book is measured instead of a new one; making
it takes minutes. With --serupa only the search for similar complaints is measured, in a book of so
many (``tests.bench.many``), or in that of --buku.
"""

import argparse
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 6
IMPORTED = 2_000
MESSAGES = 20_000

# Not ru_maxrss: a child begins with the peak of the process that started it.
READY = """
print("siap", flush=True)
from pathlib import Path
peak = next(r for r in Path("/proc/self/status").read_text().splitlines() if r.startswith("VmHWM"))
print(peak.split()[1])
"""

# As ours: Python's search for garbage waits until the window is shown.
BARE_WINDOW = """
import gc
gc.disable()
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QTableView())
window.resize(1366, 768)
window.show()
app.processEvents()
"""

RAW_IMPORT = """
import sys
from pathlib import Path
from tests.bench.__main__ import raw_inserts
raw_inserts(Path(sys.argv[1]), Path(sys.argv[2]))
"""

OUR_IMPORT = """
import sys
from main import main
main(sys.argv[1:])
"""

OUR_WINDOW = """
import gc
gc.disable()
import sys
from pathlib import Path
from app.book.opening import open_unread
from app.book.place import FilePlace
from ui.window.application import build_window, make_application
opened = open_unread(FilePlace(Path(sys.argv[1])))
app = make_application()
window = build_window(opened, app, drafts=opened.holding.place.folder / "meja.db")
window.show()
app.processEvents()
"""

END = """
import os
os._exit(0)
"""


FOUND = "SELECT rowid FROM complaint_search WHERE complaint_search MATCH ?"
NEWEST = f"{FOUND} ORDER BY rowid DESC LIMIT 200"
# What a screen needs of a search, as somebody would ask by hand.
FIRST_SCREEN = f"{FOUND} ORDER BY rowid DESC LIMIT ?"
SCREEN = 50
NAMESAKES = (
    "SELECT complaint.* FROM complaint_search JOIN complaint ON id = complaint_search.rowid"
    " WHERE complaint_search MATCH ? AND district_code = (SELECT code FROM district WHERE name = ?)"
    " ORDER BY complaint_search.rowid DESC LIMIT 200"
)
TYPED = {
    "nomor": {"phone": "0812-3456-7890"},
    "nama": {"name": "Yuliana Fauzi", "district": "Kapuas"},
    "isi": {
        "subject": "KTP-el belum tercetak",
        "description": "Sudah rekam bulan Juni, sampai sekarang belum tercetak, blangko kosong.",
    },
    "isi yang jarang": {
        "subject": "Kursi ruang tunggu rusak",
        "description": "Kursi roda di lobi patah, atap bocor sejak kemarin.",
    },
    "semua": {
        "name": "Petrus Lestari",
        "phone": "0812-3333-7890",
        "nik": "6103010101900001",
        "district": "Tayan Hilir",
        "subject": "Akta kelahiran belum jadi",
        "description": "Sudah tiga minggu mengurus akta lahir anak, petugas bilang jaringan "
        "gangguan. Mohon dibantu karena akan dipakai mendaftar sekolah.",
    },
}


def main() -> None:
    """Run all measurements on a book with the wanted number of complaints."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--jumlah", type=int, default=100_000)
    parser.add_argument("--buku", type=Path)
    parser.add_argument("--serupa", type=int, default=0)
    asked = parser.parse_args()
    if asked.serupa:
        _compare_similar(asked.buku, asked.serupa)
        return
    with tempfile.TemporaryDirectory() as folder:
        book = asked.buku or Path(folder) / "besar.db"
        if asked.buku is None:
            _make_book(book, asked.jumlah)
        _measure_window(book)
        _measure_search(book)
        _measure_import(Path(folder))
        _measure_chat(Path(folder))


def _make_book(path: Path, count: int) -> None:
    from app.book.place import FilePlace
    from app.sample.life import make_sample_book

    make_sample_book(
        FilePlace(path), count=count, seed=1, until=date(2026, 11, 20), days=365
    ).close()
    print(f"buku dengan {count} pengaduan, {path.stat().st_size / 1e6:.0f} MB")


def _measure_window(book: Path) -> None:
    bare, ours = [], []
    for _ in range(ROUNDS):
        bare.append(_window(BARE_WINDOW))
        ours.append(_window(OUR_WINDOW, str(book)))
    # The first round compiled what all later ones load.
    del bare[0], ours[0]
    _say("jendela siap diketik, waktu", [t for t, _ in ours], [t for t, _ in bare], 2)
    _say("jendela siap diketik, memori", [m for _, m in ours], [m for _, m in bare], 2)


def _window(code: str, *arguments: str) -> tuple[float, float]:
    """Return the seconds until the window takes keys, and the peak of its memory in KiB."""
    began = time.perf_counter()
    with _child(code + READY + END, *arguments) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "siap\n"
        ready = time.perf_counter() - began
        peak = float(child.stdout.readline())
    return ready, peak


def _child(code: str, *arguments: str | Path) -> "subprocess.Popen[str]":
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )


def _measure_search(path: Path) -> None:
    import apsw

    from app.book.opening import open_book
    from app.book.place import FilePlace
    from app.reading.register.filter import RegisterFilter
    from app.reading.register.ids import first_ids
    from app.reading.register.rows import register_rows

    raw = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    with open_book(FilePlace(path), read_only=True) as book:
        for text in ("akta kelahiran", "0812-3", "yuliana"):
            words = " AND ".join(f'"{w}"' for w in (["628123"] if text[0] == "0" else text.split()))

            def ours(text: str = text) -> None:
                register_rows(book, first_ids(book, RegisterFilter(text=text), SCREEN))

            def bare(words: str = words) -> None:
                ids = [row[0] for row in raw.execute(FIRST_SCREEN, (words, SCREEN))]
                marks = ",".join("?" * len(ids))
                raw.execute(f"SELECT * FROM complaint WHERE id IN ({marks})", ids).fetchall()

            _say(f"pencarian “{text}”", _times(ours), _times(bare), 3)
    raw.close()


def _compare_similar(path: Path | None, count: int) -> None:
    from tests.bench.many import make_many

    with tempfile.TemporaryDirectory() as folder:
        book = path or Path(folder) / "banyak.db"
        if not book.exists():
            make_many(book, count)
            print(f"buku dengan {count} pengaduan, {book.stat().st_size / 1e6:.0f} MB", flush=True)
        _measure_similar(book)


def _measure_similar(path: Path) -> None:
    """Compare the answer with the bare questions to the same indexes, without any comparing."""
    import apsw

    from app.book.opening import open_book
    from app.book.place import FilePlace
    from app.reading.complaint.similar import find_similar
    from app.rules.likeness import stems

    raw = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)

    def bare(values: dict[str, str]) -> None:
        phone = values.get("phone", "").replace("-", "").removeprefix("0")
        raw.execute("SELECT * FROM complaint WHERE phone_normal = ?", (f"+62{phone}",)).fetchall()
        matter = f"{values.get('subject', '')} {values.get('description', '')}"
        words = sorted(stems(matter), key=lambda stem: (-len(stem), stem))[:8]
        if "name" in values:
            match = " AND ".join(f'"{word}"' for word in values["name"].split())
            raw.execute(NAMESAKES, (match, values["district"])).fetchall()
        asked: list[list[str]] = []
        # The number may be the second in its field, where only the words are indexed.
        asked += [[phone[-7:]]] if phone else []
        asked += [[word] for word in words if len(word) > 2]
        for group in asked:
            match = " AND ".join(f'"{word}"' for word in group)
            ids = [row[0] for row in raw.execute(NEWEST, (match,))]
            marks = ",".join("?" * len(ids))
            raw.execute(f"SELECT * FROM complaint WHERE id IN ({marks})", ids).fetchall()

    with open_book(FilePlace(path), read_only=True) as book:
        for what, values in TYPED.items():
            ours = _times(partial(find_similar, book, values))
            print(f"serupa menurut {what}: {statistics.median(ours) * 1000:.0f} ms")
            _say(f"serupa menurut {what}", ours, _times(partial(bare, values)), 5)
    raw.close()


def _times(act: Callable[[], object]) -> list[float]:
    act()
    times = []
    for _ in range(20):
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    return times


def _measure_import(folder: Path) -> None:
    source = ROOT / "tests" / "data" / "intake" / "pengaduan.jsonl"
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    many = folder / "banyak.jsonl"
    with many.open("w", encoding="utf-8") as file:
        for number in range(IMPORTED):
            row = {k: v for k, v in rows[number % 12].items() if k != "nomor_lapor"}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    ours, bare = [], []
    for number in range(ROUNDS):
        arguments = ("impor", many, "--buku", folder / f"impor{number}.db")
        ours.append(_seconds(OUR_IMPORT, *arguments))
        bare.append(_seconds(RAW_IMPORT, folder / f"mentah{number}.db", many))
    _say(f"impor {IMPORTED} baris", ours, bare, 5)


def _measure_chat(folder: Path) -> None:
    path = folder / "percakapan.txt"
    start = datetime(2026, 1, 1)
    senders = ("Warga Rekaan", "Disdukcapil", "+62 812-0000-1122")
    with path.open("w", encoding="utf-8") as file:
        for number in range(MESSAGES):
            at = start + timedelta(minutes=11 * number)
            text = "KTP saya belum jadi, mohon dibantu ya pak 🙏 " * (1 + number % 3)
            file.write(f"{at:%d/%m/%y %H.%M} - {senders[number % 3]}: {text}\n")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QStringListModel
    from PySide6.QtWidgets import QDialog, QTableView, QVBoxLayout

    from app.intake.chat_export import read_export
    from ui.entry.chat_dialog import ChatDialog
    from ui.window.application import make_application

    application = make_application()

    def split() -> list[str]:
        return path.read_bytes().decode().split("\n")

    def shown(dialog: QDialog) -> None:
        dialog.show()
        application.processEvents()
        dialog.close()
        dialog.deleteLater()

    def bare() -> None:
        # The same lines in a list of Qt that does nothing but show them.
        dialog = QDialog()
        table = QTableView(dialog)
        table.setModel(QStringListModel(split(), table))
        QVBoxLayout(dialog).addWidget(table)
        shown(dialog)

    def picker() -> None:
        shown(ChatDialog(read_export(path)))

    def reading() -> None:
        read_export(path)

    _say(f"chat {MESSAGES} pesan dibaca", _times(reading), _times(split), 2)
    _say(f"chat {MESSAGES} pesan di daftar pilihan", _times(picker), _times(bare), 2)


def _seconds(code: str, *arguments: str | Path) -> float:
    began = time.perf_counter()
    with _child(code, *arguments) as child:
        child.communicate()
    assert child.returncode == 0
    return time.perf_counter() - began


def raw_inserts(path: Path, source: Path) -> None:
    """Insert each row of *source* into one bare table, in a transaction of its own."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=wal")
    connection.execute("PRAGMA synchronous=full")
    keys = ("saluran", "diterima", "nama", "alamat", "telepon", "objek", "uraian", "layanan")
    connection.execute(f"CREATE TABLE t ({', '.join(keys)})")
    for line in source.open(encoding="utf-8"):
        row = json.loads(line)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            f"INSERT INTO t VALUES ({','.join('?' * len(keys))})", [row.get(k) for k in keys]
        )
        connection.execute("COMMIT")
    connection.close()


def _say(what: str, ours: list[float], bare: list[float], limit: float) -> None:
    ratio = statistics.median(ours) / statistics.median(bare)
    verdict = "dalam batas" if ratio <= limit else "LEWAT BATAS"
    print(f"{what}: {ratio:.2f} kali yang polos, batas {limit} kali, {verdict}", flush=True)


if __name__ == "__main__":
    main()
