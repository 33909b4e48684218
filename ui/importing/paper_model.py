"""PaperModel: the rows typed from a page, with a blank one below to go on."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtCore import Signal as QtSignal

from app.ground.overriding import override
from app.intake.tables.columns import RECEIVED, label_of
from app.intake.tables.importing import Fate, Outcome
from app.intake.tables.paper_rows import MAIN_KEYS
from app.intake.tables.preview import shown
from ui.importing.rows_model import said_of
from ui.look.icons import icon

Index = QModelIndex | QPersistentModelIndex

NUMBERS: Final = 0
FIRST: Final = 1
_STATES: Final = {
    Fate.RECORDED: ("check", "safe"),
    Fate.REFUSED: ("warning", "late"),
    Fate.REPEATED: ("copy", "soon"),
    Fate.SKIPPED: ("warning", "late"),
}
_ALIGNED: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_FLAGS: Final = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
)


class PaperModel(QAbstractTableModel):
    """Columns are a number with the state of the row, then what is typed row by row.

    Attributes:
        rows: text by key; the last one is always blank.
        typing: place, key, text of the cell that is being typed in, until it is left.
    """

    edited = QtSignal()
    typed = QtSignal()  # into a cell that is not yet left
    checked = QtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[dict[str, str]] = [{}]
        self.typing: tuple[int, str, str] | None = None
        self._outcomes: list[Outcome | None] = []

    def show_rows(self, rows: Sequence[Mapping[str, str]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = [dict(row) for row in rows]
        self.typing = None
        self._outcomes = []
        self._end_blank()
        self.endResetModel()

    def complete_days(self, days: Sequence[str]) -> None:
        """Write the whole day where a short one was typed; later changes above leave it."""
        for place, day in enumerate(days):
            if self.value(place, RECEIVED) not in ("", day):
                self.rows[place][RECEIVED] = day
                self.dataChanged.emit(self.index(place, FIRST), self.index(place, FIRST))

    def show_outcomes(self, outcomes: Sequence[Outcome | None]) -> None:
        """Say of each row what would become of it."""
        self._outcomes = list(outcomes)
        # The state only: a cell that is told anew forgets what is being typed into it.
        self.dataChanged.emit(self.index(0, NUMBERS), self.index(len(self.rows) - 1, NUMBERS))
        self.checked.emit()

    def whole_rows(self) -> tuple[Mapping[str, str], ...]:
        """Return the rows as they stand, with what is being typed."""
        rows = [dict(row) for row in self.rows]
        if self.typing is not None:
            place, key, text = self.typing
            rows[place][key] = text
        return tuple(rows)

    def outcome(self, row: int) -> Outcome | None:
        """Return what would become of a row; None for one that is blank or not yet read."""
        return self._outcomes[row] if row < len(self._outcomes) else None

    def said(self, row: int) -> str:
        """Return what has to be said of a row."""
        outcome = self.outcome(row)
        return said_of(outcome) if outcome is not None else ""

    def is_wrong(self, row: int) -> bool:
        """Return whether a row cannot be recorded as it stands."""
        outcome = self.outcome(row)
        return outcome is not None and outcome.fate is not Fate.RECORDED

    def value(self, row: int, key: str) -> str:
        """Return what was typed."""
        return self.rows[row].get(key, "") if row < len(self.rows) else ""

    def put(self, row: int, key: str, text: str) -> None:
        """Take what was typed into any field of a row."""
        self.typing = None
        if text == self.value(row, key):
            return
        self.rows[row][key] = text
        column = MAIN_KEYS.index(key) + FIRST if key in MAIN_KEYS else NUMBERS
        self.dataChanged.emit(self.index(row, column), self.index(row, column))
        if row == len(self.rows) - 1:
            self.beginInsertRows(QModelIndex(), row + 1, row + 1)
            self._end_blank()
            self.endInsertRows()
        self.edited.emit()

    def remove(self, row: int) -> None:
        """Take a row away; the blank one at the end stays."""
        if row >= len(self.rows) - 1:
            return
        self.beginRemoveRows(QModelIndex(), row, row)
        del self.rows[row]
        del self._outcomes[row : row + 1]
        self.endRemoveRows()
        self.edited.emit()

    def note_typing(self, row: int, key: str, text: str) -> None:
        """Remember what is being typed, so that a power cut does not take it."""
        self.typing = (row, key, text)
        self.typed.emit()

    def _end_blank(self) -> None:
        if not self.rows or any(self.rows[-1].values()):
            self.rows.append({})

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(MAIN_KEYS) + FIRST

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNED
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return "No." if section == NUMBERS else heading_of(MAIN_KEYS[section - FIRST])

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DecorationRole and column == NUMBERS:
            outcome = self.outcome(row)
            return icon(*_STATES[outcome.fate]) if outcome is not None else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(row, column)
        return None

    def _text(self, row: int, column: int) -> str:
        if column == NUMBERS:
            return ""  # the place is the view's: it changes when a row above goes
        key = MAIN_KEYS[column - FIRST]
        return shown(key, self.value(row, key))

    def _spoken(self, row: int, column: int) -> str:
        if column == NUMBERS:
            return f"Baris {row + 1}. {self.said(row)}".strip()
        key = heading_of(MAIN_KEYS[column - FIRST])
        return f"{key}: {self._text(row, column) or 'kosong'}. {self.said(row)}".strip()

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        is_field = index.isValid() and index.column() != NUMBERS
        return _FLAGS if is_field else Qt.ItemFlag.NoItemFlags

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.flags(index):
            return False
        key = MAIN_KEYS[index.column() - FIRST]
        if str(value) == shown(key, self.value(index.row(), key)):
            self.typing = None
        else:
            self.put(index.row(), key, str(value).strip())
        return True


def heading_of(key: str) -> str:
    """Return what a column is called; the page has room for short words only."""
    return "Tanggal" if key == RECEIVED else label_of(key).split("/")[0]
