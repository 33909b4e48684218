"""What a person sees when the program itself is wrong: what happened, and details to copy."""

import platform
import traceback
from types import TracebackType

from PySide6.QtCore import Slot, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.ground.log import log_file
from app.ground.version import version
from ui.widgets.buttons import primary_button, quiet_button, secondary_button
from ui.widgets.words import tighten, words


def describe_bug(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return versions and trace: where, but never with which values, as those may be personal."""
    lines = [
        f"Buku Pengaduan {version()}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.system()} {platform.release()}",
        f"{kind.__module__}.{kind.__qualname__}",
    ]
    for frame in traceback.extract_tb(trace):
        lines.append(f"  {frame.filename}:{frame.lineno} {frame.name}")
    return "\n".join(lines)


class BugDialog(QDialog):
    """Says that something went wrong in the program, with the details to copy."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bug")
        self.setWindowTitle("Kesalahan program")
        self._details = QPlainTextEdit(details)
        self._details.setReadOnly(True)
        self._details.setAccessibleName("Rincian")
        self.copy_button = quiet_button("Salin rincian", "copy")
        self.copy_button.clicked.connect(self._on_copy)
        self.close_button = secondary_button("Tutup program")
        self.close_button.clicked.connect(self.reject)
        self.go_on_button = primary_button("Kembali ke layar")
        self.go_on_button.clicked.connect(self.accept)
        foot = QHBoxLayout()
        tighten(foot)
        foot.addWidget(self.copy_button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.go_on_button)
        column = QVBoxLayout(self)
        tighten(column, 12, 20)
        column.addWidget(words("Ada kesalahan di dalam program", "heading"))
        column.addWidget(
            words(
                "Langkah terakhir tidak dijalankan. Yang sudah tersimpan tetap utuh. Periksa "
                "hasilnya, lalu tutup dan buka kembali program. Kirim rincian di bawah ini kepada "
                "penanggung jawab program; di dalamnya tidak ada data pribadi.",
                wrap=True,
            )
        )
        column.addWidget(self._details, 1)
        column.addWidget(words(f"Catatan lengkap: {log_file()}", "muted", wrap=True))
        column.addLayout(foot)
        self.resize(620, 380)

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details.toPlainText())
        self.copy_button.setText("Tersalin")


def ask_after_bug(details: str) -> None:
    """Show *details* and go on, or end the program when the person wants that."""
    if BugDialog(details).exec() == QDialog.DialogCode.Rejected:
        QApplication.exit(1)
