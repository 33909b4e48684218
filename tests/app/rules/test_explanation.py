from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.rules.deadlines import DayUnit, Limit
from app.rules.explanation import describe_explanation, explain
from app.rules.workdays import WorkCalendar

CHRISTMAS = {date(2026, 12, 24): "Cuti Bersama Natal", date(2026, 12, 25): "Hari Raya Natal"}
CALENDAR = WorkCalendar(frozenset(range(5)), CHRISTMAS, frozenset({2026, 2027}))
SETTLE = Limit(5, DayUnit.WORKING)
DISTRIBUTE = Limit(2, DayUnit.CALENDAR)
MONDAY = date(2026, 11, 23)
COMPLETE = "dinyatakan lengkap"


def test_explanation_in_words() -> None:
    assert describe_explanation(explain(MONDAY, SETTLE, CALENDAR), COMPLETE) == (
        "Senin 23 November 2026: dinyatakan lengkap (hari ke-0)",
        "Selasa 24 November 2026: hari kerja ke-1",
        "Rabu 25 November 2026: hari kerja ke-2",
        "Kamis 26 November 2026: hari kerja ke-3",
        "Jumat 27 November 2026: hari kerja ke-4",
        "Sabtu 28 November 2026: dilewati, Sabtu",
        "Minggu 29 November 2026: dilewati, Minggu",
        "Senin 30 November 2026: hari kerja ke-5",
        "Batas waktu: Senin 30 November 2026, hari itu masih tepat waktu",
    )


def test_explanation_names_the_holiday() -> None:
    lines = describe_explanation(explain(date(2026, 12, 23), SETTLE, CALENDAR), COMPLETE)
    assert "Jumat 25 Desember 2026: dilewati, Hari Raya Natal" in lines


def test_explanation_of_calendar_days() -> None:
    explanation = explain(date(2026, 11, 27), DISTRIBUTE, CALENDAR)
    assert describe_explanation(explanation, "diterima") == (
        "Jumat 27 November 2026: diterima (hari ke-0)",
        "Sabtu 28 November 2026: hari ke-1",
        "Minggu 29 November 2026: hari ke-2",
        "Batas waktu: Minggu 29 November 2026, hari itu masih tepat waktu",
    )


def test_a_year_without_a_list_is_said() -> None:
    explanation = explain(date(2027, 12, 30), SETTLE, CALENDAR)
    assert explanation.unfilled_years == (2028,)
    assert describe_explanation(explanation, COMPLETE)[-1] == (
        "Libur tahun 2028 belum diisi; tanggal ini dapat berubah"
    )
    # Calendar days never look at holidays.
    assert explain(date(2028, 3, 1), DISTRIBUTE, CALENDAR).unfilled_years == ()


@given(
    start=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    days=st.integers(0, 40),
    unit=st.sampled_from(DayUnit),
)
def test_explanation_counts_to_the_due_date(start: date, days: int, unit: DayUnit) -> None:
    explanation = explain(start, Limit(days, unit), CALENDAR)
    numbers = [note.number for note in explanation.days if note.number is not None]
    assert numbers == list(range(1, days + 1))
    silent = [note for note in explanation.days if note.number is None and note.reason is None]
    # Only the working day to which a limit that ended on a day off has moved.
    assert silent in ([], [explanation.days[-1]] if explanation.days else [])
    assert not silent or unit is DayUnit.ROLLING
    assert [note.day for note in explanation.days][-1:] == (
        [explanation.due_on] if explanation.days else []
    )
