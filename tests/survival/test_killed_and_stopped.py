"""A few of ``python -m tests.survival kill``, and a short round of ``together``; POSIX only."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.plain
@pytest.mark.skipif(not hasattr(os, "fork"), reason="ends and stops programs as only POSIX can")
@pytest.mark.parametrize("arguments", [("kill", "8"), ("together", "1")])
def test_programs_that_are_killed_or_stopped_lose_nothing(
    arguments: tuple[str, str], tmp_path: Path
) -> None:
    # In a program of its own: one in which threads are at work must make no other.
    kind, number = arguments
    command = [sys.executable, "-m", "tests.survival", kind, "--jumlah", number]
    done = subprocess.run(
        [*command, "--di", tmp_path], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.strip()) == (0, ""), done.stdout
