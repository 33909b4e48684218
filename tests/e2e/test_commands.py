"""The command line as the office's IT person uses it: real processes on real files."""

import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.book.opening import open_book
from app.book.place import FilePlace
from app.commands.looking import copied_book
from app.ground.version import version
from app.keeping.inspection import inspect_book
from app.steps.arrange import fill_year
from models.complaint import Complaint
from tests.exports.golden_text import pdf_text

ROOT = Path(__file__).resolve().parents[2]
FIRST_INPUT = ROOT / "tests" / "data" / "intake" / "pengaduan.jsonl"


def run(*arguments, **more):
    return subprocess.run(
        [sys.executable, ROOT / "main.py", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        **more,
    )


@pytest.fixture
def imported(tmp_path):
    path = tmp_path / "buku.db"
    result = run("impor", FIRST_INPUT, "--buku", path)
    assert (result.returncode, result.stderr) == (0, "")
    assert len(result.stdout.split()) == 12
    return path


def listed(path, *arguments):
    result = run("daftar", "--buku", path, "--json", *arguments)
    assert result.returncode == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_first_real_input_is_recorded_whole(imported):
    records = listed(imported)
    assert len(records) == 12
    assert listed(imported, "--ulang") == []
    direct = [r for r in records if r["dijawab_langsung"]]
    assert [(r["nama"], r["status"]) for r in direct] == [("Hj. Siti Aminah", "selesai")]
    assert run("periksa", "--buku", imported).returncode == 0


@pytest.mark.parametrize(
    "spelling",
    ["0812 5640 1122", "081256401122", "6281256401122", "+62 812-5640-1122", "+6281256401122"],
)
def test_a_phone_number_is_found_by_any_spelling(imported, spelling):
    found = {record["nama"] for record in listed(imported, "--cari", spelling)}
    assert found == {"MARTINUS ANYUN", "D'Angelo Lie-Bong", "Pak Agus"}


def test_a_formula_stays_text_in_every_export(imported, tmp_path):
    from openpyxl import load_workbook

    result = run("rekap", "2026-10", "--buku", imported, "--keluar", tmp_path / "rekap")
    assert result.returncode == 0, result.stderr
    paths = [Path(line) for line in result.stdout.splitlines()]
    assert [p.suffix for p in paths].count(".xlsx") == 2
    assert len(paths) == 5
    cells = [
        cell
        for path in paths
        if path.suffix == ".xlsx"
        for sheet in load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert any("HYPERLINK" in str(cell.value) for cell in cells)
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []


def test_a_closed_month_is_written_byte_for_byte_again(imported, tmp_path):
    def written(folder, *more):
        result = run("rekap", "2026-10", "--buku", imported, "--keluar", tmp_path / folder, *more)
        assert result.returncode == 0, result.stderr
        paths = [Path(line) for line in result.stdout.splitlines()]
        return {path.name: path.read_bytes() for path in paths}, result.stderr

    closed, _ = written("tutup", "--tutup")
    assert len(closed) == 5
    late = tmp_path / "susulan.jsonl"
    late.write_text('{"saluran":"telepon","nama":"Menyusul","diterima":"2026-10-30T08:00"}\n')
    assert run("impor", late, "--buku", imported).returncode == 0
    again, said = written("lagi", "--tutup")
    assert (again, "Oktober 2026 sudah ditutup." in said) == (closed, True)
    assert run("periksa", "--buku", imported).returncode == 0


def test_the_book_is_printed_with_identities_only_for_a_reason(imported, tmp_path):
    ask = ("cetak-buku", "2026", "--buku", imported, "--keluar", tmp_path)
    done = run(*ask, "--lembar-kosong", "1")
    assert (done.returncode, Path(done.stdout.strip()).name) == (
        0,
        "Buku Register Pengaduan 2026.pdf",
    )
    refused = run(*ask, "--identitas")
    assert (refused.returncode, "alasan" in refused.stderr) == (1, True)
    named = run(*ask, "--identitas", "--alasan", "Diminta Inspektorat.")
    assert "dengan identitas" in named.stdout


def test_a_month_that_runs_is_not_closed(imported, tmp_path):
    running = time.strftime("%Y-%m")
    folder = tmp_path / "rekap"
    result = run("rekap", running, "--buku", imported, "--keluar", folder, "--tutup")
    assert (result.returncode, "belum berakhir" in result.stderr) == (1, True)
    assert not folder.exists()


def test_a_broken_line_is_reported_and_the_others_go_on(tmp_path):
    rows = [
        '{"saluran":"telepon","nama":"Satu"}',
        "{bukan json",
        '{"saluran":"burung_dara"}',
        '{"saluran":"telepon","nik":"610301010190000"}',
        '{"saluran":"telepon","diterima":"2999-01-01T08:00","jawaban_langsung":"Sudah."}',
        '{"saluran":"telepon","nama":"Enam"}',
    ]
    source = tmp_path / "rusak.jsonl"
    source.write_text("\n".join(rows), encoding="utf-8")
    trial = run("impor", source, "--buku", tmp_path / "buku.db", "--coba")
    assert trial.returncode == 1
    assert not (tmp_path / "buku.db").exists()
    result = run("impor", source, "--buku", tmp_path / "buku.db")
    assert result.returncode == 1
    assert len(result.stdout.split()) == 3
    lines = [int(n) for n in re.findall(r"^Baris (\d+):", result.stderr, re.MULTILINE)]
    assert lines == [2, 3, 5]
    assert "Baris 4, catatan: Dicatat seperti tertulis, perlu diperbaiki: NIK." in result.stderr
    assert "Traceback" not in result.stderr


def test_the_same_file_again_is_noticed_and_what_was_left_becomes_a_workbook(imported, tmp_path):
    from openpyxl import load_workbook

    left = tmp_path / "sisa.xlsx"
    again = run("impor", FIRST_INPUT, "--buku", imported, "--sisa", left)
    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr.count("Sudah ada dalam buku sebagai") == 12
    assert len(listed(imported)) == 12
    head, first, *others = load_workbook(left).active.iter_rows(values_only=True)
    assert head[-2:] == ("Baris asal", "Alasan")
    assert "001/PGD/" in first[-1]
    assert len(others) == 11
    trial = run("impor", left, "--buku", tmp_path / "lain.db", "--coba")
    assert trial.stdout.count("dapat dicatat") == 12, trial.stderr


def test_a_trial_says_what_an_import_would_and_writes_nothing(imported, tmp_path):
    row = '{"saluran":"lapor","nomor_lapor":"%s","nama":"Warga"}'
    used = next(r["nomor_lapor"] for r in listed(imported) if r["nomor_lapor"])
    source = tmp_path / "tiket.jsonl"
    source.write_text("\n".join(row % t for t in (used, "baru-1", "baru-1")), encoding="utf-8")
    before = imported.read_bytes()
    trial = run("impor", source, "--buku", imported, "--coba")
    assert imported.read_bytes() == before
    result = run("impor", source, "--buku", imported)
    for said in (trial, result):
        assert said.returncode == 1
        assert re.findall(r"^Baris (\d+):", said.stderr, re.MULTILINE) == ["1", "3"]


def test_a_due_date_is_explained(imported):
    result = run("hitung", "2026-12-18", "--buku", imported)
    assert result.stdout.startswith("2026-12-29")
    assert "Hari Raya Natal" in result.stdout
    far = run("hitung", "2031-06-02", "--buku", imported)
    assert "Libur tahun 2031 belum diisi" in far.stdout
    calendar = run("hitung", "2026-12-18", "--hari", "2", "--kalender", "--buku", imported)
    assert calendar.stdout.startswith("2026-12-20")


def test_the_same_arguments_make_the_same_book(tmp_path):
    options = ("--jumlah", 40, "--benih", 3, "--sampai", "2026-11-24")
    first, second = tmp_path / "a.db", tmp_path / "b.db"
    for path in (first, second):
        assert run("contoh", "--buku", path, *options).returncode == 0
    assert first.read_bytes() == second.read_bytes()
    assert run("periksa", "--buku", first).returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("daftar", "--buku", "{missing}"),
        ("periksa", "--buku", "{text}"),
        ("rekap", "2026-10", "--buku", "{text}", "--keluar", "{folder}"),
        ("impor", "{missing}", "--buku", "{folder}/baru.db"),
        ("impor", "{input}", "--buku", "{text}"),
        ("pulihkan", "{text}", "--buku", "{folder}/baru.db"),
        ("--uji-asap", "--buku", "{text}"),
        ("periksa", "--buku", "{long}"),
        ("impor", "{input}", "--buku", "{long}"),
        ("impor", "{long}.csv", "--buku", "{folder}/baru.db"),
        ("pulihkan", "{long}", "--buku", "{folder}/baru.db"),
        ("selamatkan", "--buku", "{text}"),
        ("selamatkan", "--buku", "{missing}"),
        ("selamatkan", "--buku", "{long}"),
    ],
)
def test_a_refusal_is_one_sentence_and_exit_code_1(tmp_path, arguments):
    text = tmp_path / "catatan.db"
    text.write_text("bukan basis data", encoding="utf-8")
    names = {
        "missing": tmp_path / "tidak-ada",
        "text": text,
        "folder": tmp_path,
        "input": FIRST_INPUT,
        "long": tmp_path / ("n" * 300),
    }
    result = run(*(a.format(**names) for a in arguments))
    assert result.returncode == 1
    assert result.stderr.strip()
    assert "Traceback" not in result.stderr
    assert text.read_text(encoding="utf-8") == "bukan basis data"


@pytest.mark.parametrize(
    "arguments",
    [
        ("rekap", "2026-13"),
        ("hitung", "besok"),
        ("hitung", "9999-12-31"),
        ("daftar", "--bulan", "9999-12"),
        ("rekap", "0001-01", "--keluar", "rekap"),
        ("contoh", "--buku", "x.db", "--jumlah", "3", "--sampai", "0001-01-01"),
        ("contoh", "--buku", "x.db", "--jumlah", "3", "--sampai", "2026-11-24", "--benih", "x"),
        ("daftar", "--json=3"),
        ("daftar", "--b", "x"),
        ("terbang",),
        ("impor",),
    ],
)
def test_wrong_usage_is_exit_code_2(arguments):
    result = run(*arguments)
    assert result.returncode == 2
    assert "pemakaian" in result.stderr
    assert not re.search("invalid|ignored|ambiguous|argument", result.stderr)


@pytest.mark.skipif(sys.platform == "win32", reason="names are Unicode there")
def test_what_is_no_text_is_said_or_not_found(imported):
    for arguments in (("periksa", "--buku"), ("cadangkan", "--ke"), ("pulihkan",)):
        assert run(*arguments, "\udcff").returncode == 2
    assert listed(imported, "--cari", "\udcff") == []


@pytest.mark.skipif(sys.platform == "win32", reason="closes a file as a shell does")
def test_without_an_output_the_work_is_done(tmp_path):
    path = tmp_path / "buku.db"
    command = f"'{sys.executable}' '{ROOT / 'main.py'}' impor '{FIRST_INPUT}' --buku '{path}' >&-"
    result = subprocess.run(command, shell=True, capture_output=True, check=False, timeout=120)
    assert (result.returncode, result.stderr) == (0, b"")
    assert len(listed(path)) == 12


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device")
def test_an_output_that_is_full_is_said(imported):
    for command in ("daftar", "periksa"):
        with Path("/dev/full").open("w") as full:
            result = subprocess.run(
                [sys.executable, ROOT / "main.py", command, "--buku", imported],
                stdout=full,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                check=False,
                timeout=120,
            )
        assert result.returncode == 1
        assert result.stderr.splitlines() == [
            "Keluaran perintah tidak dapat dibaca atau ditulis. "
            "Cakram penuh. Kosongkan ruang pada cakram."
        ]


def test_a_backup_is_whole_and_can_be_restored(imported, tmp_path):
    made = run("cadangkan", "--buku", imported, "--ke", tmp_path / "cadangan")
    backup = Path(made.stdout.strip())
    more = tmp_path / "lain.jsonl"
    more.write_text('{"saluran":"telepon","nama":"Tiga belas"}', encoding="utf-8")
    assert run("impor", more, "--buku", imported).returncode == 0
    assert len(listed(imported)) == 13
    restored = run("pulihkan", backup, "--buku", imported)
    assert restored.returncode == 0, restored.stderr
    assert len(listed(imported)) == 12
    assert run("periksa", "--buku", imported).returncode == 0


def test_periksa_compares_the_journal_with_the_backups(imported, tmp_path):
    later = tmp_path / "lain"
    run("cadangkan", "--buku", imported, "--ke", tmp_path / "data" / "cadangan")
    made = Path(run("cadangkan", "--buku", imported, "--ke", later).stdout.strip())
    row = '{"saluran":"telepon","nama":"Tiga Belas"}'
    (tmp_path / "satu.jsonl").write_text(row, encoding="utf-8")
    run("impor", tmp_path / "satu.jsonl", "--buku", imported)
    head = run("periksa", "--buku", imported).stdout.splitlines()[0].split()[-1]
    elsewhere = tmp_path / "jauh"
    run("cadangkan", "--buku", imported, "--ke", elsewhere)
    # An older copy in its place, as somebody would put it who wants the last line gone.
    shutil.copy(made, imported)
    # What was written down beside the book tells of it, until somebody takes that away as well.
    result = run("periksa", "--buku", imported)
    assert result.returncode == 1
    assert "Buku kehilangan 1 catatan terakhir" in result.stdout
    imported.with_name(imported.name + ".kepala").unlink()
    shutil.rmtree(tmp_path / "data" / "kepala")
    # The default folder knows nothing of what came later; the other one and the paper do.
    assert run("periksa", "--buku", imported).returncode == 0
    for more in (("--cadangan", elsewhere), ("--sidik-jari", head)):
        result = run("periksa", "--buku", imported, *more)
        assert result.returncode == 1
        assert head in result.stdout
        assert "1 masalah" in result.stderr
    shutil.copytree(elsewhere, tmp_path / "data" / "cadangan", dirs_exist_ok=True)
    assert run("periksa", "--buku", imported).returncode == 1
    assert run("periksa", "--buku", imported, "--sidik-jari", "abc").returncode == 2
    # Going back on purpose is in the journal, and no backup accuses it.
    assert run("pulihkan", made, "--buku", imported).returncode == 0
    assert run("periksa", "--buku", imported).returncode == 0


def test_every_printed_number_survives_sigkill(tmp_path):
    rows = [json.loads(line) for line in FIRST_INPUT.read_text(encoding="utf-8").splitlines()]
    source = tmp_path / "banyak.jsonl"
    with source.open("w", encoding="utf-8") as file:
        for number in range(300):
            row = dict(rows[number % 12])
            row.pop("nomor_lapor", None)
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    template = tmp_path / "kosong.db"
    open_book(FilePlace(template), may_create=True).close()
    choice = random.Random(20)
    for attempt in range(20):
        _kill_an_import(tmp_path / f"{attempt}.db", template, source, choice)


def _kill_an_import(path, template, source, choice):
    shutil.copy(template, path)
    process = subprocess.Popen(
        [sys.executable, ROOT / "main.py", "impor", source, "--buku", path],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    # Killed after a random printed number, and a random moment into the rows after it.
    printed = [process.stdout.readline().decode().strip() for _ in range(choice.randrange(1, 250))]
    time.sleep(choice.random() / 20)
    process.kill()
    printed += process.stdout.read().decode().split()
    process.wait()
    process.stdout.close()
    with open_book(FilePlace(path)) as book:
        stored = {row.number for row in book.rows(Complaint.select())}
        assert {number for number in printed if number} <= stored
        assert inspect_book(book).problems == ()


def test_what_a_file_would_fill_is_shown_and_a_strange_file_refused(tmp_path):
    shown = run("baca", FIRST_INPUT)
    assert shown.returncode == 0, shown.stderr
    lines = [json.loads(line) for line in shown.stdout.splitlines()]
    originals = FIRST_INPUT.read_text(encoding="utf-8").splitlines()
    rows = [{k: v for k, v in json.loads(line).items() if v not in ("", "-")} for line in originals]
    wanted = [row | {"lampiran": [], "peringatan": []} for row in rows]
    assert lines == wanted
    empty = tmp_path / "kosong.csv"
    empty.write_text("", encoding="utf-8")
    strange = tmp_path / "a.docx"
    for path in (empty, strange, tmp_path / "tidak-ada.eml"):
        refused = run("baca", path)
        assert refused.returncode == 1
        assert refused.stderr.endswith(".\n")
        assert "Traceback" not in refused.stderr


def test_the_version_is_told(tmp_path):
    for spelling in ("--versi", "--version"):
        told = run(spelling)
        assert (told.returncode, told.stdout) == (0, f"Buku Pengaduan {version()}\n")


def test_wrong_usage_is_said_in_letters_that_arrive(tmp_path):
    # As a console of Windows would have it, whose code page lacks the curly quotation mark.
    code_page = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    told = run("daftar", "--buku", "buku.db", "--bulan", "✓", env=code_page)
    assert told.returncode == 2
    assert "✓" in told.stderr


def test_pictures_are_taken_of_a_copy(tmp_path):
    path = tmp_path / "buku.db"
    assert run("contoh", "--buku", path, "--jumlah", 3, "--sampai", "2026-11-20").returncode == 0
    before = path.read_bytes()
    with copied_book(FilePlace(path)) as copy, open_book(copy) as book:
        fill_year(book, 2030)
    assert path.read_bytes() == before
    assert not copy.path.exists()


def test_what_can_be_read_of_a_damaged_book_takes_its_place(imported):
    content = imported.read_bytes()
    imported.write_bytes(bytes(4096) + content[4096:])
    damaged = imported.read_bytes()
    trial = run("selamatkan", "--buku", imported, "--coba")
    assert trial.returncode == 0, trial.stderr
    assert "masih terbaca 12 pengaduan" in trial.stdout
    assert "Tidak ada cadangan yang baik." in trial.stdout
    assert imported.read_bytes() == damaged
    done = run("selamatkan", "--buku", imported)
    kept = re.search(r"Berkas yang rusak disimpan: (.*)", done.stdout)
    assert Path(kept[1]).read_bytes() == damaged
    assert len(listed(imported)) == 12
    again = run("selamatkan", "--buku", imported)
    assert again.returncode == 1
    assert "tidak rusak" in again.stderr


def test_what_is_past_its_years_is_shown_and_then_goes(tmp_path):
    path, minutes = tmp_path / "lama.db", tmp_path / "berita acara.pdf"
    made = ("--jumlah", "20", "--sampai", "2019-11-23")
    assert run("contoh", "--buku", path, *made).returncode == 0
    tried = run("anonimkan", "--buku", path, "--coba")
    numbers = tried.stdout.splitlines()
    assert tried.returncode == 0
    assert "PGD" in numbers[0]
    named = ("daftar", "--buku", path, "--json")
    assert len({json.loads(line)["nama"] for line in run(*named).stdout.splitlines()}) > 5
    assert run("anonimkan", "--buku", path).returncode == 2
    done = run("anonimkan", "--buku", path, "--berita-acara", minutes)
    assert (done.returncode, done.stdout.splitlines()) == (0, numbers)
    said = [json.loads(line) for line in run(*named).stdout.splitlines()]
    assert {each["nama"] for each in said if each["nomor"] in numbers} <= {"", "dirahasiakan"}
    text = pdf_text(minutes)
    assert "BERITA ACARA PENGHAPUSAN DATA PENGADU" in text
    assert all(number in text for number in numbers)
    assert run("periksa", "--buku", path).returncode == 0
    assert run("anonimkan", "--buku", path, "--coba").stdout == ""
