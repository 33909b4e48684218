"""The words of an HTML mail, without its markup.

A reader of its own: the one of the standard library takes time with the square of what is left
open, and stops at marked sections. This one looks at each letter once.
"""

import html
import re
from collections import Counter
from collections.abc import Callable
from typing import Final, NamedTuple

_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
_MANY_BREAKS: Final = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
_TAG: Final = re.compile(r"</?([a-zA-Z][^\s/>]{0,40})")
_IN_TAG: Final = re.compile(r"[\"'>]")
_STYLE: Final = re.compile(r"\bstyle\s*=\s*(?:\"([^\"]*)|'([^']*)|([^\s>]*))", re.IGNORECASE)
_HIDDEN: Final = re.compile(r"\shidden(?=[\s/>=]|\Z)", re.IGNORECASE)
# Longer than any letter's number; the library stops at numbers of thousands of digits.
_ENDLESS_NUMBER: Final = re.compile(r"&#(?:x[0-9a-f]{8,}|[0-9]{8,});?", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"([a-z-]{1,40})\s*:\s*([^;]{1,80})")
_SIZE: Final = re.compile(r"(\d{0,6}(?:\.\d{1,6})?)\s*([a-z]{0,4})")

# Behind so many tags no field of the book has room for more.
_MOST_TAGS: Final = 100_000
# What stands in them is never read.
_UNREAD: Final = frozenset({"script", "style", "template", "title"})
_VOID: Final = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_PARAGRAPH: Final = frozenset(
    [
        "blockquote",
        "dl",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "ol",
        "p",
        "pre",
        "table",
        "ul",
        "article",
        "section",
        "header",
        "footer",
    ]
)
_OWN_LINE: Final = (
    frozenset(["address", "body", "caption", "center", "dd", "div", "dt", "form", "li", "tr"])
    | _PARAGRAPH
)
_CELLS: Final = frozenset({"td", "th"})
# An element that need not be closed ends where one of these begins.
_ENDS_BEFORE: Final = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": _CELLS | {"tr"},
    "th": _CELLS | {"tr"},
    "tr": frozenset({"tr"}),
    "p": _OWN_LINE,
}


class _Element(NamedTuple):
    """An open element and what a reader sees of the text in it."""

    tag: str
    is_gone: bool = False
    is_tiny: bool = False
    is_invisible: bool = False

    @property
    def is_unseen(self) -> bool:
        return self.is_gone or self.is_tiny or self.is_invisible


def text_of(source: str) -> str:
    """Return what a reader of *source* sees, with the line breaks of its blocks."""
    page = _Page(source)
    # Where nothing is seen, the words are more than nothing.
    return page.seen.text or page.unseen.text


class _Lines:
    """Words with as many line breaks between them as the elements around them ask for."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._breaks = 0
        self._is_spaced = True

    @property
    def text(self) -> str:
        joined = "".join(self._pieces)
        return _MANY_BREAKS.sub("\n\n", "\n".join(x.rstrip() for x in joined.split("\n"))).strip()

    def say(self, text: str, *, is_kept: bool) -> None:
        text = text.replace("\r\n", "\n") if is_kept else _BLANKS.sub(" ", text)
        if not is_kept and (self._is_spaced or self._breaks):
            text = text.lstrip(" ")
        if not text:
            return
        if self._breaks and self._pieces:
            self._pieces.append("\n" * self._breaks)
        self._breaks = 0
        self._pieces.append(text)
        self._is_spaced = text[-1] in " \n"

    def apart(self) -> None:
        if not self._is_spaced and not self._breaks:
            self._pieces.append(" ")
            self._is_spaced = True

    def break_at_least(self, count: int) -> None:
        self._breaks = max(self._breaks, count)

    def break_once_more(self) -> None:
        self._breaks = min(self._breaks + 1, 2)


class _Page:
    def __init__(self, source: str) -> None:
        self.seen = _Lines()
        self.unseen = _Lines()
        self._source = source
        self._open = [_Element("")]
        self._count: Counter[str] = Counter()
        self._missing: set[str] = set()
        self._read()

    def _read(self) -> None:
        place = 0
        for _ in range(_MOST_TAGS):
            if place >= len(self._source):
                break
            start = self._find("<", place)
            if start is None:
                start = len(self._source)
            self._say(self._source[place:start])
            place = self._markup(start) if start < len(self._source) else start

    def _markup(self, start: int) -> int:
        """Take what begins with ``<`` at *start*; return where reading goes on."""
        tag = _TAG.match(self._source, start)
        if tag is not None:
            return self._tag(tag)
        if self._source.startswith("<!--", start):
            end = self._find("-->", start + 4)
            return end + 3 if end is not None else start + 4
        if self._source.startswith(("<!", "<?", "</"), start):
            end = self._find(">", start)
            if end is not None:
                return end + 1
        self._say("<")
        return start + 1

    def _find(self, wanted: str, place: int) -> int | None:
        """Look for *wanted*; what was once not found is not looked for again."""
        if wanted in self._missing:
            return None
        found = self._source.find(wanted, place)
        if found < 0:
            self._missing.add(wanted)
            return None
        return found

    def _tag(self, tag: re.Match[str]) -> int:
        end = self._tag_end(tag.end())
        if end is None:
            # Never closed, thus no tag: somebody wrote "umur <b".
            self._say(tag[0])
            return tag.end()
        name = tag[1].lower()
        if tag[0].startswith("</"):
            self._close(name)
        else:
            inside = self._source[tag.end() : end]
            self._start(name, inside)
            if name in _UNREAD:
                return self._after(name, end + 1)
            if inside.endswith("/") and name not in _OWN_LINE:
                self._close(name)
        return end + 1

    def _tag_end(self, place: int) -> int | None:
        if self._find(">", place) is None:
            return None
        while (found := _IN_TAG.search(self._source, place)) is not None:
            if found[0] == ">":
                return found.start()
            close = self._find(found[0], found.end()) if self._is_value(found.start()) else None
            place = found.end() if close is None else close + 1
        return None

    def _is_value(self, quote: int) -> bool:
        """Say whether the quotation mark begins a value; elsewhere it is a letter."""
        return self._source[max(0, quote - 8) : quote].rstrip()[-1:] == "="

    def _after(self, name: str, place: int) -> int:
        """Return where an element that is never read ends; one left open ends at the next tag."""
        if name not in self._missing:
            close = _closing(name).search(self._source, place)
            if close is not None:
                end = self._find(">", close.end())
                self._close(name)
                return end + 1 if end is not None else close.end()
            self._missing.add(name)
        self._close(name)
        end = self._find("<", place)
        return end if end is not None else len(self._source)

    def _start(self, name: str, attributes: str) -> None:
        while name in _ENDS_BEFORE.get(self._open[-1].tag, ()):
            self._pop()
        self._break_at(name)
        if name not in _VOID:
            self._open.append(_opened(name, attributes, self._open[-1]))
            self._count[name] += 1

    def _close(self, name: str) -> None:
        self._break_at(name, is_end=True)
        if not self._count[name]:
            return
        while self._pop() != name:
            pass

    def _pop(self) -> str:
        tag = self._open.pop().tag
        self._count[tag] -= 1
        return tag

    def _break_at(self, name: str, *, is_end: bool = False) -> None:
        lines = self.unseen if self._open[-1].is_unseen else self.seen
        if name == "br":
            lines.break_once_more()
        elif name in _CELLS and not is_end:
            lines.apart()
        elif name in _OWN_LINE:
            lines.break_at_least(2 if name in _PARAGRAPH else 1)

    def _say(self, source: str) -> None:
        if source:
            text = html.unescape(_ENDLESS_NUMBER.sub("\N{REPLACEMENT CHARACTER}", source))
            text = text.replace("\N{NO-BREAK SPACE}", " ")
            lines = self.unseen if self._open[-1].is_unseen else self.seen
            lines.say(text, is_kept=self._count["pre"] > 0)


def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\b", re.IGNORECASE)


def _opened(name: str, attributes: str, around: _Element) -> _Element:
    """Return the element as its attributes make it, within *around*."""
    look = _style(attributes)
    gone = _HIDDEN.search(attributes) is not None or any(rule(look) for rule in _GONE)
    seen = look.get("visibility")
    size = look.get("font-size")
    return _Element(
        name,
        around.is_gone or gone,
        around.is_tiny if size is None else _is_tiny(size),
        around.is_invisible if seen is None else seen.startswith(("hidden", "collapse")),
    )


def _style(attributes: str) -> dict[str, str]:
    found = _STYLE.search(attributes) if "style" in attributes.lower() else None
    if found is None:
        return {}
    text = html.unescape(next(filter(None, found.groups()), "")[:2_000]).lower()
    return {name: value.strip() for name, value in _DECLARATION.findall(text)}


def _is_tiny(size: str) -> bool:
    number = _SIZE.match(size)
    if number is None or number[1] in ("", "."):
        return False
    return float(number[1]) <= (1 if number[2] in ("px", "pt") else 0)


_GONE: Final[tuple[Callable[[dict[str, str]], bool], ...]] = (
    lambda look: look.get("display", "").startswith("none"),
    lambda look: _is_nothing(look.get("opacity", "")),
    lambda look: _is_nothing(look.get("max-height", "")) and "hidden" in look.get("overflow", ""),
    lambda look: _is_nothing(look.get("height", "")) and "hidden" in look.get("overflow", ""),
)


def _is_nothing(value: str) -> bool:
    return re.fullmatch(r"0+(?:\.0+)?(?:px|pt|em|%)?(?:\s*!important)?", value) is not None
