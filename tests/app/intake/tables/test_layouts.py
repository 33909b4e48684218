"""Old books as offices keep them: what stands above, between and below the complaints."""

import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl.utils import get_column_letter

from app.book.marks import read_marks
from app.entry.attachments import read_content
from app.intake.tables.grid import ImportRefused
from app.reading.complaint.detail import read_attachments


def names(done):
    return [row.name for row in done.rows]


def test_a_paper_book_with_title_numbers_and_a_total(bring_in, sheet):
    path = sheet(
        ["PEMERINTAH KABUPATEN SANGGAU"],
        ["DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL"],
        ["BUKU PENGADUAN MASYARAKAT TAHUN 2024"],
        [],
        [
            "No",
            "Hari/Tgl",
            "Nama Pelapor",
            "Alamat",
            "No. HP",
            "Uraian/Isi Pengaduan",
            "Tindak Lanjut",
            "Ket",
        ],
        ["1", "2", "3", "4", "5", "6", "7", "8"],
        [
            1,
            "Senin, 6/5/2024",
            "Warga Satu",
            "Dsn. A",
            81200000147,
            "KTP belum jadi",
            "Dicetak",
            "Selesai",
        ],
        [
            2,
            "Selasa/ 7-5-24",
            "Warga Dua",
            "Kec. Meliau",
            "-",
            "Akta salah nama",
            "Diproses",
            "Proses",
        ],
        [],
        [
            3,
            "Rabu 8 Mei 2024",
            "Warga Tiga",
            "s.d.a",
            "08120000149",
            "KK ganda",
            "Sudah dijelaskan",
            "-",
        ],
        ["Jumlah", None, "3 orang"],
        [],
        [None, None, None, None, None, "Mengetahui,"],
        [None, None, None, None, None, "Kepala Dinas"],
        [None, None, None, None, None, "NIP. 19700101 199003 1 001"],
    )
    done = bring_in(path)
    assert names(done) == ["Warga Satu", "Warga Dua", "Warga Tiga"]
    assert [row.number for row in done.rows] == ["1", "2", "3"]
    assert [row.received_at.date() for row in done.rows] == [
        date(2024, 5, 6),
        date(2024, 5, 7),
        date(2024, 5, 8),
    ]
    assert done.rows[0].phone == "081200000147"
    assert [row.status for row in done.rows] == ["selesai", "dicatat", "selesai"]
    assert (done.rows[0].answer, done.rows[1].answer) == ("Dicetak", "Diproses")
    assert done.rows[1].district_code == done.rows[2].district_code == "61.03.20"
    assert set(done.fates) == {"recorded", "skipped"}
    assert {row.channel for row in done.rows} == {"tatap_muka"}
    assert "Saluran tidak ditulis" in done.words


def test_headings_of_two_rows_with_merged_groups(bring_in, sheet):
    def merge(workbook):
        for area in ("A2:A3", "B2:C2", "D2:F2", "G2:G3", "H2:I2"):
            workbook.active.merge_cells(area)

    path = sheet(
        ["REGISTER PENGADUAN 2025"],
        ["No.", "Waktu", None, "Identitas Pelapor", None, None, "Isi Aduan", "Tindak Lanjut"],
        [None, "Tgl Masuk", "Jam", "Nama", "Alamat", "No HP", None, "Tgl", "Uraian"],
        [
            7,
            "12 Peb 2025",
            "08.05",
            "Warga",
            "Jl. A",
            "0812-0000-0147",
            "Antre lama",
            "14/2/2025",
            "Dijelaskan",
        ],
        shape=merge,
    )
    (row,) = bring_in(path).rows
    assert (row.number, row.received_at) == ("7", datetime(2025, 2, 12, 8, 5))
    assert (row.name, row.address, row.phone) == ("Warga", "Jl. A", "0812-0000-0147")
    assert (row.description, row.answer) == ("Antre lama", "Dijelaskan")
    assert (row.status, row.closed_on) == ("selesai", date(2025, 2, 14))


def test_two_rows_of_headings_in_a_text_file_reach_as_far_as_something_stands_below(
    bring_in, write
):
    path = write(
        "buku.csv",
        "No;Tanggal;;Pelapor;;Aduan\n;Masuk;Selesai;Nama;Alamat;\n"
        "1;3/6/2024;5/6/2024;Warga;Jl. A;KTP hilang\n",
    )
    (row,) = bring_in(path).rows
    assert (row.received_at.date(), row.closed_on) == (date(2024, 6, 3), date(2024, 6, 5))
    assert (row.name, row.description) == ("Warga", "KTP hilang")


def test_months_as_sections_complete_days_written_without(bring_in, sheet):
    path = sheet(
        ["Tgl", "Nama Pengadu", "Media", "Keluhan", "Penyelesaian"],
        ["BULAN MEI 2024"],
        ["3", "Warga A", "WA", "KTP", "Selesai"],
        ["17/5", "Warga B", "Datang langsung", "KK", "Selesai"],
        ["BULAN JUNI 2024"],
        ["4", "Warga C", "Telp", "Akta", "Selesai"],
        ["20 Juni", "Warga D", "FB", "NIK", "Selesai"],
    )
    done = bring_in(path)
    assert [row.received_at.date() for row in done.rows] == [
        date(2024, 5, 3),
        date(2024, 5, 17),
        date(2024, 6, 4),
        date(2024, 6, 20),
    ]
    assert [row.channel for row in done.rows] == [
        "whatsapp",
        "tatap_muka",
        "telepon",
        "media_sosial",
    ]


def test_a_cover_sheet_is_passed_over_and_months_on_sheets_are_read_together(bring_in, sheet):
    def add_months(workbook):
        workbook.active.title = "Sampul"
        for month, day in (("Jan", 5), ("Feb", 6)):
            one = workbook.create_sheet(month)
            one.append(["No", "Tanggal", "Nama", "Pengaduan"])
            one.append([1, datetime(2025, day - 4, day), f"Warga {month}", "KTP"])
        workbook.create_sheet("Grafik").append(["Bulan", "Banyaknya"])

    done = bring_in(sheet(["BUKU PENGADUAN"], ["Tahun 2025"], shape=add_months))
    assert names(done) == ["Warga Jan", "Warga Feb"]
    assert "“Jan”, “Feb”" in done.notes[0]
    assert "“Sampul”" in done.notes[1]


def test_a_day_left_blank_in_an_old_book_is_the_day_above(bring_in, sheet):
    path = sheet(
        ["No Agenda", "Tgl Masuk", "Nama", "Isi Laporan"],
        ["12/A", "5 Mei 2024", "Warga A", "KTP"],
        ["13/A", None, "Warga B", "KK"],
        ["14/A", '"', "Warga C", "Akta"],
    )
    done = bring_in(path)
    assert {row.received_at.date() for row in done.rows} == {date(2024, 5, 5)}
    assert "dipakai tanggal baris di atasnya" in done.words
    assert "sama dengan baris di atasnya" in done.words


def test_headings_repeated_on_each_page_are_no_rows(bring_in, sheet):
    head = ["No", "Tanggal", "Nama", "Alamat", "Uraian"]
    one = [1, "5-5-2024", "Warga A", "Jl. A", "KTP"]
    two = [2, "6-5-2024", "Warga B", "Jl. B", "KK"]
    assert names(bring_in(sheet(head, one, head, two))) == ["Warga A", "Warga B"]


def test_a_day_merged_over_several_rows_counts_for_each(bring_in, sheet):
    path = sheet(
        ["No", "Tanggal", "Nama", "Uraian"],
        [1, "5-5-2024", "Warga A", "KTP"],
        [2, None, "Warga B", "KK"],
        [3, None, "Warga C", "Akta"],
        shape=lambda workbook: workbook.active.merge_cells("B2:B4"),
    )
    assert {row.received_at.date() for row in bring_in(path).rows} == {date(2024, 5, 5)}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252"])
def test_tabs_in_any_encoding(bring_in, write, encoding):
    text = "Saluran\tNama\tUraian\r\nWA\tSié\tKTP\r\n"
    (row,) = bring_in(write("buku.tsv", text.encode(encoding))).rows
    assert (row.name, row.channel) == ("Sié", "whatsapp")


def test_lines_of_an_old_macintosh(bring_in, write):
    assert names(bring_in(write("a.csv", "Nama;Uraian\rWarga;KTP\rAni;KK\r"))) == ["Warga", "Ani"]


def test_days_counted_from_1904(bring_in, sheet):
    def old_epoch(workbook):
        workbook.epoch = datetime(1904, 1, 1)
        workbook.active["B3"] = 43_969.5

    path = sheet(
        ["Nama", "Tanggal", "Uraian"],
        ["A", datetime(2024, 5, 20), "KTP"],
        ["B", None, "KK"],
        shape=old_epoch,
    )
    days = [row.received_at for row in bring_in(path).rows]
    assert days == [datetime(2024, 5, 20), datetime(2024, 5, 19, 12, 0)]


def test_months_stand_first_when_the_whole_column_says_so(bring_in, write):
    rows = "".join(f"WA;Warga {day};{5}/{day}/2026\n" for day in range(1, 29))
    done = bring_in(write("a.csv", f"Saluran;Nama;Tanggal\n{rows}"))
    assert {row.received_at.month for row in done.rows} == {5}
    assert "bulan lebih dahulu" in done.notes[0]


def test_contents_say_what_a_strange_heading_means(bring_in, write):
    path = write(
        "a.csv",
        "Nama;Saluran;Cara dihubungi;Catatan harian;Kapan\n"
        "A;WA;0812-0000-0147;KTP saya belum juga jadi sejak bulan Juni tahun lalu;5-10-2026\n"
        "B;WA;0813-0000-0148;Akta anak saya salah nama ibu, mohon dibetulkan;6-10-2026\n",
    )
    done = bring_in(path)
    assert [row.phone for row in done.rows] == ["0812-0000-0147", "0813-0000-0148"]
    assert done.rows[0].received_at.date() == date(2026, 10, 5)
    assert "karena isinya" in " ".join(done.notes)


def test_a_hidden_column_that_comes_along_is_said(bring_in, sheet):
    def hide(workbook):
        workbook.active.column_dimensions[get_column_letter(2)].hidden = True

    path = sheet(["Nama", "No HP", "Uraian"], ["A", "0812-0000-0147", "KTP"], shape=hide)
    assert any("tersembunyi" in note and "No HP" in note for note in bring_in(path).notes)


def test_ticks_and_times_of_excel(bring_in, sheet):
    path = sheet(
        ["Saluran", "Tanggal", "Pukul", "Nama", "Identitas Dirahasiakan"],
        ["WA", datetime(2026, 11, 20), time(8, 5), "A", "✓"],
        ["WA", datetime(2026, 11, 20), 0.33680556, "B", "v"],
        ["WA", datetime(2026, 11, 20), "pkl 08:05 WIB", "C", "-"],
    )
    done = bring_in(path)
    assert {row.received_at for row in done.rows} == {datetime(2026, 11, 20, 8, 5)}
    assert [row.is_secret for row in done.rows] == [True, True, False]


def test_places_and_services_no_list_has_are_kept_as_they_stand(bring_in, write):
    path = write(
        "a.csv",
        "Saluran;Nama;Alamat;Kecamatan;Desa;Layanan;Uraian\n"
        "WA;A;Jl. A;Pontianak Kota;Antah Berantah;Surat Sapi;Isi\n"
        "WA;B;Jl. B;Sekayam;Kenaman;KK;Isi\n",
    )
    done = bring_in(path)
    first, second = done.rows
    assert first.address == "Jl. A, Kec. Pontianak Kota, Antah Berantah"
    assert (first.description, first.service_id) == ("Isi", None)
    assert read_marks(first.to_correct) == {"service": "Surat Sapi"}
    assert "perlu diperbaiki: Jenis layanan." in done.words
    assert (second.district_code, second.service_id) == ("61.03.07", 1)
    assert second.village_code is not None


def test_a_text_too_long_for_its_field_comes_in_whole(bring_in, write, book):
    text = "Sudah tiga kali ke loket. " * 1000
    path = write(
        "a.csv", f"Saluran;Nama;Tanggal;Uraian\nWA;A;20-11-2026;{text}\nWA;B;2-1-2024;{text}\n"
    )
    done = bring_in(path)
    assert done.fates == ["recorded", "recorded"]
    for row in done.rows:
        assert row.description.endswith("di lampiran “Uraian selengkapnya.txt”.]")
        (kept,) = read_attachments(book, row.id)
        assert read_content(book, kept.id).decode() == text.strip()


def test_a_status_of_the_old_book_is_kept_with_its_day(bring_in, write):
    path = write(
        "a.csv",
        "No Register;Tanggal;Nama;Uraian;Status;Tanggal Selesai;Tindak Lanjut\n"
        "045/P/2026;5-10-2026;A;KTP;Selesai;7-10-2026;Sudah dicetak\n"
        "046/P/2026;6-10-2026;B;KK;Diteruskan;8-10-2026;Ke kecamatan\n"
        "047/P/2026;20-11-2026;C;Akta;Dalam proses;;\n"
        "048/P/2026;20-11-2026;D;Akta;Selesai;1-11-2026;\n",
    )
    done = bring_in(path)
    assert [(row.status, row.closed_on) for row in done.rows] == [
        ("selesai", date(2026, 10, 7)),
        ("diteruskan", date(2026, 10, 8)),
        ("dicatat", None),
    ]
    # Still open and of this year: today's clock runs from the day it came.
    assert [row.distribute_by for row in done.rows] == [None, None, date(2026, 11, 23)]
    assert "Tanggal selesai harus antara" in done.said[3]


def test_wished_otherwise_an_old_row_gets_a_number_of_this_year(bring_in, write):
    path = write("a.csv", "No Register;Saluran;Tanggal;Nama\n001/A/2024;WA;2-1-2024;A\n")
    (row,) = bring_in(path, takes_as_new=True).rows
    assert (row.number, row.status, row.year) == ("001/PGD/XI/2026", "dicatat", 2026)


def test_as_many_equal_rows_as_the_file_has_are_taken_once(bring_in, write):
    path = write("a.csv", "Saluran;Diterima;Nama\n" + "kotak;20-11-2026 08.05;Anonim\n" * 3)
    assert bring_in(path).fates == ["recorded"] * 3
    assert bring_in(path).fates == ["repeated"] * 3


def test_a_trial_writes_nothing_and_says_the_same(bring_in, write):
    path = write("a.csv", "Saluran;Nama;NIK\nWA;A;\nburung;B;\nWA;C;123\n;D;\n")
    trial = bring_in(path, is_trial=True)
    assert trial.rows == []
    done = bring_in(path)
    assert trial.fates == done.fates == ["recorded", "refused", "recorded", "refused"]
    assert read_marks(done.rows[-1].to_correct) == {"nik": ""}
    assert trial.said[3] == done.said[3]


def test_a_moment_of_another_zone_becomes_office_time(bring_in, write):
    path = write(
        "a.csv",
        "Saluran;Nama;Diterima\n"
        "WA;A;2026-11-20T01:05:00Z\nWA;B;20-11-2026 09.05 WITA\nWA;C;20-11-2026 08.05 WIB\n",
    )
    assert {row.received_at for row in bring_in(path).rows} == {datetime(2026, 11, 20, 8, 5)}


def test_name_address_and_number_in_one_cell_are_parted(bring_in, sheet):
    path = sheet(
        [None, "KOP SURAT"],
        *[[]] * 8,
        [None, "NO.", "HARI / TANGGAL", "NAMA / ALAMAT PELAPOR", "PERMASALAHAN", "PENYELESAIAN"],
        [None, 1, "Senin / 6 Mei 2024", "Budi / Jl. A / 0812-0000-0147", "KTP lama", "Selesai"],
        [None, 2, "Selasa / 7 Mei 2024", "Ani", "KK", "Sudah"],
    )
    done = bring_in(path)
    assert [(row.name, row.address, row.phone) for row in done.rows] == [
        ("Budi", "Jl. A", "0812-0000-0147"),
        ("Ani", "", ""),
    ]
    assert done.words.count("dipisahkan dari satu sel") == 1


def test_a_list_with_ticket_numbers_is_of_lapor(bring_in, write):
    path = write(
        "a.csv",
        "Tracking ID,Tanggal Laporan Masuk,Nama Pelapor,Judul Laporan,Isi Laporan,Sumber Laporan\n"
        "7654321,2026-10-05 08:05:11,Budi,KTP,KTP belum jadi,Website\n",
    )
    done = bring_in(path)
    (row,) = done.rows
    assert "SP4N-LAPOR!" in done.words
    assert (row.channel, row.tracking_id) == ("lapor", "7654321")
    assert (row.subject, row.description) == ("KTP", "KTP belum jadi")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", b"%PDF-1.4", "PDF"),
        ("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 90, "Office lama"),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "bersandi",
        ),
        ("a.xls", b"<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", "XML 2003"),
    ],
)
def test_what_is_no_table_is_called_by_its_name(bring_in, write, name, content, words):
    with pytest.raises(ImportRefused, match=words):
        bring_in(write(name, content))


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"mimetype": "x", "content.xml": "<a/>"}, r"\.ods"),
        ({"xl/workbook.bin": "x"}, r"\.xlsb"),
        ({"word/document.xml": "<a/>"}, "dokumen lain"),
    ],
)
def test_an_archive_that_is_no_workbook_is_called_by_its_name(bring_in, tmp_path, parts, words):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(ImportRefused, match=words):
        bring_in(path)
