"""What is compared of an entry or a complaint, in the forms in which it is compared."""

import json
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Final

from app.book.book import Book
from app.ground.folding import folded
from app.rules.channels import ALL_FIELDS
from app.rules.fields import FieldKind
from app.rules.identity import clean_nik, phone_numbers, plain_ticket
from app.rules.likeness import plain_name, stems, telling_words
from models.reference import District, Village

_PHONES: Final = tuple(f.name for f in ALL_FIELDS if f.kind is FieldKind.PHONE)
_COMMON: Final = (
    "phone",
    "email",
    "nik",
    "tracking_id",
    "name",
    "address",
    "subject",
    "description",
)
_EMAILS: Final = tuple(f.name for f in ALL_FIELDS if f.kind is FieldKind.EMAIL)


class Traits:
    """Who complains and what about; of an entry as it is typed, or of a recorded complaint.

    Each is made out when it is first asked for: of most complaints few are.

    Attributes:
        district, village: codes; None where the lists have no such place.
    """

    def __init__(
        self, values: Mapping[str, str], district: str | None, village: str | None
    ) -> None:
        """Take *values*, text by field name."""
        self._values = values
        self.district = district
        self.village = village

    def _text(self, name: str) -> str:
        return self._values.get(name, "").strip()

    @cached_property
    def phones(self) -> frozenset[str]:
        """All numbers that are told, in whichever field."""
        return frozenset(n for name in _PHONES for n in phone_numbers(self._text(name)))

    @cached_property
    def emails(self) -> frozenset[str]:
        """All addresses that are told, in small letters."""
        return frozenset(e for name in _EMAILS if (e := self._text(name).lower()))

    @cached_property
    def nik(self) -> str:
        """The NIK, digits alone."""
        return clean_nik(self._text("nik"))

    @cached_property
    def mail_id(self) -> str:
        """The Message-ID."""
        return self._text("message_id")

    @cached_property
    def ticket(self) -> str:
        """The tracking ID without what people write differently."""
        return plain_ticket(self._text("tracking_id"))

    @cached_property
    def name(self) -> str:
        """The name without titles and capitals."""
        return plain_name(self._text("name"))

    @cached_property
    def address(self) -> str:
        """The address, folded."""
        return folded(self._text("address"))

    @cached_property
    def stems(self) -> frozenset[str]:
        """What it is about, see ``app.rules.likeness.stems``."""
        return stems(self._matter)

    @cached_property
    def words(self) -> frozenset[str]:
        """What it is about in its own words, see ``app.rules.likeness.telling_words``."""
        return telling_words(self._matter)

    @property
    def _matter(self) -> str:
        return f"{self._text('subject')} {self._text('description')}"


def traits_of_values(book: Book, values: Mapping[str, str]) -> Traits:
    """Return the traits of what is typed (text by field name)."""
    return Traits(values, *_places(book, values))


def traits_of(row: dict[str, Any]) -> Traits:
    """Return the traits of a recorded complaint, given by its columns as they are stored."""
    extra: dict[str, str] = json.loads(row["extra"])
    common = {name: row[name] or "" for name in _COMMON}
    return Traits(extra | common, row["district_code"], row["village_code"])


def _places(book: Book, values: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Return the codes of the kecamatan that is typed, and of the desa in it."""
    district = _code_of(book.rows(District.select()), values.get("district", ""))
    within = Village.select().where(Village.district_code == district)
    return district, _code_of(book.rows(within), values.get("village", "")) if district else None


def _code_of(places: Iterable[District | Village], name: str) -> str | None:
    named = folded(name)
    return next((str(place.code) for place in places if folded(place.name) == named), None)
