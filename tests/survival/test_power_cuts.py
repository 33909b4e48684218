"""A few of the cuts of ``python -m tests.survival power`` from each life; and that they see."""

from pathlib import Path

import pytest

from models.sqlite.engine import BookDatabase
from tests.survival import power
from tests.survival.lives import LIVES

_EACH = 2


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BUKU_PENGADUAN_DATA", str(tmp_path / "kantor" / "data"))
    return tmp_path / "kantor"


@pytest.mark.parametrize("name", LIVES)
def test_nothing_acknowledged_is_lost_when_the_power_goes(name: str, folder: Path) -> None:
    assert power.run(folder, _EACH, 1, [name]).examples == []


def test_a_book_that_is_not_flushed_is_seen_to_lose(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = BookDatabase.__init__

    def hasty(self: BookDatabase, *arguments: object, **named: object) -> None:
        made(self, *arguments, **named)
        self._pragmas = [(n, "off" if n == "synchronous" else v) for n, v in self._pragmas]

    monkeypatch.setattr(BookDatabase, "__init__", hasty)
    assert power.run(folder, 20, 1, ["steps"]).found["lost"]


def test_what_a_disk_only_says_it_has_written_is_missed(folder: Path) -> None:
    tally = power.run_with_liar(folder, 8, 1)
    assert tally.examples == []
    assert tally.found["noticed when opened"]
