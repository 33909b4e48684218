"""WhatsApp chats, pasted or exported, that become the draft of a complaint."""

import lzma
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Final

from app.ground import formatting
from app.ground.errors import UserError
from app.intake import chat_wordings
from app.intake.chat_lines import (
    DIRECTION_MARKS,
    Block,
    blocks,
    heading_of,
    is_day_first,
)
from app.intake.outside import TooLargeError, decode, read_capped, storable

_LARGEST_TEXT: Final = 20 * 1024 * 1024
_LARGEST_UNPACKED: Final = 4 * 1024 * 1024 * 1024
_MOST_MEMBERS: Final = 20_000
_ENCRYPTED: Final = 0x1
# Quotation marks are no part of a sender, but of "... mengubah subjek menjadi "a: b"".
_SENDER: Final = re.compile(r'(?P<sender>[^:"“”]{1,100}?):(?: (?P<text>.*))?')
_NUMBER: Final = re.compile(r"\+?[\d\s().\-\u2010-\u2015]{6,30}")
_WITHOUT_MARKS: Final = str.maketrans(
    {**dict.fromkeys(DIRECTION_MARKS, ""), "\u00a0": " ", "\u202f": " "}
)
_TITLE: Final = re.compile(
    r"(?:Chat WhatsApp dengan|WhatsApp Chat with|WhatsApp Chat -|Chat WhatsApp -) (?P<name>.+)",
    re.IGNORECASE,
)
_BROKEN_ZIP: Final = (
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    lzma.LZMAError,
    zipfile.BadZipFile,
    zlib.error,
)


class ChatRefused(UserError):
    """A text or a file that is no chat this program can read."""


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message: its text as shown, and as said without what WhatsApp wrote for a file."""

    at: datetime
    sender: str
    text: str
    is_media: bool
    said: str


@dataclass(frozen=True, slots=True)
class Chat:
    """What was pasted or exported.

    Attributes:
        messages: in the order of the file, without the lines of WhatsApp itself.
        is_order_certain: whether day and month could be told apart; if not, the day came first.
        loose_text: text in front of the first message; all of it when nothing looks like a chat.
        title: the person or group the exported file is named after.
    """

    messages: tuple[ChatMessage, ...]
    is_order_certain: bool
    loose_text: str = ""
    title: str = ""

    @property
    def citizen(self) -> str:
        """The sender who is most likely the citizen: named by the file, else the first to write."""
        senders = [message.sender for message in self.messages]
        return self.title if self.title in senders else next(iter(senders), "")


def parse_chat(
    text: str, *, today: date | None = None, day_first: bool | None = None, title: str = ""
) -> Chat:
    """Read the text of a chat; text that does not look like one becomes ``loose_text``.

    Args:
        text: what was pasted, or the content of an export.
        today: allows dates without a year, which some phones copy.
        day_first: the officer's word on the order of day and month, when it was not certain.
        title: the person or group the file is named after.

    Raises:
        ChatRefused: there is nothing in it that a person wrote.
    """
    unified = storable(text).replace("\r\n", "\n").replace("\r", "\n")
    lines = [(line, heading_of(line)) for line in unified.split("\n")]
    order, is_certain = is_day_first([found for _, found in lines if found], today)
    if day_first is not None:
        order, is_certain = day_first, True
    preface, *others = blocks(lines, order, today)
    messages = tuple(message for block in others if (message := _message(block)))
    loose_text = _clean("\n".join(preface.lines))
    if not messages and not loose_text:
        raise ChatRefused(
            "Tidak ada pesan dalam percakapan ini."
            if others
            else "Teks percakapan kosong. Salin dahulu pesannya dari WhatsApp."
        )
    return Chat(messages, is_certain, loose_text, title)


def read_export(path: Path, *, today: date | None = None, day_first: bool | None = None) -> Chat:
    """Read an exported chat, as .txt or as the .zip in which phones pack it.

    Raises:
        ChatRefused: the file is missing, unsafe, too large, damaged or no chat.
    """
    try:
        content = _packed_text(path) if path.suffix.lower() == ".zip" else _plain_text(path)
    except TooLargeError as error:
        raise ChatRefused("Percakapan ini terlalu besar. Salin pesan yang perlu saja.") from error
    except OSError as error:
        raise ChatRefused(
            "Berkas percakapan tidak dapat dibaca. Periksa apakah berkasnya masih ada."
        ) from error
    title = _TITLE.fullmatch(_clean(path.stem))
    chat = parse_chat(
        decode(content), today=today, day_first=day_first, title=title["name"] if title else ""
    )
    if not chat.messages:
        raise ChatRefused(
            "Berkas ini bukan percakapan WhatsApp. Pilih berkas dari menu Ekspor chat."
        )
    return chat


def to_form(chat: Chat, chosen: Sequence[int] | None = None) -> dict[str, str]:
    """Return what the form is filled with: text by field name, only what the chat tells.

    Args:
        chat: the chat.
        chosen: the messages the officer picked, by their place in ``chat.messages``; ``None``
            takes the loose text and all messages of the citizen.
    """
    if chosen is None:
        picked = [message for message in chat.messages if message.sender == chat.citizen]
        said = [chat.loose_text, *(message.said for message in picked)]
    else:
        picked = [chat.messages[place] for place in sorted(set(chosen))]
        said = [message.said for message in picked]
    values = {"description": "\n".join(text for text in said if text)}
    if picked:
        # Among picked messages of both sides the citizen is still the reporter.
        first = next((m for m in picked if m.sender == chat.citizen), picked[0])
        values["message_at"] = formatting.moment(first.at)
        is_number = _NUMBER.fullmatch(first.sender) is not None
        values["sender_number" if is_number else "name"] = first.sender
    return {name: text for name, text in values.items() if text}


def _message(block: Block) -> ChatMessage | None:
    """Return the message of *block*, or ``None`` when WhatsApp itself wrote it."""
    if block.heading is None or block.on is None:
        return None
    match = _SENDER.fullmatch(block.heading.rest)
    if match is None:
        return None
    lines = [match["text"] or "", *block.lines]
    if chat_wordings.notices().is_whole("\n".join(lines)):
        return None
    said, is_media = _said(lines)
    return ChatMessage(
        at=datetime.combine(block.on, block.heading.at),
        sender=_clean(match["sender"]).removeprefix("~").strip(),
        text=_clean("\n".join(lines)),
        is_media=is_media,
        said=said,
    )


def _said(lines: Sequence[str]) -> tuple[str, bool]:
    """Return what the person wrote, and whether a file came with it."""
    edited = [chat_wordings.notices().without_tail(line) for line in lines]
    media = chat_wordings.media()
    if media.is_whole("\n".join(edited)):
        return "", True
    kept = [media.without_tail(line) for line in edited if not media.is_line(line)]
    return _clean("\n".join(kept)), kept != edited


def _clean(text: str) -> str:
    return text.translate(_WITHOUT_MARKS).strip()


def _plain_text(path: Path) -> bytes:
    return read_capped(path, _LARGEST_TEXT)


def _packed_text(path: Path) -> bytes:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _refuse_unsafe(members)
            chat = _chat_member(members)
            # The size a member claims may be wrong; what is read is what counts.
            with archive.open(chat) as file:
                content = file.read(_LARGEST_TEXT + 1)
    except _BROKEN_ZIP as error:
        raise ChatRefused("Berkas zip ini rusak. Ekspor lagi percakapannya.") from error
    if len(content) > _LARGEST_TEXT:
        raise TooLargeError(chat.filename)
    return content


def _refuse_unsafe(members: Sequence[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > _MOST_MEMBERS or unpacked > _LARGEST_UNPACKED:
        raise ChatRefused("Isi berkas zip ini terlalu besar untuk sebuah percakapan.")
    if any(_is_unsafe(member.orig_filename) for member in members):
        raise ChatRefused("Berkas zip ini tidak aman, karena berisi nama berkas di luar foldernya.")


def _is_unsafe(name: str) -> bool:
    path = name.replace("\\", "/")
    is_absolute = path.startswith("/") or path[1:2] == ":"
    return is_absolute or ".." in path.split("/") or "\0" in path


def _chat_member(members: Sequence[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    """Return the text of the chat; other texts in the export were sent as files."""
    texts = [member for member in members if member.filename.lower().endswith(".txt")]
    if not texts:
        raise ChatRefused("Berkas zip ini tidak berisi percakapan WhatsApp.")
    chat = min(texts, key=lambda member: _rank(PurePosixPath(member.filename)))
    if chat.flag_bits & _ENCRYPTED:
        raise ChatRefused("Berkas zip ini bersandi. Ekspor lagi percakapannya tanpa sandi.")
    return chat


def _rank(path: PurePosixPath) -> tuple[bool, bool, int]:
    is_chat = path.name.lower() == "_chat.txt" or _TITLE.fullmatch(_clean(path.stem)) is not None
    return not is_chat, "chat" not in path.name.lower(), len(path.parts)
