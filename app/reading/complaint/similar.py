"""Complaints that look like the one being entered: the same person, or the same matter."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import combinations
from typing import Final

from app.book.book import Book
from app.book.lists import read_lists
from app.book.search_words import SHORTEST
from app.rules.identity import clean_nik, phone_numbers
from app.rules.likeness import is_same_name, plain_name, share_of_matter, spellings, stems
from app.rules.procedure import Status
from models.complaint import Complaint

_MOST: Final = 6
_LOOKED_AT: Final = 200
_SAME_MATTER: Final = 0.6
_SAME_TEXT: Final = 0.9
_FEWEST_STEMS: Final = 2
_ASKED_WORDS: Final = 8


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
    book: Book, values: Mapping[str, str], *, but: int | None = None
) -> tuple[SimilarComplaint, ...]:
    """Return earlier complaints like what is typed in *values* (text by field name).

    People first, then matters, up to six of each and each surest first.
    """
    typed = _Typed.of(book, values)
    found: dict[int, SimilarComplaint] = {}
    for row in _candidates(book, typed):
        likeness = typed.likeness(row)
        if row.id != but and likeness is not None:
            found[row.id] = _similar(row, likeness)
    ordered = sorted(found.values(), key=lambda one: (_ORDER[one.likeness], -one.id))
    people = [one for one in ordered if one.is_of_person]
    matters = [one for one in ordered if not one.is_of_person]
    return tuple(people[:_MOST] + matters[:_MOST])


@dataclass(frozen=True, slots=True)
class _Typed:
    """What is compared of an entry, in the forms in which it is compared."""

    phones: frozenset[str]
    email: str
    nik: str
    mail_id: str
    ticket: str
    name: str
    address: str
    district: str | None
    village: str | None
    stems: frozenset[str]

    @classmethod
    def of(cls, book: Book, values: Mapping[str, str]) -> "_Typed":
        lists = read_lists(book)
        district = values.get("district", "").strip().casefold()
        village = values.get("village", "").strip().casefold()
        places = {one.name.casefold(): one.code for one in lists.districts}
        code = places.get(district)
        return cls(
            phones=frozenset(phone_numbers(values.get("phone", ""))),
            email=values.get("email", "").strip().casefold(),
            nik=clean_nik(values.get("nik", "")),
            mail_id=values.get("message_id", "").strip(),
            ticket=values.get("tracking_id", "").strip(),
            name=plain_name(values.get("name", "")),
            address=values.get("address", "").strip().casefold(),
            district=code,
            village=next(
                (
                    one.code
                    for one in lists.villages
                    if one.name.casefold() == village and one.district_code == code
                ),
                None,
            ),
            stems=stems(f"{values.get('subject', '')} {values.get('description', '')}"),
        )

    def likeness(self, row: Complaint) -> Likeness | None:
        """Return why *row* is like what is typed, the surest reason; None when it is not."""
        theirs = frozenset(phone_numbers(row.phone))
        # A key of the citizen's own says it for certain, one after the other.
        certain = {
            Likeness.TICKET: bool(self.ticket) and row.tracking_id == self.ticket,
            Likeness.MAIL: bool(self.mail_id) and _message_id(row) == self.mail_id,
            Likeness.NIK: bool(self.nik) and row.nik == self.nik,
            Likeness.PHONE: bool(self.phones & theirs),
            Likeness.EMAIL: bool(self.email) and row.email.casefold() == self.email,
            Likeness.NAME: self._is_same_person(row, theirs),
        }
        sure = next((likeness for likeness, is_so in certain.items() if is_so), None)
        return sure or self._matter(row)

    def _is_same_person(self, row: Complaint, theirs: frozenset[str]) -> bool:
        """Return whether name and kecamatan are the same and nothing else speaks against it."""
        if self.district is None or row.district_code != self.district:
            return False
        against = (
            _differ(self.nik, row.nik),
            _differ(self.village, row.village_code),
            # A second number is common, a second number and another house are not.
            _differ(self.phones, theirs) and _differ(self.address, row.address.casefold()),
        )
        return not any(against) and is_same_name(self.name, plain_name(row.name))

    def _matter(self, row: Complaint) -> Likeness | None:
        theirs = stems(f"{row.subject} {row.description}")
        if min(len(self.stems), len(theirs)) < _FEWEST_STEMS:
            return None
        share = share_of_matter(self.stems, theirs)
        if share < _SAME_MATTER:
            return None
        is_same = share >= _SAME_TEXT and len(self.stems) >= len(theirs) * _SAME_MATTER
        return Likeness.TEXT if is_same else Likeness.MATTER


def _differ(one: object, other: object) -> bool:
    return bool(one) and bool(other) and one != other


def _message_id(row: Complaint) -> str:
    return str(json.loads(row.extra).get("message_id", ""))


def _candidates(book: Book, typed: _Typed) -> Iterator[Complaint]:
    """Yield whatever an index finds; never more than a few hundred rows for each question."""
    keys: set[int] = set()
    whole = [(word,) for word in typed.name.split()]
    for groups in (_keys(typed), _name_groups(typed.name), whole, _matter_groups(typed.stems)):
        long = [group for group in groups if group and all(len(t) >= SHORTEST for t in group)]
        if long:
            keys.update(book.store.newest_containing(long, _LOOKED_AT))
    with_phone = Complaint.phone_normal.in_(sorted(typed.phones))
    newest = Complaint.select().where(with_phone).order_by(Complaint.id.desc()).limit(_LOOKED_AT)
    if typed.phones:
        yield from book.rows(newest)
    if keys:
        yield from book.rows(Complaint.select().where(book.store.one_of(Complaint.id, keys)))


def _keys(typed: _Typed) -> list[tuple[str, ...]]:
    own = (typed.email, typed.nik, typed.mail_id, typed.ticket)
    return [(key,) for key in (*own, *(number[1:] for number in typed.phones)) if key]


def _name_groups(name: str) -> list[tuple[str, ...]]:
    """Return what must stand together in the words of who may have this name.

    A slip mostly changes the beginning or the end of one word and leaves the others whole.
    """
    words = [word for word in name.split() if len(word) >= SHORTEST]
    if len(words) < 2:
        return [(end,) for word in words for end in _ends(word)]
    return [
        (whole, end) for whole in words for other in words if other != whole for end in _ends(other)
    ]


def _ends(word: str) -> tuple[str, str]:
    return word[:SHORTEST], word[-SHORTEST:]


def _matter_groups(matter: Iterable[str]) -> list[tuple[str, ...]]:
    """Return pairs of telling words, each in all of its spellings; the longest tell most."""
    telling = sorted(matter, key=lambda stem: (-len(stem), stem))[:_ASKED_WORDS]
    return [
        (first, second)
        for one, other in combinations(telling, 2)
        for first in spellings(one)
        for second in spellings(other)
    ]


def _similar(row: Complaint, likeness: Likeness) -> SimilarComplaint:
    return SimilarComplaint(
        id=row.id,
        number=row.number,
        received_at=row.received_at,
        subject=row.subject,
        status=Status(row.status),
        likeness=likeness,
        is_secret=row.is_secret,
    )
