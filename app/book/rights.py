"""Rights: may whoever signed in take this step, and has that one just given the PIN again?

Asked of every journal entry a step writes, so that no step gets past it; what may be done by whom
is declared once, in ``app.rules.complaint_steps`` and ``app.rules.book_steps``.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from app.book.store import Readable
from app.ground.errors import UserError
from app.rules.events import Event, Step
from app.rules.officers import ROLE_LABELS, Role
from app.rules.procedure import RULE_OF, STEPS
from app.rules.readings import READINGS, Reading
from app.rules.step_rule import StepRule
from models.reference import Officer

Need = Step | Reading
NOBODY: Final = "Belum ada petugas yang masuk dengan PIN. Buka kunci dahulu (Ctrl+L)."
# How long a PIN that was given again speaks for its officer.
_LIFE: Final = timedelta(minutes=2)


class RightRefused(UserError):
    """Whoever sits at the desk may not take this step."""


class ProofNeeded(UserError):
    """The step asks for the PIN again."""


@dataclass(frozen=True, slots=True)
class AtDesk:
    """An officer who signed in, as the list of officers has that one now."""

    id: int
    name: str
    role: Role
    team_id: int | None = None

    def ensure_of_team(self, team_id: int | None) -> None:
        """Raise ``RightRefused`` for one who answers for another team."""
        if self.role is Role.ANSWERER and self.team_id not in (None, team_id):
            raise RightRefused(f"Pengaduan ini di tim lain, bukan tim {self.name}.")


@dataclass(frozen=True, slots=True)
class Proof:
    """The PIN of an officer was given again *at* a moment, UTC; good for one step, soon after."""

    officer_id: int
    at: datetime

    def speaks_for(self, officer: AtDesk, now: datetime) -> bool:
        """Return whether it still says at *now* that *officer* is here."""
        return self.officer_id == officer.id and timedelta() <= now - self.at <= _LIFE


def officer_with(book: Readable, officer_id: int | None) -> AtDesk | None:
    """Return the officer with this id, None when there is none in use."""
    wanted = Officer.select().where(Officer.id == officer_id, Officer.is_retired == False)  # noqa: E712  # SQL
    row = book.rows(wanted).get_or_none()
    return AtDesk(row.id, row.name, Role(row.role), row.team_id) if row is not None else None


def ensure_may(officer: AtDesk | None, event: Event, proof: Proof | None, now: datetime) -> None:
    """Raise ``RightRefused`` or ``ProofNeeded`` for what *officer* may not do at *now*, UTC."""
    rule = RULE_OF[event]
    if officer is None:
        raise RightRefused(NOBODY)
    if officer.role not in rule.by:
        raise RightRefused(
            f"“{name_of_step(rule)}” tidak dapat dilakukan oleh {officer.name} "
            f"({ROLE_LABELS[officer.role]}). Yang berwenang: {who_may(rule)}."
        )
    if rule.asks_pin and not (proof is not None and proof.speaks_for(officer, now)):
        raise ProofNeeded(f"“{name_of_step(rule)}” memerlukan PIN Anda sekali lagi.")


def why_not(role: Role | None, need: Need) -> str:
    """Return why whoever has *role* may not do what is needed, in a sentence; empty for who may.

    None is for a book without PINs, which asks nobody.
    """
    by = READINGS[need].by if isinstance(need, Reading) else STEPS[need].by
    return "" if role is None or role in by else f"Yang berwenang: {roles_in_words(by)}."


def name_of_step(rule: StepRule) -> str:
    """Return what people call a step."""
    return rule.label or rule.happened


def who_may(rule: StepRule) -> str:
    """Return the duties that may take a step, in a sentence."""
    return roles_in_words(rule.by)


def roles_in_words(roles: Collection[Role]) -> str:
    """Return duties by their names, in their order."""
    return ", ".join(label for role, label in ROLE_LABELS.items() if role in roles)
