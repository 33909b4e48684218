"""Openings of the complaint box: recorded once, corrected, voided; letters stay with theirs."""

import json
import shutil
from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.book.book import Book
from app.book.journal import changes_of
from app.book.lists import read_lists
from app.book.opening import open_book
from app.book.place import FilePlace
from app.entry.form_values import read_form_values
from app.entry.forms import read_form
from app.ground.clock import FixedClock
from app.ground.errors import BookError, FormRefused
from app.keeping.inspection import inspect_book
from app.reading.complaint.detail import read_detail
from app.reading.complaint.openings import (
    letters_of_opening,
    opening_history,
    opening_ids,
    opening_of_letter,
    read_box_opening,
    read_openings,
    unfinished_opening,
)
from app.rules.channels import Channel
from app.rules.events import Event
from app.steps.close import void
from app.steps.correct import correct
from app.steps.correct_opening import (
    OpeningRefused,
    correct_opening,
    explain_letters,
    void_opening,
)
from app.steps.open_box import check_opening, open_box
from app.steps.record import record
from app.steps.storing import TextMissing
from models.complaint import BoxOpening, Complaint
from tests.conftest import MONDAY_MORNING

OPENING = {
    "opened_at": "23-11-2026 08.00",
    "box_location": "Loket",
    "witness_1": "Sri",
    "witness_2": "Dewi",
    "letter_count": "2",
}
EMPTY = OPENING | {"letter_count": "0"}
AGAIN = ["Loket", "LOKET", "  loket ", "\uff2c\uff4f\uff4b\uff45\uff54"]


def opened(book, **values):
    return next(iter(open_box(book, OPENING | values).box_openings))


def letter(book, **values):
    form = {**OPENING, "subject": "KTP belum jadi", **values}
    new = read_form(Channel.BOX, form, book.clock.now(), read_lists(book))
    return next(iter(record(book, new).complaints))


@pytest.mark.parametrize("count", ["", "-5", "10000", "dua"])
def test_a_box_holds_a_believable_number_of_letters(book, count):
    with pytest.raises(FormRefused) as refused:
        open_box(book, OPENING | {"letter_count": count})
    assert {problem.field for problem in refused.value.problems} == {"letter_count"}


@pytest.mark.parametrize("opened_at", ["", "24-11-2026 08.00", "kemarin"])
def test_a_box_was_opened_at_a_moment_that_has_been(book, opened_at):
    with pytest.raises(FormRefused) as refused:
        check_opening(book, OPENING | {"opened_at": opened_at})
    assert {problem.field for problem in refused.value.problems} == {"opened_at"}


@pytest.mark.parametrize("again", AGAIN)
def test_an_opening_is_recorded_once_however_its_place_is_written(book, again):
    opened(book)
    with pytest.raises(FormRefused, match="sudah tercatat"):
        opened(book, box_location=again)
    opened(book, opened_at="23-11-2026 08.01")
    opened(book, box_location="Loket 2")
    assert len(opening_ids(book)) == 3


@pytest.mark.parametrize("again", AGAIN)
def test_letters_of_one_opening_share_it_however_its_place_is_written(book, again):
    for place in ("Loket", again):
        letter(book, box_location=place)
    [opening] = read_openings(book, opening_ids(book))
    assert (opening.recorded, opening.missing) == (2, 0)
    assert len(letters_of_opening(book, opening.id)) == 2


@pytest.mark.parametrize("is_opened_first", [True, False])
def test_no_letter_comes_from_a_box_that_was_empty(book, is_opened_first):
    if is_opened_first:
        opened(book, letter_count="0")
    with pytest.raises(FormRefused):
        letter(book, letter_count="0")
    assert not book.rows(Complaint.select()).count()


def test_an_empty_opening_takes_letters_once_its_number_is_put_right(book):
    id_ = opened(book, letter_count="0")
    correct_opening(book, id_, OPENING, "Terselip di sudut.")
    assert opening_of_letter(book, letter(book)).id == id_


def test_a_corrected_opening_keeps_old_and_new_and_says_the_same_in_its_letters(book):
    id_ = opened(book)
    other, gone = letter(book), letter(book)
    void(book, gone, "Tercatat dua kali.")
    values = OPENING | {"box_location": "Ruang tunggu", "witness_2": ""}
    changes = correct_opening(book, id_, values, "Salah tempat")
    assert (changes.complaints, changes.box_openings) == ({other}, {id_})
    last = opening_history(book, id_)[-1]
    assert (last.title, last.officer) == ("Pembukaan kotak diperbaiki", "Petugas Uji")
    assert "Lokasi kotak: “Loket” menjadi “Ruang tunggu”" in last.remark
    assert "Saksi 2: “Dewi” menjadi “”" in last.remark
    assert last.remark.endswith("Alasan: Salah tempat")
    said = read_form_values(book, other)
    assert (said["box_location"], said.get("witness_2")) == ("Ruang tunggu", None)
    assert "Salah tempat" in changes_of(book, "complaint", other)[-1].remark
    assert read_form_values(book, gone)["box_location"] == "Loket"
    # Where it says to be now another letter finds it, and nothing at its old place.
    assert opening_of_letter(book, letter(book, box_location="ruang tunggu")).id == id_
    assert opening_of_letter(book, letter(book)).id != id_
    assert inspect_book(book).problems == ()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"opened_at": "24-11-2026 08.00"}, "opened_at"),
        ({"box_location": "lobi"}, "opened_at"),
        ({"letter_count": "1"}, "letter_count"),
        ({"letter_count": "0"}, "letter_count"),
        ({"letter_count": ""}, "letter_count"),
    ],
)
def test_an_opening_is_not_corrected_into_what_cannot_be(book, values, field):
    id_ = opened(book)
    opened(book, box_location="Lobi", letter_count="0")
    letter(book)
    letter(book)
    before = read_box_opening(book, id_)
    with pytest.raises(FormRefused) as refused:
        correct_opening(book, id_, OPENING | values, "Keliru")
    assert {problem.field for problem in refused.value.problems} == {field}
    assert read_box_opening(book, id_) == before


def test_a_voided_opening_takes_no_letters_and_leaves_its_place(book):
    id_ = opened(book)
    void_opening(book, id_, "Salah kotak")
    row = read_box_opening(book, id_)
    assert (row.voided_at, row.void_reason) == (book.clock.now(), "Salah kotak")
    assert opening_of_letter(book, letter(book)).id != id_
    for act in (
        lambda: void_opening(book, id_, "Sekali lagi"),
        lambda: correct_opening(book, id_, OPENING, "Keliru"),
        lambda: explain_letters(book, id_, "Basah"),
    ):
        with pytest.raises(OpeningRefused, match="sudah dibatalkan"):
            act()


def test_an_opening_is_not_voided_over_letters_that_stand(book):
    id_ = opened(book)
    first, second = letter(book), letter(book)
    with pytest.raises(OpeningRefused, match="Batalkan dahulu suratnya"):
        void_opening(book, id_, "Salah kotak")
    void(book, first, "Salah catat")
    other = opened(book, box_location="Lobi")
    correct(book, second, {"box_location": "LOBI"}, "Dari kotak lain")
    void_opening(book, id_, "Salah kotak")
    assert opening_of_letter(book, second).id == other
    assert opening_of_letter(book, first).id == id_
    assert inspect_book(book).problems == ()


def test_a_letter_moves_to_the_opening_that_it_is_corrected_to(book):
    first = opened(book)
    second = opened(book, opened_at="23-11-2026 08.30", witness_1="Tono", letter_count="5")
    id_ = letter(book, letter_on="20-11-2026")
    correct(book, id_, {"opened_at": "23-11-2026 08.30"}, "Kotak kedua")
    assert opening_of_letter(book, id_).id == second
    said = read_form_values(book, id_)
    assert (said["witness_1"], said["letter_count"], said["letter_on"]) == (
        "Tono",
        "5",
        "2026-11-20",
    )
    assert read_box_opening(book, first).recorded == 0
    correct(book, id_, {"opened_at": ""}, "Bukan dari kotak itu")
    assert opening_of_letter(book, id_) is None


@pytest.mark.parametrize(
    "values", [{"opened_at": "23-11-2026 07.00"}, {"box_location": "Lobi"}, {"letter_count": "3"}]
)
def test_a_letter_is_not_corrected_away_from_every_opening(book, values):
    id_ = letter(book)
    opened(book, box_location="Lobi", letter_count="0")
    with pytest.raises(FormRefused, match="Daftar pembukaan"):
        correct(book, id_, values, "Keliru")
    assert opening_of_letter(book, id_).box_location == "Loket"


def test_what_is_to_be_put_right_in_an_opening_is_so_in_its_letters(book):
    moved, stays = letter(book, witness_1="S" * 300), letter(book, witness_1="S" * 300)
    opened(book, box_location="Lobi")
    labels = [doubt.field for doubt in read_detail(book, moved).doubts]
    assert labels == ["witness_1"]
    correct(book, moved, {"box_location": "Lobi"}, "Dari kotak lain")
    correct_opening(book, opening_of_letter(book, stays).id, OPENING, "Salah tulis")
    assert [read_detail(book, id_).doubts for id_ in (moved, stays)] == [(), ()]
    assert inspect_book(book).problems == ()


def test_missing_letters_are_left_with_a_reason(book):
    id_ = opened(book)
    letter(book)
    assert unfinished_opening(book).id == id_
    with pytest.raises(TextMissing):
        explain_letters(book, id_, " ")
    explain_letters(book, id_, "Basah, tidak terbaca")
    assert unfinished_opening(book) is None
    assert read_box_opening(book, id_).missing == 1
    letter(book)
    with pytest.raises(OpeningRefused):
        explain_letters(book, id_, "Basah")


def test_an_opening_of_long_ago_is_not_gone_on_with_by_chance(book):
    opened(book, opened_at="01-11-2026 08.00")
    opened(book, opened_at="02-11-2026 08.00", letter_count="0")
    assert unfinished_opening(book) is None


def test_the_inspection_names_a_letter_of_a_void_opening(book, book_path):
    id_ = opened(book)
    letter(book)
    book.store.database.execute_sql(
        "UPDATE box_opening SET voided_at = '2026-11-23 09:00:00' WHERE id = ?", (id_,)
    )
    assert any("asal surat ini sudah dibatalkan" in said for said in inspect_book(book).problems)


PLACES = st.sampled_from(["Loket", "LOKET ", "Lobi"])
MINUTES = st.sampled_from(["23-11-2026 08.00", "23-11-2026 08.30"])
FACTS = st.fixed_dictionaries(
    {"opened_at": MINUTES, "box_location": PLACES, "letter_count": st.sampled_from("0123")}
)
WHICH = st.integers(0, 5)
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("open"), WHICH, FACTS),
        st.tuples(st.just("correct"), WHICH, FACTS),
        st.tuples(st.just("void"), WHICH, FACTS),
        st.tuples(st.just("letter"), WHICH, FACTS),
        st.tuples(st.just("void letter"), WHICH, FACTS),
        st.tuples(st.just("move letter"), WHICH, FACTS),
        st.tuples(st.just("explain"), WHICH, FACTS),
    ),
    min_size=4,
    max_size=14,
)


def do(book: Book, deed: str, which: int, facts: dict[str, str]) -> None:
    """Do *deed* on one of what is there; what the office's rules refuse changes nothing."""
    openings, letters = opening_ids(book), list(book.rows(Complaint.select()))
    opening = openings[which % len(openings)] if openings else 99
    complaint = letters[which % len(letters)].id if letters else 99
    naming = {name: facts[name] for name in ("opened_at", "box_location")}
    deeds = {
        "open": lambda: open_box(book, OPENING | facts),
        "correct": lambda: correct_opening(book, opening, OPENING | facts, "Keliru"),
        "void": lambda: void_opening(book, opening, "Keliru"),
        "letter": lambda: letter(book, **facts),
        "void letter": lambda: void(book, complaint, "Keliru"),
        "move letter": lambda: correct(book, complaint, naming, "Keliru"),
        "explain": lambda: explain_letters(book, opening, "Basah"),
    }
    deeds[deed]()


@settings(max_examples=12, deadline=None)
@given(deeds=DEEDS)
def test_whatever_happens_each_letter_stands_with_one_living_opening(
    template_path, tmp_path_factory, deeds
):
    path = shutil.copy(template_path, tmp_path_factory.mktemp("kotak") / "buku.db")
    with open_book(FilePlace(path), clock=FixedClock(MONDAY_MORNING), officer="Rina") as book:
        for deed in deeds:
            with suppress(BookError):
                do(book, *deed)
        check_invariants(book)


def check_invariants(book):
    rows = list(book.rows(BoxOpening.select()))
    living = {row.id: row for row in rows if row.voided_at is None}
    places = [(row.opened_at, row.box_location.strip().casefold()) for row in living.values()]
    assert len(places) == len(set(places))
    for complaint in book.rows(Complaint.select().where(Complaint.status != "batal")):
        own = living[complaint.box_opening_id]
        extra = json.loads(complaint.extra)
        assert own.letter_count != 0
        assert datetime.fromisoformat(extra["opened_at"]) == own.opened_at
        assert extra["box_location"].casefold() == own.box_location.strip().casefold()
    for row in living.values():
        assert read_box_opening(book, row.id).recorded == len(letters_of_opening(book, row.id))
    assert inspect_book(book).problems == ()
    assert {change.event for row in rows for change in changes_of(book, "box_opening", row.id)} <= {
        Event.BOX_OPENED,
        Event.BOX_CORRECTED,
        Event.BOX_VOIDED,
        Event.LETTERS_EXPLAINED,
    }
