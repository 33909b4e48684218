"""A plain book is encrypted whole or not at all, wherever somebody is killed or refused."""

import shutil
from dataclasses import replace
from datetime import datetime

import pytest

from app.book.journal import Event, last_entry
from app.book.opening import open_book
from app.book.place import FilePlace
from app.book.unlocking import is_locked, unlocked, with_new_key
from app.ground.clock import FixedClock
from app.ground.errors import BookError, BookInUse, BookRefused, StorageError
from app.ground.paths import head_marks_folder
from app.ground.progress import Progress
from app.keeping import encrypting
from app.keeping.backup import back_up
from app.keeping.encrypting import EncryptingStopped, encrypt, ensure_may_encrypt
from app.keeping.inspection import inspect_book
from app.keeping.key_state import plain_copies, remove_plain_copies
from models.complaint import Complaint
from tests.faults.calls import watching
from tests.faults.pictures import Pictures, lay_out

pytestmark = pytest.mark.plain
MARK = "PENANDA-BUKU"
LATER = FixedClock(datetime(2026, 11, 23, 10, 0))


@pytest.fixture
def office(book, book_path, recorded):
    """A folder with a plain book, and the key that it shall have, whose slots lie there already."""
    folder = book_path.parent / "kantor"
    folder.mkdir()
    for _ in range(3):
        recorded(name=MARK)
    book.close()
    shutil.copy(book_path, folder / "buku.db")
    place, _ = with_new_key(FilePlace(folder / "buku.db"), LATER.now())
    return folder, place.key


def run(folder, key, progress=None):
    return encrypt(FilePlace(folder / "buku.db", key), LATER, "Petugas Uji", progress or Progress())


def anew(folder):
    """Forget the folder, and what was written down of the book that lay there."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(head_marks_folder(), ignore_errors=True)


def laid_out(files, tmp_path):
    anew(tmp_path / "left")
    return lay_out(files, tmp_path / "left")


def clear_files(folder):
    contents = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return [n for n, c in contents.items() if MARK.encode() in c or b"SQLite format 3" in c]


def state(folder):
    """Open the book as the next start does; return whether it is encrypted, and what it says."""
    with open_book(unlocked(FilePlace(folder / "buku.db")), clock=LATER) as book:
        assert inspect_book(book).problems == ()
        assert book.rows(Complaint.select().where(Complaint.name == MARK)).count() == 3
        assert (last_entry(book).event == Event.BOOK_LOCKED) == is_locked(book.place)
        return is_locked(book.place), book.holding.notice


def test_a_book_is_encrypted_and_nothing_of_it_stays_in_clear(office):
    progress = Progress()
    assert run(*office, progress) is None
    assert progress.done == progress.total
    assert state(office[0]) == (True, "")
    assert clear_files(office[0]) == []


def test_what_was_found_wrong_before_is_no_reason_to_refuse(office):
    folder, key = office
    with open_book(FilePlace(folder / "buku.db"), clock=LATER) as book:
        book.store.database.execute_sql("UPDATE complaint SET subject = 'Lain' WHERE id = 1")
    run(folder, key)
    with open_book(unlocked(FilePlace(folder / "buku.db")), clock=LATER) as book:
        assert "001/PGD/XI/2026" in inspect_book(book).problems[0]


def test_a_copy_that_is_not_the_same_takes_no_place(office, monkeypatch):
    folder, key = office
    real, seen = encrypting._content, []

    def other(place, *more):
        seen.append(place)
        found = real(place, *more)
        return replace(found, complaints=found.complaints - len(seen) + 1)

    monkeypatch.setattr(encrypting, "_content", other)
    with pytest.raises(StorageError, match="tidak sama"):
        run(folder, key)
    assert state(folder) == (False, "")
    assert sorted(p.name for p in folder.glob("buku*.db")) == ["buku.db"]


@pytest.mark.parametrize("at", [0, 30, 60])
def test_whoever_has_enough_keeps_the_book_as_it_was(office, at):
    folder, key = office
    before = (folder / "buku.db").read_bytes()

    class Enough(Progress):
        def tell(self, done):
            self.is_cancelled = self.is_cancelled or done >= at
            super().tell(done)

    progress = Enough()
    progress.is_cancelled = at == 0
    with pytest.raises(EncryptingStopped):
        run(folder, key, progress)
    assert (folder / "buku.db").read_bytes() == before
    assert state(folder) == (False, "")
    assert run(folder, key) is None


def test_a_book_that_is_open_or_encrypted_already_is_refused(office):
    folder, key = office
    with open_book(FilePlace(folder / "buku.db"), clock=LATER), pytest.raises(BookInUse):
        run(folder, key)
    run(folder, key)
    before = (folder / "buku.db").read_bytes()
    with pytest.raises(BookRefused, match="sudah terkunci"):
        run(folder, key)
    assert (folder / "buku.db").read_bytes() == before


def test_a_kill_before_any_call_leaves_one_of_the_two_whole(office, tmp_path):
    folder, key = office
    pictures = Pictures(folder, aside=".buku.db.baru")
    with watching(folder, pictures.take):
        run(folder, key)
    seen = set()
    for call, files in pictures:
        left = laid_out(files, tmp_path)
        is_done, notice = state(left)
        seen.add(is_done)
        assert ("Penguncian" in notice) or not (
            (left / ".buku.db.pemulihan").exists() or "sebelum" in notice
        ), call
        if not is_done:
            # Begun anew, it ends as if nothing had been.
            run(left, key)
        remove_plain_copies(plain_copies(FilePlace(left / "buku.db", key), ()))
        assert state(left)[0], call
        assert clear_files(left) == [], call
    assert seen == {True, False}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("goes_on", [True, False], ids=["once", "from-then-on"])
def test_a_refusal_at_any_call_loses_nothing(office, tmp_path, goes_on):
    folder, key = office
    own, calls = shutil.copytree(folder, tmp_path / "own"), []
    with watching(own, calls.append):
        run(own, key)
    refusals = 0
    for wanted in calls:

        def refuse(call, wanted=wanted.number):
            if call.number == wanted or (call.number > wanted and not goes_on):
                call.refuse()

        anew(own)
        shutil.copytree(folder, own)
        try:
            with watching(own, refuse):
                run(own, key)
        except BookError:
            refusals += 1
        is_done, _ = state(own)
        if not is_done:
            run(own, key)
        assert state(own)[0], wanted
    assert refusals > 5


def test_plain_copies_are_named_until_they_are_removed(office, clock):
    folder, key = office
    backups = folder / "cadangan"
    with open_book(FilePlace(folder / "buku.db"), clock=LATER) as book:
        plain = back_up(book, backups).path
    run(folder, key)
    place = unlocked(FilePlace(folder / "buku.db"))
    with open_book(place, clock=LATER) as book:
        back_up(book, backups)
        assert plain_copies(place, [backups]) == (plain,)
    assert remove_plain_copies([plain]) == ()
    assert plain_copies(place, [backups]) == ()
    assert clear_files(folder) == []
    assert len(list(backups.glob("*.json"))) == 1


def test_slots_of_two_keys_lie_beside_a_book_until_it_has_one(office, tmp_path, clock):
    folder, key = office
    place, _ = with_new_key(FilePlace(folder / "buku.db"), LATER.now())
    run(folder, key)
    assert unlocked(FilePlace(folder / "buku.db")).key == key
    assert place.key != key


def test_encrypting_is_asked_of_the_book_first(book):
    ensure_may_encrypt(book)
    with open_book(book.place, read_only=True) as reader, pytest.raises(BookError):
        ensure_may_encrypt(reader)
