"""A look inside a backup says what would be given up, complaint by complaint."""

from datetime import timedelta

import pytest

from app.book.opening import open_book
from app.book.place import FilePlace
from app.ground.errors import BookRefused
from app.keeping.backup import back_up
from app.keeping.comparison import compare_with_backup, look_into_backup
from app.keeping.restore import restore
from app.steps.complete import declare_complete
from app.steps.open_box import open_box


@pytest.fixture
def backup(book, recorded, tmp_path):
    recorded(subject="KTP-el")
    return back_up(book, tmp_path / "cadangan").path


def test_nothing_is_given_up_for_a_backup_of_now(book, backup):
    found = compare_with_backup(book, backup)
    assert (found.is_of_this_book, found.lacks) == (True, False)
    assert (found.complaints, found.other_entries) == ((), 0)
    assert found.content == look_into_backup(book.place.copy_at(backup), book.clock)
    assert (found.content.complaints, found.content.last_number) == (1, "001/PGD/XI/2026")


def test_what_came_later_is_named(book, backup, clock, recorded):
    clock.moment += timedelta(hours=1)
    declare_complete(book, 1)
    new = recorded(subject="KIA")
    values = {"opened_at": "23-11-2026 09.30", "box_location": "Loket", "letter_count": "0"}
    open_box(book, values)
    found = compare_with_backup(book, backup)
    changed, added = found.complaints
    assert (changed.id, changed.is_new, changed.happened) == (1, False, ("Dinyatakan lengkap",))
    assert (added.id, added.is_new, added.subject) == (new, True, "KIA")
    assert found.other_entries == 1


def test_a_backup_may_know_what_the_book_does_not(book, backup, clock, recorded, tmp_path):
    recorded()
    newer = back_up(book, tmp_path / "cadangan").path
    book.close()
    restore(backup, book.place, clock)
    with open_book(book.place, clock=clock) as again:
        found = compare_with_backup(again, newer)
        assert (found.is_of_this_book, found.lacks) == (True, True)


def test_the_backup_of_another_book_is_said_to_be_one(book, clock, recorded, tmp_path):
    recorded()
    other = FilePlace(tmp_path / "lain.db")
    with open_book(other, clock=clock, may_create=True) as another:
        theirs = back_up(another, tmp_path / "lain").path
    found = compare_with_backup(book, theirs)
    assert not found.is_of_this_book
    assert [each.is_new for each in found.complaints] == [True]
    assert found.content.last_number == ""


def test_no_book_at_all_is_refused(book, tmp_path):
    wrong = tmp_path / "buku x.cadangan"
    wrong.write_text("halo")
    with pytest.raises(BookRefused):
        compare_with_backup(book, wrong)
