"""How the settings of an older book become those of today: one small step for each version.

A step takes all rows (dotted key -> value) and returns them as the next version has them. A field
that is added to ``Settings`` needs a step that says what older books have there; a released step is
never edited, and says its values itself: what the program would give a new book changes.
"""

import json
from collections.abc import Callable, Mapping
from typing import Final

from app.ground.resources import RESOURCES

# The row that says how many of the steps the settings have behind them.
VERSION: Final = "version"

Rows = Mapping[str, object]
# What release 0.1.0 took for granted where the office had set nothing else; never edited.
_TAKEN_FOR_GRANTED: Final = RESOURCES / "offices" / "rilis-0.1.0.json"


class SettingsTooNew(Exception):
    """The settings were written by a newer version of the program."""


def _say_all(rows: Rows) -> Rows:
    """0.1.0 wrote down what the office had changed; the rest stood in the program."""
    taken = json.loads(_TAKEN_FOR_GRANTED.read_text(encoding="utf-8"))
    return {**taken, **rows}


def _print_when_asked(rows: Rows) -> Rows:
    """Until 0.2.0 a receipt was printed by its button only."""
    return {"print_receipt_at_once": False, **rows}


def _work_without_pins(rows: Rows) -> Rows:
    """Until 0.3.0 nobody had a PIN, and whoever was named approved."""
    people = {"people.uses_pins": False, "people.four_eyes": False, "people.lock_minutes": 10}
    return {**people, **rows}


def _close_by_the_fifth(rows: Rows) -> Rows:
    """Until 0.4.0 no month was closed."""
    return {"recap_due_day": 5, **rows}


def _attend_in_last_third(rows: Rows) -> Rows:
    """Until 0.3.0 the last third of a limit was amber, and nobody could choose."""
    return {"limits.attention": "sepertiga", **rows}


def _keep_for_five_years(rows: Rows) -> Rows:
    """Until 0.4.0 nothing was ever anonymised; it is still the office that does it."""
    return {"retention_years": 5, **rows}


STEPS: Final[tuple[Callable[[Rows], Rows], ...]] = (
    _say_all,
    _print_when_asked,
    _work_without_pins,
    _close_by_the_fifth,
    _attend_in_last_third,
    _keep_for_five_years,
)


def brought_up_to_date(rows: Rows) -> dict[str, object]:
    """Return the rows of today's version, with the row that says so.

    Raises:
        SettingsTooNew: they have steps behind them that this program does not know.
        ValueError: what stands at their version is none.
    """
    version = rows.get(VERSION, 0)
    if not isinstance(version, int) or version < 0:
        raise ValueError(f"version {version!r}")
    if version > len(STEPS):
        raise SettingsTooNew(str(version))
    for step in STEPS[version:]:
        rows = step(rows)
    return {**rows, VERSION: len(STEPS)}
