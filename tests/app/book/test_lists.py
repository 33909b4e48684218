"""The lists are read once, and anew as soon as one of them has changed."""

import pytest

import app.book.lists as lists_
from app.book.lists import read_lists
from app.book.news import News
from app.book.opening import open_book
from app.ground.changes import Changes
from app.ground.errors import UserError
from app.rules.officers import Role
from app.steps.edit_lists import ListName, add_list_entry, retire_list_entry

ADDED = {
    ListName.SERVICES: {"name": "Uji", "division": "Bidang Uji"},
    ListName.CATEGORIES: {"name": "Uji", "needs_oversight": False},
    ListName.TEAMS: {"name": "Tim Uji", "short_name": "Uji"},
    ListName.OFFICERS: {"name": "Petugas Baru", "role": Role.DESK.value},
    ListName.DISTRICTS: {"name": "Uji", "code": "61.03.99"},
    ListName.VILLAGES: {"name": "Uji", "code": "61.03.01.2999"},
}


@pytest.fixture
def readings(monkeypatch):
    """Count how often the lists are read from the tables."""
    counted = []
    read = lists_._read

    def reading(book):
        counted.append(book)
        return read(book)

    monkeypatch.setattr(lists_, "_read", reading)
    return counted


def test_recording_leaves_them_as_they_are(book, recorded, readings):
    first = read_lists(book)
    recorded()
    recorded()
    assert read_lists(book) is first
    assert len(readings) == 1


def test_there_is_no_list_whose_change_is_not_seen(book):
    assert set(ADDED) == set(ListName)
    for which, values in ADDED.items():
        before = getattr(read_lists(book), which.value)
        add_list_entry(book, which, values)
        (new,) = set(getattr(read_lists(book), which.value)) - set(before)
        key = new.code if hasattr(new, "code") else new.id
        retire_list_entry(book, which, key, retired=True)
        now = {getattr(e, "id", getattr(e, "code", 0)): e for e in getattr(read_lists(book), which)}
        assert now[key].is_retired


def test_a_step_sees_what_it_altered_itself_and_nobody_else_what_it_gave_up(book):
    before = read_lists(book)

    def fail():
        with book.transaction():
            add_list_entry(book, ListName.CATEGORIES, ADDED[ListName.CATEGORIES])
            assert read_lists(book) != before
            raise UserError("tidak jadi")

    with pytest.raises(UserError, match="tidak jadi"):
        fail()
    assert read_lists(book) == before


def test_what_changes_while_they_are_read_is_not_overlooked(book, monkeypatch):
    read = lists_._read

    def reading(of):
        found = read(of)
        monkeypatch.setattr(lists_, "_read", read)
        add_list_entry(of, ListName.CATEGORIES, ADDED[ListName.CATEGORIES])
        return found

    monkeypatch.setattr(lists_, "_read", reading)
    old = read_lists(book)
    assert len(read_lists(book).categories) == len(old.categories) + 1


def test_a_book_that_is_only_read_follows_the_one_who_writes(book):
    with open_book(book.place, clock=book.clock, or_read_only=True) as second:
        news = News(second)
        before = read_lists(second)
        add_list_entry(book, ListName.TEAMS, ADDED[ListName.TEAMS])
        assert news.read() == Changes(settings=True)
        assert len(read_lists(second).teams) == len(before.teams) + 1
