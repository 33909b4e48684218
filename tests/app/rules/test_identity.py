from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.identity import (
    clean_nik,
    email_problem,
    mask_nik,
    mobile_in,
    nik_problem,
    normal_phone,
    phone_digits,
    phone_doubt,
    phone_numbers,
    pretty_phone,
)

NIK = "6103010101900003"


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        # Rows 1, 9 and 10 of the first real input are one number.
        ("0812 5640 1122", "+6281256401122"),
        ("081256401122", "+6281256401122"),
        ("6281256401122", "+6281256401122"),
        ("+62 812-5640-1122", "+6281256401122"),
        ("+62 (0)812 5640 1122", "+6281256401122"),
        ("0062 812 5640 1122", "+6281256401122"),
        ("81256401122", "+6281256401122"),
        ("+0812 5640 1122", "+6281256401122"),
        ("0812\N{NON-BREAKING HYPHEN}5640\N{NON-BREAKING HYPHEN}1122", "+6281256401122"),
        ("WA 0812.5640.1122 (istri)", "+6281256401122"),
        ("0812 5640 1122 / 0853 8888 9999", "+6281256401122"),
        ("08115712345", "+628115712345"),
        ("(0564) 21 345", "+6256421345"),
        ("0564/21345", "+6256421345"),
        ("60123456789", "+60123456789"),
        ("+60 12-345 6789", "+60123456789"),
        # Unlikely, and kept all the same.
        ("0800123", "+62800123"),
        ("123456", "+62123456"),
    ],
)
def test_one_form_for_every_spelling(typed: str, normal: str) -> None:
    assert normal_phone(typed) == normal


@pytest.mark.parametrize(
    "text",
    ["", "-", "tidak ada", "12345", "0000000", "RT 02 RW 03", NIK, "08", "@warga_entikong"],
)
def test_no_number(text: str) -> None:
    assert normal_phone(text) is None


PHONES = Path(__file__).parents[2] / "data" / "intake" / "cases" / "phones.txt"


def test_each_line_of_the_phones_that_were_read_wrongly_once() -> None:
    assert [phone_numbers(line) for line in PHONES.read_text("utf-8").splitlines()] == [
        ("+62213456789",),
        ("+62561734567",),
        ("+6256421345",),
        ("+62224201234",),
        ("+6281200000147", "+6281300000222"),
        (),
        (),
    ]


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("62 564 21 345", ("+6256421345",)),
        ("62-21-7654321", ("+62217654321",)),
        ("62.812.0000.0147", ("+6281200000147",)),
        ("0812 5640 1122 0853 8888 9999", ("+6281256401122", "+6285388889999")),
        ("62812 0000 0147 62813 0000 0222", ("+6281200000147", "+6281300000222")),
        ("+6281200000147 +6281300000222", ("+6281200000147", "+6281300000222")),
        ("081200000147\n081300000222", ("+6281200000147", "+6281300000222")),
        ("081200000147-081300000222", ("+6281200000147", "+6281300000222")),
        ("0564 21345 0564 21346", ("+6256421345", "+6256421346")),
        ("(0564) 21345 (0564) 21346", ("+6256421345", "+6256421346")),
        ("081200000147 0564 21345", ("+6281200000147", "+6256421345")),
        ("081200000147 081300000222 085300000333", None),
        # One number, although a part of it begins with zero.
        ("0812 56401 0122", ("+62812564010122",)),
        ("0812 0000 0147", ("+6281200000147",)),
        ("0812O000147", ()),
        ("O81200000147x2", ()),
        ("8,1E+11", ()),
        ("6.28126E+12", ()),
        ("0812 0000 0147 (RT02)", ("+6281200000147",)),
        ("WA0812 0000 0147a", ("+6281200000147",)),
    ],
)
def test_every_number_of_a_field(typed: str, numbers: tuple[str, ...] | None) -> None:
    found = phone_numbers(typed)
    assert found == numbers if numbers is not None else len(found) == 3


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("08125640ll22", "Ada huruf di antara angka: 08125640ll22."),
        ("0812-5640-l122", "Ada huruf di antara angka"),
        ("0812 0000 O147", "Ada huruf di antara angka"),
        ("0812 0000 0147 atau 08I300000222", "Ada huruf di antara angka: 08I300000222."),
        ("6,28126E+12", "Angkanya hilang"),
        ("6.28126e12", "Angkanya hilang"),
        ("8,13E+11", "Angkanya hilang"),
        ("0812", "Nomor terlalu pendek: baru 4 angka."),
        ("12345", "Nomor terlalu pendek"),
        ("081256401", "Nomor HP terlalu pendek: 081256401 baru 9 angka."),
        ("62 812 5640", "Nomor HP terlalu pendek"),
        (NIK, "Nomor terlalu panjang: 16 angka"),
        ("081200000147081300000222", "Nomor terlalu panjang: 24 angka"),
        ("0000000", "Nomor ini tidak dikenali."),
    ],
)
def test_what_is_odd_about_a_number_is_said(typed: str, words: str) -> None:
    assert (phone_doubt(typed) or "").startswith(words)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "-", "tidak ada", "0812-0000-0147", "(0564) 21345", "0564/21345", "+60 12-345 6789"),
        *("081200000147 081300000222", "0812 0000 0147 (RT 02)", "WA 0812.0000.0147 (istri)"),
    ],
)
def test_nothing_is_odd_about_an_ordinary_number(typed: str) -> None:
    assert phone_doubt(typed) is None


@pytest.mark.parametrize(
    ("normal", "words"),
    [
        ("+6281256401122", "0812-5640-1122"),
        ("+6256421345", "(0564) 21345"),
        ("+60123456789", "+60 12-345 6789"),
        ("+62123456", "0123456"),
        ("", ""),
    ],
)
def test_pretty(normal: str, words: str) -> None:
    assert pretty_phone(normal) == words


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("0812-56", "6281256"),
        ("(0564) 21", "6256421"),
        ("+62 812", "62812"),
        ("1122", "1122"),
        ("011", "011"),
        ("Siti", ""),
    ],
)
def test_digits_for_searching(typed: str, digits: str) -> None:
    assert phone_digits(typed) == digits


@given(st.from_regex(r"0[1-9][0-9]{6,11}", fullmatch=True))
def test_normal_form_is_stable_and_found_by_its_spellings(typed: str) -> None:
    normal = normal_phone(typed)
    assert normal is not None
    assert normal_phone(normal) == normal
    assert normal_phone(pretty_phone(normal)) == normal
    for spelling in (typed, f"62{typed[1:]}", f"+62 {typed[1:]}"):
        assert phone_digits(spelling) in normal


@given(st.text(max_size=30) | st.text(alphabet="0126+-()/ .", max_size=30))
def test_any_text_has_a_normal_form_or_none(text: str) -> None:
    normal = normal_phone(text)
    assert normal is None or (normal[0] == "+" and 6 <= len(normal) - 1 <= 15)
    assert normal is None or pretty_phone(normal)
    assert phone_doubt(text) != ""


@pytest.mark.parametrize(
    ("nik", "problem"),
    [
        ("", None),
        (NIK, None),
        ("6103 0101 0190 0003", None),
        ("610301.410190-0003", None),
        ("6103017112900001", None),
        ("610301010190000", "NIK 16 angka, baru 15."),
        (NIK + "1", "NIK 16 angka, ini 17."),
        ("610301010190000O", "NIK hanya berisi angka."),
        ("6103010001900003", "Angka ke-7"),
        ("6103013201900003", "Angka ke-7"),
        ("6103014001900003", "Angka ke-7"),
        ("6103017201900003", "Angka ke-7"),
        ("6103010100900003", "Angka ke-9"),
        ("6103010113900003", "Angka ke-9"),
        ("6103010101900000", "Empat angka terakhir"),
    ],
)
def test_nik(nik: str, problem: str | None) -> None:
    found = nik_problem(nik)
    assert found is None if problem is None else (found or "").startswith(problem)


def test_nik_is_cleaned_and_masked() -> None:
    assert clean_nik(" 6103-0101.0190 0003 ") == NIK
    assert mask_nik(NIK) == "610301••••••0003"
    assert mask_nik("61030101") == "••••••••"
    assert mask_nik("") == ""


@pytest.mark.parametrize(
    "address", ["", " ", "f.ado@example.org", "a@b.id", "nama+1@sub.contoh.co.id"]
)
def test_addresses(address: str) -> None:
    assert email_problem(address) is None


@pytest.mark.parametrize(
    "address",
    [
        *("a", "a@b", "@b.id", "a b@c.id", "a@@b.id", "a@-b.id", "a@b.1", ".a@b.id"),
        *("a..b@c.id", "a@b.co.id.", "a" * 250 + "@b.id"),
    ],
)
def test_wrong_addresses(address: str) -> None:
    assert email_problem(address) is not None


def test_a_cell_full_of_numbers_is_parted_in_one_pass() -> None:
    assert len(phone_numbers("0812-0000-0147 / " * 5_000)) == 5_000
    assert phone_numbers("0 " * 100_000) == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Hubungi saya di 0812 5640 1122 sore hari", "+6281256401122"),
        ("WA +62 812-5640-1122.", "+6281256401122"),
        ("NIK 6281010101900001 dan 23-11-2026 08.15.30", ""),
        ("Rp 0.812.564.011, no. register 0812/PGD/2026", ""),
        ("nomor 081256", ""),
        ("", ""),
    ],
)
def test_a_mobile_number_is_found_in_running_text(text, number):
    assert mobile_in(text) == number
