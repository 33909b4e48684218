"""Every paper says what its golden text says, whatever the citizen wrote."""

import re
from dataclasses import replace
from datetime import date, datetime

import pypdfium2
import pytest

from app.ground.errors import StorageError
from app.ground.formatting import Month
from app.reading.complaint.values import TimelineEntry
from app.reading.handed import HandedDay, HandedLine, HandedList
from app.reading.recap.month_words import MonthWords
from app.rules.channels import Channel
from app.rules.completeness import Element
from app.rules.statuses import Status
from exports.pdf.access import write_access
from exports.pdf.answer_letter import write_answer_letter
from exports.pdf.box_opening import write_box_opening
from exports.pdf.disposition import write_disposition, write_dispositions
from exports.pdf.erratum import write_erratum_pdf
from exports.pdf.handed_list import write_handed_lists
from exports.pdf.memo import write_memo_pdf
from exports.pdf.missing_slip import write_missing_slip
from exports.pdf.printed_book import write_book_pdf
from exports.pdf.recap import write_recap_pdf
from exports.pdf.receipt import write_receipt
from exports.pdf.register import write_register_pdf
from tests.exports import values
from tests.exports.golden_text import agree, pdf_text

_PAPERS = {
    "tanda-terima": write_receipt,
    "slip-kekurangan": write_missing_slip,
    "lembar-disposisi": write_disposition,
    "surat-jawaban": write_answer_letter,
}
_INCOMPLETE = {
    "status": Status.INCOMPLETE,
    "missing": (Element.PHONE, Element.ADDRESS),
    "supplement_by": date(2026, 11, 1),
    "returned_on": date(2026, 10, 2),
}


@pytest.fixture
def settings():
    return values.filled_settings()


def _complaint(paper, **changes):
    return values.a_complaint(**(_INCOMPLETE if paper == "slip-kekurangan" else {}), **changes)


@pytest.mark.parametrize("name", _PAPERS)
def test_paper(name, settings, tmp_path):
    path = tmp_path / "surat.pdf"
    _PAPERS[name](_complaint(name), settings, path)
    agree(name, pdf_text(path))


@pytest.mark.parametrize("name", _PAPERS)
def test_a_paper_says_where_nobody_signs_in_with_a_pin(name, settings, tmp_path):
    path = tmp_path / "surat.pdf"
    _PAPERS[name](_complaint(name), settings, path)
    assert "tanpa PIN" in pdf_text(path)
    signed = replace(settings, people=replace(settings.people, uses_pins=True))
    _PAPERS[name](_complaint(name), signed, path)
    assert "tanpa PIN" not in pdf_text(path)


@pytest.mark.parametrize("name", _PAPERS)
def test_paper_of_a_secret_complaint_hides_the_name(name, settings, tmp_path):
    path = tmp_path / "surat.pdf"
    _PAPERS[name](_complaint(name, is_secret=True), settings, path)
    said = pdf_text(path)
    if name == "lembar-disposisi":
        assert "Anton Umpama" not in said
        assert "0812" not in said
    assert said.count("--- halaman") == 1


@pytest.mark.parametrize("name", _PAPERS)
def test_messy_words_stay_words(name, settings, tmp_path):
    path = tmp_path / "surat.pdf"
    messy = _complaint(
        name, subject=values.MESSY, description=values.MESSY, answer=values.MESSY, name="<i>A & B"
    )
    _PAPERS[name](messy, settings, path)
    assert "<b>tebal" in pdf_text(path) or "<i>A & B" in pdf_text(path)


@pytest.mark.parametrize("name", _PAPERS)
def test_a_very_long_text_runs_over_pages(name, settings, tmp_path):
    path = tmp_path / "surat.pdf"
    long = "kata panjang " * 3_000 + "x" * 2_000
    _PAPERS[name](
        _complaint(name, subject=long[:200], description=long, answer=long), settings, path
    )
    assert path.stat().st_size > 1_000


@pytest.mark.parametrize("name", _PAPERS)
def test_the_same_complaint_makes_the_same_file(name, settings, tmp_path):
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    for path in (first, second):
        _PAPERS[name](_complaint(name), settings, path)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_papers_have_the_size_of_the_office(paper, tmp_path):
    path = tmp_path / "surat.pdf"
    write_receipt(values.a_complaint(), values.filled_settings(paper), path)
    document = pypdfium2.PdfDocument(path)
    width, height = document[0].get_size()
    document.close()
    millimetres = (round(width / 72 * 25.4), round(height / 72 * 25.4))
    assert millimetres == {"A4": (210, 297), "F4": (215, 330)}[paper]


@pytest.mark.parametrize("letters", [(), (("007/PGD/X/2026", "Kursi kurang"), ("008", ""))])
def test_minutes_of_a_box(letters, settings, tmp_path):
    path = tmp_path / "berita-acara.pdf"
    opening = values.an_opening(letter_count=len(letters))
    write_box_opening(opening, letters, settings, path, values.STANDING)
    agree(f"berita-acara-{len(letters)}", pdf_text(path))


def test_minutes_say_why_a_letter_is_not_recorded_and_that_they_are_void(settings, tmp_path):
    path = tmp_path / "berita-acara.pdf"
    opening = values.an_opening(letter_count=2, missing_reason="tidak terbaca.")
    write_box_opening(opening, (("007/PGD/X/2026", "Kursi"),), settings, path, values.STANDING)
    said = " ".join(pdf_text(path).split())
    assert "Tidak dicatat: 1 (satu) surat, karena: tidak terbaca." in said
    assert "BATAL" not in said
    void = values.an_opening(
        voided_at=datetime(2026, 11, 24, 9, 0), void_reason="tercatat dua kali"
    )
    write_box_opening(void, (), settings, path, values.STANDING)
    said = " ".join(pdf_text(path).split())
    assert "BATAL Dibatalkan pada 24 November 2026. Alasan: tercatat dua kali." in said


def test_internal_recap(settings, tmp_path):
    path = tmp_path / "rekap.pdf"
    write_recap_pdf(values.an_internal_recap(), settings, path)
    agree("rekap-internal", pdf_text(path))


def test_public_recap(settings, tmp_path):
    path = tmp_path / "rekap.pdf"
    write_recap_pdf(values.a_public_recap(), settings, path)
    said = pdf_text(path)
    agree("rekap-publik", said)
    assert "Anton" not in said
    assert "PGD" not in said


def test_a_chart_says_how_many_it_leaves_to_the_table(settings, tmp_path):
    path = tmp_path / "rekap.pdf"
    services = {f"Layanan {n:02}": (30 - n, 20 - n, 10) for n in range(15)}
    recap = values.an_internal_recap(tables=values.tables_with_services(services))
    write_recap_pdf(recap, settings, path)
    assert "dan 3 lainnya, lihat tabel" in pdf_text(path)


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ((Element.NAME,), "Mohon melengkapi nama paling"),
        ((Element.NAME, Element.ADDRESS), "Mohon melengkapi nama dan alamat paling"),
        (
            (Element.NAME, Element.ADDRESS, Element.SUBJECT),
            "Mohon melengkapi nama, alamat dan objek pengaduan paling",
        ),
    ],
)
def test_a_slip_names_what_is_missing_in_a_sentence(missing, said, settings, tmp_path):
    path = tmp_path / "surat.pdf"
    write_missing_slip(values.a_complaint(**(_INCOMPLETE | {"missing": missing})), settings, path)
    assert said in " ".join(pdf_text(path).split())


def test_nil_recap(settings, tmp_path):
    path = tmp_path / "rekap.pdf"
    write_recap_pdf(values.a_nil_recap(), settings, path)
    said = pdf_text(path)
    agree("rekap-nihil", said)
    assert "NIHIL" in said


def test_register_repeats_its_head_and_counts_its_pages(settings, tmp_path):
    path = tmp_path / "register.pdf"
    lines = [values.a_line(n) for n in range(1, 61)]
    write_register_pdf(lines, "Semua pengaduan", settings, path, values.STANDING)
    said = pdf_text(path)
    pages = said.count("--- halaman")
    assert pages > 3
    assert said.count("BUKU REGISTER PENGADUAN") == pages
    assert said.count("Telepon/WA") == pages
    assert f"Halaman {pages} dari {pages}" in said
    assert all(line.number in said for line in lines)
    assert "SP4N-LAPOR!" in said


@pytest.mark.parametrize("count", [1, 2, 9, 10, 30, 31, 33, 60])
def test_no_page_holds_a_signature_alone(count, settings, tmp_path):
    path = tmp_path / "register.pdf"
    lines = [values.a_line(n) for n in range(1, count + 1)]
    write_register_pdf(lines, "Semua pengaduan", settings, path, values.STANDING)
    last = pdf_text(path).split("--- halaman")[-1]
    assert "Pejabat Pengelola Pengaduan" in last
    assert lines[-1].number in last


def test_an_empty_register_says_nihil(settings, tmp_path):
    path = tmp_path / "register.pdf"
    write_register_pdf([], "Oktober 2026", settings, path, values.STANDING)
    assert "NIHIL" in pdf_text(path)


def test_a_formula_is_a_word_on_paper(settings, tmp_path):
    path = tmp_path / "register.pdf"
    write_register_pdf(
        [values.a_line(1, subject=values.FORMULA)], "Semua", settings, path, values.STANDING
    )
    assert "=HYPERLINK(" in pdf_text(path)


def test_a_folder_that_cannot_be_written_keeps_the_old_file(settings, tmp_path):
    blocked = tmp_path / "berkas"
    blocked.write_text("bukan folder", encoding="utf-8")
    with pytest.raises(StorageError, match=r"surat\.pdf.*tidak dapat ditulis"):
        write_receipt(values.a_complaint(), settings, blocked / "surat.pdf")
    assert blocked.read_text(encoding="utf-8") == "bukan folder"


@pytest.mark.parametrize("channel", Channel, ids=lambda channel: channel.value)
def test_a_receipt_names_its_channel(channel, settings, tmp_path):
    path = tmp_path / "surat.pdf"
    write_receipt(values.a_complaint(channel=channel), settings, path)
    assert "007/PGD/X/2026" in pdf_text(path)


def test_the_list_to_sign_for(settings, tmp_path):
    line = HandedLine(
        "017/PGD/X/2026",
        datetime(2026, 10, 2, 8, 5),
        "KTP-el",
        values.MESSY,
        "Budi Rekaan",
        "Jawab sebelum Jumat.",
        date(2026, 10, 9),
    )
    plain = replace(line, number="018/PGD/X/2026", subject="", assignee="", note="")
    lists = (
        HandedList("Bidang Pelayanan Pendaftaran Penduduk", date(2026, 10, 2), (line, plain)),
        HandedList("Sekretariat", date(2026, 10, 2), (plain,)),
    )
    path = tmp_path / "daftar.pdf"
    write_handed_lists(HandedDay(date(2026, 10, 2), lists, values.STANDING), settings, path)
    agree("daftar-distribusi", pdf_text(path))


def test_several_sheets_stand_in_one_paper(settings, tmp_path):
    path = tmp_path / "lembar.pdf"
    two = (_complaint(""), _complaint("", number="018/PGD/X/2026", assignee="Budi Rekaan"))
    write_dispositions(two, settings, path)
    said = pdf_text(path)
    assert said.count("LEMBAR DISPOSISI PENGADUAN") == 2
    assert "Halaman 2 dari 2" in said
    assert "Ditujukan kepada : Budi Rekaan" in said


def test_who_saw_and_who_changed_is_told_and_nobody_is_named(settings, tmp_path):
    path = tmp_path / "surat.pdf"
    at = datetime(2026, 10, 1, 8, 5)
    timeline = (
        TimelineEntry(at, "Isian diperbaiki", "“Lama”", "Rina", True, fields=("Nama",)),
        TimelineEntry(at, "Identitas dilihat", "Alasan: Ditelepon", "Budi", True, is_look=True),
    )
    detail = values.a_complaint(timeline=timeline, is_secret=True)
    write_access(detail, settings, path)
    said = pdf_text(path)
    assert "Identitas dilihat. Alasan: Ditelepon" in said
    assert "Budi (tanpa PIN)" in said
    assert "Isian diperbaiki. Nama" in said
    for name in (detail.name, detail.phone, detail.subject, "Lama"):
        assert name not in said
    write_access(replace(detail, timeline=()), settings, path)
    assert pdf_text(path).count("Belum ada.") == 2


def test_the_nota_dinas_is_a_paper_of_its_own_with_one_date(settings, tmp_path):
    path = tmp_path / "nota.pdf"
    write_memo_pdf(values.an_internal_recap(), settings, path, signed_on=date(2026, 11, 2))
    said = pdf_text(path)
    agree("nota-dinas", said)
    assert said.count("2 November 2026") == 1 + said.count("per 2 November 2026")


def test_the_text_of_a_nota_dinas_is_what_the_office_wrote(settings, tmp_path):
    path = tmp_path / "nota.pdf"
    words = MonthWords(memo_body="Isi sendiri <b>.\nBaris kedua.")
    write_memo_pdf(values.an_internal_recap(words=words), settings, path)
    said = " ".join(pdf_text(path).split())
    assert "Isi sendiri <b>. Baris kedua." in said
    assert "Demikian disampaikan" not in said


def test_an_erratum_says_what_it_changes_and_names_no_text(settings, tmp_path):
    path = tmp_path / "ralat.pdf"
    write_erratum_pdf(values.an_erratum(), settings, path)
    agree("ralat", pdf_text(path))


def test_the_printed_book_adds_up_by_page_and_month_and_is_closed(settings, tmp_path):
    path = tmp_path / "buku.pdf"
    write_book_pdf(values.a_printed_book(30), settings, path, blank_sheets=2)
    said = pdf_text(path)
    agree("buku-register", said)
    counted = [int(n) for n in re.findall(r"Jumlah halaman ini: (\d+)", said)]
    assert sum(counted) == 30
    months = re.findall(r"Jumlah (?:September|Oktober|Desember) 2026: (\d+) pengaduan", said)
    assert sum(map(int, months)) == 30
    assert "ditutup pada nomor 030/PGD/X/2026, jumlah 30 pengaduan, 1 di antaranya batal" in (
        " ".join(said.split())
    )
    assert "Mengetahui," in said
    assert said.count("Lembar sambungan") == 2


@pytest.mark.parametrize("count", [0, 1, 17, 200])
def test_a_printed_book_of_any_length_counts_each_line_once(count, settings, tmp_path):
    path = tmp_path / "buku.pdf"
    lines = tuple(values.a_line(n, recorded_on=date(2026, 10, 2)) for n in range(1, count + 1))
    book = values.a_printed_book(lines=lines, period=Month(2026, 10))
    write_book_pdf(book, settings, path)
    said = pdf_text(path)
    assert sum(int(n) for n in re.findall(r"Jumlah halaman ini: (\d+)", said)) == count
    assert ("NIHIL" in said) is (count == 0)
