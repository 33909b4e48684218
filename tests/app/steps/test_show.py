"""Looks at what is withheld: each has a reason and an entry, alters nothing, and is told again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.entry.attachments import IncomingFile
from app.keeping.inspection import inspect_book
from app.reading.complaint.detail import read_attachments, read_detail
from app.reading.complaint.secret_repeats import secret_repeats
from app.reading.complaint.similar import find_similar
from app.rules.looks import is_within
from app.rules.papers import Paper
from app.steps.attach import attach
from app.steps.close import void
from app.steps.complete import declare_complete
from app.steps.distribute import distribute
from app.steps.show import (
    export_whole,
    ranges_of,
    show_file,
    show_identity,
    show_nik,
    show_on_paper,
    show_repeats,
)
from app.steps.storing import ComplaintUnknown, TextMissing
from app.steps.undo import undo
from models.complaint import Complaint
from models.rows import find, stored_values
from tests.books.every_step import PIXEL


@pytest.fixture
def secret(recorded):
    return recorded(is_secret="ya")


def looks(book, id_):
    return [(e.title, e.remark) for e in read_detail(book, id_).timeline if e.is_look]


def test_a_look_is_an_entry_with_officer_and_reason_and_alters_nothing(book, secret):
    before = stored_values(find(book.store.database, Complaint, secret))
    assert show_identity(book, secret, " Menghubungi pengadu ").complaints == {secret}
    show_nik(book, secret, "Memeriksa berkas")
    show_on_paper(book, secret, Paper.RECEIPT)
    assert stored_values(find(book.store.database, Complaint, secret)) == before
    assert looks(book, secret) == [
        ("Identitas dilihat", "Alasan: Menghubungi pengadu"),
        ("NIK dilihat", "Alasan: Memeriksa berkas"),
        ("Identitas dilihat", "Alasan: Tanda terima untuk pengadu"),
    ]
    last = read_detail(book, secret).timeline[-1]
    assert (last.officer, last.is_internal) == ("Petugas Uji", True)
    assert inspect_book(book).problems == ()


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_without_a_reason_nothing_is_shown_and_nothing_written(book, secret, reason):
    for look in (show_identity, show_nik):
        with pytest.raises(TextMissing, match="alasan"):
            look(book, secret, reason)
    with pytest.raises(TextMissing, match="alasan"):
        export_whole(book, [secret], reason, what="daftar --lengkap")
    assert looks(book, secret) == []


def test_of_a_complaint_that_is_not_there_nothing_is_seen(book):
    with pytest.raises(ComplaintUnknown):
        show_identity(book, 99, "Menghubungi pengadu")


def test_a_file_is_told_by_its_place_not_by_its_name(book, secret):
    attach(book, secret, [IncomingFile("foto.png", "image/png", PIXEL)])
    attach(book, secret, [IncomingFile("KTP Warga.png", "image/png", PIXEL)])
    show_file(book, secret, read_attachments(book, secret)[1].id, "Memeriksa bukti")
    assert looks(book, secret) == [("Lampiran dilihat", "Berkas ke-2. Alasan: Memeriksa bukti")]


def test_an_export_is_told_by_each_complaint_that_was_in_it(book, recorded):
    first, second, third = recorded(), recorded(), recorded()
    export_whole(book, [third, first], "Memindahkan buku", what="daftar --lengkap")
    told = [("Diekspor dengan data lengkap", "daftar --lengkap. Alasan: Memindahkan buku")]
    assert [looks(book, id_) for id_ in (first, second, third)] == [told, [], told]
    assert inspect_book(book).problems == ()


def test_a_look_is_nothing_that_follows_a_step(book, secret):
    declare_complete(book, secret)
    distribute(book, secret, 1)
    show_identity(book, secret, "Menghubungi pengadu")
    assert read_detail(book, secret).counter_step is not None
    undo(book, secret)
    assert read_detail(book, secret).team == ""


@given(st.sets(st.integers(1, 60)), st.integers(1, 60))
def test_ranges_hold_what_was_put_in_and_nothing_else(ids, asked):
    assert is_within(asked, ranges_of(ids)) == (asked in ids)


PERSON = {"phone": "0812-0000-7777", "nik": "6103174507900001", "email": "w@contoh.id"}


@pytest.mark.parametrize("key", PERSON)
@pytest.mark.parametrize("which", [0, 1])
def test_two_complaints_of_a_secret_person_are_noticed_by_each_key(book, recorded, key, which):
    other = {"phone": "0813-0000-0001", "nik": "", "email": ""}
    pair = [
        recorded(
            **other | {key: PERSON[key]}, name=f"Nama {i}", is_secret="ya" if i == which else ""
        )
        for i in range(2)
    ]
    if key != "phone":
        recorded(phone="0813-0000-0002")
    assert secret_repeats(book, pair[0]) == (pair[1],)
    assert secret_repeats(book, pair[1]) == (pair[0],)
    void(book, pair[1], "Salah catat")
    assert secret_repeats(book, pair[0]) == ()


def test_of_open_people_nothing_is_said_here(book, recorded):
    first, _ = recorded(**PERSON), recorded(**PERSON)
    assert secret_repeats(book, first) == ()


def test_what_is_typed_confirms_no_secret_person(book, recorded):
    recorded(**PERSON, is_secret="ya", subject="Antrean", description="Lama sekali menunggu.")
    assert find_similar(book, PERSON | {"name": "Warga Rekaan", "subject": "Akta"}) == ()


def test_which_complaint_it_is_stands_in_the_journal_of_each(book, recorded):
    pair = recorded(**PERSON, is_secret="ya"), recorded(**PERSON)
    show_repeats(book, pair, "Menautkan pengaduan ulang")
    for id_ in pair:
        assert looks(book, id_) == [("Identitas dilihat", "Alasan: Menautkan pengaduan ulang")]
