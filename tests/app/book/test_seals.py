"""Each entry of a sealed book bears a mark that only a holder of its key makes."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.book.journal import last_entry
from app.book.opening import open_book
from app.book.place import FilePlace
from app.book.seals import SealKey, keys_told
from app.ground.errors import FormRefused
from app.ground.key_store import KeysRefused, KeyStore
from app.ground.paths import key_folder
from app.keeping.backup import back_up
from app.keeping.inspection import inspect_book
from app.keeping.restore import restore
from app.steps.arrange import change_settings
from app.steps.seal import SealRefused, bring_seal_key, set_seal_key, vouch_for_unsealed
from models.journal import JournalEntry


def write_one(book):
    """Bring an entry about; return its number."""
    address = f"Jalan Rekaan {last_entry(book).sequence}"
    office = replace(book.settings.office, address=address)
    change_settings(book, replace(book.settings, office=office))
    return last_entry(book).sequence


def proof(book):
    report = inspect_book(book)
    assert report.problems == ()
    return " ".join(report.proof)


@pytest.fixture
def at_computer(monkeypatch, tmp_path, book_path, clock):
    """Open the book at a computer with folders, and keys, of its own."""

    def open_there(name):
        monkeypatch.setenv("BUKU_PENGADUAN_DATA", str(tmp_path / name))
        return open_book(FilePlace(book_path), clock=clock, officer="Petugas Uji")

    return open_there


def test_every_entry_is_sealed_from_the_one_that_names_the_key(book, recorded):
    recorded()
    before = last_entry(book).sequence
    key = SealKey(set_seal_key(book))
    recorded()
    make = key.sealing()
    for row in book.rows(JournalEntry.select()):
        assert row.seal == (make(row.hash) if row.sequence > before else None)
    said = proof(book)
    assert f"catatan {before + 1} sampai {last_entry(book).sequence} (kunci {key.id}" in said


def test_an_unsealed_book_says_what_is_not_proved(book):
    assert "buku ini tidak disegel" in proof(book)


def test_the_key_is_outside_the_book(book, book_path, recorded):
    code = set_seal_key(book)
    recorded()
    book.close()
    content = Path(book_path).read_bytes()
    assert not any(form.encode() in content for form in (code, code.replace("-", "")))
    assert any(code in path.read_text() for path in key_folder().iterdir())


def test_a_sealed_book_is_sealed_at_every_start(at_computer):
    with at_computer("pertama") as book:
        set_seal_key(book)
    with at_computer("pertama") as book:
        write_one(book)
        assert last_entry(book).seal
        assert "cocok pada catatan" in proof(book)


def test_where_the_key_is_not_nothing_is_sealed_and_that_is_said(at_computer):
    with at_computer("pertama") as book:
        set_seal_key(book)
    with at_computer("kedua") as book:
        bare = write_one(book)
        said = proof(book)
        assert "tidak ada di komputer ini" in said
        assert f"catatan {bare} tidak disegel, jadi tidak terbukti" in said
        with pytest.raises(SealRefused, match="tidak ada di komputer ini"):
            vouch_for_unsealed(book)


def test_the_key_is_brought_and_the_gap_is_vouched_for(at_computer):
    with at_computer("pertama") as book:
        code = set_seal_key(book)
    with at_computer("kedua") as book:
        first, last = write_one(book), write_one(book)
        with pytest.raises(FormRefused, match="bukan kunci segel"):
            bring_seal_key(book, "ABCDE-FGHJK-MNPQR-STUVW-XYZ23")
        bring_seal_key(book, code.lower().replace("-", " "))
        write_one(book)
        (problem,) = inspect_book(book).problems
        assert f"catatan {first} sampai {last} tidak disegel" in problem
        vouch_for_unsealed(book)
        assert f"catatan {first} sampai {last} tidak disegel; diakui" in proof(book)
        with pytest.raises(SealRefused, match="Tidak ada catatan"):
            vouch_for_unsealed(book)


def test_a_new_key_is_named_under_the_seal_of_the_one_before(at_computer):
    with at_computer("pertama") as book:
        old = SealKey(set_seal_key(book))
        write_one(book)
        set_seal_key(book)
        write_one(book)
        wanted = JournalEntry.sequence == keys_told(book)[1].sequence
        entry = book.rows(JournalEntry.select().where(wanted)).get()
        assert entry.seal == old.sealing()(entry.hash)
        assert "cocok pada catatan" in proof(book)


def test_a_key_that_was_lost_is_followed_by_another(at_computer):
    with at_computer("pertama") as book:
        set_seal_key(book)
        write_one(book)
    with at_computer("kedua") as book:
        set_seal_key(book)
        write_one(book)
        assert "tidak ada di komputer ini" in proof(book)
        assert "cocok pada catatan" in proof(book)


def test_a_backup_and_a_restored_book_are_sealed(at_computer, tmp_path, book_path, clock):
    with at_computer("pertama") as book:
        set_seal_key(book)
        write_one(book)
        backup = back_up(book, tmp_path / "cadangan")
        assert backup.is_good
        write_one(book)
    restore(backup.path, FilePlace(book_path), clock)
    with at_computer("pertama") as book:
        assert last_entry(book).seal
        write_one(book)
        assert "cocok pada catatan" in proof(book)


def test_a_computer_that_keeps_no_key_seals_nothing(book, monkeypatch):
    def refuse(self, name, key):
        raise KeysRefused("Kunci tidak dapat disimpan.")

    monkeypatch.setattr(KeyStore, "put", refuse)
    before = last_entry(book).sequence
    with pytest.raises(KeysRefused):
        set_seal_key(book)
    assert last_entry(book).sequence == before


def test_a_keyring_that_stays_locked_stops_no_step(at_computer, monkeypatch):
    with at_computer("pertama") as book:
        set_seal_key(book)
    asked = []

    def refuse(self, name):
        asked.append(name)
        raise KeysRefused("Buka kuncinya.")

    monkeypatch.setattr(KeyStore, "get", refuse)
    with at_computer("pertama") as book:
        write_one(book)
        write_one(book)
        assert last_entry(book).seal is None
        assert len(asked) == 1
