"""Reading what the Kepala Dinas wants beside the counts, from entries known to balance."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from app.reading.recap.balance import Flow, RecapEntry, Span, flows_of, is_late, status_on
from app.reading.recap.outlook_values import (
    AgeLine,
    CauseLine,
    OpenLine,
    Outlook,
    RepeatLine,
    TeamLine,
    TrendPoint,
)
from app.reading.recap.tables import has_settlement_clock
from app.rules.statuses import CLOSED, Status

# Days since a complaint was received, both included; the last goes on.
_AGES: Final = ((0, 5), (6, 14), (15, 30), (31, 60))
_OLDEST: Final = 61
_CAUSES_AT_MOST: Final = 10
# What happened once is no pattern.
_OFTEN: Final = 2
_ONE_DAY: Final = timedelta(days=1)


def read_outlook(
    entries: Sequence[RecapEntry],
    span: Span,
    today: date,
    repeats: Mapping[int, str],
    trend: tuple[TrendPoint, ...],
) -> Outlook:
    """Return the outlook of *entries*; *repeats* are those of the span, id -> earlier number."""
    received = [entry for entry in entries if entry.received_on in span]
    after = _open_lines((e for e in entries if Flow.CLOSING in flows_of(e, span)), span.last)
    return Outlook(
        open_before=_open_lines(
            (e for e in entries if Flow.OPENING in flows_of(e, span)), span.first - _ONE_DAY
        ),
        open_after=after,
        future=tuple(e.number for e in entries if e.closed_on is not None and e.closed_on > today),
        teams=_team_lines(entries, span),
        ages=_age_lines(after),
        causes=_cause_lines(received, span),
        repeats=tuple(
            RepeatLine(entry.number, entry.subject, repeats[entry.id])
            for entry in received
            if entry.id in repeats
        ),
        trend=trend,
    )


def _open_lines(entries: Iterable[RecapEntry], day: date) -> tuple[OpenLine, ...]:
    """Return what was open at the end of *day*, the oldest first."""
    lines = [
        OpenLine(
            number=entry.number,
            subject=entry.subject,
            channel=entry.channel,
            received_on=entry.received_on,
            age=(day - entry.received_on).days,
            team=entry.team,
            status=status_on(entry, day),
            is_late=is_late(entry, day),
        )
        for entry in entries
    ]
    return tuple(sorted(lines, key=lambda line: (line.received_on, line.number)))


def _age_lines(lines: Iterable[OpenLine]) -> tuple[AgeLine, ...]:
    counted: Counter[int] = Counter()
    late: Counter[int] = Counter()
    for line in lines:
        place = next((at for at, (_, most) in enumerate(_AGES) if line.age <= most), len(_AGES))
        counted[place] += 1
        late[place] += line.is_late
    labels = [f"{low}\N{EN DASH}{high} hari" for low, high in _AGES] + [f"{_OLDEST} hari lebih"]
    return tuple(AgeLine(label, counted[at], late[at]) for at, label in enumerate(labels))


def _team_lines(entries: Iterable[RecapEntry], span: Span) -> tuple[TeamLine, ...]:
    """Return a line for each team that had anything; who has a complaint last answers for it."""
    by_team: dict[str, list[RecapEntry]] = {}
    for entry in entries:
        is_valid = status_on(entry, span.last) is not Status.VOID
        if entry.team and entry.distributed_on is not None and is_valid:
            by_team.setdefault(entry.team, []).append(entry)
    return tuple(_team_line(team, by_team[team], span) for team in sorted(by_team))


def _team_line(team: str, entries: Sequence[RecapEntry], span: Span) -> TeamLine:
    settled = [e for e in entries if e.status is Status.SETTLED and e.closed_on in span]
    timed = [entry for entry in settled if has_settlement_clock(entry)]
    late = sum(is_late(entry, span.last) for entry in timed)
    days = [entry.working_days for entry in timed if entry.working_days is not None]
    given = [entry for entry in entries if entry.distribution_stopped_on in span]
    with_it = (Status.DISTRIBUTED, Status.ANSWERED)
    held = [entry for entry in entries if status_on(entry, span.last) in with_it]
    return TeamLine(
        team=team,
        given=len(given),
        settled=len(settled),
        on_time=len(timed) - late,
        late=late,
        average_working_days=sum(days) / len(days) if days else None,
        held=len(held),
        held_late=sum(is_late(e, span.last) for e in held if status_on(e, span.last) not in CLOSED),
    )


def _cause_lines(received: Iterable[RecapEntry], span: Span) -> tuple[CauseLine, ...]:
    counted = Counter(
        (entry.category, entry.service)
        for entry in received
        if status_on(entry, span.last) is not Status.VOID
    )
    often = [(pair, number) for pair, number in counted.items() if number >= _OFTEN]
    often.sort(key=lambda found: (-found[1], found[0]))
    return tuple(
        CauseLine(category, service, number)
        for (category, service), number in often[:_CAUSES_AT_MOST]
    )
