"""What a form accepts: nothing is required, but what is there must be right."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.book.lists import Lists, read_lists
from app.entry.forms import check_field, check_form, clean_text, read_form
from app.ground.errors import FormRefused
from app.rules.channels import CHANNEL_FIELDS, COMMON_FIELDS, Channel, fields_of
from app.rules.fields import FieldKind

NOW = datetime(2026, 11, 23, 9, 0)
_OBJECT = next(field for field in COMMON_FIELDS if field.name == "subject")
NO_LISTS = Lists((), (), (), (), (), ())


def problems(channel, **values):
    return {p.field: p.sentence for p in check_form(channel, values, NOW)}


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("received_at", "23-11-2026 09.01", "belum terjadi"),
        ("received_at", "31-02-2026", "seperti"),
        ("received_at", "23-11-0026 08.00", "terlalu lama"),
        ("nik", "610301010190000", "NIK 16 angka, baru 15"),
        ("subject", "x" * 201, "Paling banyak 200"),
        ("kind", "keluhan", "bukan pilihan"),
        ("is_secret", "mungkin", "ya atau tidak"),
    ],
)
def test_a_wrong_value_is_said_under_its_field(field, text, words):
    assert words in problems(Channel.COUNTER, **{field: text})[field]


def test_a_letter_count_may_be_zero_but_not_a_word():
    assert problems(Channel.BOX, letter_count="0") == {}
    assert "letter_count" in problems(Channel.BOX, letter_count="dua")


def test_a_call_back_may_lie_in_the_future():
    assert problems(Channel.PHONE, call_back_at="24-11-2026 10.00") == {}
    assert "called_at" in problems(Channel.PHONE, called_at="24-11-2026 10.00")


@pytest.mark.parametrize("channel", Channel)
def test_an_empty_form_has_no_problem(channel):
    assert check_form(channel, {}, NOW) == ()
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


def test_lists_are_found_whatever_the_capitals_and_unknown_names_are_said(book):
    lists = read_lists(book)
    new = read_form(Channel.COUNTER, {"service": "ktp-EL", "village": "Kenaman"}, NOW, lists)
    assert new.service_id is not None
    assert new.district_code == "61.03.07"
    with pytest.raises(FormRefused) as refused:
        read_form(Channel.COUNTER, {"service": "SIM", "village": "Lalang"}, NOW, lists)
    assert [p.field for p in refused.value.problems] == ["service", "village"]


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
