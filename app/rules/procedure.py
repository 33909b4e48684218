"""The one table of all steps.

Whatever speaks of a step reads it here: which moves are allowed, how buttons, dialogs and the
timeline call it, who may take it, what the citizen was told, and how it is taken back.

Source: the office's complaint procedure, section 5.
"""

from collections.abc import Mapping
from typing import Final

from app.rules.book_steps import BOOK_STEPS
from app.rules.complaint_steps import COMPLAINT_STEPS
from app.rules.events import Event, Step
from app.rules.look_steps import LOOK_STEPS
from app.rules.month_steps import MONTH_STEPS
from app.rules.step_rule import StepRule

STEPS: Final[Mapping[Step, StepRule]] = {
    **COMPLAINT_STEPS,
    **LOOK_STEPS,
    **BOOK_STEPS,
    **MONTH_STEPS,
}
# What nobody takes: the program does it by itself.
BY_PROGRAM: Final = frozenset({Step.START_BOOK, Step.UPGRADE_SCHEMA, Step.NOTICE_LOSS})
RULE_OF: Final[Mapping[Event, StepRule]] = {rule.event: rule for rule in STEPS.values()}
