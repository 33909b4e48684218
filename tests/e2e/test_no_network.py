"""A day of the office in processes that a touch of the network would end."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "tests" / "data" / "intake"


def run(*arguments):
    return subprocess.run(
        [sys.executable, HERE / "without_network.py", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=180,
    )


def test_a_socket_would_be_noticed():
    result = run("--coba-soket")
    assert result.returncode == 77
    assert "socket.__new__" in result.stderr


def test_the_commands_of_a_day_touch_no_network(tmp_path):
    book, copy = tmp_path / "buku.db", tmp_path / "salinan"
    for arguments in (
        ("contoh", "--buku", book, "--jumlah", 30, "--benih", 3, "--sampai", "2026-11-23"),
        ("impor", DATA / "pengaduan.jsonl", "--buku", book),
        ("daftar", "--buku", book, "--json"),
        ("rekap", "2026-11", "--buku", book, "--keluar", tmp_path),
        ("periksa", "--buku", book),
        ("cadangkan", "--buku", book, "--ke", copy),
    ):
        result = run(*arguments)
        assert result.returncode == 0, (arguments, result.stderr)
    (backup,) = copy.glob("*.cadangan")
    assert run("pulihkan", backup, "--buku", book).returncode == 0


def test_the_window_touches_no_network(tmp_path):
    result = run("--uji-asap", "--contoh")
    assert (result.returncode, result.stderr) == (0, "")
