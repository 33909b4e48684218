"""The box of the waiting room: opened once, its letters recorded one after another, by keys."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from app.entry.drafts import EntryContent
from app.reading.complaint.detail import read_detail
from app.reading.complaint.openings import (
    opening_ids,
    opening_of_letter,
    read_box_opening,
    read_openings,
)
from app.rules.channels import Channel
from app.steps.correct_opening import correct_opening, explain_letters, void_opening
from app.steps.open_box import OPENING_FIELDS, open_box
from models.complaint import Complaint
from ui.complaint.correct_dialog import CorrectDialog
from ui.entry.box import OPENING_ID, BoxTools
from ui.entry.opening_dialogs import OpenBoxDialog
from ui.entry.openings import OpeningsDialog
from ui.entry.page import EntryPage
from ui.widgets.delegates import SECOND_LINE_ROLE

OPENING = {
    "opened_at": "23-11-2026 08.00",
    "box_location": "Ruang tunggu",
    "witness_1": "Sri",
    "witness_2": "Dewi",
    "letter_count": "3",
}
LETTER = {"name": "Budi", "subject": "KTP belum jadi", "phone": "0812-0000-0147"}
_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
ROLES = (Qt.ItemDataRole.DisplayRole, SECOND_LINE_ROLE, Qt.ItemDataRole.ToolTipRole)
# Of a letter of five lines: 8 seconds at 150 ms a key.
_MOST_KEYS = 53


@pytest.fixture
def new_page(qtbot, on_screen, context):
    """Show an entry page on the book and the desk file, as at a start of the program."""

    def show():
        page = EntryPage(context)
        on_screen(page)
        page.shown()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return show


@pytest.fixture
def page(new_page):
    shown = new_page()
    shown.choose(Channel.BOX)
    return shown


@pytest.fixture
def in_dialog(qtbot, next_dialog):
    """Return a function that plans what is done in the next dialog; it never stays open."""

    def plan(act):
        def within(dialog):
            try:
                qtbot.waitUntil(dialog.isActiveWindow)
                act(dialog)
            finally:
                if dialog.isVisible():
                    QDialog.reject(dialog)

        next_dialog(within)

    return plan


@pytest.fixture
def keys(qtbot):
    return Keys(qtbot)


class Keys:
    """Two hands on a keyboard that count what they press."""

    def __init__(self, qtbot):
        self._qtbot = qtbot
        self.pressed = 0

    def press(self, key, held=Qt.KeyboardModifier.NoModifier):
        self.pressed += 1 + (held != Qt.KeyboardModifier.NoModifier)
        self._qtbot.keyClick(QApplication.focusWidget(), key, held)

    def write(self, text, end=Qt.Key.Key_Return):
        self.pressed += len(text)
        self._qtbot.keyClicks(QApplication.focusWidget(), text)
        self.press(end)

    def save(self):
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def tools(page):
    return page.form.findChild(BoxTools)


def heading(page):
    box = tools(page)
    return f"{box._letter.text()} · {box._facts.whole}" if box.heading.isVisible() else ""


def opened(book, **values):
    return next(iter(open_box(book, OPENING | values).box_openings))


def begin(page, book, **values):
    id_ = opened(book, **values)
    tools(page).begin(read_box_opening(book, id_))
    return id_


def save_letter(page, **values):
    page.form.fill(LETTER | values)
    page.save.click()


def complaints(book):
    return list(book.rows(Complaint.select().order_by(Complaint.id)))


def test_a_box_is_opened_by_keys_and_waits_for_its_first_letter(page, book, keys, in_dialog):
    opened(book, opened_at="20-11-2026 08.00", letter_count="0")

    def fill(dialog):
        assert dialog.editors["opened_at"].text() == "23-11-2026 09.21"
        assert dialog.focusWidget() is dialog.editors["box_location"].widget
        # The first is another way to write it, the others are others.
        for text in ("ruang tunggu", "SRI", "De", "3"):
            keys.write(text)
        keys.save()

    in_dialog(fill)
    page.form.setFocus()
    keys.press(Qt.Key.Key_K, _CTRL_SHIFT)
    newest, _ = read_openings(book, opening_ids(book))[::-1]
    # What was written before is written the same way again.
    assert (newest.box_location, newest.witness_1, newest.witness_2) == (
        "Ruang tunggu",
        "Sri",
        "De",
    )
    assert heading(page) == "Surat 1 dari 3 · Ruang tunggu, 23 November 2026 09.21"
    assert not any(page.form.editors[name].widget.isVisible() for name in OPENING_FIELDS)
    assert page.window().focusWidget() is page.form.editors["letter_on"].widget
    assert not page.form.is_touched


def test_the_next_letter_of_the_opening_is_typed_at_once(page, book):
    begin(page, book)
    save_letter(page)
    number = complaints(book)[0].number
    assert heading(page).startswith("Surat 2 dari 3 · Ruang tunggu, 23 November 2026 08.00")
    assert number in heading(page)
    assert page.window().focusWidget() is page.form.editors["letter_on"].widget
    assert not page.form.is_touched
    assert not LETTER.keys() & page.form.values.keys()
    save_letter(page, name="Tono")
    save_letter(page, name="Sari")
    assert page.result is not None
    [opening] = read_openings(book, opening_ids(book))
    assert (opening.recorded, opening.missing) == (3, 0)
    page.start_next()
    assert heading(page) == ""
    assert not OPENING.keys() & page.form.values.keys()


def test_the_second_letter_takes_eight_seconds_by_keyboard(page, book, keys):
    begin(page, book)
    save_letter(page)
    keys.press(Qt.Key.Key_Return)  # the letter bears no date
    keys.write("Budi")
    keys.write("081200000147")
    keys.press(Qt.Key.Key_Return)  # no NIK
    keys.write("Jl. Melati")
    keys.write("kap")
    for _ in ("village", "email", "is_secret"):
        keys.press(Qt.Key.Key_Return)
    keys.write("KTP rusak")
    keys.save()
    second = read_detail(book, complaints(book)[1].id)
    assert second.missing == ()
    assert (second.name, second.district, second.subject) == ("Budi", "Kapuas", "KTP rusak")
    assert keys.pressed <= _MOST_KEYS
    assert heading(page).startswith("Surat 3 dari 3")


@pytest.mark.parametrize("choice", ["go_on", "recount", "leave"])
def test_a_missing_letter_is_asked_for_at_the_end(page, book, in_dialog, choice):
    id_ = begin(page, book)
    save_letter(page)

    def choose(dialog):
        assert dialog.windowTitle() == "Baru 1 dari 3 surat tercatat"
        getattr(dialog, choice).setChecked(True)
        if choice != "go_on":
            dialog.submit()  # without a reason it stays
            assert dialog.isVisible()
            dialog.reason.setText("Dua lembar kosong")
        dialog.submit()

    in_dialog(choose)
    tools(page).end.click()
    opening = read_box_opening(book, id_)
    assert bool(heading(page)) is (choice == "go_on")
    assert opening.letter_count == (1 if choice == "recount" else 3)
    assert opening.missing_reason == ("Dua lembar kosong" if choice == "leave" else "")
    assert tools(page).go_on.isVisible() is False


def test_a_letter_being_typed_is_set_aside_when_the_box_is_ended(page, book, in_dialog):
    id_ = begin(page, book)
    page.form.fill(LETTER)
    explain_letters(book, id_, "Basah")
    page._context.hub.changed.emit(correct_opening(book, id_, OPENING, "Sama saja"))
    tools(page).end.click()
    assert page.form.values.get("name") is None
    (draft,) = page.keeper.all()
    page.resume(draft.key)
    assert page.form.values["name"] == "Budi"
    assert heading(page).startswith("Surat 1 dari 3")


def test_a_draft_knows_its_opening_even_when_that_was_corrected(page, book, new_page):
    id_ = begin(page, book)
    save_letter(page)
    page.form.fill({"name": "Tono"})
    assert page.keeper.keep()
    correct_opening(book, id_, OPENING | {"box_location": "Lobi"}, "Salah tempat")
    again = new_page()
    (draft,) = again.keeper.all()
    again.resume(draft.key)
    assert heading(again).startswith("Surat 2 dari 3 · Lobi, 23 November 2026 08.00")
    again.save.click()
    assert len(opening_ids(book)) == 1
    assert read_box_opening(book, id_).recorded == 2


@pytest.mark.parametrize("key", ["1", "99"])
def test_a_draft_of_an_opening_that_a_restored_book_lacks_is_none_of_another(page, book, key):
    opened(book, opened_at="22-11-2026 08.00", box_location="Lobi")
    page.take_in(EntryContent(Channel.BOX, OPENING | {OPENING_ID: key, "name": "Budi"}))
    assert heading(page) == ""
    assert "tidak ada lagi" in page.refusal.text()
    assert page.form.values["box_location"] == "Ruang tunggu"
    page.save.click()
    assert opening_of_letter(book, complaints(book)[0].id).box_location == "Ruang tunggu"


def test_a_start_offers_the_letters_that_are_still_to_come(qtbot, page, book, new_page, keys):
    begin(page, book)
    save_letter(page)
    page.close()
    again = new_page()
    assert again.header.facts.whole == (
        "Baru 1 dari 3 surat kotak Ruang tunggu tercatat. Tekan Alt+2 untuk melanjutkan."
    )
    again.choose(Channel.BOX)
    qtbot.waitUntil(tools(again).isVisible)
    assert tools(again).go_on.text() == "Lanjutkan surat 2 dari 3"
    keys.press(Qt.Key.Key_N, _CTRL_SHIFT)
    assert heading(again).startswith("Surat 2 dari 3")


def test_another_channel_in_between_takes_nothing_of_the_opening(page, book):
    begin(page, book)
    page.choose(Channel.COUNTER)
    assert not page.form.is_touched
    assert not OPENING.keys() & page.form.whole.keys()
    page.choose(Channel.BOX)
    tools(page).go_on.click()
    assert heading(page).startswith("Surat 1 dari 3")


def test_an_opening_that_is_voided_meanwhile_is_let_go(page, book):
    id_ = begin(page, book)
    page.form.fill(LETTER)
    page._context.hub.changed.emit(void_opening(book, id_, "Salah kotak"))
    assert heading(page) == ""
    assert page.form.values["name"] == "Budi"
    assert page.form.editors["opened_at"].widget.isVisible()
    assert "dibatalkan" in page.refusal.text()


def test_a_letter_too_many_is_said(page, book):
    begin(page, book, letter_count="1")
    save_letter(page)
    page.start_next()
    tools(page).begin(*read_openings(book, opening_ids(book)))
    assert heading(page).startswith("Surat 2, padahal dihitung 1")
    save_letter(page, name="Tono")
    assert "Sudah 2 surat tercatat, padahal dihitung 1." in page.result._state.text()


def test_a_typed_letter_stays_when_its_box_is_opened_afterwards(page, book, in_dialog):
    page.form.fill(LETTER | {"box_location": "Lobi"})

    def fill(dialog):
        assert dialog.values()["box_location"] == "Lobi"
        dialog.editors["letter_count"].set_text("2")
        dialog.submit()

    in_dialog(fill)
    tools(page).open.click()
    page.save.click()
    [opening] = read_openings(book, opening_ids(book))
    assert opening_of_letter(book, complaints(book)[0].id) == opening
    assert opening.box_location == "Lobi"


def answer_empty(in_dialog, answer):
    """Plan to open an empty box, and to give *answer* when that is asked for once more."""

    def fill(dialog):
        assert isinstance(dialog, OpenBoxDialog)
        dialog.fill(OPENING | {"letter_count": "0"})
        in_dialog(answer)
        dialog.submit()

    in_dialog(fill)


def test_an_opening_without_letters_is_asked_once_then_cleared(qtbot, page, book, in_dialog):
    page.form.fill(OPENING)
    answer_empty(in_dialog, QDialog.reject)
    tools(page).open.click()
    assert not opening_ids(book)
    assert page.form.values["box_location"] == "Ruang tunggu"
    said = []
    page.message.connect(said.append)
    answer_empty(in_dialog, QDialog.accept)
    tools(page).open.click()
    qtbot.waitUntil(lambda: bool(said))
    [opening] = read_openings(book, opening_ids(book))
    assert (opening.box_location, opening.witness_1, opening.letter_count) == (
        "Ruang tunggu",
        "Sri",
        0,
    )
    assert not OPENING.keys() & page.form.values.keys()
    assert page.form.isAncestorOf(page.window().focusWidget())
    close_preview()


def close_preview():
    for window in QApplication.topLevelWidgets():
        if isinstance(window, QDialog):
            window.close()


def test_an_empty_opening_recorded_before_is_refused_unasked(page, book, in_dialog):
    opened(book, letter_count="0")

    def fill(dialog):
        dialog.fill(OPENING | {"box_location": "RUANG TUNGGU", "letter_count": "0"})
        dialog.submit()
        assert "sudah tercatat" in dialog.editors["opened_at"].box.error
        assert dialog.values()["letter_count"] == "0"

    in_dialog(fill)
    tools(page).open.click()
    assert len(opening_ids(book)) == 1


@pytest.fixture
def listed(qtbot, context, book):
    """Show the list of the openings that a test has made."""

    def show():
        dialog = OpeningsDialog(context, lambda said: None)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return show


def rows(dialog):
    model = dialog.model
    return [model.index(row, 2).data() for row in range(model.rowCount())]


def test_the_list_shows_the_newest_first_and_how_many_letters_there_are(listed, book):
    opened(book, opened_at="20-11-2026 08.00", letter_count="0")
    opened(book, opened_at="21-11-2026 08.00")
    opened(book, opened_at="19-11-2026 08.00", letter_count="2")
    dialog = listed()
    assert rows(dialog) == ["0 dari 3 surat", "Tanpa surat", "0 dari 2 surat"]
    assert dialog.focusWidget() is dialog.table
    assert dialog.chosen.letter_count == 3


def test_the_list_names_nobody_while_a_citizen_can_see_it(listed, book, context):
    id_ = opened(book)
    correct_opening(book, id_, OPENING | {"witness_1": "Tono"}, "Bukan Sri")
    context.privacy.toggle()
    dialog = listed()
    shown = [dialog.model.index(0, column).data(role) for column in range(3) for role in ROLES]
    shown += [label.text() for label in dialog.findChildren(QLabel)]
    assert not any(name in str(text) for text in shown for name in ("Sri", "Dewi", "Tono"))


def test_an_empty_list_says_what_to_do(listed):
    dialog = listed()
    assert dialog.focusWidget() is dialog.cancel_button
    assert not dialog.accept_button.isVisible()


def test_an_opening_is_corrected_from_the_list(qtbot, listed, book, in_dialog):
    opened(book)
    dialog = listed()

    def fill(correct):
        correct.submit()
        assert "reason" in correct._boxes
        assert correct._boxes["reason"].error or correct._error.isVisible()
        correct.editors["letter_count"].set_text("5")
        correct._reason.setText("Salah hitung")
        correct.submit()

    in_dialog(fill)
    qtbot.keyClick(dialog.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert rows(dialog) == ["0 dari 5 surat"]
    told = " ".join(label.text() for label in dialog._history.findChildren(QLabel))
    assert re.search("Jumlah surat: “3” menjadi “5”. Alasan: Salah hitung", told)


def test_an_opening_is_voided_from_the_list(qtbot, listed, book, in_dialog):
    id_ = opened(book)
    dialog = listed()

    def fill(void):
        void.reason.setPlainText("Salah kotak")
        void.submit()

    in_dialog(fill)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert read_box_opening(book, id_).void_reason == "Salah kotak"
    assert dialog.model.index(0, 2).data() == "0 dari 3 surat"
    assert not dialog.void.isEnabled()
    assert not dialog.accept_button.isEnabled()
    dialog.submit()
    assert dialog.isVisible()
    assert dialog.print.isEnabled()


def test_letters_go_on_from_the_list(page, book, keys, in_dialog):
    opened(book, opened_at="01-11-2026 08.00")  # too long ago to be offered
    in_dialog(lambda dialog: keys.press(Qt.Key.Key_Return))
    page.form.setFocus()
    keys.press(Qt.Key.Key_O, _CTRL_SHIFT)
    assert heading(page).startswith("Surat 1 dari 3 · Ruang tunggu, 1 November 2026")


def test_a_letter_alone_is_not_asked_what_belongs_to_its_opening(qtbot, page, book, context):
    page.form.fill(OPENING | {"witness_1": "S" * 300})
    save_letter(page)
    detail = read_detail(book, complaints(book)[0].id)
    dialog = CorrectDialog(context, detail)
    qtbot.addWidget(dialog)
    asked = {"opened_at", "box_location"}
    assert dialog.editors.keys() & set(OPENING_FIELDS) == asked
