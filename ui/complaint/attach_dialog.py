"""The dialog that adds files to a complaint."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QListWidget, QWidget

from app.entry.attachments import LARGEST
from app.ground.changes import Changes
from app.ground.errors import BookError, UserError
from app.ground.overriding import override
from app.reading.complaint.values import ComplaintDetail
from app.rules.events import Step
from app.steps.attach import attach
from ui.complaint.attached_files import OpenedFiles, read_file, read_files, size_words
from ui.complaint.step import ComplaintStep
from ui.shared.context import Context
from ui.shared.dropping import dropped_files
from ui.widgets.buttons import quiet_button

_LARGEST = size_words(LARGEST)


class NoFileChosen(UserError):
    """The list of files is empty."""


class AttachDialog(ComplaintStep):
    """Takes files by choosing or dropping them."""

    step = Step.ATTACH

    def __init__(
        self, context: Context, detail: ComplaintDetail, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context,
            detail,
            parent,
            sentence=f"Pilih berkas atau seret ke sini. Tiap berkas paling besar {_LARGEST}.",
        )
        self.setAcceptDrops(True)
        self._paths: list[Path] = []
        self._list = QListWidget()
        self._list.setMinimumHeight(120)
        self.add_field(
            "attachments",
            "Lampiran",
            self._list,
            "Enter memperlihatkan berkas, Delete mengeluarkannya dari daftar",
        )
        self._list.itemActivated.connect(self._on_look_wanted)
        remove = QShortcut(QKeySequence("Delete"), self._list)
        remove.activated.connect(self._on_remove_wanted)
        self._choose = quiet_button("Pilih berkas…", "attachment")
        self._choose.setObjectName("choose-files")
        self._choose.clicked.connect(self._on_choose_wanted)
        self.foot.insertWidget(0, self._choose)
        self._choose.setFocus()

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Put *paths* on the list; what cannot be taken is refused with the reason."""
        for path in paths:
            try:
                size = len(read_file(path).content)
            except BookError as error:
                self.show_error(str(error))
                continue
            self._paths.append(path)
            self._list.addItem(f"{path.name}  ·  {size_words(size)}")

    @Slot()
    def _on_choose_wanted(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "Pilih berkas")
        self.add_paths([Path(name) for name in names])

    @Slot()
    def _on_remove_wanted(self) -> None:
        place = self._list.currentRow()
        if place >= 0:
            self._list.takeItem(place)
            del self._paths[place]

    @Slot()
    def _on_look_wanted(self) -> None:
        try:
            file = read_file(self._paths[self._list.currentRow()])
            OpenedFiles(self.context).show(file.name, file.content, self)
        except BookError as error:
            self.show_error(str(error))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.add_paths(dropped_files(event.mimeData()))

    @override
    def write(self) -> Changes:
        if not self._paths:
            raise NoFileChosen("Pilih berkasnya lebih dulu.")
        return attach(self.context.book, self.detail.id, read_files(self._paths))
