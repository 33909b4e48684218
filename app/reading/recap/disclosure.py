"""What a reader can work out from a published table: exactly, not by rule of thumb. Pure.

The reader knows all totals of columns, that the cells of a row add up to nothing under the signs of
their columns, and between which bounds a hidden cell lies. Such a table is a flow network (rows and
columns are its nodes, cells its edges), so a cell has another possible value exactly where there is
a cycle along which whole numbers can be shifted.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A count and the bounds a reader knows; None is no upper bound. Shown: all three equal."""

    value: int
    low: int
    high: int | None

    def can_move(self, step: int) -> bool:
        """Return whether the value could be one more (*step* 1) or one less (-1)."""
        moved = self.value + step
        return moved >= self.low and (self.high is None or moved <= self.high)


def is_determined(
    cells: Sequence[Sequence[Cell]], signs: Sequence[int], row: int, column: int
) -> bool:
    """Return whether only one value of a cell agrees with everything that is published."""
    return not any(_can_shift(cells, signs, row, column, step) for step in (1, -1))


def _can_shift(
    cells: Sequence[Sequence[Cell]], signs: Sequence[int], row: int, column: int, step: int
) -> bool:
    """Return whether the cell can move by *step* with others making up for it."""
    if not cells[row][column].can_move(step):
        return False
    # Seen with its sign every cell adds to its row, and columns are taken whole.
    first = signs[column] * step
    reached = {column}
    waiting = deque([column])
    while waiting:
        at = waiting.popleft()
        for other, line in enumerate(cells):
            if (other, at) == (row, column) or not line[at].can_move(-first * signs[at]):
                continue
            if other == row:
                return True
            for onward, cell in enumerate(line):
                if onward not in reached and cell.can_move(first * signs[onward]):
                    reached.add(onward)
                    waiting.append(onward)
    return False
