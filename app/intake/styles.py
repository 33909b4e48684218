"""Which elements of an HTML page a reader does not see, as their styles say it."""

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

_STYLE: Final = re.compile(r"\bstyle\s*=\s*(?:\"([^\"]*)|'([^']*)|([^\s>]*))", re.IGNORECASE)
_CLASS: Final = re.compile(r"\bclass\s*=\s*(?:\"([^\"]*)|'([^']*)|([^\s>]*))", re.IGNORECASE)
_HIDDEN: Final = re.compile(r"\shidden(?=[\s/>=]|\Z)", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"([a-z-]{1,40})\s*:\s*([^;]{1,80})")
_SIZE: Final = re.compile(r"(\d{0,6}(?:\.\d{1,6})?)\s*([a-z]{0,4})")
_NOTHING: Final = re.compile(r"0+(?:\.0+)?(?:px|pt|r?em|%)?(?:\s*!important)?")
_FAR_AWAY: Final = re.compile(r"-\s*\d{3,}")
_BRACE: Final = re.compile(r"[{}]")
_CLASS_ALONE: Final = re.compile(r"\s*[a-z0-9]*\.([\w-]{1,60})\s*")
_LONGEST_STYLE: Final = 2_000
_LONGEST_SHEET: Final = 100_000
_MOST_CLASSES: Final = 200

Look = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Seen:
    """Whether the text in an element is seen; what is gone does not come back further in."""

    is_gone: bool = False
    is_tiny: bool = False
    is_invisible: bool = False

    def __bool__(self) -> bool:
        return not (self.is_gone or self.is_tiny or self.is_invisible)

    def within(self, attributes: str, classes: Mapping[str, Look]) -> "Seen":
        """Return what is seen in an element with these attributes that stands here."""
        look = _look(attributes, classes)
        gone = _HIDDEN.search(attributes) is not None or any(rule(look) for rule in _GONE)
        size, shown = look.get("font-size"), look.get("visibility")
        return Seen(
            self.is_gone or gone,
            self.is_tiny if size is None else _is_tiny(size),
            self.is_invisible if shown is None else shown.startswith(("hidden", "collapse")),
        )


def hiding_classes(sheet: str) -> dict[str, Look]:
    """Return the classes of a style sheet that hide; what counts for some screens only does not."""
    found: dict[str, Look] = {}
    for selectors, text in _rules(sheet[:_LONGEST_SHEET].lower()):
        look = _declared(text)
        if Seen().within("", {"": look}) or len(found) >= _MOST_CLASSES:
            continue
        names = (_CLASS_ALONE.fullmatch(selector) for selector in selectors.split(","))
        found |= {name[1]: look for name in names if name}
    return found


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    depth, selectors, last = 0, "", 0
    for brace in _BRACE.finditer(sheet):
        text, last = sheet[last : brace.start()], brace.end()
        if brace[0] == "{":
            depth += 1
            selectors = text if depth == 1 else selectors
            continue
        if depth == 1:
            yield selectors, text
        depth = max(0, depth - 1)


def _look(attributes: str, classes: Mapping[str, Look]) -> dict[str, str]:
    look = dict(classes.get("", {}))
    if classes and (named := _value(_CLASS, attributes)):
        for name in named.lower().split()[:20]:
            look |= classes.get(name, {})
    return look | _declared(html.unescape(_value(_STYLE, attributes)).lower())


def _value(attribute: re.Pattern[str], attributes: str) -> str:
    found = attribute.search(attributes)
    return next(filter(None, found.groups()), "")[:_LONGEST_STYLE] if found else ""


def _declared(text: str) -> dict[str, str]:
    return {name: value.strip() for name, value in _DECLARATION.findall(text[:_LONGEST_STYLE])}


def _is_tiny(size: str) -> bool:
    number = _SIZE.match(size)
    if number is None or number[1] in ("", "."):
        return False
    return float(number[1]) <= (1 if number[2] in ("px", "pt") else 0)


def _is_nothing(value: str | None) -> bool:
    return value is not None and _NOTHING.fullmatch(value) is not None


def _is_closed(look: Look) -> bool:
    """Say whether nothing of what overflows the element is shown, and it has no room itself."""
    room = (look.get(name) for name in ("height", "max-height", "width", "max-width"))
    return "hidden" in look.get("overflow", "") and any(_is_nothing(each) for each in room)


def _is_far_away(look: Look) -> bool:
    moved = ("text-indent", "left", "top") if "position" in look else ("text-indent",)
    return any(_FAR_AWAY.match(look.get(name, "")) for name in moved)


_GONE: Final[tuple[Callable[[Look], bool], ...]] = (
    lambda look: look.get("display", "").startswith("none"),
    lambda look: _is_nothing(look.get("opacity")),
    _is_closed,
    _is_far_away,
)
