"""Who may put a backup in the place of a book that uses PINs."""

from pathlib import Path

import pytest

from app.book.lists import read_lists
from app.book.opening import open_book
from app.book.place import FilePlace
from app.book.rights import RightRefused
from app.book.secrets import SecretRefused
from app.book.signing import prove, sign_in
from app.keeping.backup import back_up
from app.keeping.inspection import inspect_book
from app.keeping.restore import restore
from app.rules.events import Event, Step
from app.rules.officers import Role
from app.rules.procedure import STEPS
from app.steps.edit_lists import ListName, add_list_entry
from app.steps.pins import set_pin, switch_pins_on
from models.journal import JournalEntry, JournalValue

PINS = {role: f"pin-{role.value}-7" for role in Role}


@pytest.fixture
def backup(book, tmp_path):
    """A backup of a book with PINs in which each duty has an officer; the book is closed."""
    for role in (Role.ANSWERER, Role.SUPERVISOR):
        add_list_entry(book, ListName.OFFICERS, {"name": f"Rekan {role}", "role": role.value})
    switch_pins_on(book, "Admin Rekaan", PINS[Role.ADMIN])
    for officer in read_lists(book).officers:
        prove(book, PINS[Role.ADMIN])
        set_pin(book, officer.id, PINS[officer.role])
    made = back_up(book, tmp_path / "cadangan").path
    book.close()
    return made


def as_role(role, pin=""):
    def sit_down(book):
        officer = next(o for o in read_lists(book).officers if o.role is role)
        sign_in(book, officer.id, pin or PINS[role])

    return sit_down


@pytest.mark.parametrize("role", Role)
def test_a_book_is_restored_by_those_who_may(backup, book_path, clock, role):
    place = FilePlace(book_path)
    if role not in STEPS[Step.RESTORE_BOOK].by:
        with pytest.raises(RightRefused, match="dipulihkan"):
            restore(backup, place, clock, as_role(role))
        return
    restore(backup, place, clock, as_role(role))
    with open_book(place, clock=clock) as again:
        told = JournalEntry.select().where(JournalEntry.event == Event.BOOK_RESTORED.value)
        entry = again.rows(told).get()
        officer = next(o for o in read_lists(again).officers if o.role is role)
        beside = JournalValue.select().where(JournalValue.sequence == entry.sequence)
        assert entry.officer == officer.name
        assert f'"*officer":{officer.id}' in again.rows(beside).get().content
        assert inspect_book(again).problems == ()


def test_nobody_restores_unnamed_or_with_a_wrong_pin(backup, book_path, clock):
    before = Path(book_path).read_bytes()
    with pytest.raises(RightRefused, match="Belum ada petugas"):
        restore(backup, FilePlace(book_path), clock)
    with pytest.raises(SecretRefused):
        restore(backup, FilePlace(book_path), clock, as_role(Role.MANAGER, "000001"))
    assert Path(book_path).read_bytes() == before


def test_a_book_that_cannot_be_read_asks_nobody(backup, book_path, clock):
    Path(book_path).write_bytes(b"no book any more" * 999)
    restore(backup, FilePlace(book_path), clock)
    with open_book(FilePlace(book_path), clock=clock) as again:
        assert again.settings.people.uses_pins
