"""Whoever looks into a backup changes nothing of it, and leaves nothing behind."""

import hashlib

import pytest

from app.ground.errors import BookRefused, ReadOnlyBook
from app.keeping.backup import back_up
from app.keeping.looked_at import opened_backup
from models.complaint import Complaint


def digests(folder):
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}


@pytest.fixture
def backup(book, recorded, tmp_path):
    recorded()
    return back_up(book, tmp_path / "cadangan").path


def test_its_complaints_are_seen_and_the_backup_stays_as_it_is(backup, clock, tmp_path):
    before = digests(backup.parent)
    with opened_backup(backup, clock, tmp_path / "sementara") as opened:
        shown = opened.load()
        assert shown.rows(Complaint.select()).count() == 1
        assert "1 pengaduan" in shown.holding.notice
        with pytest.raises(ReadOnlyBook, match="isi sebuah cadangan"), shown.transaction():
            pass
    assert digests(backup.parent) == before


def test_the_copy_goes_when_the_window_is_closed(backup, clock, tmp_path):
    place = tmp_path / "sementara"
    with opened_backup(backup, clock, place) as opened:
        assert opened.holding.place.path.is_relative_to(place)
    assert list(place.rglob("*.cadangan*")) == []


def test_what_is_no_backup_is_refused(tmp_path, clock):
    with pytest.raises(BookRefused, match="tidak ada"), opened_backup(tmp_path / "x", clock):
        pass
    foreign = tmp_path / "surat.cadangan"
    foreign.write_text("bukan buku", encoding="utf-8")
    with pytest.raises(BookRefused), opened_backup(foreign, clock, tmp_path / "sementara"):
        pass
