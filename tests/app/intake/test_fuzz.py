"""A short campaign of each kind; the long ones are run by hand: see tests/fuzz."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.__main__ import KINDS
from tests.fuzz.runner import MOST_MEGABYTES
from tests.fuzz.worst import measure

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("kind", KINDS)
def test_no_broken_file_of_a_few_hundred_breaks_its_reader(kind):
    # A process of its own: the most memory it held is then the reader's.
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", kind, "--jumlah", "300"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


# Of each kind one that was slow or large once; all of them: python -m tests.fuzz.worst.
@pytest.mark.parametrize(
    "name", ["empat-juta-baris.xlsx", "sejuta-baris-berwarna.xlsx", "satu-pesan.txt", "laman.eml"]
)
def test_a_file_of_25_megabytes_is_read_or_refused_in_little_memory(name):
    result = measure(name)
    assert result.end in ("read", "refused")
    assert result.megabytes <= MOST_MEGABYTES
