"""An inspection holds a window of rows at a time, however large the book is."""

from collections import Counter

import pytest

from app.book.opening import open_book
from app.book.place import FilePlace
from app.keeping import index_inspection, rows_inspection, windows
from app.keeping.inspection import inspect_book
from app.keeping.windows import in_windows
from models.complaint import Complaint
from models.journal import JournalEntry
from tests.tampering import unguarded

SMALL = 7
_PLACE = "unicode(term)"


class Counting:
    """A cursor that counts what was taken from it under the words of its statement."""

    def __init__(self, cursor, sql, taken):
        self._cursor = cursor
        self._sql = sql
        self._taken = taken

    def __getattr__(self, name):
        return getattr(self._cursor, name)

    def __iter__(self):
        while (row := self.fetchone()) is not None:
            yield row

    def fetchone(self):
        row = self._cursor.fetchone()
        self._taken[self._sql] += row is not None
        return row

    def fetchall(self):
        rows = self._cursor.fetchall()
        self._taken[self._sql] += len(rows)
        return rows


@pytest.fixture
def answers(sample_book, monkeypatch):
    """The sizes of all answers that the sample book gives, with the statement."""
    given = []
    ask = sample_book.store.database.execute_sql

    def counting(sql, *arguments, **named):
        taken = Counter()
        given.append(taken)
        return Counting(ask(sql, *arguments, **named), sql, taken)

    monkeypatch.setattr(sample_book.store.database, "execute_sql", counting)
    return given


@pytest.fixture
def small_windows(monkeypatch):
    monkeypatch.setattr(windows, "WINDOW", SMALL)
    for module in (rows_inspection, index_inspection):
        monkeypatch.setattr(module, "WINDOW", SMALL)


def longest_history(book):
    query = "SELECT count(*) FROM journal GROUP BY entity, entity_id ORDER BY 1 DESC LIMIT 1"
    return book.store.database.execute_sql(query).fetchone()[0]


@pytest.mark.usefixtures("small_windows")
def test_no_answer_holds_more_than_a_window(sample_book, answers):
    most = SMALL * longest_history(sample_book)
    complaints = sample_book.rows(Complaint.select()).count()
    assert complaints > 5 * most
    answers.clear()
    assert inspect_book(sample_book).problems == ()
    # The places of the index are added up one by one as they come: none of them is held.
    held = [(size, sql) for taken in answers for sql, size in taken.items() if _PLACE not in sql]
    largest = max(held)
    assert largest[0] <= most, largest[1]
    # And nothing was left out.
    assert sum(size for taken in answers for size in taken.values()) > 2 * complaints


@pytest.mark.parametrize("size", [1, 3, 4, 5, 400])
def test_windows_give_every_row_once_and_in_order(sample_book, monkeypatch, size):
    monkeypatch.setattr(windows, "WINDOW", size)
    database = sample_book.store.database
    first = "SELECT sequence FROM journal ORDER BY sequence LIMIT 20"
    wanted = [sequence for (sequence,) in database.execute_sql(first)]
    query = JournalEntry.select(JournalEntry.sequence).where(JournalEntry.sequence <= wanted[-1])
    found = in_windows(sample_book, query, JournalEntry.sequence)
    assert [sequence for (sequence,) in found] == wanted


def test_windows_go_by_all_columns_of_a_key(sample_book, monkeypatch):
    key = (Complaint.channel, Complaint.id)
    whole = list(in_windows(sample_book, Complaint.select(*key), *key))
    monkeypatch.setattr(windows, "WINDOW", SMALL)
    assert list(in_windows(sample_book, Complaint.select(*key), *key)) == whole
    assert whole == sorted(whole)
    assert len(whole) == 400


def test_what_is_wrong_is_found_in_whichever_window_it_lies(sample_book, request):
    path = sample_book.place.path
    sample_book.close()
    with unguarded(path) as connection:
        for id_ in (1, SMALL, SMALL + 1, 399, 400):
            connection.execute("UPDATE complaint SET subject = 'lain' WHERE id = ?", (id_,))
            connection.execute("UPDATE journal SET officer = 'lain' WHERE sequence = ?", (id_,))
        connection.execute("UPDATE complaint SET year = 2000 WHERE id = 300")
        connection.execute("UPDATE attachment_content SET content = x'00'")
        connection.execute("DELETE FROM holiday WHERE day >= '2027-01-01'")
        connection.execute("INSERT INTO setting VALUES ('asing', '1')")
        connection.execute("DELETE FROM journal_value WHERE sequence BETWEEN 10 AND 30")
    with open_book(FilePlace(path), read_only=True) as book:
        found = inspect_book(book).problems
        request.getfixturevalue("small_windows")
        assert inspect_book(book).problems == found
    for part in ("telah diubah", "tidak sama", "tidak ada", "tidak ada dalam jurnal", "hilang"):
        assert any(part in problem for problem in found), part
    assert sum("isi subject" in problem for problem in found) == 5
    assert any("Nomor register" in problem for problem in found)
