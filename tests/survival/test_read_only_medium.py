"""A book on a read-only medium is listed, inspected, copied; also what its log holds."""

import shutil
import subprocess
from pathlib import Path

import pytest

from app.book.lists import read_lists
from app.book.opening import open_book
from app.book.place import FilePlace
from app.entry.forms import read_form
from app.ground.clock import FixedClock
from app.ground.errors import BookRefused
from app.keeping.backup import back_up
from app.keeping.inspection import inspect_book
from app.rules.channels import Channel
from app.steps.record import record
from models.book_key import BookKey
from models.complaint import Complaint
from tests.survival.lives import BEGIN
from tests.survival.small_disk import can_make_one, small_disk

CLOCK = FixedClock(BEGIN)


def enter(place: FilePlace, number: int, copy_to: Path) -> None:
    """Record some, and copy the book with its log while it is open."""
    with open_book(place, clock=CLOCK, may_create=True) as book:
        for _ in range(number):
            values = {"name": "Warga", "subject": "KTP-el"}
            record(book, read_form(Channel.COUNTER, values, BEGIN, read_lists(book)))
        for side in ("", "-wal"):
            shutil.copy(f"{place}{side}", copy_to)


@pytest.mark.plain
@pytest.mark.skipif(not can_make_one(), reason="only root makes a medium")
@pytest.mark.parametrize("has_log", [True, False])
@pytest.mark.parametrize("key", [None, BookKey(bytes(range(32)))], ids=["plain", "encrypted"])
def test_a_book_on_a_read_only_medium_can_be_read(
    tmp_path: Path, *, has_log: bool, key: BookKey | None
) -> None:
    own = FilePlace(tmp_path / "buku.db", key)
    try:
        with small_disk(tmp_path / "medium") as medium:
            enter(own, 5, medium)
            if not has_log:
                (medium / "buku.db-wal").unlink()
                shutil.copy(own.path, medium)
            subprocess.run(["mount", "-o", "remount,ro", str(medium)], check=True)
            place = own.copy_at(medium / "buku.db")
            with open_book(place, clock=CLOCK, read_only=True) as book:
                assert book.rows(Complaint.select()).count() == 5
                assert inspect_book(book).problems == ()
                assert back_up(book, tmp_path / "cadangan").complaints == 5
            with pytest.raises(BookRefused, match="tidak dapat ditulisi"):
                open_book(place, clock=CLOCK)
    except OSError as error:
        pytest.skip(f"no file system may be mounted here: {error}")
