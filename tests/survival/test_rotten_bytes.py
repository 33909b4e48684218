"""A few of the books of ``python -m tests.survival bytes``."""

from pathlib import Path

import pytest

import models.sqlite.file as file_
from tests.survival import rotten


@pytest.mark.plain
@pytest.mark.parametrize("number", [5, 10], ids=["small", "large"])
def test_nothing_is_written_into_a_book_with_rotten_bytes(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotten, "_BIG_FILES", 0)
    monkeypatch.setattr(rotten, "_RECAP", 1_000)
    if number > 5:
        # A large one is not looked through before it is opened; in the tenth a photo is a text.
        monkeypatch.setattr(file_, "_CHECKED_AT_OPEN", 1)
    tally = rotten.run(tmp_path / "rusak", number, 1)
    assert tally.examples == []
    assert tally.found["damaged"]
