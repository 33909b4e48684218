"""The head of the journal is signed by a key that is not in the book; anybody can verify it."""

from dataclasses import replace

import pytest

from app.book.journal import last_entry
from app.book.opening import open_book
from app.book.place import FilePlace
from app.book.signature_keys import (
    SignatureKey,
    SignatureKeyRefused,
    Signed,
    is_signed,
    keep_in_store,
    key_fingerprint,
    new_signature_key,
    read_key_file,
    write_key_file,
)
from app.book.signatures import last_signature, read_signers
from app.ground.errors import FormRefused, StorageError
from app.keeping.backup import back_up
from app.keeping.inspection import inspect_book
from app.keeping.restore import restore
from app.steps.arrange import change_settings
from app.steps.sign import (
    SignatureRefused,
    key_on_this_computer,
    make_signature_key,
    sign_head,
)

PHRASE = "empat kata yang panjang"
SIGNED = Signed("a" * 64, 12, "b" * 64, "2026-11-30 14:05:00", "2026-11")


def signed_words(book):
    """Return what the inspection of a whole book says of its signatures."""
    report = inspect_book(book)
    assert report.problems == ()
    return [said for said in report.proof if said.startswith("Tanda tangan")]


def write_one(book):
    address = f"Jalan Rekaan {last_entry(book).sequence}"
    office = replace(book.settings.office, address=address)
    change_settings(book, replace(book.settings, office=office))


@pytest.fixture
def key(book):
    made = []
    make_signature_key(book, made.append)
    return made[0]


def test_only_what_was_signed_by_that_key_verifies():
    key = new_signature_key()
    signature = key.sign(SIGNED)
    assert is_signed(key.public, SIGNED, signature)
    for other in (
        replace(SIGNED, book="c" * 64),
        replace(SIGNED, sequence=13),
        replace(SIGNED, hash="c" * 64),
        replace(SIGNED, at="2026-11-30 14:05:01"),
        replace(SIGNED, occasion=""),
    ):
        assert not is_signed(key.public, other, signature)
    assert not is_signed(new_signature_key().public, SIGNED, signature)
    for broken in ("", "zz", "00" * 64, signature[:-2]):
        assert not is_signed(key.public, SIGNED, broken)
        assert not is_signed(broken, SIGNED, signature)


def test_a_key_on_a_stick_opens_with_its_passphrase_alone(tmp_path):
    key, path = new_signature_key(), tmp_path / "kepala.kuncitanda"
    write_key_file(key, path, PHRASE)
    assert read_key_file(path, PHRASE) == key
    assert key.seed.hex() not in path.read_text()
    with pytest.raises(SignatureKeyRefused, match="tidak cocok"):
        read_key_file(path, "empat kata yang lain")


def test_a_key_file_is_never_written_over(tmp_path):
    path = tmp_path / "kepala.kuncitanda"
    write_key_file(new_signature_key(), path, PHRASE)
    before = path.read_bytes()
    with pytest.raises(StorageError, match="sudah ada"):
        write_key_file(new_signature_key(), path, PHRASE)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"", b"[1]", b"{}", b"\xff\xfe", b'{"jenis": "lain"}', b"x" * 20_000]
)
def test_what_is_no_key_file_is_said(tmp_path, content):
    path = tmp_path / "kepala.kuncitanda"
    path.write_bytes(content)
    with pytest.raises(SignatureKeyRefused, match="bukan berkas kunci"):
        read_key_file(path, PHRASE)


def test_a_key_file_whose_halves_were_exchanged_is_refused(tmp_path):
    key, path = new_signature_key(), tmp_path / "kepala.kuncitanda"
    write_key_file(key, path, PHRASE)
    path.write_text(path.read_text().replace(key.public, new_signature_key().public))
    with pytest.raises(SignatureKeyRefused):
        read_key_file(path, PHRASE)


def test_a_stick_that_is_not_there_and_a_short_phrase_are_said(tmp_path):
    with pytest.raises(SignatureKeyRefused, match="Pasang stiknya"):
        read_key_file(tmp_path / "tidak ada.kuncitanda", PHRASE)
    with pytest.raises(FormRefused, match="paling sedikit 10"):
        write_key_file(new_signature_key(), tmp_path / "a.kuncitanda", "pendek")
    with pytest.raises(StorageError, match="stiknya"):
        write_key_file(new_signature_key(), tmp_path / "tanpa" / "a.kuncitanda", PHRASE)


def test_a_signed_book_says_by_whom_and_up_to_which_entry(book, key):
    assert "belum ada yang berlaku" in signed_words(book)[0]
    write_one(book)
    head = last_entry(book).sequence
    made = sign_head(book, key, "2026-11")
    assert (made.name, made.sequence, made.key) == (
        "Petugas Uji",
        head,
        key_fingerprint(key.public),
    )
    assert last_signature(book) == made
    (said,) = signed_words(book)
    assert f"catatan 1 sampai {head} ditandatangani Petugas Uji" in said
    write_one(book)
    assert signed_words(book) == [said, "Tanda tangan: 2 catatan terakhir belum ditandatangani."]


def test_nothing_new_is_not_signed_again(book, key):
    sign_head(book, key)
    before = last_entry(book).sequence
    with pytest.raises(SignatureRefused, match="Belum ada catatan baru"):
        sign_head(book, key)
    assert last_entry(book).sequence == before


def test_a_key_that_the_book_does_not_name_signs_nothing(book, key):
    with pytest.raises(SignatureRefused, match="bukan kunci tanda tangan buku ini"):
        sign_head(book, SignatureKey(bytes(32)))


def test_the_key_may_stay_on_the_computer(book):
    with pytest.raises(SignatureRefused, match="tidak ada di komputer ini"):
        key_on_this_computer(book)
    make_signature_key(book, lambda key: keep_in_store(book.holding.keys, key))
    sign_head(book, key_on_this_computer(book))
    assert inspect_book(book).problems == ()


def test_where_the_key_cannot_be_kept_the_book_names_none(book, tmp_path):
    before = last_entry(book).sequence
    with pytest.raises(StorageError):
        make_signature_key(
            book, lambda key: write_key_file(key, tmp_path / "tanpa" / "a.kuncitanda", PHRASE)
        )
    assert last_entry(book).sequence == before
    assert read_signers(book) == ()


def test_a_key_on_paper_must_still_be_that_of_the_book(book, key):
    sign_head(book, key)
    assert inspect_book(book, printed_key=key_fingerprint(key.public)).problems == ()
    (problem,) = inspect_book(book, printed_key="7f3a-91c2-0be4-55d8").problems
    assert "bukan kunci buku ini" in problem


def test_signatures_are_in_every_backup(book, key, book_path, tmp_path, clock):
    made = sign_head(book, key)
    backup = back_up(book, tmp_path / "cadangan")
    with open_book(FilePlace(backup.path), clock=clock, read_only=True) as copy:
        assert last_signature(copy) == made
    write_one(book)
    book.close()
    restore(backup.path, FilePlace(book_path), clock)
    with open_book(FilePlace(book_path), clock=clock) as again:
        assert inspect_book(again).problems == ()


def test_a_step_signs_what_it_has_written_itself(book, key):
    with book.transaction():
        write_one(book)
        inside = last_entry(book).sequence
        sign_head(book, key, "2026-11")
    assert last_signature(book).sequence == inside
