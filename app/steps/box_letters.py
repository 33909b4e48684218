"""Which opening of the box a letter came from, when it is recorded and when it is corrected."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from app.book.journal import Recorder
from app.book.store import Store
from app.ground.errors import FieldProblem, FormRefused
from app.rules.events import Event
from app.rules.fields import MARKS_COLUMN, OWN_COLUMN
from app.steps.open_box import OPENING_FIELDS, find_opening
from models.complaint import BoxOpening, Complaint

# Where the two tell apart which opening it was; the others are facts of the opening as a whole.
_NAMING: Final = ("opened_at", "box_location")
OF_OPENING: Final = tuple(name for name in OPENING_FIELDS if name not in _NAMING)
_ELSEWHERE: Final = "Ini berlaku untuk seluruh pembukaan. Perbaiki lewat Daftar pembukaan."


def opening_of(journal: Recorder, extra: Mapping[str, str]) -> BoxOpening | None:
    """Return the opening that a new letter names; the first letter of an opening records it.

    Raises:
        FormRefused: no letter can come from that opening, for it was empty.
    """
    if "opened_at" not in extra:
        return None
    found = _named(journal.store, extra)
    if found is not None:
        _ensure_holds_letters(found)
        return found
    count = extra.get("letter_count")
    opening = BoxOpening(
        opened_at=datetime.fromisoformat(extra["opened_at"]),
        box_location=extra.get("box_location", ""),
        witness_1=extra.get("witness_1", ""),
        witness_2=extra.get("witness_2", ""),
        letter_count=int(count) if count else None,
    )
    if opening.letter_count == 0:
        raise FormRefused(
            FieldProblem("letter_count", "Surat ini dicatat, jadi jumlahnya paling sedikit 1.")
        )
    journal.add(opening, Event.BOX_OPENED)
    return opening


def move_letter(store: Store, letter: Complaint, columns: Mapping[str, Any]) -> dict[str, Any]:
    """Point *letter* at the opening that its corrected columns name; return the columns to store.

    A correction never makes an opening: where none stands, the opening itself is what is wrong.

    Raises:
        FormRefused: there is no such opening, it was empty, or what would change belongs to the
            opening as a whole.
    """
    before, extra = json.loads(letter.extra), columns[OWN_COLUMN]
    if _differing(before, extra, _NAMING):
        return {**columns, **_moved(store, letter, columns)}
    shared = _differing(before, extra, OF_OPENING)
    if shared and letter.box_opening_id is not None:
        raise FormRefused(*(FieldProblem(name, _ELSEWHERE) for name in shared))
    return dict(columns)


def _moved(store: Store, letter: Complaint, columns: Mapping[str, Any]) -> dict[str, Any]:
    extra = columns[OWN_COLUMN]
    if "opened_at" not in extra:
        letter.box_opening_id = None
        return {}
    opening = _named(store, extra)
    if opening is None:
        raise FormRefused(
            FieldProblem(
                "opened_at",
                "Belum ada pembukaan kotak pada waktu dan tempat ini. Bila pembukaannya yang "
                "salah catat, perbaiki lewat Daftar pembukaan.",
            )
        )
    _ensure_holds_letters(opening)
    letter.box_opening_id = opening.id
    return columns_from(opening, extra, columns[MARKS_COLUMN] or {})


def columns_from(
    opening: BoxOpening, extra: Mapping[str, str], marks: Mapping[str, str]
) -> dict[str, Any]:
    """Return a letter's own fields and marks as they are when it says what *opening* says."""
    others = {name: text for name, text in marks.items() if name not in OPENING_FIELDS}
    return {OWN_COLUMN: _with_facts(extra, opening), MARKS_COLUMN: others or None}


def _with_facts(extra: Mapping[str, str], opening: BoxOpening) -> dict[str, str]:
    count = opening.letter_count
    facts = {
        "opened_at": opening.opened_at.isoformat(sep=" ", timespec="minutes"),
        "box_location": opening.box_location,
        "witness_1": opening.witness_1,
        "witness_2": opening.witness_2,
        "letter_count": "" if count is None else str(count),
    }
    of_letter = {name: text for name, text in extra.items() if name not in OPENING_FIELDS}
    return of_letter | {name: text for name, text in facts.items() if text}


def _named(store: Store, extra: Mapping[str, str]) -> BoxOpening | None:
    opened_at = datetime.fromisoformat(extra["opened_at"])
    return find_opening(store, opened_at, extra.get("box_location", ""))


def _ensure_holds_letters(opening: BoxOpening) -> None:
    if opening.letter_count == 0:
        raise FormRefused(
            FieldProblem(
                "opened_at",
                "Pembukaan kotak ini tercatat tanpa surat. Perbaiki dahulu jumlah suratnya lewat "
                "Daftar pembukaan.",
            )
        )


def _differing(
    before: Mapping[str, str], after: Mapping[str, str], names: tuple[str, ...]
) -> list[str]:
    return [name for name in names if before.get(name, "") != after.get(name, "")]
