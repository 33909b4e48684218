"""What can be done with a complaint now: the one next step, and the others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from app.rules.events import Step
from app.rules.officers import Role
from app.rules.procedure import STEPS
from app.rules.statuses import CLOSED, Status


class Standing(Protocol):
    """What must be known of a complaint to say what comes next."""

    @property
    def status(self) -> Status:
        """Where it stands."""
        ...

    @property
    def has_answer(self) -> bool:
        """Whether an answer is written."""
        ...

    @property
    def supplement_by(self) -> date | None:
        """Until when the complainant may supplement."""
        ...


@dataclass(frozen=True, slots=True)
class NextSteps:
    """The step that comes next, if any, and the others that are allowed."""

    primary: Step | None
    others: tuple[Step, ...]


# The first that is allowed comes next; what leads on stands before what goes back.
OFFERED: Final = (
    Step.DECLARE_COMPLETE,
    Step.RETURN,
    Step.LAPSE,
    Step.ANSWER_DIRECTLY,
    Step.DELIVER,
    Step.APPROVE_ANSWER,
    Step.WRITE_ANSWER,
    Step.DISTRIBUTE,
    Step.CORRECT,
    Step.ATTACH,
    Step.LINK,
    Step.FORWARD,
    Step.WITHDRAW,
    Step.VOID,
)


def next_steps(
    complaint: Standing, today: date, *, is_missing: bool = False, role: Role | None = None
) -> NextSteps:
    """Return what can be done with *complaint* on *today*.

    Args:
        complaint: a row or a detail.
        today: the office day.
        is_missing: one of the four elements is known to be missing.
        role: only what this duty may do; None for whatever can be done.
    """
    allowed = tuple(
        step
        for step in OFFERED
        if complaint.status in STEPS[step].moves
        and (role is None or role in STEPS[step].by)
        and (step not in _ONLY_IF or _ONLY_IF[step](complaint, today, is_missing))
    )
    if complaint.status in CLOSED or not allowed:
        return NextSteps(None, allowed)
    # Nobody is declared complete who is not: what is missing is asked for first.
    first = Step.RETURN if is_missing and Step.RETURN in allowed else allowed[0]
    return NextSteps(first, tuple(step for step in allowed if step is not first))


def _is_past_supplement(complaint: Standing, today: date, _is_missing: bool) -> bool:
    return complaint.supplement_by is not None and today > complaint.supplement_by


# What the table of moves cannot know.
_ONLY_IF: Final[Mapping[Step, Callable[[Standing, date, bool], bool]]] = {
    Step.RETURN: lambda _complaint, _today, is_missing: is_missing,
    Step.LAPSE: _is_past_supplement,
    Step.APPROVE_ANSWER: lambda complaint, _today, _is_missing: complaint.has_answer,
}
