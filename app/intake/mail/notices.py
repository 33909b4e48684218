"""Mails that no citizen wrote: bounces, automatic answers, receipts."""

import re
from collections.abc import Iterable
from typing import Final

from app.intake.mail.headers import Head, parse_head, valued
from app.intake.mail.people import addresses_in, person_in
from app.intake.mail.structure import Part

_AUTOMATIC_SUBJECT: Final = re.compile(
    r"^\s*(?:auto(?:matic)?[ -]?repl|out of (?:the )?office|balasan otomatis|jawaban otomatis"
    r"|auto:|otomatis:|di luar kantor|sedang cuti)",
    re.IGNORECASE,
)
_FAILED_SUBJECT: Final = re.compile(
    r"undeliver|delivery (?:status|has failed|failure|incomplete|notification)|mail delivery failed"
    r"|returned mail|failure notice|gagal (?:ter)?kirim|tidak (?:ter|dapat di)kirim"
    r"|pengiriman (?:gagal|tidak)",
    re.IGNORECASE,
)
_BOUNCED: Final = (
    "Email ini pemberitahuan bahwa sebuah email tidak sampai{to}. Ini bukan surat dari pengadu."
)
_ANSWERED: Final = "Email ini balasan otomatis, misalnya karena penerimanya sedang tidak di tempat."
_OPENED: Final = "Email ini hanya tanda bahwa sebuah email sudah dibuka oleh penerimanya."
# A web form may say so of a citizen's complaint.
MADE_BY_SYSTEM: Final = "Email ini dikirim otomatis oleh sebuah sistem. Periksa siapa pengadunya."
_MOST_NAMED: Final = 3


def notice_of(top: Part) -> str:
    """Return a sentence where *top* was written by a program, else an empty text."""
    head = top.head
    report = top.parameters.get("report-type", "").lower() if top.kind == "multipart/report" else ""
    if report == "disposition-notification":
        return _OPENED
    if report == "delivery-status" or _is_bounce(head):
        return _BOUNCED.format(to=_failed(top))
    if _is_automatic_answer(head):
        return _ANSWERED
    is_made = valued(head.raw("auto-submitted")).word.startswith("auto-")
    return MADE_BY_SYSTEM if is_made else ""


def _is_bounce(head: Head) -> bool:
    if "x-failed-recipients" in head.fields:
        return True
    is_from_server = person_in(head.raw("from")).is_bouncer
    is_failure = _FAILED_SUBJECT.search(head.text("subject")) is not None
    if is_failure and (is_from_server or head.raw("return-path") == "<>"):
        return True
    return is_from_server and not _is_automatic_answer(head)


def _is_automatic_answer(head: Head) -> bool:
    if valued(head.raw("auto-submitted")).word == "auto-replied":
        return True
    if any(name in head.fields for name in _AUTOMATIC_HEADERS):
        return True
    if head.raw("precedence").lower() in ("auto_reply", "auto-reply", "autoreply"):
        return True
    return _AUTOMATIC_SUBJECT.search(head.text("subject")) is not None


_AUTOMATIC_HEADERS: Final = (
    "x-autoreply",
    "x-autorespond",
    "x-autoresponder",
    "x-auto-reply",
    "x-autoreply-from",
    "x-mail-autoreply",
    "x-vacation",
)


def _failed(top: Part) -> str:
    """Return " ke a@x, b@x": whom the mail did not reach, as far as it is told."""
    told = [*addresses_in(top.head.raw("x-failed-recipients")), *_recipients(top.leaves)]
    named = list(dict.fromkeys(told))[:_MOST_NAMED]
    return f" ke {', '.join(named)}" if named else ""


def _recipients(leaves: Iterable[Part]) -> Iterable[str]:
    for leaf in leaves:
        if leaf.kind == "message/delivery-status":
            yield from _told_in(leaf.content(16 * 1024))


def _told_in(content: bytes) -> Iterable[str]:
    # Groups of header lines, one for each recipient (RFC 3464).
    place = 0
    for _ in range(_MOST_NAMED + 1):
        head, place = parse_head(content, place, len(content))
        yield from addresses_in(head.raw("final-recipient").partition(";")[2])
