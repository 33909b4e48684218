"""No English in what Qt itself says, and the compiled catalogue is that of its source."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QSpinBox,
    QTextEdit,
    QWidget,
)

from ui.look.language import CATALOGUE

# Words that no Indonesian sentence has.
ENGLISH = frozenset(
    [
        "open",
        "save",
        "cancel",
        "close",
        "file",
        "files",
        "name",
        "look",
        "in",
        "type",
        "of",
        "directory",
        "folder",
        "back",
        "forward",
        "parent",
        "new",
        "detail",
        "list",
        "view",
        "help",
        "apply",
        "discard",
        "reset",
        "yes",
        "no",
        "retry",
        "ignore",
        "abort",
        "undo",
        "redo",
        "cut",
        "copy",
        "paste",
        "delete",
        "select",
        "all",
        "print",
        "preview",
        "page",
        "pages",
        "setup",
        "fit",
        "width",
        "zoom",
        "first",
        "last",
        "next",
        "previous",
        "show",
        "single",
        "facing",
        "overview",
        "portrait",
        "landscape",
        "options",
        "copies",
        "range",
        "from",
        "to",
        "selection",
        "collate",
        "reverse",
        "color",
        "size",
        "computer",
        "create",
        "change",
        "mode",
        "choose",
        "location",
        "preferences",
        "properties",
    ]
) - {"detail", "folder", "mode"}


def said_by(widget: QWidget) -> set[str]:
    """Return everything *widget* and what is in it says: texts, titles, tips, accessible names."""
    found: set[str] = {widget.windowTitle()}
    for each in [widget, *widget.findChildren(QWidget)]:
        found |= {each.toolTip(), each.accessibleName()}
        if isinstance(each, QAbstractButton | QLabel):
            found.add(each.text())
        found |= {action.text() for action in each.actions()}
        found |= {action.toolTip() for action in each.actions()}
    return found


def english_in(texts: set[str]) -> list[str]:
    return sorted(
        text
        for text in texts
        if ENGLISH & set(text.replace("&", "").replace(":", " ").lower().split())
    )


def test_the_check_finds_english() -> None:
    assert english_in({"&Open", "Buka", "Files of &type:"}) == ["&Open", "Files of &type:"]


@pytest.mark.parametrize("button", [b for b in QDialogButtonBox.StandardButton if b.value])
def test_standard_button(qtbot, button: QDialogButtonBox.StandardButton) -> None:
    box = QDialogButtonBox(button)
    qtbot.addWidget(box)
    assert english_in(said_by(box)) == []


def test_message_box(qtbot) -> None:
    box = QMessageBox()
    box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
    box.setDetailedText("rincian")
    qtbot.addWidget(box)
    assert english_in(said_by(box)) == []


@pytest.mark.parametrize("mode", QFileDialog.AcceptMode)
def test_file_dialog(qtbot, tmp_path: Path, mode: QFileDialog.AcceptMode) -> None:
    dialog = QFileDialog(None, "Pilih berkas", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(mode)
    qtbot.addWidget(dialog)
    dialog.show()
    assert english_in(said_by(dialog) - {tmp_path.name}) == []


def test_print_preview(qtbot, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "x.pdf"))
    dialog = QPrintPreviewDialog(printer)
    qtbot.addWidget(dialog)
    assert english_in(said_by(dialog)) == []


def test_print_dialog(qtbot, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "x.pdf"))
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    assert english_in(said_by(dialog)) == []


@pytest.mark.parametrize("kind", [QLineEdit, QTextEdit, QSpinBox])
def test_context_menu(qtbot, kind: type[QWidget]) -> None:
    editor = kind()
    qtbot.addWidget(editor)
    line = editor.findChild(QLineEdit) if kind is QSpinBox else editor
    menu: QMenu = line.createStandardContextMenu()
    qtbot.addWidget(menu)
    texts = {action.text().partition("\t")[0] for action in menu.actions()} - {""}
    assert texts
    assert english_in(texts) == []


def test_dates_are_indonesian() -> None:
    assert QLocale().monthName(8) == "Agustus"
    assert QLocale().dayName(1) == "Senin"


def test_compiled_catalogue_is_that_of_its_source(tmp_path: Path) -> None:
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    if not tool.exists() and shutil.which("pyside6-lrelease") is None:
        pytest.skip("pyside6-lrelease is not installed")
    fresh = tmp_path / "fresh.qm"
    command = [str(tool if tool.exists() else "pyside6-lrelease")]
    subprocess.run(
        [*command, str(CATALOGUE.with_suffix(".ts")), "-qm", str(fresh)],
        check=True,
        capture_output=True,
    )
    assert fresh.read_bytes() == CATALOGUE.read_bytes()


def test_catalogue_is_in_use() -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Batal"
