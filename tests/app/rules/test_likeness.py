"""Which names are one person's, and which words come of one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.likeness import is_same_name, plain_name, root, spellings, stems

WORDS = st.sampled_from(
    ["siti", "m", "muhammad", "iqbal", "anes", "yohanes", "dwi", "d", "atmaja", "ami", "aminah"]
)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Bpk. Warga Rekaan, S.Pd.", "warga rekaan"),
        ("Bpk.Warga Rekaan", "warga rekaan"),
        ("M.Iqbal, S.Kom., M.M.", "m iqbal"),
        ("H. Iqbal bin Saharudin", "iqbal saharudin"),
        ("Hj. SITI binti Ahmad, A.Md.Keb.", "siti ahmad"),
        ("rekaan; warga", "rekaan warga"),
    ],
)
def test_a_name_is_without_titles(typed, plain):
    assert plain_name(typed) == plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("warga rekaan", "rekaan warga"),
        ("warga rekaan", "warga rekan"),
        ("yohanes dwi atmaja", "johanes atmaja dwi"),
        ("yohanes dwi atmaja", "yohanes d atmaja"),
        ("yohanes dwi atmaja", "yohanes atmaja"),
        ("yohanes dwi atmaja", "anes dwi atmaja"),
        ("muhammad iqbal saharudin", "moh iqbal"),
        ("muhammad iqbal saharudin", "m iqbal saharudin"),
    ],
)
def test_one_name_is_written_in_many_ways(one, other):
    assert is_same_name(one, other)
    assert is_same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("siti aminah", "siti rohani"),
        ("maria goreti", "maria"),
        ("agus salim", "agus salam putra"),
        ("yohanes dwi atmaja", "dewi atmaja"),
        ("m iqbal", "muhammad iwan"),
        ("kristina lina", "kristina lia sari"),
        ("", ""),
    ],
)
def test_who_shares_a_word_is_nobody_else(one, other):
    assert not is_same_name(one, other)
    assert not is_same_name(other, one)


def test_less_is_enough_in_the_same_place():
    assert not is_same_name("y atmaja", "yohanes atmaja")
    assert is_same_name("y atmaja", "yohanes atmaja", is_near=True)
    assert not is_same_name("maria goreti", "maria", is_near=True)


@given(NAMES, NAMES, st.booleans())
def test_it_does_not_matter_who_came_first(one, other, is_near):
    assert is_same_name(one, other, is_near=is_near) is is_same_name(other, one, is_near=is_near)


@pytest.mark.parametrize(
    "words",
    [
        "cetak tercetak dicetak mencetak pencetakan",
        "urus mengurus pengurusan diurus",
        "rekam perekaman direkam",
        "pungut memungut dipungut pungutan",
        "tulis menulis penulisan tertulis menuliskan",
        "hilang kehilangan",
        "baik diperbaiki perbaikan memperbaiki",
    ],
)
def test_words_of_one_root_have_it(words):
    first, *others = words.split()
    assert {root(word) for word in others} == {first}


def test_words_of_one_meaning_are_one():
    assert stems("Blangko KTP-el belum jadi") == stems("keping e-KTP tidak tercetak")
    assert all(
        one == other or one not in other for one in spellings("ktp") for other in spellings("ktp")
    )
