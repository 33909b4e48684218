"""The words of an HTML mail, without its markup."""

import re
from html.parser import HTMLParser
from typing import Final

from app.ground.overriding import override

_UNSEEN: Final = frozenset({"head", "script", "style", "template", "title"})
_OWN_LINE: Final = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tr",
        "ul",
    ]
)
_CELLS: Final = frozenset({"td", "th"})
_SPACES: Final = re.compile(r"[ \t\r\n\f]+")
_MANY_BREAKS: Final = re.compile(r"\n{3,}")


def text_of(html: str) -> str:
    """Return what a reader of *html* sees, with the line breaks of its blocks."""
    collector = _Collector()
    collector.feed(html)
    collector.close()
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(collector.parts).split("\n"))
    return _MANY_BREAKS.sub("\n\n", "\n".join(lines)).strip()


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen: str | None = None

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen is None and tag in _UNSEEN:
            self._unseen = tag
        self._break_at(tag)

    @override
    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break_at(tag)

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag == self._unseen:
            self._unseen = None
        self._break_at(tag)

    @override
    def handle_data(self, data: str) -> None:
        if self._unseen is None:
            # Line breaks of the source are spaces to a reader.
            self.parts.append(_SPACES.sub(" ", data))

    def _break_at(self, tag: str) -> None:
        if tag in _OWN_LINE:
            self.parts.append("\n")
        elif tag in _CELLS:
            self.parts.append(" ")
