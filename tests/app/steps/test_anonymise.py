"""What says who complained goes after its years; what is counted stays, and the chain holds."""

import sqlite3
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.book.opening import open_book
from app.book.place import FilePlace
from app.entry.attachments import IncomingFile
from app.ground.clock import FixedClock
from app.ground.formatting import Month
from app.keeping.inspection import inspect_book
from app.reading.complaint.detail import read_attachments, read_detail
from app.reading.complaint.links import read_links
from app.reading.recap.monthly import public_recap, read_recap
from app.reading.register.filter import RegisterFilter
from app.reading.register.ids import register_ids
from app.reading.retention import read_overdue
from app.rules.links import LinkKind
from app.rules.retention import closed_before
from app.sample.life import make_sample_book
from app.steps.anonymise import NotOverdue, anonymise
from app.steps.answer import answer_directly
from app.steps.attach import attach
from app.steps.correct import correct
from app.steps.link import link, undo_link
from app.steps.show import show_identity
from app.steps.storing import AlreadyAnonymous
from models.complaint import Complaint
from models.rows import find
from tests.books.every_step import PIXEL
from tests.conftest import MONDAY_MORNING

MARK = "Zq7mark"
PERSONAL = {
    "name": f"Warga {MARK}",
    "address": f"Jl. {MARK}",
    "phone": "0812-0000-7777",
    "email": f"{MARK.lower()}@contoh.id",
    "nik": "6103174507900001",
    "subject": f"Objek {MARK}",
    "description": f"Uraian {MARK}",
    "expectation": f"Harapan {MARK}",
}


@pytest.fixture
def told(book, recorded):
    """A closed complaint with marks in all that may say who complained."""
    other = recorded()
    id_ = recorded(**PERSONAL, is_secret="ya")
    attach(book, id_, [IncomingFile(f"KTP {MARK}.png", "image/png", PIXEL + MARK.encode())])
    correct(book, id_, {"subject": f"Objek baru {MARK}"}, f"Kata {MARK}")
    show_identity(book, id_, f"Menelepon {MARK}")
    link(book, id_, other, LinkKind.SAME_MATTER)
    undo_link(book, read_links(book, id_)[0].link_id, f"Keliru {MARK}")
    answer_directly(book, id_, f"Jawaban {MARK}")
    return id_


def five_years_on(book):
    book.clock.moment = book.clock.moment.replace(year=book.clock.moment.year + 5, day=30)


def bytes_of(path):
    """Return all the book's files hold, once everything is written into the one."""
    with sqlite3.connect(path) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return b"".join(p.read_bytes() for p in path.parent.glob(f"{path.name}*"))


def test_all_that_says_who_complained_goes(book, book_path, told):
    five_years_on(book)
    assert read_overdue(book).ids == (told,)
    changes, done = anonymise(book, [told])
    assert changes.complaints == {told}
    assert (len(done.numbers), done.files, done.years) == (1, 1, 5)
    detail = read_detail(book, told)
    assert detail.name == detail.answer == detail.subject == detail.nik == ""
    assert detail.anonymised_on == book.clock.today()
    assert [a.name for a in read_attachments(book, told)] == [""]
    titles = [entry.title for entry in detail.timeline]
    assert titles[-1] == "Data pengadu dihapus"
    assert "Dijawab langsung" in titles
    assert MARK not in repr(detail)
    for text in (MARK, "0812-0000-7777", "6103174507900001"):
        assert len(register_ids(book, RegisterFilter(text=text))) == 0
    assert inspect_book(book).problems == ()
    assert read_overdue(book).count == 0
    book.close()
    left = bytes_of(book_path)
    for text in (MARK, MARK.lower(), "0812-0000-7777", "628120000777", "6103174507900001"):
        assert text.encode() not in left, text


def test_what_is_counted_stays(book, recorded, told):
    before = find(book.store.database, Complaint, told).__data__ | {}
    five_years_on(book)
    anonymise(book, [told])
    after = find(book.store.database, Complaint, told).__data__
    same = ("number", "channel", "service_id", "category_id", "district_code", "status")
    same += ("received_at", "closed_on", "working_days", "is_direct", "answered_by", "team_id")
    assert {name: after[name] for name in same} == {name: before[name] for name in same}


def test_what_is_open_or_was_closed_lately_stays_whole(book, recorded, told):
    still_open = recorded()
    with pytest.raises(NotOverdue):
        anonymise(book, [told])
    five_years_on(book)
    with pytest.raises(NotOverdue):
        anonymise(book, [told, still_open])
    assert read_detail(book, told).name == f"Warga {MARK}"
    anonymise(book, [told])
    with pytest.raises(NotOverdue):
        anonymise(book, [told])


def test_nothing_is_written_into_it_any_more(book, told):
    five_years_on(book)
    anonymise(book, [told])
    with pytest.raises(AlreadyAnonymous):
        correct(book, told, {"name": "Kembali"}, "Coba")
    with pytest.raises(AlreadyAnonymous):
        attach(book, told, [IncomingFile("foto.png", "image/png", PIXEL)])
    assert read_detail(book, told).name == ""


@pytest.mark.parametrize(
    ("today", "years", "expected"),
    [
        (date(2031, 11, 30), 5, date(2026, 11, 30)),
        (date(2028, 2, 29), 5, date(2023, 2, 28)),
        (date(2028, 2, 29), 4, date(2024, 2, 29)),
    ],
)
def test_years_are_whole_years(today, years, expected):
    assert closed_before(today, years) == expected


def alter(path, sql):
    """Do *sql* as somebody would who has the file and puts the guards back."""
    with sqlite3.connect(path) as file:
        names = ("journal_value_no_update", "complaint_stays_anonymous", "journal_no_update")
        kept = [
            file.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
            for name in names
        ]
        for name in names:
            file.execute(f"DROP TRIGGER {name}")
        file.execute(sql)
        for text in kept:
            file.execute(text)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        # Values that nobody may let go.
        (
            "UPDATE journal_value SET content = json_remove(content, '$.personal') "
            "WHERE sequence = (SELECT max(sequence) FROM journal)",
            "telah diubah",
        ),
        (
            "UPDATE journal_value SET content = json_remove(content, '$.personal') "
            "WHERE sequence = (SELECT min(sequence) FROM journal WHERE entity = 'complaint')",
            "telah diubah",
        ),
        ("UPDATE complaint SET name = 'Orang Lain' WHERE anonymised_on IS NOT NULL", "isi name"),
        ("UPDATE complaint SET name = '' WHERE anonymised_on IS NULL", "isi name"),
        ("UPDATE complaint SET anonymised_on = NULL, name = 'X'", "isi"),
        ("UPDATE complaint SET anonymised_on = '2031-11-30', name = ''", "isi"),
    ],
)
def test_a_forged_anonymising_is_found(book, book_path, recorded, told, sql, said):
    five_years_on(book)
    anonymise(book, [told])
    book.close()
    alter(book_path, sql)
    with open_book(FilePlace(book_path), read_only=True) as again:
        problems = inspect_book(again).problems
    assert any(said in problem for problem in problems), problems


def test_the_guards_let_only_that_go_which_an_entry_says(book, book_path, recorded, told):
    other = recorded(name="Warga Lain")
    five_years_on(book)
    anonymise(book, [told])
    book.close()
    with sqlite3.connect(book_path) as file:
        remove = "UPDATE journal_value SET content = json_remove(content, '$.{}') WHERE {}"
        about = "sequence IN (SELECT sequence FROM journal WHERE entity_id = '{}')"
        for sql in (
            remove.format("personal", about.format(other)),
            remove.format("facts", about.format(told)),
            f"UPDATE complaint SET name = 'Kembali' WHERE id = {told}",
            f"UPDATE complaint SET anonymised_on = NULL WHERE id = {told}",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                file.execute(sql)


def recaps(book):
    """Return all that the recaps of the book's months count, both editions."""
    months = {Month(r.received_at.year, r.received_at.month) for r in book.rows(Complaint.select())}
    found = {}
    for month in sorted(months):
        recap = read_recap(book, month)
        public = public_recap(recap)
        found[month] = (recap.tables, recap.figures, public.tables, public.figures)
    return found


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 3))
def test_every_past_recap_counts_the_same(tmp_path_factory, seed, years):
    place = FilePlace(tmp_path_factory.mktemp("masa") / "buku.db")
    until = date(2026, 11, 23)
    make_sample_book(place, count=120, seed=seed, until=until, days=200).close()
    clock = FixedClock(MONDAY_MORNING.replace(year=2026 + years, month=12))
    with open_book(place, clock=clock) as book:
        before = recaps(book)
        book.settings = replace(book.settings, retention_years=years)
        overdue = read_overdue(book)
        assert overdue.count == len(overdue.ids) > 0
        anonymise(book, overdue.ids)
        assert recaps(book) == before
        assert inspect_book(book).problems == ()
