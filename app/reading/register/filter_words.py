"""A filter of the register in words, for the titles and names of what is printed of it."""

from collections.abc import Iterator
from typing import Final

from app.book.book import Book
from app.reading.register.filter import DEADLINE_FILTER_LABELS, RegisterFilter
from app.rules.channels import CHANNEL_LABELS
from app.rules.statuses import STATUS_LABELS
from models.reference import Team
from models.rows import find

ALL: Final = "semua pengaduan"


def filter_words(book: Book, wanted: RegisterFilter) -> str:
    """Return what *wanted* narrows to: ``terlambat, Oktober 2026, WhatsApp``."""
    return ", ".join(_parts(book, wanted)) or ALL


def _parts(book: Book, wanted: RegisterFilter) -> Iterator[str]:
    if wanted.deadline is not None:
        yield DEADLINE_FILTER_LABELS[wanted.deadline].lower()
    yield from _kinds(wanted)
    yield from _times(wanted)
    if wanted.channel is not None:
        yield CHANNEL_LABELS[wanted.channel]
    if wanted.status is not None:
        yield STATUS_LABELS[wanted.status]
    if wanted.team_id is not None:
        team = find(book.store.database, Team, wanted.team_id)
        yield f"tim {team.short_name}" if team is not None else "satu tim"
    if wanted.text.strip():
        yield f"memuat “{wanted.text.strip()}”"


def _times(wanted: RegisterFilter) -> Iterator[str]:
    if wanted.year is not None:
        yield f"tahun {wanted.year}"
    if wanted.month is not None:
        yield wanted.month.label
    if wanted.settled_in is not None:
        yield f"selesai {wanted.settled_in.label}"


def _kinds(wanted: RegisterFilter) -> Iterator[str]:
    if wanted.only_open:
        yield "masih terbuka"
    if wanted.to_correct:
        yield "perlu diperbaiki"
    if wanted.repeats:
        yield "pengaduan ulang"
