"""WindowedModel: a table that knows all ids and reads rows only when they are seen."""

from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from operator import neg
from typing import Any, Final, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.ground.neutral import neutral
from app.ground.overriding import override
from app.rules.deadlines import Urgency
from ui.widgets.delegates import ID_ROLE, ROW_ROLE, SECOND_LINE_ROLE, URGENCY_ROLE

_PAGE: Final = 100
_PAGES_KEPT: Final = 30

Index = QModelIndex | QPersistentModelIndex


class HasId(Protocol):
    """A row that knows which complaint it is of."""

    @property
    def id(self) -> int:
        """The id."""
        ...


Row = TypeVar("Row", bound=HasId)


class Cell(Enum):
    """How a cell is painted."""

    TEXT = auto()
    NUMBER = auto()
    TWO_LINES = auto()
    CHIP = auto()


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column of a table, as data.

    Attributes:
        title: the header.
        text: what a cell says.
        sort: the name of the order that a click on the header asks for; empty for none.
        width: the width at first; the ``stretch`` column takes what is left.
        kind: how a cell is painted.
        second: the second line, for ``Cell.TWO_LINES``.
        urgency: the urgency, for ``Cell.CHIP``.
        gives_way: where the ``stretch`` column would get too narrow to read, columns that give
            way are hidden, 1 first; 0 never.
    """

    title: str
    text: Callable[[Row], str]
    sort: str = ""
    width: int = 120
    kind: Cell = Cell.TEXT
    second: Callable[[Row], str] | None = None
    urgency: Callable[[Row], Urgency] | None = None
    stretch: bool = False
    gives_way: int = 0


class WindowedModel(QAbstractTableModel, Generic[Row]):
    """Holds the ids of a list in order; ``fetch`` reads the rows of a page when one is seen."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        fetch: Callable[[Sequence[int]], Sequence[Row]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._fetch = fetch
        self._ids: Sequence[int] = ()
        self._pages: OrderedDict[int, dict[int, Row]] = OrderedDict()

    @property
    def ids(self) -> Sequence[int]:
        """All ids, in order."""
        return self._ids

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show another list, or the same one read anew."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def grow(self, ids: Sequence[int]) -> None:
        """Show a list that the present one is only the beginning of; what is shown stays."""
        known = len(self._ids)
        if ids[:known] != self._ids:
            self.set_ids(ids)
        elif known < len(ids):
            # The last page was read when there was less of it.
            self._pages.pop(known // _PAGE, None)
            self.beginInsertRows(QModelIndex(), known, len(ids) - 1)
            self._ids = ids
            self.endInsertRows()

    def take_in(self, asked: Iterable[int], wanted: Collection[int]) -> None:
        """Look after *asked* alone, in a list with the newest first.

        Those that are not *wanted* leave it, those that are come in where they belong, and what is
        shown of them is read again.
        """
        self.invalidate(asked)
        for row_id in asked:
            place = self.place_of(row_id)
            if place is not None and row_id not in wanted:
                self.beginRemoveRows(QModelIndex(), place, place)
                self._put(_without(self._ids, place))
                self.endRemoveRows()
            elif place is None and row_id in wanted:
                place = bisect_left(self._ids, -row_id, key=neg)
                self.beginInsertRows(QModelIndex(), place, place)
                self._put(_with(self._ids, place, row_id))
                self.endInsertRows()

    def _put(self, ids: Sequence[int]) -> None:
        # What follows has moved a line, and so have the pages it was read in.
        self._ids = ids
        self._pages.clear()

    def invalidate(self, ids: Iterable[int] | None = None) -> None:
        """Read the rows of *ids* again when they are next seen; without *ids* every row."""
        if ids is None:
            self._pages.clear()
            self._tell(0, len(self._ids) - 1)
            return
        for place in sorted(p for p in map(self.place_of, ids) if p is not None):
            self._pages.pop(place // _PAGE, None)
            self._tell(place, place)

    def _tell(self, first: int, last: int) -> None:
        if 0 <= first <= last:
            right = len(self.columns) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, right))

    def place_of(self, row_id: int) -> int | None:
        """Return the line in which *row_id* stands."""
        # The newest mostly come first, and then no list is too long for halving it.
        place = bisect_left(self._ids, -row_id, key=neg)
        if place < len(self._ids) and self._ids[place] == row_id:
            return place
        try:
            return self._ids.index(row_id)
        except ValueError:
            return None

    def row_at(self, place: int) -> Row | None:
        """Return the row in line *place*; None when it has gone since the ids were read."""
        number = place // _PAGE
        page = self._pages.get(number)
        if page is None:
            wanted = self._ids[number * _PAGE : (number + 1) * _PAGE]
            page = {row.id: row for row in self._fetch(wanted)}
            self._pages[number] = page
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page.get(self._ids[place])

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == ID_ROLE:
            return self._ids[index.row()]
        answer = _ANSWERS.get(role)
        if answer is None:
            return None
        row = self.row_at(index.row())
        return None if row is None else answer(self.columns[index.column()], row)

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[section])
        return None


def _with(ids: Sequence[int], place: int, row_id: int) -> "array[int]":
    longer = array("q", ids)
    longer.insert(place, row_id)
    return longer


def _without(ids: Sequence[int], place: int) -> "array[int]":
    shorter = array("q", ids)
    del shorter[place]
    return shorter


def _spoken(column: Column[Any], row: Any) -> str:
    second = column.second(row) if column.second else ""
    return neutral(f"{column.text(row)}, {second}" if second else column.text(row))


def _alignment(column: Column[Any]) -> int:
    sides = Qt.AlignmentFlag
    side = sides.AlignRight if column.kind is Cell.NUMBER else sides.AlignLeft
    return int(side | sides.AlignVCenter)


_ANSWERS: Final[dict[int, Callable[[Column[Any], Any], Any]]] = {
    int(Qt.ItemDataRole.DisplayRole): lambda column, row: neutral(column.text(row)),
    int(Qt.ItemDataRole.ToolTipRole): _spoken,
    int(Qt.ItemDataRole.AccessibleTextRole): _spoken,
    int(Qt.ItemDataRole.TextAlignmentRole): lambda column, _: _alignment(column),
    int(SECOND_LINE_ROLE): lambda column, row: neutral(column.second(row)) if column.second else "",
    int(URGENCY_ROLE): lambda column, row: column.urgency(row) if column.urgency else None,
    int(ROW_ROLE): lambda _, row: row,
}
