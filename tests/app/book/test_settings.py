"""The office's rules are rows of its book: no release of the program changes them silently."""

import json
import shutil
from dataclasses import dataclass, field, replace

import pytest

from app.book import settings as settings_module
from app.book import settings_steps
from app.book.office_pack import default_office, read_pack
from app.book.opening import open_book
from app.book.place import FilePlace
from app.book.settings import Settings, flatten
from app.book.settings_steps import STEPS, VERSION, brought_up_to_date
from app.ground.clock import FixedClock
from app.ground.errors import BookRefused
from app.keeping.inspection import inspect_book
from app.rules.deadlines import DayUnit, Limit, Limits
from app.rules.events import Event
from app.steps.arrange import change_settings
from models.journal import JournalEntry
from models.reference import Setting
from tests.books.told import BOOKS, TOLD
from tests.tampering import unguarded

FIRST = read_pack(default_office()).settings


@pytest.fixture
def first_book(tmp_path):
    """The book of release 0.1.0, in which the office had set its address and nothing else."""
    return shutil.copy(BOOKS / "0.1.0.db", tmp_path / "0.1.0.db")


def _rows(book):
    return {row.key: json.loads(row.value) for row in book.rows(Setting.select())}


def _entries(book):
    told = JournalEntry.select().where(JournalEntry.entity == "setting")
    return [(e.event, e.officer) for e in book.rows(told.order_by(JournalEntry.sequence))]


@dataclass(frozen=True, slots=True)
class OtherDefaults(Settings):
    """What a later release might give a new book."""

    limits: Limits = field(default_factory=lambda: Limits(settle=Limit(14, DayUnit.CALENDAR)))
    number_pattern: str = "ADU-{seq:04}-{year}"


def test_a_new_book_is_given_all_its_settings(book):
    rows = {key: json.loads(value) for key, value in flatten(FIRST).items()}
    assert _rows(book) == {**rows, VERSION: len(STEPS)}
    assert set(_entries(book)) == {(Event.BOOK_STARTED, "Petugas Pengaduan")}
    assert book.settings == FIRST


def test_other_defaults_change_no_book(book, first_book, monkeypatch):
    with open_book(FilePlace(first_book), clock=FixedClock(TOLD)) as old:
        before = old.settings
    monkeypatch.setattr(settings_module, "Settings", OtherDefaults)
    book.refresh()
    assert flatten(book.settings) == flatten(FIRST)
    for read_only in (True, False):
        with open_book(FilePlace(first_book), clock=FixedClock(TOLD), read_only=read_only) as old:
            assert flatten(old.settings) == flatten(before)


def test_an_older_book_is_given_what_its_release_took_for_granted(first_book):
    with open_book(FilePlace(first_book), read_only=True) as old:
        assert len(_rows(old)) == 1
        read = old.settings
    with open_book(FilePlace(first_book), clock=FixedClock(TOLD), officer="Petugas Uji") as old:
        assert old.settings == read
        assert old.settings.office.address == "Jalan Rekaan 261021"
        assert _rows(old) == brought_up_to_date({"office.address": read.office.address})
        assert set(_entries(old)[1:]) == {(Event.SETTING_CHANGED, "program")}
        assert inspect_book(old).problems == ()
        change_settings(old, replace(old.settings, number_pattern="ADU-{seq:04}-{year}"))
        count = len(_entries(old))
    with open_book(FilePlace(first_book), clock=FixedClock(TOLD)) as old:
        # Once: the second time there is nothing left to write down.
        assert len(_entries(old)) == count
        assert old.settings.number_pattern == "ADU-{seq:04}-{year}"


def test_a_step_changes_older_settings_once_and_tells_the_journal(book, book_path, monkeypatch):
    def in_capitals(rows):
        return {**rows, "office.city": str(rows["office.city"]).upper()}

    book.close()
    monkeypatch.setattr(settings_steps, "STEPS", (*STEPS, in_capitals))
    with open_book(FilePlace(book_path), read_only=True) as read:
        assert read.settings.office.city == "SANGGAU"
    for _ in range(2):
        with open_book(FilePlace(book_path)) as again:
            assert again.settings.office.city == "SANGGAU"
            assert _entries(again)[-2:] == [(Event.SETTING_CHANGED, "program")] * 2
            assert inspect_book(again).problems == ()
            count = len(_entries(again))
    assert count == len(flatten(Settings())) + 3


def test_every_setting_has_a_step_that_says_what_older_books_have():
    assert brought_up_to_date({}).keys() == {*flatten(Settings()), VERSION}


def test_settings_of_a_newer_program_are_left_alone(book, book_path):
    with book.transaction() as journal:
        settings_module.put_setting(journal, VERSION, str(len(STEPS) + 1))
    book.close()
    for read_only in (True, False):
        with pytest.raises(BookRefused, match="versi program yang lebih baru"):
            open_book(FilePlace(book_path), read_only=read_only)


@pytest.mark.parametrize("value", ["-1", "1.5", '"satu"', "null"])
def test_a_version_that_is_none_is_said(book, book_path, value):
    with book.transaction() as journal:
        settings_module.put_setting(journal, VERSION, value)
    book.close()
    with pytest.raises(BookRefused, match="tidak dapat dibaca"):
        open_book(FilePlace(book_path))


@pytest.mark.parametrize("key", ["number_pattern", "office.city", "limits.settle.days"])
def test_a_setting_that_is_gone_is_said_and_not_guessed(book, book_path, key):
    book.close()
    with unguarded(book_path) as connection:
        connection.execute("DELETE FROM setting WHERE key = ?", (key,))
    with pytest.raises(BookRefused, match="tidak dapat dibaca"):
        open_book(FilePlace(book_path))


def test_a_key_that_no_release_wrote_is_left_to_the_inspection(book, book_path):
    with book.transaction():
        book.store.database.execute_sql("INSERT INTO setting VALUES ('office', '1')")
    book.close()
    with open_book(FilePlace(book_path)) as opened:
        assert opened.settings == FIRST
        assert [p for p in inspect_book(opened).problems if "tidak ada dalam jurnal" in p]
