"""What another program records in a book is read from its journal."""

from dataclasses import replace
from datetime import date

import pytest

from app.book.days_off import DayOff, HolidayKind
from app.book.news import News, changes_since
from app.book.opening import open_book
from app.entry.attachments import IncomingFile
from app.ground.changes import Changes
from app.keeping.rows_inspection import JOURNALED
from app.rules.channels import Channel
from app.rules.events import Event
from app.steps.arrange import change_days_off, change_settings
from app.steps.attach import attach
from app.steps.complete import declare_complete
from models.journal import journal_head

LETTER = IncomingFile("surat.pdf", "application/pdf", b"%PDF-1.4")


@pytest.fixture
def reading(book):
    """The same book, open for reading beside whoever writes it."""
    with open_book(book.place, clock=book.clock, read_only=True) as opened:
        yield opened


@pytest.fixture
def news(reading):
    return News(reading)


def test_without_news_nothing_is_told(news, book):
    assert news.read() is None
    with book.transaction():
        pass
    assert news.read() is None


def test_a_complaint_is_told_once_whatever_was_done_with_it(news, recorded, book):
    first, second = recorded(), recorded()
    declare_complete(book, first)
    assert news.read() == Changes(complaints=frozenset({first, second}))
    assert news.read() is None
    attach(book, second, [LETTER])
    assert news.read() == Changes(complaints=frozenset({second}))


def test_an_opening_of_the_box_is_told(news, recorded):
    id_ = recorded(Channel.BOX, opened_at="2026-11-23 08:00", box_location="Lobi")
    assert news.read() == Changes(complaints=frozenset({id_}), box_openings=frozenset({1}))


def test_settings_are_known_anew(news, reading, book):
    office = replace(book.settings.office, address="Jalan Rekaan 2")
    change_settings(book, replace(book.settings, office=office))
    assert news.read().settings
    assert reading.settings.office.address == "Jalan Rekaan 2"


def test_days_off_are_known_anew(news, reading, book):
    day = date(2026, 11, 25)
    change_days_off(book, added=[DayOff(day, "Libur kantor", HolidayKind.OFFICE, "surat")])
    assert news.read().calendar
    assert day in reading.calendar.holidays


def test_what_concerns_the_whole_book_may_have_altered_anything(news, book):
    with book.transaction() as journal:
        journal.tell(Event.BOOK_RESTORED, {"backup": "lama"})
    changes = news.read()
    assert changes.settings
    assert changes.calendar


@pytest.mark.parametrize("table", JOURNALED, ids=lambda table: table._meta.table_name)
def test_there_is_no_row_of_which_nobody_is_told(sample_book, table):
    """Who adds a table says which pages its rows concern."""
    quiet = {"number_given_up"}  # told with the loss or the restore that gave it up
    row = sample_book.rows(table.select().limit(1)).get_or_none()
    name = table._meta.table_name
    if row is None or name in quiet:
        pytest.skip("the sample has no such row")
    before = journal_head(sample_book.store.database).sequence
    with sample_book.transaction() as journal:
        journal.watch(row)
        texts = {"CharField", "TextField"}
        fields = [f for f in table._meta.sorted_fields if f.name != "number" and not f.primary_key]
        field = next((f for f in fields if type(f).__name__ in texts), None)
        if field is None:
            row.is_removed = True
        else:
            setattr(row, field.name, f"{getattr(row, field.name)} ")
        journal.note(row, Event.LIST_CHANGED)
    assert changes_since(sample_book, before) != Changes()
