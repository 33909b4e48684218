"""What was written in a mail: the one text out of its parts."""

import re
from typing import Final

from app.ground.progress import UNWATCHED, Progress
from app.intake.mail.charsets import decoded
from app.intake.mail.headers import valued
from app.intake.mail.structure import Part
from app.intake.markup import text_of

# Far beyond what a field of the book holds; the mail itself is kept whole.
MOST_BYTES: Final = 4 * 1024 * 1024
_MOST_LETTERS: Final = 1_000_000
_META_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w:.-]{1,40})", re.IGNORECASE
)
# How a page begins, also where it is called plain.
_PAGE: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,100}<(?:!doctype\s+html|html|body)[\s>]", re.IGNORECASE
)
_LOOKED_FOR_META: Final = 2 * 1024
_WORD: Final = re.compile(r"\w{2,}")
# Wordings of parts that stand in for the HTML, here and by foreign mailers.
_STUB: Final = re.compile(
    r"\bhtml\b|penampil|peramban|\bbrowser\b|versi (?:web|daring|online)"
    r"|view (?:this|it) (?:e-?mail|online)|mail client|aplikasi (?:e-?mail|surel)",
    re.IGNORECASE,
)
_SHORT_STUB: Final = 500
_SHARED: Final = 0.5
_MOST_COMPARED: Final = 100_000
_MUCH_MORE: Final = 3
_SIGNATURE: Final = "-- "


def is_body(part: Part) -> bool:
    """Say whether *part* is what was written, and not a file that came along."""
    if part.kind not in ("text/plain", "text/html"):
        return False
    disposition = valued(part.head.raw("content-disposition"))
    return disposition.word != "attachment" and not (
        disposition.parameters.get("filename") or part.parameters.get("name")
    )


def body_of(part: Part, progress: Progress = UNWATCHED) -> str:
    """Return the text of *part* and of the parts within, without the files that came along.

    Raises:
        Stopped: nobody waits for it any more, as *progress* says.
    """
    if not part.parts:
        return _leaf(part, progress) if is_body(part) else ""
    if part.kind == "multipart/alternative":
        return _alternative(part, progress)
    texts = [(inner.kind, text) for inner in part.parts if (text := body_of(inner, progress))]
    pages = "\n".join(text for kind, text in texts if kind == "text/html")
    said = (t for kind, t in texts if not (kind == "text/plain" and _is_said_again(t, pages)))
    return "\n\n".join(said)[:_MOST_LETTERS]


def _alternative(part: Part, progress: Progress) -> str:
    """Return the plain text of several that say the same, or the HTML where it says more."""
    plain: list[str] = []
    pages: list[str] = []
    for inner in part.parts:
        into = plain if inner.kind == "text/plain" else pages
        into.append(body_of(inner, progress))
    written = "\n\n".join(filter(None, plain))
    page = max(pages, key=len, default="")
    return chosen_text(written, page)


def chosen_text(plain: str, page: str) -> str:
    """Return the one of two texts of the same mail that says what was written."""
    return page if _is_stub(plain, page) else plain


def _is_stub(plain: str, page: str) -> bool:
    """Say whether *plain* only stands in for *page*: it points there or says something else."""
    if not page or not plain:
        return not plain
    if len(plain) > _SHORT_STUB:
        return False
    if _STUB.search(plain):
        return True
    said, shown = _words(plain), _words(page)
    if len(page) >= len(plain) and len(said & shown) < len(said) * _SHARED:
        return True
    return len(page) > len(plain) * _MUCH_MORE and said <= shown


def _is_said_again(plain: str, page: str) -> bool:
    """Say whether *page*, which stands beside it, says all that *plain* says, or that it is one."""
    if not page or len(plain) > _MOST_COMPARED:
        return False
    is_stub = len(plain) <= _SHORT_STUB and _STUB.search(plain) is not None
    return is_stub or _words(plain) <= _words(page)


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}


def _leaf(part: Part, progress: Progress) -> str:
    progress.ask()
    content = part.content(MOST_BYTES)
    charset = part.parameters.get("charset", "")
    if part.kind == "text/html" or _PAGE.match(content):
        return text_of(decoded(content, charset or _meta_charset(content)), progress)
    text = plain_lines(decoded(content, charset))
    if part.parameters.get("format", "").lower() == "flowed":
        text = _flowed(text, is_blank_dropped=part.parameters.get("delsp", "").lower() == "yes")
    return text.strip()


def plain_lines(text: str) -> str:
    """Return *text* with line feeds alone between its lines."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _meta_charset(content: bytes) -> str:
    found = _META_CHARSET.search(content, 0, _LOOKED_FOR_META)
    return found[1].decode("ascii", errors="replace") if found else ""


def _flowed(text: str, *, is_blank_dropped: bool) -> str:
    """Put the lines of each paragraph together (RFC 3676)."""
    lines: list[list[str]] = []
    depth, is_open = "", False
    for raw in text.split("\n"):
        quote = raw[: len(raw) - len(raw.lstrip(">"))]
        line = raw[len(quote) :].removeprefix(" ")
        if is_open and quote == depth and line != _SIGNATURE:
            lines[-1].append(line)
        else:
            lines.append([f"{quote} " if quote else "", line])
        depth, is_open = quote, line.endswith(" ") and line != _SIGNATURE
        if is_open and is_blank_dropped:
            lines[-1][-1] = line[:-1]
    return "\n".join("".join(pieces) for pieces in lines)
