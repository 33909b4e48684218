"""The side panel: what it tells of a secret complaint, on a safe screen, and what it offers."""

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton

from app.entry.attachments import IncomingFile
from app.reading.complaint.detail import read_detail
from app.rules.channels import Channel, fields_of
from app.rules.events import Step
from app.rules.fields import FieldKind
from app.rules.papers import Paper
from app.steps.anonymise import anonymise
from app.steps.answer import answer_directly
from app.steps.attach import attach
from app.steps.correct import correct
from app.steps.show import show_nik
from tests.app.rules.test_fields import typed
from tests.books.every_step import PIXEL
from ui.complaint.attached_files import OpenedFiles
from ui.complaint.correct_dialog import CorrectDialog
from ui.complaint.identity import ReasonDialog
from ui.complaint.panel import ComplaintPanel


@pytest.fixture
def panel(on_screen, context):
    made = ComplaintPanel(context)
    on_screen(made)
    return made


def _said(panel):
    QApplication.processEvents()  # what was put in is shown with the next events
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def _of_a_secret_call(recorded):
    return recorded(
        Channel.PHONE,
        name="Warga Rahasia",
        phone="",
        is_secret="ya",
        caller_number="0812 0000 7777",
        called_at="23-11-2026 08.30",
    )


@pytest.mark.parametrize("channel", Channel)
def test_every_declared_field_is_said(panel, recorded, channel):
    """Who declares a field finds it on the panel, unless it is said in words of the panel's own."""
    values = {field.name: typed(field) for field in fields_of(channel)} | {"is_secret": ""}
    for place, field in enumerate(fields_of(channel)):
        if field.kind in {FieldKind.LINE, FieldKind.TEXT}:
            values[field.name] = f"Isian ke{place}x"
    panel.show_complaint(recorded(channel, **values))
    said = _said(panel)
    texts = {FieldKind.LINE, FieldKind.TEXT, FieldKind.EMAIL, FieldKind.SERVICE, FieldKind.VILLAGE}
    texts |= {FieldKind.CATEGORY, FieldKind.DISTRICT, FieldKind.OFFICER, FieldKind.PHONE}
    asked = [field for field in fields_of(channel) if field.kind in texts]
    assert [field.name for field in asked if values[field.name] not in said] == []
    own = [field.short_label for field in fields_of(channel) if field.is_own]
    assert [label for label in own if label not in said] == []


def test_a_secret_complaint_hides_who_called_but_not_when(panel, recorded):
    panel.show_complaint(_of_a_secret_call(recorded))
    said = _said(panel)
    assert "Identitas dirahasiakan" in said
    assert "Warga Rahasia" not in said
    assert "7777" not in said
    assert "23-11-2026 08.30" in said


@pytest.fixture
def gives_reason(next_dialog):
    """Give the next dialog a reason for looking."""

    def give(reason="Menghubungi pengadu"):
        def act(dialog):
            assert isinstance(dialog, ReasonDialog)
            dialog.reason.setCurrentText(reason)
            dialog.accept_button.click()
            if not reason:
                dialog.reject()

        next_dialog(act)

    return give


def _looks(book, id_):
    return [e.title for e in read_detail(book, id_).timeline if e.is_look]


def test_the_identity_is_shown_for_a_reason_that_is_written_down(
    panel, book, recorded, gives_reason
):
    id_ = _of_a_secret_call(recorded)
    panel.show_complaint(id_)
    gives_reason()
    panel.findChild(QPushButton, "reveal").click()
    said = _said(panel)
    assert "Warga Rahasia (dirahasiakan)" in said
    assert "0812 0000 7777" in said
    assert _looks(book, id_) == ["Identitas dilihat"]
    assert "Alasan: Menghubungi pengadu" in said


def test_without_a_reason_the_identity_stays_hidden(panel, book, recorded, gives_reason):
    id_ = _of_a_secret_call(recorded)
    panel.show_complaint(id_)
    gives_reason("")
    panel.findChild(QPushButton, "reveal").click()
    assert "Warga Rahasia" not in _said(panel)
    assert _looks(book, id_) == []


def test_a_whole_nik_has_a_reason_too(panel, book, recorded, gives_reason):
    id_ = recorded(nik="6103174507900001")
    panel.show_complaint(id_)
    assert "6103174507900001" not in _said(panel)
    gives_reason()
    panel.findChild(QPushButton, "reveal").click()
    assert "6103174507900001" in _said(panel)
    assert _looks(book, id_) == ["NIK dilihat"]


def test_a_file_of_a_secret_complaint_has_no_name_and_a_reason(
    panel, book, recorded, gives_reason, monkeypatch
):
    shown = []
    monkeypatch.setattr(OpenedFiles, "show", lambda _self, *given: shown.append(given))
    id_ = _of_a_secret_call(recorded)
    attach(book, id_, [IncomingFile("KTP Warga.png", "image/png", PIXEL)])
    panel.show_complaint(id_)
    names = [b.text() for b in panel.findChildren(QPushButton) if "Berkas ke-1" in b.text()]
    assert len(names) == 1
    button = next(b for b in panel.findChildren(QPushButton) if b.text() in names)
    gives_reason("")
    button.click()
    assert shown == []
    gives_reason("Memeriksa bukti")
    button.click()
    assert len(shown) == 1
    assert _looks(book, id_) == ["Lampiran dilihat"]


def test_correcting_a_secret_complaint_asks_first(panel, book, recorded, gives_reason, next_dialog):
    id_ = _of_a_secret_call(recorded)
    panel.show_complaint(id_)
    gives_reason("")
    panel.take_step(Step.CORRECT)
    assert _looks(book, id_) == []

    def give(dialog):
        dialog.reason.setCurrentText("Pengadu memperbaiki namanya")
        next_dialog(
            lambda correcting: (
                typed.append(correcting.editors["name"].text()),
                correcting.reject(),
            )
        )
        dialog.accept_button.click()

    typed = []
    next_dialog(give)
    panel.take_step(Step.CORRECT)
    assert typed == ["Warga Rahasia"]
    assert _looks(book, id_) == ["Identitas dilihat"]


def test_the_history_tells_who_looked_apart_from_who_changed(panel, book, recorded):
    id_ = recorded(nik="6103174507900001")
    show_nik(book, id_, "Memeriksa berkas")
    panel.show_complaint(id_)
    part = panel.findChild(QComboBox, "history-part")
    assert {"NIK dilihat", "Diterima dan dicatat"} <= set(_said(panel).splitlines())
    part.setCurrentText("Siapa melihat")
    assert "Diterima dan dicatat" not in _said(panel)
    assert "NIK dilihat" in _said(panel)
    part.setCurrentText("Siapa mengubah")
    assert "NIK dilihat" not in _said(panel)
    # What happens to the complaint leaves the choice as it is.
    correct(book, id_, {"subject": "Antrean"}, "Salah tulis")
    panel.show_complaint(id_)
    assert panel.findChild(QComboBox, "history-part").currentText() == "Siapa mengubah"


def test_a_repeat_of_a_secret_person_is_noticed_and_named_for_a_reason(
    panel, book, recorded, gives_reason, qtbot
):
    first = recorded(phone="0812 0000 7777", is_secret="ya")
    second = recorded(phone="+62 812-0000-7777", name="Nama Lain")
    panel.show_complaint(second)
    number = read_detail(book, first).number
    assert "Mungkin pengaduan ulang." in _said(panel)
    assert not [b for b in panel.findChildren(QPushButton) if b.text() == number]
    gives_reason("Menautkan")
    panel.findChild(QPushButton, "show-repeats").click()
    QApplication.processEvents()
    found = next(b for b in panel.findChildren(QPushButton) if b.text() == number)
    with qtbot.waitSignal(panel.complaint_wanted, check_params_cb=lambda id_: id_ == first):
        found.click()
    assert _looks(book, first) == _looks(book, second) == ["Identitas dilihat"]


@pytest.mark.parametrize("paper", [Paper.RECEIPT, Paper.DISPOSITION])
def test_a_paper_that_names_a_secret_person_is_written_down(panel, book, context, recorded, paper):
    id_ = recorded(is_secret="ya")
    panel.show_complaint(id_)
    context.tasks.cancel()
    panel.make(paper)
    assert _looks(book, id_) == (["Identitas dilihat"] if paper is Paper.RECEIPT else [])


def test_the_history_of_a_secret_complaint_names_nobody_unasked(
    panel, book, recorded, gives_reason
):
    id_ = _of_a_secret_call(recorded)
    correct(book, id_, {"name": "Warga Tertutup"}, "Salah dengar")
    correct(book, id_, {"subject": "Antrean lama"}, "Salah tulis")
    panel.show_complaint(id_)
    said = _said(panel)
    assert "Warga Rahasia" not in said
    assert "Warga Tertutup" not in said
    assert "Salah tulis" in said
    gives_reason()
    panel.findChild(QPushButton, "reveal").click()
    assert "“Warga Rahasia” menjadi “Warga Tertutup”" in _said(panel)


def test_a_safe_screen_hides_names_and_numbers(panel, context, recorded):
    panel.show_complaint(recorded(Channel.PHONE, caller_number="0812 0000 7777"))
    assert "Warga Rekaan" in _said(panel)
    context.privacy.toggle()
    said = _said(panel)
    assert "Warga Rekaan" not in said
    assert "7777" not in said
    assert "Jl. Rekaan" not in said


def test_a_closed_complaint_offers_papers_and_no_next_step(panel, book, recorded):
    id_ = recorded()
    panel.show_complaint(id_)
    assert panel.findChild(QPushButton, "next-step").isVisible()
    answer_directly(book, id_, "Silakan ke loket 3.")
    panel.show_complaint(id_)
    assert not panel.findChild(QPushButton, "next-step").isVisible()
    assert panel.findChild(QPushButton, "papers").text() == "Cetak"


def test_what_is_to_be_put_right_is_said_but_quotes_nobody_secret(panel, book, recorded):
    id_ = recorded(service="Surat Sapi", phone="0812 0000 7777 8a1", is_secret="ya")
    panel.show_complaint(id_)
    said = _said(panel)
    assert "Perlu diperbaiki" in said
    assert "“Surat…” tidak ada dalam daftar." in said
    assert "8a1" not in said
    correct(book, id_, {"service": "KTP-el", "phone": "0812 0000 7777"}, "Diperbaiki")
    panel.show_complaint(id_)
    assert "Perlu diperbaiki" not in _said(panel)


def test_correcting_shows_a_nik_masked_and_leaves_it_as_it_is(context, book, recorded):
    id_ = recorded(nik="6103174507900001")
    dialog = CorrectDialog(context, read_detail(book, id_))
    assert dialog.editors["nik"].text() == "610317••••••0001"
    dialog.editors["subject"].set_text("Antrean")
    dialog._reason.setText("Salah tulis")
    dialog.write()
    assert read_detail(book, id_).nik == "6103174507900001"
    dialog.deleteLater()


def test_correcting_keeps_an_odd_nik_that_nobody_touched(context, book, recorded):
    id_ = recorded(nik="12 34")
    dialog = CorrectDialog(context, read_detail(book, id_))
    dialog.editors["subject"].set_text("Antrean")
    dialog._reason.setText("Salah tulis")
    dialog.write()
    detail = read_detail(book, id_)
    assert (detail.subject, [doubt.field for doubt in detail.doubts]) == ("Antrean", ["nik"])
    dialog.deleteLater()


def test_of_an_anonymised_complaint_nothing_is_said_or_offered(panel, book, recorded):
    id_ = recorded(name="Warga Lama")
    answer_directly(book, id_, "Sudah.")
    book.clock.moment = book.clock.moment.replace(year=2032)
    anonymise(book, [id_])
    panel.show_complaint(id_)
    said = _said(panel)
    assert "Data pengadu sudah dihapus 23-11-2032" in said
    assert "Tanpa nama" not in said
    assert not panel.findChild(QPushButton, "more-steps").isVisible()
