"""Two books open in one process know nothing of each other, whatever the threads do."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import peewee
import pytest

from app.book.lists import read_lists
from app.book.opening import open_book
from app.book.place import FilePlace
from app.entry.forms import read_form
from app.ground.clock import FixedClock
from app.keeping.backup import back_up
from app.keeping.inspection import inspect_book
from app.reading.complaint.detail import read_detail
from app.reading.register.filter import RegisterFilter
from app.reading.register.ids import register_ids
from app.reading.register.rows import register_rows
from app.rules.channels import Channel
from app.rules.statuses import Status
from app.steps.answer import answer_directly
from app.steps.record import record
from models.complaint import Complaint
from tests.conftest import COMPLETE_FORM, MONDAY_MORNING

ROUNDS = 12


@pytest.fixture
def two_books(template_path, tmp_path):
    opened = [
        open_book(
            FilePlace(shutil.copy(template_path, tmp_path / f"{name}.db")),
            clock=FixedClock(MONDAY_MORNING),
            officer=f"Petugas {name}",
        )
        for name in ("A", "B")
    ]
    yield opened
    for book in opened:
        book.close()


def receive(book, name):
    form = {**COMPLETE_FORM, "name": name}
    new = read_form(Channel.COUNTER, form, book.clock.now(), read_lists(book))
    return next(iter(record(book, new).complaints))


def test_a_query_that_names_no_book_fails(book):
    with pytest.raises(peewee.InterfaceError, match="bound"):
        Complaint.select().count()


def test_what_is_recorded_in_one_book_is_not_in_the_other(two_books):
    a, b = two_books
    receive(a, "Warga A")
    assert a.rows(Complaint.select()).count() == 1
    assert b.rows(Complaint.select()).count() == 0


def live(book, folder):
    """Record, answer, read, inspect and back up; return what of it was somebody else's."""
    own = book.officer.removeprefix("Petugas ")
    strange = []
    with book.worker_connection():
        for _ in range(ROUNDS):
            id_ = receive(book, f"Warga {own}")
            answer_directly(book, id_, f"Dijawab {own}.")
            rows = register_rows(book, register_ids(book, RegisterFilter(text="Warga")))
            detail = read_detail(book, id_)
            strange += [row.name for row in rows if row.name != f"Warga {own}"]
            strange += [e.officer for e in detail.timeline if e.officer != book.officer]
            assert detail.status is Status.SETTLED
        strange += inspect_book(book).problems
        back_up(book, folder)
    return strange


def test_four_threads_work_on_two_books_at_once(two_books, tmp_path):
    with ThreadPoolExecutor(4) as pool:
        work = [
            pool.submit(partial(live, book, tmp_path / f"cadangan {n} {book.officer}"))
            for n in (1, 2)
            for book in two_books
        ]
        assert [strange for done in work for strange in done.result()] == []
    for book in two_books:
        found = [row.sequence for row in book.rows(Complaint.select().order_by(Complaint.id))]
        assert found == list(range(1, 2 * ROUNDS + 1))
        assert inspect_book(book).problems == ()
