"""The journal: guarded by triggers, chained by hash, and every change of a byte is found."""

import apsw
import pytest

from app.book.journal import last_entry
from app.book.opening import open_book
from app.book.personal import PERSONAL
from app.book.place import FilePlace
from app.ground.errors import BookDamaged, BookRefused
from app.keeping.inspection import inspect_book
from app.reading.complaint.detail import read_detail
from app.steps.answer import write_answer
from app.steps.complete import declare_complete
from app.steps.distribute import distribute
from app.steps.undo import NothingToUndo, undo
from models.complaint import Complaint
from models.journal import JournalEntry, JournalValue
from models.rows import find
from models.sqlite.file import altered_guards
from tests.tampering import raw, unguarded


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET officer = 'X' WHERE sequence = 1",
        "DELETE FROM journal WHERE sequence = 1",
        "DELETE FROM journal WHERE sequence = (SELECT max(sequence) FROM journal)",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE sequence = 1",
        "REPLACE INTO journal SELECT * FROM journal ORDER BY sequence DESC LIMIT 1",
        "INSERT INTO journal SELECT max(sequence) + 2, at_utc, at_office, officer, event, entity,"
        " entity_id, digests, hash, hash, NULL FROM journal",
        "INSERT INTO journal SELECT max(sequence) + 1, at_utc, at_office, officer, event, entity,"
        " entity_id, digests, 'wrong', hash, NULL FROM journal",
        "UPDATE journal_value SET content = '{}'",
        "DELETE FROM journal_value",
        "REPLACE INTO journal_value SELECT max(sequence), '{}' FROM journal",
        "DELETE FROM complaint",
        "DELETE FROM setting WHERE key = 'number_pattern'",
        "DELETE FROM holiday",
        "DELETE FROM officer WHERE id = 2",
        "REPLACE INTO complaint SELECT * FROM complaint",
        "UPDATE complaint SET sequence = 9",
        "UPDATE complaint SET number = '009/PGD/XI/2026'",
    ],
)
@pytest.mark.parametrize("recursive", [True, False])
def test_the_guards_refuse(book, book_path, recorded, statement, recursive):
    recorded()
    book.close()
    with pytest.raises(apsw.ConstraintError):
        raw(book_path, statement, recursive=recursive)


def test_an_untouched_book_is_sound(book, recorded):
    declare_complete(book, recorded())
    report = inspect_book(book)
    assert report.problems == ()
    assert report.complaints == 1
    assert report.entries == book.rows(JournalEntry.select()).count()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE complaint SET name = 'Warga Rekaam'",
        "UPDATE complaint SET phone = replace(phone, '1', '2')",
        "UPDATE complaint SET settle_by = '2026-12-01'",
        "UPDATE complaint SET status = 'selesai'",
        "UPDATE complaint SET nik = '1'",
        "UPDATE complaint SET is_secret = 1",
        "UPDATE complaint SET team_id = 2",
        "UPDATE journal SET officer = 'Petugas Lain' WHERE sequence = 5",
        "UPDATE journal SET at_office = '2026-01-01 00:00:00' WHERE sequence = 5",
        "UPDATE journal SET digests = replace(digests, 'a', 'b') WHERE sequence = 5",
        "UPDATE journal SET hash = 'x' || substr(hash, 2) WHERE sequence = 5",
        "UPDATE journal_value SET content = replace(content, 'Rekaan', 'Rekaam')",
        "UPDATE journal_value SET content = content || ' ' WHERE sequence = 5",
        "UPDATE journal_value SET content = '{\"a\":0,' || substr(content, 2)",
        "DELETE FROM journal WHERE sequence = 5",
        "DELETE FROM journal_value WHERE sequence = 5",
        "DELETE FROM complaint",
        "UPDATE complaint SET sequence = 2",
        "UPDATE team SET name = 'Tim Lain' WHERE id = 1",
        "UPDATE holiday SET is_removed = 1 WHERE day = '2026-12-25'",
    ],
)
def test_a_changed_byte_is_found(book, book_path, recorded, change):
    declare_complete(book, recorded())
    book.close()
    with unguarded(book_path) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute(change)
    with open_book(FilePlace(book_path), read_only=True) as opened:
        assert altered_guards(opened.place.path, opened.place.key) == ()
        assert inspect_book(opened).problems != ()


ALTERED = {
    "DROP TRIGGER journal_no_update": "penjaga journal_no_update",
    "DROP INDEX complaint_tracking": "indeks complaint_tracking",
    "CREATE TABLE notes (text)": "tabel notes",
    "CREATE VIEW names AS SELECT name FROM complaint": "tampilan names",
    "CREATE TRIGGER names AFTER INSERT ON complaint BEGIN SELECT 1; END": "penjaga names",
    # Rules of a table taken away, its rows kept.
    "ALTER TABLE setting RENAME TO old; CREATE TABLE setting (key, value);"
    "INSERT INTO setting SELECT * FROM old; DROP TABLE old": "tabel setting",
    # The same, behind the back of the database.
    "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET"
    " sql = replace(sql, 'CHECK (day', 'CHECK (1 OR day') WHERE name = 'holiday'": "tabel holiday",
    # Settings that are said anew at every reading.
    "ALTER TABLE setting RENAME TO old; CREATE VIEW setting AS SELECT * FROM old": "tabel setting",
}


@pytest.mark.parametrize(("change", "named"), ALTERED.items())
def test_a_book_of_another_form_is_not_written(book, book_path, change, named):
    book.close()
    raw(book_path, change)
    with pytest.raises(BookRefused, match=named):
        open_book(FilePlace(book_path))
    if "CREATE" in change and "CREATE TABLE setting" not in change:
        # What somebody else put there is not even read.
        with pytest.raises(BookDamaged, match=named):
            open_book(FilePlace(book_path), read_only=True)
        return
    with open_book(FilePlace(book_path), read_only=True) as opened:
        assert named in opened.read_only_reason
        assert any(named in problem for problem in inspect_book(opened).problems)


def test_what_the_database_keeps_for_itself_is_no_other_form(book, book_path, recorded):
    recorded()
    book.close()
    raw(book_path, "ANALYZE", "INSERT INTO complaint_search(complaint_search) VALUES ('optimize')")
    with open_book(FilePlace(book_path)) as opened:
        assert inspect_book(opened).problems == ()


def test_removing_personal_values_one_day_leaves_the_chain_whole(book, book_path, recorded):
    recorded()
    last = last_entry(book)
    content = find(book.store.database, JournalValue, last.sequence).content
    assert "Warga Rekaan" in content
    assert "Warga Rekaan" not in last.digests
    book.close()
    raw(
        book_path,
        "DROP TRIGGER journal_value_no_update",
        f"UPDATE journal_value SET content = json_remove(content, '$.personal')"
        f" WHERE sequence = {last.sequence}",
    )
    with open_book(FilePlace(book_path), read_only=True) as opened:
        broken = [p for p in inspect_book(opened).problems if "menyambung" in p or "catatan" in p]
    # The entry itself and the chain hold; only its values are said to be missing.
    assert [p for p in broken if "isi catatan" not in p] == []


def _take_values_away(book, book_path, statement):
    last = last_entry(book).sequence
    book.close()
    with unguarded(book_path) as connection:
        connection.execute(statement.format(last))


GONE = {
    "the entry's values": "DELETE FROM journal_value WHERE sequence = {}",
    "the personal ones": "UPDATE journal_value SET content = json_remove(content, '$.personal')"
    " WHERE sequence = {}",
    "what they were": "UPDATE journal_value SET content = '[]' WHERE sequence = {}",
    "what tells them": "UPDATE journal SET digests = '?' WHERE sequence = {}",
    "their form": "UPDATE journal_value SET content = '{{\"facts\": [1]}}' WHERE sequence = {}",
}


@pytest.mark.parametrize("statement", GONE.values(), ids=GONE.keys())
def test_a_complaint_can_be_read_when_the_journal_lacks_a_value(
    book, book_path, recorded, clock, statement
):
    id_ = recorded()
    declare_complete(book, id_)
    distribute(book, id_, 1, "Segera.")
    _take_values_away(book, book_path, statement)
    with open_book(FilePlace(book_path), clock=clock) as opened:
        *_, last = read_detail(opened, id_).timeline
        assert last.remark == "Rincian langkah ini tidak lengkap dalam jurnal"
        # What is not known cannot be put back; the complaint itself goes on.
        with pytest.raises(NothingToUndo, match="tidak lengkap"):
            undo(opened, id_)
        write_answer(opened, id_, "Sudah tercetak.")
        assert len(read_detail(opened, id_).timeline) == 4
        assert any("isi catatan" in problem for problem in inspect_book(opened).problems)


# What is told of a complaint without saying who: a new column must be put here or in PERSONAL.
FACTS = """
    id year sequence number recorded_at recorded_by channel kind received_at district_code
    village_code is_secret service_id category_id box_opening_id status distribution_from
    distribute_by distribution_stopped_on was_returned_late returned_on supplement_by completed_on
    settle_by team_id distributed_on answered_by answered_on approved_by approved_on is_direct
    delivered_at delivered_how closed_on forwarded_to working_days days_late assignee_id
    anonymised_on
""".split()  # noqa: SIM905  # one a line would fill a page


def test_every_column_of_a_complaint_is_personal_or_known_not_to_be():
    columns = set(Complaint._meta.columns)
    assert columns - PERSONAL["complaint"] == set(FACTS)
    assert PERSONAL["complaint"] <= columns
