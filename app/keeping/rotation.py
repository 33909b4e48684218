"""Which backups stay: of each hour of a day, each day of two weeks, each week, each month."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final

from app.keeping.backup_notes import BackupInfo, newest_first

_Span = Callable[[datetime], object]
# How long ago -> within which span only the newest one stays.
_SPANS: Final[tuple[tuple[timedelta, _Span], ...]] = (
    (timedelta(days=1), lambda made: (made.date(), made.hour)),
    (timedelta(days=14), lambda made: made.date()),
    (timedelta(weeks=9), lambda made: made.isocalendar()[:2]),
    (timedelta(days=800), lambda made: (made.year, made.month)),
)


def superfluous(backups: Iterable[BackupInfo], now: datetime) -> tuple[BackupInfo, ...]:
    """Return the automatic *backups* that may go; the last good one and those by hand never do.

    Kept are the newest of each hour for a day, of each day for two weeks, of each week for nine
    weeks and of each month for two years. One with findings takes the place of no good one.
    """
    ordered = newest_first(backups)
    last_good = next((info for info in ordered if info.is_good), None)
    taken: set[tuple[int, object]] = set()
    gone = []
    # Good ones first: the span is theirs.
    for info in sorted(ordered, key=lambda info: not info.is_good):
        span = _span_of(info, now)
        is_free = span is not None and span not in taken
        if is_free and span is not None:
            taken.add(span)
        if info.is_automatic and not is_free and info is not last_good:
            gone.append(info)
    return tuple(gone)


def _span_of(info: BackupInfo, now: datetime) -> tuple[int, object] | None:
    # One from a clock that ran ahead is as new as one of now.
    age = max(now - info.made_at, timedelta())
    for number, (reach, span) in enumerate(_SPANS):
        if age <= reach:
            return number, span(info.made_at)
    return None
