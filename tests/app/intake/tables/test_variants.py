"""Cells and headings of the kinds that offices sent in, written in yet other ways."""

from datetime import date, datetime, time

import pytest

from app.book.lists import read_lists
from app.intake.any_file import read_any
from app.intake.tables.importing import Fate

HEAD = "Saluran;Diterima;Nama;Telepon;Kecamatan;Layanan;Uraian\n"
MORNING = "2025-11-03T08:15"


@pytest.fixture
def row(write, bring_in):
    """Bring in one row with other cells; a second one says that days come first."""

    def bring(channel="WA", day="3/11/2025", phone="", district="", service=""):
        cells = (channel, day, "Warga", phone, district, service, "KTP")
        other = "WA;23/11/2025;Budi;;;;KK\n"
        return bring_in(write("buku.csv", f"{HEAD}{';'.join(cells)}\n{other}")).outcomes[0]

    return bring


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Senin, 3 Nop 2025 pkl 08.15 WIB", MORNING),
        ("Hari Senin tanggal 3 November 2025 pukul 08.15 WIB", MORNING),
        ("3 Nopember 2025 jam 8.15", MORNING),
        ("03 Nov 2025 - 08.15", MORNING),
        ("08.15 3/11/2025", MORNING),
        ("pukul 08.15, 3 Nov 2025", MORNING),
        ("3-11-2025 8:15:00 AM", MORNING),
        ("2025-11-03T01:15:00Z", MORNING),
        ("2025/11/03 8.15", MORNING),
        ("45964,34375", MORNING),
        ("Senin 3/11/2025", "2025-11-03"),
        ("Senin / 3 Nopember 2025", "2025-11-03"),
        ("3 Nov '25", "2025-11-03"),
        ("3/XI/2025", "2025-11-03"),
        ("3 - 11 - 2025", "2025-11-03"),
        ("3/11-2025", "2025-11-03"),
        ("03112025", "2025-11-03"),
        ("20251103", "2025-11-03"),
        ("3 Nov 2025, 8.15 pagi", MORNING),
        ("3/11/2025 pukul 8.15 malam", "2025-11-03T20:15"),
        ("3/11/2025 20.15 malam", "2025-11-03T20:15"),
        ("3/11/2025 12.15 siang", "2025-11-03T12:15"),
        ("tanggal 3 bulan 11 tahun 2025", "2025-11-03"),
        ("tanggal 3 bulan November tahun 2025", "2025-11-03"),
        ("2025.11.03", "2025-11-03"),
    ],
)
def test_a_day_written_in_another_way(row, written, day):
    assert row(day=written).row.values["diterima"] == day


@pytest.mark.parametrize("written", ["kemarin", "3 s/d 5 November 2025", "8 Nopember", "31/2/2025"])
def test_a_day_nobody_can_tell_is_said(row, written):
    assert row(day=written).said.startswith("Diterima: ")


@pytest.mark.parametrize(
    ("written", "channel"),
    [
        *(
            ("Via WA", "whatsapp"),
            ("lewat telepon", "telepon"),
            ("melalui Facebook", "media_sosial"),
        ),
        *(("SMS", "telepon"), ("E-Mail", "email"), ("Datang langsung", "tatap_muka")),
        *(("SP4N LAPOR!", "lapor"), ("Kotak Saran", "kotak"), ("form online", "website")),
    ],
)
def test_a_channel_by_the_way_it_was_used(row, written, channel):
    assert row(channel=written).row.values["saluran"] == channel


def test_a_channel_that_is_none_is_said(row):
    assert row(channel="Merpati").said.startswith("Saluran “Merp…” tidak dikenal.")


@pytest.mark.parametrize(
    ("written", "service"),
    [
        *(("E-KTP", "KTP-el"), ("KTP Elektronik", "KTP-el"), ("Akte Lahir", "Akta kelahiran")),
        *(("KK", "Kartu Keluarga (KK)"), ("KIA", "Kartu Identitas Anak (KIA)")),
        *(
            ("surat pindah", "Pindah keluar"),
            ("KK Baru", "Kartu Keluarga (KK)"),
            ("Pembuatan KTP", "KTP-el"),
            ("Akta Nikah", "Akta perkawinan"),
        ),
    ],
)
def test_a_service_by_the_words_people_have(row, written, service):
    assert row(service=written).row.values["layanan"] == service


@pytest.mark.parametrize(
    ("written", "district"),
    [
        *(("KAPUAS", "Kapuas"), ("kec.kapuas", "Kapuas"), ("Tayan-Hilir", "Tayan Hilir")),
        *(("Kel. Beringin Kec. Kapuas", "Kapuas"), ("Bonti/Sanggau", "Bonti")),
        *(("Kecamatan Kembayan Kabupaten Sanggau", "Kembayan"), ("Prindu", "Parindu")),
    ],
)
def test_a_district_with_something_around_it(row, written, district):
    assert row(district=written).row.values["kecamatan"] == district


@pytest.mark.parametrize(
    ("written", "phone"),
    [
        ("0812-0000-0147 / 0561-734567", "0812-0000-0147 / 0561-734567"),
        ("'081200000147", "081200000147"),
        ("81200000147.0", "081200000147"),
        ("812 0000 0147", "0812 0000 0147"),
        ("tidak ada", ""),
    ],
)
def test_a_phone_as_lists_keep_it(row, written, phone):
    found = row(phone=written).row
    assert found.values.get("telepon", "") == phone
    assert not [note for note in found.notes if "Telepon" in note]


@pytest.mark.parametrize("written", ["0812xxxx0147", "0812-00", "8,12E+10", "0812 0000 0l47"])
def test_a_phone_that_cannot_be_called_is_said(row, written):
    assert any(note.startswith("Telepon") for note in row(phone=written).row.notes)


def test_sheets_of_months_whose_days_are_bare_numbers(sheet, bring_in):
    def months(workbook):
        workbook.active.title = "Januari 2025"
        more = workbook.create_sheet("Februari 2025")
        more.append(["No", "Tgl", "Nama", "Uraian"])
        more.append([1, 3, "Citra", "KTP"])

    rows = [["No", "Tgl", "Nama", "Uraian"], [1, 2, "Warga", "KTP"], [2, 15, "Budi", "KK"]]
    done = bring_in(sheet(*rows, shape=months))
    days = [row.received_at.date() for row in done.rows]
    assert days == [date(2025, 1, 2), date(2025, 1, 15), date(2025, 2, 3)]


def test_a_table_of_three_columns_has_months_sums_and_a_signature_too(sheet, bring_in):
    done = bring_in(
        sheet(
            ["Tgl", "Nama", "Uraian"],
            ["JANUARI 2025"],
            [5, "Warga", "KTP"],
            ["Jumlah", "1 orang"],
            ["BULAN PEBRUARI 2025"],
            [3, "Citra", "KK sejak Juni 2024"],
            [None, None, "Akta, sejak 3 Juni 2024"],
            ["Jumlah", "1 orang"],
            [None, None, "Sanggau, 28 Februari 2025"],
            [None, None, "Kepala Dinas"],
        )
    )
    assert [(row.received_at.date(), row.name) for row in done.rows[:2]] == [
        (date(2025, 1, 5), "Warga"),
        (date(2025, 2, 3), "Citra"),
    ]
    # What a citizen may have said is never passed by.
    assert [outcome.fate for outcome in done.outcomes].count(Fate.SKIPPED) == 6
    assert "Akta, sejak 3 Juni 2024" in {out.row.values.get("uraian") for out in done.outcomes}


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (
            "Stempel waktu,Nama,No HP,Keluhan\n"
            '2026/11/23 8:05:33 PM GMT+7,Warga,="081200000147",KTP\n',
            ("2026-11-23T20:05", "Warga", "081200000147", "KTP"),
        ),
        (
            'Timestamp,Full Name,Phone,Complaint\n"23 Nov 2026, 01.05 UTC",Warga,"=""0812""",KTP\n',
            ("2026-11-23T08:05", "Warga", "0812", "KTP"),
        ),
        (
            "Tanggal|Nama|Telp|Pengaduan\n23/XI/2026|Warga|0812|KTP\n",
            ("2026-11-23", "Warga", "0812", "KTP"),
        ),
        (
            "Tanggal,Nama,Telp,Pengaduan\n"
            '"Senin, 23 Nopember 2026 jam 8.05 WIB",Warga,\'0812,"KTP ""lama"""\n',
            ("2026-11-23T08:05", "Warga", "0812", 'KTP "lama"'),
        ),
    ],
)
def test_lists_of_web_forms_and_other_programs(write, book, table, values):
    (found,) = read_any(write("daftar.csv", table), book)
    keys = ("diterima", "nama", "telepon", "uraian")
    assert tuple(found.values.get(key) for key in keys) == values


def test_sums_and_signatures_say_nothing_of_a_column(sheet, bring_in):
    done = bring_in(
        sheet(
            ["LAPORAN PENGADUAN"],
            ["Bulan : November 2025"],
            ["Saluran", "Tgl", "Nama", "Uraian"],
            ["Tatap muka", "3", "Warga", "KTP"],
            ["Jumlah", None, 1],
            [],
            ["Sanggau, 30 November 2025"],
            ["Kepala Dinas"],
            ["NIP. 19700101 199003 1 001"],
        )
    )
    assert [row.received_at.date() for row in done.rows] == [date(2025, 11, 3)]
    assert done.rows[0].channel == "tatap_muka"
    assert not done.words.startswith("Saluran")


def test_headings_in_two_rows_with_broken_lines(sheet, bring_in):
    def merge(workbook):
        for area in ("A1:A2", "B1:B2", "C1:E1", "F1:F2"):
            workbook.active.merge_cells(area)

    done = bring_in(
        sheet(
            ["No", "Tgl.\nTerima", "Identitas Pengadu", None, None, "Uraian\nPengaduan"],
            [None, None, "Nama", "Alamat", "No.\nHP/WA"],
            [1, datetime(2025, 11, 3), "Warga", "Dusun X", 81200000147, "KTP"],
            shape=merge,
        )
    )
    (only,) = done.rows
    assert (only.name, only.address, only.phone) == ("Warga", "Dusun X", "081200000147")


def test_times_of_several_kinds_in_a_column_of_their_own(sheet, bring_in):
    done = bring_in(
        sheet(
            ["Tanggal", "Jam", "Nama", "Keluhan"],
            [date(2026, 11, 20), time(8, 5), "Warga", "KTP"],
            [date(2026, 11, 20), "08.30 WIB", "Budi", "KK"],
            [date(2026, 11, 20), 0.5, "Citra", "Akta"],
        )
    )
    assert [row.received_at.strftime("%H.%M") for row in done.rows] == ["08.05", "08.30", "12.00"]


@pytest.mark.parametrize(
    ("written", "status"),
    [("ON PROSES", "dicatat"), ("blm selesai/ belum dicetak", "dicatat"), ("DONE", "selesai")],
)
def test_a_status_in_the_words_of_an_office(write, bring_in, written, status):
    table = f"Tanggal;Nama;Aduan;Status\n3/11/2025;Warga;KTP;{written}\n4/11/2025;Budi;KK;Selesai\n"
    assert bring_in(write("buku.csv", table)).rows[0].status == status


def test_a_column_of_days_is_known_by_a_single_one(write, bring_in):
    table = "Nomor;Masuk sistem;Pengirim;Pesan\n17/A;2025-11-03 08:15:00+07:00;Warga;KTP\n"
    (only,) = bring_in(write("buku.csv", table)).rows
    assert only.received_at == datetime(2025, 11, 3, 8, 15)


def test_a_team_is_known_without_a_word_of_its_name(write, bring_in, book):
    table = "Tanggal;Nama;Aduan;Disposisi Kepada\n3/11/2025;Warga;KTP;Bidang Pencatatan Sipil\n"
    (only,) = bring_in(write("buku.csv", table)).rows
    teams = {team.id: team.name for team in read_lists(book).teams}
    assert teams[only.team_id] == "Bidang Pelayanan Pencatatan Sipil"


TICKED = "1;2/11/2025;Warga;KTP;√;\n2;3/11/2025;Budi;KK;;v\n3;23/11/2025;Citra;Akta;-;✓\n"


@pytest.mark.parametrize(
    "head",
    [
        "No;Tanggal;Nama;Uraian;Selesai;Proses\n",
        "No;Tanggal;Nama;Uraian;Status;\n;;;;Selesai;Proses\n",
        "No;Tanggal;Nama;Uraian;Keterangan;\n;;;;Sudah Selesai;Dalam Proses\n",
    ],
)
def test_a_column_for_each_state_of_which_one_is_ticked(write, bring_in, head):
    done = bring_in(write("buku.csv", head + TICKED))
    assert [row.status for row in done.rows] == ["selesai", "dicatat", "dicatat"]
    assert [row.description for row in done.rows] == ["KTP", "KK", "Akta"]
