"""The dialog that shows how a newer holiday list differs, before it is taken over."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.book.days_off import DayOff
from app.ground.formatting import weekday_date
from app.steps.adopt_days_off import ListComparison, adopt_list
from ui.settings.moved_dates import MovedDatesDialog
from ui.shared.context import Context

_HEIGHT: Final = 170


class CompareDaysOffDialog(MovedDatesDialog):
    """Lists the added, removed and renamed days, and the due dates that move, old and new."""

    def __init__(
        self, context: Context, comparison: ListComparison, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context,
            f"Bandingkan libur {comparison.year}",
            comparison_words(comparison),
            "Pakai daftar baru",
            comparison.moved,
            partial(adopt_list, context.book, comparison),
            parent,
        )
        self.setMinimumWidth(640)
        self.differences = QPlainTextEdit("\n".join(difference_lines(comparison)))
        self.differences.setReadOnly(True)
        self.differences.setTabChangesFocus(True)
        self.differences.setAccessibleName("Perbedaan daftar libur")
        self.differences.setFixedHeight(_HEIGHT)
        if not comparison.is_same:
            self.form.insertWidget(0, self.differences)


def comparison_words(comparison: ListComparison) -> str:
    """Return in a sentence how much differs."""
    if comparison.is_same:
        return f"Hari dan namanya sama. Sumber daftar menjadi “{comparison.source}”."
    counts = (
        (len(comparison.added), "bertambah"),
        (len(comparison.removed), "hilang"),
        (len(comparison.renamed), "berganti nama atau jenis"),
    )
    said = ", ".join(f"{count} hari {what}" for count, what in counts if count)
    return f"{said}. Libur kantor tidak berubah. Sumber: {comparison.source}."


def difference_lines(comparison: ListComparison) -> list[str]:
    """Return a line for each day that differs."""
    return [
        *(f"Bertambah: {_named(off)}" for off in comparison.added),
        *(f"Hilang: {_named(off)}" for off in comparison.removed),
        *(
            f"Berganti: {weekday_date(old.day)}, {old.name} menjadi {new.name}"
            for old, new in comparison.renamed
        ),
    ]


def _named(off: DayOff) -> str:
    return f"{weekday_date(off.day)}, {off.name}"
