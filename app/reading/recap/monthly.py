"""The monthly recap (procedure, section 7): the internal edition and, from it, the public one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from app.book.book import Book
from app.book.journal import standing
from app.book.scope import ensure_may_read
from app.book.signatures import last_signature
from app.ground.errors import UserError
from app.ground.formatting import Month, long_date
from app.reading.recap.balance import Flow, RecapEntry, Span, count_flows, is_late, status_on
from app.reading.recap.closed import Closing, read_closed, read_closings
from app.reading.recap.corrections import read_corrections
from app.reading.recap.entries import NOT_FILLED, OFF_LIST, count_received, read_entries
from app.reading.recap.lines import register_lines
from app.reading.recap.month_words import read_month_words
from app.reading.recap.outlook import read_outlook
from app.reading.recap.suppression import public_figures, public_tables
from app.reading.recap.tables import (
    category_table,
    direct_table,
    district_table,
    flow_table,
    has_settlement_clock,
    outcome_table,
    read_timeliness,
    service_table,
    timeliness_table,
    with_untimed,
    with_void,
)
from app.reading.recap.trend import read_trend
from app.reading.recap.values import Carried, Figures, InternalRecap, LateLine, PublicRecap
from app.reading.repeats import read_repeats
from app.rules.deadlines import Limits, days_late
from app.rules.readings import Reading
from app.rules.statuses import Status
from app.rules.workdays import WorkCalendar

REASON_UNKNOWN = "Alasan belum dicatat"


class MonthNotBegun(UserError):
    """A recap was wanted of a month that lies in the future."""


def read_recap(book: Book, month: Month, as_of: date | None = None) -> InternalRecap:
    """Return the internal recap of *month* as things stood at the end of a day.

    A closed month says what it said when it was closed.

    Args:
        book: the open book.
        month: the month.
        as_of: that day; the end of the month or, before it is over, today.

    Raises:
        MonthNotBegun: there is no day of the month to tell of yet.
        RecapUnbalanced: it would not balance; the complaints are named.
        ClosedMonthAltered: it is closed, and what was stored of it was altered.
        RightRefused: whoever sits at the desk may not read recaps.
    """
    ensure_may_read(book, Reading.RECAP)
    is_whole = as_of is None or as_of >= month.last
    closed = read_closed(book, month) if is_whole else None
    if closed is not None:
        return closed.recap
    span = span_of(month, as_of, book.clock.today())
    # What is recorded meanwhile is in all of its tables or in none.
    with book.store.snapshot():
        return counted(book, month, span, read_entries(book, span), book.limits)


def counted(
    book: Book, month: Month, span: Span, entries: Sequence[RecapEntry], limits: Limits
) -> InternalRecap:
    """Return the recap of *entries*, those of *span* as they are known now; see ``read_recap``.

    *limits* are named in it; what was late was decided when it happened.
    """
    flows = count_flows(entries, span)
    received = [entry for entry in entries if entry.received_on in span]
    valid = [entry for entry in received if status_on(entry, span.last) is not Status.VOID]
    direct = [e for e in _settled(entries, span) if e.is_direct]
    timeliness = read_timeliness(entries, span)
    totals: Counter[Flow] = sum(flows.values(), Counter())
    category, category_count = _top_category(valid)
    closings = read_closings(book)
    before = closings.get(month.previous())
    repeats = read_repeats(book, [entry.id for entry in valid])
    compared = _compared(month, span)
    voided = len(received) - len(valid)
    untimed = totals[Flow.SETTLED] - timeliness.settled_on_time - timeliness.settled_late
    today = book.clock.today()
    return InternalRecap(
        month=month,
        as_of=span.last,
        is_nil=not received,
        figures=Figures(
            received=totals[Flow.RECEIVED],
            previous_received=(
                before.figures.received
                if before is not None and span.last == month.last
                else count_received(book, compared)
            ),
            previous_until=compared.last if span.last < month.last else None,
            settled=totals[Flow.SETTLED],
            settled_on_time=timeliness.settled_on_time,
            settled_late=timeliness.settled_late,
            distributed_on_time=timeliness.distributed_on_time,
            distributed_late=timeliness.distributed_late,
            average_working_days=_average_working_days(_settled(entries, span)),
            closing=totals[Flow.CLOSING],
            direct=len(direct),
            top_category=category,
            top_category_count=category_count,
            from_old_book=sum(entry.is_from_old_book for entry in received),
            repeats=len(repeats),
        ),
        tables=(
            flow_table(flows),
            with_void(service_table(valid, span.last), voided),
            with_void(category_table(valid), voided),
            with_void(district_table(valid), voided),
            outcome_table(received, span.last),
            with_untimed(timeliness_table(timeliness, limits), untimed),
            direct_table(direct),
        ),
        late=_late_lines(entries, span.last, book.calendar),
        lines=register_lines(book, [entry.id for entry in received], span.last),
        standing=standing(book),
        signed=last_signature(book),
        corrections=(
            read_corrections(book, _told_until(closings.values(), month)) if before else ()
        ),
        carried=_carried(before, totals[Flow.OPENING]),
        words=read_month_words(book, month),
        outlook=read_outlook(entries, span, today, repeats, read_trend(book, span.last, closings)),
    )


def _compared(month: Month, span: Span) -> Span:
    """Return the days of the period before that *span* is compared with: as many, if it runs."""
    before = month.previous()
    if span.last == month.last:
        return Span(before.first, before.last)
    return Span(before.first, min(before.first + (span.last - span.first), before.last))


def _carried(before: Closing | None, opening: int) -> Carried | None:
    return None if before is None else Carried(before.month, before.figures.closing, opening)


def _told_until(closings: Iterable[Closing], month: Month) -> dict[Month, int]:
    """Return for each closed month before *month* the journal entry up to which it is told.

    Each closing tells what has come to the months before it.
    """
    earlier = [closing for closing in closings if closing.month < month]
    return {
        closing.month: max(
            later.standing.sequence for later in earlier if later.month >= closing.month
        )
        for closing in earlier
    }


def public_recap(recap: InternalRecap) -> PublicRecap:
    """Return the edition that may leave the office, made of the numbers of *recap* alone."""
    tables = public_tables(recap.tables)
    return PublicRecap(
        month=recap.month,
        as_of=recap.as_of,
        is_nil=recap.is_nil,
        figures=public_figures(recap.figures, tables),
        tables=tables,
    )


def span_of(month: Month, as_of: date | None, today: date) -> Span:
    """Return the days of *month* up to *as_of*, or to *today*.

    Raises:
        MonthNotBegun: there is none.
    """
    last = min(month.last, as_of or today, today)
    if last < month.first:
        raise MonthNotBegun(
            f"{month.label} belum dimulai pada {long_date(last)}. Pilih bulan atau tanggal lain."
        )
    return Span(month.first, last)


def _settled(entries: Iterable[RecapEntry], span: Span) -> list[RecapEntry]:
    return [e for e in entries if e.status is Status.SETTLED and e.closed_on in span]


def _average_working_days(settled: Iterable[RecapEntry]) -> float | None:
    days = [
        entry.working_days
        for entry in settled
        if has_settlement_clock(entry) and entry.working_days is not None
    ]
    return sum(days) / len(days) if days else None


def _top_category(received: Sequence[RecapEntry]) -> tuple[str | None, int]:
    counted = Counter(
        entry.category for entry in received if entry.category not in (NOT_FILLED, OFF_LIST)
    )
    if not counted:
        return None, 0
    # Of equals the first by alphabet, so that the same book gives the same recap.
    label = min(counted, key=lambda name: (-counted[name], name))
    return label, counted[label]


def _late_lines(
    entries: Iterable[RecapEntry], end: date, calendar: WorkCalendar
) -> tuple[LateLine, ...]:
    late = [entry for entry in entries if is_late(entry, end)]
    return tuple(line for entry in late if (line := _late_line(entry, end, calendar)) is not None)


def _late_line(entry: RecapEntry, end: date, calendar: WorkCalendar) -> LateLine | None:
    if entry.settle_by is None:
        return None
    closed_on = entry.closed_on if entry.closed_on is not None and entry.closed_on <= end else None
    # What was counted on the day of closing stands, whatever holidays are found since.
    fixed = entry.days_late if closed_on else None
    return LateLine(
        number=entry.number,
        subject=entry.subject,
        channel=entry.channel,
        team=entry.team,
        due_on=entry.settle_by,
        closed_on=closed_on,
        days_late=fixed or days_late(calendar, entry.settle_by, closed_on or end) or 0,
        reason=(entry.late_reason if closed_on else "") or REASON_UNKNOWN,
    )
