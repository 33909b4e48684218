"""Which lines of a text begin messages, which are WhatsApp's own, and which only look like that.

A citizen may write a chronology: lines that begin with a date, some with a colon further on. They
stay part of the message. What speaks against a line is only asked of senders not known yet: it
goes back in time, has another shape than the headings before it, or its sender is half a sentence.
"""

import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from app.ground.progress import Progress
from app.intake.chat_lines import (
    STARTERS,
    Readings,
    heading_in,
    heading_of,
    is_bracketed,
    is_day_first,
    like,
    readings,
    shape,
    time_of,
)
from app.intake.chat_notices import Start, without_notices
from app.intake.chat_wordings import IPHONE_MARK, notices, plain

# Names go on in capitals after a comma: "Warga, S.Pd."; sentences in small letters, but so do some
# contacts: "ani, istri budi". Nobody is called what introduces the words of somebody else.
_SENTENCE: Final = re.compile(r"[,;?!] ?[a-z]+ |[,;] [a-z]+$")
_SAYING: Final = re.compile(r"\b(?:(?:ber|di)?kata|katanya|bilang(?:nya)?|(?:men)?jawab(?:nya)?)$")
_MOST_WORDS: Final = 9
_NUMBER: Final = re.compile(r"[^\w@]*(?:\d[^\w@]*){6,20}", re.ASCII)
# A chat has few lines that are not simply the next message of somebody known; a log has only such.
_MOST_ODD: Final = 50_000
# Clocks of two phones, and messages that came late, stand a little out of order.
_LATE: Final = timedelta(minutes=2)
_NEXT_DAY: Final = timedelta(days=1)


class NoChatError(ValueError):
    """The lines begin with dates, but are no chat."""


@dataclass(frozen=True, slots=True)
class ChatLines:
    """The lines of a chat and where its messages begin.

    Attributes:
        lines: all lines.
        starts: the messages of persons.
        ends: for each of them the number of the first line that is no longer part of it.
        skipped: the numbers of the lines that WhatsApp itself wrote.
        is_day_first: how dates are read.
        is_order_certain: whether day and month could be told apart.
        can_be_turned: whether every date could also be read the other way.
    """

    lines: Sequence[str]
    starts: Sequence[Start]
    ends: Sequence[int]
    skipped: frozenset[int]
    is_day_first: bool
    is_order_certain: bool
    can_be_turned: bool


class _LineReader:
    """Takes the lines of a chat in their order and decides what each of them is."""

    def __init__(self, today: date | None) -> None:
        self._today = today
        self._lines: list[str] = []
        self._starts: list[Start] = []
        self._notices: list[int] = []
        self._form: re.Pattern[str] | None = None
        self._doubtful: set[int] = set()
        self._shape = ""
        # Each sender as first written, so that not every message holds a copy.
        self._known: dict[str, str] = {}
        self._firsts: list[int] = []
        self._days: dict[str, Readings] = {}
        self._suspects: defaultdict[str, list[int]] = defaultdict(list)
        self._odd = 0
        self._is_dated = False
        self._begins_dated: bool | None = None

    def take(self, text: str) -> None:
        """Take the next lines."""
        lines = text.split("\n")
        first = len(self._lines)
        self._lines += lines
        done = self._find_form(lines, first) if self._form is None else 0
        if self._form is None:
            return
        rest = text[sum(len(line) + 1 for line in lines[:done]) :] if done else text
        found = self._form.findall(f"\n{rest}") if done < len(lines) else []
        numbers: Sequence[int] = range(first + done, first + len(lines))
        if len(found) < len(numbers):
            numbers = [n for n in numbers if self._lines[n][:1] in STARTERS]
        self._take_alike(numbers, found)

    def _find_form(self, lines: Sequence[str], first: int) -> int:
        """Look at line after line for the first message; return how many were looked at."""
        for place, line in enumerate(lines):
            if line[:1] in STARTERS:
                self._consider(first + place, heading_in(line))
            if self._form is not None:
                return place + 1
        return len(lines)

    def _take_alike(self, numbers: Sequence[int], found: Sequence[tuple[str, str, str]]) -> None:
        """Decide on lines of which most are the next message of somebody known."""
        starts, known, days = self._starts, self._known, self._days
        odd = notices().beginnings
        for number, (day, sender, text) in zip(numbers, found, strict=True):
            name = known.get(sender)
            if name is not None and (day in days or self._is_day(day)):
                starts.append((number, name))
                if text in odd:
                    self._doubtful.add(number)
            else:
                self._consider(number, heading_in(self._lines[number]))

    def _is_day(self, written: str) -> bool:
        """Return whether there is such a day, seen for the first time."""
        self._note_odd()
        read = readings(written, self._today)
        if any(read):
            self._days[written] = read
        return any(read)

    def _note_odd(self) -> None:
        self._odd += 1
        if self._odd > _MOST_ODD:
            raise NoChatError

    def finish(self, day_first: bool | None) -> ChatLines:
        """Return what was found, now that the whole chat is known."""
        order, is_certain = is_day_first(tuple(self._days.values()), self._today)
        can_be_turned = all(all(day) for day in self._days.values())
        if day_first is not None:
            order, is_certain = day_first, True
        self._drop_impossible(order)
        self._trust_repeated()
        self._drop_out_of_order()
        starts, ends, skipped = without_notices(
            self._lines, self._starts, self._notices, self._doubtful
        )
        return ChatLines(self._lines, starts, ends, skipped, order, is_certain, can_be_turned)

    def _consider(self, number: int, heading: re.Match[str] | None) -> None:
        """Decide on a line that is not simply the next message of somebody known."""
        if heading is None or not any(readings(heading["day"], self._today)):
            return
        sender = heading["sender"]
        if sender not in self._known:
            self._note_odd()
        if sender in self._known or (sender and self._is_number(sender)):
            self._start(number, heading)
        elif self._is_notice(heading):
            self._notices.append(number)
        elif sender is None:
            self._is_dated = True
        elif self._is_credible(heading):
            self._start(number, heading)
        else:
            self._suspects[sender].append(number)

    def _start(self, number: int, heading: re.Match[str]) -> None:
        if not self._starts:
            self._form, self._shape = like(heading), shape(heading)
        sender = heading["sender"]
        if sender not in self._known:
            self._firsts.append(number)
        self._days[heading["day"]] = readings(heading["day"], self._today)
        text = heading.string[heading.end() :]
        if not {text[:1], text[:3].casefold()}.isdisjoint(notices().beginnings):
            self._doubtful.add(number)
        self._starts.append((number, self._known.setdefault(sender, sender)))

    def _is_number(self, sender: str) -> bool:
        return _NUMBER.fullmatch(sender) is not None or plain(sender).startswith("~")

    def _is_notice(self, heading: re.Match[str]) -> bool:
        words = _behind_date(heading)
        # Nobody can type the mark. "... mengubah subjek menjadi "a: b"" looks as if it had a
        # sender.
        sender = heading["sender"]
        is_quoting = sender is not None and is_bracketed(heading) and '"' in plain(sender)
        if words.startswith(IPHONE_MARK) and (sender is None or is_quoting):
            return True
        return notices().is_lone(words) and (not self._starts or self._is_in_place(heading))

    def _is_credible(self, heading: re.Match[str]) -> bool:
        """Return whether a sender not seen before may begin a message here."""
        sender = heading["sender"]
        if len(sender.split()) > _MOST_WORDS or _SAYING.search(sender.casefold()):
            return False
        if not self._starts:
            # An export begins with a word of WhatsApp; without one it may be any text.
            if not self._notices and _SENTENCE.search(sender):
                return False
            return is_bracketed(heading) or not self._is_chronology()
        # After a power cut the PC may be days behind; then all messages seem to be still to come.
        is_to_come = self._is_to_come(heading) and not self._is_to_come(self._last())
        return not is_to_come and self._is_in_place(heading)

    def _is_to_come(self, heading: re.Match[str]) -> bool:
        days = [day for day in readings(heading["day"], self._today) if day]
        return self._today is not None and all(day - self._today > _NEXT_DAY for day in days)

    def _last(self) -> re.Match[str]:
        return self._heading(self._starts[-1][0])

    def _is_in_place(self, heading: re.Match[str]) -> bool:
        # Nobody types brackets: whatever its time, such a line was copied from a chat.
        if is_bracketed(heading):
            return True
        if shape(heading) != self._shape:
            return False
        last = self._starts[-1][0]
        return not self._goes_back(last, heading) or self._takes_the_place_of(last, heading)

    def _takes_the_place_of(self, last: int, heading: re.Match[str]) -> bool:
        """Return whether not *heading* is out of order but the one newcomer above it."""
        is_newcomer = len(self._firsts) > 1 and self._firsts[-1] == last
        if not is_newcomer or self._is_number(self._starts[-1][1]):
            return False
        if self._goes_back(self._starts[-2][0], heading):
            return False
        _, sender = self._starts.pop()
        del self._known[sender]
        self._firsts.pop()
        return True

    def _is_chronology(self) -> bool:
        """Return whether the text so far is somebody's own words, with dates among them."""
        if self._begins_dated is None:
            first = next((line for line in self._lines if line.strip()), "")
            self._begins_dated = heading_in(first) is not None
        return self._is_dated and not self._begins_dated

    def _goes_back(self, number: int, heading: re.Match[str]) -> bool:
        """Return whether *heading* is earlier than line *number*, however dates are read."""
        before = heading_in(self._lines[number])
        return before is not None and all(
            later < earlier - _LATE
            for earlier, later in zip(self._moments(before), self._moments(heading), strict=True)
            if earlier and later
        )

    def _moments(self, heading: re.Match[str]) -> list[datetime | None]:
        at = time_of(heading["time"])
        days = readings(heading["day"], self._today)
        return [datetime.combine(day, at) if day else None for day in days]

    def _heading(self, number: int) -> re.Match[str]:
        return heading_of(self._lines[number])

    def _drop_impossible(self, is_day_first: bool) -> None:
        """Make lines like others of those whose date the order of this chat does not allow."""
        wrong = {day for day, read in self._days.items() if read[not is_day_first] is None}
        if wrong:
            self._starts = [s for s in self._starts if self._heading(s[0])["day"] not in wrong]

    def _trust_repeated(self) -> None:
        """Believe a sender after all who stands in order more than once."""
        if not self._suspects:
            return
        numbers = [start[0] for start in self._starts]
        found = []
        for sender, suspects in self._suspects.items():
            ordered = [n for n in suspects if len(suspects) > 1 and self._is_ordered(n, numbers)]
            if len(ordered) > 1:
                found += [(n, sender) for n in ordered]
        if found:
            self._starts = sorted([*self._starts, *found])

    def _is_ordered(self, number: int, starts: Sequence[int]) -> bool:
        """Return whether line *number* is neither earlier nor later than the messages beside it."""
        place = bisect(starts, number)
        heading = self._heading(number)
        is_late = place > 0 and self._goes_back(starts[place - 1], heading)
        is_alike = shape(heading) == self._shape
        return is_alike and not is_late and not self._is_before(number, starts)

    def _drop_out_of_order(self) -> None:
        """Leave a single line to the message above when the next message is earlier."""
        if not self._firsts[1:] and not self._notices:
            return
        numbers = [start[0] for start in self._starts]
        odd = {
            number
            for number in (*self._firsts[1:], *self._notices)
            if self._is_before(number, numbers)
        }
        if not odd:
            return
        counts = Counter(start[1] for start in self._starts)
        self._notices = [number for number in self._notices if number not in odd]
        self._starts = [
            start
            for start in self._starts
            if start[0] not in odd or counts[start[1]] > 1 or self._is_number(start[1])
        ]

    def _is_before(self, number: int, starts: Sequence[int]) -> bool:
        place = bisect(starts, number)
        if place == len(starts) or is_bracketed(self._heading(number)):
            return False
        return self._goes_back(number, self._heading(starts[place]))


def read_lines(
    blocks: Iterable[str], today: date | None, day_first: bool | None, progress: Progress
) -> ChatLines:
    """Return where the messages begin in the lines of a chat.

    Args:
        blocks: the text, in parts that end where lines end; the last end is left out.
        today: allows dates without a year, and tells what is still to come.
        day_first: the officer's word on the order of day and month, if there is one.
        progress: asked with each block whether somebody still waits.

    Raises:
        NoChatError: these are lines of something else.
        Stopped: nobody waits for it any more.
    """
    reader = _LineReader(today)
    for block in blocks:
        progress.ask()
        reader.take(block)
    return reader.finish(day_first)


def _behind_date(heading: re.Match[str]) -> str:
    end = heading.end() if heading["sender"] is None else heading.start("sender")
    return heading.string[end:]
