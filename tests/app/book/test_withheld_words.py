"""Searching what says who somebody is never confirms a complainant whose identity is secret."""

import pytest

from app.book.search_words import words_of
from app.keeping.inspection import inspect_book
from app.reading.complaint.similar import find_similar
from app.reading.register.filter import RegisterFilter
from app.reading.register.ids import register_ids
from app.rules.channels import Channel
from app.steps.correct import correct
from models.complaint import Complaint
from models.rows import find
from models.sqlite.migrations import m0012_withheld_words
from tests.tampering import raw

WHO = {
    "name": "Zulkarnaen Xaverius",
    "nik": "6103010101900001",
    "phone": "0812-7777-0199",
    "address": "Lorong Kenanga 88",
    "email": "zulkarnaen@contoh.id",
}
ASKED = ("Zulkarnaen", "Xa", "6103010101900001", "081277770199", "Kenanga", "zulkarnaen@contoh.id")


def found(book, text):
    return list(register_ids(book, RegisterFilter(text=text)))


@pytest.mark.parametrize("asked", ASKED)
def test_who_is_secret_is_not_found_by_what_says_who(book, recorded, asked):
    secret = recorded(**WHO, is_secret="ya", subject="Akta lahir tertunda")
    known = recorded(**WHO, subject="KIA tertunda")
    assert found(book, asked) == [known]
    assert found(book, "Akta lahir") == [secret]


def test_a_secret_letter_of_a_channel_is_found_by_its_ticket_alone(book, recorded):
    mail = {"from_address": "rahasia@contoh.id", "message_id": "<77aa@contoh.id>"}
    id_ = recorded(Channel.EMAIL, is_secret="ya", **mail)
    ticket = recorded(Channel.LAPOR, is_secret="ya", tracking_id="123-456 78")
    assert found(book, "rahasia@contoh.id") == []
    assert found(book, "77aa@contoh.id") == [id_]
    assert found(book, "12345678") == found(book, "123-456") == [ticket]


def test_nothing_typed_into_a_new_entry_confirms_it(book, recorded):
    recorded(**WHO, is_secret="ya", subject="Akta lahir tertunda", description="")
    assert find_similar(book, WHO) == ()
    recorded(**WHO, subject="KIA hilang", description="")
    assert len(find_similar(book, WHO)) == 1


def test_becoming_secret_takes_the_name_out_of_the_index(book, recorded):
    id_ = recorded(**WHO)
    correct(book, id_, {"is_secret": "ya"}, "Diminta pengadu")
    assert found(book, "Zulkarnaen") == []
    correct(book, id_, {"is_secret": ""}, "Tidak lagi")
    assert found(book, "Zulkarnaen") == [id_]
    assert inspect_book(book).problems == ()


def test_an_older_book_forgets_the_names_when_it_is_brought_up_to_date(book, recorded, book_path):
    told = {"tracking_id": "12-4 56", "expectation": "Cepat"}
    lapor = recorded(Channel.LAPOR, **WHO, is_secret="ya", **told)
    mail = recorded(Channel.EMAIL, **WHO, is_secret="ya", message_id="<77aa@contoh.id>")
    for id_ in (lapor, mail):
        raw(book_path, f"DELETE FROM complaint_search WHERE rowid = {id_}", put(id_, "Zulkarnaen"))
    assert sorted(found(book, "Zulkarnaen")) == [lapor, mail]
    raw(book_path, *m0012_withheld_words.STATEMENTS)
    assert found(book, "Zulkarnaen") == []
    # The inspection compares with what the words of today would be.
    assert inspect_book(book).problems == ()


def put(id_, words):
    return f"INSERT INTO complaint_search(rowid, words) VALUES ({id_}, '{words}')"


@pytest.mark.parametrize(
    "change",
    [
        ("DELETE FROM complaint_search WHERE rowid = 2",),
        ("DELETE FROM complaint_search WHERE rowid = 2", put(2, "KTP-el")),
        # The same letters in another order.
        ("DELETE FROM complaint_search WHERE rowid = 2", put(2, "001KIA")),
    ],
)
def test_a_row_of_the_index_that_is_gone_or_exchanged_is_named(book, recorded, book_path, change):
    for _ in range(3):
        recorded()
    assert inspect_book(book).problems == ()
    raw(book_path, *change)
    number = find(book.store.database, Complaint, 2).number
    assert inspect_book(book).problems == (
        f"Indeks pencarian: pengaduan {number} tidak ditemukan menurut isinya.",
    )


def test_two_rows_of_the_index_that_changed_places_are_named(book, recorded, book_path):
    one, other = recorded(subject="KIA hilang"), recorded(subject="Akta keliru")
    rows = {key: words_of(find(book.store.database, Complaint, key)) for key in (one, other)}
    raw(book_path, "DELETE FROM complaint_search", put(one, rows[other]), put(other, rows[one]))
    assert len(inspect_book(book).problems) == 2


def test_an_index_that_cannot_be_read_is_told(book, recorded, book_path):
    recorded()
    raw(book_path, "UPDATE complaint_search_data SET block = x'00ff' WHERE id > 10")
    assert "Indeks pencarian: tidak dapat dibaca." in inspect_book(book).problems


def test_a_row_of_the_index_without_its_complaint_is_told(book, recorded, book_path):
    recorded()
    raw(book_path, put(77, "Seseorang"))
    assert inspect_book(book).problems == ("Indeks pencarian: 1 baris tanpa pengaduan.",)
