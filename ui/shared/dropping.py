"""Files dropped on the window: which they are, and how they get past the fields to it."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

_TAKE_WORDS = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)


def dropped_files(data: QMimeData) -> list[Path]:
    """Return the files of this computer in *data*; folders and addresses of pages are none."""
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return [path for path in paths if path.is_file()]


def let_files_through(parent: QWidget) -> None:
    """Leave to the window what is dropped on the fields in *parent*.

    A field takes a file for words and would write its address down.
    """
    for kind in _TAKE_WORDS:
        for field in parent.findChildren(kind):
            field.setAcceptDrops(False)
            if isinstance(field, QPlainTextEdit):
                field.viewport().setAcceptDrops(False)
