"""CopyPaperDialog: a page of the paper book on the left, its rows typed on the right."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.book.lists import read_lists
from app.entry.attachments import IncomingFile
from app.entry.paper_page import KeptAs, PaperPage
from app.ground.errors import BookError
from app.ground.formatting import clock_time
from app.ground.overriding import override
from app.intake.tables.importing import Fate
from app.intake.tables.paper_rows import read_page, record_page, row_days
from app.rules.channels import CHANNEL_LABELS, Channel
from ui.importing.paper_detail import PaperDetail
from ui.importing.paper_grid import PaperGrid
from ui.importing.paper_keeper import PaperKeeper
from ui.importing.paper_model import PaperModel
from ui.importing.paper_picture import PaperPicture
from ui.shared.actions import Action, bind, shown_keys
from ui.shared.context import Context
from ui.shared.door import take_step
from ui.shared.messages import RefusalBar
from ui.shared.step_dialog import confirm
from ui.widgets.buttons import primary_button, quiet_button, secondary_button
from ui.widgets.combo import Combo
from ui.widgets.field_box import FieldBox
from ui.widgets.surfaces import FactsLine, rule
from ui.widgets.tab_walk import take_tab
from ui.widgets.words import tighten, words

_TITLE: Final = "Salin buku kertas"
_USUAL: Final = QSize(1340, 714)
_AROUND: Final = QSize(20, 48)
_SHARES: Final = (560, 760)
_CHECK_MS: Final = 120
_KEPT_AS: Final = {
    KeptAs.SETTLED: "Buku lama, sudah selesai",
    KeptAs.RUNNING: "Buku lama, masih berjalan",
    KeptAs.NEW: "Pengaduan baru, bernomor tahun ini",
}
_HINT: Final = (
    "Enter ke sel berikutnya. Tanggal cukup “3/11”, “3 nop” atau “3” bila bulannya sama. "
    f"{shown_keys(Action.SAME_AS_ABOVE)} menyalin yang di atasnya, "
    f"{shown_keys(Action.ROW_DETAIL)} isian lain, Alt+panah menggeser gambar."
)


def open_copy_paper(context: Context, parent: QWidget) -> None:
    """Let a page of the paper book be copied; the one that was left is gone on with."""
    dialog = CopyPaperDialog(context, parent)
    dialog.exec()
    dialog.deleteLater()


class CopyPaperDialog(QDialog):
    """Rows are typed, checked at once, kept as a draft, and recorded together."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("CopyPaperDialog")
        self.setWindowTitle(_TITLE)
        self.setAcceptDrops(True)
        self._context = context
        self.picture = PaperPicture(context)
        self.model = PaperModel(self)
        self.grid = PaperGrid(self.model)
        self.detail = PaperDetail(self.model, read_lists(context.book))
        self.channel = Combo()
        self.kept_as = Combo()
        self.attach = QCheckBox("Lampirkan gambar halaman pada baris pertama")
        self.refusal = RefusalBar()
        self.state = FactsLine()
        self.empty = quiet_button("Kosongkan halaman")
        self.close_button = secondary_button("Tutup")
        self.record = primary_button("Catat")
        self.keeper = PaperKeeper(context, self.page, self.picture.scan, self)
        self._check = QTimer(self)
        self._check.setSingleShot(True)
        self._check.setInterval(_CHECK_MS)
        self._arrange()
        self._connect()
        self._take_up()

    def _arrange(self) -> None:
        for channel in Channel:
            self.channel.addItem(CHANNEL_LABELS[channel], channel)
        for kept_as, label in _KEPT_AS.items():
            self.kept_as.addItem(label, kept_as)
        named = {
            "paper-channel": self.channel,
            "paper-kept-as": self.kept_as,
            "paper-attach": self.attach,
            "empty-page": self.empty,
            "close": self.close_button,
            "record": self.record,
        }
        for name, widget in named.items():
            widget.setObjectName(name)
        self.record.setToolTip(f"Catat semua baris yang siap ({shown_keys(Action.SAVE)})")
        self.attach.setChecked(True)
        self._body = QSplitter(Qt.Orientation.Horizontal)
        self._body.setChildrenCollapsible(False)
        self._body.addWidget(self.picture)
        self._body.addWidget(self._typing())
        self._body.setSizes(list(_SHARES))
        foot = QHBoxLayout()
        tighten(foot, 10)
        foot.addWidget(self.state, 1)
        foot.addWidget(self.empty)
        foot.addWidget(self.close_button)
        foot.addWidget(self.record)
        column = QVBoxLayout(self)
        tighten(column, 10, 16)
        column.addWidget(self._body, 1)
        self.refusal.stand_at_end_of(self._body)
        column.addWidget(rule())
        column.addLayout(foot)
        self.resize(_USUAL.boundedTo(self.screen().availableSize() - _AROUND))

    def _typing(self) -> QWidget:
        options = QHBoxLayout()
        tighten(options, 12)
        options.addWidget(FieldBox("Saluran semua baris", self.channel), 1)
        options.addWidget(FieldBox("Dicatat sebagai", self.kept_as), 1)
        side = QWidget()
        column = QVBoxLayout(side)
        tighten(column, 8)
        column.setContentsMargins(8, 0, 0, 0)
        column.addLayout(options)
        column.addWidget(self.grid, 1)
        column.addWidget(words(_HINT, "hint", wrap=True))
        column.addWidget(self.detail)
        column.addWidget(self.attach)
        return side

    def _connect(self) -> None:
        self.model.edited.connect(self._on_edited)
        self.model.typed.connect(self.keeper.note_change)
        self.picture.changed.connect(self.keeper.note_change)
        self.channel.activated.connect(self._on_edited)
        self.kept_as.activated.connect(self._on_edited)
        self._check.timeout.connect(self.check)
        self.grid.selectionModel().currentChanged.connect(self._on_current_changed)
        self.detail.left.connect(self._on_detail_left)
        self.keeper.kept.connect(self._on_kept)
        self.keeper.failed.connect(self.refusal.refuse)
        self.empty.clicked.connect(self._on_empty_wanted)
        self.close_button.clicked.connect(self.reject)
        self.record.clicked.connect(self._on_record_wanted)
        bind(Action.SAVE, self, self._on_record_wanted)
        bind(Action.ROW_DETAIL, self, self.detail.begin)
        # The window's own key does not reach over a dialog.
        bind(Action.PRIVACY, self, self._context.privacy.toggle)

    def _take_up(self) -> None:
        page = self.keeper.take_up()
        if page is not None:
            self.channel.setCurrentIndex(self.channel.findData(page.channel))
            self.kept_as.setCurrentIndex(self.kept_as.findData(page.kept_as))
            self.picture.show_path(page.picture, page.sheet, self.keeper.kept_scan())
            self.model.show_rows(page.rows)
        self.check()
        if page is not None and self.keeper.current is not None:
            at = clock_time(self.keeper.current.saved_at)
            self.state.say(f"{self._counted()} Dilanjutkan dari draf pukul {at}.")
        self.grid.go_to(len(self.model.rows) - 1)

    def page(self) -> PaperPage:
        """Return the page as it stands on the screen, with what is being typed."""
        return self.picture.whole(self._page_of(self.model.whole_rows()))

    def _page_of(self, rows: Sequence[Mapping[str, str]]) -> PaperPage:
        # What a combo gives back is text.
        channel, kept_as = self.channel.currentData(), self.kept_as.currentData()
        return PaperPage(tuple(rows), Channel(channel), KeptAs(kept_as))

    @Slot()
    def check(self) -> None:
        """Read all rows and say under each what is odd; days typed short become whole."""
        self._check.stop()
        book = self._context.book
        self.model.complete_days(list(row_days(book, self.model.rows)))
        self.model.show_outcomes(read_page(book, self._page_of(self.model.rows)))
        self.state.say(self._counted())
        ready = len(self._ready())
        self.record.setText(f"Catat {ready} baris" if ready else "Catat")
        self.record.setAccessibleName(self.record.text())
        self.record.setEnabled(ready > 0 and not book.read_only)

    def _ready(self) -> list[int]:
        """Return the rows that can be recorded."""
        rows = range(len(self.model.rows))
        found = ((row, self.model.outcome(row)) for row in rows)
        return [row for row, each in found if each is not None and each.fate is Fate.RECORDED]

    def _counted(self) -> str:
        wrong = sum(self.model.is_wrong(row) for row in range(len(self.model.rows)))
        said = f"{len(self._ready())} baris siap dicatat."
        return f"{said} {wrong} perlu dibetulkan." if wrong else said

    @Slot()
    def _on_edited(self) -> None:
        self.keeper.note_change()
        self._check.start()

    @Slot(str)
    def _on_kept(self, said: str) -> None:
        self.state.say(f"{self._counted()} {said}.")

    @Slot(QModelIndex)
    def _on_current_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self.detail.show_row(current.row())

    @Slot(bool)
    def _on_detail_left(self, is_done: bool) -> None:
        row = max(self.grid.currentIndex().row(), 0)
        self.grid.go_to(min(row + is_done, len(self.model.rows) - 1))

    @Slot()
    def _on_record_wanted(self) -> None:
        # The cell that is being typed in is left, and with it taken.
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.check()
        if not self._ready() or self._context.book.read_only or not self._body.isEnabled():
            return
        self.refusal.clear()
        draw = self.picture.kept() if self.attach.isChecked() else None
        if draw is None:
            self._record(None)
            return
        self._hold(is_held=True)
        self._context.tasks.run(
            draw, done=self._record, failed=self._on_not_drawn, busy="Menyiapkan gambar halaman"
        )

    def _hold(self, *, is_held: bool) -> None:
        self._body.setEnabled(not is_held)
        self.record.setEnabled(not is_held)

    def _on_not_drawn(self, error: BookError) -> None:
        self._hold(is_held=False)
        self.refusal.refuse(f"{error} Hapus centang lampiran gambar untuk mencatat tanpa gambar.")

    def _record(self, picture: IncomingFile | None) -> None:
        self._hold(is_held=False)
        places = self._ready()
        outcomes = [self.model.outcome(place) for place in places]
        rows = [outcome.row for outcome in outcomes if outcome is not None]
        act = partial(record_page, self._context.book, rows, picture)
        if take_step(self._context, self, act, self.refusal.refuse) is None:
            self.check()
            return
        taken = frozenset(places)
        left = [row for place, row in enumerate(self.model.rows) if place not in taken]
        self.model.show_rows(left)
        self.picture.go_on()
        self.keeper.keep()
        self.check()
        self.state.say(f"{len(rows)} baris dicatat. {self._counted()}")
        self.grid.go_to(0)

    @Slot()
    def _on_empty_wanted(self) -> None:
        if not self.page().is_blank and confirm(
            self,
            "Kosongkan halaman?",
            "Semua yang diketik dari halaman ini dibuang, juga drafnya.",
            "Kosongkan",
            is_danger=True,
        ):
            self.model.show_rows(())
            self.keeper.keep()
            self.check()
        self.grid.go_to(0)

    @override
    def reject(self) -> None:
        """Close; what was typed stays as a draft. Ask where it could not be kept."""
        if not self.keeper.keep() and not confirm(
            self,
            "Draf belum tersimpan",
            "Bila ditutup sekarang, yang sudah diketik dari halaman ini hilang.",
            "Tutup tanpa menyimpan",
            is_danger=True,
        ):
            return
        super().reject()

    @override
    def done(self, result: int) -> None:
        self.picture.viewer.clear()
        super().done(result)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
        if not self.picture.take_dropped([Path(url.toLocalFile()) for url in urls]):
            self.refusal.refuse("Yang dijatuhkan bukan gambar atau PDF.")

    @override
    def focusNextPrevChild(self, is_forward: bool) -> bool:
        return take_tab(self, is_forward=is_forward)
