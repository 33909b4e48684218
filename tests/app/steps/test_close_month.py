"""A month is closed: what it said stands, and what comes later is told as a correction."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.book.days_off import DayOff, HolidayKind
from app.book.journal import last_change
from app.book.lists import read_lists
from app.entry.forms import read_form
from app.ground.errors import FormRefused
from app.ground.formatting import Month
from app.keeping.inspection import inspect_book
from app.reading.recap.checklist import ClosingRefused, read_checklist
from app.reading.recap.closed import (
    ClosedMonthAltered,
    encoded,
    read_closed,
    read_closing,
    read_files,
)
from app.reading.recap.errata import read_erratum
from app.reading.recap.month_words import MonthWords
from app.reading.recap.monthly import read_recap
from app.rules.channels import Channel
from app.steps.answer import approve_answer, write_answer
from app.steps.arrange import change_days_off, change_settings
from app.steps.close import void
from app.steps.close_month import (
    BookMovedOn,
    NothingToCorrect,
    ReopeningRefused,
    close_month,
    issue_erratum,
    prepare_closing,
    prepare_erratum,
    reopen_month,
)
from app.steps.complete import declare_complete, return_to_supplement
from app.steps.correct import correct
from app.steps.deliver import deliver
from app.steps.distribute import distribute
from app.steps.edit_lists import ListName, change_list_entry
from app.steps.record import record
from app.steps.sign import make_signature_key
from app.steps.storing import TextMissing
from app.steps.undo import undo
from app.steps.write_month_words import MonthWordsRefused, write_month_words
from exports.recap import write_erratum, write_recap
from models.month import MonthFileContent, MonthValue
from models.signature import Signature
from tests.conftest import COMPLETE_FORM
from tests.quick_files import quick_recap
from tests.tampering import unguarded

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)
MANAGER = "Pejabat Pengelola Pengaduan"


@pytest.fixture
def office(book, clock):
    """A book in which October 2026 is over; its first days lie in it."""
    clock.moment = datetime(2026, 10, 5, 9, 0)
    book.accept_clock(book.clock_went_back())
    return Office(book, clock)


class Office:
    def __init__(self, book, clock):
        self.book, self.clock = book, clock

    def on(self, month, day):
        self.clock.moment = datetime(2026, month, day, 9, 0)

    def record(self, channel=Channel.COUNTER, **values):
        form = {**COMPLETE_FORM, "district": "Kapuas", **values}
        new = read_form(channel, form, self.clock.now(), read_lists(self.book))
        return next(iter(record(self.book, new).complaints))

    def hand_over(self, id_):
        declare_complete(self.book, id_)
        distribute(self.book, id_, 1)

    def settle(self, id_, late_reason=""):
        write_answer(self.book, id_, "Sudah tercetak.")
        approve_answer(self.book, id_, MANAGER)
        at = self.clock.now()
        deliver(self.book, id_, how="Telepon", to="Warga", at=at, late_reason=late_reason)

    def close(self, month=OCTOBER):
        close_month(self.book, prepare_closing(self.book, month, quick_recap))

    def told(self, month=NOVEMBER):
        """What the recap of *month* tells of closed months: number of complaint -> labels."""
        return {
            line.number[:3]: {a.label: (a.old, a.new) for a in line.alterations}
            for line in read_recap(self.book, month).corrections
        }


def stored(book, month=OCTOBER):
    """All bytes of a closed month."""
    closing = read_closing(book, month)
    return encoded(read_closed(book, month)), read_files(book, month, closing.id)


@pytest.fixture
def closed(office):
    """October, with a settled, an open and a distributed complaint, closed on 5 November."""
    office.settled, office.open, office.given = (office.record() for _ in range(3))
    office.hand_over(office.settled)
    office.on(10, 20)
    office.settle(office.settled, late_reason="Blangko habis.")
    office.hand_over(office.given)
    office.on(11, 5)
    office.close()
    return office


def test_a_closed_month_says_what_it_said_whatever_comes_later(closed):
    book = closed.book
    reopen_month(book, OCTOBER, "Dengan berkas sungguhan.")
    close_month(book, prepare_closing(book, OCTOBER, write_recap))
    before = stored(book)
    recap = read_recap(book, OCTOBER)
    closed.on(11, 9)
    closed.record(received_at="2026-10-30 10:00")
    correct(book, closed.settled, {"service": "Kartu Keluarga", "name": "Nama Lain"}, "Keliru.")
    undo(book, closed.given)
    void(book, closed.open, "Tercatat dua kali.")
    district = next(d for d in read_lists(book).districts if d.name == "Kapuas")
    change_list_entry(book, ListName.DISTRICTS, district.code, {"name": "Kapuas Baru"})
    off = DayOff(date(2026, 10, 13), "Libur susulan", HolidayKind.OFFICE, "surat edaran")
    change_days_off(book, added=[off])
    office = replace(book.settings.office, name="Dinas Lain")
    change_settings(book, replace(book.settings, office=office))
    assert stored(book) == before
    assert read_recap(book, OCTOBER) == recap
    names = [file.name for file in before[1]]
    assert len(names) == 5
    assert inspect_book(book).problems == ()


def test_what_comes_later_is_told_in_the_next_month_and_only_once(closed):
    book = closed.book
    assert closed.told() == {}
    closed.on(11, 9)
    closed.record(received_at="2026-10-30 10:00")
    other = next(s.name for s in read_lists(book).services if s.name != "KTP-el")
    correct(book, closed.settled, {"service": other}, "Keliru.")
    undo(book, closed.given)
    told = closed.told()
    assert set(told) == {"001", "003", "004"}
    assert told["001"] == {"Layanan": ("KTP-el", other)}
    assert told["003"]["Keadaan 31-10-2026"] == ("Di tim penjawab", "Lengkap")
    assert told["004"]["Tanggal terima"] == ("", "30-10-2026")
    closed.on(12, 2)
    closed.close(NOVEMBER)
    assert set(closed.told(NOVEMBER)) == {"001", "003", "004"}
    assert closed.told(Month(2026, 12)) == {}


def test_the_opening_balance_is_the_closed_one_with_its_corrections(closed):
    closed.on(11, 9)
    closed.record(received_at="2026-10-30 10:00")
    carried = read_recap(closed.book, NOVEMBER).carried
    assert (carried.told, carried.opening) == (2, 3)


def test_ordinary_work_on_what_was_open_is_no_correction(closed):
    closed.on(11, 9)
    closed.settle(closed.given, late_reason="Blangko habis.")
    closed.hand_over(closed.open)
    assert closed.told() == {}


def test_a_complaint_that_moves_out_of_a_closed_month_is_told(closed):
    closed.on(11, 9)
    new = {"received_at": "2026-11-02 08:00"}
    id_ = closed.record(received_at="2026-10-30 10:00")
    closed.on(12, 1)
    closed.close(NOVEMBER)
    correct(closed.book, id_, new, "Salah tanggal.")
    told = closed.told(Month(2026, 12))
    assert told["004"]["Tanggal terima"] == ("30-10-2026", "")


def test_days_late_are_those_of_the_day_of_closing(closed):
    closed.on(11, 9)
    late = read_recap(closed.book, OCTOBER).late
    off = DayOff(date(2026, 10, 19), "Libur susulan", HolidayKind.OFFICE, "surat edaran")
    change_days_off(closed.book, added=[off])
    reopen_month(closed.book, OCTOBER, "Memeriksa hitungan.")
    assert [line.days_late for line in read_recap(closed.book, OCTOBER).late if line.closed_on] == [
        line.days_late for line in late if line.closed_on
    ]


def test_an_erratum_is_numbered_and_says_what_would_be_counted(closed):
    book = closed.book
    with pytest.raises(NothingToCorrect):
        prepare_erratum(book, OCTOBER, write_erratum)
    closed.on(11, 9)
    closed.record(received_at="2026-10-30 10:00")
    erratum = read_erratum(book, OCTOBER)
    received = [c for c in erratum.changes if (c.row, c.column) == ("Jumlah", "Masuk")]
    assert {(c.old, c.new) for c in received} == {(3, 4)}
    issue_erratum(book, prepare_erratum(book, OCTOBER, write_erratum))
    with pytest.raises(NothingToCorrect, match="ralat nomor 1"):
        prepare_erratum(book, OCTOBER, write_erratum)
    correct(book, closed.settled, {"service": "Kartu Keluarga"}, "Keliru.")
    second = prepare_erratum(book, OCTOBER, write_erratum)
    assert second.value.number == 2
    assert [file.name for file in second.files] == ["Ralat 2 Rekap Pengaduan 2026-10.pdf"]
    assert inspect_book(book).problems == ()


def test_a_month_is_closed_once_it_is_over_and_in_its_turn(closed):
    book = closed.book
    with pytest.raises(ClosingRefused, match="sudah ditutup"):
        prepare_closing(book, OCTOBER, quick_recap)
    with pytest.raises(ClosingRefused, match="Hanya bulan"):
        prepare_closing(book, Month.parse("2026-T3"), quick_recap)
    with pytest.raises(ClosingRefused, match="belum berakhir"):
        prepare_closing(book, NOVEMBER, quick_recap)
    closed.on(1, 4)
    closed.clock.moment = datetime(2027, 1, 4, 9, 0)
    with pytest.raises(ClosingRefused, match="November 2026 belum ditutup"):
        prepare_closing(book, Month(2026, 12), quick_recap)


def test_what_was_recorded_meanwhile_is_not_closed_over(closed):
    closed.on(12, 1)
    ready = prepare_closing(closed.book, NOVEMBER, quick_recap)
    closed.record()
    with pytest.raises(BookMovedOn):
        close_month(closed.book, ready)
    assert read_closing(closed.book, NOVEMBER) is None


def test_a_closing_is_signed_in_the_same_step_where_a_key_is_at_hand(office):
    keys = []
    make_signature_key(office.book, keys.append)
    office.on(11, 2)
    close_month(office.book, prepare_closing(office.book, OCTOBER, quick_recap), keys[0])
    signed = office.book.rows(Signature.select()).get()
    closed = last_change(office.book, "month_record", 1)
    assert (signed.occasion, signed.sequence > closed.sequence) == ("2026-10", True)


def test_what_the_office_wrote_is_closed_with_its_month(closed):
    book, words = (
        closed.book,
        MonthWords("Blangko habis.", "Tambah blangko.", "700/1", "", "Bupati"),
    )
    with pytest.raises(MonthWordsRefused):
        write_month_words(book, OCTOBER, words)
    write_month_words(book, NOVEMBER, words)
    write_month_words(book, NOVEMBER, replace(words, advice="Tambah printer."))
    assert read_recap(book, NOVEMBER).words.advice == "Tambah printer."
    with pytest.raises(FormRefused, match="4000"):
        write_month_words(book, NOVEMBER, replace(words, advice="x" * 4001))
    assert inspect_book(book).problems == ()


def test_reopening_needs_a_reason_and_keeps_what_was_said(closed):
    book = closed.book
    with pytest.raises(TextMissing):
        reopen_month(book, OCTOBER, "  ")
    closed.on(11, 9)
    closed.record(received_at="2026-10-30 10:00")
    reopen_month(book, OCTOBER, "Salah unggah.")
    assert read_closing(book, OCTOBER) is None
    assert read_recap(book, OCTOBER).figures.received == 4
    closed.close()
    assert read_closing(book, OCTOBER).number == 2
    assert closed.told() == {}
    closed.on(12, 1)
    closed.close(NOVEMBER)
    with pytest.raises(ReopeningRefused, match="November 2026"):
        reopen_month(book, OCTOBER, "Terlambat.")
    assert inspect_book(book).problems == ()


@pytest.mark.parametrize(
    ("table", "key", "said"),
    [
        (MonthValue, "record_id", "isinya telah diubah"),
        (MonthFileContent, "file_id", "berkas"),
    ],
)
def test_a_closed_month_that_was_altered_is_found_and_not_shown(closed, table, key, said):
    name = table._meta.table_name
    with unguarded(closed.book.place.path) as file:
        file.execute(f"UPDATE {name} SET content = zeroblob(9) WHERE {key} = 1")
    with pytest.raises(ClosedMonthAltered, match="diubah di luar program"):
        stored(closed.book)
    assert any(said in problem for problem in inspect_book(closed.book).problems)


def test_the_checklist_names_what_is_still_to_be_done(office):
    book = office.book
    late, waiting, written = (office.record(), office.record(phone=""), office.record())
    office.hand_over(late)
    office.hand_over(written)
    office.on(10, 20)
    office.settle(late)
    write_answer(book, written, "Belum tercetak.")
    office.on(11, 2)
    found = {i.sentence: [n[:3] for n in i.numbers] for i in read_checklist(book, OCTOBER)}
    assert found["1 pengaduan terlambat selesai tanpa alasan tercatat."] == ["001"]
    assert found["1 pengaduan jawabannya sudah ditulis tetapi belum disetujui."] == ["003"]
    assert found["1 pengaduan masih terbuka dan sudah lewat batas waktu."] == ["003"]
    return_to_supplement(book, waiting)
    assert not [i for i in read_checklist(book, OCTOBER) if "pengaduan belum lengkap" in i.sentence]


def test_a_month_without_complaints_is_closed_as_nil(office):
    office.on(11, 2)
    office.close()
    assert read_recap(office.book, OCTOBER).is_nil
