"""What a form accepts: nothing is required, and only what would falsify the book is refused."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.book.lists import Lists, read_lists
from app.entry.field_checks import check_field, clean_text
from app.entry.forms import read_form
from app.ground.errors import FormRefused
from app.rules.channels import CHANNEL_FIELDS, COMMON_FIELDS, Channel, fields_of
from app.rules.fields import FieldKind

NOW = datetime(2026, 11, 23, 9, 0)
_OBJECT = next(field for field in COMMON_FIELDS if field.name == "subject")
NO_LISTS = Lists((), (), (), (), (), ())


def problems(channel, **values):
    try:
        read_form(channel, values, NOW, NO_LISTS)
    except FormRefused as refused:
        return {problem.field: problem.sentence for problem in refused.problems}
    return {}


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("received_at", "23-11-2026 09.01", "belum terjadi"),
        ("received_at", "31-02-2026", "seperti"),
        ("received_at", "23-11-0026 08.00", "terlalu lama"),
        ("kind", "keluhan", "bukan pilihan"),
        ("is_secret", "mungkin", "ya atau tidak"),
    ],
)
def test_what_would_falsify_the_book_is_refused_under_its_field(field, text, words):
    assert words in problems(Channel.COUNTER, **{field: text})[field]


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("nik", "610301010190000", "NIK 16 angka, baru 15"),
        ("phone", "08125", "terlalu pendek"),
        ("email", "warga(at)contoh", "belum benar"),
        ("subject", "x" * 201, "Paling banyak 200"),
    ],
)
def test_what_is_odd_is_said_and_kept_as_it_was_typed(field, text, words):
    declared = next(f for f in COMMON_FIELDS if f.name == field)
    assert words in check_field(declared, text, NOW).sentence
    new = read_form(Channel.COUNTER, {field: text}, NOW, NO_LISTS)
    assert new.to_correct == {field: ""}
    assert getattr(new, field) == text or text in new.whole.values()


def test_a_letter_count_may_be_zero_but_not_a_word():
    assert problems(Channel.BOX, letter_count="0") == {}
    assert "letter_count" in problems(Channel.BOX, letter_count="dua")


def test_a_call_back_may_lie_in_the_future():
    values = {"call_back_at": "24-11-2026 10.00", "called_at": "24-11-2026 10.00"}
    assert read_form(Channel.PHONE, values, NOW, NO_LISTS).to_correct == {"called_at": ""}


def test_a_moment_nobody_can_read_is_kept_in_a_field_of_the_channel():
    new = read_form(Channel.WHATSAPP, {"message_at": "kemarin sore"}, NOW, NO_LISTS)
    assert (new.extra["message_at"], new.to_correct) == ("kemarin sore", {"message_at": ""})


def test_a_ticket_that_is_too_long_is_never_cut():
    link = "https://www.lapor.go.id/laporan/detil/1234567"
    new = read_form(Channel.LAPOR, {"tracking_id": link}, NOW, NO_LISTS)
    assert (new.tracking_id, new.to_correct, new.whole) == (link, {"tracking_id": ""}, {})


def test_a_text_its_field_does_not_hold_is_cut_with_a_word_and_kept_whole():
    text = "Sudah tiga kali ke loket. " * 1000
    new = read_form(Channel.COUNTER, {"description": text}, NOW, NO_LISTS)
    ((name, whole),) = new.whole.items()
    assert whole == text.strip()
    assert len(new.description) <= 20_000
    assert new.description.endswith(f"Selengkapnya ada di lampiran “{name}”.]")


@pytest.mark.parametrize("channel", Channel)
def test_an_empty_form_has_no_problem(channel):
    assert read_form(channel, {}, NOW, NO_LISTS).received_at == NOW


def test_a_channels_own_number_stands_in_for_the_phone():
    new = read_form(Channel.WHATSAPP, {"sender_number": "0812 5640 1122"}, NOW, NO_LISTS)
    assert new.phone_normal == "+6281256401122"


def test_a_long_subject_stands_in_for_the_object_as_far_as_it_fits():
    subject = "KTP elektronik belum tercetak " * 9
    new = read_form(Channel.EMAIL, {"email_subject": subject}, NOW, NO_LISTS)
    assert new.extra["email_subject"] == subject.strip()
    assert check_field(_OBJECT, new.subject, NOW) is None
    assert new.subject.endswith("…")


@pytest.mark.parametrize(
    ("address", "email"),
    [
        ("warga@contoh.id", "warga@contoh.id"),
        ("warga..rekaan.@docomo.contoh.id", ""),
        ("warga@localhost", ""),
    ],
)
def test_a_senders_address_is_recorded_as_the_mail_says_it(address, email):
    new = read_form(Channel.EMAIL, {"from_address": address}, NOW, NO_LISTS)
    assert (new.extra["from_address"], new.email) == (address, email)


def test_lists_are_found_whatever_the_capitals_and_unknown_names_are_kept(book):
    lists = read_lists(book)
    new = read_form(Channel.COUNTER, {"service": "ktp-EL", "village": "Kenaman"}, NOW, lists)
    assert new.service_id is not None
    assert new.district_code == "61.03.07"
    new = read_form(Channel.COUNTER, {"service": "SIM", "village": "Lalang"}, NOW, lists)
    assert (new.service_id, new.village_code) == (None, None)
    assert new.to_correct == {"service": "SIM", "village": "Lalang"}


def test_a_village_waits_for_a_kecamatan_that_no_list_has(book):
    values = {"district": "Pontianak Kota", "village": "Kenaman"}
    new = read_form(Channel.COUNTER, values, NOW, read_lists(book))
    assert (new.district_code, new.village_code) == (None, None)
    assert new.to_correct == values


def test_the_two_villages_of_one_name_are_told_apart_by_their_kecamatan(book):
    values = {"village": "Lalang", "district": "Meliau"}
    assert read_form(Channel.COUNTER, values, NOW, read_lists(book)).village_code == "61.03.20.2012"


@given(st.text())
def test_cleaned_text_can_always_be_stored(text):
    cleaned = clean_text(text)
    assert cleaned.encode() is not None
    assert "\0" not in cleaned
    assert clean_text(cleaned) == cleaned


@given(
    st.sampled_from(list(Channel)),
    st.dictionaries(
        st.sampled_from([f.name for c in Channel for f in fields_of(c)]), st.text(max_size=60)
    ),
)
def test_any_text_either_records_or_is_refused_with_sentences(channel, values):
    try:
        read_form(channel, values, NOW, NO_LISTS)
    except FormRefused as refused:
        said = [problem.sentence for problem in refused.problems]
    else:
        said = ["tercatat"]
    assert said
    assert all(said)


def test_every_field_is_declared_once_and_choices_have_labels():
    for channel in Channel:
        names = [f.name for f in fields_of(channel)]
        keys = [f.key for f in fields_of(channel)]
        assert len(set(names)) == len(names)
        assert len(set(keys)) == len(keys)
    every = (*COMMON_FIELDS, *(f for fields in CHANNEL_FIELDS.values() for f in fields))
    assert all(f.label for f in every)
    assert all(f.choices for f in every if f.kind is FieldKind.CHOICE)
