"""How one card is painted: urgency band, number and channel, name, subject, clock and chip."""

from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ground.formatting import compact_date
from app.ground.overriding import override
from app.reading.register.values import ComplaintRow
from app.rules.channels import CHANNEL_LABELS
from app.rules.deadlines import CLOCK_LABELS
from ui.board.card_model import LIFTED_ROLE
from ui.complaint.people import reporter_name, subject_words
from ui.look.labels import urgency_tone
from ui.look.theme import CARD_RADIUS, MUTED_POINTS, sized, tokens
from ui.shared.privacy import PrivacyShield
from ui.widgets.deadline_chip import chip_size, paint_chip
from ui.widgets.delegates import ROW_ROLE

_BAND: Final = 4
_LEFT: Final = 14
_RIGHT: Final = 8
_EDGE: Final = 9
_GAP: Final = 8
# A name that takes two lines leaves the subject one.
_NAME_LINES: Final = 2
_SUBJECT_LINES: Final = 2
_LIFTED: Final = 0.45
_WAITING: Final = "Menunggu pengadu"

Index = QModelIndex | QPersistentModelIndex


def split_words(row: ComplaintRow) -> tuple[str, str]:
    """Return which clock runs, with its date, and how it stands; a card is too narrow for both."""
    words = row.deadline_words
    for clock in (*CLOCK_LABELS.values(), _WAITING):
        rest = words.removeprefix(clock).lstrip(": ")
        if rest != words:
            due = row.deadline.due_on
            when = f" · {compact_date(due)}" if due else ""
            name = "Menunggu" if clock == _WAITING else clock
            return f"{name}{when}", rest[:1].upper() + rest[1:]
    return "", words


def card_head(row: ComplaintRow) -> str:
    """Return the first line of a card: number, channel, and the first name of who answers."""
    head = f"{row.short_number} · {CHANNEL_LABELS[row.channel]}"
    return f"{head} → {row.assignee.split()[0]}" if row.assignee else head


def name_lines(row: ComplaintRow, shield: PrivacyShield, font: QFont, width: int) -> list[str]:
    """Return the complainant's name, whole: on two lines where it is long."""
    name = reporter_name(row.name, shield, is_secret=row.is_secret)
    return wrapped(name, font, width, _NAME_LINES)


class CardDelegate(QStyledItemDelegate):
    """Paints one card: urgency band, number and name, subject, clock, chip."""

    def __init__(self, shield: PrivacyShield, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shield = shield

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, card_height(option.font))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ComplaintRow = index.data(ROW_ROLE)
        card = QRectF(option.rect).adjusted(1, 1, -1, -_GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(LIFTED_ROLE):
            painter.setOpacity(_LIFTED)
        _paint_ground(painter, card, option, urgency_tone(row.deadline.urgency).text)
        self._paint_words(painter, card.toRect(), option.font, row)
        painter.restore()

    def _paint_words(self, painter: QPainter, card: QRect, font: QFont, row: ComplaintRow) -> None:
        colours = tokens()
        small = sized(font, MUTED_POINTS)
        room = card.adjusted(_LEFT, _EDGE, -_RIGHT, -_EDGE)
        painter.setFont(small)
        painter.setPen(QColor(colours.muted))
        top = _draw_line(painter, room, room.top(), card_head(row))
        painter.setPen(QColor(colours.text))
        names = name_lines(row, self._shield, small, room.width())
        for line in names:
            top = _draw_line(painter, room, top, line)
        painter.setFont(font)
        subject = subject_words(row.subject, row.service, self._shield)
        for line in wrapped(subject, font, room.width(), _SUBJECT_LINES + 1 - len(names)):
            top = _draw_line(painter, room, top + 2, line)
        clock, words = split_words(row)
        chip = chip_size(words, font)
        foot = room.bottom() - chip.height()
        painter.setFont(small)
        painter.setPen(QColor(colours.muted))
        _draw_line(painter, room, foot - QFontMetrics(small).height() - 3, clock)
        painter.setFont(font)
        paint_chip(
            painter,
            QRect(room.left() - 2, foot, room.width() + 2, chip.height()),
            words,
            row.deadline.urgency,
        )


def card_height(font: QFont) -> int:
    """Return the height of every card, with the gap below it."""
    body = QFontMetrics(font).height()
    small = QFontMetrics(sized(font, MUTED_POINTS)).height()
    chip = chip_size("", font).height()
    words = 2 * small + _SUBJECT_LINES * (body + 2) + 5 + small + 3 + chip
    return words + 2 * _EDGE + _GAP + 1


def wrapped(text: str, font: QFont, width: int, most: int) -> list[str]:
    """Return *text* in at most *most* lines of *width*, the last one cut short."""
    rest = " ".join(text.split())
    lines: list[str] = []
    while rest and len(lines) < most - 1:
        end = _end_of_line(rest, font, width)
        lines.append(rest[:end].strip())
        rest = rest[end:].strip()
    if rest:
        lines.append(QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
    return lines


def _end_of_line(text: str, font: QFont, width: int) -> int:
    """Return how much of *text* fits on one line of *width*, at least one character."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    layout.endLayout()
    return max(1, line.textLength())


def _draw_line(painter: QPainter, room: QRect, top: int, text: str) -> int:
    """Draw one line at *top*, cut to the room; return where the next one begins."""
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    place = QRect(room.left(), top, room.width(), metrics.height())
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
    return top + metrics.height()


def _paint_ground(painter: QPainter, card: QRectF, option: QStyleOptionViewItem, band: str) -> None:
    colours = tokens()
    state = option.state
    is_chosen = bool(state & QStyle.StateFlag.State_Selected)
    has_focus = is_chosen and bool(state & QStyle.StateFlag.State_HasFocus)
    is_under_mouse = bool(state & QStyle.StateFlag.State_MouseOver)
    edge = colours.control_line if is_under_mouse else colours.line
    if is_chosen:
        edge = colours.ring if has_focus else colours.primary
    outline = QPainterPath()
    outline.addRoundedRect(card, CARD_RADIUS - 2, CARD_RADIUS - 2)
    painter.fillPath(outline, QColor(colours.primary_soft if is_chosen else colours.surface))
    painter.save()
    painter.setClipPath(outline)
    painter.fillRect(QRectF(card.left(), card.top(), _BAND, card.height()), QColor(band))
    painter.restore()
    painter.setPen(QPen(QColor(edge), 2 if has_focus else 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(outline)
