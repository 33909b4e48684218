"""Service and category are proposed below their fields; only a key or a click takes them."""

from PySide6.QtCore import Qt, QThread
from PySide6.QtWidgets import QApplication

from app.reading.proposals import Proposer
from app.rules.channels import Channel


def proposed(page, name):
    line = page.form.editors[name].widget.line()
    return line.placeholderText().removeprefix("Ketik atau pilih")


def type_subject(qtbot, page, text):
    page.form.focus("subject")
    qtbot.keyClicks(QApplication.focusWidget(), text)


def press(qtbot, page, key, held=Qt.KeyboardModifier.AltModifier):
    qtbot.keyClick(QApplication.focusWidget() or page, key, held)


def test_one_key_takes_what_is_proposed(qtbot, page):
    type_subject(qtbot, page, "ktp belum dicetak sudah 2 bulan")
    qtbot.waitUntil(lambda: "KTP-el" in proposed(page, "service"))
    assert proposed(page, "service") == "KTP-el?"
    assert proposed(page, "category") == "Keterlambatan penyelesaian?"
    assert page.form.editors["service"].box.label.text().endswith("pakai usulan: Alt+U")
    assert "service" not in page.form.values
    focus = QApplication.focusWidget()
    press(qtbot, page, Qt.Key.Key_U)
    assert page.form.values["service"] == "KTP-el"
    assert page.form.values["category"] == "Keterlambatan penyelesaian"
    assert proposed(page, "service") == ""
    assert QApplication.focusWidget() is focus
    assert page.form.values["subject"] == "ktp belum dicetak sudah 2 bulan"


def test_what_is_proposed_is_not_recorded_by_itself(qtbot, page):
    type_subject(qtbot, page, "ktp belum dicetak")
    qtbot.waitUntil(lambda: "KTP-el" in proposed(page, "service"))
    page.save.click()
    assert page.result is not None
    press(qtbot, page, Qt.Key.Key_U)
    page.start_next()
    press(qtbot, page, Qt.Key.Key_U)
    assert "service" not in page.form.values


def test_what_was_chosen_stays(qtbot, page):
    page.form.fill({"service": "Legalisir"})
    type_subject(qtbot, page, "ktp belum dicetak sudah 2 bulan")
    qtbot.waitUntil(lambda: proposed(page, "category") != "")
    assert "Usulan" not in proposed(page, "service")
    press(qtbot, page, Qt.Key.Key_U)
    assert page.form.values["service"] == "Legalisir"
    assert page.form.values["category"] == "Keterlambatan penyelesaian"


def test_a_proposal_moves_nothing(qtbot, page):
    page.form.focus("subject")
    before = {name: editor.box.geometry() for name, editor in page.form.editors.items()}
    qtbot.keyClicks(QApplication.focusWidget(), "ktp belum dicetak sudah 2 bulan")
    qtbot.waitUntil(lambda: "KTP-el" in proposed(page, "service"))
    assert {name: editor.box.geometry() for name, editor in page.form.editors.items()} == before


def test_a_proposal_goes_when_the_text_changes(qtbot, page):
    type_subject(qtbot, page, "ktp belum dicetak")
    qtbot.waitUntil(lambda: "KTP-el" in proposed(page, "service"))
    page.form.editors["subject"].set_text("jalan rusak di desa")
    qtbot.waitUntil(lambda: proposed(page, "service") == "")


def test_a_proposal_is_also_taken_by_a_click(qtbot, page):
    type_subject(qtbot, page, "akta lahir anak salah nama ibu")
    qtbot.waitUntil(lambda: "Akta kelahiran" in proposed(page, "service"))
    qtbot.mouseClick(page.form.editors["service"].box.label, Qt.MouseButton.LeftButton)
    assert page.form.values["service"] == "Akta kelahiran"


def test_the_form_of_another_channel_is_asked_about_anew(qtbot, page):
    type_subject(qtbot, page, "ktp belum dicetak")
    qtbot.waitUntil(lambda: "KTP-el" in proposed(page, "service"))
    page.choose(Channel.WHATSAPP)
    qtbot.waitUntil(lambda: "KTP-el" in proposed(page, "service"))


def test_it_is_looked_for_in_the_worker(qtbot, page, monkeypatch):
    asking = []
    own = QApplication.instance().thread()
    real = Proposer.propose

    def watched(self, values):
        asking.append(QThread.currentThread() is own)
        return real(self, values)

    monkeypatch.setattr(Proposer, "propose", watched)
    type_subject(qtbot, page, "kk hilang")
    qtbot.waitUntil(lambda: bool(asking))
    assert asking[0] is False
