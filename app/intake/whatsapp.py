"""WhatsApp chats, pasted or exported, that become the draft of a complaint."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

from app.ground import formatting
from app.ground.errors import UserError
from app.ground.progress import UNWATCHED, Progress
from app.intake.chat_messages import ChatMessage, ChatMessages, shown_name
from app.intake.chat_starts import NoChatError, read_lines
from app.intake.chat_wordings import without_marks
from app.intake.text_blocks import clean_text, parts_of

__all__ = ["Chat", "ChatMessage", "ChatMessages", "ChatRefused", "chat_of", "parse_chat", "to_form"]

_LARGEST_PASTED: Final = 20 * 1024 * 1024
NO_CHAT: Final = "Berkas ini bukan percakapan WhatsApp. Pilih berkas dari menu Ekspor chat."
_NUMBER: Final = re.compile(r"\+?[\d\s().\-\u2010-\u2015]{6,30}")
# Whoever answers for the office writes under such a name; in its own export also as "Anda".
_OFFICE: Final = re.compile(r"dukcapil|capil\b|kependudukan|^(?:anda|you)$", re.IGNORECASE)
_LETTERS: Final = re.compile(r"[\W_]+")


class ChatRefused(UserError):
    """A text or a file that is no chat this program can read."""


@dataclass(frozen=True)
class Chat:
    """What was pasted or exported.

    Attributes:
        messages: in the order of the file, without the lines of WhatsApp itself.
        is_order_certain: whether day and month could be told apart; if not, the day came first.
        loose_text: text in front of the first message; all of it when nothing looks like a chat.
        title: the person or group the exported file is named after.
        can_be_turned: whether all dates could be read with day and month the other way round.
        is_day_first: how the dates are read.
        source: the .zip in which the files of the messages are.
    """

    messages: ChatMessages
    is_order_certain: bool
    loose_text: str = ""
    title: str = ""
    can_be_turned: bool = False
    is_day_first: bool = True
    source: Path | None = None

    @cached_property
    def citizen(self) -> str:
        """The sender who is most likely the citizen.

        Named by the file, else the first to write who is not the office, else the first.
        """
        senders = tuple(dict.fromkeys(self.messages.senders))
        wanted = _letters(self.title)
        others = [sender for sender in senders if not _OFFICE.search(sender)]
        # In an export of the citizen the file is named after the office.
        named = [sender for sender in others if wanted and _letters(sender) == wanted]
        return next(iter([*named, *others, *senders]), "")

    def turned(self) -> "Chat":
        """Return the chat with day and month read the other way round."""
        is_day_first = not self.is_day_first
        messages = self.messages.turned(is_day_first=is_day_first)
        return replace(self, messages=messages, is_day_first=is_day_first)

    def chosen(self, places: Iterable[int] | None) -> Iterator[ChatMessage]:
        """Yield the messages at *places*, in order; ``None`` takes all of the citizen."""
        if places is None:
            senders = enumerate(self.messages.senders)
            places = [place for place, sender in senders if sender == self.citizen]
        return (self.messages[place] for place in sorted(set(places)))


def parse_chat(
    text: str,
    *,
    today: date | None = None,
    day_first: bool | None = None,
    title: str = "",
    progress: Progress = UNWATCHED,
) -> Chat:
    """Read the text of a chat; text that does not look like one becomes ``loose_text``.

    Args:
        text: what was pasted, or the content of an export.
        today: allows dates without a year, which some phones copy.
        day_first: the officer's word on the order of day and month, when it was not certain.
        title: the person or group the file is named after.
        progress: asked with each part whether somebody still waits.

    Raises:
        ChatRefused: there is nothing in it that a person wrote, or far too much.
        Stopped: nobody waits for it any more.
    """
    if len(text) > _LARGEST_PASTED:
        raise ChatRefused("Teks ini terlalu panjang. Salin pesan yang perlu saja.")
    blocks = parts_of(clean_text(text))
    return chat_of(blocks, today=today, day_first=day_first, title=title, progress=progress)


def chat_of(
    blocks: Iterable[str],
    *,
    today: date | None = None,
    day_first: bool | None = None,
    title: str = "",
    progress: Progress = UNWATCHED,
) -> Chat:
    """Read the text of a chat, block after block; the rest is as in ``parse_chat``.

    Raises:
        Stopped: nobody waits for it any more, as *progress* says.
    """
    try:
        found = read_lines(blocks, today, day_first, progress)
    except NoChatError as error:
        raise ChatRefused(NO_CHAT) from error
    first = found.starts[0][0] if found.starts else len(found.lines)
    loose = (found.lines[number] for number in range(first) if number not in found.skipped)
    loose_text = without_marks("\n".join(loose))
    if not found.starts and not loose_text:
        raise ChatRefused(
            "Tidak ada pesan dalam percakapan ini."
            if found.skipped
            else "Tidak ada tulisan di dalamnya. Salin dahulu pesannya dari WhatsApp."
        )
    return Chat(
        ChatMessages(found, today),
        found.is_order_certain,
        loose_text,
        title,
        found.can_be_turned,
        found.is_day_first,
    )


def to_form(
    chat: Chat,
    chosen: Iterable[int] | None = None,
    *,
    files: list[str] | None = None,
    progress: Progress = UNWATCHED,
) -> dict[str, str]:
    """Return what the form is filled with: text by field name, only what the chat tells.

    Args:
        chat: the chat.
        chosen: the messages the officer picked, by their place in ``chat.messages``; ``None``
            takes all messages of the citizen. Text in front of the messages comes along.
        files: is told the names of their files; making each message a second time takes as long.
        progress: is told how many of the messages were taken.

    Raises:
        Stopped: nobody waits for it any more.
    """
    said = [chat.loose_text]
    first: ChatMessage | None = None
    # One after the other: all that a citizen ever wrote is much to hold.
    for done, message in enumerate(chat.chosen(chosen)):
        progress.tell(done)
        said.append(message.said)
        if files is not None:
            files.extend(message.files)
        # Among picked messages of both sides the citizen is still the reporter.
        is_reporter = message.sender == chat.citizen
        if first is None or (is_reporter and first.sender != chat.citizen):
            first = message
    values = {"description": "\n".join(text for text in said if text)}
    if first is not None:
        values["message_at"] = formatting.moment(first.at)
        is_number = _NUMBER.fullmatch(first.sender) is not None
        values["sender_number" if is_number else "name"] = first.sender
    return {name: text for name, text in values.items() if text}


def _letters(name: str) -> str:
    """Return *name* as file systems may have kept it: they take no "/", ":" and "?"."""
    return _LETTERS.sub("", shown_name(name)).casefold()
