"""The opening of a complaint box, also of an empty one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from app.book.book import Book
from app.book.store import Store
from app.entry.field_checks import check_field, clean_text
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused
from app.ground.folding import folded
from app.ground.formatting import parse_moment
from app.rules.channels import CHANNEL_FIELDS, Channel
from app.rules.events import Event
from models.complaint import BoxOpening

OPENING_FIELDS: Final = ("opened_at", "box_location", "witness_1", "witness_2", "letter_count")
_FIELDS: Final = tuple(f for f in CHANNEL_FIELDS[Channel.BOX] if f.name in OPENING_FIELDS)
_MOST_LETTERS: Final = 9_999


def open_box(book: Book, values: Mapping[str, str]) -> Changes:
    """Record an opening from what was typed, text by field name; nought letters is an empty box.

    Raises:
        FormRefused: a field cannot be recorded, or this opening stands in the book already.
    """
    with book.transaction() as journal:
        opening = _new_opening(book, values)
        journal.add(opening, Event.BOX_OPENED)
    return Changes(box_openings=frozenset({opening.id}))


def check_opening(book: Book, values: Mapping[str, str]) -> None:
    """Raise ``FormRefused`` when ``open_box`` would."""
    _new_opening(book, values)


def _new_opening(book: Book, values: Mapping[str, str]) -> BoxOpening:
    opening = BoxOpening(**read_opening(values, book.clock.now()))
    ensure_new(book.store, opening)
    return opening


def read_opening(
    values: Mapping[str, str], now: datetime, *, is_counted: bool = True
) -> dict[str, Any]:
    """Return the columns of an opening from what was typed, text by field name.

    Raises:
        FormRefused: with every problem found; where *is_counted*, also that no number is given.
    """
    typed = {name: clean_text(values.get(name, "")) for name in OPENING_FIELDS}
    found = ((field.name, check_field(field, typed[field.name], now)) for field in _FIELDS)
    problems = [FieldProblem(name, finding.sentence) for name, finding in found if finding]
    count = typed["letter_count"]
    if not typed["opened_at"]:
        problems.append(FieldProblem("opened_at", "Isi kapan kotak dibuka."))
    if is_counted and not count:
        problems.append(FieldProblem("letter_count", "Isi jumlah surat, 0 bila tidak ada."))
    if not problems and count and int(count) > _MOST_LETTERS:
        problems.append(FieldProblem("letter_count", f"Paling banyak {_MOST_LETTERS} surat."))
    if problems:
        raise FormRefused(*problems)
    return typed | {
        "opened_at": parse_moment(typed["opened_at"]),
        "letter_count": int(count) if count else None,
    }


def find_opening(store: Store, opened_at: datetime, box_location: str) -> BoxOpening | None:
    """Return the opening of that minute at that place, however the place is written.

    A voided one is none: its minute is free.
    """
    of_minute = BoxOpening.select().where(
        BoxOpening.opened_at == opened_at, BoxOpening.voided_at.is_null()
    )
    wanted = folded(box_location)
    rows = store.rows(of_minute.order_by(BoxOpening.id))
    return next((row for row in rows if folded(row.box_location) == wanted), None)


def ensure_new(store: Store, opening: BoxOpening) -> None:
    """Raise ``FormRefused`` when another opening stands at the minute and place of *opening*."""
    found = find_opening(store, opening.opened_at, opening.box_location)
    if found is not None and found.id != opening.id:
        raise FormRefused(
            FieldProblem("opened_at", "Pembukaan kotak pada waktu dan tempat ini sudah tercatat.")
        )
