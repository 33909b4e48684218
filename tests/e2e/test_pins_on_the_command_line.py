"""A book with PINs asks a command too: who takes its steps, and that one's PIN."""

import pytest

from app.book.opening import open_book
from app.book.place import FilePlace
from app.book.rights import Proof
from app.keeping.backup import back_up
from app.reading.complaint.detail import read_detail
from app.steps.pins import set_pin, switch_pins_on
from models.complaint import Complaint
from tests.e2e.test_commands import FIRST_INPUT, run

DESK, ADMIN = "815204", "471903"


@pytest.fixture
def with_pins(book_path, tmp_path):
    with open_book(FilePlace(book_path)) as book:
        switch_pins_on(book, "Admin Rekaan", ADMIN)
        book.accept_proof(Proof(book.holding.officer_id, book.clock.utc()))
        set_pin(book, 1, DESK)
        back_up(book, tmp_path / "cadangan")
    return book_path


def count(path):
    with open_book(FilePlace(path), read_only=True) as book:
        return book.rows(Complaint.select()).count()


def impor(path, *arguments, **more):
    return run("impor", FIRST_INPUT, "--buku", path, "--jam-benar", *arguments, **more)


@pytest.mark.parametrize(
    ("arguments", "typed", "said"),
    [
        ((), "", "--petugas"),
        (("--petugas", "Orang Lain"), "", "--petugas"),
        (("--petugas", "Petugas Pengaduan"), "", "--pin-dari"),
        (("--petugas", "Petugas Pengaduan", "--pin-dari", "0"), "000001\n", "tidak cocok"),
        (("--petugas", "Petugas Pengaduan", "--pin-dari", "77"), "", "--pin-dari"),
        (("--petugas", "Admin Rekaan", "--pin-dari", "0"), f"{ADMIN}\n", "Yang berwenang"),
    ],
)
def test_an_import_without_a_right_records_nothing(with_pins, arguments, typed, said):
    result = impor(with_pins, *arguments, input=typed)
    assert result.returncode == 1
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert count(with_pins) == 0


def test_an_import_with_the_pin_of_the_desk_records(with_pins):
    pin = ("--petugas", "Petugas Pengaduan", "--pin-dari", "0")
    result = impor(with_pins, *pin, input=f"{DESK}\n")
    assert (result.returncode, result.stderr) == (0, "")
    assert count(with_pins) == 12


def test_a_restore_asks_too(with_pins, tmp_path):
    backup = next((tmp_path / "cadangan").glob("*.cadangan"))
    refused = run("pulihkan", backup, "--buku", with_pins)
    assert (refused.returncode, "--petugas" in refused.stderr) == (1, True)
    desk = ("--petugas", "Petugas Pengaduan", "--pin-dari", "0")
    refused = run("pulihkan", backup, "--buku", with_pins, *desk, input=f"{DESK}\n")
    assert (refused.returncode, "Yang berwenang" in refused.stderr) == (1, True)
    admin = ("--petugas", "Admin Rekaan", "--pin-dari", "0")
    assert run("pulihkan", backup, "--buku", with_pins, *admin, input=ADMIN).returncode == 0


def test_in_a_book_without_pins_the_name_is_taken_as_it_is(book_path):
    assert impor(book_path, "--petugas", "Siti Rekaan").returncode == 0
    with open_book(FilePlace(book_path), read_only=True) as book:
        assert book.rows(Complaint.select()).get().recorded_by == "Siti Rekaan"


def test_whole_data_leave_the_book_for_a_reason_that_stands_in_the_journal(book_path):
    assert impor(book_path).returncode == 0
    wanted = ("daftar", "--buku", book_path, "--lengkap")
    refused = run(*wanted)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "alasan" in refused.stderr
    result = run(*wanted, "--alasan", "Memindahkan buku", "--petugas", "Siti Rekaan")
    assert (result.returncode, len(result.stdout.splitlines())) == (0, 12)
    with open_book(FilePlace(book_path), read_only=True) as book:
        entry = read_detail(book, 1).timeline[-1]
    assert (entry.is_look, entry.officer) == (True, "Siti Rekaan")
    assert "Memindahkan buku" in entry.remark


def test_in_a_book_with_pins_the_manager_alone_takes_whole_data(with_pins):
    wanted = ("daftar", "--buku", with_pins, "--lengkap", "--alasan", "Memindahkan buku")
    assert "--petugas" in run(*wanted).stderr
    desk = ("--petugas", "Petugas Pengaduan", "--pin-dari", "0")
    refused = run(*wanted, *desk, input=f"{DESK}\n")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "Yang berwenang" in refused.stderr


def test_whole_data_of_no_book_make_none(tmp_path):
    path = tmp_path / "tiada.db"
    assert run("daftar", "--buku", path, "--lengkap", "--alasan", "Coba").returncode == 1
    assert not path.exists()
