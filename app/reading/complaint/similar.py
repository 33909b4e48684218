"""Complaints that look like the one being entered: the same person, or the same matter."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from app.book.book import Book
from app.reading.complaint.candidates import candidates
from app.reading.complaint.traits import Traits, traits_of, traits_of_values
from app.rules.likeness import is_same_name, share_of_matter
from app.rules.statuses import Status

_MOST: Final = 6
_SAME_MATTER: Final = 0.6
_SAME_TEXT: Final = 0.9
_FEWEST_STEMS: Final = 2


class Likeness(StrEnum):
    """Why a complaint is shown, the surest first; the value is what the card says."""

    TICKET = "Nomor tiket sama"
    MAIL = "Email yang sama"
    NIK = "NIK sama"
    PHONE = "Nomor telepon sama"
    EMAIL = "Alamat email sama"
    NAME = "Nama dan kecamatan sama"
    TEXT = "Isi sama"
    MATTER = "Isi serupa"


_ORDER: Final = {likeness: place for place, likeness in enumerate(Likeness)}


@dataclass(frozen=True, slots=True)
class SimilarComplaint:
    """One earlier complaint and why it is shown; of a secret one nobody's data are taken."""

    id: int
    number: str
    received_at: datetime
    subject: str
    status: Status
    likeness: Likeness
    is_secret: bool

    @property
    def is_of_person(self) -> bool:
        """Whether it seems to come from the same person; else it is about the same matter."""
        return self.likeness not in (Likeness.TEXT, Likeness.MATTER)


def find_similar(
    book: Book,
    values: Mapping[str, str],
    *,
    but: int | None = None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> tuple[SimilarComplaint, ...]:
    """Return earlier complaints like what is typed in *values* (text by field name).

    People first, then matters, up to six of each and each surest first. Once it *is_cancelled*,
    which is asked between the questions to the book, nothing more is looked for.
    """
    typed = traits_of_values(book, values)
    found = []
    for row in candidates(book, typed, is_cancelled):
        likeness = _likeness(typed, traits_of(row), is_secret=bool(row["is_secret"]))
        if row["id"] != but and likeness is not None:
            found.append(_similar(row, likeness))
    ordered = sorted(found, key=lambda one: (_ORDER[one.likeness], -one.id))
    people = [one for one in ordered if one.is_of_person]
    matters = [one for one in ordered if not one.is_of_person]
    return tuple(people[:_MOST] + matters[:_MOST])


def _likeness(typed: Traits, theirs: Traits, *, is_secret: bool) -> Likeness | None:
    """Return why a complaint is like what is typed, the surest reason; None when it is not.

    Of one whose complainant is secret nothing is said that would confirm who it is.
    """
    # A key of the citizen's own says it for certain, one after the other.
    if _agree(typed.ticket, theirs.ticket):
        return Likeness.TICKET
    if _agree(typed.mail_id, theirs.mail_id):
        return Likeness.MAIL
    return _matter(typed, theirs) if is_secret else _of_person(typed, theirs)


def _of_person(typed: Traits, theirs: Traits) -> Likeness | None:
    if _agree(typed.nik, theirs.nik):
        return Likeness.NIK
    if typed.phones and typed.phones & theirs.phones:
        return Likeness.PHONE
    if typed.emails and typed.emails & theirs.emails:
        return Likeness.EMAIL
    return Likeness.NAME if _is_same_person(typed, theirs) else _matter(typed, theirs)


def _is_same_person(typed: Traits, theirs: Traits) -> bool:
    """Return whether name and kecamatan are the same and nothing else speaks against it."""
    if not _agree(typed.district, theirs.district):
        return False
    # First what costs least: of those who have one of the words most have another name.
    if not is_same_name(typed.name, theirs.name, is_near=True):
        return False
    is_near = _agree(typed.village, theirs.village) or _agree(typed.address, theirs.address)
    if not is_near and not is_same_name(typed.name, theirs.name):
        return False
    against = (
        _differ(typed.nik, theirs.nik),
        _differ(typed.village, theirs.village),
        # A second number is common, a second number and another house are not.
        _differ(typed.phones, theirs.phones) and _differ(typed.address, theirs.address),
    )
    return not any(against)


def _matter(typed: Traits, theirs: Traits) -> Likeness | None:
    if len(typed.stems) < _FEWEST_STEMS or len(theirs.stems) < _FEWEST_STEMS:
        return None
    if share_of_matter(typed.stems, theirs.stems) < _SAME_MATTER:
        return None
    is_same = share_of_matter(typed.words, theirs.words) >= _SAME_TEXT
    is_whole = len(typed.words) >= len(theirs.words) * _SAME_MATTER
    return Likeness.TEXT if is_same and is_whole else Likeness.MATTER


def _agree(one: object, other: object) -> bool:
    return bool(one) and one == other


def _differ(one: object, other: object) -> bool:
    return bool(one) and bool(other) and one != other


def _similar(row: Mapping[str, Any], likeness: Likeness) -> SimilarComplaint:
    return SimilarComplaint(
        id=row["id"],
        number=row["number"],
        received_at=datetime.fromisoformat(row["received_at"]),
        subject=row["subject"],
        status=Status(row["status"]),
        likeness=likeness,
        is_secret=bool(row["is_secret"]),
    )
