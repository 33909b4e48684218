import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.identity import (
    clean_nik,
    email_problem,
    mask_nik,
    nik_problem,
    normal_phone,
    phone_digits,
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
