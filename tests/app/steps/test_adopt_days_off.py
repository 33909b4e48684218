"""A holiday list is compared with a newer one and taken over; due dates move openly."""

from datetime import date

import pytest

from app.book.days_off import DayOff, HolidayKind, library_days, read_days_off
from app.intake.holiday_list import ListUnreadable, days_in, read_holiday_list
from app.keeping.inspection import inspect_book
from app.reading.complaint.detail import read_detail
from app.rules.explanation import describe_explanation, explain
from app.rules.holidays import holiday_warnings
from app.rules.workdays import WorkCalendar
from app.steps.adopt_days_off import ListRefused, adopt_list, compare_year
from app.steps.arrange import change_days_off
from app.steps.complete import declare_complete


def _newer(year=2026):
    """The program's list, with one day less, one more, and one under another name."""
    days = [off for off in library_days(year) if off.day != date(2026, 12, 25)]
    first = DayOff(days[0].day, "Tahun Baru", days[0].kind, "SKB baru")
    extra = DayOff(date(2026, 11, 26), "Hari Pemungutan Suara", HolidayKind.PUBLIC, "SKB baru")
    return [first, *days[1:], extra]


def test_what_differs_is_told_with_the_due_dates_that_move(book, recorded):
    id_ = recorded()
    declare_complete(book, id_)
    own = DayOff(date(2026, 11, 27), "Hari jadi", HolidayKind.OFFICE, "tambahan kantor")
    change_days_off(book, added=[own])
    before = read_detail(book, id_).settle_by
    found = compare_year(book, 2026, _newer())
    assert [off.day for off in found.added] == [date(2026, 11, 26)]
    assert [off.day for off in found.removed] == [date(2026, 12, 25)]
    assert [(old.name, new.name) for old, new in found.renamed] == [
        ("Tahun Baru Masehi", "Tahun Baru")
    ]
    [moved] = [each for each in found.moved if each.old == before]
    assert read_detail(book, id_).settle_by == before  # nothing is written before the yes
    adopt_list(book, found)
    assert read_detail(book, id_).settle_by == moved.new
    assert date(2026, 11, 27) in book.calendar.holidays  # the office's own day stays
    assert compare_year(book, 2026, _newer()).is_same
    assert inspect_book(book).problems == ()


def test_a_list_of_another_year_is_refused(book):
    with pytest.raises(ListRefused, match="2030"):
        compare_year(book, 2030, _newer())


def test_a_year_that_was_empty_is_filled_by_a_list(book):
    days = days_in("2031-01-01;Tahun Baru Masehi\n2031-03-24;Cuti Bersama;cuti bersama", "a.csv")
    adopt_list(book, compare_year(book, 2031, days))
    assert [off.name for off in read_days_off(book, 2031)] == ["Tahun Baru Masehi", "Cuti Bersama"]
    assert 2031 in book.calendar.filled_years
    assert 2031 not in book.calendar.provisional_years


def test_a_list_without_decree_is_provisional_until_a_newer_one_comes(book):
    estimate = [DayOff(date(2032, 1, 1), "Tahun Baru Masehi", HolidayKind.PUBLIC, "perkiraan")]
    adopt_list(book, compare_year(book, 2032, estimate))
    assert book.calendar.provisional_years == {2032}
    decreed = [DayOff(date(2032, 1, 1), "Tahun Baru Masehi", HolidayKind.PUBLIC, "SKB 2032")]
    comparison = compare_year(book, 2032, decreed)
    assert comparison.is_same
    adopt_list(book, comparison)
    assert book.calendar.provisional_years == frozenset()


@pytest.mark.parametrize(
    ("today", "filled", "unsure", "expected"),
    [
        (date(2026, 9, 30), {2026}, set(), []),
        (date(2026, 10, 1), {2026}, set(), ["2027 belum diisi"]),
        (date(2026, 10, 1), {2026, 2027}, {2027}, ["2027 masih sementara"]),
        (date(2026, 3, 1), set(), set(), ["2026 belum diisi"]),
        (date(2026, 12, 1), {2026, 2027}, set(), []),
    ],
)
def test_from_october_the_next_year_is_looked_at(today, filled, unsure, expected):
    calendar = WorkCalendar(frozenset(range(5)), {}, frozenset(filled), frozenset(unsure))
    said = holiday_warnings(calendar, today)
    assert len(said) == len(expected)
    assert all(part in sentence for part, sentence in zip(expected, said, strict=True))


def test_an_explanation_says_that_a_list_may_change(book):
    calendar = WorkCalendar(frozenset(range(5)), {}, frozenset({2026}), frozenset({2026}))
    why = explain(date(2026, 11, 23), book.limits.settle, calendar)
    assert "masih sementara" in describe_explanation(why, "lengkap")[-1]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "tidak memuat"),
        ("tanggal;nama", "tidak memuat"),
        ("tanggal;nama\n2027-01-01", "Baris 2 tidak menyebut nama"),
        ("01-01-2027;A\nbukan tanggal;B", "Baris 2 tidak dimulai dengan tanggal"),
        ("01-01-2027 sampai 31-12-2036;Libur panjang\n31-02-2027;B", "Baris 2"),
        ("01-01-2027;" + "x" * 300, "Baris 1"),
    ],
)
def test_a_file_that_is_no_list_is_told_with_its_line(text, sentence):
    with pytest.raises(ListUnreadable, match=sentence):
        days_in(text, "a.csv")


def test_a_list_is_read_as_offices_write_it(tmp_path):
    path = tmp_path / "libur.csv"
    path.write_bytes(b"Tanggal;Nama;Jenis\n1-1-2027;Tahun Baru\n2-1-2027\tCuti Bersama")
    found = read_holiday_list(path)
    assert [(off.day.day, off.kind) for off in found] == [
        (1, HolidayKind.PUBLIC),
        (2, HolidayKind.GOVERNMENT),
    ]
    with pytest.raises(ListUnreadable):
        read_holiday_list(tmp_path / "tidak-ada.csv")
