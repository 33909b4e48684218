"""ListTable: a short list of plain values as a table, for lists that are always read whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from PySide6.QtWidgets import QWidget

from ui.widgets.row_table import RowTable
from ui.widgets.windowed_model import Column, WindowedModel

_ROW_HEIGHT: Final = 36

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Line(Generic[Value]):
    """A value and its place in the list, which is its id in the table."""

    id: int
    value: Value


class ListTable(RowTable, Generic[Value]):
    """Shows values; columns read them through ``line.value``."""

    def __init__(
        self, columns: Sequence[Column[Line[Value]]], name: str, parent: QWidget | None = None
    ) -> None:
        self._values: tuple[Value, ...] = ()
        super().__init__(WindowedModel(columns, self._fetch), name, parent)
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)

    def _fetch(self, ids: Sequence[int]) -> list[Line[Value]]:
        return [Line(place, self._values[place]) for place in ids]

    def show_values(self, values: Sequence[Value]) -> None:
        """Show another list; the place in hand stays in hand."""
        self._values = tuple(values)
        self.set_ids(range(len(self._values)))

    def values(self) -> tuple[Value, ...]:
        """Return what is shown."""
        return self._values

    def current_value(self) -> Value | None:
        """Return the value in hand."""
        place = self.current_id()
        return None if place is None else self._values[place]

    def select_value(self, value: Value) -> None:
        """Take *value* in hand."""
        self.select_id(self._values.index(value))
