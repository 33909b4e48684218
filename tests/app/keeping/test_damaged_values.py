"""*Periksa* names what is wrong and goes on; nothing in a book ends it, or lets it flatter."""

import os
from datetime import timedelta

import pytest

from app.book.journal import canonical, entry_hash, last_entry
from app.book.opening import open_book
from app.book.place import FilePlace
from app.book.storage import explaining_storage
from app.commands.arguments import read_arguments
from app.commands.import_file import run as run_import
from app.commands.inspect import run
from app.commands.listing import run as run_listing
from app.ground.errors import BookDamaged, StorageError
from app.keeping.inspection import inspect_book
from models.journal import SAID
from tests.tampering import raw, unguarded

ROW = "WHERE id = 2"
LAST = "WHERE sequence = (SELECT max(sequence) FROM journal)"
DAMAGE = {
    "a name with a broken letter": f"UPDATE complaint SET name = CAST(x'41ff42' AS TEXT) {ROW}",
    "a text with a broken letter": f"UPDATE complaint SET subject = CAST(x'c3' AS TEXT) {ROW}",
    "broken values": "UPDATE journal_value SET content = CAST(x'7bff' AS TEXT) WHERE sequence = "
    "(SELECT max(sequence) - 1 FROM journal)",
    "a broken officer": f"UPDATE journal SET officer = CAST(x'ff' AS TEXT) {LAST}",
    "a status nobody knows": f"UPDATE complaint SET status = 'terbang' {ROW}",
    "a channel nobody knows": f"UPDATE complaint SET channel = 'merpati' {ROW}",
    "a role nobody knows": "UPDATE officer SET role = 'raja' WHERE id = 1",
    "an event nobody knows": f"UPDATE journal SET event = 'meledak' {LAST}",
    "a moment that is none": f"UPDATE complaint SET received_at = 'kapan' {ROW}",
    "a day that is none": f"UPDATE complaint SET distribute_by = '2026-13-45' {ROW}",
    "a time that is none": f"UPDATE journal SET at_utc = 'kemarin', at_office = 'kemarin' {LAST}",
    "a setting that is no JSON": "UPDATE setting SET value = '{' WHERE key = 'number_pattern'",
    "a setting of another type": "UPDATE setting SET value = '7' WHERE key = 'number_pattern'",
    "a day off that is none": "UPDATE holiday SET day = 'x' WHERE rowid = 1",
    "extra values that are no JSON": f"UPDATE complaint SET extra = '{{' {ROW}",
}


@pytest.fixture
def path(book, recorded):
    for number in range(3):
        recorded(subject=f"KTP-el {number}")
    book.close()
    return book.place.path


def damage(path, statement):
    with unguarded(path) as connection:
        connection.execute("PRAGMA ignore_check_constraints = 1")
        connection.execute(statement)
        assert connection.changes() == 1


@pytest.mark.parametrize("what", DAMAGE)
def test_what_is_wrong_is_said_and_the_rest_goes_on(path, what, capsys):
    damage(path, DAMAGE[what])
    # One more, further on: it has to be found as well.
    damage(path, "UPDATE complaint SET phone = '0000' WHERE id = 3")
    assert run(read_arguments(["periksa", "--buku", str(path)])) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("3 pengaduan")
    assert any("Pengaduan 003/PGD/XI/2026: isi phone" in line for line in said)
    assert len([line for line in said if "003/PGD" not in line]) > 1


def test_a_list_shows_what_can_be_read_of_a_row(path, capsys):
    damage(path, DAMAGE["a name with a broken letter"])
    assert run_listing(read_arguments(["daftar", "--buku", str(path), "--json"])) == 0
    assert "A\ufffdB" in capsys.readouterr().out


@pytest.mark.parametrize("what", ["a status nobody knows", "a moment that is none"])
def test_a_list_of_what_nobody_knows_ends_in_a_sentence(path, what):
    damage(path, DAMAGE[what])
    with open_book(FilePlace(path), read_only=True) as book:
        assert inspect_book(book).problems
    with pytest.raises(StorageError, match="Jalankan periksa"):
        _list(path)


def _list(path):
    with explaining_storage():
        run_listing(read_arguments(["daftar", "--buku", str(path), "--json"]))


FOREIGN = {
    "a view": ["CREATE VIEW lain AS SELECT 1"],
    "a table": ["CREATE TABLE lain (a)"],
    "a trigger": ["CREATE TRIGGER lain AFTER INSERT ON team BEGIN SELECT 1; END"],
    "a view without end in the place of the settings": [
        "ALTER TABLE setting RENAME TO setting_2",
        """CREATE VIEW setting AS WITH RECURSIVE n(i) AS (
            SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000000000) SELECT i AS key, 1 AS value
            FROM n""",
    ],
}


@pytest.mark.parametrize("what", FOREIGN)
def test_what_somebody_else_put_into_a_book_is_not_run(path, what):
    raw(path, *FOREIGN[what])
    with pytest.raises(BookDamaged, match="tidak dibuat program ini"):
        open_book(FilePlace(path), read_only=True, is_forgiving=True)


def append(path, **said):
    """Write an entry at the end as the program would, with its own hashes."""
    with open_book(FilePlace(path), read_only=True) as book:
        head = last_entry(book)
        values = {name: getattr(head, name) for name in SAID}
    values |= {"sequence": head.sequence + 1, "previous_hash": head.hash, **said}
    values |= {"digests": canonical({}), "entity": "*book", "entity_id": ""}
    row = [values[name] for name in SAID]
    with unguarded(path) as connection:
        marks = ", ".join("?" * (len(row) + 1))
        names = ", ".join((*SAID, "hash"))
        connection.execute(
            f"INSERT INTO journal ({names}) VALUES ({marks})", (*row, entry_hash(row))
        )
        connection.execute("INSERT INTO journal_value VALUES (?, '{}')", (row[0],))


def problems(path):
    with open_book(FilePlace(path), read_only=True) as book:
        return inspect_book(book).problems


def test_an_entry_of_an_earlier_time_is_found(path):
    append(
        path,
        at_utc="2020-01-01T00:00:00+00:00",
        at_office="2020-01-01 07:00:00",
        officer="Kepala Dinas",
        event="due_date_moved",
    )
    assert any("lebih awal dari catatan sebelumnya" in problem for problem in problems(path))


def test_a_clock_that_somebody_said_is_right_is_told_once(book, clock, recorded):
    recorded()
    clock.moment -= timedelta(days=2)
    book.accept_clock(book.clock_went_back())
    recorded()
    clock.moment += timedelta(minutes=1)
    recorded()
    report = inspect_book(book)
    assert report.problems == ()
    events = book.store.database.execute_sql(
        "SELECT count(*) FROM journal WHERE event = 'clock_accepted'"
    )
    assert events.fetchone() == (1,)


@pytest.mark.plain
def test_nothing_is_imported_into_a_large_book_that_is_damaged(path, tmp_path, monkeypatch):
    monkeypatch.setattr("models.sqlite.file._CHECKED_AT_OPEN", 0)
    source = tmp_path / "satu.jsonl"
    source.write_text('{"saluran":"telepon","nama":"Satu"}', encoding="utf-8")
    arguments = read_arguments(["impor", str(source), "--buku", str(path)])
    assert run_import(arguments, lambda *_: None) == 0
    content = bytearray(path.read_bytes())
    # The pages of the places: nobody asks them while a row is recorded.
    at = content.rindex(b"Kenaman")
    content[at - at % 4096 : at - at % 4096 + 100] = os.urandom(100)
    path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(BookDamaged, match="Jangan mencatat lagi"):
        run_import(arguments, lambda *_: None)
    assert path.read_bytes() == before
