"""The files that will be kept with the entry: chosen, dropped or pasted."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QIODevice,
    QMimeData,
    QObject,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.entry.attachments import IncomingFile, ensure_acceptable
from app.ground.errors import BookError
from app.ground.overriding import override
from ui.complaint.attached_files import may_be_shown, read_file, size_words
from ui.complaint.facts import small_button
from ui.widgets.buttons import quiet_button
from ui.widgets.layouts import clear, take_away
from ui.widgets.surfaces import Surface
from ui.widgets.words import tighten, words


class AttachmentsCard(Surface):
    """Lists the files, each with buttons that show it and take it out again."""

    refused = Signal(str)
    changed = Signal()
    wanted = Signal(object)  # IncomingFile, to be looked at

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Lampiran", parent)
        self.files: list[IncomingFile] = []
        self._list = QVBoxLayout()
        tighten(self._list, 2)
        self.body.addWidget(
            words("Seret berkas ke sini, atau Ctrl+V untuk gambar.", "muted", wrap=True)
        )
        self.body.addLayout(self._list)
        self.add = quiet_button("Tambah lampiran…", "attachment")
        self.add.setObjectName("add-attachment")
        self.add.clicked.connect(self._on_add_wanted)
        self.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def take(self, files: Sequence[IncomingFile]) -> None:
        """Add *files*; one that is too large is refused and the others stay."""
        for file in files:
            try:
                ensure_acceptable([file])
            except BookError as error:
                self.refused.emit(str(error))
                continue
            self.files.append(file)
        self._show()

    def take_paths(self, paths: Sequence[Path]) -> None:
        """Read and add the files at *paths*."""
        for path in paths:
            try:
                self.take([read_file(path)])
            except BookError as error:
                self.refused.emit(str(error))

    def take_pasted(self, data: QMimeData) -> bool:
        """Add what the clipboard holds as files or as a picture; False when it holds neither."""
        if data.hasUrls():
            self.take_paths([Path(u.toLocalFile()) for u in data.urls() if u.isLocalFile()])
            return True
        if not data.hasImage():
            return False
        image = QImage(data.imageData())
        content = QByteArray()
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        # Not QImage.save: what it is declared to take for the format, it refuses.
        QImageWriter(buffer, QByteArray(b"png")).write(image)
        name = f"gambar tempel {len(self.files) + 1}.png"
        self.take([IncomingFile(name, "image/png", bytes(content.data()))])
        return True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the key that pastes to the page where the clipboard holds no words for a field."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if (
            is_asked
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
        ):
            data = QGuiApplication.clipboard().mimeData()
            if data.hasUrls() or (data.hasImage() and not data.hasText()):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def clear(self) -> None:
        """Forget all files."""
        self.files.clear()
        self._show()

    def _show(self) -> None:
        clear(self._list)
        for file in self.files:
            self._list.addWidget(self._line(file))
        self.changed.emit()

    def _line(self, file: IncomingFile) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        tighten(row, 4)
        label = words(f"{file.name} · {size_words(len(file.content))}", "muted", wrap=True)
        row.addWidget(label, 1)
        if may_be_shown(file.name):
            look = small_button("eye", f"Lihat {file.name}")
            look.setObjectName("look-at-attachment")
            look.clicked.connect(partial(self.wanted.emit, file))
            row.addWidget(look)
        remove = quiet_button("", "close")
        remove.setObjectName("remove-attachment")
        remove.setAccessibleName(f"Keluarkan {file.name}")
        remove.setToolTip("Keluarkan dari daftar")
        remove.clicked.connect(partial(self._remove, file, line))
        row.addWidget(remove)
        return line

    def _remove(self, file: IncomingFile, line: QWidget) -> None:
        self.files.remove(file)
        take_away(line)
        self.changed.emit()

    @Slot()
    def _on_add_wanted(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "Pilih lampiran")
        self.take_paths([Path(name) for name in names])
