"""CardModel: the cards of one column, lent to a drag one or several at a time."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.ground.overriding import override
from app.reading.register.values import ComplaintRow
from app.rules.channels import CHANNEL_LABELS
from ui.complaint.people import reporter_name, subject_words
from ui.shared.privacy import PrivacyShield
from ui.widgets.delegates import ID_ROLE, ROW_ROLE

CARD_MIME: Final = "application/x-buku-pengaduan-kartu"
# Whether the card is on its way to another column.
LIFTED_ROLE: Final = Qt.ItemDataRole.UserRole + 20

Index = QModelIndex | QPersistentModelIndex


class CardModel(QAbstractListModel):
    """The rows of one column; cards dropped on it are announced, not inserted."""

    cards_dropped = Signal(object)  # tuple of complaint ids; the page decides what it means

    def __init__(self, shield: PrivacyShield, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shield = shield
        self._rows: Sequence[ComplaintRow] = ()
        self._places: dict[int, int] = {}
        self._lifted: frozenset[int] = frozenset()

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

    def set_lifted(self, ids: Collection[int]) -> None:
        """Show these cards as on their way to another column."""
        self._lifted = frozenset(ids)

    def place_of(self, complaint_id: int) -> int | None:
        """Return where the card of this complaint is; None when it is in another column."""
        return self._places.get(complaint_id)

    def spoken(self, row: ComplaintRow) -> str:
        """Return all a card says, with nothing cut short."""
        name = reporter_name(row.name, self._shield, is_secret=row.is_secret)
        head = f"{row.number} · {CHANNEL_LABELS[row.channel]} · {name}"
        head = f"{head}\nDitujukan kepada {row.assignee}" if row.assignee else head
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
        if role == LIFTED_ROLE:
            return row.id in self._lifted
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
        ids = (str(self._rows[index.row()].id) for index in sorted(indexes, key=_place))
        data.setData(CARD_MIME, " ".join(ids).encode())
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
        ids = bytes(data.data(CARD_MIME).data()).decode().split()
        self.cards_dropped.emit(tuple(int(id_) for id_ in ids))
        return True


def _place(index: QModelIndex) -> int:
    return index.row()
