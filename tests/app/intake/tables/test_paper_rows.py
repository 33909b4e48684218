"""A page of a paper book: typed short, read by the engine of old books, recorded all or none."""

from datetime import date

import pytest

from app.entry.attachments import IncomingFile
from app.entry.paper_page import KeptAs, PaperPage
from app.intake.tables.importing import Fate
from app.intake.tables.paper_rows import PageRefused, read_page, record_page
from app.reading.complaint.detail import read_detail
from app.rules.channels import Channel
from app.rules.numbering import OLD_BOOK
from app.rules.statuses import Status
from models.complaint import Complaint

PICTURE = IncomingFile("Buku kertas.jpg", "image/jpeg", b"\xff\xd8\xff gambar")
ROWS = (
    {"diterima": "3/11/2024", "nama": "Warga Rekaan", "telepon": "0812 0000 0147", "uraian": "KTP"},
    {"diterima": "4", "nama": "Warga Contoh", "uraian": "Akta salah nama", "nomor": "17"},
    {},
    {"nama": "Warga Misal", "uraian": "KK hilang", "kecamatan": "kapuas"},
)


def page(*rows, kept_as=KeptAs.SETTLED, channel=Channel.BOX):
    return PaperPage(rows, channel, kept_as)


def recorded(book):
    return list(book.rows(Complaint.select().order_by(Complaint.id)))


def take(book, page, picture=None):
    outcomes = [each for each in read_page(book, page) if each is not None]
    assert [each.fate for each in outcomes] == [Fate.RECORDED] * len(outcomes)
    return record_page(book, [each.row for each in outcomes], picture)


def test_rows_are_recorded_as_the_book_had_them(book):
    changes = take(book, page(*ROWS))
    first, second, third = recorded(book)
    assert changes.complaints == {first.id, second.id, third.id}
    days = [each.received_at.date() for each in (first, second, third)]
    assert days == [date(2024, 11, 3), date(2024, 11, 4), date(2024, 11, 4)]
    assert {each.year for each in (first, second, third)} == {OLD_BOOK}
    assert {each.channel for each in (first, second, third)} == {Channel.BOX.value}
    assert {each.status for each in (first, second, third)} == {Status.SETTLED.value}
    assert second.number == "17"
    assert third.district_code == "61.03.01" or third.address


def test_a_page_still_open_stays_open(book):
    take(book, page(ROWS[0], kept_as=KeptAs.RUNNING))
    [row] = recorded(book)
    assert (row.status, row.year) == (Status.RECORDED.value, OLD_BOOK)


def test_a_page_can_be_numbered_like_complaints_of_today(book):
    take(book, page(ROWS[0], kept_as=KeptAs.NEW))
    [row] = recorded(book)
    assert (row.year, row.sequence, row.received_at.date()) == (2026, 1, date(2024, 11, 3))


def test_the_picture_is_kept_with_the_first_row(book):
    take(book, page(*ROWS), PICTURE)
    attached = [len(read_detail(book, row.id).attachments) for row in recorded(book)]
    assert attached == [1, 0, 0]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"nama": "Warga Rekaan"}, "Tanggal belum diisi"),
        ({"diterima": "31/2/2024", "nama": "Warga"}, "kalender"),
        ({"diterima": "kapan", "nama": "Warga"}, "tidak dapat dibaca"),
    ],
)
def test_a_row_that_cannot_be_recorded_says_why(book, row, words):
    [outcome] = read_page(book, page(row))
    assert outcome.fate is Fate.REFUSED
    assert words in outcome.said


def test_a_doubtful_number_is_said_and_recorded_all_the_same(book):
    [outcome] = read_page(book, page({**ROWS[0], "telepon": "12"}))
    assert outcome.fate is Fate.RECORDED
    assert "Telepon 12" in " ".join(outcome.row.notes)


def test_a_page_copied_twice_is_noticed(book):
    take(book, page(*ROWS))
    again = [each.fate for each in read_page(book, page(*ROWS)) if each is not None]
    assert again == [Fate.REPEATED] * 3


def test_a_page_that_was_recorded_meanwhile_is_refused_whole(book):
    rows = [each.row for each in read_page(book, page(*ROWS)) if each is not None]
    take(book, page(ROWS[3] | {"diterima": "4/11/2024"}))
    with pytest.raises(PageRefused, match=r"Baris 4: Sudah ada .* Belum ada yang dicatat"):
        record_page(book, rows, PICTURE)
    assert len(recorded(book)) == 1
