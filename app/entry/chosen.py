"""What a form names from the office's lists; a name that is on none of them is kept as typed."""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Final, Protocol, TypeVar

from app.book.lists import Lists
from app.ground.errors import FieldProblem
from app.ground.folding import folded
from app.ground.neutral import quoted
from app.rules.fields import FieldKind

FROM_LISTS: Final = frozenset(
    {FieldKind.DISTRICT, FieldKind.VILLAGE, FieldKind.SERVICE, FieldKind.CATEGORY}
)
Key = TypeVar("Key")
# An import compares the same names with those of each row.
_plain: Final = lru_cache(maxsize=2048)(folded)


class _Retirable(Protocol):
    @property
    def is_retired(self) -> bool: ...


Entry = TypeVar("Entry", bound=_Retirable)


class Chosen:
    """Looks up what *values* (text by field name) name; retired entries cannot be chosen.

    Attributes:
        service_id, category_id, district_code, village_code: what was found, None where nothing.
        problems: why the others were not found.
    """

    def __init__(self, lists: Lists, values: Mapping[str, str], kept: Collection[str] = ()) -> None:
        self.problems: list[FieldProblem] = []
        self._values = values
        services = ((s.name, s.id) for s in _offered(lists.services, "service", kept))
        categories = ((c.name, c.id) for c in _offered(lists.categories, "category", kept))
        districts = ((d.name, d.code) for d in _offered(lists.districts, "district", kept))
        self.service_id = self._find("service", services)
        self.category_id = self._find("category", categories)
        self.district_code = self._find("district", districts)
        self.village_code: str | None = None
        if self.district_code is None and values.get("district") and values.get("village"):
            # The same name lies in several kecamatan; which was meant is not known yet.
            self._say("village", "Perbaiki kecamatannya dahulu, lalu pilih desa/kelurahannya.")
            return
        villages = (
            (v.name, v.code)
            for v in _offered(lists.villages, "village", kept)
            if self.district_code in (None, v.district_code)
        )
        self.village_code = self._find("village", villages)
        if self.village_code and not self.district_code:
            self._take_district(lists)

    @property
    def as_typed(self) -> dict[str, str]:
        """What was named and not found: text by field name."""
        return {problem.field: self._values[problem.field] for problem in self.problems}

    def _take_district(self, lists: Lists) -> None:
        named = _plain(self._values["village"])
        homes = {v.district_code for v in lists.villages if _plain(v.name) == named}
        if len(homes) > 1:
            self.village_code = None
            self._say("village", "Nama desa ini ada di beberapa kecamatan, pilih kecamatannya.")
        else:
            (self.district_code,) = homes

    def _find(self, field: str, entries: Iterable[tuple[str, Key]]) -> Key | None:
        wanted = self._values.get(field, "")
        if not wanted:
            return None
        plain = _plain(wanted)
        found = next((key for name, key in entries if _plain(name) == plain), None)
        if found is None:
            self._say(field, not_listed(wanted))
        return found

    def _say(self, field: str, sentence: str) -> None:
        self.problems.append(FieldProblem(field, sentence))


def not_listed(name: str) -> str:
    """Return the sentence that *name* is on no list."""
    return f"{quoted(name)} tidak ada dalam daftar."


def _offered(entries: Iterable[Entry], name: str, kept: Collection[str]) -> Iterable[Entry]:
    """Yield what can be chosen in a field; what is recorded and kept may have been retired."""
    return (entry for entry in entries if name in kept or not entry.is_retired)
