"""CalendarGrid: weeks of days with the meetings that fall on them, walked by keys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ground.formatting import clock_time, long_date, weekday_name
from app.ground.neutral import neutral
from app.ground.overriding import override
from app.reading.meetings.values import MeetingRow
from app.rules.meetings import MeetingStatus
from ui.look.theme import MUTED_POINTS, RADIUS, sized, tokens
from ui.shared.privacy import PrivacyShield

_HEAD: Final = 26
_PAD: Final = 6
_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class ShownDays:
    """What a grid shows.

    Attributes:
        first: a Monday, from which *weeks* weeks are shown.
        month: days of other months are faint; None where all are of interest.
        off: why a day is not worked, for those that are not.
        due: how many open complaints are due on a day.
    """

    first: date
    weeks: int
    month: int | None
    today: date
    meetings: Sequence[MeetingRow] = ()
    off: Mapping[date, str] = field(default_factory=dict)
    due: Mapping[date, int] = field(default_factory=dict)

    def days(self) -> list[date]:
        """Return all days, in order."""
        return [self.first + timedelta(days=n) for n in range(self.weeks * _WEEK)]

    def on(self, day: date) -> list[MeetingRow]:
        """Return the meetings of *day*."""
        return [each for each in self.meetings if each.starts_at.date() == day]


class CalendarGrid(QWidget):
    """Days in rows of seven; arrows walk over days, Enter opens a meeting or plans one."""

    day_chosen = Signal(object)  # the day in hand, also one beyond what is shown
    meeting_opened = Signal(int)
    plan_wanted = Signal(object)  # a day

    def __init__(self, shield: PrivacyShield, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shield = shield
        self._shown: ShownDays | None = None
        self.day = date.min
        self._places: list[tuple[QRect, int]] = []
        self.setObjectName("calendar-grid")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(420, 240)

    def show_days(self, shown: ShownDays, day: date) -> None:
        """Show *shown* with *day* in hand."""
        self._shown = shown
        self.day = day
        self.setAccessibleName(self.spoken(day))
        self.update()

    def spoken(self, day: date) -> str:
        """Return all that is shown of *day*."""
        shown = self._shown
        if shown is None:
            return ""
        parts = [f"{weekday_name(day)} {long_date(day)}"]
        if day in shown.off:
            parts.append(shown.off[day])
        parts += [f"{clock_time(m.starts_at)} {self._agenda(m)}" for m in shown.on(day)]
        if day in shown.due:
            parts.append(f"{shown.due[day]} pengaduan jatuh tempo")
        return ", ".join(parts)

    def _agenda(self, meeting: MeetingRow) -> str:
        return self._shield.mask(neutral(" ".join(meeting.agenda.split())))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -_WEEK,
            Qt.Key.Key_Down: _WEEK,
        }
        key = Qt.Key(event.key())
        if key in moves:
            self.day_chosen.emit(self.day + timedelta(days=moves[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.day)
        else:
            super().keyPressEvent(event)

    def _open(self, day: date) -> None:
        meetings = self._shown.on(day) if self._shown else []
        if meetings:
            self.meeting_opened.emit(meetings[0].id)
        else:
            self.plan_wanted.emit(day)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        meeting = next((id_ for place, id_ in self._places if place.contains(at)), None)
        day = self._day_at(at.x(), at.y())
        if day is not None:
            self.day_chosen.emit(day)
        if meeting is not None:
            self.meeting_opened.emit(meeting)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        day = self._day_at(at.x(), at.y())
        if day is not None and not any(place.contains(at) for place, _ in self._places):
            self.plan_wanted.emit(day)

    def _day_at(self, x: int, y: int) -> date | None:
        shown = self._shown
        if shown is None or y < _HEAD:
            return None
        places = enumerate(self._cell(number) for number in range(shown.weeks * _WEEK))
        found = (number for number, cell in places if cell.contains(x, y))
        number = next(found, None)
        return None if number is None else shown.first + timedelta(days=number)

    def _cell(self, number: int) -> QRect:
        weeks = self._shown.weeks if self._shown else 1
        row, column = divmod(number, _WEEK)
        left, right = (self.width() * n // _WEEK for n in (column, column + 1))
        room = self.height() - _HEAD
        top, bottom = (_HEAD + room * n // weeks for n in (row, row + 1))
        return QRect(left, top, right - left, bottom - top)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._places = []
        shown = self._shown
        if shown is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_head(painter)
        for number, day in enumerate(shown.days()):
            self._paint_day(painter, self._cell(number).adjusted(2, 2, -2, -2), day, shown)
        painter.end()

    def _paint_head(self, painter: QPainter) -> None:
        painter.setFont(sized(self.font(), MUTED_POINTS))
        painter.setPen(QColor(tokens().muted))
        for number in range(_WEEK):
            cell = self._cell(number)
            room = QRect(cell.left() + _PAD, 0, cell.width() - 2 * _PAD, _HEAD)
            name = weekday_name(date(2026, 11, 23) + timedelta(days=number))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_day(self, painter: QPainter, cell: QRect, day: date, shown: ShownDays) -> None:
        colours = tokens()
        is_here = day == self.day
        is_other = shown.month is not None and day.month != shown.month
        ground = colours.sunken if is_other or day in shown.off else colours.surface
        edge = colours.ring if is_here and self.hasFocus() else colours.line
        painter.setPen(QPen(QColor(edge if not is_here else colours.ring), 2 if is_here else 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(cell, RADIUS, RADIUS)
        room = cell.adjusted(_PAD, 4, -_PAD, -4)
        painter.setFont(sized(self.font(), self.font().pointSizeF(), bold=day == shown.today))
        tone = colours.primary if day == shown.today else colours.text
        painter.setPen(QColor(colours.faint if is_other else tone))
        line = painter.fontMetrics().height()
        painter.drawText(room, Qt.AlignmentFlag.AlignTop, str(day.day))
        self._paint_facts(painter, room, day, shown, line)

    def _paint_facts(
        self, painter: QPainter, room: QRect, day: date, shown: ShownDays, first: int
    ) -> None:
        colours = tokens()
        painter.setFont(sized(self.font(), MUTED_POINTS))
        height = painter.fontMetrics().height()
        painter.setPen(QColor(colours.muted))
        beside = room.adjusted(26, 1, 0, 0)
        if day in shown.off and day.weekday() < 5:
            _draw(painter, beside, beside.top(), shown.off[day])
        if day in shown.due:
            _draw(painter, room, room.bottom() - height + 1, f"{shown.due[day]} jatuh tempo")
            room = room.adjusted(0, 0, 0, -height)
        top = room.top() + first + 2
        meetings = shown.on(day)
        for number, meeting in enumerate(meetings):
            more = len(meetings) - number
            if top + 2 * (height + 4) > room.bottom() and more > 1:
                painter.setPen(QColor(colours.muted))
                _draw(painter, room, top, f"dan {more} lainnya")
                return
            self._paint_meeting(painter, QRect(room.left(), top, room.width(), height + 4), meeting)
            top += height + 6

    def _paint_meeting(self, painter: QPainter, place: QRect, meeting: MeetingRow) -> None:
        colours = tokens()
        self._places.append((place, meeting.id))
        is_over = meeting.status is not MeetingStatus.PLANNED
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.sunken if is_over else colours.primary_soft))
        painter.drawRoundedRect(place, 4, 4)
        painter.setPen(QColor(colours.muted if is_over else colours.primary))
        font = painter.font()
        font.setStrikeOut(meeting.status is MeetingStatus.CANCELLED)
        painter.setFont(font)
        _draw(
            painter,
            place.adjusted(5, 2, -3, 0),
            place.top() + 2,
            f"{clock_time(meeting.starts_at)} {self._agenda(meeting)}",
        )
        font.setStrikeOut(False)
        painter.setFont(font)


def _draw(painter: QPainter, room: QRect, top: int, text: str) -> None:
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(QRect(room.left(), top, room.width(), metrics.height()), 0, shown)
