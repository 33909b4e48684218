"""The journal's recorder: what a step changes is stored and told, and nothing else is."""

from datetime import timedelta

import pytest

from app.book.journal import Event, changes_of, entry_hash, last_change, last_entry, latest_entry
from app.steps.complete import declare_complete
from models.complaint import Complaint
from models.journal import SAID, JournalEntry, JournalValue
from models.rows import find


def entries(book):
    return book.rows(JournalEntry.select()).count()


def watched(journal, id_):
    return journal.watch(find(journal.store.database, Complaint, id_))


def test_a_changed_row_is_stored_with_its_old_and_new_value_and_the_remark(book, recorded):
    id_ = recorded()
    with book.transaction() as journal:
        complaint = watched(journal, id_)
        complaint.address = "Jl. Rekaan 2"
        complaint.is_secret = True
        changed = journal.note(complaint, Event.CORRECTED, "Salah ketik")
    assert changed == {"address", "is_secret"}
    stored = find(book.store.database, Complaint, id_)
    assert (stored.address, stored.is_secret) == ("Jl. Rekaan 2", True)
    told = last_change(book, "complaint", id_)
    assert (told.event, told.remark, told.officer) == (Event.CORRECTED, "Salah ketik", book.officer)
    assert told.old == {"address": "Jl. Rekaan 1", "is_secret": 0}
    assert told.new == {"address": "Jl. Rekaan 2", "is_secret": 1}


def test_where_nothing_changed_nothing_is_told(book, recorded):
    id_ = recorded()
    before = entries(book)
    with book.transaction() as journal:
        assert journal.note(watched(journal, id_), Event.CORRECTED, "Tidak ada") == frozenset()
    assert entries(book) == before


def test_a_second_note_tells_only_what_changed_since_the_first(book, recorded):
    id_ = recorded()
    with book.transaction() as journal:
        complaint = watched(journal, id_)
        complaint.name = "Warga Dua"
        journal.note(complaint, Event.CORRECTED)
        complaint.email = "warga@contoh.id"
        journal.note(complaint, Event.CORRECTED)
        assert journal.note(complaint, Event.CORRECTED) == frozenset()
    first, second = changes_of(book, "complaint", id_)[-2:]
    assert (dict(first.new), dict(second.new)) == (
        {"name": "Warga Dua"},
        {"email": "warga@contoh.id"},
    )


def test_a_row_that_nobody_watched_cannot_be_noted(book, recorded):
    row = find(book.store.database, Complaint, recorded())
    with pytest.raises(KeyError), book.transaction() as journal:
        journal.note(row, Event.CORRECTED)


def test_all_entries_of_one_turn_follow_each_other(book, recorded):
    with book.transaction():
        ids = [recorded() for _ in range(3)]
        declare_complete(book, ids[0])
    rows = list(book.rows(JournalEntry.select().order_by(JournalEntry.sequence)))
    assert [row.sequence for row in rows] == list(range(1, len(rows) + 1))
    assert [row.previous_hash for row in rows] == ["", *(row.hash for row in rows[:-1])]
    assert all(row.hash == entry_hash([getattr(row, name) for name in SAID]) for row in rows)


def test_what_was_undone_leaves_no_gap(book, recorded):
    recorded()
    before = last_entry(book).sequence
    with pytest.raises(ZeroDivisionError), book.transaction():
        recorded(address=str(recorded() // 0))
    recorded()
    assert last_entry(book).sequence == before + 1


def test_the_latest_entry_is_the_one_of_the_latest_moment(book, clock, recorded):
    clock.moment += timedelta(days=2)
    recorded()
    latest = last_entry(book)
    clock.moment -= timedelta(days=1)
    book.accept_clock(book.clock_went_back())
    recorded()
    assert last_entry(book).sequence == latest.sequence + 1
    assert latest_entry(book).sequence == latest.sequence


def test_of_entries_of_one_moment_the_latest_is_the_last(book, recorded):
    for _ in range(3):
        recorded()
    assert latest_entry(book).sequence == last_entry(book).sequence


def test_an_entry_whose_values_are_gone_is_still_told(book, recorded):
    id_ = recorded()
    database = book.store.database
    database.execute_sql("DROP TRIGGER journal_value_no_delete")
    book.rows(
        JournalValue.delete().where(JournalValue.sequence == last_entry(book).sequence)
    ).execute()
    (told,) = changes_of(book, "complaint", id_)
    assert (told.event, told.old, told.new, told.remark) == (Event.RECORDED, {}, {}, "")
