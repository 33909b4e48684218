"""An encrypted book by its commands: real processes, real files, and what stands in them."""

import json
import re
import shutil

import pytest

from app.ground.paths import ROOT_VARIABLE
from tests.e2e.test_commands import FIRST_INPUT, run

MARK = "Hj. Siti Aminah"
CODE = re.compile(r"[0-9A-Z]{5}(-[0-9A-Z]{5}){4}")


@pytest.fixture
def made(tmp_path):
    """An encrypted book with the first real input, and its recovery code."""
    book = tmp_path / "buku.db"
    result = run("impor", FIRST_INPUT, "--buku", book, "--dengan-kunci")
    assert result.returncode == 0, result.stderr
    assert len(result.stdout.split()) == 12
    return book, CODE.search(result.stderr)[0]


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """Go on as on another computer, which has none of the keys."""
    return lambda: monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path / "another"))


def ok(*arguments, **more):
    result = run(*arguments, **more)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


def refused(*arguments, **more):
    result = run(*arguments, **more)
    assert (result.returncode, result.stdout) == (1, "")
    assert "Traceback" not in result.stderr
    assert "rusak" not in result.stderr
    return result.stderr


def clear_files(folder):
    """Return the files in which a marked name, or a database as everybody can read it, stands."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    contents = {path.name: path.read_bytes() for path in files}
    return {
        name
        for name, content in contents.items()
        if MARK.encode() in content or b"SQLite format 3" in content
    }


def test_every_command_works_on_an_encrypted_book(made, tmp_path):
    book, _ = made
    assert "Buku utuh." in ok("periksa", "--buku", book)
    assert MARK in ok("daftar", "--buku", book, "--cari", MARK)
    assert len(ok("rekap", "2026-10", "--buku", book, "--keluar", tmp_path / "r").splitlines()) == 5
    backup = ok("cadangkan", "--buku", book, "--ke", tmp_path / "cadangan").strip()
    shutil.rmtree(tmp_path / "r")
    assert clear_files(tmp_path) == set()
    assert "Buku sebelumnya disimpan" in ok("pulihkan", backup, "--buku", book)
    assert "Buku utuh." in ok("periksa", "--buku", book, "--cadangan", tmp_path / "cadangan")
    assert clear_files(tmp_path) == set()


def test_a_sample_book_can_have_a_key_too(tmp_path):
    book = tmp_path / "contoh.db"
    arguments = ("contoh", "--buku", book, "--jumlah", 5, "--sampai", "2026-11-24")
    result = run(*arguments, "--dengan-kunci")
    assert (result.returncode, result.stdout.strip()) == (0, str(book))
    assert "Buku utuh." in ok("periksa", "--buku", book)
    assert clear_files(tmp_path) == set()
    again = run(*arguments, "--dengan-kunci")
    assert (again.returncode, "sudah ada" in again.stderr) == (1, True)


def test_a_book_that_is_there_gets_no_key_by_a_command(tmp_path):
    book = tmp_path / "buku.db"
    run("impor", FIRST_INPUT, "--buku", book)
    before = book.read_bytes()
    assert "--dengan-kunci" in refused("impor", FIRST_INPUT, "--buku", book, "--dengan-kunci")
    assert book.read_bytes() == before


def test_another_computer_asks_for_the_code_and_can_remember_it(made, elsewhere):
    book, code = made
    elsewhere()
    said = refused("daftar", "--buku", book)
    assert "terkunci" in said
    assert "--kode-pemulihan-dari" in said
    with_code = ("daftar", "--buku", book, "--json", "--kode-pemulihan-dari", 0)
    typed = code.lower().replace("-", " ")
    assert len(ok(*with_code, input=f"{typed}\n").splitlines()) == 12
    refused("daftar", "--buku", book)
    ok(*with_code, "--ingat", input=code)
    assert len(ok("daftar", "--buku", book).splitlines()) == 12


@pytest.mark.parametrize(
    ("option", "typed"),
    [
        ("--kode-pemulihan-dari", "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA\n"),
        ("--kode-pemulihan-dari", ""),
        ("--frasa-sandi-dari", "bukan frasa sandi\n"),
    ],
)
def test_a_wrong_code_is_called_a_wrong_key(made, elsewhere, option, typed):
    book, _ = made
    elsewhere()
    before = book.read_bytes()
    assert "Kunci salah" in refused("daftar", "--buku", book, option, 0, input=typed)
    assert book.read_bytes() == before


def test_a_code_from_a_file_that_is_not_open_is_refused(made, elsewhere):
    book, _ = made
    elsewhere()
    assert "77" in refused("daftar", "--buku", book, "--kode-pemulihan-dari", 77)


def test_lost_slots_are_taken_from_beside_a_backup(made, tmp_path):
    book, _ = made
    slots = book.with_name("buku.db.anak-kunci")
    before = json.loads(slots.read_text("utf-8"))
    ok("cadangkan", "--buku", book, "--ke", tmp_path / "data" / "cadangan")
    slots.unlink()
    ok("daftar", "--buku", book)
    assert json.loads(slots.read_text("utf-8")) == before


def test_lost_slots_without_a_backup_are_named(made):
    book, code = made
    book.with_name("buku.db.anak-kunci").unlink()
    said = refused("daftar", "--buku", book, "--kode-pemulihan-dari", 0, input=code)
    assert "buku.db.anak-kunci" in said


def test_a_backup_is_restored_on_another_computer(made, tmp_path, elsewhere):
    book, code = made
    ok("cadangkan", "--buku", book, "--ke", tmp_path / "stik")
    (backup,) = (tmp_path / "stik").glob("*.cadangan")
    elsewhere()
    away = tmp_path / "rumah" / "buku.db"
    away.parent.mkdir()
    assert "terkunci" in refused("pulihkan", backup, "--buku", away)
    ok("pulihkan", backup, "--buku", away, "--kode-pemulihan-dari", 0, "--ingat", input=code)
    assert "Buku utuh." in ok("periksa", "--buku", away)
    assert clear_files(tmp_path) == set()


def test_an_old_plain_backup_comes_back_encrypted(made, tmp_path):
    book, _ = made
    plain = tmp_path / "lama.db"
    run("impor", FIRST_INPUT, "--buku", plain)
    ok("cadangkan", "--buku", plain, "--ke", tmp_path / "lama")
    (backup,) = (tmp_path / "lama").glob("*.cadangan")
    ok("pulihkan", backup, "--buku", book)
    plain.unlink()
    shutil.rmtree(tmp_path / "lama")
    assert MARK in ok("daftar", "--buku", book)
    assert clear_files(tmp_path) == set()


def test_the_key_of_another_book_is_a_wrong_key(made, tmp_path):
    book, _ = made
    other = tmp_path / "lain.db"
    run("contoh", "--buku", other, "--jumlah", 1, "--sampai", "2026-11-24", "--dengan-kunci")
    for path in (book, other):
        path.with_name(f"{path.name}.anak-kunci").rename(tmp_path / f"{path.stem}.alih")
    (tmp_path / "buku.alih").rename(tmp_path / "lain.db.anak-kunci")
    (tmp_path / "lain.alih").rename(tmp_path / "buku.db.anak-kunci")
    # Found by name beside the other one, as beside any copy.
    assert MARK in ok("daftar", "--buku", book)
