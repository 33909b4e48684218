"""Which step leads a complaint where; read from the one table of steps."""

from app.ground.errors import UserError
from app.rules.events import Step
from app.rules.procedure import STEPS
from app.rules.statuses import STATUS_LABELS, Status


class MoveRefused(UserError):
    """The step is not for a complaint that stands where this one does."""

    def __init__(self, now: Status, step: Step) -> None:
        self.now = now
        self.step = step
        super().__init__(
            f"“{STEPS[step].label}” tidak dapat dilakukan: pengaduan ini berstatus "
            f"“{STATUS_LABELS[now]}”."
        )


def status_after(step: Step, now: Status) -> Status:
    """Return where a complaint stands after *step*.

    Raises:
        MoveRefused: the step is not allowed where it stands *now*.
    """
    moves = STEPS[step].moves
    if now not in moves:
        raise MoveRefused(now, step)
    return moves[now]


def steps_between(now: Status, wanted: Status) -> tuple[Step, ...]:
    """Return the steps that lead from *now* to *wanted* at once, in the order of the table."""
    return tuple(step for step, rule in STEPS.items() if rule.moves.get(now) is wanted)
