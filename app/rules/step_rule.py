"""What the table of steps says of one step, and who may take steps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from app.rules.events import Event, Step
from app.rules.officers import Role
from app.rules.statuses import Status

DESK: Final = frozenset({Role.DESK, Role.MANAGER})
MANAGER: Final = frozenset({Role.MANAGER})
# Who may take a step; the names say what they do.
ADMIN: Final = frozenset({Role.ADMIN})
ARRANGING: Final = frozenset({Role.MANAGER, Role.ADMIN})
WORKING: Final = frozenset({Role.DESK, Role.MANAGER, Role.ANSWERER})
SIGNING: Final = frozenset({Role.SUPERVISOR})
READING: Final = frozenset({Role.DESK, Role.MANAGER, Role.SUPERVISOR})
ANYBODY: Final = frozenset(Role)


@dataclass(frozen=True, slots=True)
class StepRule:
    """One step.

    Attributes:
        event: what the journal calls it.
        happened: how the timeline calls it.
        by: who may take it.
        moves: where a complaint may stand -> where it stands afterwards; empty for a step that is
            about no complaint, or that finds the way back in the journal.
        label: the words on its button; empty where no person chooses it for a complaint.
        title: what its dialog is called, where that is not the label.
        accept: the words on its dialog's button, where that is not the label.
        done: what happened, in a quiet sentence after the number of the complaint.
        is_told: the citizen was told or took part; else it is the office's own business.
        is_danger: it cannot be taken back, and its button says so.
        undone_by: the step that takes it back as long as nothing has followed.
        asks_pin: who takes it gives the PIN again, where PINs are used.
        is_look: nothing is altered: somebody has seen what is withheld, and the entry says why.
    """

    event: Event
    happened: str
    by: frozenset[Role]
    moves: Mapping[Status, Status] = field(default_factory=dict)
    label: str = ""
    title: str = ""
    accept: str = ""
    done: str = ""
    is_told: bool = False
    is_danger: bool = False
    undone_by: Step | None = None
    asks_pin: bool = False
    is_look: bool = False
