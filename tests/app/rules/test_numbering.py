import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.numbering import DEFAULT_PATTERN, LONGEST_PATTERN, check_pattern, format_number

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
PATTERNS = [DEFAULT_PATTERN, "{seq}{month:02}{year}", "{year}{seq}", "{roman_month}{seq}I{year}"]


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Ask the rule itself, not what it remembers of earlier tests, also in a mutant's process."""
    check_pattern.cache_clear()


@pytest.mark.parametrize(
    ("pattern", "sequence", "number"),
    [
        (DEFAULT_PATTERN, 7, "007/PGD/XI/2026"),
        (DEFAULT_PATTERN, 1234, "1234/PGD/XI/2026"),
        ("{year}-{month:02}-{seq:05}", 42, "2026-11-00042"),
        ("{{{seq}}}/{year:04}", 1, "{1}/2026"),
    ],
)
def test_numbers(pattern: str, sequence: int, number: str) -> None:
    assert format_number(pattern, sequence, date(2026, 11, 23)) == number


ONLY = "Pola nomor hanya boleh memuat {seq}, {roman_month}, {month:02}, dan {year}."
BOTH = "Pola nomor harus memuat {seq} (nomor urut) dan {year} (tahun)."
WIDTH = "Lebar nomor urut ditulis seperti {seq:03}, dari 01 sampai 09."
UNPAIRED = "Kurung kurawal pada pola nomor tidak berpasangan."
LONG = f"Pola nomor paling banyak {LONGEST_PATTERN} huruf, sekarang {LONGEST_PATTERN + 12}."


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("", BOTH),
        ("{seq}", BOTH),
        ("{year}", BOTH),
        ("{seq}/{year}/{kota}", ONLY),
        ("{seq}/{year}/{}", ONLY),
        ("{seq}/{year}/{0}", ONLY),
        ("{seq.__class__}/{year}", ONLY),
        ("{seq[0]}/{year}", ONLY),
        ("{seq!r}/{year}", ONLY),
        ("{seq:{year}}/{year}", WIDTH),
        ("{seq:99999999}/{year}", WIDTH),
        ("{seq}/{year:2}", "Tulis {year} tanpa lebar."),
        ("{seq}/{roman_month:03}/{year}", "Tulis {roman_month} tanpa lebar."),
        ("{seq}{month}/{year}", "Tulis {month:02} agar bulan selalu dua angka."),
        ("{seq}/{year", UNPAIRED),
        ("{seq}/{year}}", UNPAIRED),
        ("{seq}\n{year}", "Pola nomor harus satu baris tanpa tanda yang tidak terlihat."),
        ("{seq}/{year}" + "x" * LONGEST_PATTERN, LONG),
    ],
)
def test_wrong_patterns(pattern: str, sentence: str) -> None:
    assert check_pattern(pattern) == sentence
    with pytest.raises(ValueError, match=re.escape(sentence)):
        format_number(pattern, 1, date(2026, 11, 23))


@given(st.text(alphabet=st.sampled_from("{}seqyar:!.[]0123 /"), max_size=70) | st.text())
def test_no_text_makes_the_check_raise(pattern: str) -> None:
    if check_pattern(pattern) is None:
        assert format_number(pattern, 1, date(2026, 11, 23))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_numbers_of_a_pattern_never_meet(pattern: str) -> None:
    assert check_pattern(pattern) is None

    @given(one=st.integers(1, 99_999), other=st.integers(1, 99_999), first=DAYS, second=DAYS)
    def never_meet(one: int, other: int, first: date, second: date) -> None:
        is_same = format_number(pattern, one, first) == format_number(pattern, other, second)
        assert not is_same or (one, first.year) == (other, second.year)

    never_meet()


@pytest.mark.parametrize("pattern", PATTERNS)
def test_small_numbers_of_one_year_never_meet(pattern: str) -> None:
    days = [date(2026, month, 1) for month in range(1, 13)]
    owners: dict[str, int] = {}
    for sequence in range(1, 130):
        for day in days:
            assert owners.setdefault(format_number(pattern, sequence, day), sequence) == sequence


@given(sequence=st.integers(1, 99_999), day=DAYS)
def test_the_default_number_can_be_read_back(sequence: int, day: date) -> None:
    match = re.fullmatch(
        r"(\d{3,})/PGD/([IVX]+)/(\d{4})", format_number(DEFAULT_PATTERN, sequence, day)
    )
    assert match is not None
    assert (int(match[1]), int(match[3])) == (sequence, day.year)
