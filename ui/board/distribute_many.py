"""The dialog that hands several complaints to one team at once."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.book.lists import Lists, TeamEntry
from app.ground.changes import Changes
from app.ground.errors import UserError
from app.ground.overriding import override
from app.reading.register.values import ComplaintRow
from app.rules.events import Step
from app.rules.procedure import STEPS
from app.steps.card_moves import Batch, distribute_cards, moves_to_team
from ui.complaint.handing import HandingFields, fitting_team
from ui.shared.context import Context
from ui.shared.writing_dialog import WritingDialog


class NothingGoes(UserError):
    """None of the chosen complaints can go to this team."""


class DistributeManyDialog(WritingDialog):
    """Asks for the team of several complaints; the one that does their services is chosen.

    Attributes:
        batch: what was carried out, once it was.
        team_name: where they went.
    """

    def __init__(
        self, context: Context, rows: Sequence[ComplaintRow], parent: QWidget | None = None
    ) -> None:
        label = STEPS[Step.DISTRIBUTE].label
        super().__init__(context, f"{label} {len(rows)} pengaduan", _sentence(rows), label, parent)
        self._rows = rows
        self.batch: Batch | None = None
        self.team_name = ""
        self.setMinimumWidth(520)
        self._handing = HandingFields(
            self,
            context.book,
            said=[row.subject for row in rows],
            is_again=any(row.team_id is not None for row in rows),
        )
        self._handing.teams.choose(_common_team(rows, self._handing.lists))

    @override
    def write(self) -> Changes:
        handing, book = self._handing, self.context.book
        team = handing.team()
        batch = moves_to_team(book, self._rows, team, handing.person_id())
        if not batch.moves:
            reason = batch.refused[0] if batch.refused else f"Semuanya sudah di {team.name}."
            raise NothingGoes(reason)
        changes = distribute_cards(book, batch.moves, handing.note(), handing.reason())
        self.batch, self.team_name = batch, team.short_name
        return changes


def _sentence(rows: Sequence[ComplaintRow]) -> str:
    numbers = ", ".join(row.short_number for row in rows)
    return (
        f"Nomor {numbers}. Yang keempat unsurnya sudah ada dinyatakan lengkap lebih dahulu; "
        "yang belum lengkap tetap di tempatnya."
    )


def _common_team(rows: Sequence[ComplaintRow], lists: Lists) -> TeamEntry | None:
    """Return the team that does the services of all *rows*, if it is one and the same."""
    fitting = {fitting_team(row.service_id, lists) for row in rows}
    return fitting.pop() if len(fitting) == 1 else None
