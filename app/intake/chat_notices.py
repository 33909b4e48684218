"""Messages that no person wrote, although they stand under the name of a sender."""

from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence

from app.intake.chat_lines import heading_of, is_bracketed
from app.intake.chat_wordings import IPHONE_MARK, media, notices, plain

# The number of the line with which a message begins, and the sender as written.
Start = tuple[int, str]


def without_notices(
    lines: Sequence[str], starts: Sequence[Start], lone: Iterable[int], doubtful: set[int]
) -> tuple[Sequence[Start], list[int], frozenset[int]]:
    """Return the messages of persons, their ends, and the lines nobody wrote.

    Args:
        lines: all lines of the chat.
        starts: all messages.
        lone: the numbers of lines known to be nobody's.
        doubtful: the numbers of lines that begin as notices do.
    """
    skipped = set(lone)
    numbers = [number for number, _ in starts]
    ends = [*numbers[1:], len(lines)]
    doubted = [bisect_left(numbers, number) for number in doubtful.intersection(numbers)]
    odd = {p for p in doubted if _is_notice(lines, numbers[p], ends[p], skipped)}
    if not odd:
        return starts, ends, frozenset(skipped)
    for place in odd:
        skipped.update(range(starts[place][0], ends[place]))
    kept = [place for place in range(len(starts)) if place not in odd]
    return [starts[p] for p in kept], [ends[p] for p in kept], frozenset(skipped)


def _is_notice(lines: Sequence[str], number: int, end: int, skipped: Container[int]) -> bool:
    if any(lines[n].strip() for n in range(number + 1, end) if n not in skipped):
        return False
    heading = heading_of(lines[number])
    text = lines[number][heading.end() :]
    if not plain(text) or notices().is_whole(text):
        return True
    is_marked = is_bracketed(heading) and text.startswith(IPHONE_MARK)
    # A place on the map is marked too, and worth keeping.
    return is_marked and media().at_end(text) is None and "://" not in text
