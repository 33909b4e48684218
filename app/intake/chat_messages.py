"""The messages of a chat, made from its lines when they are asked for."""

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Final, overload

from app.ground.overriding import override
from app.intake.chat_lines import heading_of, readings, time_of
from app.intake.chat_starts import ChatLines
from app.intake.chat_wordings import media, notices, without_marks

# Lines that are searched in some ten milliseconds.
_AT_ONCE: Final = 20_000


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message.

    Attributes:
        at: when, in the time of the phone.
        sender: the name or number, without the "~" of those who are no contact.
        text: as shown by WhatsApp.
        said: what the person wrote, without what WhatsApp wrote for a file.
        is_media: whether a file came with it.
        files: the names of its files, where the chat says them.
    """

    at: datetime
    sender: str
    text: str
    said: str
    is_media: bool = False
    files: tuple[str, ...] = ()


class ChatMessages(Sequence[ChatMessage]):
    """All messages of persons; a long chat has many, and few are ever looked at."""

    def __init__(self, lines: ChatLines, today: date | None) -> None:
        self._chat = lines
        self._today = today

    @override
    def __len__(self) -> int:
        return len(self._chat.starts)

    @overload
    def __getitem__(self, place: int) -> ChatMessage: ...
    @overload
    def __getitem__(self, place: slice) -> list[ChatMessage]: ...

    @override
    def __getitem__(self, place: int | slice) -> ChatMessage | list[ChatMessage]:
        if isinstance(place, slice):
            return [self[n] for n in range(*place.indices(len(self)))]
        number, sender = self._chat.starts[place]
        lines = self._lines_of(place)
        said, names = _said(lines)
        return ChatMessage(
            at=self._at(self._chat.lines[number]),
            sender=shown_name(sender),
            text=without_marks("\n".join(lines)),
            said=said,
            is_media=names is not None,
            files=tuple(name for name in names or () if name),
        )

    @cached_property
    def senders(self) -> Sequence[str]:
        """The sender of each message."""
        written = [sender for _, sender in self._chat.starts]
        names = {sender: shown_name(sender) for sender in set(written)}
        return [names[sender] for sender in written]

    def containing(self, words: str) -> list[int]:
        """Return the places of the messages in which *words* stand, in any capitals.

        The date and the sender are searched as they are written.
        """
        return [place for found in self.looking_for(words) for place in found]

    def looking_for(self, words: str) -> Iterator[list[int]]:
        """Yield the same part by part, so that a window can do something else in between."""
        wanted = words.casefold()
        lines, skipped, ends = self._chat.lines, self._chat.skipped, self._chat.ends
        last = -1
        for begin in range(0, len(lines), _AT_ONCE):
            part = range(begin, min(begin + _AT_ONCE, len(lines)))
            found: list[int] = []
            for number in [n for n in part if wanted in lines[n].casefold()]:
                place = bisect(self._first_lines, number) - 1
                is_in_it = place > last and number < ends[place]
                if is_in_it and number not in skipped:
                    found.append(place)
                    last = place
            yield found

    @cached_property
    def _first_lines(self) -> list[int]:
        return [number for number, _ in self._chat.starts]

    def turned(self, *, is_day_first: bool) -> "ChatMessages":
        """Return the same messages with their dates read in this order."""
        return ChatMessages(replace(self._chat, is_day_first=is_day_first), self._today)

    def _lines_of(self, place: int) -> list[str]:
        number, _ = self._chat.starts[place]
        lines, skipped = self._chat.lines, self._chat.skipped
        first = lines[number][heading_of(lines[number]).end() :]
        below = range(number + 1, self._chat.ends[place])
        return [first, *(lines[n] for n in below if n not in skipped)]

    def _at(self, line: str) -> datetime:
        heading = heading_of(line)
        read = readings(heading["day"], self._today)
        day = read.day_first if self._chat.is_day_first else read.month_first
        if day is None:
            raise ValueError(line)
        return datetime.combine(day, time_of(heading["time"]))


@lru_cache(maxsize=4096)
def shown_name(sender: str) -> str:
    """Return a sender as people know them."""
    return without_marks(sender).removeprefix("~").strip()


def _said(lines: Iterable[str]) -> tuple[str, list[str] | None]:
    """Return what the person wrote, and the names of the files; ``None`` without any."""
    kept = []
    names: list[str] | None = None
    whole = notices().without_tail("\n".join(lines).rstrip())
    if media().is_whole(whole):
        return "", [""]
    for line in whole.split("\n"):
        found = media().at_end(line)
        if found is None:
            kept.append(line)
            continue
        before, name = _caption(found.before, found.name)
        names = [*(names or []), name]
        if before:
            kept.append(before)
    return without_marks("\n".join(kept)), names


def _caption(before: str, name: str) -> tuple[str, str]:
    """Return what was written to the file; "surat.pdf • 2 halaman" only says its name."""
    words = without_marks(before)
    first, dot, pages = words.partition(" • ")
    is_about_file = dot and "." in first and pages[:1].isdigit()
    return ("", name or first) if is_about_file else (words, name)
