"""The cards of one column: the model that lends them to a drag, and how one is painted."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
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
from ui.complaint.people import reporter_name, subject_words
from ui.look.labels import urgency_tone
from ui.look.theme import CARD_RADIUS, MUTED_POINTS, sized, tokens
from ui.shared.privacy import PrivacyShield
from ui.widgets.deadline_chip import chip_size, paint_chip
from ui.widgets.delegates import ID_ROLE, ROW_ROLE

CARD_MIME: Final = "application/x-buku-pengaduan-kartu"
_BAND: Final = 4
_LEFT: Final = 14
_RIGHT: Final = 8
_EDGE: Final = 9
_GAP: Final = 8
_SUBJECT_LINES: Final = 2
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


def card_head(row: ComplaintRow, shield: PrivacyShield) -> str:
    """Return the first line of a card: number, channel, name."""
    name = reporter_name(row.name, shield, is_secret=row.is_secret)
    return f"{row.short_number} · {CHANNEL_LABELS[row.channel]} · {name}"


class CardModel(QAbstractListModel):
    """The rows of one column; a card dropped on it is announced, not inserted."""

    card_dropped = Signal(int)  # complaint id; the page decides what it means

    def __init__(self, shield: PrivacyShield, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shield = shield
        self._rows: Sequence[ComplaintRow] = ()
        self._places: dict[int, int] = {}

    @property
    def rows(self) -> Sequence[ComplaintRow]:
        """The rows, the most urgent first."""
        return self._rows

    def set_rows(self, rows: Sequence[ComplaintRow]) -> None:
        """Show other cards."""
        self.beginResetModel()
        self._rows = rows
        self._places = {row.id: place for place, row in enumerate(rows)}
        self.endResetModel()

    def place_of(self, complaint_id: int) -> int | None:
        """Return where the card of this complaint is; None when it is in another column."""
        return self._places.get(complaint_id)

    def spoken(self, row: ComplaintRow) -> str:
        """Return all a card says, with nothing cut short."""
        name = reporter_name(row.name, self._shield, is_secret=row.is_secret)
        head = f"{row.number} · {CHANNEL_LABELS[row.channel]} · {name}"
        subject = subject_words(row.subject, row.service, self._shield)
        return f"{head}\n{subject}\n{row.deadline_words}"

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return subject_words(row.subject, row.service, self._shield)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.spoken(row)
        if role == ROW_ROLE:
            return row
        return row.id if role == ID_ROLE else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        # A card also takes drops: what lands on it was meant for its column.
        flags = super().flags(index) | Qt.ItemFlag.ItemIsDropEnabled
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self) -> list[str]:
        return [CARD_MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(CARD_MIME, str(self._rows[indexes[0].row()].id).encode())
        return data

    @override
    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        return data.hasFormat(CARD_MIME)

    @override
    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        self.card_dropped.emit(int(bytes(data.data(CARD_MIME).data())))
        return True


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
        _paint_ground(painter, card, option, urgency_tone(row.deadline.urgency).text)
        self._paint_words(painter, card.toRect(), option.font, row)
        painter.restore()

    def _paint_words(self, painter: QPainter, card: QRect, font: QFont, row: ComplaintRow) -> None:
        colours = tokens()
        small = sized(font, MUTED_POINTS)
        room = card.adjusted(_LEFT, _EDGE, -_RIGHT, -_EDGE)
        painter.setFont(small)
        painter.setPen(QColor(colours.muted))
        top = _draw_line(painter, room, room.top(), card_head(row, self._shield)) + 4
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        subject = subject_words(row.subject, row.service, self._shield)
        for line in wrapped(subject, font, room.width()):
            top = _draw_line(painter, room, top, line)
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
    words = small + 4 + _SUBJECT_LINES * body + 5 + small + 3 + chip
    return words + 2 * _EDGE + _GAP + 1


def wrapped(text: str, font: QFont, width: int) -> list[str]:
    """Return *text* in at most two lines of *width*, the last one cut short."""
    line = " ".join(text.split())
    layout = QTextLayout(line, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    first = layout.createLine()
    if not first.isValid():
        layout.endLayout()
        return []
    first.setLineWidth(width)
    end = first.textLength()
    layout.endLayout()
    rest = line[end:].strip()
    if not rest:
        return [line]
    cut = QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
    return [line[:end].strip(), cut]


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
