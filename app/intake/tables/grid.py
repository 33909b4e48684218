"""A table before anything in it is understood: sheets, rows and cells."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from app.ground.errors import UserError
from app.ground.progress import Progress

MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 200


class ImportRefused(UserError):
    """A file from which no rows, or no more rows, can be read."""


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell whose content cannot be trusted; *reason* continues ``Kolom … ``."""

    reason: str


Cell = str | BadCell


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a table before its headings are known.

    Attributes:
        line: its number as the program it comes from counts, from 1.
        cells: its cells from the first column on.
        problem: the sentence why it cannot be read.
        is_hidden: whether the program it comes from does not show it.
    """

    line: int
    cells: Sequence[Cell]
    problem: str | None = None
    is_hidden: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in the row."""
        return self.problem is None and not any(is_filled(cell) for cell in self.cells)

    @property
    def filled(self) -> int:
        """How many cells have anything in them."""
        return sum(1 for cell in self.cells if is_filled(cell))

    def text(self, column: int) -> str:
        """Return the text in a column, empty beyond the last and where it cannot be trusted."""
        cell = self.cells[column] if column < len(self.cells) else ""
        return cell.strip() if isinstance(cell, str) else ""


class Merge(NamedTuple):
    """A merged area: lines from 1, columns from 0, the last of each included."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Marks:
    """What a sheet says beside its cells."""

    merges: tuple[Merge, ...] = ()
    hidden_columns: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file.

    Attributes:
        records: reads the rows from the beginning, each time it is called; stops when nobody waits.
        size: says how many rows have anything in them, at most, without reading them.
        name: its name, empty where a file has only one table.
        is_hidden: whether the program it comes from does not show it.
        read_marks: reads merged areas and hidden columns.
        is_1904: whether its days are counted from 1904, as old Macintosh workbooks do.
    """

    records: Callable[[Progress], Iterator[Record]]
    size: Callable[[Progress], int]
    name: str = ""
    is_hidden: bool = False
    read_marks: Callable[[Progress], Marks] = lambda _progress: Marks()
    is_1904: bool = False


@dataclass(frozen=True, slots=True)
class TableFile:
    """The tables of a file and what is to be said of it as a whole."""

    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = field(default=())


def is_filled(cell: Cell) -> bool:
    """Return whether anything stands in the cell."""
    return not isinstance(cell, str) or bool(cell.strip())
