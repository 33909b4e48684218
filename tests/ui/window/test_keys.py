"""Before there is a window: a new book gets its key, a locked one is opened."""

import argparse

import pytest
from PySide6.QtWidgets import QDialog

from app.book.key_slots import slot_file
from app.book.opening import open_book
from app.book.place import FilePlace
from app.book.unlocking import is_locked, unlocked, with_new_key
from app.ground.errors import BookLocked, NoKeyGiven
from app.ground.key_store import key_store
from ui.viewer.recovery_code import CodeDialog
from ui.window import start
from ui.window.first_admin import FirstAdminDialog
from ui.window.key_choice import KeyChoice
from ui.window.office_choice import OfficeChoice
from ui.window.unlocking import UnlockDialog, place_with_key


def arguments(path):
    return argparse.Namespace(
        buku=FilePlace(path), is_default_book=False, contoh=False, galeri=None, uji_asap=False
    )


@pytest.fixture
def away(tmp_path, clock):
    """A locked book that came from another computer, and its recovery code."""
    place, code = with_new_key(FilePlace(tmp_path / "pindah.db"), clock.now())
    open_book(place, clock=clock, may_create=True).close()
    key_store().remove("pembuka-buku")
    return FilePlace(place.path), code


@pytest.fixture
def accepted(monkeypatch):
    shown = []

    def accept(dialog):
        shown.append(dialog)
        dialog.submit()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(FirstAdminDialog, "exec", lambda dialog: QDialog.DialogCode.Rejected)
    for kind in (OfficeChoice, KeyChoice):
        monkeypatch.setattr(kind, "exec", accept)
    monkeypatch.setattr(CodeDialog, "exec", lambda dialog: shown.append(dialog.code.text()))
    return shown


def test_a_new_book_is_encrypted_unless_somebody_says_otherwise(tmp_path, accepted):
    given = arguments(tmp_path / "baru.db")
    with start._chosen_book(given) as opened:
        assert opened.load().place.key is not None
    assert is_locked(FilePlace(given.buku.path))
    assert len(accepted[-1]) == 29
    with start._chosen_book(arguments(given.buku.path)) as again:
        assert again.load().place.key == given.buku.key


def test_a_new_book_may_stay_plain(tmp_path, accepted, monkeypatch):
    def accept(dialog):
        dialog.wants_key.setChecked(False)
        dialog.submit()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(KeyChoice, "exec", accept)
    given = arguments(tmp_path / "baru.db")
    with start._chosen_book(given) as opened:
        opened.load()
    assert not is_locked(given.buku)
    assert not slot_file(given.buku.path).exists()


def test_whoever_closes_the_question_begins_no_book(tmp_path, accepted, monkeypatch):
    monkeypatch.setattr(KeyChoice, "exec", lambda dialog: QDialog.DialogCode.Rejected)
    given = arguments(tmp_path / "baru.db")
    with pytest.raises(start.NoOfficeChosen), start._chosen_book(given):
        pass
    assert not given.buku.exists()


def test_a_book_of_another_computer_asks_for_its_code_and_then_no_more(
    qtbot, away, clock, monkeypatch
):
    place, code = away

    def type_code(dialog):
        dialog.typed.setText("AAAAA-AAAAA-AAAAA-AAAAA-AAAAA")
        dialog.submit()
        qtbot.waitUntil(lambda: "Kunci salah" in dialog._boxes["typed"].error)
        dialog.typed.setText(code.lower())
        dialog.submit()
        qtbot.waitUntil(lambda: dialog.result() == QDialog.DialogCode.Accepted)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(UnlockDialog, "exec", type_code)
    opened = place_with_key(place, clock)
    assert opened.key is not None
    assert unlocked(place).key == opened.key


def test_it_need_not_be_remembered(qtbot, away, clock):
    place, code = away
    dialog = UnlockDialog(place, clock, "Terkunci.")
    qtbot.addWidget(dialog)
    dialog.submit()
    assert "Ketik" in dialog._boxes["typed"].error
    dialog.remembers.setChecked(False)
    dialog.typed.setText(code)
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.result() == QDialog.DialogCode.Accepted)
    with pytest.raises(BookLocked):
        unlocked(place)


def test_whoever_has_no_code_opens_nothing(away, clock, monkeypatch):
    monkeypatch.setattr(UnlockDialog, "exec", lambda dialog: QDialog.DialogCode.Rejected)
    with pytest.raises(NoKeyGiven):
        place_with_key(away[0], clock)


def test_a_book_without_any_slot_asks_for_no_code(away, clock):
    slot_file(away[0].path).unlink()
    with pytest.raises(BookLocked, match="anak-kunci") as refused:
        place_with_key(away[0], clock)
    assert not refused.value.can_be_opened
