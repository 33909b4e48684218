"""The answer as a mail that is ready to be sent: opened by the mail program, read, sent."""

import base64
import re
from email.header import Header
from pathlib import Path
from typing import Final

from app.book.settings import Settings
from app.ground.files import replacing
from app.ground.formatting import long_date, moment
from app.ground.neutral import neutral
from app.reading.complaint.values import ComplaintDetail
from app.rules.papers import Paper
from exports.complaint_text import greeting, named_on, own_value, reply_address

_MESSAGE_ID: Final = re.compile(r"<[^<>\s]+@[^<>\s]+>")
_ANSWERED: Final = re.compile(r"^\s*(?:re|bls|balasan)\s*:", re.IGNORECASE)


def write_reply_mail(detail: ComplaintDetail, settings: Settings, path: Path) -> None:
    """Write the answer as a mail not yet sent (.eml), the citizen's own mail quoted below.

    The sender is left to the mail program.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    with replacing(path) as scratch:
        scratch.write_bytes(reply_mail(detail, settings))


def reply_mail(detail: ComplaintDetail, settings: Settings) -> bytes:
    """Return the mail as bytes, its lines ended as mails end them."""
    told = detail.extra.get("message_id", "")
    answered = told if _MESSAGE_ID.fullmatch(told) and told.isascii() else ""
    headers = {
        # Outlook opens such a mail to be edited and sent.
        "X-Unsent": "1",
        "To": _person(named_on(Paper.REPLY_MAIL, detail), reply_address(detail)),
        "Subject": _encoded(_subject(detail)),
        "In-Reply-To": answered,
        "References": answered,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "base64",
    }
    head = "".join(f"{name}: {value}\n" for name, value in headers.items() if value)
    body = neutral(reply_text(detail, settings)).replace("\n", "\r\n")
    content = base64.encodebytes(body.encode()).decode("ascii")
    return f"{head}\n{content}".replace("\n", "\r\n").encode()


def reply_text(detail: ComplaintDetail, settings: Settings) -> str:
    """Return the words of the mail: the answer, who gives it, and what was written."""
    office = settings.office
    signed = f"{settings.manager.position.strip() or 'Petugas pengaduan'}\n{office.short_name}"
    return "\n\n".join(
        (
            greeting(named_on(Paper.REPLY_MAIL, detail)),
            f"Terima kasih atas pengaduan Anda, yang kami terima pada "
            f"{long_date(detail.received_at)} dengan nomor {detail.number}.",
            detail.answer.strip(),
            "Bila masih ada yang kurang jelas, cukup balas email ini.",
            signed,
            _quoted(detail),
        )
    )


def _quoted(detail: ComplaintDetail) -> str:
    sent = own_value(detail, "sent_at") or moment(detail.received_at)
    lines = detail.description.split("\n")
    said = f"Pada {sent}, {named_on(Paper.REPLY_MAIL, detail) or 'Anda'} menulis:"
    return "\n".join([said, *(f"> {line}".rstrip() for line in lines)])


def _subject(detail: ComplaintDetail) -> str:
    subject = detail.extra.get("email_subject", "") or detail.subject
    subject = subject or f"Pengaduan {detail.number}"
    return subject if _ANSWERED.match(subject) else f"Re: {subject}"


def _person(name: str, address: str) -> str:
    name = _one_line(name).replace("\\", " ").replace('"', "'")
    address = _one_line(address).strip("<>")
    if not name:
        return address
    return f'"{name}" <{address}>' if name.isascii() else f"{_encoded(name)} <{address}>"


def _encoded(text: str) -> str:
    text = _one_line(text)
    return text if text.isascii() else Header(text, "utf-8").encode()


def _one_line(text: str) -> str:
    return neutral(" ".join(text.split()))
