"""Each step's dialog asks for what the step needs, takes it, and says why when it is refused."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QRadioButton

from app.book.lists import read_lists
from app.reading.complaint.detail import read_detail
from app.rules.channels import Channel
from app.rules.completeness import Element
from app.rules.events import Step
from app.rules.next_steps import OFFERED, next_steps
from app.rules.officers import Role
from app.rules.papers import Paper
from app.rules.procedure import STEPS
from app.rules.statuses import Status
from app.steps.absences import note_absence
from app.steps.answer import approve_answer, write_answer
from app.steps.complete import declare_complete, return_to_supplement
from app.steps.distribute import distribute
from app.steps.edit_lists import ListName, add_list_entry
from models.complaint import Complaint
from models.rows import find
from ui.complaint.dialogs import DIALOGS, step_dialog
from ui.fields.editors import FieldEditor


@pytest.fixture
def open_step(qtbot, context):
    def open_dialog(complaint_id, step):
        dialog = step_dialog(None, context, complaint_id, step)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return open_dialog


@pytest.fixture
def at_team(book, recorded):
    id_ = recorded()
    declare_complete(book, id_)
    distribute(book, id_, 1)
    return id_


def _status(book, id_):
    return read_detail(book, id_).status


def _write(dialog, name, text):
    field = dialog.findChild(QLineEdit, name) or dialog.findChild(QPlainTextEdit, name)
    field.setText(text) if isinstance(field, QLineEdit) else field.setPlainText(text)


def _error(dialog):
    shown = [dialog._error.text()] if dialog._error.isVisible() else []
    return " ".join(shown + [box.error for box in dialog._boxes.values()]).strip()


def test_a_whole_complaint_is_declared_complete(open_step, book, recorded):
    id_ = recorded()
    dialog = open_step(id_, Step.DECLARE_COMPLETE)
    dialog.accept_button.click()
    assert dialog.changes is not None
    assert _status(book, id_) is Status.COMPLETE


def test_what_is_missing_is_asked_and_stored(open_step, book, recorded):
    id_ = recorded(phone="")
    dialog = open_step(id_, Step.DECLARE_COMPLETE)
    dialog.submit()
    assert dialog.changes is None
    assert _error(dialog)
    assert _status(book, id_) is Status.RECORDED
    _write(dialog, "phone", "0812 0000 0147")
    dialog.submit()
    detail = read_detail(book, id_)
    assert (detail.status, detail.phone, detail.missing) == (Status.COMPLETE, "0812 0000 0147", ())


def test_what_is_missing_is_typed_as_in_the_entry_form(qtbot, open_step, recorded):
    dialog = open_step(recorded(name="", phone=""), Step.DECLARE_COMPLETE)
    assert list(dialog.editors) == ["name", "phone"]
    assert all(isinstance(editor, FieldEditor) for editor in dialog.editors.values())
    name, phone = dialog.editors.values()
    name.set_text("Warga Rekaan")
    qtbot.keyClick(name.widget, Qt.Key.Key_Return)
    assert dialog.focusWidget() is phone.widget
    phone.set_text("0812-0000-0147")
    assert phone.box.below.text() == "Dikenali: 0812-0000-0147"
    qtbot.keyClick(phone.widget, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.accept_button


def test_return_names_what_is_missing_and_offers_the_slip(open_step, book, recorded):
    id_ = recorded(phone="", subject="")
    dialog = open_step(id_, Step.RETURN)
    letter = dialog.findChild(QPlainTextEdit, "letter").toPlainText()
    assert "nomor" in letter.lower()
    dialog.wants_slip.setChecked(True)
    dialog.submit()
    detail = read_detail(book, id_)
    assert detail.status is Status.INCOMPLETE
    assert set(detail.missing) == {Element.PHONE, Element.SUBJECT}
    assert dialog.wanted_paper is Paper.MISSING_SLIP


def test_answered_on_the_spot(open_step, book, recorded):
    id_ = recorded()
    dialog = open_step(id_, Step.ANSWER_DIRECTLY)
    dialog.submit()
    assert _error(dialog)
    _write(dialog, "answer", "Silakan ke loket 3.")
    dialog.submit()
    detail = read_detail(book, id_)
    assert (detail.status, detail.is_direct) == (Status.SETTLED, True)


@pytest.mark.parametrize(("service", "chosen"), [("", 2), ("Akta kelahiran", 3)])
def test_a_team_is_chosen_with_the_keyboard_alone(
    qtbot, open_step, book, recorded, service, chosen
):
    id_ = recorded(service=service)
    declare_complete(book, id_)
    dialog = open_step(id_, Step.DISTRIBUTE)
    qtbot.waitUntil(lambda: isinstance(dialog.focusWidget(), QRadioButton))
    if not service:
        dialog.submit()
        assert _error(dialog) == "Pilih tim penjawab."
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Space)
    assert not _error(dialog)
    dialog.submit()
    assert read_detail(book, id_).team_id == chosen


def test_distribution_preselects_the_fitting_team(open_step, book, recorded):
    id_ = recorded(service="Akta kelahiran")
    declare_complete(book, id_)
    dialog = open_step(id_, Step.DISTRIBUTE)
    chosen = [b.text() for b in dialog.findChildren(QRadioButton) if b.isChecked()]
    assert chosen == ["Bidang Pelayanan Pencatatan Sipil · 0 terbuka"]
    _write(dialog, "note", "Mohon dicek.")
    dialog.submit()
    detail = read_detail(book, id_)
    assert (detail.status, detail.team_id) == (Status.DISTRIBUTED, 2)
    assert detail.distribution_note == "Mohon dicek."


def test_an_empty_answer_is_refused_and_nothing_is_lost(open_step, book, at_team):
    dialog = open_step(at_team, Step.WRITE_ANSWER)
    _write(dialog, "answer", "   ")
    dialog.submit()
    assert "Tulis jawaban" in _error(dialog)
    assert dialog.isVisible()
    _write(dialog, "answer", "Blangko sudah tersedia.")
    dialog.submit()
    assert read_detail(book, at_team).answer == "Blangko sudah tersedia."


def test_approval_names_who_approves(open_step, book, at_team):
    write_answer(book, at_team, "Sudah dicetak.")
    dialog = open_step(at_team, Step.APPROVE_ANSWER)
    assert dialog.findChild(QComboBox).currentText()
    dialog.submit()
    detail = read_detail(book, at_team)
    assert detail.status is Status.ANSWERED
    assert detail.approved_by


def test_delivery_in_the_future_is_refused_below_its_field(open_step, book, at_team):
    write_answer(book, at_team, "Sudah dicetak.")
    approve_answer(book, at_team, "Pejabat Pengelola Pengaduan")
    dialog = open_step(at_team, Step.DELIVER)
    _write(dialog, "at", "01-01-2031 08.00")
    dialog.submit()
    assert dialog.changes is None
    assert _error(dialog)
    _write(dialog, "at", "bukan tanggal")
    dialog.submit()
    assert dialog.changes is None


def test_a_late_delivery_asks_why(open_step, book, clock, at_team):
    write_answer(book, at_team, "Sudah dicetak.")
    approve_answer(book, at_team, "Pejabat Pengelola Pengaduan")
    clock.moment = clock.moment.replace(month=12, day=14)
    dialog = open_step(at_team, Step.DELIVER)
    reason = dialog.findChild(QPlainTextEdit, "late_reason")
    assert reason.isVisible()
    _write(dialog, "at", "30-11-2026 10.00")
    assert not reason.isVisible()
    _write(dialog, "at", "14-12-2026 08.00")
    _write(dialog, "late_reason", "Menunggu blangko.")
    dialog.submit()
    detail = read_detail(book, at_team)
    assert (detail.status, detail.closed_on) == (Status.SETTLED, date(2026, 12, 14))
    assert find(book.store.database, Complaint, at_team).late_reason == "Menunggu blangko."


@pytest.mark.parametrize(
    ("step", "fields", "status"),
    [
        (Step.FORWARD, {"to": "Dinas Sosial", "reason": "Bukan wewenang."}, Status.FORWARDED),
        (Step.WITHDRAW, {"reason": "Sudah selesai di loket."}, Status.WITHDRAWN),
        (Step.VOID, {"reason": "Tercatat dua kali."}, Status.VOID),
    ],
)
def test_other_ends_want_a_reason(open_step, book, recorded, step, fields, status):
    id_ = recorded()
    dialog = open_step(id_, step)
    dialog.submit()
    assert _error(dialog)
    assert _status(book, id_) is Status.RECORDED
    for name, text in fields.items():
        _write(dialog, name, text)
    dialog.submit()
    detail = read_detail(book, id_)
    assert (detail.status, detail.closing_reason) == (status, fields["reason"])


def test_lapse_only_after_the_limit(open_step, book, clock, recorded):
    id_ = recorded(phone="")
    return_to_supplement(book, id_)
    early = open_step(id_, Step.LAPSE)
    early.submit()
    assert "masih dapat melengkapi" in _error(early)
    clock.moment = clock.moment.replace(month=12, day=28)
    late = open_step(id_, Step.LAPSE)
    late.submit()
    assert _status(book, id_) is Status.LAPSED


def test_a_correction_keeps_the_old_value_in_the_history(open_step, book, recorded):
    id_ = recorded(name="Warga Reka")
    dialog = open_step(id_, Step.CORRECT)
    dialog.findChild(QLineEdit, "name").setText("Warga Rekaan")
    dialog.submit()
    assert _error(dialog)  # why is asked
    _write(dialog, "reason", "Salah ketik nama.")
    dialog.submit()
    detail = read_detail(book, id_)
    assert detail.name == "Warga Rekaan"
    assert any("Salah ketik nama" in entry.remark for entry in detail.timeline)


def test_a_correction_begins_at_what_is_to_be_put_right(qtbot, open_step, book, recorded):
    id_ = recorded(service="Surat Sapi", nik="12")
    dialog = open_step(id_, Step.CORRECT)
    assert dialog.focusWidget() is dialog.editors["nik"].widget
    assert dialog.editors["nik"].box.below.text() == "NIK 16 angka, baru 2."
    combo = dialog.editors["service"].widget
    assert combo.currentText() == "Surat Sapi"
    _write(dialog, "reason", "Layanan yang benar")
    combo.setFocus()
    combo.showPopup()
    combo.view().setCurrentIndex(combo.model().index(1, 0))
    qtbot.keyClick(combo.view(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [doubt.field for doubt in read_detail(book, id_).doubts] == ["nik"]


def test_a_correction_says_what_is_odd_and_takes_what_ctrl_enter_means(
    qtbot, open_step, book, recorded
):
    id_ = recorded()
    dialog = open_step(id_, Step.CORRECT)
    nik, district = dialog.editors["nik"], dialog.editors["district"]
    nik.widget.setFocus()
    qtbot.keyClicks(nik.widget, "12")
    _write(dialog, "reason", "Diperbaiki")
    district.widget.setFocus()
    assert nik.box.below.text() == "NIK 16 angka, baru 2. Tetap dapat disimpan."
    district.widget.line().selectAll()
    qtbot.keyClicks(district.widget, "muk")
    qtbot.keyClick(district.widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()
    assert read_detail(book, id_).district == "Mukok"


def test_every_step_has_a_dialog_and_words():
    assert set(DIALOGS) == set(OFFERED)
    assert all(STEPS[step].label and STEPS[step].done for step in OFFERED)


@pytest.mark.parametrize("step", OFFERED, ids=lambda step: step.value)
def test_a_book_for_reading_takes_no_step(qtbot, context, book, recorded, monkeypatch, step):
    id_ = recorded()
    monkeypatch.setattr(type(book), "read_only", property(lambda _: True))
    dialog = step_dialog(None, context, id_, step)
    qtbot.addWidget(dialog)
    assert not dialog.accept_button.isEnabled()
    assert "hanya dapat dibaca" in dialog._error.text()


def test_closed_complaints_offer_no_end(book, recorded, open_step):
    id_ = recorded()
    dialog = open_step(id_, Step.VOID)
    _write(dialog, "reason", "Tercatat dua kali.")
    dialog.submit()
    assert next_steps(read_detail(book, id_), book.clock.today()).primary is None


@pytest.mark.parametrize(("step", "name"), [(Step.WITHDRAW, "reason"), (Step.CORRECT, "reason")])
def test_a_text_that_is_needed_is_asked_under_its_field(open_step, book, recorded, step, name):
    dialog = open_step(recorded(), step)
    if step is Step.CORRECT:
        assert dialog.focusWidget().objectName() == "name"
        _write(dialog, "name", "Warga Rekaan Lain")
    dialog.submit()
    assert dialog._boxes[name].error.startswith("Tulis alasan")
    assert dialog.focusWidget().objectName() == name
    _write(dialog, name, "Permintaan pengadu")
    assert not dialog._boxes[name].error


@pytest.mark.parametrize("is_sure", [True, False])
def test_what_was_typed_is_not_thrown_away_unasked(qtbot, open_step, at_team, monkeypatch, is_sure):
    asked = []
    monkeypatch.setattr(
        "ui.shared.step_dialog.confirm", lambda *words, **_: asked.append(words) or is_sure
    )
    dialog = open_step(at_team, Step.WRITE_ANSWER)
    qtbot.keyClicks(dialog.focusWidget(), "Sudah kami periksa.")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert len(asked) == 1
    assert dialog.isVisible() is not is_sure


def test_a_dialog_where_nothing_was_typed_closes_at_once(qtbot, open_step, at_team):
    dialog = open_step(at_team, Step.WRITE_ANSWER)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("is_right", [True, False])
def test_a_step_is_not_taken_with_a_clock_that_went_back(
    open_step, book, clock, recorded, monkeypatch, is_right
):
    id_ = recorded()
    clock.moment -= timedelta(days=30)
    asked = []
    monkeypatch.setattr(
        "ui.shared.door.is_agreed",
        lambda question: asked.append(question.windowTitle()) or is_right,
    )
    dialog = open_step(id_, Step.DECLARE_COMPLETE)
    dialog.submit()
    assert len(asked) == 1
    assert (_status(book, id_) is Status.COMPLETE) is is_right


@pytest.fixture
def answered_by_mail(book, recorded):
    id_ = recorded(channel=Channel.EMAIL, from_address="warga@contoh.id")
    declare_complete(book, id_)
    distribute(book, id_, 1)
    write_answer(book, id_, "Akta sudah terbit.")
    approve_answer(book, id_, "Pejabat Pengelola Pengaduan")
    return id_


def test_an_answer_goes_back_by_mail_before_it_is_delivered(
    qtbot, open_step, context, opened, answered_by_mail
):
    dialog = open_step(answered_by_mail, Step.DELIVER)
    assert dialog.findChild(QComboBox, "how").currentText() == "Email"
    with qtbot.waitSignal(context.tasks.finished):
        dialog.reply.click()
    (url,) = opened
    assert b'To: "Warga Rekaan" <warga@contoh.id>' in Path(url.toLocalFile()).read_bytes()
    assert "Balasan lewat email" in dialog._how_box.below.text()
    dialog.submit()
    assert dialog.changes is not None


def test_no_mail_is_offered_by_another_way_or_without_an_address(
    open_step, answered_by_mail, at_team, book
):
    dialog = open_step(answered_by_mail, Step.DELIVER)
    dialog.findChild(QComboBox, "how").setCurrentText("Surat")
    assert not dialog.reply.isVisible()
    write_answer(book, at_team, "Sudah.")
    approve_answer(book, at_team, "Pejabat Pengelola Pengaduan")
    dialog = open_step(at_team, Step.DELIVER)
    dialog.findChild(QComboBox, "how").setCurrentText("Email")
    assert not dialog.reply.isVisible()


def test_a_reply_that_is_ready_after_the_dialog_closed_says_nothing(
    qtbot, open_step, context, opened, answered_by_mail
):
    dialog = open_step(answered_by_mail, Step.DELIVER)
    with qtbot.waitSignal(context.tasks.finished):
        dialog.reply.click()
        dialog.accept()
    assert len(opened) == 1
    assert "Balasan" not in dialog._how_box.below.text()


def test_a_person_is_chosen_and_who_is_named_in_the_complaint_cannot_be(open_step, book, recorded):
    for name in ("Budi Rekaan", "Tono Rekaan"):
        values = {"name": name, "role": Role.ANSWERER.value, "team_id": 1}
        add_list_entry(book, ListName.OFFICERS, values)
    people = {each.name: each.id for each in read_lists(book).officers}
    today = book.clock.today()
    note_absence(book, people["Budi Rekaan"], today, today, people["Tono Rekaan"])
    id_ = recorded(description="Tono Rekaan marah-marah.")
    declare_complete(book, id_)
    dialog = open_step(id_, Step.DISTRIBUTE)
    person = dialog.findChild(QComboBox, "assignee")
    named = person.model().item(person.findData(people["Tono Rekaan"]))
    assert ("disebut" in named.text(), named.isEnabled()) == (True, False)
    person.setCurrentIndex(person.findData(people["Budi Rekaan"]))
    hints = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Tidak di tempat: Budi Rekaan s.d. 23-11-2026, diganti Tono Rekaan." in hints
    dialog.submit()
    assert read_detail(book, id_).assignee == "Budi Rekaan"


def test_distributing_again_asks_for_the_reason(open_step, book, at_team):
    dialog = open_step(at_team, Step.DISTRIBUTE)
    dialog.findChildren(QRadioButton)[1].setChecked(True)
    dialog.submit()
    assert _error(dialog) == "Tulis alasan pemindahannya."
    _write(dialog, "reason", "Salah bidang")
    dialog.submit()
    assert read_detail(book, at_team).team_id == 2
