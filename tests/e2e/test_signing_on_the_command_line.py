"""The book is signed by a command, such as a scheduled one, with a key on a stick or in store."""

import pytest

from app.book.opening import open_book
from app.book.place import FilePlace
from app.book.signature_keys import keep_in_store, write_key_file
from app.book.signatures import last_signature
from app.steps.sign import make_signature_key
from tests.e2e.test_commands import run

PHRASE = "empat kata yang panjang"


@pytest.fixture
def stick(book, book_path, tmp_path):
    path = tmp_path / "kepala.kuncitanda"
    make_signature_key(book, lambda key: write_key_file(key, path, PHRASE))
    book.close()
    return path


def signed(path):
    with open_book(FilePlace(path), read_only=True) as book:
        return last_signature(book)


def test_the_key_on_a_stick_signs(book_path, stick):
    arguments = ("tandatangani", "--buku", book_path, "--kunci", stick, "--sandi-dari", 0)
    done = run(*arguments, input=f"{PHRASE}\n")
    assert (done.returncode, done.stderr) == (0, "")
    made = signed(book_path)
    assert f"kunci {made.key}" in done.stdout
    checked = run("periksa", "--buku", book_path, "--kunci-tanda-tangan", made.key)
    assert checked.returncode == 0
    assert f"catatan 1 sampai {made.sequence} ditandatangani Petugas Uji" in checked.stdout
    foreign = run("periksa", "--buku", book_path, "--kunci-tanda-tangan", "7f3a-91c2-0be4-55d8")
    assert foreign.returncode == 1
    assert "bukan kunci buku ini" in foreign.stdout


def test_a_wrong_phrase_or_none_signs_nothing(book_path, stick):
    arguments = ("tandatangani", "--buku", book_path, "--kunci", stick)
    for more, typed, said in (
        (("--sandi-dari", 0), "frasa yang keliru\n", "tidak cocok"),
        ((), "", "--sandi-dari"),
    ):
        done = run(*arguments, *more, input=typed)
        assert (done.returncode, said in done.stderr) == (1, True), done.stderr
    assert signed(book_path) is None


def test_the_key_that_stays_on_the_computer_signs(book, book_path):
    refused = run("tandatangani", "--buku", book_path)
    assert refused.returncode == 1
    make_signature_key(book, lambda key: keep_in_store(book.holding.keys, key))
    book.close()
    assert run("tandatangani", "--buku", book_path).returncode == 0
    assert signed(book_path) is not None


def test_a_book_that_is_not_there_is_not_made(tmp_path):
    done = run("tandatangani", "--buku", tmp_path / "tidak-ada.db")
    assert (done.returncode, (tmp_path / "tidak-ada.db").exists()) == (1, False)
