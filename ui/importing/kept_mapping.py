"""Meanings of columns kept by their headings, for the next file that looks the same."""

import hashlib
import json
from typing import Final

from app.intake.tables.columns import KEYS
from app.intake.tables.plan import Plan
from ui.look.preferences import Preferences

_PREFIX: Final = "import/mapping-"


def keep_mapping(preferences: Preferences, plan: Plan) -> None:
    """Keep what the columns of *plan* mean."""
    keys = [column.key for column in plan.mapped]
    preferences.keep(_name(plan), json.dumps(keys))


def with_kept_mapping(preferences: Preferences, plan: Plan) -> tuple[Plan, bool]:
    """Return *plan* with the meanings kept for its headings, and whether there were any."""
    try:
        kept = json.loads(preferences.text(_name(plan)) or "null")
    except ValueError:
        return plan, False
    if not isinstance(kept, list) or len(kept) != len(plan.mapped):
        return plan, False
    keys = {place: key if key in KEYS else None for place, key in enumerate(kept)}
    changed = {p: key for p, key in keys.items() if key != plan.mapped[p].key}
    return plan.with_keys(changed), bool(changed)


def _name(plan: Plan) -> str:
    return _PREFIX + hashlib.sha256(plan.fingerprint.encode()).hexdigest()[:16]
