"""The check value of a receipt: hard to guess, easy to read, told to nobody but its owner."""

import math

import apsw
import pytest

from app.book.journal import changes_of
from app.book.lists import read_lists
from app.book.opening import open_book
from app.book.personal import PERSONAL
from app.book.place import FilePlace
from app.entry.forms import read_form
from app.keeping.inspection import inspect_book
from app.reading.complaint.detail import read_detail
from app.reading.register.listing import listed_records
from app.rules.channels import Channel
from app.rules.check_value import EASY, new_check_value
from app.rules.events import Event
from app.sample.life import make_sample_book
from app.steps.record import record
from app.steps.save_entry import save_entry
from models.complaint import Complaint
from tests.conftest import COMPLETE_FORM, MONDAY_MORNING
from tests.encrypted import bare


def test_nobody_guesses_it_and_everybody_can_read_it():
    value = new_check_value()
    assert math.log2(len(EASY)) * len(value.replace("-", "")) >= 40
    assert not set(EASY) & set("0O1ILaeiou")
    assert [len(group) for group in value.split("-")] == [3, 3, 3]
    assert set(value) <= {*EASY, "-"}
    assert len({new_check_value() for _ in range(1_000)}) == 1_000


def test_an_entry_of_the_desk_has_one_from_its_first_moment(book):
    changes = save_entry(book, Channel.COUNTER, COMPLETE_FORM, (), answer="")
    (id_,) = changes.complaints
    value = read_detail(book, id_).check_value
    (entry,) = changes_of(book, "complaint", id_)
    assert entry.event is Event.RECORDED
    assert entry.new["check_value"] == value
    assert "check_value" in PERSONAL["complaint"]
    assert inspect_book(book).problems == ()


def test_what_comes_from_a_file_has_none(book, recorded):
    assert read_detail(book, recorded()).check_value is None


def test_neither_list_nor_search_nor_log_shows_it(book):
    new = read_form(Channel.COUNTER, COMPLETE_FORM, book.clock.now(), read_lists(book))
    (id_,) = record(book, new, check_value="K7M-2RT-9XW").complaints
    assert "K7M" not in repr(listed_records(book, [id_]))
    assert not list(book.rows(Complaint.select().where(book.store.contains_all(["k7m-2rt"]))))
    detail = read_detail(book, id_)
    assert "K7M" not in repr(detail)
    assert detail.check_value == "K7M-2RT-9XW"


def test_it_is_taken_away_but_never_replaced(book, book_path):
    save_entry(book, Channel.COUNTER, COMPLETE_FORM, (), answer="")
    book.close()
    connection = bare(book_path)
    with pytest.raises(apsw.ConstraintError, match="never replaced"):
        connection.execute("UPDATE complaint SET check_value = 'BBB-BBB-BBB'")
    connection.execute("UPDATE complaint SET check_value = NULL")
    connection.close()


def test_a_sample_book_is_the_same_down_to_its_check_values(tmp_path):
    until = MONDAY_MORNING.date()
    told = []
    for name in ("satu.db", "dua.db"):
        place = FilePlace(tmp_path / name)
        make_sample_book(place, count=12, seed=3, until=until, days=20).close()
        with open_book(place, read_only=True) as book:
            told.append([row.check_value for row in book.rows(Complaint.select())])
    assert told[0] == told[1]
    assert len(set(told[0])) == 12
