"""Nothing ends without a word: what the icon starts says why there is no window."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.commands.arguments import typed_name
from launch import UNTOLD, guarded

ROOT = Path(__file__).resolve().parents[2]


def launched(tmp_path, *, missing):
    """Start the program with the package *missing* as a virus scanner leaves it."""
    taken = tmp_path / "taken" / missing
    taken.mkdir(parents=True)
    (taken / "__init__.py").write_text("raise ImportError('DLL load failed')\n", encoding="utf-8")
    return subprocess.run(
        [sys.executable, ROOT / "launch.py", "--uji-asap", "--contoh"],
        env={
            **os.environ,
            "PYTHONPATH": str(taken.parent),
            "BUKU_PENGADUAN_DATA": str(tmp_path / "data"),
            "HOME": str(tmp_path),
            "LOCALAPPDATA": str(tmp_path),
            # A message would wait for somebody who presses its button.
            "BUKU_PENGADUAN_TANPA_PESAN": "1",
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.mark.skipif(
    bool(sys.flags.isolated),
    reason="the Python of the Windows folder asks no PYTHONPATH; tests/windows takes a DLL away",
)
@pytest.mark.parametrize("missing", ["PySide6", "apsw", "peewee", "msgspec"])
def test_a_library_that_was_taken_away_is_told_and_logged(tmp_path, missing):
    told = launched(tmp_path, missing=missing)
    assert told.returncode in {1, UNTOLD}
    assert "Buku Pengaduan tidak dapat dimulai" in told.stderr
    logs = [*tmp_path.glob("data/log/*.log"), *tmp_path.glob("buku-pengaduan-gagal-dimulai.log")]
    assert "DLL load failed" in "".join(log.read_text("utf-8") for log in logs)


def test_whoever_cannot_show_a_message_leaves_it_to_the_launcher(capsys):
    def failing(given):
        raise ImportError("_ctypes")

    assert guarded(failing, lambda sentence: False) == UNTOLD
    assert guarded(failing, lambda sentence: True) == 1
    assert "_ctypes" in capsys.readouterr().err


def test_what_the_program_says_itself_is_not_said_twice():
    said = []
    assert guarded(lambda given: 2, said.append) == 2
    with pytest.raises(SystemExit):
        guarded(lambda given: sys.exit(2), said.append)
    assert said == []


@pytest.mark.parametrize(
    ("script", "program", "name"),
    [
        ("main.py", "python", "main.py"),
        ("/usr/bin/buku-pengaduan", "/usr/bin/python3", "buku-pengaduan"),
        (r"C:\Buku Pengaduan\0.4.0\program\launch.pyc", r"C:\Buku Pengaduan\buku.exe", "buku"),
        (r"C:\Buku Pengaduan\0.4.0\program\launch.pyc", "buku", "buku"),
    ],
)
def test_the_help_says_the_name_that_was_typed(script, program, name):
    assert typed_name(script, program) == name
