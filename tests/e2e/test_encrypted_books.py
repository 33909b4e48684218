"""Encrypted books pass the tests of plain ones; in short what --encrypted does with all."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_SHORT = ("keeping/test_backup.py", "book/test_store.py")


def test_steps_and_copies_work_on_an_encrypted_book():
    paths = [ROOT / "tests" / "app" / name for name in _SHORT]
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--encrypted",
        *paths,
    ]
    # Whoever measures what the whole suite runs does not measure this part of it.
    plain = {name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"}
    result = subprocess.run(
        command, cwd=ROOT, env=plain, capture_output=True, text=True, timeout=240, check=False
    )
    assert result.returncode == 0, result.stdout[-3000:]
