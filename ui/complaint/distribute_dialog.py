"""The dialog that hands a complaint to a team, and to a person of it."""

from PySide6.QtWidgets import QWidget

from app.ground.changes import Changes
from app.ground.overriding import override
from app.reading.complaint.values import ComplaintDetail
from app.rules.events import Step
from app.rules.statuses import Status
from app.steps.distribute import distribute
from ui.complaint.handing import HandingFields, fitting_team
from ui.complaint.step import ComplaintStep
from ui.shared.context import Context


class DistributeDialog(ComplaintStep):
    """Asks for the team; the one whose division does the service is chosen already."""

    step = Step.DISTRIBUTE

    def __init__(
        self, context: Context, detail: ComplaintDetail, parent: QWidget | None = None
    ) -> None:
        is_again = detail.team_id is not None
        super().__init__(
            context,
            detail,
            parent,
            sentence=_sentence_of(detail),
            title="Distribusikan ulang" if is_again else "",
        )
        self._handing = HandingFields(
            self,
            context.book,
            said=(detail.subject, detail.description),
            here=detail.team_id,
            may_stay=detail.status is not Status.DISTRIBUTED,
            is_again=is_again,
        )
        fitting = fitting_team(detail.service_id, self._handing.lists)
        self._handing.teams.choose(None if is_again else fitting)

    @override
    def done_sentence(self) -> str:
        return f"{self.detail.number} didistribusikan ke {self._handing.team().short_name}."

    @override
    def write(self) -> Changes:
        handing = self._handing
        return distribute(
            self.context.book,
            self.detail.id,
            handing.team().id,
            handing.note(),
            assignee_id=handing.person_id(),
            reason=handing.reason(),
        )


def _sentence_of(detail: ComplaintDetail) -> str:
    if detail.team_id is not None:
        at = ", ".join(filter(None, (detail.team, detail.assignee)))
        return f"Sekarang di {at}. Pemindahan tercatat dalam riwayat."
    if detail.service:
        return f"Layanan: {detail.service}. Jam distribusi berhenti setelah dikirim ke tim."
    return "Jam distribusi berhenti setelah dikirim ke tim."
