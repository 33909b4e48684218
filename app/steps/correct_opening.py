"""What happens to an opening of the box after it was recorded: corrected, explained, voided."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from app.book.book import Book
from app.book.journal import Recorder
from app.book.marks import read_marks
from app.entry.forms import stored_columns
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused, UserError
from app.rules.events import Event
from app.rules.statuses import Status
from app.steps.box_letters import columns_from
from app.steps.open_box import ensure_new, read_opening
from app.steps.storing import needed, store
from models.complaint import BoxOpening, Complaint
from models.rows import find

_MOST_NAMED: Final = 5


class OpeningRefused(UserError):
    """The opening is not there, is void, or stands otherwise than the step needs."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """An opening in hand, with the letters that were recorded from it and are not void."""

    journal: Recorder
    row: BoxOpening
    letters: tuple[Complaint, ...]


def correct_opening(book: Book, opening_id: int, values: Mapping[str, str], reason: str) -> Changes:
    """Change an opening (text by field name, all of them) and say the same in its letters.

    Raises:
        FormRefused: a field cannot be recorded, another opening stands there, or there are more
            letters than that.
        TextMissing: no reason was given.
        OpeningRefused: it is void.
    """
    reason = needed("reason", reason, "Tulis alasan perbaikan.")
    with _in_hand(book, opening_id) as opened:
        opening = opened.row
        was = (opening.opened_at, opening.box_location, opening.letter_count)
        is_counted = opening.letter_count is not None
        columns = read_opening(values, book.clock.now(), is_counted=is_counted)
        for name, value in columns.items():
            setattr(opening, name, value)
        if was[:2] != (opening.opened_at, opening.box_location):
            ensure_new(book.store, opening)
        if was[2] != opening.letter_count:
            _ensure_enough(opened)
        opened.journal.note(opening, Event.BOX_CORRECTED, reason)
        for letter in opened.letters:
            _say_in(opened.journal, letter, opening, reason)
    letters = frozenset(letter.id for letter in opened.letters)
    return Changes(complaints=letters, box_openings=frozenset({opening_id}))


def void_opening(book: Book, opening_id: int, reason: str) -> Changes:
    """Void a wrong opening; it keeps its line, and another may be recorded in its place.

    Raises:
        TextMissing: no reason was given.
        OpeningRefused: it is void already, or letters that are not void came from it.
    """
    reason = needed("reason", reason, "Tulis alasan pembatalan.")
    with _in_hand(book, opening_id) as opened:
        if opened.letters:
            raise OpeningRefused(
                f"{_named(opened.letters)} berasal dari pembukaan ini. Batalkan dahulu suratnya, "
                "atau pindahkan ke pembukaan lain lewat Perbaiki isian."
            )
        opened.row.voided_at = book.clock.now()
        opened.row.void_reason = reason
        opened.journal.note(opened.row, Event.BOX_VOIDED)
    return Changes(box_openings=frozenset({opening_id}))


def explain_letters(book: Book, opening_id: int, reason: str) -> Changes:
    """Say why fewer letters are recorded than were counted, and leave it at that.

    Raises:
        TextMissing: no reason was given.
        OpeningRefused: it is void, or no letter is missing.
    """
    reason = needed("reason", reason, "Tulis mengapa surat itu tidak dicatat.")
    with _in_hand(book, opening_id) as opened:
        if len(opened.letters) >= (opened.row.letter_count or 0):
            raise OpeningRefused("Semua surat dari pembukaan ini sudah tercatat.")
        opened.row.missing_reason = reason
        opened.journal.note(opened.row, Event.LETTERS_EXPLAINED)
    return Changes(box_openings=frozenset({opening_id}))


@contextmanager
def _in_hand(book: Book, opening_id: int) -> Iterator[_Opened]:
    with book.transaction() as journal:
        opening = find(journal.store.database, BoxOpening, opening_id)
        if opening is None:
            raise OpeningRefused("Pembukaan kotak ini tidak ada dalam buku.")
        if opening.voided_at is not None:
            raise OpeningRefused("Pembukaan kotak ini sudah dibatalkan.")
        letters = Complaint.select().where(
            Complaint.box_opening_id == opening_id, Complaint.status != Status.VOID.value
        )
        rows = tuple(journal.store.rows(letters.order_by(Complaint.id)))
        yield _Opened(journal, journal.watch(opening), rows)


def _ensure_enough(opened: _Opened) -> None:
    """Raise ``FormRefused`` when more letters are recorded than the corrected number says."""
    count = opened.row.letter_count
    if count is not None and count < len(opened.letters):
        sentence = f"Sudah {len(opened.letters)} surat tercatat dari pembukaan ini."
        raise FormRefused(FieldProblem("letter_count", sentence))


def _say_in(journal: Recorder, letter: Complaint, opening: BoxOpening, reason: str) -> None:
    journal.watch(letter)
    said = columns_from(opening, json.loads(letter.extra), read_marks(letter.to_correct))
    for name, value in stored_columns(said).items():
        setattr(letter, name, value)
    store(journal, letter, Event.CORRECTED, f"Pembukaan kotak diperbaiki: {reason}")


def _named(letters: tuple[Complaint, ...]) -> str:
    numbers = [letter.number for letter in letters[:_MOST_NAMED]]
    rest = len(letters) - len(numbers)
    more = f" dan {rest} surat lain" if rest else ""
    return f"Surat {', '.join(numbers)}{more}"
