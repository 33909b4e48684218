"""*Kunci buku*: encrypting the book and changing what opens it, from the settings."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.book.key_slots import Opener, SlotKind, read_slots
from app.book.opening import open_book
from app.book.place import FilePlace
from app.book.unlocking import is_locked, unlocked, with_new_key
from app.ground.errors import BookLocked, UserError
from app.ground.key_store import key_store
from app.ground.paths import backup_folder
from app.keeping.backup import back_up
from app.rules.events import Event
from app.rules.officers import Role
from app.steps.openers import OpenersRefused, make_code, set_passphrase, take_away
from app.steps.pins import switch_pins_on
from models.journal import JournalEntry, JournalValue
from ui.settings.keys import CodeAgainDialog, EncryptDialog, KeySection, PassphraseDialog
from ui.shared.step_dialog import StepDialog
from ui.viewer.recovery_code import CodeDialog
from ui.widgets.waiting_dialog import WaitingDialog
from ui.window.encrypting import encrypt_between

PHRASE = "kucing makan ikan asin"


@pytest.fixture
def section(qtbot, context, on_screen):
    made = KeySection(context)
    on_screen(made)
    show(qtbot, made)
    return made


def show(qtbot, section):
    section.show_stored()
    qtbot.waitUntil(lambda: not section.context.tasks.is_busy)


@pytest.fixture
def locked(tmp_path, clock):
    """An encrypted book, open for writing, and its recovery code."""
    place, code = with_new_key(FilePlace(tmp_path / "terkunci.db"), clock.now())
    with open_book(place, clock=clock, officer="Rina", may_create=True) as book:
        yield book, code


@pytest.fixture
def locked_section(qtbot, context, locked, on_screen):
    made = KeySection(replace(context, book=locked[0]))
    on_screen(made)
    show(qtbot, made)
    return made


@pytest.fixture
def answers(qtbot, monkeypatch):
    """Let each dialog of a class be filled by a function and accepted when it is opened."""

    def answer(kind, fill=lambda _: None):
        def opened(dialog):
            fill(dialog)
            dialog.submit()
            qtbot.waitUntil(lambda: dialog.result() == kind.DialogCode.Accepted)
            return kind.DialogCode.Accepted

        monkeypatch.setattr(kind, "exec", opened)

    return answer


def events(book):
    return [e.event for e in book.rows(JournalEntry.select().order_by(JournalEntry.sequence))]


def test_a_plain_book_offers_to_be_encrypted_and_says_what_that_means(section):
    assert "tidak terkunci" in section.said.text()
    assert section.encrypt_button.isVisibleTo(section)
    for button in (section.code_button, section.drop_button, section.here_button):
        assert not button.isVisibleTo(section)


def test_whoever_agrees_is_shown_the_code_and_the_window_is_asked_to_close(
    qtbot, section, answers, monkeypatch, book, clock
):
    shown, wanted = [], []
    section.exchange_wanted.connect(wanted.append)
    answers(EncryptDialog)
    monkeypatch.setattr(CodeDialog, "exec", lambda dialog: shown.append(dialog.code.text()))
    section.encrypt_button.click()
    (place,), (code,) = wanted, shown
    assert not is_locked(book.place), "nothing has happened yet"
    book.close()
    assert "sekarang terkunci" in encrypt_between(place, clock, book.holding)
    assert is_locked(FilePlace(book.place.path))
    with open_book(unlocked(FilePlace(book.place.path)), clock=clock) as again:
        assert events(again)[-1] == Event.BOOK_LOCKED.value
    key_store().remove("pembuka-buku")
    assert unlocked(FilePlace(book.place.path), Opener(SlotKind.CODE, code)).key == place.key


def test_it_can_be_stopped_and_leaves_the_book_as_it_was(book, clock, monkeypatch):
    place, _ = with_new_key(book.place, clock.now())
    book.close()
    before = place.path.read_bytes()
    monkeypatch.setattr("app.ground.progress.Progress.tell", lambda self, done: self.ask())

    def stop():
        waiting = [w for w in QApplication.topLevelWidgets() if isinstance(w, WaitingDialog)]
        for dialog in waiting:
            dialog.reject()

    QTimer.singleShot(0, stop)
    with pytest.raises(UserError, match="dihentikan"):
        encrypt_between(place, clock, None)
    assert place.path.read_bytes() == before


def test_an_encrypted_book_names_what_opens_it(locked_section):
    assert "terkunci" in locked_section.said.text()
    kinds = [slot.kind for slot in locked_section.table.values()]
    assert kinds == [SlotKind.COMPUTER, SlotKind.CODE]
    assert not locked_section.encrypt_button.isVisibleTo(locked_section)
    assert not locked_section.here_button.isVisibleTo(locked_section)


def test_a_new_code_takes_the_place_of_the_old_one(
    qtbot, locked_section, locked, answers, monkeypatch
):
    book, old = locked
    shown = []
    answers(CodeAgainDialog)
    monkeypatch.setattr(CodeDialog, "exec", lambda dialog: shown.append(dialog.code.text()))
    locked_section.code_button.click()
    place = FilePlace(book.place.path)
    assert unlocked(place, Opener(SlotKind.CODE, shown[0])).key == book.place.key
    with pytest.raises(BookLocked, match="Kunci salah"):
        unlocked(place, Opener(SlotKind.CODE, old))
    assert events(book)[-1] == Event.OPENERS_CHANGED.value


def test_a_passphrase_is_typed_twice_and_long_enough(qtbot, locked_section, locked, answers):
    book, _ = locked
    dialog = PassphraseDialog(locked_section.context, locked_section)
    dialog.phrase.setText("pendek")
    dialog.again.setText("lain")
    dialog.submit()
    assert "tidak sama" in dialog._boxes["again"].error
    dialog.again.setText("pendek")
    dialog.submit()
    qtbot.waitUntil(lambda: bool(dialog._boxes["passphrase"].error))
    dialog.done(0)

    def fill(dialog):
        dialog.phrase.setText(PHRASE)
        dialog.again.setText(PHRASE)

    answers(PassphraseDialog, fill)
    locked_section.phrase_button.click()
    opener = Opener(SlotKind.PASSPHRASE, PHRASE)
    assert unlocked(FilePlace(book.place.path), opener).key == book.place.key
    told = book.rows(JournalValue.select().order_by(JournalValue.sequence.desc())).get()
    assert PHRASE not in told.content


def test_what_is_taken_away_opens_no_more_but_the_code_stays(locked):
    book, _ = locked
    set_passphrase(book, PHRASE)
    slots = {slot.kind: slot for slot in read_slots(book.place.path)}
    with pytest.raises(OpenersRefused):
        take_away(book, slots[SlotKind.CODE])
    take_away(book, slots[SlotKind.PASSPHRASE])
    with pytest.raises(BookLocked):
        unlocked(FilePlace(book.place.path), Opener(SlotKind.PASSPHRASE, PHRASE))
    assert len(read_slots(book.place.path)) == 2


def test_a_plain_book_has_nothing_that_opens_it(book):
    with pytest.raises(OpenersRefused):
        make_code(book)


def test_a_step_that_is_refused_changes_no_slot(locked):
    book, _ = locked
    switch_pins_on(book, "Admin", "814203")
    book.holding.seat("Petugas", None)
    before = read_slots(book.place.path)
    with pytest.raises(UserError):
        make_code(book)
    assert read_slots(book.place.path) == before
    assert book.role is not Role.ADMIN


def test_plain_copies_are_removed_by_whoever_wants_it(
    qtbot, locked_section, locked, book, clock, monkeypatch
):
    plain = back_up(book, backup_folder()).path
    plain = plain.rename(plain.with_name(plain.name.replace("buku", "terkunci", 1)))
    show(qtbot, locked_section)
    assert plain.name in locked_section.plain.text()
    monkeypatch.setattr(StepDialog, "exec", lambda dialog: StepDialog.DialogCode.Accepted)
    with qtbot.waitSignal(locked_section.message):
        locked_section.sweep_button.click()
    qtbot.waitUntil(lambda: not locked_section.context.tasks.is_busy)
    assert not plain.exists()
    assert not locked_section.sweep_button.isVisibleTo(locked_section)
