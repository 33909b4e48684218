"""The side panel: what it tells of a secret complaint, on a safe screen, and what it offers."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.rules.channels import Channel, fields_of
from app.rules.fields import FieldKind
from app.steps.answer import answer_directly
from app.steps.correct import correct
from tests.app.rules.test_fields import typed
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


def test_the_identity_is_shown_when_it_is_asked_for(panel, recorded):
    panel.show_complaint(_of_a_secret_call(recorded))
    panel.findChild(QPushButton, "reveal").click()
    said = _said(panel)
    assert "Warga Rahasia (dirahasiakan)" in said
    assert "0812 0000 7777" in said


def test_the_history_of_a_secret_complaint_names_nobody_unasked(panel, book, recorded):
    id_ = _of_a_secret_call(recorded)
    correct(book, id_, {"name": "Warga Tertutup"}, "Salah dengar")
    correct(book, id_, {"subject": "Antrean lama"}, "Salah tulis")
    panel.show_complaint(id_)
    said = _said(panel)
    assert "Warga Rahasia" not in said
    assert "Warga Tertutup" not in said
    assert "Salah tulis" in said
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
    assert "“Surat Sapi” tidak ada dalam daftar." in said
    assert "8a1" not in said
    correct(book, id_, {"service": "KTP-el", "phone": "0812 0000 7777"}, "Diperbaiki")
    panel.show_complaint(id_)
    assert "Perlu diperbaiki" not in _said(panel)
