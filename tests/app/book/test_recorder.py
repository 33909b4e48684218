"""The journal's recorder: what a step changes is stored and told, and nothing else is."""

import hashlib
import json
from datetime import datetime, timedelta

import pytest

from app.book.journal import (
    BOOK,
    REMARK,
    Event,
    canonical,
    changes_of,
    digest_of,
    entry_hash,
    fingerprint,
    first_hash,
    groups_in,
    is_ahead,
    last_change,
    last_entry,
    latest_entry,
    random_salt,
)
from app.steps.complete import declare_complete
from models.complaint import Complaint
from models.journal import SAID, JournalEntry, JournalValue, Request
from models.reference import Officer
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
    # One tells that the clock was accepted.
    assert last_entry(book).sequence == latest.sequence + 2
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


def test_a_new_row_is_told_without_what_it_does_not_hold(book):
    with book.transaction() as journal:
        officer = Officer(name="Rina", role="petugas")
        journal.add(officer, Event.LIST_CHANGED)
        officer.name = "Rina Dua"
        # What was just added is watched already.
        assert journal.note(officer, Event.LIST_CHANGED) == {"name"}
    first, second = changes_of(book, "officer", officer.id)
    assert (first.event, first.old) == (Event.LIST_CHANGED, {})
    assert first.new == {"id": officer.id, "name": "Rina", "role": "petugas", "is_retired": 0}
    assert (second.old, second.new) == ({"name": "Rina"}, {"name": "Rina Dua"})
    assert find(book.store.database, Officer, officer.id).name == "Rina Dua"
    # A reason that nobody gave does not stand beside the values.
    assert REMARK not in find(book.store.database, JournalValue, second.sequence).content


def test_empty_columns_are_not_told(book, recorded):
    told = last_change(book, "complaint", recorded())
    assert None not in told.new.values()
    assert "team_id" not in told.new


def test_an_entry_says_who_did_what_when_in_both_clocks(book, clock, recorded):
    id_ = recorded()
    told, row = last_change(book, "complaint", id_), last_entry(book)
    assert (told.sequence, told.at, told.is_whole) == (row.sequence, clock.now(), True)
    assert [getattr(row, name) for name in SAID[1:-2]] == [
        clock.utc().isoformat(),
        clock.now().isoformat(sep=" "),
        book.officer,
        "recorded",
        "complaint",
        str(id_),
    ]


def test_what_names_somebody_stands_apart_with_a_salt_of_its_own(book, recorded):
    id_ = recorded()
    with book.transaction() as journal:
        complaint = watched(journal, id_)
        complaint.name, complaint.is_secret = "Warga Dua", True
        journal.note(complaint, Event.CORRECTED, "Salah nama")
    row = last_entry(book)
    content = find(book.store.database, JournalValue, row.sequence).content
    groups = json.loads(content)
    assert list(groups) == ["facts", "personal"]
    assert groups["facts"][1:] == [{"is_secret": 0}, {"is_secret": 1}]
    assert groups["personal"][1:] == [
        {"name": "Warga Rekaan"},
        {REMARK: "Salah nama", "name": "Warga Dua"},
    ]
    salts = [salt for salt, _, _ in groups.values()]
    assert [len(bytes.fromhex(salt)) for salt in set(salts)] == [16, 16]
    assert json.loads(row.digests) == {
        name: digest_of(canonical(list(group))) for name, group in groups.items()
    }
    assert content == canonical(groups)


def test_an_entry_of_one_group_has_no_other(book):
    with book.transaction() as journal:
        journal.tell(Event.SCHEMA_UPGRADED, {"step": 7})
    row = last_entry(book)
    assert (row.entity, row.entity_id) == (BOOK, "")
    assert set(json.loads(row.digests)) == {"facts"}
    told = last_change(book, BOOK, "")
    assert (told.event, told.old, told.new) == (Event.SCHEMA_UPGRADED, {}, {"step": 7})


def test_nothing_is_told_of_a_row_that_is_not_there(book):
    assert changes_of(book, "complaint", 99) == ()
    assert last_change(book, "complaint", 99) is None


def test_the_first_entry_names_the_book_whatever_follows(book, recorded):
    first = find(book.store.database, JournalEntry, 1)
    assert first_hash(book) == first.hash != ""
    recorded()
    assert first_hash(book) == first.hash != last_entry(book).hash


def test_a_book_without_entries_has_no_name_and_no_head(book):
    database = book.store.database
    for table in ("journal_value", "journal"):
        database.execute_sql(f"DROP TRIGGER {table}_no_delete")
        database.execute_sql(f"DELETE FROM {table}")
    assert (first_hash(book), last_entry(book), latest_entry(book)) == ("", None, None)
    assert not is_ahead(book.store, book.clock.utc())


def test_the_clock_is_behind_when_an_entry_lies_after_it(book, recorded):
    recorded()
    latest = datetime.fromisoformat(last_entry(book).at_utc)
    assert not is_ahead(book.store, latest)
    assert is_ahead(book.store, latest - timedelta(microseconds=1))


def test_a_request_is_kept_with_the_entry_it_became(book, recorded):
    with book.transaction() as journal:
        complaint = watched(journal, recorded())
        complaint.name = "Warga Dua"
        journal.note(complaint, Event.CORRECTED)
        journal.settle("kunci")
    assert find(book.store.database, Request, "kunci").sequence == last_entry(book).sequence


def test_a_digest_covers_salt_old_and_new_in_one_spelling():
    text = '["ab",{"a":1,"b":"é"},{"b":"\udcff"}]'
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    assert digest_of(canonical(["ab", {"b": "é", "a": 1}, {"b": "\udcff"}])) == digest
    said = hashlib.sha256(b'[1,7,"x"]').hexdigest()
    assert entry_hash([7, "x"]) == said


def test_a_fingerprint_is_the_beginning_in_four_parts():
    assert fingerprint("7f3a91c20be455d8ffff0000") == "7f3a-91c2-0be4-55d8"


def test_salts_are_long_and_never_the_same():
    salts = {random_salt() for _ in range(20)}
    assert len(salts) == 20
    assert {len(bytes.fromhex(salt)) for salt in salts} == {16}


@pytest.mark.parametrize("content", [None, "", "[]", "{", '{"facts":[1]}', '{"facts":["s",1,2]}'])
def test_what_is_no_content_tells_nothing(content):
    assert groups_in(content) == {}
