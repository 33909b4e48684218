"""All rows as they will be recorded, as a table that can be put right in place."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.ground.overriding import override
from app.intake.tables.columns import label_of
from app.intake.tables.importing import Fate, Outcome
from app.intake.tables.preview import Preview
from ui.look.icons import icon

Index = QModelIndex | QPersistentModelIndex

FATE_LABELS: Final = {
    Fate.RECORDED: "Dicatat",
    Fate.REFUSED: "Perlu dibetulkan",
    Fate.REPEATED: "Sudah ada",
    Fate.SKIPPED: "Dilewati",
}
NOTED: Final = "Dicatat, ada catatan"
_ICONS: Final = {
    Fate.RECORDED: ("check", "safe"),
    Fate.REFUSED: ("warning", "late"),
    Fate.REPEATED: ("copy", "muted"),
    Fate.SKIPPED: ("close", "muted"),
}
_OWN_COLUMNS: Final = ("Baris", "Keadaan")
_EDITABLE: Final = (Fate.RECORDED, Fate.REFUSED)
_NO_FLAGS: Final = Qt.ItemFlag.NoItemFlags
_FLAGS: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITABLE_FLAGS: Final = _FLAGS | Qt.ItemFlag.ItemIsEditable
_LONGEST_SHOWN: Final = 120
_ANSWERED: Final = frozenset(
    int(role)
    for role in (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.EditRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.DecorationRole,
    )
)


class RowsModel(QAbstractTableModel):
    """Shows a ``Preview``, or those rows of it that a chip asks for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preview: Preview | None = None
        self._places: Sequence[int] = ()

    def show_preview(self, preview: Preview) -> None:
        """Show all rows of *preview*."""
        self.beginResetModel()
        self._preview = preview
        self._places = range(len(preview.outcomes))
        self.endResetModel()

    def show_places(self, places: Sequence[int]) -> None:
        """Show only the rows at these places."""
        self.beginResetModel()
        self._places = places
        self.endResetModel()

    def outcome(self, line: int) -> Outcome | None:
        """Return the row shown in *line*."""
        if self._preview is None or not 0 <= line < len(self._places):
            return None
        return self._preview.outcomes[self._places[line]]

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._places)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        if parent.isValid() or self._preview is None:
            return 0
        return len(_OWN_COLUMNS) + len(self._preview.keys)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or self._preview is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section < len(_OWN_COLUMNS):
            return _OWN_COLUMNS[section]
        return label_of(self._preview.keys[section - len(_OWN_COLUMNS)])

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        # Most roles a view asks for have no answer, and it asks for all of them.
        if role not in _ANSWERED or not index.isValid():
            return None
        outcome = self.outcome(index.row())
        if outcome is None:
            return None
        if role == Qt.ItemDataRole.DecorationRole:
            return icon(*_ICONS[outcome.fate]) if index.column() == 1 else None
        text = self._text(index, outcome)
        return _short(text) if role == Qt.ItemDataRole.DisplayRole else text

    def _text(self, index: Index, outcome: Outcome) -> str:
        if index.column() == 0:
            return str(outcome.row.raw.line)
        if index.column() == 1:
            return state_of(outcome)
        if self._preview is None or outcome.fate is Fate.SKIPPED:
            return ""
        return self._preview.text(self._places[index.row()], self._key(index))

    def _key(self, index: Index) -> str:
        keys = self._preview.keys if self._preview else ()
        return keys[index.column() - len(_OWN_COLUMNS)]

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        outcome = self.outcome(index.row()) if index.isValid() else None
        if outcome is None:
            return _NO_FLAGS
        is_field = index.column() >= len(_OWN_COLUMNS)
        return _EDITABLE_FLAGS if is_field and outcome.fate in _EDITABLE else _FLAGS

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if self._preview is None or role != Qt.ItemDataRole.EditRole:
            return False
        if str(value) == self.data(index, role):
            return True
        self._preview.change(self._places[index.row()], self._key(index), str(value))
        left, right = self.index(index.row(), 0), self.index(index.row(), self.columnCount() - 1)
        self.dataChanged.emit(left, right)
        return True


def state_of(outcome: Outcome) -> str:
    """Return in a word what becomes of a row."""
    if outcome.fate is Fate.RECORDED and outcome.row.notes:
        return NOTED
    return FATE_LABELS[outcome.fate]


def said_of(outcome: Outcome) -> str:
    """Return all that is to be said of a row."""
    if outcome.fate is Fate.SKIPPED:
        return f"Bukan pengaduan: {outcome.said}."
    problem = outcome.said if outcome.fate is not Fate.RECORDED else ""
    return " ".join([problem, *outcome.row.notes]).strip()


def _short(text: str) -> str:
    # A long text is laid out anew for every cell that scrolls by.
    first = text if "\n" not in text else text.replace("\n", " ")
    return first if len(first) <= _LONGEST_SHOWN else f"{first[:_LONGEST_SHOWN]}…"
