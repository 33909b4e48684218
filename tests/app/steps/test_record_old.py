from datetime import date, datetime

import pytest

from app.book.lists import read_lists
from app.entry.forms import read_form
from app.ground.errors import FormRefused
from app.ground.formatting import Month
from app.keeping.inspection import inspect_book
from app.reading.complaint.detail import read_detail
from app.reading.recap.balance import Flow
from app.reading.recap.monthly import public_recap, read_recap
from app.reading.recap.values import TableKey
from app.reading.register.filter import DeadlineFilter, RegisterFilter
from app.reading.register.ids import register_ids
from app.reading.register.rows import register_counts, register_rows, register_years
from app.rules.channels import Channel
from app.rules.statuses import Status
from app.steps.record_old import OldEntry, record_old
from models.complaint import Complaint

SETTLED = OldEntry("001/A/2024", Status.SETTLED, date(2024, 5, 20), "Sudah dicetak.")


@pytest.fixture
def copied(book):
    def copy(old=SETTLED, received="2024-05-03T09:00", **values):
        form = {"received_at": received, "name": "Warga Rekaan", "subject": "KTP", **values}
        new = read_form(Channel.COUNTER, form, book.clock.now(), read_lists(book))
        return next(iter(record_old(book, new, old).complaints))

    return copy


def row(book, complaint_id):
    return book.rows(Complaint.select().where(Complaint.id == complaint_id)).get()


def test_an_old_row_keeps_its_number_and_takes_none_of_this_year(book, copied, recorded):
    first = recorded()
    old = copied()
    nameless = copied(OldEntry("", Status.SETTLED))
    after = recorded()
    assert [row(book, each).number for each in (first, old, nameless, after)] == [
        "001/PGD/XI/2026",
        "001/A/2024",
        "Lama 002/2024",
        "002/PGD/XI/2026",
    ]
    assert inspect_book(book).problems == ()


def test_an_old_row_is_never_late_and_is_shown_whole(book, copied):
    closed, still_open = copied(), copied(OldEntry("2/A/2024", Status.RECORDED))
    counts = register_counts(book, RegisterFilter())
    assert counts.by_deadline[DeadlineFilter.LATE] == 0
    assert counts.total == 2
    for complaint_id in (closed, still_open):
        assert "terlambat" not in str(read_detail(book, complaint_id)).casefold()
    assert read_detail(book, closed).answer == "Sudah dicetak."


def test_an_open_row_of_this_year_runs_by_the_clocks(book, copied):
    complaint_id = copied(OldEntry("45/P/2026", Status.RECORDED), received="2026-11-20T08:00")
    assert row(book, complaint_id).distribute_by == date(2026, 11, 23)


def test_an_old_row_is_found_under_the_year_it_came_in(book, copied, recorded):
    new, old = recorded(), copied()
    assert register_years(book) == (2026, 2024)
    assert list(register_ids(book, RegisterFilter(year=2024))) == [old]
    assert list(register_ids(book, RegisterFilter(year=2026))) == [new]
    assert list(register_ids(book, RegisterFilter(text="001/A"))) == [old]
    assert list(register_ids(book, RegisterFilter(text="1"))) == [new]


def test_an_old_row_counts_in_the_recap_of_its_own_month(book, copied):
    copied()
    copied(OldEntry("2/A/2024", Status.SETTLED, date(2024, 6, 3)))
    recap = read_recap(book, Month(2024, 5))
    flow = next(table for table in recap.tables if table.key is TableKey.FLOW)
    assert flow.total is not None
    assert dict(zip(Flow, flow.total.cells, strict=True)) == {
        Flow.OPENING: 0,
        Flow.RECEIVED: 2,
        Flow.SETTLED: 1,
        Flow.FORWARDED: 0,
        Flow.WITHDRAWN: 0,
        Flow.VOID: 0,
        Flow.CLOSING: 1,
    }
    assert (recap.figures.from_old_book, recap.late) == (2, ())
    assert recap.figures.distributed_late == 0
    assert recap.lines[0].remark == "Selesai. Buku lama"
    assert public_recap(recap).figures.from_old_book == 0
    assert read_recap(book, Month(2026, 11)).is_nil


@pytest.mark.parametrize("closed_on", [date(2024, 5, 2), date(2027, 1, 1)])
def test_a_day_that_cannot_be_right_is_refused(copied, closed_on):
    with pytest.raises(FormRefused, match="Tanggal selesai"):
        copied(OldEntry("1", Status.SETTLED, closed_on))
    with pytest.raises(FormRefused, match="belum terjadi"):
        copied(OldEntry("1", Status.RECORDED), received="2026-12-01T08:00")


def test_how_it_ended_is_kept(book, copied):
    forwarded = row(book, copied(OldEntry("1", Status.FORWARDED, None, "Ke Dinas Sosial")))
    assert (forwarded.closing_reason, forwarded.closed_on) == ("Ke Dinas Sosial", date(2024, 5, 3))
    direct = row(book, copied(OldEntry("2", Status.SETTLED, None, "Dijelaskan", is_direct=True)))
    assert direct.is_direct
    assert direct.delivered_at == datetime(2024, 5, 3)


def test_an_old_row_is_called_so_in_lists(book, copied):
    ids = [
        copied(),
        copied(OldEntry("", Status.SETTLED)),
        copied(OldEntry("12345/X", SETTLED.status)),
    ]
    rows = register_rows(book, ids)
    assert [each.short_number for each in rows] == ["001", "002", "Lama"]
    assert {each.deadline_words for each in rows} == {"Buku lama"}
