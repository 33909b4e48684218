"""The page *Rekap Bulanan*: choose a month, look at it, write both editions with one button."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.book.book import Book
from app.book.settings import Settings
from app.ground.changes import Changes
from app.ground.errors import BookError
from app.ground.formatting import Month, long_date
from app.ground.overriding import override
from app.reading.recap.balance import RecapUnbalanced
from app.reading.recap.closed import read_closing, read_files
from app.reading.recap.month_state import MonthState, read_month
from app.reading.recap.monthly import public_recap
from app.reading.recap.printed_book import read_printed_book
from app.reading.recap.values import InternalRecap
from app.reading.register.filter import RegisterFilter
from app.rules.events import Step
from ui.complaint.papers import papers_folder, run_export, show_export
from ui.recap.closing_bar import ClosingBar
from ui.recap.content import RecapContent
from ui.recap.month_steps import MonthSteps, issued_erratum
from ui.shared.context import Context
from ui.shared.messages import RefusalBar
from ui.shared.page import Page
from ui.shared.wanted import CloseMonth, MakeRecap
from ui.widgets.buttons import primary_button, quiet_button, secondary_button
from ui.widgets.combo import Combo
from ui.widgets.layouts import clear
from ui.widgets.surfaces import PageHeader, Surface, scrolling
from ui.widgets.words import tighten, words

# In the first days of a month the month before is what people come for.
_LAST_DAY_FOR_PREVIOUS = 10
_MONTHS_OFFERED = 36
# How many months a longer period has, and how many of them are offered.
_LONGER_OFFERED = ((3, 8), (6, 4), (12, 3))


def recap_folder(month: Month) -> Path:
    """Return where the files of *month* are written."""
    return papers_folder() / f"Rekap {month}"


class RecapPage(Page):
    """Month chooser above, the recap below, one button that writes the four files."""

    title = "Rekap Bulanan"
    guide_section = "rekap"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        today = context.book.clock.today()
        this = Month(today.year, today.month)
        self.month = this.previous() if today.day <= _LAST_DAY_FOR_PREVIOUS else this
        self.recap: InternalRecap | None = None
        self._is_make_wanted = False
        self._is_closing_wanted = False
        self.make = primary_button("Buat rekap", "recap")
        self.make.setObjectName("make-recap")
        self.make.clicked.connect(self._on_make_wanted)
        self.printer = secondary_button("Cetak buku", "print")
        self.printer.setObjectName("print-book")
        self.printer.setToolTip("Buku register dari nomor-nomor bulan ini, untuk arsip")
        self.printer.clicked.connect(self._on_book_wanted)
        self.header = PageHeader(self.title, [self.printer, self.make])
        self.earlier = secondary_button("", "chevron-left")
        self.later = secondary_button("", "chevron-right")
        for button, name in ((self.earlier, "Bulan sebelumnya"), (self.later, "Bulan berikutnya")):
            button.setAccessibleName(name)
            button.setToolTip(name)
        self.earlier.clicked.connect(self._on_earlier_wanted)
        self.later.clicked.connect(self._on_later_wanted)
        self.months = Combo()
        self.months.setObjectName("months")
        self.months.setAccessibleName("Bulan")
        self.months.setMinimumWidth(180)
        month = this
        for _ in range(_MONTHS_OFFERED):
            self.months.addItem(month.label, str(month))
            month = month.previous()
        for longer in _longer_periods(this):
            self.months.addItem(longer.label, str(longer))
        self.months.activated.connect(self._on_month_chosen)
        self.note = words("", "muted")
        self.refusal = RefusalBar()
        self.blamed = Surface("Pengaduan yang perlu diperbaiki")
        self.blamed.hide()
        self.written = Surface("Rekap telah dibuat")
        self.written.hide()
        self.content = RecapContent()
        self.closing = ClosingBar()
        self.closing.hide()
        self.steps = MonthSteps(context, self)
        self.closing.step_wanted.connect(self._on_step_wanted)
        self.closing.erratum_wanted.connect(self._on_erratum_wanted)
        self.steps.busy.connect(lambda is_busy: self.closing.set_busy(is_busy=is_busy))
        self.steps.refused.connect(self.refusal.refuse)
        self.steps.done.connect(self.message)
        self._arrange()
        self.follow(context.hub)

    def _arrange(self) -> None:
        chooser = QHBoxLayout()
        tighten(chooser, 8)
        for widget in (self.earlier, self.months, self.later):
            chooser.addWidget(widget)
        chooser.addWidget(self.note, 1)
        inner = QWidget()
        below = QVBoxLayout(inner)
        tighten(below, 12)
        for part in (self.closing, self.written, self.blamed, self.content):
            below.addWidget(part)
        below.addStretch(1)
        column = QVBoxLayout(self)
        tighten(column, 12)
        column.setContentsMargins(20, 16, 20, 16)
        column.addWidget(self.header)
        column.addLayout(chooser)
        self.refusal.stand_over(self.header)
        column.addWidget(scrolling(inner), 1)

    @override
    def shown(self) -> None:
        if self.is_stale:
            self.reload()
        self.make.setFocus()

    @override
    def arrive(self, wanted: object) -> None:
        if isinstance(wanted, MakeRecap):
            self.choose(wanted.month)
            self._is_make_wanted = True
        elif isinstance(wanted, CloseMonth):
            self.choose(wanted.month)
            self._is_closing_wanted = True

    def choose(self, month: Month) -> None:
        """Show another month; one that has not begun is not shown."""
        today = self._context.book.clock.today()
        has_begun = month.first <= today
        self.month = month if has_begun else Month(today.year, today.month)
        # What is read now belongs to the month before.
        self.recap = None
        self.make.setEnabled(False)
        self._is_make_wanted = False
        self.written.hide()
        self.reload()

    @override
    def concerns(self, changes: Changes) -> bool:
        return changes.deadlines or changes.months

    @override
    def reload(self) -> None:
        self.is_stale = False
        self._say_month()
        self._context.tasks.run(
            partial(_read, self._context.book, self.month),
            done=self._show,
            failed=self._show_refusal,
            busy="Membaca rekap",
        )

    def _say_month(self) -> None:
        today = self._context.book.clock.today()
        place = self.months.findData(str(self.month))
        if place < 0:
            self.months.addItem(self.month.label, str(self.month))
            place = self.months.count() - 1
        self.months.setCurrentIndex(place)
        self.later.setEnabled(self.month.next().first <= today)
        self.make.setText(f"Buat rekap {self.month.label}")
        self.make.setAccessibleName(self.make.text())
        self.note.setText(_note(self.month, today))

    def _show(self, state: MonthState) -> None:
        recap = state.recap
        if recap.month != self.month:
            return  # another month was chosen meanwhile
        self.recap = recap
        today = self._context.book.clock.today()
        self.closing.show()
        can_close = recap.month.last < today and recap.month.months == 1
        self.closing.show_state(state, self._context.book.role, is_over=can_close)
        self.refusal.clear()
        self.blamed.hide()
        self.content.show()
        self.make.setEnabled(True)
        self.content.show_recap(recap)
        self.header.set_facts(
            "NIHIL: tidak ada pengaduan masuk" if recap.is_nil else f"{_received(recap)} masuk"
        )
        if self._is_make_wanted:
            self._is_make_wanted = False
            self._on_make_wanted()
        if self._is_closing_wanted:
            self._is_closing_wanted = False
            self.closing.buttons[Step.CLOSE_MONTH].setFocus()

    def _show_refusal(self, error: BookError) -> None:
        self.recap = None
        self._is_make_wanted = False
        self.refusal.refuse(error)
        self.make.setEnabled(False)
        self.content.hide()
        self.closing.hide()
        if isinstance(error, RecapUnbalanced):
            self._blame(error)

    def _blame(self, error: RecapUnbalanced) -> None:
        clear(self.blamed.body)
        for number, why in error.reasons.items():
            button = quiet_button(f"{number}: {why}", "warning")
            wanted = RegisterFilter(text=number)
            button.clicked.connect(partial(self.navigate.emit, "register", wanted))
            self.blamed.body.addWidget(button)
        self.blamed.show()

    @Slot()
    def _on_make_wanted(self) -> None:
        if self.recap is None:
            return
        self.make.lock()
        self.refusal.clear()
        self._context.tasks.run(
            partial(_write, self._context.book, self.recap, self._context.book.settings),
            done=self._on_written,
            failed=self._on_not_written,
            busy=f"Membuat rekap {self.month.label}",
        )

    def _on_written(self, paths: tuple[Path, ...]) -> None:
        self.make.free()
        self.show_written(paths)
        _open_folder(paths[0].parent)
        self.message.emit(f"Rekap disimpan di {paths[0].parent}.")

    def _on_not_written(self, error: BookError) -> None:
        self.make.free()
        self.refusal.refuse(error)

    def show_written(self, paths: tuple[Path, ...]) -> None:
        """Say which files were written where, each with a button that opens it."""
        clear(self.written.body)
        folder = paths[0].parent
        opener = quiet_button("Buka folder", "folder")
        opener.clicked.connect(partial(_open_folder, folder))
        head = QHBoxLayout()
        tighten(head, 8)
        head.addWidget(words(f"Folder: {folder}", "muted", wrap=True), 1)
        head.addWidget(opener)
        # Two by two: four names side by side are wider than the page of a small screen.
        files = QGridLayout()
        tighten(files, 4)
        for place, path in enumerate(paths):
            button = quiet_button(path.name, "excel" if path.suffix == ".xlsx" else "pdf")
            button.setToolTip(f"Buka {path.name}")
            button.clicked.connect(partial(self._show_file, path))
            files.addWidget(button, *divmod(place, 2), Qt.AlignmentFlag.AlignLeft)
        files.setColumnStretch(1, 1)
        self.written.body.addLayout(head)
        self.written.body.addLayout(files)
        self.written.show()

    def _show_file(self, path: Path, _checked: bool = False) -> None:
        show_export(
            self._context,
            self.window(),
            path,
            what=path.stem,
            said=self.message.emit,
            refused=self.refusal.refuse,
        )

    @Slot(object)
    def _on_step_wanted(self, step: Step) -> None:
        self.refusal.clear()
        self.steps.take(step, self.month)

    @Slot()
    def _on_book_wanted(self) -> None:
        self.refusal.clear()
        run_export(
            self._context,
            self.window(),
            partial(_print_book, self._context.book, self.month),
            what=f"Buku register {self.month.label}",
            said=self.message.emit,
            refused=self.refusal.refuse,
        )

    @Slot(int, int)
    def _on_erratum_wanted(self, record_id: int, number: int) -> None:
        folder = recap_folder(self.month)
        run_export(
            self._context,
            self.window(),
            partial(issued_erratum, self._context.book, self.month, record_id, folder),
            what=f"Ralat {number} {self.month.label}",
            said=self.message.emit,
            refused=self.refusal.refuse,
        )

    @Slot()
    def _on_earlier_wanted(self) -> None:
        self.choose(self.month.previous())

    @Slot()
    def _on_later_wanted(self) -> None:
        self.choose(self.month.next())

    @Slot()
    def _on_month_chosen(self) -> None:
        self.choose(Month.parse(str(self.months.currentData())))


def _read(book: Book, month: Month) -> MonthState:
    with book.worker_connection():
        return read_month(book, month)


def _write(book: Book, recap: InternalRecap, settings: Settings) -> tuple[Path, ...]:
    # Imported late: the exports bring libraries that start-up does without.
    from exports.recap import write_recap, write_stored

    folder = recap_folder(recap.month)
    with book.worker_connection():
        closing = read_closing(book, recap.month)
        if closing is not None:
            return write_stored(read_files(book, recap.month, closing.id), folder)
    return write_recap(recap, public_recap(recap), settings, folder)


def _print_book(book: Book, month: Month) -> Path:
    # Imported late, as above.
    from exports.recap import write_book

    with book.worker_connection():
        printed = read_printed_book(book, month)
    return write_book(printed, book.settings, recap_folder(month), 0)


def _open_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _received(recap: InternalRecap) -> str:
    return f"{recap.figures.received} pengaduan"


def _longer_periods(this: Month) -> Iterator[Month]:
    """Yield the quarters, semesters and years that people ask for, the latest of each first."""
    for months, count in _LONGER_OFFERED:
        period = this.containing(months)
        for _ in range(count):
            yield period
            period = period.previous()


def _note(month: Month, today: date) -> str:
    if month.first <= today <= month.last:
        return f"{month.kind.capitalize()} berjalan, dihitung sampai {long_date(today)}"
    return "Dihitung menurut tanggal terima"
