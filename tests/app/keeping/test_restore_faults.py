"""Whatever is refused and wherever somebody is killed while a backup is restored, nothing is lost.

The book has 40 complaints, half of them in its log only. A backup has 20; a newer one 40, so that
*periksa* would find what is gone without having been given up on purpose.
"""

import shutil
import subprocess
import sys
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest

import models.sqlite.exchange as exchange_module
from app.book.journal import Event, last_entry
from app.book.lists import read_lists
from app.book.opening import open_book
from app.book.place import FilePlace
from app.entry.forms import read_form
from app.ground.clock import FixedClock
from app.ground.errors import BookError
from app.ground.paths import head_marks_folder
from app.keeping.backup import back_up
from app.keeping.inspection import inspect_book
from app.keeping.restore import restore
from app.rules.channels import Channel
from app.steps.record import record
from models.complaint import Complaint
from tests.faults.calls import watching
from tests.faults.pictures import Pictures, lay_out

ROOT = Path(__file__).resolve().parents[3]
OLD, NEW = (40, False), (20, True)
CLOCK = FixedClock(datetime(2026, 11, 23, 9, 0))
LATER = FixedClock(datetime(2026, 11, 23, 10, 0))


def _record(book, number):
    for _ in range(number):
        form = {"name": "Warga Rekaan", "subject": "KTP-el", "description": "Belum jadi."}
        record(book, read_form(Channel.COUNTER, form, CLOCK.now(), read_lists(book)))


@pytest.fixture(scope="module")
def cut_off(template_path, tmp_path_factory):
    """Return a folder with a book as a power cut left it, and one with its backups."""
    root = tmp_path_factory.mktemp("faults")
    (root / "office").mkdir()
    path = shutil.copy(template_path, root / "office" / "buku.db")
    with open_book(FilePlace(path), clock=CLOCK) as book:
        _record(book, 20)
        older = back_up(book, root / "backups").path
    with open_book(FilePlace(path), clock=CLOCK) as book:
        _record(book, 20)
        shutil.copytree(path.parent, root / "cut")
    with open_book(FilePlace(path), clock=FixedClock(datetime(2026, 11, 23, 9, 30))) as book:
        back_up(book, root / "backups")
    return root / "cut", older


@pytest.fixture(params=[True, False], ids=["folded", "with-its-log"])
def office(request, cut_off, tmp_path, monkeypatch):
    """Return what makes the folder anew, restores the older backup in it, and says what it did.

    Where SQLite cannot fold the log into the book, as in a damaged one, all its files move.
    """
    folder, backup = cut_off
    own = tmp_path / "office"
    fold = exchange_module._fold

    def fold_other(path, key):
        if request.param or path != own / "buku.db":
            fold(path, key)

    monkeypatch.setattr(exchange_module, "_fold", fold_other)

    def run(before):
        shutil.rmtree(own, ignore_errors=True)
        shutil.copytree(folder, own)
        # The same place each time, but another book: what was written down of the last one goes.
        shutil.rmtree(head_marks_folder(), ignore_errors=True)
        try:
            with watching(own, before):
                restore(backup, FilePlace(own / "buku.db"), LATER)
        except BookError as error:
            return own, str(error)
        return own, ""

    run.is_folded = request.param
    return run


def _state(path, backups, *, read_only):
    """Open the book as the next start does; return what is in it, and what is said of it."""
    with open_book(FilePlace(path), clock=LATER, read_only=read_only) as book:
        assert inspect_book(book, backup_folders={backups}).problems == ()
        is_restored = last_entry(book).event == Event.BOOK_RESTORED
        return (book.rows(Complaint.select()).count(), is_restored), book.holding.notice


def _is_kept(folder, backups):
    """Return whether the book that gave way lies beside, with all it had."""
    kept = [path for path in folder.glob("*sebelum dipulihkan*") if path.suffix == ".db"]
    return [_state(path, backups, read_only=True)[0] for path in kept] == [OLD]


def test_the_present_book_lies_beside_with_its_log(office, cut_off):
    folder, said = office(lambda call: None)
    assert said == ""
    assert _state(folder / "buku.db", cut_off[1].parent, read_only=False) == (NEW, "")
    assert _is_kept(folder, cut_off[1].parent)
    assert not [path.name for path in folder.iterdir() if path.name.startswith(".")]


def test_a_kill_before_any_call_loses_nothing(office, cut_off, tmp_path):
    backups = cut_off[1].parent
    pictures = Pictures(tmp_path / "office", aside=".buku.db.baru")
    office(pictures.take)
    seen = set()
    for number, (call, files) in enumerate(pictures):
        left = lay_out(files, tmp_path / "left")
        is_gone = not (left / "buku.db").exists()
        state, notice = _state(left / "buku.db", backups, read_only=number % 2 == 0)
        assert state in (OLD, NEW), call
        assert ("dikembalikan" in notice) == is_gone, call
        assert state == OLD or _is_kept(left, backups), call
        assert _state(left / "buku.db", backups, read_only=False)[0] == state, call
        assert not [path.name for path in left.iterdir() if path.name.startswith(".")], call
        seen.add((state, is_gone))
    assert seen == {(OLD, False), (OLD, True), (NEW, False)}


def test_a_kill_while_the_book_is_put_back_loses_nothing(office, cut_off, tmp_path):
    backups = cut_off[1].parent
    pictures = Pictures(tmp_path / "office", aside=".buku.db.baru")
    office(pictures.take)
    for _, files in pictures:
        left = lay_out(files, tmp_path / "left")
        if (left / "buku.db").exists():
            continue
        again = Pictures(left)
        with watching(left, again.take, sqlite=False):
            assert _state(left / "buku.db", backups, read_only=False)[0] == OLD
        for call, left_again in again:
            third = lay_out(left_again, tmp_path / "third")
            assert _state(third / "buku.db", backups, read_only=False)[0] == OLD, call


def test_a_refusal_while_the_book_is_put_back_says_where_it_is(office, cut_off, tmp_path):
    pictures = Pictures(tmp_path / "office", aside=".buku.db.baru")
    office(pictures.take)
    gone = [files for _, files in pictures if Path("buku.db") not in files]
    assert gone
    for files in gone:
        left = lay_out(files, tmp_path / "left")

        def refuse(call):
            if call.what == "replace":
                call.refuse()

        with watching(left, refuse), pytest.raises(BookError, match="sebelum dipulihkan"):
            open_book(FilePlace(left / "buku.db"), clock=LATER, may_create=True)
        assert _state(left / "buku.db", cut_off[1].parent, read_only=True)[0] == OLD


def _worth_refusing(calls, *, is_first):
    """Return all calls; what SQLite does aside need not be refused a second time."""
    return [c for c in calls if is_first or not c.path.startswith(".buku.db.baru")]


# What SQLite is refused while it cleans up, Python can tell nobody.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("stays", [False, True], ids=["once", "from-then-on"])
def test_a_refusal_at_any_call_says_the_truth(office, cut_off, stays):
    calls = []
    office(calls.append)
    outcomes = set()
    for wanted in _worth_refusing(calls, is_first=office.is_folded and not stays):
        refused = []

        def refuse(call, wanted=wanted.number, refused=refused):
            # SQLite gives up at the first refusal; the system may go on refusing.
            is_later = stays and call.number > wanted and not call.is_sqlite
            if call.number == wanted or is_later:
                refused.append(call)
                call.refuse()

        folder, said = office(refuse)
        kept = [path.name for path in folder.glob("*sebelum dipulihkan*.db")]
        is_there = (folder / "buku.db").exists()
        assert is_there or kept[0] in said, refused
        state, _ = _state(folder / "buku.db", cut_off[1].parent, read_only=False)
        assert state == (OLD if said else NEW), (refused, said)
        assert not said or said.endswith("."), said
        assert said or _is_kept(folder, cut_off[1].parent), refused
        outcomes.add((state, is_there))
    assert (NEW, True) in outcomes
    assert (OLD, True) in outcomes
    assert ((OLD, False) in outcomes) == stays


def test_every_rename_is_on_the_disk_before_the_next_one(office):
    calls = []
    office(lambda call: calls.append(call.what))
    ours = [what for what in calls if what in ("replace", "fsync")]
    assert ours.count("replace") >= 4
    assert ("replace", "replace") not in pairwise(ours)


def test_a_second_restore_in_the_same_second_keeps_both_books(office, cut_off):
    folder, _ = office(lambda call: None)
    first = next(folder.glob("*sebelum dipulihkan*.db"))
    content = first.read_bytes()
    restore(cut_off[1], FilePlace(folder / "buku.db"), LATER)
    kept = sorted(folder.glob("*sebelum dipulihkan*.db"))
    assert len(kept) == 2
    assert first.read_bytes() == content


def test_a_book_whose_file_is_missing_but_not_its_log(office, cut_off):
    folder, _ = office(lambda call: call.refuse())
    shutil.copytree(cut_off[0], folder, dirs_exist_ok=True)
    book = folder / "buku.db"
    shutil.move(book, folder / "pindah.db")
    with pytest.raises(BookError, match=r"buku\.db-wal"):
        open_book(FilePlace(book), clock=LATER, may_create=True)
    restore(cut_off[1], FilePlace(book), LATER)
    assert _state(book, cut_off[1].parent, read_only=False)[0] == NEW
    assert not list(folder.glob("buku.db-wal"))
    assert list(folder.glob("*sebelum dipulihkan*.db-wal"))


def test_a_note_that_was_not_written_here_changes_nothing(cut_off, tmp_path):
    own = shutil.copytree(cut_off[0], tmp_path / "own")
    note = own / ".buku.db.pemulihan"
    for text in ("", "..", "../x.db", "tidak ada.db", "buku.db"):
        note.write_text(text, encoding="utf-8")
        assert _state(own / "buku.db", cut_off[1].parent, read_only=False)[0] == OLD
        assert not note.exists()


@pytest.mark.plain
def test_a_command_says_that_the_book_was_put_back(office, tmp_path):
    pictures = Pictures(tmp_path / "office", aside=".buku.db.baru")
    office(pictures.take)
    gone = next(files for _, files in pictures if Path("buku.db") not in files)
    book = lay_out(gone, tmp_path / "left") / "buku.db"
    run = [sys.executable, "main.py", "periksa", "--buku", str(book)]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("40 pengaduan")
    assert "Buku semula sudah dikembalikan" in done.stderr
