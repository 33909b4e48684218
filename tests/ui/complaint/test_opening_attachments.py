"""Only what is what its name says is handed to another program; the rest can be saved."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QListWidget, QPushButton

from app.book.lists import read_lists
from app.entry.attachments import IncomingFile
from app.entry.forms import read_form
from app.rules.channels import Channel
from app.rules.events import Step
from app.steps.record import record
from tests.ui.viewer.files import pdf_of, picture_of
from ui.complaint.dialogs import step_dialog
from ui.complaint.panel import ComplaintPanel

LONG = f"{'surat keterangan kehilangan kartu keluarga ' * 4}.exe.pdf"


@pytest.fixture
def panel(on_screen, context):
    made = ComplaintPanel(context)
    on_screen(made)
    yield made
    context.copies.close()


@pytest.fixture
def press(panel, context):
    """Return what records a complaint with one file and presses its button."""

    def act(name, content):
        form = {"name": "Warga Rekaan", "description": "Terlampir."}
        book = context.book
        new = read_form(Channel.COUNTER, form, book.clock.now(), read_lists(book))
        file = IncomingFile(name, "application/pdf", content)
        panel.show_complaint(next(iter(record(book, new, [file]).complaints)))
        QApplication.processEvents()
        buttons = panel.findChildren(QPushButton)
        next(button for button in buttons if button.toolTip().endswith(name)).click()

    return act


@pytest.fixture
def saved(monkeypatch, tmp_path):
    """Return the names under which a file was proposed to be saved; it lands in a folder."""
    proposed = []

    def choose(_parent, _title, name):
        proposed.append(name)
        return str(tmp_path / "disimpan" / name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return proposed


@pytest.mark.parametrize(
    ("name", "content"), [("kk.png", picture_of(40, 20)), ("surat.pdf", pdf_of(2))]
)
def test_a_picture_or_pdf_is_seen_inside_the_program(
    press, panel, opened, saved, next_preview, name, content
):
    press(name, content)
    preview = next_preview()
    assert preview.windowTitle() == name
    assert (opened, saved, panel.refusal.text()) == ([], [], "")


def test_a_document_is_opened_elsewhere_under_its_own_ending(press, panel, opened, next_preview):
    content = pdf_of(1)
    press(LONG, content)
    next_preview().other.click()
    (url,) = opened
    path = Path(url.toLocalFile())
    assert path.suffix == ".pdf"
    assert path.read_bytes() == content


def test_a_document_that_is_not_shown_here_is_opened_elsewhere(press, panel, opened, saved):
    press("catatan.txt", b"Isi surat")
    assert [url.fileName() for url in opened] == ["catatan.txt"]
    assert QApplication.activeModalWidget() is None


def test_nothing_of_an_attachment_is_seen_under_the_shield(press, panel, context, next_preview):
    press("Warga Rekaan.png", picture_of(40, 20))
    preview = next_preview()
    context.privacy.toggle()
    assert preview.viewer.area.drawn is None
    assert "Warga" not in preview.windowTitle()
    shown = [button for button in panel.findChildren(QPushButton) if button.isVisible()]
    said = [button.toolTip() + button.accessibleName() + button.text() for button in shown]
    assert not [words for words in said if "Warga" in words]


def test_a_file_is_seen_by_key_before_it_is_added(qtbot, context, recorded, tmp_path, next_preview):
    path = tmp_path / "kk.png"
    path.write_bytes(picture_of(40, 20))
    dialog = step_dialog(None, context, recorded(), Step.ATTACH)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.add_paths([path])
    attached = dialog.findChild(QListWidget)
    attached.setCurrentRow(0)
    qtbot.keyClick(attached, Qt.Key.Key_Return)
    assert next_preview().name == "kk.png"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (LONG, b"MZ\x90\0", "tidak sesuai dengan akhiran namanya (.pdf)"),
        ("foto.jpg", b"\x7fELF", "tidak sesuai dengan akhiran namanya (.jpg)"),
        ("bukti.pdf.exe", b"%PDF-1.7", "dapat membawa program"),
        ("nul .lnk", b"L\0\0\0", "dapat membawa program"),
    ],
)
def test_what_may_run_is_only_saved_with_a_sentence(
    press, panel, opened, saved, tmp_path, name, content, words
):
    press(name, content)
    assert opened == []
    assert words in panel.refusal.text()
    (proposed,) = saved
    assert (tmp_path / "disimpan" / proposed).read_bytes() == content


def test_a_name_that_is_too_long_is_said_as_such(press, panel, opened, monkeypatch, tmp_path):
    chosen = str(tmp_path / f"{'n' * 260}.bin")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))
    press("bukti.bin", b"x")
    assert "terlalu panjang" in panel.refusal.text()
