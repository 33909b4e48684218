"""The opening of a complaint box, also of an empty one."""

import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from app.book.book import Book
from app.book.store import Store
from app.entry.field_checks import clean_text
from app.entry.forms import check_form
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused
from app.ground.formatting import parse_moment
from app.rules.channels import Channel
from app.rules.procedure import Event
from models.complaint import BoxOpening

OPENING_FIELDS: Final = ("opened_at", "box_location", "witness_1", "witness_2", "letter_count")
_MOST_LETTERS: Final = 9_999


def open_box(
    book: Book,
    *,
    opened_at: datetime,
    box_location: str,
    witness_1: str,
    witness_2: str,
    letter_count: int,
) -> Changes:
    """Record the opening of a complaint box.

    Raises:
        FormRefused: it lies in the future, the number of letters is none, or this opening
            stands in the book already.
    """
    if not 0 <= letter_count <= _MOST_LETTERS:
        raise FormRefused(FieldProblem("letter_count", "Isi jumlah surat, 0 bila tidak ada."))
    with book.transaction() as journal:
        if opened_at > book.clock.now():
            raise FormRefused(FieldProblem("opened_at", "Waktu ini belum terjadi."))
        _ensure_new(book.store, opened_at, box_location)
        opening = BoxOpening(
            opened_at=opened_at,
            box_location=box_location,
            witness_1=witness_1,
            witness_2=witness_2,
            letter_count=letter_count,
        )
        journal.add(opening, Event.BOX_OPENED)
    return Changes(box_openings=frozenset({opening.id}))


def find_opening(store: Store, opened_at: datetime, box_location: str) -> BoxOpening | None:
    """Return the opening of that minute at that place, however the place is written."""
    query = BoxOpening.select().where(BoxOpening.opened_at == opened_at).order_by(BoxOpening.id)
    wanted = _plain_place(box_location)
    same = (row for row in store.rows(query) if _plain_place(row.box_location) == wanted)
    return next(same, None)


def _ensure_new(store: Store, opened_at: datetime, box_location: str) -> None:
    if find_opening(store, opened_at, box_location) is not None:
        raise FormRefused(
            FieldProblem("opened_at", "Pembukaan kotak pada waktu dan tempat ini sudah tercatat.")
        )


def _plain_place(box_location: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", box_location).casefold().split())


def check_empty_box(book: Book, values: Mapping[str, str]) -> None:
    """Raise ``FormRefused`` when what the form holds cannot be an opening without letters."""
    own = _opening_in(values)
    problems = list(check_form(Channel.BOX, own, book.clock.now()))
    if not own["opened_at"]:
        problems.append(FieldProblem("opened_at", "Isi kapan kotak dibuka."))
    if own["letter_count"] not in ("", "0"):
        problems.append(
            FieldProblem("letter_count", "Isi 0 untuk pembukaan tanpa surat, atau simpan suratnya.")
        )
    if problems:
        raise FormRefused(*problems)
    _ensure_new(book.store, parse_moment(own["opened_at"]), own["box_location"])


def open_empty_box(book: Book, values: Mapping[str, str]) -> Changes:
    """Record an opening without letters from what the form holds (text by field name).

    Raises:
        FormRefused: a field cannot be recorded, letters were counted, or this opening stands in
            the book already.
    """
    check_empty_box(book, values)
    own = _opening_in(values)
    return open_box(
        book,
        opened_at=parse_moment(own["opened_at"]),
        box_location=own["box_location"],
        witness_1=own["witness_1"],
        witness_2=own["witness_2"],
        letter_count=0,
    )


def _opening_in(values: Mapping[str, str]) -> dict[str, str]:
    return {name: clean_text(values.get(name, "")) for name in OPENING_FIELDS}
