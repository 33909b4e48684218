"""Where the tags of an HTML page end, each letter looked at a few times at most."""

import re
from typing import Final

_MARK: Final = re.compile(r"[\"'>]")
_NEAR: Final = 8


class TagEnds:
    """Finds the end of each tag of a page; asked from the front to the back."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._last: dict[str, int] = {}
        # Values that begin here are followed by no end of their tag.
        self._endless: set[int] = set()
        # From there on the next mark that matters is known.
        self._known_from = 0
        self._known: int | None = -1

    def find(self, wanted: str, place: int) -> int | None:
        """Look for *wanted*; where the page holds none any more, nothing is looked through."""
        return self._source.find(wanted, place) if self._is_any(wanted, place) else None

    def _is_any(self, wanted: str, place: int) -> bool:
        if wanted not in self._last:
            self._last[wanted] = self._source.rfind(wanted)
        return place <= self._last[wanted]

    def end_of(self, place: int) -> int | None:
        """Return where the tag ends whose name ends at *place*; None where it is never closed."""
        passed: list[int] = []
        mark = self._first_mark(place)
        while mark is not None and self._source[mark] != ">" and mark not in self._endless:
            passed.append(mark)
            mark = self._mark(self._closing(mark) + 1)
        if mark is None or mark in self._endless:
            self._endless.update(passed)
            return None
        return mark

    def _first_mark(self, place: int) -> int | None:
        """Return what ``_mark`` does, without looking again through what lies before it."""
        is_known = self._known is None or place <= self._known
        if not (is_known and self._known_from <= place):
            self._known_from, self._known = place, self._mark(place)
        return self._known

    def _mark(self, place: int) -> int | None:
        """Return where the tag ends or a value in it begins, whichever comes first."""
        while self._is_any(">", place):
            found = _MARK.search(self._source, place)
            if found is None or found[0] == ">" or self._is_value(found.start(), found[0]):
                return found.start() if found else None
            place = found.end()
        return None

    def _is_value(self, place: int, quote: str) -> bool:
        """Say whether the quotation mark begins a value; elsewhere it is a letter."""
        before = self._source[max(0, place - _NEAR) : place].rstrip()
        return before[-1:] == "=" and self._is_any(quote, place + 1)

    def _closing(self, place: int) -> int:
        return self._source.index(self._source[place], place + 1)
