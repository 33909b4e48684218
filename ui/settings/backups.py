"""The section *Cadangan*: where the book lies, its copies, and a copy right now."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.book.book import Book
from app.ground.changes import Changes
from app.ground.errors import BookError
from app.ground.formatting import moment, thousands
from app.ground.overriding import override
from app.ground.paths import backup_folder
from app.keeping.backup_notes import SUFFIX, BackupInfo, read_backups, read_note
from app.keeping.comparison import Comparison, compare_with_backup
from app.keeping.restore import ensure_may_restore
from app.keeping.rounds import Round, back_up_by_hand
from ui.settings.list_table import Line, ListTable
from ui.settings.restore_dialog import RestoreDialog
from ui.settings.section import Section
from ui.shared.backup_wishes import BackupWishes
from ui.shared.context import Context
from ui.shared.door import take_step
from ui.shared.step_dialog import is_agreed
from ui.widgets.buttons import Button, primary_button, quiet_button, secondary_button
from ui.widgets.surfaces import EmptyState
from ui.widgets.windowed_model import Column
from ui.widgets.words import selectable, tighten, words
from ui.widgets.wrapping_row import WrappingRow

_NO_SECOND: Final = (
    "Belum dipilih. Pilih folder pada diska lepas atau diska lain: setiap cadangan disalin ke sana."
)
_COLUMNS: Final[tuple[Column[Line[BackupInfo]], ...]] = (
    Column("Dibuat", text=lambda line: moment(line.value.made_at), width=150),
    Column("Pengaduan", text=lambda line: thousands(line.value.complaints), width=110),
    Column("Isi", text=lambda line: _state(line.value), width=130),
    Column("Sidik jari", text=lambda line: line.value.fingerprint, width=190),
    Column("Berkas", text=lambda line: line.value.path.name, stretch=True),
)


class BackupSection(Section):
    """Every copy is checked before it is listed here."""

    name = "Cadangan"
    sentence = (
        "Salinan buku yang sudah diperiksa. Simpan juga satu salinan di luar komputer ini, "
        "misalnya pada diska lepas."
    )

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._wishes = BackupWishes(context.preferences)
        self.backup_button = primary_button("Cadangkan sekarang", "copy")
        self.backup_button.setObjectName("backup")
        self.elsewhere_button = secondary_button("Cadangkan ke folder lain…", "folder")
        self.elsewhere_button.setObjectName("backup-elsewhere")
        self._buttons: tuple[Button, ...] = (self.elsewhere_button, self.backup_button)
        self.table = ListTable[BackupInfo](_COLUMNS, "Cadangan terakhir")
        self.table.setObjectName("backups")
        self.automatic = QCheckBox(
            "Cadangkan sendiri setiap jam selama program dipakai dan ketika program ditutup"
        )
        self.automatic.setObjectName("automatic-backups")
        self.automatic.setChecked(self._wishes.is_automatic)
        self.automatic.toggled.connect(self._on_automatic_toggled)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            EmptyState(
                "Belum ada cadangan.",
                "Tekan Cadangkan sekarang. Salinannya diperiksa sebelum dinyatakan baik.",
                "copy",
            )
        )
        place = context.book.place
        self.body.addWidget(self._place("Buku ini", str(place), place.folder))
        self.body.addWidget(self._place("Folder cadangan", str(backup_folder()), backup_folder()))
        self.body.addWidget(self._second_place())
        self.body.addWidget(self.automatic)
        row = WrappingRow()
        row.addWidget(words("Cadangan terakhir", "strong"))
        row.add_stretch()
        row.addWidget(self.elsewhere_button)
        row.addWidget(self.backup_button)
        self.body.addLayout(row)
        self.body.addWidget(self._stack, 1)
        self.body.addLayout(self._restore_row())
        self.backup_button.clicked.connect(self._on_backup_clicked)
        self.elsewhere_button.clicked.connect(self._on_elsewhere_clicked)
        context.tasks.finished.connect(self._on_tasks_finished)

    def _restore_row(self) -> WrappingRow:
        self.restore_button = secondary_button("Lihat isi dan pulihkan…", "undo")
        self.restore_button.setObjectName("restore")
        self.restore_file_button = quiet_button("Pulihkan dari berkas lain…", "folder")
        self.restore_file_button.setObjectName("restore-file")
        self._buttons += (self.restore_button, self.restore_file_button)
        self.restore_button.clicked.connect(self._on_restore_wanted)
        self.restore_file_button.clicked.connect(self._on_restore_file_wanted)
        self.table.activated.connect(self._on_restore_wanted)
        row = WrappingRow()
        row.add_stretch()
        row.addWidget(self.restore_file_button)
        row.addWidget(self.restore_button)
        for button in (self.restore_button, self.restore_file_button):
            # A throw-away book is never restored; one that is only read cannot be.
            if self.context.is_throwaway or self.is_locked:
                button.hide()  # shown before it has a parent it would be a window of its own
        return row

    @Slot()
    def _on_restore_wanted(self) -> None:
        chosen = self.table.current_value()
        if chosen is not None and self.restore_button.isVisibleTo(self):
            self.look_into(chosen.path)

    @Slot()
    def _on_restore_file_wanted(self) -> None:
        pattern = f"Cadangan (*{SUFFIX});;Semua berkas (*)"
        chosen, _ = QFileDialog.getOpenFileName(self, "Pilih cadangan", "", pattern)
        if chosen:
            self.look_into(Path(chosen))

    def look_into(self, backup: Path) -> None:
        """Say what a restore of *backup* would bring back, what it would lose, and ask."""
        self.refusal.clear()
        self.context.tasks.run(
            partial(_compare, self.context.book, backup),
            done=partial(self._on_compared, backup),
            failed=self._on_backup_failed,
            busy="Melihat isi cadangan",
        )

    def _on_compared(self, backup: Path, found: Comparison) -> None:
        note = read_note(backup)
        name = moment(note.made_at) if note is not None else backup.name
        dialog = RestoreDialog(self.context, name, found, self.window())
        if is_agreed(dialog) and self._may_restore():
            self.exchange_wanted.emit(backup)

    def _may_restore(self) -> bool:
        def ask() -> Changes:
            ensure_may_restore(self.context.book)
            return Changes()

        return take_step(self.context, self, ask, self.refusal.refuse) is not None

    def _second_place(self) -> QWidget:
        self.choose_second = quiet_button("Pilih folder…", "folder")
        self.choose_second.setObjectName("choose-second")
        self.choose_second.setAccessibleName("Pilih tempat cadangan kedua")
        self.drop_second = quiet_button("Lepas", "close")
        self.drop_second.setObjectName("drop-second")
        self.drop_second.setAccessibleName("Lepas tempat cadangan kedua")
        self._second = selectable(words("", wrap=True))
        self.choose_second.clicked.connect(self._on_second_wanted)
        self.drop_second.clicked.connect(self._on_second_dropped)
        self._show_second()
        return self._line("Tempat kedua", self._second, self.drop_second, self.choose_second)

    def _show_second(self) -> None:
        second = self._wishes.second
        self._second.setText(str(second) if second is not None else _NO_SECOND)
        self.drop_second.setVisible(second is not None)

    @Slot()
    def _on_second_wanted(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Pilih tempat cadangan kedua")
        if not chosen:
            return
        self.refusal.clear()
        if Path(chosen).resolve() == backup_folder().resolve():
            self.refusal.refuse("Tempat kedua harus folder lain, sebaiknya pada diska lain.")
            return
        self._wishes.second = Path(chosen)
        self._show_second()
        self.message.emit("Cadangan berikutnya juga disalin ke tempat kedua.")

    @Slot()
    def _on_second_dropped(self) -> None:
        self._wishes.second = None
        self.choose_second.setFocus()
        self._show_second()
        self.message.emit("Cadangan tidak lagi disalin ke tempat kedua.")

    @Slot(bool)
    def _on_automatic_toggled(self, is_wanted: bool) -> None:
        self._wishes.is_automatic = is_wanted
        self.message.emit(
            "Cadangan dibuat sendiri setiap jam."
            if is_wanted
            else "Cadangan hanya dibuat dengan tombol Cadangkan sekarang."
        )

    def _place(self, label: str, name: str, folder: Path) -> QWidget:
        open_button = quiet_button("Buka folder", "folder")
        open_button.setAccessibleName(f"Buka folder: {label}")
        open_button.clicked.connect(partial(_open_folder, folder))
        return self._line(label, selectable(words(name, wrap=True)), open_button)

    def _line(self, label: str, shown: QWidget, *buttons: QWidget) -> QWidget:
        frame = QWidget()
        texts = QVBoxLayout()
        tighten(texts, 2)
        texts.addWidget(words(label, "muted"))
        texts.addWidget(shown)
        row = QHBoxLayout(frame)
        tighten(row)
        row.addLayout(texts, 1)
        for button in buttons:
            row.addWidget(button)
        return frame

    @override
    def show_stored(self) -> None:
        self.show_backups(read_backups(self.context.book.place, backup_folder()))

    def show_backups(self, backups: Sequence[BackupInfo]) -> None:
        """List *backups*, the newest first."""
        self.table.show_values(backups)
        # The newest is what the button below would look into.
        if self.table.current_value() is None:
            self.table.select_first()
        self._stack.setCurrentIndex(0 if backups else 1)
        self.restore_button.setEnabled(bool(backups))

    def back_up_to(self, folder: Path) -> None:
        """Copy the book into *folder* in the worker."""
        self.refusal.clear()
        # The one that was pressed last: the other cannot be lent its focus.
        for button in sorted(self._buttons, key=QWidget.hasFocus):
            button.lock()
        self.context.tasks.run(
            partial(_copy, self.context.book, folder, self._wishes.second),
            done=self._on_backed_up,
            failed=self._on_backup_failed,
            busy="Menyalin dan memeriksa buku…",
        )

    def _on_backed_up(self, done: Round) -> None:
        self.show_stored()
        if done.second_refusal:
            self.refusal.refuse(done.second_refusal)
        # The foot of the window shows the age of the backup.
        self.context.hub.changed.emit(Changes(backups=True))
        if done.made is not None:
            self.message.emit(
                f"Cadangan {done.made.path.name} dibuat dan diperiksa: "
                f"{thousands(done.made.complaints)} pengaduan."
            )

    def _on_backup_failed(self, error: BookError) -> None:
        self.refusal.refuse(error)

    @Slot()
    def _on_tasks_finished(self) -> None:
        for button in self._buttons:
            button.free()

    @Slot()
    def _on_backup_clicked(self) -> None:
        self.back_up_to(backup_folder())

    @Slot()
    def _on_elsewhere_clicked(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Pilih folder cadangan")
        if chosen:
            self.back_up_to(Path(chosen))


def _compare(book: Book, backup: Path) -> Comparison:
    with book.worker_connection():
        return compare_with_backup(book, backup)


def _state(info: BackupInfo) -> str:
    return "Baik" if info.is_good else f"{thousands(info.findings)} temuan"


def _copy(book: Book, folder: Path, second: Path | None) -> Round:
    with book.worker_connection():
        return back_up_by_hand(book, folder, second)


def _open_folder(folder: Path) -> None:
    # A folder that is not there yet: show the nearest one that is.
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
