"""Where in a sheet the table begins and what its headings say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.intake.tables.columns import key_below, key_of, key_within
from app.intake.tables.dates import month_named
from app.intake.tables.grid import Marks, Merge, Record
from app.intake.tables.values import status
from app.intake.tables.words import plain

# Titles, letterheads and notes above a table are shorter than this.
_SEARCHED: Final = 60
_LONGEST_BELOW: Final = 45
_FEWEST_NUMBERED: Final = 3


@dataclass(frozen=True, slots=True)
class Layout:
    """A table found in a sheet.

    Attributes:
        lines: the lines of its headings, with the row of column numbers below them.
        headings: what stands over each column, empty where nothing does.
        keys: what each heading means, None where it is not known.
        year, month: what the titles above say, for days written without.
    """

    lines: tuple[int, ...]
    headings: tuple[str, ...]
    keys: tuple[str | None, ...]
    year: int | None = None
    month: int | None = None

    @property
    def known(self) -> int:
        """How many different meanings were found."""
        return len({key for key in self.keys if key})


def find_layout(sample: Sequence[Record], marks: Marks, title: str = "") -> Layout | None:
    """Return the likeliest table at the beginning of a sheet, None when no headings are found.

    Args:
        sample: its first rows.
        marks: its merged areas.
        title: the name of the sheet or file, which may say the year.
    """
    rows = [record for record in sample[:_SEARCHED] if not record.is_blank]
    width = max((_filled(record) for record in rows), default=0)
    found = [layout for layout in _candidates(rows, marks) if _is_enough(layout, width)]
    if not found:
        return None
    # The shorter one of two that say the same, and the first of equals.
    best = max(found, key=lambda layout: (_score(layout), -len(layout.lines), -layout.lines[0]))
    return _completed(best, rows, title)


def layout_at(sample: Sequence[Record], marks: Marks, line: int, title: str = "") -> Layout | None:
    """Return the table whose headings stand on *line*, as the officer says."""
    rows = [record for record in sample if not record.is_blank]
    found = [layout for layout in _candidates(rows, marks) if layout.lines[0] == line]
    if not found:
        return None
    return _completed(max(found, key=lambda each: (_score(each), -len(each.lines))), rows, title)


def is_numbered(record: Record) -> bool:
    """Return whether the row only numbers the columns: 1 2 3, or (1) (2) (3)."""
    numbers = [plain(record.text(column)) for column in range(len(record.cells))]
    filled = [number for number in numbers if number]
    wanted = [str(number) for number in range(1, len(filled) + 1)]
    return len(filled) >= _FEWEST_NUMBERED and filled == wanted


def _candidates(rows: Sequence[Record], marks: Marks) -> Iterator[Layout]:
    for place, record in enumerate(rows):
        if record.problem:
            continue
        one = _texts(record)
        below = rows[place + 1] if place + 1 < len(rows) else None
        are_states = below is not None and _are_states(below)
        if not are_states:
            yield Layout((record.line,), one, tuple(key_within(text) for text in one))
        if below is not None and (are_states or _may_be_below(below)):
            yield _two_rows(record, below, marks)


def _two_rows(upper: Record, lower: Record, marks: Marks) -> Layout:
    width = max(len(upper.cells), len(lower.cells))
    below = _texts(lower, width)
    above = _spread(_texts(upper, width), below, upper.line, marks.merges)
    pairs = list(zip(above, below, strict=True))
    return Layout(
        (upper.line, lower.line),
        tuple(" ".join(dict.fromkeys(part for part in pair if part)) for pair in pairs),
        tuple(key_below(top, bottom) for top, bottom in pairs),
    )


def _spread(
    above: tuple[str, ...], below: tuple[str, ...], line: int, merges: Sequence[Merge]
) -> tuple[str, ...]:
    """Let a heading over several columns stand over each of them."""
    spread = list(above)
    for column in range(1, len(above)):
        area = next((m for m in merges if m.top <= line and m.left < column <= m.right), None)
        is_under = below[column] and not above[column]
        # Text files do not say how far a heading reaches: as far as something stands below it.
        if is_under and (not merges or (area and area.bottom >= line)):
            spread[column] = spread[column - 1]
    return tuple(spread)


def _are_states(record: Record) -> bool:
    """Return whether the row names the states of a complaint, each to be ticked below."""
    texts = [text for text in _texts(record) if text]
    return len(texts) > 1 and all(status(text) is not None for text in texts)


def _may_be_below(record: Record) -> bool:
    """Return whether the row can be a second row of headings."""
    texts = [text for text in _texts(record) if text]
    is_short = all(len(text) <= _LONGEST_BELOW for text in texts)
    has_digits = any(char.isdigit() for text in texts for char in text)
    return not record.problem and is_short and not has_digits and any(map(key_of, texts))


def _is_enough(layout: Layout, width: int) -> bool:
    sure = {key for text, key in zip(layout.headings, layout.keys, strict=True) if key_of(text)}
    return len(sure - {None}) >= (1 if width <= 2 else 2) or (
        len(layout.lines) > 1 and layout.known >= 3
    )


def _score(layout: Layout) -> int:
    """Return how much speaks for these headings: sure words thrice, words within others once."""
    found: dict[str, int] = {}
    for text, key in zip(layout.headings, layout.keys, strict=True):
        if key:
            is_sure = key_of(text) is not None or len(layout.lines) > 1
            found[key] = max(found.get(key, 0), 3 if is_sure else 1)
    return sum(found.values())


def _completed(layout: Layout, rows: Sequence[Record], title: str) -> Layout:
    """Return the layout with the row of numbers and with what the titles say."""
    after = [record for record in rows if record.line > layout.lines[-1]]
    lines = layout.lines
    if after and is_numbered(after[0]):
        lines = (*lines, after[0].line)
    month, year = month_named(title)
    for record in rows:
        if record.line < layout.lines[0]:
            for text in _texts(record):
                named = month_named(text)
                month, year = named[0] or month, named[1] or year
    return Layout(lines, layout.headings, layout.keys, year, month)


def _texts(record: Record, width: int = 0) -> tuple[str, ...]:
    return tuple(
        " ".join(record.text(column).split()) for column in range(max(width, len(record.cells)))
    )


def _filled(record: Record) -> int:
    return sum(1 for text in _texts(record) if text)
