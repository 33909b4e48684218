"""What can be done with a complaint now: the one next step, and the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Protocol

from app.rules.procedure import CLOSED, Status


class StepName(StrEnum):
    """A step of the procedure that a person can take on a recorded complaint."""

    DECLARE_COMPLETE = "declare_complete"
    RETURN = "return"
    ANSWER_DIRECTLY = "answer_directly"
    DISTRIBUTE = "distribute"
    WRITE_ANSWER = "write_answer"
    APPROVE_ANSWER = "approve_answer"
    DELIVER = "deliver"
    CORRECT = "correct"
    ATTACH = "attach"
    FORWARD = "forward"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"
    VOID = "void"


STEP_LABELS: Final[Mapping[StepName, str]] = {
    StepName.DECLARE_COMPLETE: "Nyatakan lengkap",
    StepName.RETURN: "Kembalikan untuk dilengkapi",
    StepName.ANSWER_DIRECTLY: "Dijawab langsung",
    StepName.DISTRIBUTE: "Distribusikan",
    StepName.WRITE_ANSWER: "Tulis jawaban",
    StepName.APPROVE_ANSWER: "Setujui jawaban",
    StepName.DELIVER: "Sampaikan",
    StepName.CORRECT: "Perbaiki isian",
    StepName.ATTACH: "Tambah lampiran",
    StepName.FORWARD: "Teruskan ke instansi lain",
    StepName.WITHDRAW: "Dicabut pengadu",
    StepName.LAPSE: "Anggap mencabut",
    StepName.VOID: "Batalkan (salah catat)",
}


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

    primary: StepName | None
    others: tuple[StepName, ...]


_ENDS: Final = (StepName.FORWARD, StepName.WITHDRAW, StepName.VOID)
_KEEPING: Final = (StepName.CORRECT, StepName.ATTACH)


def next_steps(complaint: Standing, today: date, *, is_missing: bool = False) -> NextSteps:
    """Return what can be done with *complaint* on *today*.

    Args:
        complaint: a row or a detail.
        today: the office day.
        is_missing: one of the four elements is known to be missing.
    """
    status = complaint.status
    if status is Status.VOID:
        return NextSteps(None, ())
    if status in CLOSED:
        return NextSteps(None, _KEEPING)
    moves = _moves(complaint, today, is_missing=is_missing)
    return NextSteps(moves[0], (*moves[1:], *_KEEPING, *_ENDS))


def _moves(complaint: Standing, today: date, *, is_missing: bool) -> tuple[StepName, ...]:
    status = complaint.status
    if status is Status.RECORDED:
        check = (StepName.RETURN,) if is_missing else ()
        return (StepName.DECLARE_COMPLETE, *check, StepName.ANSWER_DIRECTLY)
    if status is Status.INCOMPLETE:
        by = complaint.supplement_by
        lapse = (StepName.LAPSE,) if by is not None and today > by else ()
        return (StepName.DECLARE_COMPLETE, *lapse)
    if status is Status.COMPLETE:
        return (StepName.DISTRIBUTE,)
    if status is Status.DISTRIBUTED:
        approve = (StepName.APPROVE_ANSWER,) if complaint.has_answer else ()
        return (*approve, StepName.WRITE_ANSWER, StepName.DISTRIBUTE)
    return (StepName.DELIVER, StepName.WRITE_ANSWER, StepName.DISTRIBUTE)
