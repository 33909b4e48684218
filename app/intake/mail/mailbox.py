"""Mailboxes: many mails in one file (.mbox), and where each of them stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from typing import BinaryIO, Final

from app.ground.formatting import moment
from app.ground.progress import UNWATCHED, Progress
from app.intake.mail.dates import sent_moment
from app.intake.mail.headers import parse_head
from app.intake.mail.people import person_in

MOST_MAILS: Final = 10_000
_CHUNK: Final = 1024 * 1024
_OVERLAP: Final = 4 * 1024
_HEAD: Final = 32 * 1024
# A line "From …" begins a mail before a header line, after a blank line or with a time in it; in a
# text it is a word.
_BEGIN: Final = re.compile(
    rb"(?:(?:\A(?:\xef\xbb\xbf)?[\r\n]{0,20}|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]{0,1000}"
    rb"|(?<=\n)From \S{1,300} [^\r\n]{0,80}\d\d:\d\d[^\r\n]{0,80})"
    rb"\r?\n(?=[!-9;-~]{1,80}[ \t]*:)"
)
_ESCAPED: Final = re.compile(rb"^>(>*From )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MailEntry:
    """One mail of a mailbox: its place in the file and what a list shows of it, as words."""

    start: int
    end: int
    sender: str = ""
    subject: str = ""
    sent: str = ""


def is_mailbox(beginning: bytes) -> bool:
    """Say whether a file that begins so is a mailbox."""
    return _BEGIN.match(beginning) is not None


def entries_of(
    file: BinaryIO, zone: tzinfo | None = None, progress: Progress = UNWATCHED
) -> Iterator[MailEntry]:
    """Yield the mails of a mailbox in their order, never holding more than a piece of it."""
    previous: int | None = None
    for count, start in enumerate(_starts(file, progress)):
        if previous is not None:
            yield _entry(file, previous, start, zone)
        previous = start
        if count == MOST_MAILS:
            return
    if previous is not None:
        file.seek(0, 2)
        yield _entry(file, previous, file.tell(), zone)


def content_of(file: BinaryIO, entry: MailEntry) -> bytes:
    """Return the mail as it was before it came into the mailbox."""
    file.seek(entry.start)
    return _ESCAPED.sub(rb"\1", file.read(entry.end - entry.start))


def _starts(file: BinaryIO, progress: Progress) -> Iterator[int]:
    """Yield where mails begin, reading the file once from its beginning."""
    place, held = 0, b""
    last = -1
    while True:
        progress.tell(place)
        file.seek(place + len(held))
        chunk = file.read(_CHUNK)
        held += chunk
        for match in _BEGIN.finditer(held):
            found = place + match.start()
            # The end of what is held is looked at again with what follows.
            if found > last and (place == 0 or match.start() > 0):
                last = found
                yield found
        if not chunk:
            return
        keep = min(len(held), _OVERLAP)
        place, held = place + len(held) - keep, held[len(held) - keep :]


def _entry(file: BinaryIO, start: int, end: int, zone: tzinfo | None) -> MailEntry:
    place = file.tell()
    file.seek(start)
    content = file.read(min(end - start, _HEAD)).lstrip(b"\xef\xbb\xbf\r\n")
    file.seek(place)
    head, _ = parse_head(content, 0, len(content))
    person = person_in(head.raw("from"))
    sent = _sent(head.text("date"), zone)
    return MailEntry(start, end, person.words, head.text("subject"), sent)


def _sent(told: str, zone: tzinfo | None) -> str:
    try:
        return moment(sent_moment(told, zone))
    except ValueError:
        return told
