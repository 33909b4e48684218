"""The rows that were not taken, as they stood in the file, each with its reason."""

from dataclasses import dataclass, field

from app.intake.tables.grid import BadCell
from app.intake.tables.importing import Outcome
from app.intake.tables.plan import Plan


@dataclass(frozen=True, slots=True)
class LeftRow:
    """One row that was not taken: where it stood, what it said, and why."""

    line: int
    cells: tuple[str, ...]
    reason: str


@dataclass(slots=True)
class Leftovers:
    """All rows of one import that were not taken; its workbook can be imported again."""

    plan: Plan
    rows: list[LeftRow] = field(default_factory=list)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the file."""
        return tuple(column.heading for column in self.plan.mapped)

    def add(self, outcome: Outcome) -> None:
        """Keep a row with its reason."""
        raw = outcome.row.raw
        if raw.is_keyed:
            values = raw.values or {}
            cells = tuple(values.get(column.key or "", "") for column in self.plan.mapped)
        else:
            cells = tuple("" if isinstance(cell, BadCell) else cell for cell in raw.cells)
        self.rows.append(LeftRow(raw.line, cells, outcome.said))
