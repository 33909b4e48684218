"""The cards at the right of *Hari Ini*: the recap of two months, and the backup."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.book.opening import OpenedBook
from app.ground.changes import Changes
from app.ground.errors import BookError
from app.ground.formatting import Month, clock_time, long_date, thousands
from app.ground.paths import backup_folder
from app.keeping.backup_notes import BackupInfo, read_backups
from ui.shared.backup_wishes import BackupWishes
from ui.shared.context import EarlyContext
from ui.widgets.buttons import Button, secondary_button
from ui.widgets.surfaces import Surface, rule
from ui.widgets.words import set_property, tighten, words

# Loaded with the first reading, after the first picture.
if TYPE_CHECKING:
    from app.keeping.rounds import Round
    from app.reading.today.values import MonthGlance, Today

_STALE_DAYS = 1


class HolidayCard(Surface):
    """What is unsure about the days off; hidden while nothing is."""

    settings_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Hari libur", parent)
        self._said = words("", wrap=True)
        set_property(self._said, "tone", "soon")
        self._said.setObjectName("holiday-warnings")
        show = secondary_button("Periksa daftar libur", "calendar")
        show.setObjectName("check-holidays")
        show.clicked.connect(self.settings_wanted)
        self.body.addWidget(self._said)
        self.body.addWidget(show)
        self.hide()

    def say(self, warnings: Sequence[str]) -> None:
        """Say *warnings*, each a sentence."""
        self._said.setText("\n".join(warnings))
        self.setVisible(bool(warnings))


class RecapCard(Surface):
    """Last month and this month in two numbers each, with the way to their recaps.

    A month that is over and not closed is said above them.
    """

    recap_wanted = Signal(object)  # Month
    closing_wanted = Signal(object)  # Month

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Rekap bulanan", parent)
        self.last = _MonthBlock("recap-last")
        self.running = _MonthBlock("recap-running")
        for block in (self.last, self.running):
            block.recap_wanted.connect(self.recap_wanted)
        self._to_close: Month | None = None
        self.unclosed = words("", wrap=True)
        self.unclosed.setObjectName("month-unclosed")
        self.closer = secondary_button("", "lock")
        self.closer.setObjectName("close-month")
        self.closer.clicked.connect(self._on_closing_wanted)
        for part in (self.unclosed, self.closer):
            part.hide()
            self.body.addWidget(part)
        self.body.addWidget(self.last)
        self.body.addWidget(rule())
        self.body.addWidget(self.running)

    def show_months(self, today: "Today") -> None:
        """Show the months of *today*."""
        self.last.show_month(today.last_month)
        self.running.show_month(today.month, " (berjalan)")
        wanted = today.to_close
        self._to_close = wanted.month if wanted else None
        for part in (self.unclosed, self.closer):
            part.setVisible(wanted is not None)
        if wanted is not None:
            is_late = today.day > wanted.due_on
            should = "seharusnya ditutup" if is_late else "tutup"
            self.unclosed.setText(
                f"{wanted.month.label} belum ditutup, {should} paling lambat "
                f"{long_date(wanted.due_on)}."
            )
            set_property(self.unclosed, "tone", "late" if is_late else "soon")
            self.closer.setText(f"Tutup {wanted.month.label}")
            self.closer.setAccessibleName(self.closer.text())

    @Slot()
    def _on_closing_wanted(self) -> None:
        self.closing_wanted.emit(self._to_close)


class _MonthBlock(QWidget):
    recap_wanted = Signal(object)  # Month

    def __init__(self, name: str) -> None:
        super().__init__()
        self._month: Month | None = None
        self._title = words("", "strong")
        self._facts = words("", "muted", wrap=True)
        self._facts.setObjectName(f"{name}-facts")
        self.button: Button = secondary_button("Buat rekap", "recap")
        self.button.setObjectName(name)
        self.button.clicked.connect(self._on_clicked)
        self.button.setEnabled(False)  # until the month is known
        column = QVBoxLayout(self)
        tighten(column, 4)
        column.addWidget(self._title)
        column.addWidget(self._facts)
        column.addSpacing(4)
        column.addWidget(self.button)

    def show_month(self, glance: "MonthGlance", remark: str = "") -> None:
        self._month = glance.month
        self._title.setText(f"{glance.month.label}{remark}")
        received, settled = thousands(glance.received), thousands(glance.settled)
        self._facts.setText(f"{received} masuk · {settled} selesai")
        self.button.setAccessibleName(f"Buat rekap {glance.month.label}")
        self.button.setEnabled(True)

    @Slot()
    def _on_clicked(self) -> None:
        self.recap_wanted.emit(self._month)


class BackupCard(Surface):
    """How old the last good backup is, and the button that makes one."""

    said = Signal(str)
    refused = Signal(str)

    def __init__(self, context: EarlyContext, parent: QWidget | None = None) -> None:
        super().__init__("Cadangan", parent)
        self._context = context
        self._age = words("", wrap=True)
        self._age.setObjectName("backup-age")
        self._count = words("", "muted", wrap=True)
        self.button = secondary_button("Cadangkan sekarang", "folder")
        self.button.setObjectName("back-up")
        self.button.clicked.connect(self.make_backup)
        self.body.addWidget(self._age)
        self.body.addWidget(self._count)
        self.body.addWidget(self.button)

    def refresh(self) -> None:
        """Look for the last backup again."""
        from app.keeping.rounds import newest_good

        holding = self._context.opened.holding
        last = newest_good(read_backups(holding.place, backup_folder()))
        self._age.setText(_age_words(holding.clock.today(), last))
        is_old = last is None or (holding.clock.today() - last.made_at.date()).days > _STALE_DAYS
        set_property(self._age, "tone", "soon" if is_old else "")
        self._count.setText(
            f"Sudah diperiksa, {thousands(last.complaints)} pengaduan." if last else ""
        )
        self._count.setVisible(last is not None)

    @Slot()
    def make_backup(self) -> None:
        """Copy the book into the folder of the backups."""
        self.button.lock()
        self._context.tasks.run(
            partial(_copy, self._context.opened, BackupWishes(self._context.preferences).second),
            done=self._on_made,
            failed=self._on_failed,
            busy="Mencadangkan buku",
        )

    def _on_made(self, done: "Round") -> None:
        self.button.free()
        self.refresh()
        # Nothing in the book changed, but the foot of the window shows the age of the backup.
        self._context.hub.changed.emit(Changes(backups=True))
        if done.second_refusal:
            self.refused.emit(done.second_refusal)
        elif done.made is not None:
            self.said.emit(f"Cadangan disimpan di {done.made.path}.")

    def _on_failed(self, error: BookError) -> None:
        self.button.free()
        self.refused.emit(str(error))


def _copy(opened: OpenedBook, second: Path | None) -> "Round":
    from app.keeping.rounds import back_up_by_hand

    with opened.worker_connection() as book:
        return back_up_by_hand(book, backup_folder(), second)


def _age_words(today: date, last: BackupInfo | None) -> str:
    if last is None:
        return "Belum ada cadangan."
    days = (today - last.made_at.date()).days
    time = clock_time(last.made_at)
    if days == 0:
        return f"Terakhir hari ini pukul {time}."
    if days == 1:
        return f"Terakhir kemarin pukul {time}."
    return f"Terakhir {long_date(last.made_at.date())}, {thousands(days)} hari lalu."
