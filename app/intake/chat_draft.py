"""A chat as the draft of a complaint: what fills the form, the files, and what an officer notes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.entry.attachments import IncomingFile
from app.entry.field_checks import is_too_long
from app.entry.long_texts import cut
from app.ground.formatting import parse_moment
from app.ground.progress import UNWATCHED, Progress
from app.intake.chat_export import files_named
from app.intake.whatsapp import Chat, to_form
from app.rules.channels import Channel, fields_of

_FIELDS: Final = {field.name: field for field in fields_of(Channel.WHATSAPP)}
_WHOLE: Final = "percakapan.txt"
_ORDER: Final = {True: "hari", False: "bulan"}


@dataclass(frozen=True, slots=True)
class ChatDraft:
    """What the form is filled with.

    Attributes:
        values: text by field name; only what the chat tells.
        attachments: the files that come along.
        warnings: sentences, most important first.
    """

    values: dict[str, str]
    attachments: tuple[IncomingFile, ...]
    warnings: tuple[str, ...]


def draft_of(
    chat: Chat,
    now: datetime,
    chosen: Iterable[int] | None = None,
    progress: Progress = UNWATCHED,
) -> ChatDraft:
    """Return the draft for the chosen messages of *chat*.

    Args:
        chat: the chat.
        now: office time; what was sent later than this was sent by a wrong clock.
        chosen: places in ``chat.messages``; ``None`` takes all messages of the citizen. An
            officer who chose has also seen how the dates are read.
        progress: is told how many messages were taken.

    Raises:
        Stopped: nobody waits for it any more.
    """
    places = None if chosen is None else tuple(chosen)
    files: list[str] = []
    values, warnings = to_form(chat, places, files=files, progress=progress), []
    if places is None and not chat.is_order_certain:
        order = _ORDER[chat.is_day_first]
        warnings.append(f"Urutan hari dan bulan tidak pasti; dibaca {order} lebih dahulu.")
    sent_at = values.get("message_at", "")
    if sent_at and parse_moment(sent_at) > now:
        del values["message_at"]
        warnings.append(f"Waktu pesan, {sent_at}, belum terjadi; isi sendiri bila perlu.")
    sent = files_named(chat, files)
    whole = _shorten(values)
    if whole:
        warnings.append(f"Percakapan ini panjang. Selengkapnya ada di lampiran “{_WHOLE}”.")
    return ChatDraft(values, (*whole, *sent.files), (*warnings, *sent.warnings))


def _shorten(values: dict[str, str]) -> tuple[IncomingFile, ...]:
    """Cut what its field cannot hold; the whole text becomes a file."""
    for name in ("name", "sender_number"):
        if name in values:
            values[name] = cut(_FIELDS[name], values[name], "")
    text = values.get("description", "")
    if not is_too_long(_FIELDS["description"], text):
        return ()
    values["description"] = cut(_FIELDS["description"], text, _WHOLE)
    return (IncomingFile(_WHOLE, "text/plain", text.encode()),)
