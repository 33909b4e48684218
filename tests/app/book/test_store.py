"""The store: turns, snapshots, orders, and conditions that every engine has to answer alike."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.book.lists import read_lists
from app.ground.errors import StorageError
from app.ground.formatting import moment
from app.reading.complaint.openings import opening_ids
from app.steps.edit_lists import EntryRefused, ListName, add_list_entry
from app.steps.open_box import open_box
from models.complaint import Complaint
from models.journal import Head, JournalEntry, journal_head
from tests.encrypted import bare


def complaints(book):
    return book.rows(Complaint.select()).count()


def test_a_turn_tells_where_the_journal_stands(book, recorded):
    recorded()
    last = book.rows(JournalEntry.select().order_by(JournalEntry.sequence.desc())).get()
    with book.store.turn() as head:
        assert head == Head(last.sequence, last.hash)


def test_a_journal_without_entries_has_a_head_before_the_first(book):
    book.store.database.execute_sql("CREATE TEMP TABLE journal (sequence INTEGER, hash TEXT)")
    assert journal_head(book.store.database) == Head(0, "")


def test_a_snapshot_does_not_see_what_is_stored_meanwhile(book, recorded):
    recorded()

    def twice():
        with book.worker_connection(), book.store.snapshot():
            before = complaints(book)
            pool.submit(write).result()
            return before, complaints(book)

    def write():
        with book.worker_connection():
            recorded()

    with ThreadPoolExecutor(2) as pool:
        assert pool.submit(twice).result() == (1, 1)
    assert complaints(book) == 2


def test_a_snapshot_within_a_turn_sees_what_the_turn_has_written(book, recorded):
    with book.transaction(), book.store.snapshot():
        recorded()
        assert complaints(book) == 1
    assert complaints(book) == 1


def test_one_of_takes_more_values_than_a_statement_has_room_for(book, recorded):
    ids = [recorded(), recorded()]
    wanted = book.store.one_of(Complaint.id, [*range(-40_000, 0), *ids])
    assert [c.id for c in book.rows(Complaint.select().where(wanted).order_by(Complaint.id))] == ids
    none = book.store.one_of(Complaint.id, [])
    assert book.rows(Complaint.select().where(none)).count() == 0


def test_lists_stand_in_one_order_only(book):
    lists = read_lists(book)
    for listed in (lists.districts, lists.villages):
        keys = [(entry.name, entry.code) for entry in listed]
        assert keys == sorted(keys)
    names = [entry.name for entry in lists.villages]
    assert len(set(names)) < len(names)  # two villages of one name are in it


def test_openings_of_one_moment_come_newest_first(book, clock):
    for n in range(4):
        place = {"box_location": f"Kotak {n}", "letter_count": "0"}
        open_box(book, {"opened_at": moment(clock.now())} | place)
    assert opening_ids(book) == [4, 3, 2, 1]


@pytest.mark.parametrize("again", ["tim élite", "TIM ÉLITE"])
def test_a_name_is_known_again_in_other_capitals_of_any_alphabet(book, again):
    add_list_entry(book, ListName.TEAMS, {"name": "Tim Élite", "short_name": "Élite"})
    with pytest.raises(EntryRefused):
        add_list_entry(book, ListName.TEAMS, {"name": again, "short_name": "Lain"})


def test_two_writers_take_turns(book, recorded):
    def write():
        with book.worker_connection():
            return recorded()

    with ThreadPoolExecutor(4) as pool:
        made = [pool.submit(write) for _ in range(20)]
        assert sorted(done.result() for done in made) == list(range(1, 21))


def test_a_book_that_another_program_locks_is_said(book, book_path, recorded):
    other = bare(book_path)
    other.execute("BEGIN IMMEDIATE")
    book.store.database.connection().setbusytimeout(1)
    with pytest.raises(StorageError, match="dikunci"):
        recorded()
    other.close()
    recorded()
    assert complaints(book) == 1
