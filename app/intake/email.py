"""E-mails saved as .eml that become the draft of a complaint."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path
from typing import Final

from app.entry.attachments import IncomingFile
from app.ground import formatting
from app.ground.clock import OFFICE_ZONE
from app.ground.errors import UserError
from app.ground.names import free_name, own_name
from app.intake.markup import text_of
from app.intake.outside import TooLargeError, decode, read_capped, storable

_LARGEST: Final = 60 * 1024 * 1024
_MOST_PARTS: Final = 200
_ENDINGS: Final = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}
# What the standard library lets through when a header or part is not what it should be.
_MALFORMED: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MessageError,
    RecursionError,
    TypeError,
    ValueError,
)
_TOO_LARGE: Final = "Email ini terlalu besar untuk dibaca. Simpan lampirannya satu per satu."
_NO_MAIL: Final = "Berkas ini bukan email. Simpan emailnya sebagai berkas .eml, lalu coba lagi."


class MailRefused(UserError):
    """A file that is no e-mail this program can read."""


@dataclass(frozen=True, slots=True)
class MailDraft:
    """What the form is filled with, by field name, and the files that came along."""

    values: dict[str, str]
    attachments: tuple[IncomingFile, ...]


def read_message(source: Path | bytes) -> MailDraft:
    """Read an e-mail from a file or from its bytes.

    What is damaged is left out or kept as it can be read; only what the mail tells is in the
    values.

    Raises:
        MailRefused: the file is missing, too large or no e-mail.
    """
    message = _parsed(_content(source))
    values = {**_sender(message), **_origin(message)}
    if not values:
        raise MailRefused(_NO_MAIL)
    parts = _parts(message)
    values["description"] = _body(parts)
    return MailDraft(
        {name: text for name, text in values.items() if text},
        _attachments([part for part in parts if not _is_body(part)]),
    )


def _content(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        content = source
        if len(content) > _LARGEST:
            raise MailRefused(_TOO_LARGE)
        return content
    try:
        return read_capped(source, _LARGEST)
    except TooLargeError as error:
        raise MailRefused(_TOO_LARGE) from error
    except OSError as error:
        raise MailRefused(
            "Berkas email tidak dapat dibaca. Periksa apakah berkasnya masih ada."
        ) from error


def _parsed(content: bytes) -> EmailMessage:
    try:
        return message_from_bytes(content, policy=policy.default)
    except _MALFORMED as error:
        raise MailRefused(_NO_MAIL) from error


def _sender(message: EmailMessage) -> dict[str, str]:
    try:
        first = message["from"].addresses[0]
        name, address = str(first.display_name), str(first.addr_spec)
    except _MALFORMED:
        name, address = parseaddr(_header(message, "from"))
    is_address_only = not name or name.casefold() == address.casefold()
    values = {"from_address": _line(address), "name": "" if is_address_only else _line(name)}
    return {field: text for field, text in values.items() if text.strip("<> ")}


def _origin(message: EmailMessage) -> dict[str, str]:
    values = {
        "email_subject": _header(message, "subject"),
        "sent_at": _sent_at(message),
        "message_id": _header(message, "message-id"),
    }
    return {field: text for field, text in values.items() if text}


def _header(message: EmailMessage, name: str) -> str:
    """Return a header on one line; one the library cannot read is taken as it was sent."""
    try:
        return _line(str(message[name] or ""))
    except _MALFORMED:
        return _raw_header(message, name)


def _raw_header(message: EmailMessage, name: str) -> str:
    raw = next((str(text) for key, text in message.raw_items() if key.lower() == name), "")
    try:
        return _line(str(make_header(decode_header(raw))))
    except _MALFORMED:
        return _line(raw)


def _line(text: str) -> str:
    # Bytes that are no ASCII reach a header as surrogates.
    if any("\udc80" <= char <= "\udcff" for char in text):
        text = decode(text.encode("utf-8", errors="surrogateescape"))
    return " ".join(storable(text).split())


def _sent_at(message: EmailMessage) -> str:
    """Return the time of sending as office time; one without a zone is in UTC (RFC 5322, -0000)."""
    try:
        sent: datetime = parsedate_to_datetime(_header(message, "date"))
        aware = sent if sent.tzinfo else sent.replace(tzinfo=UTC)
        return formatting.moment(aware.astimezone(OFFICE_ZONE))
    except _MALFORMED:
        return ""


def _parts(message: EmailMessage) -> list[EmailMessage]:
    try:
        parts = list(_leaves(message))
    except RecursionError as error:
        raise MailRefused(_NO_MAIL) from error
    if len(parts) > _MOST_PARTS:
        raise MailRefused(_TOO_LARGE)
    return parts


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the parts that hold content; a forwarded mail is one part, not opened."""
    if message.get_content_maintype() != "multipart":
        yield message
    elif message.is_multipart():
        for part in message.get_payload():
            if isinstance(part, EmailMessage):
                yield from _leaves(part)
    else:
        # Says it has parts and has none: what stands there is still what was written.
        yield message


def _is_body(part: EmailMessage) -> bool:
    if part.get_content_maintype() == "multipart":
        return True
    is_text = part.get_content_type() in ("text/plain", "text/html")
    return is_text and _disposition(part) != "attachment" and not _file_name(part)


def _disposition(part: EmailMessage) -> str:
    try:
        return part.get_content_disposition() or ""
    except _MALFORMED:
        return "attachment"


def _file_name(part: EmailMessage) -> str:
    try:
        return part.get_filename() or ""
    except _MALFORMED:
        return ""


def _body(parts: Sequence[EmailMessage]) -> str:
    bodies = [part for part in parts if _is_body(part)]
    pages = [part for part in bodies if part.get_content_type() == "text/html"]
    plain = "\n\n".join(_text(part).strip() for part in bodies if part not in pages).strip()
    return plain or "\n\n".join(text_of(_text(part)) for part in pages).strip()


def _text(part: EmailMessage) -> str:
    content = _bytes(part)
    try:
        text = storable(content.decode(part.get_content_charset("utf-8")))
    except _MALFORMED:
        text = decode(content)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _bytes(part: EmailMessage) -> bytes:
    """Return the decoded content of *part*, as much of it as can be decoded."""
    if part.get_content_maintype() == "message" and part.is_multipart():
        return _forwarded(part)
    try:
        content = part.get_payload(decode=True)
    except _MALFORMED:
        content = None
    return content if isinstance(content, bytes) else b""


def _forwarded(part: EmailMessage) -> bytes:
    try:
        # The older policy writes headers as they came, also broken ones.
        inner = [each for each in part.get_payload() if isinstance(each, Message)]
        return b"".join(each.as_bytes(policy=policy.compat32) for each in inner)
    except _MALFORMED:
        return b""


def _attachments(parts: Sequence[EmailMessage]) -> tuple[IncomingFile, ...]:
    files: list[IncomingFile] = []
    taken: set[str] = set()
    for number, part in enumerate(parts, start=1):
        media_type = part.get_content_type()
        is_mail = media_type == "message/rfc822"
        ending = ".eml" if is_mail else _ENDINGS.get(media_type, "")
        name = free_name(own_name(_file_name(part), f"lampiran-{number}{ending}"), taken)
        taken.add(name.casefold())
        files.append(IncomingFile(name, media_type, _bytes(part)))
    return tuple(files)
