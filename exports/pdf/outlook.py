"""What the Kepala Dinas reads beside the tables: teams, age, causes, trend, what is open."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether

from app.ground.formatting import long_date, thousands
from app.reading.recap.outlook_values import Outlook
from app.reading.recap.values import InternalRecap
from exports.outlook_words import (
    AGE_HEAD,
    AGES,
    CAUSE_HEAD,
    CAUSES,
    OPEN_AFTER,
    OPEN_BEFORE,
    OPEN_HEAD,
    REPEAT_HEAD,
    REPEATS,
    TEAM_HEAD,
    TEAMS,
    TREND,
    age_rows,
    cause_rows,
    open_rows,
    repeat_rows,
    team_rows,
)
from exports.pdf.tables import ListColumn, half_width, ruled_list, side_by_side
from exports.pdf.text import BODY, CELL, CELL_RIGHT, HEADING, paragraph
from exports.pdf.trend_chart import TrendChart

_TEAM_SHARES: Final = (48, 19, 16, 19, 17, 20, 18, 17)
_AGE_SHARES: Final = (40, 20, 22)
_CAUSE_SHARES: Final = (42, 36, 16)
_REPEAT_SHARES: Final = (32, 90, 32)
_OPEN_SHARES: Final = (28, 44, 22, 19, 15, 22, 30)
_NUMBERS: Final = frozenset(
    {*TEAM_HEAD[1:], *AGE_HEAD[1:], CAUSE_HEAD[-1], "Umur (hari)"},
)
# A list of this many rows stands with its heading on one page.
_KEPT_TOGETHER: Final = 12


def outlook_story(recap: InternalRecap, width: float) -> Iterator[Flowable]:
    """Yield the outlook of *recap*; nothing where it was closed by a release that told none."""
    outlook = recap.outlook
    if outlook is None:
        return
    yield KeepTogether([paragraph(TREND, HEADING), TrendChart(outlook.trend)])
    if outlook.teams:
        table = _listed(TEAM_HEAD, _TEAM_SHARES, team_rows(outlook.teams), width)
        yield KeepTogether([paragraph(TEAMS, HEADING), table])
    yield from _ages_and_causes(outlook, width)
    if outlook.repeats:
        yield from _titled(REPEATS, REPEAT_HEAD, _REPEAT_SHARES, repeat_rows(outlook), width)


def open_story(recap: InternalRecap, width: float) -> Iterator[Flowable]:
    """Yield what was open before the first day and at the end, with age and team."""
    outlook = recap.outlook
    if outlook is None:
        return
    first, last = long_date(recap.month.first), long_date(recap.as_of)
    for title, is_before in ((f"{OPEN_BEFORE} {first}", True), (f"{OPEN_AFTER} {last}", False)):
        rows = list(open_rows(outlook, is_before=is_before))
        said = f"{title} ({thousands(len(rows))})"
        if rows:
            yield from _titled(said, OPEN_HEAD, _OPEN_SHARES, rows, width)
        else:
            yield KeepTogether([paragraph(title, HEADING), paragraph("Tidak ada.", BODY)])


def _ages_and_causes(outlook: Outlook, width: float) -> Iterator[Flowable]:
    half = half_width(width)
    left: list[Flowable] = []
    right: list[Flowable] = []
    if outlook.open_after:
        left = [paragraph(AGES, HEADING), _listed(AGE_HEAD, _AGE_SHARES, age_rows(outlook), half)]
    if outlook.causes:
        causes = _listed(CAUSE_HEAD, _CAUSE_SHARES, cause_rows(outlook), half)
        right = [paragraph(CAUSES, HEADING), causes]
    if left or right:
        yield KeepTogether([side_by_side(left or right, right if left else [], width)])


def _titled(
    title: str,
    head: Sequence[str],
    shares: Sequence[float],
    rows: Iterable[Sequence[object]],
    width: float,
) -> Iterator[Flowable]:
    found = list(rows)
    table = _listed(head, shares, found, width)
    if len(found) <= _KEPT_TOGETHER:
        yield KeepTogether([paragraph(title, HEADING), table])
        return
    yield paragraph(title, HEADING)
    yield table


def _listed(
    head: Sequence[str],
    shares: Sequence[float],
    rows: Iterable[Sequence[object]],
    width: float,
) -> Flowable:
    columns = [
        ListColumn(title, share, _style(title)) for title, share in zip(head, shares, strict=True)
    ]
    return ruled_list(columns, (tuple(map(_shown, row)) for row in rows), width)


def _style(title: str) -> ParagraphStyle:
    return CELL_RIGHT if title in _NUMBERS else CELL


def _shown(value: object) -> str:
    return thousands(value) if isinstance(value, int) else str(value)
