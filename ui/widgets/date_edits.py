"""DateEdit and MomentEdit: plain lines for dates, with a calendar beside them.

What was typed is never changed or cleared when it is no date; the form says so below the field.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Final

from PySide6.QtCore import QDate, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QKeyEvent, QKeySequence, QShortcut, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDialog, QLineEdit, QToolButton, QVBoxLayout, QWidget

from app.ground.formatting import moment, parse_day, parse_moment, short_date
from app.ground.overriding import override
from ui.look.icons import icon
from ui.look.theme import tokens
from ui.widgets.words import tighten

_DATE_HINT: Final = "hh-bb-tttt"
_MOMENT_HINT: Final = "hh-bb-tttt jj.mm"


class CalendarPopup(QDialog):
    """A month to choose a day from; the week starts on Monday."""

    submitted = Signal()  # Ctrl+Enter: the marked day was taken

    def __init__(self, day: date | None, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("calendar-popup")
        self.setWindowTitle("Pilih tanggal")
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName("Kalender")
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setGridVisible(False)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        if day is not None:
            self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        weekend = QTextCharFormat()
        weekend.setForeground(QColor(tokens().muted))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(weekday, weekend)
        self._mend_arrows()
        self.calendar.clicked.connect(self._on_chosen)
        self.calendar.activated.connect(self._on_chosen)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._on_submitted)
        column = QVBoxLayout(self)
        tighten(column, 0, 8)
        column.addWidget(self.calendar)
        self.setMinimumSize(300, 250)

    def _mend_arrows(self) -> None:
        """Give the two arrows our icons and a name; Qt's are black in both themes."""
        arrows = (
            ("qt_calendar_prevmonth", "chevron-left", "Bulan sebelumnya"),
            ("qt_calendar_nextmonth", "chevron-right", "Bulan berikutnya"),
        )
        for name, picture, words in arrows:
            arrow = self.calendar.findChild(QToolButton, name)
            if isinstance(arrow, QToolButton):
                arrow.setIcon(icon(picture, "text"))
                arrow.setAccessibleName(words)

    @Slot()
    def _on_chosen(self) -> None:
        self.accept()

    @Slot()
    def _on_submitted(self) -> None:
        self.accept()
        self.submitted.emit()

    def chosen(self) -> date:
        """Return the day that is marked."""
        day = self.calendar.selectedDate()
        return date(day.year(), day.month(), day.day())


class _CalendarLine(QLineEdit):
    """A line with a calendar at its right; Alt+Down opens it."""

    submitted = Signal()  # Ctrl+Enter in the calendar

    def __init__(self, hint: str, today: Callable[[], date] | None, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._today = today
        self._popup: CalendarPopup | None = None
        self.setPlaceholderText(hint)
        self._button = QAction(icon("calendar"), "Pilih tanggal (Alt+Panah bawah)", self)
        self._button.triggered.connect(self.open_calendar)
        self.addAction(self._button, QLineEdit.ActionPosition.TrailingPosition)

    def _typed_day(self) -> date | None:
        try:
            return parse_moment(self.text().strip()).date()
        except ValueError:
            return None

    def _take_day(self, day: date) -> None:
        raise NotImplementedError

    @Slot()
    def open_calendar(self) -> None:
        """Show the calendar under the line."""
        day = self._typed_day() or (self._today() if self._today else None)
        popup = CalendarPopup(day, self)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.accepted.connect(self._on_accepted)
        popup.submitted.connect(self.submitted)
        self._popup = popup
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()
        popup.calendar.setFocus()

    @Slot()
    def _on_accepted(self) -> None:
        if self._popup is not None:
            self._take_day(self._popup.chosen())
            self._popup = None
            self.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_down = event.key() == Qt.Key.Key_Down
        if is_down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return
        super().keyPressEvent(event)


class DateEdit(_CalendarLine):
    """A day, typed as dd-mm-yyyy."""

    day_changed = Signal(object)  # the day, or None when the line holds none

    def __init__(
        self, today: Callable[[], date] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(_DATE_HINT, today, parent)
        self.textChanged.connect(self._on_text_changed)

    def day(self) -> date | None:
        """Return the day; None when the line is empty or holds no day (see ``is_wrong``)."""
        try:
            return parse_day(self.text().strip())
        except ValueError:
            return None

    def is_wrong(self) -> bool:
        """Return whether something is typed that is no day."""
        return bool(self.text().strip()) and self.day() is None

    def set_day(self, day: date | None) -> None:
        """Write *day* into the line."""
        self.setText(short_date(day) if day else "")

    @override
    def _take_day(self, day: date) -> None:
        self.set_day(day)

    @Slot()
    def _on_text_changed(self) -> None:
        self.day_changed.emit(self.day())


class MomentEdit(_CalendarLine):
    """A day and a time, typed as dd-mm-yyyy hh.mm."""

    moment_changed = Signal(object)  # the moment, or None when the line holds none

    def __init__(
        self, today: Callable[[], date] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(_MOMENT_HINT, today, parent)
        # A moment and the calendar beside it; narrower, the day would be cut.
        self.setMinimumWidth(172)
        self.textChanged.connect(self._on_text_changed)

    def moment(self) -> datetime | None:
        """Return the moment; None when the line is empty or holds none (see ``is_wrong``)."""
        try:
            return parse_moment(self.text().strip())
        except ValueError:
            return None

    def is_wrong(self) -> bool:
        """Return whether something is typed that is no moment."""
        return bool(self.text().strip()) and self.moment() is None

    def set_moment(self, value: datetime | None) -> None:
        """Write *value* into the line."""
        self.setText(moment(value) if value else "")

    @override
    def _take_day(self, day: date) -> None:
        before = self.moment()
        self.set_moment(datetime.combine(day, before.time() if before else time(8, 0)))

    @Slot()
    def _on_text_changed(self) -> None:
        self.moment_changed.emit(self.moment())
