"""A page that is being copied outlives a kill and is nobody's entry."""

import subprocess
import sys
from dataclasses import replace

import pytest

from app.entry.attachments import IncomingFile
from app.entry.drafts import Drafts
from app.entry.paper_page import KeptAs, PaperDrafts, PaperPage
from app.rules.channels import Channel
from models.sqlite.desk import DeskFile

PAGE = PaperPage(
    ({"diterima": "2024-11-03", "nama": "Warga Rekaan"}, {}),
    Channel.BOX,
    KeptAs.RUNNING,
    "/foto/halaman 3.jpg",
    2,
)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "meja.db"


@pytest.fixture
def drafts(file, book):
    return PaperDrafts(file, book, print)


def test_a_page_comes_back_whole(drafts, file, book):
    kept = drafts.keep(PAGE, None)
    assert PaperDrafts(file, book, print).latest() == kept
    assert kept.page == PAGE


def test_writing_it_again_leaves_one_page(drafts, file, book):
    kept = drafts.keep(PAGE, None)
    again = drafts.keep(PaperPage(({"nama": "Warga Contoh"},)), kept)
    assert drafts.latest() == again
    drafts.discard(again)
    assert drafts.latest() is None
    assert b"Warga Contoh" not in file.read_bytes()


SCAN = IncomingFile("halaman 3.jpg", "image/jpeg", b"gambar halaman tiga")


def test_the_scan_is_kept_once_and_goes_with_its_page(drafts, file):
    first = drafts.keep(PAGE, None)
    assert drafts.scan(first) is None
    kept = drafts.keep(PAGE, first, SCAN)
    assert (kept.has_scan, drafts.scan(kept)) == (True, SCAN.content)
    # Nobody writes it anew, or takes it away while it is being read again.
    again = drafts.keep(PAGE, drafts.keep(PAGE, kept, replace(SCAN, content=b"lain")), None)
    assert (drafts.latest(), drafts.scan(again)) == (again, SCAN.content)
    other = drafts.keep(replace(PAGE, picture="/foto/halaman 4.jpg"), again)
    assert (other.has_scan, drafts.scan(other)) == (False, None)
    drafts.discard(drafts.keep(other.page, other, SCAN))
    assert SCAN.content not in file.read_bytes()


def test_what_another_window_wrote_stays(drafts, book):
    kept = drafts.keep(PAGE, None)
    other = PaperPage(({"nama": "Warga Contoh"},))
    drafts.keep(other, kept)
    mine = drafts.keep(PaperPage(({"nama": "Warga Misal"},)), kept)
    assert drafts.latest() == mine
    drafts.discard(mine)
    assert drafts.latest().page == other


def test_it_is_not_listed_among_entries(drafts, file, book):
    drafts.keep(PAGE, None)
    assert Drafts(file, book, print).all() == ()
    assert Drafts(file, book, print).settle_recorded() == ()
    assert drafts.latest() is not None


def test_a_page_of_a_later_release_is_passed_by(drafts, file, book):
    kept = drafts.keep(PAGE, None)
    from app.book.journal import first_hash
    from models.sqlite.desk import DraftRow

    row = DraftRow(kept.key, "*buku_kertas", '{"lain": 1}', kept.saved_at.isoformat(), 1)
    assert DeskFile(file).put(first_hash(book), row, ())
    assert drafts.latest() is None


def test_blank_rows_alone_are_nothing_to_lose():
    assert PaperPage(({}, {"nama": "  "})).is_blank
    assert not PAGE.is_blank


_KILLED = """
import os, sys
from datetime import datetime
from pathlib import Path
from app.book.opening import open_book
from app.book.place import FilePlace
from app.entry.paper_page import PaperDrafts, PaperPage
from app.ground.clock import FixedClock

clock = FixedClock(datetime(2026, 11, 23, 9, 0))
book = open_book(FilePlace(Path(sys.argv[1])), clock=clock, officer="Rina")
PaperDrafts(Path(sys.argv[2]), book, print).keep(PaperPage(({"nama": "Warga Rekaan"},)), None)
os.kill(os.getpid(), 9)
"""


@pytest.mark.plain
def test_a_page_outlives_a_kill(book_path, file, drafts, book):
    book.close()
    done = subprocess.run([sys.executable, "-c", _KILLED, book_path, file], check=False)
    assert done.returncode == -9
    from app.book.opening import open_book
    from app.book.place import FilePlace

    with open_book(FilePlace(book_path), clock=book.clock, officer="Rina") as again:
        assert PaperDrafts(file, again, print).latest().page.rows == ({"nama": "Warga Rekaan"},)
