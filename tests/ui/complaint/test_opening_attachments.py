"""Only what is what its name says is handed to another program; the rest can be saved."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from app.book.lists import read_lists
from app.entry.attachments import IncomingFile
from app.entry.forms import read_form
from app.rules.channels import Channel
from app.steps.record import record
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


def test_a_document_is_opened_under_its_own_ending(press, panel, opened, saved):
    press(LONG, b"%PDF-1.7")
    (url,) = opened
    path = Path(url.toLocalFile())
    assert path.suffix == ".pdf"
    assert path.read_bytes() == b"%PDF-1.7"
    assert saved == []
    assert panel.refusal.text() == ""


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
