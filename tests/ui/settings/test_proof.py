"""*Keutuhan buku*: sealing, signing and a look through the book, from the settings."""

import pytest

from app.book.signature_keys import read_key_file
from app.book.signatures import last_signature, read_signers
from app.rules.events import Event
from app.steps.pins import switch_pins_on
from app.steps.seal import set_seal_key
from ui.settings.proof import ProofSection
from ui.settings.proof_dialogs import (
    BringSealKeyDialog,
    MakeSignatureKeyDialog,
    SealDialog,
    SignDialog,
)
from ui.shared.pin_dialog import ProofDialog
from ui.shared.step_dialog import StepDialog
from ui.viewer.recovery_code import CodeDialog

PHRASE = "empat kata yang panjang"


@pytest.fixture
def section(qtbot, context, on_screen):
    made = ProofSection(context)
    on_screen(made)
    show(qtbot, made)
    return made


def show(qtbot, section):
    """Let the section read the book, as a page does when it is shown or something changed."""
    section.show_stored()
    qtbot.waitUntil(lambda: not section.context.tasks.is_busy)


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


def test_the_book_is_sealed_and_the_key_shown_once(qtbot, section, answers, monkeypatch):
    shown = []
    answers(SealDialog)
    monkeypatch.setattr(CodeDialog, "exec", lambda dialog: shown.append(dialog.code.text()))
    assert "tidak disegel" in section.seal_words.text()
    with qtbot.waitSignal(section.message):
        section.seal_button.click()
    show(qtbot, section)
    assert len(shown) == 1
    assert "Disegel sejak catatan" in section.seal_words.text()
    assert not section.bring_button.isVisible()
    assert section.context.book.seals.sealing(section.context.book) is not None


def test_on_another_computer_the_key_is_typed_in(qtbot, section, answers, monkeypatch, tmp_path):
    code = set_seal_key(section.context.book)
    with monkeypatch.context() as there:
        there.setattr(type(section.context.book.seals), "find", lambda *_: None)
        show(qtbot, section)
    assert "tidak ada di komputer ini" in section.seal_words.text()
    assert section.bring_button.isVisible()
    answers(BringSealKeyDialog, lambda dialog: dialog.code.setText(code))
    section.bring_button.click()
    show(qtbot, section)
    assert not section.bring_button.isVisible()


def test_a_wrong_seal_key_is_said_under_its_field(qtbot, section):
    set_seal_key(section.context.book)
    dialog = BringSealKeyDialog(section.context, section)
    qtbot.addWidget(dialog)
    dialog.code.setText("ABCDE")
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert "bukan kunci segel" in dialog._boxes["code"].error


def test_a_gap_is_vouched_for_after_a_question(qtbot, section, answers):
    book = section.context.book
    set_seal_key(book)
    with book.transaction() as journal:
        sealing, journal.sealing = journal.sealing, None
        journal.tell(Event.CLOCK_ACCEPTED, {})
        journal.sealing = sealing
    show(qtbot, section)
    assert section.vouch_button.isVisible()
    answers(StepDialog)
    section.vouch_button.click()
    show(qtbot, section)
    assert not section.vouch_button.isVisible()


def make_key(section, path):
    dialog = MakeSignatureKeyDialog(section.context, section._state, section)
    dialog.file.setText(str(path))
    dialog.phrase.setText(PHRASE)
    dialog.again.setText(PHRASE)
    return dialog


def test_a_key_is_made_on_a_stick_and_signs(qtbot, section, answers, tmp_path):
    path = tmp_path / "kepala.kuncitanda"
    assert not section.sign_button.isVisible()
    dialog = make_key(section, path)
    qtbot.addWidget(dialog)
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.result() == MakeSignatureKeyDialog.DialogCode.Accepted)
    (signer,) = read_signers(section.context.book)
    assert read_key_file(path, PHRASE).public == signer.public_key
    show(qtbot, section)

    def fill(dialog):
        dialog.file.setText(str(path))
        dialog.phrase.setText(PHRASE)

    answers(SignDialog, fill)
    section.sign_button.click()
    show(qtbot, section)
    assert last_signature(section.context.book).name == signer.name
    assert f"ditandatangani {signer.name}" in section.sign_words.text()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("file", "", "Pilih berkasnya"),
        ("phrase", "pendek", "paling sedikit 10"),
        ("again", "lain sama sekali", "tidak sama"),
    ],
)
def test_what_a_key_lacks_is_said(qtbot, section, tmp_path, field, value, said):
    dialog = make_key(section, tmp_path / "kepala.kuncitanda")
    qtbot.addWidget(dialog)
    getattr(dialog, field).setText(value)
    dialog.submit()
    assert any(said in box.error for box in dialog._boxes.values())
    assert read_signers(section.context.book) == ()


def test_a_wrong_phrase_is_taken_away_and_asked_again(qtbot, section, tmp_path):
    path = tmp_path / "kepala.kuncitanda"
    made = make_key(section, path)
    qtbot.addWidget(made)
    made.submit()
    qtbot.waitUntil(lambda: made.result() == MakeSignatureKeyDialog.DialogCode.Accepted)
    dialog = SignDialog(section.context, section._state, section)
    qtbot.addWidget(dialog)
    dialog.file.setText(str(path))
    dialog.phrase.setText("bukan frasanya")
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert dialog.phrase.text() == ""
    assert "tidak cocok" in dialog._error.text()
    assert last_signature(section.context.book) is None


def test_a_key_of_the_computer_needs_no_file(qtbot, section, answers):
    answers(MakeSignatureKeyDialog, lambda dialog: dialog.on_computer.setChecked(True))
    section.key_button.click()
    show(qtbot, section)
    answers(SignDialog)
    section.sign_button.click()
    show(qtbot, section)
    assert last_signature(section.context.book) is not None


def test_with_pins_the_admin_may_not_sign_and_proves_to_seal(qtbot, section, monkeypatch):
    switch_pins_on(section.context.book, "Admin", "471903")
    given = []

    def prove(dialog):
        dialog.pin.setText("471903")
        dialog.submit()
        qtbot.waitUntil(lambda: dialog.result() == ProofDialog.DialogCode.Accepted)
        given.append(dialog)
        return ProofDialog.DialogCode.Accepted

    monkeypatch.setattr(ProofDialog, "exec", prove)
    dialog = SealDialog(section.context, section._state, section)
    qtbot.addWidget(dialog)
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.result() == SealDialog.DialogCode.Accepted)
    assert len(given) == 1
    refused = MakeSignatureKeyDialog(section.context, section._state, section)
    qtbot.addWidget(refused)
    refused.on_computer.setChecked(True)
    refused.submit()
    qtbot.waitUntil(lambda: not refused.is_busy)
    assert "Yang berwenang: Kepala Dinas" in refused._error.text()


def test_the_book_is_looked_through_beside_the_window(qtbot, section):
    section.inspect_button.click()
    qtbot.waitUntil(lambda: "Buku utuh" in section.found.toPlainText())
    assert "buku ini tidak disegel" in section.found.toPlainText()
    assert section.inspect_button.isEnabled()


@pytest.fixture
def locked(context, monkeypatch):
    monkeypatch.setattr(type(context.book), "read_only", property(lambda _: True))
    monkeypatch.setattr(type(context.book), "read_only_reason", property(lambda _: "Uji."))


@pytest.mark.usefixtures("locked")
def test_a_book_that_is_only_read_offers_a_look_alone(section):
    for button in section._buttons:
        assert not button.isVisible()
    assert section.inspect_button.isVisible()
