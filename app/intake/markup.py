"""The words of an HTML mail, without its markup.

A reader of its own: the one of the standard library takes time with the square of what is left
open, and stops at marked sections. This one looks at each letter once.
"""

import html
import re
from collections import Counter
from typing import Final, NamedTuple

from app.ground.progress import UNWATCHED, Progress
from app.intake.styles import Look, Seen, hiding_classes
from app.intake.tag_ends import TagEnds

_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
_MANY_BREAKS: Final = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
_TAG: Final = re.compile(r"</?([a-zA-Z][^\s/>]{0,40})")
# Longer than any letter's number; the library stops at numbers of thousands of digits.
_ENDLESS_NUMBER: Final = re.compile(r"&#(?:x[0-9a-f]{8,}|[0-9]{8,});?", re.IGNORECASE)

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
# A slash at the end of their tags means nothing.
_NEVER_ITSELF_CLOSED: Final = _OWN_LINE | _VOID
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
    seen: Seen = Seen()


def text_of(source: str, progress: Progress = UNWATCHED) -> str:
    """Return what a reader of *source* sees, with the line breaks of its blocks.

    Raises:
        Stopped: nobody waits for it any more, as *progress* says.
    """
    page = _Page(source, progress)
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
    def __init__(self, source: str, progress: Progress) -> None:
        self.seen = _Lines()
        self.unseen = _Lines()
        self._source = source
        self._open = [_Element("")]
        self._count: Counter[str] = Counter()
        self._ends = TagEnds(source)
        self._missing: set[str] = set()
        self._hiding: dict[str, Look] = {}
        self._read(progress)

    def _read(self, progress: Progress) -> None:
        place = 0
        for _ in range(_MOST_TAGS):
            progress.ask()
            if place >= len(self._source):
                break
            start = self._ends.find("<", place)
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
            end = self._ends.find("-->", start + 4)
            return end + 3 if end is not None else start + 4
        if self._source.startswith(("<!", "<?", "</"), start):
            end = self._ends.find(">", start)
            if end is not None:
                return end + 1
        self._say("<")
        return start + 1

    def _tag(self, tag: re.Match[str]) -> int:
        end = self._ends.end_of(tag.end())
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
            if inside.endswith("/") and name not in _NEVER_ITSELF_CLOSED:
                self._close(name)
        return end + 1

    def _after(self, name: str, place: int) -> int:
        """Return where an element that is never read ends; one left open ends at the next tag."""
        if name not in self._missing:
            close = _closing(name).search(self._source, place)
            if close is not None:
                if name == "style":
                    self._hiding |= hiding_classes(self._source[place : close.start()])
                end = self._ends.find(">", close.end())
                self._close(name)
                return end + 1 if end is not None else close.end()
            self._missing.add(name)
        self._close(name)
        end = self._ends.find("<", place)
        return end if end is not None else len(self._source)

    def _start(self, name: str, attributes: str) -> None:
        while name in _ENDS_BEFORE.get(self._open[-1].tag, ()):
            self._pop()
        self._break_at(name)
        if name not in _VOID:
            seen = self._open[-1].seen
            if "=" in attributes or "hidden" in attributes.lower():
                seen = seen.within(attributes, self._hiding)
            self._open.append(_Element(name, seen))
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
        lines = self.seen if self._open[-1].seen else self.unseen
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
            lines = self.seen if self._open[-1].seen else self.unseen
            lines.say(text, is_kept=self._count["pre"] > 0)


def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\b", re.IGNORECASE)
