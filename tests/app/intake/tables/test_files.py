import csv
import io
import json
import zipfile
from contextlib import suppress
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.book.lists import Lists
from app.ground.errors import UserError
from app.ground.progress import Progress, Stopped
from app.intake.tables.columns import IGNORED, KEYS
from app.intake.tables.grid import ImportRefused
from app.intake.tables.proposal import propose
from app.rules.channels import CHANNEL_FIELDS, COMMON_FIELDS
from tests.given_up import GivenUpAt

DATA = Path(__file__).parents[3] / "data" / "intake"
HEADINGS = "saluran;nama;uraian"
NO_LISTS = Lists((), (), (), (), (), ())
# What a cell holds changes the meaning of these columns; they have tests of their own.
SETTLED = {IGNORED, "no_urut", "diterima", "jenis", "saluran", "status"}
keys = st.sampled_from(sorted(KEYS - SETTLED))
# What JSON and CSV can carry; NUL and lone surrogates have tests of their own.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
rows_of_text = st.lists(st.dictionaries(keys, texts, min_size=1), max_size=8)
on_one_file = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


def read_rows(path):
    return propose(path, NO_LISTS).rows()


def problems(rows):
    return {row.line: row.problem for row in rows if row.problem}


def plain(row):
    return row.line, row.values


def test_the_first_real_input_is_read_whole():
    path = DATA / "pengaduan.jsonl"
    rows = list(read_rows(path))
    originals = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [row.line for row in rows] == list(range(1, 13))
    assert [row.values for row in rows] == originals
    assert rows[5].values["jawaban_langsung"].startswith("Jadwal 14 Oktober")
    assert rows[6].values["objek"].startswith("=HYPERLINK(")


def test_json_values_become_text(write):
    path = write(
        "a.jsonl", '{"nik": 6103010101900003, "rahasia": true, "anonim": false, "desa": null}'
    )
    assert [row.values for row in read_rows(path)] == [
        {"nik": "6103010101900003", "rahasia": "ya", "anonim": "tidak", "desa": ""}
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "bukan JSON"),
        ('{"nama": NaN}', "bukan JSON"),
        ("[" * 100_000, "bukan JSON"),
        ("[1, 2]", "bukan objek"),
        ('"nama"', "bukan objek"),
        ("12", "bukan objek"),
        ('{"nama": ["A"]}', "Kolom “nama” harus berisi teks"),
        ('{"nama": {"a": 1}}', "Kolom “nama” harus berisi teks"),
        ('{"nama": "A", "nama": "B"}', "“nama” tertulis dua kali"),
        (b'{"nama": "\xff"}', "bukan teks UTF-8"),
        ('{"uraian": "' + "a" * 1_100_000 + '"}', "terlalu panjang"),
    ],
)
def test_a_broken_json_line_does_not_stop_the_others(write, line, words):
    broken = line if isinstance(line, bytes) else line.encode()
    path = write("a.jsonl", b'{"nama": "Satu"}\n\n' + broken + b'\n{"nama": "Empat"}\r\n')
    rows = list(read_rows(path))
    assert [row.line for row in rows] == [1, 3, 4]
    assert plain(rows[0]) == (1, {"nama": "Satu"})
    assert plain(rows[2]) == (4, {"nama": "Empat"})
    assert rows[1].values is None
    assert words in rows[1].problem


def test_an_unknown_key_is_left_out_with_a_word_fit_to_be_printed(write):
    key = "\\ud800\\u0000\\u001b[31m" + "x" * 500
    plan = propose(write("a.jsonl", f'{{"{key}": 1, "nama": "Budi"}}'), NO_LISTS)
    assert [row.values for row in plan.rows()] == [{"nama": "Budi"}]
    (note,) = plan.notes
    assert len(note.encode()) < 140
    assert note.replace(" ", "").isprintable()


def test_nul_and_lone_surrogates_are_shown_as_replaced(write):
    (row,) = read_rows(write("a.jsonl", '{"uraian": "a\\u0000b\\ud83dc"}'))
    assert row.values == {"uraian": "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"}


@on_one_file
@given(rows=rows_of_text, is_ascii=st.booleans(), end=st.sampled_from(["\n", "\r\n"]))
def test_jsonl_round_trip(tmp_path, rows, is_ascii, end):
    path = tmp_path / "a.jsonl"
    lines = "".join(json.dumps(row, ensure_ascii=is_ascii) + end for row in rows)
    path.write_bytes(lines.encode())
    assert [row.values for row in read_rows(path)] == rows


@on_one_file
@given(
    # A wider table has rows that say too little to be complaints.
    columns=st.lists(keys, min_size=2, max_size=3, unique=True),
    data=st.data(),
    delimiter=st.sampled_from(";,"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig"]),
)
def test_csv_round_trip(tmp_path, columns, data, delimiter, encoding):
    row = st.fixed_dictionaries(dict.fromkeys(columns, texts))
    wanted = data.draw(st.lists(row, max_size=6))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(wanted)
    path = tmp_path / "a.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    filled = [row for row in wanted if any(text.strip() for text in row.values())]
    assert [row.values for row in read_rows(path)] == filled


def test_csv_headings_may_be_labels_and_cells_may_have_lines(write):
    path = write(
        "a.csv",
        "Kanal;Diterima;NIK;Telepon/HP/WhatsApp;Uraian\r\n"
        'whatsapp;23-11-2026 08.05;;0812;"baris satu;\r\n""dua"""\r\n'
        ";;;;\r\n"
        "kotak;23-11-2026\r\n",
    )
    first, second = read_rows(path)
    assert plain(first) == (
        2,
        {
            "saluran": "whatsapp",
            "diterima": "23-11-2026 08.05",
            "nik": "",
            "telepon": "0812",
            "uraian": 'baris satu;\r\n"dua"',
        },
    )
    assert plain(second) == (5, {"saluran": "kotak", "diterima": "23-11-2026"})


def test_every_label_is_a_heading(write):
    for field in (*COMMON_FIELDS, *(f for fields in CHANNEL_FIELDS.values() for f in fields)):
        (row,) = read_rows(write("a.csv", f"{field.label};saluran\nisi;kotak\n"))
        assert row.values == {field.key: "isi", "saluran": "kotak"}


def test_csv_of_an_older_windows_program(write):
    (row,) = read_rows(write("a.csv", "nama;uraian\nJosé;“kutip”\n".encode("cp1252")))
    assert row.values == {"nama": "José", "uraian": "“kutip”"}


@pytest.mark.parametrize(
    "broken",
    [
        'whatsapp;Budi;"tidak ditutup',
        'whatsapp;"Budi"x;isi',
        "whatsapp;Budi;" + "x" * 200_000,
        "whatsapp;Budi;" + "x" * 1_200_000,
    ],
)
def test_a_broken_csv_record_costs_one_line(write, broken):
    others = [f"kotak;Warga {n};isi" for n in range(300)]
    path = write("a.csv", "\n".join([HEADINGS, others[0], broken, *others[1:]]) + "\n")
    rows = list(read_rows(path))
    assert list(problems(rows)) == [3]
    assert [row.values["nama"] for row in rows if row.values] == [f"Warga {n}" for n in range(300)]


def test_a_quote_left_open_in_the_last_line_is_a_problem(write):
    rows = read_rows(write("a.csv", f'{HEADINGS}\nkotak;Budi;"isi\n'))
    assert "Tanda kutip" in problems(rows)[2]


def test_columns_without_or_with_unknown_heading_are_left_out_with_a_word(write):
    plan = propose(
        write("a.csv", "nama;;uraian;warna\nBudi;;isi;biru\nBudi;nyasar;isi\nBudi;;isi;;lebih\n"),
        NO_LISTS,
    )
    assert [row.values for row in plan.rows()] == [{"nama": "Budi", "uraian": "isi"}] * 3
    assert plan.notes == (
        "Kolom ke-2 tidak dikenal dan tidak dicatat.",
        "Kolom “warna” tidak dikenal dan tidak dicatat.",
        "Kolom ke-5 tidak dikenal dan tidak dicatat.",
    )


def test_two_columns_of_one_meaning_count_once_except_for_texts(write):
    plan = propose(write("a.csv", "nama;Nama;uraian;isi aduan\nBudi;Ani;satu;dua\n"), NO_LISTS)
    assert [row.values for row in plan.rows()] == [{"nama": "Budi", "uraian": "satu\ndua"}]
    assert plan.notes == ("Kolom “Nama” tidak dikenal dan tidak dicatat.",)


@pytest.mark.parametrize("heading", ["a;b", "Budi;08125640;x", '"nama;uraian'])
def test_csv_without_usable_headings_is_refused(write, heading):
    with pytest.raises(ImportRefused, match=r"\.$"):
        list(read_rows(write("a.csv", f"{heading}\nx;y\n")))


def test_sheet_with_real_dates_numbers_and_flags(sheet):
    path = sheet(
        [],
        ["Saluran", "Diterima", "Tanggal surat", "Jumlah surat", "Identitas dirahasiakan", "nama"],
        ["kotak", datetime.fromisoformat("2026-10-01T08:12"), date(2026, 9, 30), 3, True, "Budi"],
        [None, None],
        ["kotak", datetime.fromisoformat("2026-10-02"), time(8, 5), 2.5, False, " Ani "],
    )
    first, second = read_rows(path)
    assert plain(first) == (
        3,
        {
            "saluran": "kotak",
            "diterima": "2026-10-01T08:12",
            "tanggal_surat": "2026-09-30",
            "jumlah_surat": "3",
            "rahasia": "ya",
            "nama": "Budi",
        },
    )
    assert second.line == 5
    assert second.values["diterima"] == "2026-10-02"
    assert second.values["tanggal_surat"] == "08.05"
    assert second.values["jumlah_surat"] == "2.5"
    assert second.values["rahasia"] == "tidak"


def test_sheet_cells_that_cannot_be_trusted(sheet):
    path = sheet(
        ["nama", "nik"],
        ["A", "6103010101900003"],
        ["B", 6103010101900003],
        ["=1+1", "x"],
        ["#REF!", "x"],
        ["E", "6103010101900003"],
    )
    rows = list(read_rows(path))
    found = problems(rows)
    assert list(found) == [3, 4, 5]
    assert "“nik” tersimpan sebagai angka" in found[3]
    assert "“nama” berisi rumus" in found[4]
    assert "“nama” berisi kesalahan Excel" in found[5]
    assert [row.values["nama"] for row in rows if not row.problem] == ["A", "E"]
    # What can be trusted is still there, to be put right by hand.
    assert [row.values for row in rows if row.problem] == [
        {"nama": "B"},
        {"nik": "x"},
        {"nik": "x"},
    ]


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.append(["objek", "nama"])
    workbook.active.append(["", "Budi"])
    cell = workbook.active["A2"]
    cell.value, cell.data_type = '=HYPERLINK("http://contoh")', "s"
    workbook.save(tmp_path / "a.xlsx")
    (row,) = read_rows(tmp_path / "a.xlsx")
    assert row.values["objek"] == '=HYPERLINK("http://contoh")'


def test_sheet_with_a_wrong_size_is_read_whole(sheet, tmp_path):
    path = sheet(["nama", "uraian"], ["Budi", "isi"])
    other = tmp_path / "kecil.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b'ref="A1:B2"', b'ref="A1:A1"')
            new.writestr(name, content)
    assert [row.values for row in read_rows(other)] == [{"nama": "Budi", "uraian": "isi"}]


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_damaged_workbook_is_refused(sheet, tmp_path, part):
    path = sheet(["nama", "uraian"], *[["Budi", "isi"]] * 50)
    other = tmp_path / "rusak.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content[: len(content) // 2] if name == part else content)
    with pytest.raises(ImportRefused, match="tidak dapat dibaca"):
        list(read_rows(other))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"bukan zip", b"\xd0\xcf\x11\xe0" * 99])
def test_what_is_no_workbook_is_refused(write, content):
    with pytest.raises(ImportRefused, match="bersandi"):
        list(read_rows(write("a.xlsx", content)))


def test_workbook_that_unpacks_to_too_much_is_refused(sheet, monkeypatch):
    path = sheet(["nama"], ["Budi"])
    monkeypatch.setattr("app.intake.tables.workbook._LARGEST_UNPACKED", 1000)
    with pytest.raises(ImportRefused, match="terlalu besar"):
        list(read_rows(path))


def test_files_that_cannot_be_read_are_refused_at_once(tmp_path, write):
    for path in (
        tmp_path / "tidak-ada.csv",
        tmp_path / ("n" * 300 + ".csv"),
        write("a.docx", "x"),
        write("tanpa-akhiran", "x"),
        write("b.jsonl", '{"nama": "A"}'.encode("utf-16")),
    ):
        with pytest.raises(UserError, match=r"\.$"):
            read_rows(path)
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(UserError):
        read_rows(tmp_path / "folder.csv")


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_empty_file_has_no_rows(write, name):
    assert list(read_rows(write(name, b"\xef\xbb\xbf\r\n\r\n"))) == []


def test_rows_are_taken_from_the_file_as_they_are_asked_for(write):
    path = write("a.jsonl", '{"nama": "A"}\n' * 50_000)
    rows = read_rows(path)
    assert [row.line for row in islice(rows, 2)] == [1, 2]
    path.write_bytes(b"")
    assert sum(1 for _ in rows) < 49_000


@on_one_file
@given(content=st.binary(max_size=300), ending=st.sampled_from([".csv", ".jsonl", ".xlsx"]))
def test_any_bytes_give_rows_or_a_refusal(tmp_path, content, ending):
    path = tmp_path / f"a{ending}"
    path.write_bytes(b"nama;uraian\n" + content if ending == ".csv" else content)
    with suppress(ImportRefused):
        rows = list(read_rows(path))
        said = [
            (row.values is not None, row.problem is not None, bool(row.skipped)) for row in rows
        ]
        assert all(sum(each) == 1 for each in said)


HEAD = b'<worksheet><sheetData><row><c t="inlineStr"><is><t>nama</t></is></c></row>'
END = b"<row><c><v>1</v></c></row></sheetData></worksheet>"


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/worksheets/sheet1.xml", HEAD + b"<row>" + b"<c/>" * 20_000 + b"</row>" + END),
        ("xl/worksheets/sheet1.xml", HEAD + b"<a>" * 100 + b"</a>" * 100 + END),
        ("xl/worksheets/sheet1.xml", HEAD + b"<row a='" + b"x" * 3_000_000 + b"'/>" + END),
        (
            "xl/worksheets/sheet1.xml",
            HEAD + b"<row><c><v>" + b"1" * 3_000_000 + b"</v></c></row>" + END,
        ),
        ("xl/worksheets/sheet1.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + HEAD + END),
        ("xl/worksheets/sheet1.xml", HEAD + b"<row r='9999999'/>" + END),
        ("xl/workbook.xml", b"<workbook><!--" + b"x" * 3_000_000 + b"--></workbook>"),
    ],
)
def test_a_workbook_without_end_is_refused_before_it_is_held(sheet, tmp_path, part, content):
    other = tmp_path / "tanpa-akhir.xlsx"
    with (
        zipfile.ZipFile(sheet(["nama"])) as old,
        zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    with pytest.raises(ImportRefused, match="tidak dapat dibaca"):
        list(read_rows(other))


def test_rows_that_are_only_coloured_are_never_read(sheet):
    def colour(workbook):
        for line in range(3, 2_000):
            workbook.active.cell(line, 1).number_format = "0.00"

    path = sheet(["nama", "uraian", "telepon"], ["Budi", "KTP", "0812"], shape=colour)
    (table,) = propose(path, NO_LISTS).tables
    assert len(list(table.sheet.records(Progress()))) < 1_900
    assert table.sheet.size(Progress()) < 1_900


def test_more_than_is_read_is_refused_before_a_row_is(sheet, monkeypatch):
    monkeypatch.setattr("app.intake.tables.extent._MOST_TAGS", 40)
    monkeypatch.setattr("app.intake.tables.worksheet.parse", None)
    path = sheet(["nama", "uraian"], *([["Budi", "KTP"]] * 20))
    with pytest.raises(ImportRefused, match="terlalu besar"):
        propose(path, NO_LISTS)


def test_a_list_of_files_without_end_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr("app.intake.tables.workbook._MOST_MEMBERS", 2)
    path = tmp_path / "banyak.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(50):
            archive.writestr(f"xl/{number}.xml", b"")
    monkeypatch.setattr("app.intake.tables.workbook.zipfile.ZipFile", None)
    with pytest.raises(ImportRefused, match="terlalu besar"):
        propose(path, NO_LISTS)


def test_a_text_with_more_lines_than_any_table_is_refused(write, monkeypatch):
    monkeypatch.setattr("app.intake.tables.opening.MOST_ROWS", 10)
    with pytest.raises(ImportRefused, match="terlalu panjang"):
        propose(write("a.csv", "nama;uraian\n" + "\n" * 20), NO_LISTS)


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.xlsx"])
def test_a_table_nobody_waits_for_is_not_read_to_its_end(write, sheet, name):
    rows = [["nama", "uraian", "alamat"]] + [["Budi", "KTP " * 300, "Dusun"]] * 500
    if name == "a.xlsx":
        path = sheet(*[[*row[:1], f"{row[1]}{n}", row[2]] for n, row in enumerate(rows)])
    elif name == "a.csv":
        path = write(name, "".join(";".join(row) + "\n" for row in rows))
    else:
        path = write(name, '{"nama": "Budi"}\n' * 500)
    plan = propose(path, NO_LISTS)
    taken = []
    with pytest.raises(Stopped):
        taken.extend(plan.rows(GivenUpAt(asked=3)))
    assert len(taken) < 500
    with pytest.raises(Stopped):
        propose(path, NO_LISTS, progress=Progress(is_cancelled=True))
