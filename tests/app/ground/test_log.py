"""The log tells the IT person what was done, and nothing of any citizen."""

from app.ground.log import log_event, log_file, log_trouble
from app.keeping.backup import back_up
from app.keeping.restore import restore
from tests.conftest import COMPLETE_FORM


def test_the_log_has_what_was_done_and_no_word_of_a_citizen(book, recorded, tmp_path):
    recorded()
    made = back_up(book, tmp_path / "cadangan")
    book.close()
    restore(made.path, book.place, book.clock)
    told = log_file().read_text(encoding="utf-8")
    assert f"Cadangan {made.path.name} dibuat: 1 pengaduan" in told
    assert f"dipulihkan dari {made.path.name}" in told
    assert not [text for text in COMPLETE_FORM.values() if text in told]


def test_the_log_is_kept_short(monkeypatch):
    monkeypatch.setattr("app.ground.log._BYTES", 1_000)
    for n in range(60):
        log_event(f"Baris ke-{n} dari banyak baris yang panjang sekali dan diulang")
    files = sorted(log_file().parent.glob("*.log*"))
    assert 2 <= len(files) <= 6
    assert all(file.stat().st_size <= 1_000 for file in files)


def test_a_folder_that_cannot_be_written_stops_nothing(monkeypatch, tmp_path):
    (tmp_path / "berkas").write_text("", encoding="utf-8")
    monkeypatch.setattr("app.ground.log.log_folder", lambda: tmp_path / "berkas" / "log")
    assert not log_trouble("Tidak dapat ditulis")
