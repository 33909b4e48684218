"""Every small file an office tried in vain: what is right for it, a test a line."""

from datetime import date, datetime

import pytest

from app.intake.tables.grid import ImportRefused
from app.rules.channels import Channel

MORNING = datetime(2026, 11, 20, 8, 5)


def test_a_line_that_names_the_separator_is_no_heading(bring_case):
    assert bring_case("S01-sep-line.csv").fates == ["recorded"]


def test_phones_that_lost_digits_are_said_and_get_no_normal_form(bring_case):
    done = bring_case("S03-sci-phone.csv")
    assert [row.phone_normal for row in done.rows] == [None, None]
    assert [row.phone for row in done.rows] == ["6,28126E+12", "8.1256E+10"]
    assert done.words.count("hilang karena dibuka di Excel") == 2


def test_one_stray_byte_touches_its_own_line_only(bring_case):
    done = bring_case("S04-one-bad-byte.csv")
    assert done.rows[0].name == "Sié Rekaan"
    assert done.rows[1].description == "katanya ’ habis"


def test_channels_are_known_by_the_words_of_the_screens(bring_case):
    done = bring_case("S06-labels-not-keys.csv")
    assert [row.channel for row in done.rows] == [
        Channel.COUNTER,
        Channel.WHATSAPP,
        Channel.COUNTER,
        Channel.WHATSAPP,
        Channel.LAPOR,
    ]


def test_dates_are_read_in_every_form_and_one_that_cannot_be_is_asked_about(bring_case):
    done = bring_case("S07-dates.csv")
    november = [date(2026, 11, 23)] * 9 + [date(2026, 11, 23)]
    twentieth = [date(2026, 11, 20)] * 3 + [date(2026, 11, 23)] + [date(2026, 11, 20)] * 2
    assert [row.received_at.date() for row in done.rows] == [*november, *twentieth]
    assert [line for line, fate in enumerate(done.fates, 2) if fate != "recorded"] == [11]
    assert "tertukar" in done.said[9]
    times = [row.received_at.strftime("%H:%M") for row in done.rows]
    assert (times[5], times[8], times[11], times[12], times[14]) == (
        "08:05",
        "08:05",
        "08:05",
        "15:05",
        "08:05",
    )


def test_a_dash_means_empty(bring_case):
    done = bring_case("S08-dashes.csv")
    assert done.fates == ["recorded"] * 6
    assert done.rows[4].phone == ""
    assert {row.nik for row in done.rows} == {""}
    assert done.rows[3].received_at == datetime(2026, 11, 25, 18, 0)


def test_kecamatan_are_found_as_people_write_them(bring_case):
    done = bring_case("S09-kecamatan.csv")
    codes = [row.district_code[-2:] for row in done.rows]
    assert codes == ["01", "01", "01", "01", "01", "11", "11", "09", "08", "20", "01"]
    # What is not certain is said, what is certain is not.
    assert [bool(each.row.notes) for each in done.outcomes] == [
        *[False] * 3,
        True,
        *[False] * 4,
        True,
        False,
        True,
    ]


def test_the_heads_of_the_printed_register_are_known(bring_case):
    (row,) = bring_case("S10-office-register-head.csv").rows
    assert (row.number, row.year, row.received_at) == ("001/A/2024", 0, datetime(2024, 1, 2))
    assert (row.status, row.closed_on, row.distribute_by) == ("selesai", date(2024, 1, 2), None)


def test_an_unknown_column_is_left_out_with_a_word(bring_case):
    done = bring_case("S11-extra-column.csv")
    assert done.fates == ["recorded"]
    assert "“x”" in done.words


def test_an_empty_column_does_not_matter(bring_case):
    done = bring_case("S12-empty-extra-column.csv")
    assert (done.fates, done.notes, done.words) == (["recorded"], (), "")


def test_the_same_file_twice_is_noticed(bring_case):
    first = bring_case("S15-twice.csv")
    second = bring_case("S15-twice.csv")
    assert second.fates == ["repeated"]
    assert first.rows[0].number in second.said[0]
    assert len(second.rows) == 1


def test_a_row_of_2024_is_no_late_complaint_of_today(bring_case):
    (row,) = bring_case("S16-old-2024.csv").rows
    assert (row.number, row.status) == ("Lama 001/2024", "selesai")
    assert (row.distribute_by, row.settle_by, row.closed_on) == (None, None, date(2024, 5, 3))


def test_title_rows_above_the_headings_are_passed_over(bring_case):
    assert bring_case("X01-title-rows.xlsx").fates == ["recorded"]


def test_a_merged_name_counts_for_both_rows(bring_case):
    done = bring_case("X03-merged-name.xlsx")
    assert [row.name for row in done.rows] == ["Warga Rekaan"] * 2
    assert "sel gabungan" in done.words


def test_bare_numbers_in_a_column_of_days_are_days(bring_case):
    done = bring_case("X05-serial-number.xlsx")
    assert [row.received_at for row in done.rows] == [MORNING, datetime(2026, 11, 20)]


def test_a_hidden_first_sheet_is_not_taken(bring_case):
    done = bring_case("X07-hidden-first.xlsx")
    assert done.fates == ["recorded"]
    assert "“_daftar”" in done.notes[0]


def test_a_hidden_row_is_said(bring_case):
    done = bring_case("X09-hidden-row.xlsx")
    assert [bool(each.row.notes) for each in done.outcomes] == [False, True, False]
    assert "tersembunyi" in done.words


def test_day_and_time_of_two_columns_are_joined(bring_case):
    (row,) = bring_case("X11-time-separate.xlsx").rows
    assert row.received_at == MORNING


def test_line_breaks_of_excel_are_line_breaks(bring_case):
    (row,) = bring_case("X15-x000D.xlsx").rows
    assert row.description == "Baris 1\nBaris 2"


@pytest.mark.parametrize(
    ("name", "words"), [("X16-xls-renamed.xlsx", r"\.xls"), ("X17b-html.xlsx", "HTML")]
)
def test_what_is_no_workbook_is_named(bring_case, name, words):
    with pytest.raises(ImportRefused, match=words):
        bring_case(name)


def test_damaged_styles_do_not_matter(bring_case):
    (row,) = bring_case("X42-bad-fill.xlsx").rows
    assert row.received_at == MORNING


def test_a_strict_workbook_is_named_and_read(bring_case):
    done = bring_case("X43-strict.xlsx")
    assert done.fates == ["recorded"]
    assert "Strict Open XML" in done.notes[0]


@pytest.mark.parametrize("name", ["X50-own-register.xlsx", "J01-own-daftar.jsonl"])
def test_what_the_program_wrote_comes_back_in(bring_case, name):
    done = bring_case(name)
    recorded = [row for row in done.rows if row.year == 0]
    assert {row.number for row in recorded} == {"001/PGD/XI/2026", "002/PGD/XI/2026"}
    for row in recorded:
        assert (row.received_at, row.status, row.channel) == (MORNING, "dicatat", "tatap_muka")
        assert (row.address, row.district_code) == ("Dusun Rekaan RT 02", "61.03.01")


def test_a_message_id_comes_only_once(bring_case):
    done = bring_case("msgid-twice.jsonl")
    assert done.fates == ["recorded", "repeated"]
    assert bring_case("msgid-twice.jsonl").fates == ["repeated", "repeated"]
