"""A mail within the text of another: what was passed on, and from whom it came."""

import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

from app.intake.mail.people import Person, person_in

_LOOKED_AT: Final = 200_000
_MARKS_LOOKED_AT: Final = 20
_LONGEST_AUTHOR: Final = 1_000
_MOST_HEADER_LINES: Final = 12
# The lines mailers put above what is passed on (Gmail, Outlook, Yahoo, Apple Mail, Thunderbird, in
# Indonesian and in English). Outlook writes the same line above a reply.
_MARK: Final = re.compile(
    r"^[ \t>*]*(?:-{2,}[ \t]*(?P<passed>forwarded message|pesan (?:yang )?(?:terusan|diteruskan)"
    r"|pesan yg diteruskan|forwarded by[^\n-]{0,80}|diteruskan oleh[^\n-]{0,80})[ \t]*-*"
    r"|-{2,}[ \t]*(?P<either>original message|pesan asli|original appointment)[ \t]*-*"
    r"|(?P<begin>begin forwarded message|mulai meneruskan pesan|awal pesan terusan"
    r"|pesan terusan dimulai)[ \t]*:?"
    r"|(?P<rule>_{10,}))[ \t*]*$",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER: Final = re.compile(r"[ \t>*]*([a-z][a-z -]{0,20}?)[ \t*]*:[ \t*]*(.*)", re.IGNORECASE)
_AUTHOR_LINE: Final = re.compile(r"^[ \t>*]*(?:from|dari)[ \t*]*:", re.IGNORECASE | re.MULTILINE)
_QUOTE: Final = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
_NAMES: Final = {
    **dict.fromkeys(("from", "dari", "pengirim"), "from"),
    **dict.fromkeys(("date", "sent", "tanggal", "dikirim", "terkirim", "waktu", "tgl"), "date"),
    **dict.fromkeys(("subject", "subjek", "perihal", "hal", "judul"), "subject"),
    **dict.fromkeys(("to", "kepada", "ke", "untuk", "cc", "reply-to", "balas ke"), "other"),
}
# "Fwd:", "FW:", "Trs:", "Terusan:", and the answers "Re:", "Bls:", "Balasan:".
_PASSED_ON: Final = re.compile(r"^\s*(?:fwd?|trs?|terusan|teruskan|wg)\s*:", re.IGNORECASE)
_PREFIXES: Final = re.compile(
    r"^\s*(?:(?:re|fwd?|trs?|terusan|teruskan|wg|bls|balasan|balas)\s*(?:\[\d{1,3}\])?\s*:\s*)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PassedOn:
    """What stands in a text below the mark of a forwarded mail.

    Attributes:
        above: what the one who passed it on wrote.
        author: who wrote the mail itself.
        subject: its subject.
        sent: its time of sending as written there.
        text: what was written.
    """

    above: str
    author: Person
    subject: str
    sent: str
    text: str


def bare_subject(subject: str) -> str:
    """Return *subject* without the marks of answers and of passing on."""
    return _PREFIXES.sub("", subject).strip()


def passed_on(text: str, subject: str) -> PassedOn | None:
    """Return the mail that *text* passes on, or None when it is written by the sender alone."""
    is_forward = _PASSED_ON.match(subject) is not None
    for count, mark in enumerate(_MARK.finditer(text, 0, _LOOKED_AT)):
        if count == _MARKS_LOOKED_AT:
            break
        # Without a word for it only the subject tells passing on from answering.
        if not (is_forward or mark["passed"] or mark["begin"]):
            continue
        found = _below(text, mark.start(), mark.end())
        if found is not None:
            return found
    return _unmarked(text) if is_forward else None


def _unmarked(text: str) -> PassedOn | None:
    """Return what stands under header lines alone, as newer programs of Outlook write it."""
    for line in islice(_AUTHOR_LINE.finditer(text, 0, _LOOKED_AT), _MARKS_LOOKED_AT):
        found = _below(text, line.start(), line.start())
        if found is not None and found.sent and found.subject:
            return found
    return None


def _below(text: str, start: int, place: int) -> PassedOn | None:
    """Read the header lines from *place* on, under a mark at *start*; None without an author."""
    told: dict[str, str] = {}
    is_quoted = text[start : start + 80].lstrip(" \t").startswith(">")
    for _ in range(_MOST_HEADER_LINES):
        end = text.find("\n", place + 1)
        end = len(text) if end < 0 else end
        line = text[place:end].strip()
        header = _HEADER.fullmatch(line)
        name = _NAMES.get(header[1].lower()) if header else None
        if header and name:
            told.setdefault(name, header[2].strip(" \t*"))
        elif line.strip("> ") or "from" in told:
            break
        place = end
    if "from" not in told:
        return None
    below = text[place:]
    if is_quoted or below.lstrip().startswith(">"):
        below = _QUOTE.sub("", below)
    return PassedOn(
        above=text[:start].strip(),
        author=person_in(_with_angles(told["from"])),
        subject=told.get("subject", ""),
        sent=told.get("date", ""),
        text=below.strip(),
    )


def _with_angles(author: str) -> str:
    # Outlook writes "Warga Rekaan [mailto:warga@contoh.id]".
    return re.sub(
        r"\[\s*(?:mailto:)?([^\[\]\s]+@[^\[\]\s]+)\s*\]", r"<\1>", author[:_LONGEST_AUTHOR]
    )
