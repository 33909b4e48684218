"""A mail as the draft of a complaint."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Final

from app.entry.attachments import LARGEST, IncomingFile
from app.entry.field_checks import is_too_long
from app.entry.long_texts import cut
from app.ground.formatting import moment, shortened
from app.intake.mail.dates import sent_moment
from app.intake.mail.forwarding import PassedOn, bare_subject, passed_on
from app.intake.mail.headers import Head
from app.intake.mail.letter import Letter
from app.intake.mail.people import Person, Sender, addresses_in, sender_of
from app.intake.mail.webform import form_lines
from app.rules.channels import Channel, fields_of

_FIELDS: Final = {field.name: field for field in fields_of(Channel.EMAIL)}
_OLDEST_YEAR: Final = 2000
_IS_CUT: Final = "{what} terlalu panjang untuk isiannya, jadi dipendekkan. {where}"
_KEPT: Final = "Email selengkapnya ada di lampiran “{name}”."
_NOT_KEPT: Final = "Simpan sendiri berkas emailnya, karena terlalu besar untuk menjadi lampiran."
_WORDS: Final = {
    "address": "Alamat",
    "from_address": "Alamat email",
    "description": "Isi email",
    "email_subject": "Perihal",
    "message_id": "Message-ID",
    "name": "Nama pengirim",
}


@dataclass(frozen=True, slots=True)
class MailDraft:
    """What the form is filled with, and what an officer should know of it.

    Attributes:
        values: text by field name; only what the mail tells.
        attachments: the files that come along.
        warnings: sentences, most important first.
        forwarded: mails passed on within this one, each as a draft of its own.
    """

    values: dict[str, str]
    attachments: tuple[IncomingFile, ...]
    warnings: tuple[str, ...] = ()
    forwarded: tuple["MailDraft", ...] = ()


def draft_of(letter: Letter, whole: IncomingFile, now: datetime) -> MailDraft:
    """Return the draft for *letter*.

    Who only passes a mail on is not the reporter: where nothing was written above it, the draft is
    that of the mail passed on, and else that mail is offered beside it.

    Args:
        letter: the mail.
        whole: the mail as it was received; kept where a field cannot hold all of it.
        now: office time, best aware of its zone; what was sent later was sent by a wrong clock.
    """
    own = _draft(letter, whole, now)
    within = passed_on(letter.text, letter.head.text("subject"))
    passed = (*_attached(letter, whole, now), *_inline(letter, within, whole, now))
    above = within.above if within else letter.text
    if not passed or above.strip() or letter.is_automatic:
        return replace(own, forwarded=passed, warnings=(*_offered(passed), *own.warnings))
    told = f"Email ini diteruskan oleh {sender_of(letter.head).reporter.words}."
    first, *others = passed
    return replace(first, warnings=(told, *first.warnings), forwarded=tuple(others))


def _offered(passed: tuple[MailDraft, ...]) -> tuple[str, ...]:
    """Return a sentence that names who wrote the mails passed on, if there are any."""
    people = (Person(d.values.get("name", ""), d.values.get("from_address", "")) for d in passed)
    named = ", ".join(dict.fromkeys(person.words for person in people if person))
    return (f"Email ini meneruskan email dari {named}.",) if named else ()


def _attached(letter: Letter, whole: IncomingFile, now: datetime) -> Iterator[MailDraft]:
    if letter.is_automatic:
        return
    for inner in letter.inner:
        yield _with_whole(draft_of(inner, whole, now), whole)


def _inline(
    letter: Letter, within: PassedOn | None, whole: IncomingFile, now: datetime
) -> Iterator[MailDraft]:
    if within is None or _is_offices(within.author, letter.head):
        return
    head = _head_of(within, letter.head)
    yield _with_whole(_draft(replace(letter, head=head, text=within.text), whole, now), whole)


def _is_offices(author: Person, head: Head) -> bool:
    """Say whether what stands below is the office's own letter, quoted by who answers it."""
    own = {address.casefold() for address in addresses_in(head.raw("to"))}
    return author.address.casefold() in own


def _head_of(within: PassedOn, outer: Head) -> Head:
    """Return a head for a mail that stands in the text of another; it has the other's id."""
    author = within.author
    told = {
        "from": author.words if author.address else author.name,
        "subject": within.subject or outer.text("subject"),
        "date": within.sent,
    }
    fields = {name: (text.encode(),) for name, text in told.items() if text}
    return Head(fields | {"message-id": outer.fields.get("message-id", ())})


def _with_whole(draft: MailDraft, whole: IncomingFile) -> MailDraft:
    names = {file.name for file in draft.attachments}
    if whole.name in names or len(whole.content) > LARGEST:
        return draft
    return replace(draft, attachments=(*draft.attachments, whole))


def _draft(letter: Letter, whole: IncomingFile, now: datetime) -> MailDraft:
    sender = sender_of(letter.head)
    sent, doubt = _sent(letter.head, now)
    subject = letter.head.text("subject")
    values = {
        "from_address": sender.reporter.address,
        "name": sender.reporter.name,
        "email_subject": subject,
        "sent_at": sent,
        "message_id": letter.head.text("message-id"),
        "subject": cut(_FIELDS["subject"], bare_subject(subject), ""),
        "description": letter.text,
    }
    values = {name: text for name, text in values.items() if text}
    is_form = sender.is_machine and not letter.is_automatic
    told = form_lines(letter.text) if is_form else {}
    # Whom to answer Reply-To knows better; where there is none, the form asked for it.
    values = told | values if sender.via else values | told
    draft = MailDraft(
        values,
        letter.files,
        tuple(
            filter(
                None, (*letter.warnings, _way(sender, told) if is_form or sender.via else "", doubt)
            )
        ),
    )
    return _fitted(_with_whole(draft, whole) if letter.is_cut else draft, whole)


def _way(sender: Sender, told: dict[str, str]) -> str:
    """Return a sentence where somebody else than the reporter has sent the mail."""
    if sender.via:
        return f"Dikirim lewat {sender.via.words}; pengadu diambil dari Reply-To."
    if "name" in told or "from_address" in told:
        return f"Dikirim oleh {sender.reporter.words}; pengadu diambil dari isian formulirnya."
    return f"Pengirimnya, {sender.reporter.words}, tampaknya sebuah sistem. Isi sendiri pengadunya."


def _fitted(draft: MailDraft, whole: IncomingFile) -> MailDraft:
    """Shorten what its field cannot hold; then the whole mail is kept beside it."""
    long = [name for name, text in draft.values.items() if is_too_long(_FIELDS[name], text)]
    if not long:
        return draft
    is_kept = len(whole.content) <= LARGEST
    if is_kept:
        draft = _with_whole(draft, whole)
    where = _KEPT.format(name=whole.name) if is_kept else _NOT_KEPT
    said = (_IS_CUT.format(what=_WORDS.get(name, "Isian"), where=where) for name in long)
    shorter = {name: _cut(name, draft.values[name], whole.name if is_kept else "") for name in long}
    return replace(draft, values=draft.values | shorter, warnings=(*draft.warnings, *said))


def _cut(name: str, text: str, kept_as: str) -> str:
    if name == "message_id":
        # An id stays comparable only when it is cut at the same place each time.
        return text[: _FIELDS[name].maximum]
    return cut(_FIELDS[name], text, kept_as)


def _sent(head: Head, now: datetime) -> tuple[str, str]:
    """Return the time of sending and a sentence where it is missing or comes from elsewhere."""
    told = head.text("date")
    zone, now = now.tzinfo, now.replace(tzinfo=None)
    try:
        sent = sent_moment(told, zone)
    except ValueError:
        doubt = f"Waktu kirim email tidak terbaca (“{shortened(told, 60)}”)" if told else ""
    else:
        if sent.year >= _OLDEST_YEAR and sent <= now:
            return moment(sent), ""
        is_late = sent > now
        doubt = (
            f"Waktu kirim email, {moment(sent)}, {'belum terjadi' if is_late else 'terlalu lama'}"
        )
    received = _received(head, now, zone)
    if received is not None:
        return moment(received), f"{doubt}; dipakai waktu terima di server." if doubt else ""
    return "", f"{doubt}; isi sendiri bila perlu." if doubt else ""


def _received(head: Head, now: datetime, zone: tzinfo | None) -> datetime | None:
    """Return when the first server received the mail, as the servers noted on it."""
    for note in reversed(head.all("received")):
        try:
            received = sent_moment(note.rpartition(";")[2], zone)
        except ValueError:
            continue
        if received.year >= _OLDEST_YEAR and received <= now:
            return received
    return None
