"""ImportDialog: from a file to the book in three steps, each seen before the next."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ground.changes import Changes
from app.ground.errors import BookError, ClockWentBack, StorageError
from app.ground.formatting import thousands
from app.ground.overriding import override
from app.ground.progress import Progress, Stopped
from app.intake.tables.importing import Fate
from app.intake.tables.opening import TABLE_ENDINGS
from app.intake.tables.plan import Plan
from app.intake.tables.preview import Preview
from ui.importing.columns_step import ColumnsStep
from ui.importing.kept_mapping import keep_mapping, with_kept_mapping
from ui.importing.result_step import ResultStep
from ui.importing.rows_step import RowsStep
from ui.importing.work import Recorded, propose_plan, read_all, record_all, save_leftovers
from ui.shared.context import Context
from ui.shared.door import clock_question
from ui.shared.messages import RefusalBar, show_storage_trouble
from ui.shared.step_dialog import confirm, is_agreed
from ui.widgets.buttons import primary_button, quiet_button, secondary_button
from ui.widgets.surfaces import rule
from ui.widgets.tab_walk import take_tab
from ui.widgets.words import set_property, tighten, words

FILES: Final = "Tabel (*.xlsx *.xlsm *.csv *.tsv *.jsonl *.xls *.ods)"
_TITLE: Final = "Salin dari tabel"
_STEPS: Final = ("1  Kolom", "2  Baris", "3  Hasil")
_COLUMNS, _ROWS, _RESULT = range(3)
_POLL: Final = 100
_SIZE: Final = (1180, 680)


def is_table(path: Path) -> bool:
    """Return whether the name of a file says that it is a table."""
    return path.suffix.lower() in TABLE_ENDINGS


def open_import(context: Context, parent: QWidget, path: Path | None = None) -> None:
    """Ask for a file, if none is given, and let it be copied into the book."""
    if path is None:
        name, _ = QFileDialog.getOpenFileName(parent, _TITLE, "", FILES)
        if not name:
            return
        path = Path(name)
    dialog = ImportDialog(context, path, parent)
    dialog.exec()
    dialog.deleteLater()


class ImportDialog(QDialog):
    """Shows one step at a time; slow work goes to the worker and can be stopped."""

    def __init__(self, context: Context, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ImportDialog")
        self.setWindowTitle(_TITLE)
        self._context = context
        self._path = path
        self._progress: Progress | None = None
        self._recorded = Recorded()
        self._is_read = False
        self.columns = ColumnsStep()
        self.rows = RowsStep()
        self.ended = ResultStep()
        self.refusal = RefusalBar()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Kemajuan")
        self.busy = words("", "quiet")
        self.stop = secondary_button("Hentikan")
        self.stop.setObjectName("stop")
        self.back = secondary_button("Kembali")
        self.back.setObjectName("back")
        self.forward = primary_button("Lihat baris")
        self.forward.setObjectName("forward")
        self.other = quiet_button("Berkas lain…", "folder")
        self._poll = QTimer(self)
        self._poll.setInterval(_POLL)
        self._arrange()
        self._connect()
        self._show_busy("")
        self._look(None, None)

    def _arrange(self) -> None:
        self.stack = QStackedWidget()
        for step in (self.columns, self.rows, self.ended):
            self.stack.addWidget(step)
        self._steps = [words(text, "quiet") for text in _STEPS]
        self.name = words(self._path.name, "heading")
        head = QHBoxLayout()
        tighten(head, 18)
        head.addWidget(self.name)
        head.addWidget(self.other)
        head.addStretch(1)
        for label in self._steps:
            head.addWidget(label)
        foot = QHBoxLayout()
        tighten(foot, 10)
        foot.addWidget(self.busy)
        foot.addWidget(self.bar, 1)
        foot.addWidget(self.stop)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.forward)
        column = QVBoxLayout(self)
        tighten(column, 12, 20)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        column.addWidget(rule())
        column.addLayout(foot)
        self.refusal.stand_at_end_of(self.stack)
        room = self.screen().availableGeometry()
        self.resize(min(_SIZE[0], room.width() - 40), min(_SIZE[1], room.height() - 60))

    def _connect(self) -> None:
        self._poll.timeout.connect(self._on_polled)
        self.stop.clicked.connect(self._on_stop_wanted)
        self.back.clicked.connect(self._on_back_wanted)
        self.forward.clicked.connect(self._on_forward_wanted)
        self.other.clicked.connect(self._on_other_wanted)
        self.columns.sheet_wanted.connect(self._look)
        self.columns.plan_changed.connect(self._on_plan_changed)
        self.rows.changed.connect(self._show_step)
        self.ended.leftovers_wanted.connect(self._on_leftovers_wanted)

    @Slot(object, object)
    def _look(self, sheet: str | None, line: int | None) -> None:
        """Let the beginning of the file be looked at."""
        self.refusal.clear()
        self._is_read = False
        progress = self._start("Membaca berkas", 0)
        self._context.tasks.run(
            partial(propose_plan, self._context.book, self._path, sheet, line, progress),
            done=self._on_proposed,
            failed=self._on_failed,
            busy="Membaca berkas",
        )

    def _on_proposed(self, plan: Plan) -> None:
        plan, was_kept = with_kept_mapping(self._context.preferences, plan)
        self.columns.show_plan(plan, remembered=was_kept)
        self._show_busy("")
        self.stack.setCurrentIndex(_COLUMNS)
        self._show_step()

    @Slot()
    def _on_plan_changed(self) -> None:
        self._is_read = False

    @Slot()
    def _on_forward_wanted(self) -> None:
        step = self.stack.currentIndex()
        if step == _RESULT:
            self.accept()
        elif step == _ROWS:
            self._record()
        elif self._is_read:
            self.stack.setCurrentIndex(_ROWS)
            self._show_step()
        else:
            self._read()

    def _read(self) -> None:
        plan = self.columns.plan
        if plan is None:
            return
        self.refusal.clear()
        progress = self._start("Membaca baris", 0)
        self._context.tasks.run(
            partial(read_all, self._context.book, plan, progress),
            done=self._on_read,
            failed=self._on_failed,
            busy="Membaca baris",
        )

    def _on_read(self, preview: Preview) -> None:
        self._show_busy("")
        self._is_read = True
        self.rows.show_preview(preview)
        self.stack.setCurrentIndex(_ROWS)
        self._show_step()
        self.rows.focus_first()

    def _record(self) -> None:
        preview = self.rows.preview
        if preview is None:
            return
        rows = list(preview.to_record())
        self.refusal.clear()
        self._recorded = Recorded()
        progress = self._start("Mencatat", len(rows))
        self._context.tasks.run(
            partial(record_all, self._context.book, rows, progress, self._recorded),
            done=self._on_recorded,
            failed=self._on_failed,
            busy="Mencatat dari tabel",
        )

    def _on_recorded(self, recorded: Recorded) -> None:
        was_stopped = self._progress is not None and self._progress.is_cancelled
        self._show_busy("")
        preview = self.rows.preview
        if preview is None or self.columns.plan is None:
            return
        keep_mapping(self._context.preferences, self.columns.plan)
        left = len(preview.leftovers(recorded.outcomes).rows)
        self.ended.show_result(recorded.outcomes, left, was_stopped=was_stopped)
        self.stack.setCurrentIndex(_RESULT)
        self._show_step()
        self._tell(recorded)

    def _tell(self, recorded: Recorded) -> None:
        ids = frozenset(each.complaint_id for each in recorded.outcomes if each.complaint_id)
        if ids:
            self._context.hub.changed.emit(Changes(complaints=ids))

    def _on_failed(self, error: BookError) -> None:
        self._show_busy("")
        if isinstance(error, ClockWentBack):
            if is_agreed(clock_question(error, self)):
                self._context.book.accept_clock(error)
                self._record()
        elif isinstance(error, StorageError):
            show_storage_trouble(self, error)
            self._is_read = False
        elif not isinstance(error, Stopped):
            self.refusal.refuse(error)
        self._tell(self._recorded)
        self._show_step()

    @Slot()
    def _on_leftovers_wanted(self) -> None:
        preview = self.rows.preview
        if preview is None:
            return
        suggested = self._path.with_name(f"{self._path.stem} - belum dicatat.xlsx")
        name, _ = QFileDialog.getSaveFileName(
            self, "Simpan baris yang belum dicatat", str(suggested), "Excel (*.xlsx)"
        )
        if not name:
            return
        self._context.tasks.run(
            partial(save_leftovers, preview, self._recorded, Path(name)),
            done=self._on_leftovers_saved,
            failed=self.refusal.refuse,
            busy="Menyimpan baris yang belum dicatat",
        )

    def _on_leftovers_saved(self, path: Path) -> None:
        self.ended.left.setText(f"Baris yang belum dicatat disimpan di {path}.")

    @Slot()
    def _on_other_wanted(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, _TITLE, str(self._path.parent), FILES)
        if name:
            self._path = Path(name)
            self.name.setText(self._path.name)
            self._look(None, None)

    @Slot()
    def _on_back_wanted(self) -> None:
        if self.stack.currentIndex() == _ROWS:
            self.stack.setCurrentIndex(_COLUMNS)
            self._show_step()
        else:
            self.reject()

    @Slot()
    def _on_stop_wanted(self) -> None:
        if self._progress is not None:
            self._progress.is_cancelled = True
            self.stop.setEnabled(False)

    @Slot()
    def _on_polled(self) -> None:
        if self._progress is None:
            return
        if self._progress.total:
            self.bar.setRange(0, self._progress.total)
            self.bar.setValue(self._progress.done)
        done = thousands(self._progress.done)
        self.busy.setText(f"{self._words}: {done} baris" if self._progress.done else self._words)

    def _start(self, busy: str, total: int) -> Progress:
        self._progress = Progress(total)
        self.bar.setRange(0, total)
        self.bar.setValue(0)
        self._show_busy(busy)
        return self._progress

    def _show_busy(self, busy: str) -> None:
        self._words = busy
        is_busy = bool(busy)
        self.busy.setText(busy)
        for widget in (self.busy, self.bar, self.stop):
            widget.setVisible(is_busy)
        self.stop.setEnabled(True)
        self.stack.setEnabled(not is_busy)
        for button in (self.back, self.forward, self.other):
            button.setEnabled(not is_busy)
        self._poll.start() if is_busy else self._poll.stop()

    @Slot()
    def _show_step(self) -> None:
        """Name the buttons after what they do in the step that is shown."""
        step = self.stack.currentIndex()
        for place, label in enumerate(self._steps):
            set_property(label, "role", "strong" if place == step else "muted")
        self.other.setVisible(step == _COLUMNS)
        self.back.setVisible(step != _RESULT)
        self.back.setText("Kembali" if step == _ROWS else "Batal")
        preview = self.rows.preview
        count = preview.counts()[Fate.RECORDED] if preview is not None else 0
        names = {
            _COLUMNS: "Lihat baris",
            _ROWS: f"Catat {thousands(count)} baris",
            _RESULT: "Selesai",
        }
        self.forward.setText(names[step])
        self.forward.setAccessibleName(names[step])
        may_record = count > 0 and not self._context.book.read_only
        may_read = self.columns.plan is not None
        self.forward.setEnabled({_COLUMNS: may_read, _ROWS: may_record, _RESULT: True}[step])

    @override
    def reject(self) -> None:
        """Close, unless rows are being recorded; ask before what was put right is lost."""
        if self._poll.isActive():
            self._on_stop_wanted()
            return
        if self.stack.currentIndex() == _ROWS and not confirm(
            self,
            "Belum ada yang dicatat",
            "Bila ditutup sekarang, pembetulan yang dibuat di sini hilang.",
            "Tutup tanpa mencatat",
            is_danger=True,
        ):
            return
        super().reject()

    @override
    def focusNextPrevChild(self, is_forward: bool) -> bool:
        return take_tab(self, is_forward=is_forward)
