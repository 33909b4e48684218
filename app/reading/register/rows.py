"""The register: a filter is a value, SQL filters, ids come first and rows when they are seen."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from peewee import Case, fn

from app.book.book import Book
from app.book.marks import read_marks
from app.book.scope import in_scope
from app.book.search_words import SHORTEST, search_terms
from app.ground.formatting import Month
from app.reading.milestones import MILESTONE_COLUMNS, milestones
from app.reading.register.damaged import BROKEN, damaged_row
from app.reading.register.filter import DeadlineFilter, RegisterFilter
from app.reading.register.values import ComplaintRow, RegisterCounts
from app.reading.repeats import is_repeat, read_repeats
from app.rules.channels import Channel
from app.rules.deadlines import (
    Deadline,
    Limit,
    Urgency,
    describe,
    governing_deadline,
    last_soon,
)
from app.rules.numbering import OLD_BOOK
from app.rules.statuses import OPEN, Status
from models.complaint import Complaint, last_sequence
from models.reference import Officer, Service, Team

_OPEN_VALUES: Final = tuple(status.value for status in OPEN)


def register_rows(book: Book, ids: Iterable[int]) -> list[ComplaintRow]:
    """Return the rows with these ids, in their order; an id that is unknown is left out."""
    order = list(ids)
    query = (
        Complaint.select(
            Complaint.id,
            Complaint.number,
            Complaint.sequence,
            Complaint.year,
            Complaint.channel,
            Complaint.subject,
            Complaint.name,
            Complaint.is_secret,
            Complaint.service_id,
            Complaint.team_id,
            Complaint.assignee_id,
            Complaint.to_correct,
            (Complaint.answer != "").alias("has_answer"),
            Service.name.alias("service_name"),
            Team.short_name.alias("team_name"),
            Officer.name.alias("assignee_name"),
            *MILESTONE_COLUMNS,
        )
        .left_outer_join(Service, on=(Complaint.service_id == Service.id))
        .switch(Complaint)
        .left_outer_join(Team, on=(Complaint.team_id == Team.id))
        .switch(Complaint)
        .left_outer_join(Officer, on=(Complaint.assignee_id == Officer.id))
        .where(book.store.one_of(Complaint.id, order), *in_scope(book))
        .objects()
    )
    repeats = read_repeats(book, order)
    try:
        found = {row.id: _row(book, row, is_repeat=row.id in repeats) for row in book.rows(query)}
    except BROKEN:
        found = _one_by_one(book, query, order, repeats)
    return [found[id_] for id_ in order if id_ in found]


def _one_by_one(
    book: Book, query: Any, ids: Iterable[int], repeats: Container[int]
) -> dict[int, ComplaintRow]:
    """Return the rows by id; one that somebody has broken is named and ends no list."""
    found: dict[int, ComplaintRow] = {}
    for id_ in ids:
        try:
            for row in book.rows(query.where(Complaint.id == id_)):
                found[id_] = _row(book, row, is_repeat=id_ in repeats)
        except BROKEN:
            damaged = damaged_row(book, id_, in_scope(book))
            if damaged is not None:
                found[id_] = damaged
    return found


def register_counts(book: Book, wanted: RegisterFilter) -> RegisterCounts:
    """Return the counts beside the chips: all other filters hold, the chip's own is left out."""
    base = conditions(book, wanted.without_chip())
    total, marked, repeats = (
        book.rows(_where(Complaint.select(), [*base, *narrowed])).count()
        for narrowed in ([], [is_to_correct()], [is_repeat()])
    )
    # All other chips ask for open complaints: the few of them are found by their status.
    sums = [count_of(deadline_condition(book, chip)) for chip in DeadlineFilter]
    query = Complaint.select(fn.COUNT(Complaint.id), *sums)
    counted: Any = book.rows(query.where(*base, is_open()).tuples()).get()
    by_deadline = dict(zip(DeadlineFilter, counted[1:], strict=True))
    return RegisterCounts(total, counted[0], marked, repeats, by_deadline)


def register_years(book: Book) -> tuple[int, ...]:
    """Return the years in which the open book has complaints, newest first."""
    years = set(_numbered_years(book))
    if OLD_BOOK in years:
        years.remove(OLD_BOOK)
        received = fn.SUBSTR(Complaint.received_at, 1, 4)
        old = Complaint.select(received).where(Complaint.year == OLD_BOOK).distinct()
        came: Any = book.rows(old.tuples())
        years |= {int(row[0]) for row in came}
    return tuple(sorted(years, reverse=True))


def _numbered_years(book: Book) -> Iterator[int]:
    # From one year to the one before: telling them apart would read a line for each complaint.
    year: int | None = book.rows(Complaint.select(fn.MAX(Complaint.year))).scalar()
    while year is not None:
        yield year
        earlier = Complaint.select(fn.MAX(Complaint.year)).where(Complaint.year < year)
        year = book.rows(earlier).scalar()


def conditions(book: Book, wanted: RegisterFilter) -> list[Any]:
    """Return the SQL conditions that *wanted* stands for."""
    found: list[Any] = [*in_scope(book), *_text_conditions(book, wanted.text)]
    if wanted.year is not None:
        found.append(_of_year(book, wanted.year))
    if wanted.month is not None:
        found.append(received_within(wanted.month))
    if wanted.settled_in is not None:
        found.append(_settled_within(wanted.settled_in))
    if wanted.channel is not None:
        found.append(Complaint.channel == wanted.channel.value)
    if wanted.status is not None:
        found.append(Complaint.status == wanted.status.value)
    if wanted.team_id is not None:
        found.append(Complaint.team_id == wanted.team_id)
    if wanted.deadline is not None:
        found.append(deadline_condition(book, wanted.deadline))
    found += [test() for flag, test in _KINDS.items() if getattr(wanted, flag)]
    return found


def _of_year(book: Book, year: int) -> Any:
    """Return the condition that a complaint has a number of *year*, or came then (buku lama)."""
    is_numbered = Complaint.year == year
    if last_sequence(book.store.database, OLD_BOOK) == 0:
        return is_numbered
    is_old = (Complaint.year == OLD_BOOK) & Complaint.received_at.between(
        datetime(year, 1, 1),  # noqa: DTZ001  # office time has no zone
        datetime(year, 12, 31, 23, 59, 59),  # noqa: DTZ001
    )
    return is_numbered | is_old


def is_open() -> Any:
    """Return the condition that a complaint is not closed."""
    return Complaint.status << _OPEN_VALUES


def is_to_correct() -> Any:
    """Return the condition that something is to be put right in a complaint.

    Closed ones count as well, for the recap tells of them; but what the book before this one told
    wrong in a complaint long closed is nobody's work of today.
    """
    # By their keys: else SQLite walks a whole year for the few that their own index has.
    marked = Complaint.alias()
    keys = marked.select(marked.id).where(marked.to_correct.is_null(False))
    is_work = (Complaint.year != OLD_BOOK) | is_open()
    is_kept = Complaint.anonymised_on.is_null()
    return (Complaint.id << keys) & (Complaint.status != Status.VOID.value) & is_work & is_kept


# What a filter narrows to by a plain yes.
_KINDS: Final[Mapping[str, Callable[[], Any]]] = {
    "only_open": is_open,
    "to_correct": is_to_correct,
    "repeats": is_repeat,
}


def _settled_within(month: Month) -> Any:
    """Return the condition that a complaint was settled in *month*."""
    is_settled = Complaint.status == Status.SETTLED.value
    return Complaint.closed_on.between(month.first, month.last) & is_settled


def received_within(month: Month) -> Any:
    """Return the condition that a complaint was received in *month*."""
    return (Complaint.received_at >= datetime.combine(month.first, time.min)) & (
        Complaint.received_at < datetime.combine(month.next().first, time.min)
    )


def deadline_condition(book: Book, chip: DeadlineFilter) -> Any:
    """Return the condition that *chip* stands for, on the day the book's clock shows."""
    today = book.clock.today()
    if chip is DeadlineFilter.WAITING:
        return Complaint.status == Status.INCOMPLETE.value
    if chip is DeadlineFilter.READY:
        return Complaint.status == Status.ANSWERED.value
    if chip is DeadlineFilter.UNDISTRIBUTED:
        return Complaint.status << (Status.RECORDED.value, Status.COMPLETE.value)
    if chip is DeadlineFilter.LATE:
        return _due_between(None, today - timedelta(days=1))
    if chip is DeadlineFilter.TODAY:
        return _due_between(today, today)
    return _is_soon(book, today)


def wants_work(book: Book) -> Any:
    """Return the condition that a complaint is late, due soon or ready to be delivered."""
    today = book.clock.today()
    is_near = _due_between(None, today) | _is_soon(book, today)
    return is_near | (Complaint.status == Status.ANSWERED.value)


def next_due_date(book: Book) -> Any:
    """Return the expression for the date that lists show; as ``governing_deadline`` says."""
    by_status = (
        (Status.RECORDED.value, Complaint.distribute_by),
        (Status.COMPLETE.value, book.store.least(Complaint.distribute_by, Complaint.settle_by)),
    )
    return Case(Complaint.status, by_status, Complaint.settle_by)


def _is_soon(book: Book, today: date) -> Any:
    """Return the condition for what is "Perhatian" today; as ``app.rules.deadlines`` says."""
    limits, tomorrow = book.limits, today + timedelta(days=1)

    def ends_soon(column: Any, limit: Limit) -> Any:
        last = last_soon(limit, limits.attention, book.calendar, today)
        return _within(column, tomorrow, last)

    # What was copied from an older book has no day on which it was declared complete.
    declared = (Complaint.completed_on < today) | (
        Complaint.completed_on.is_null() & (Complaint.distribution_from < today)
    )
    return _governed(
        ends_soon(Complaint.distribute_by, limits.distribute)
        & (Complaint.distribution_from < today),
        ends_soon(Complaint.settle_by, limits.settle) & declared,
    )


def _due_between(first: date | None, last: date) -> Any:
    """Return the condition that the date that lists show lies within these bounds."""
    return _governed(
        _within(Complaint.distribute_by, first, last), _within(Complaint.settle_by, first, last)
    )


def _governed(distribution: Any, settlement: Any) -> Any:
    """Return the condition that holds for the clock which lists show, one condition for each."""
    distribution_first = Complaint.distribute_by <= Complaint.settle_by
    return (
        ((Complaint.status == Status.RECORDED.value) & distribution)
        | (
            (Complaint.status == Status.COMPLETE.value)
            & ((distribution_first & distribution) | (~distribution_first & settlement))
        )
        | ((Complaint.status << (Status.DISTRIBUTED.value, Status.ANSWERED.value)) & settlement)
    )


def _within(column: Any, first: date | None, last: date) -> Any:
    return column <= last if first is None else column.between(first, last)


def _text_conditions(book: Book, text: str) -> Iterable[Any]:
    terms = search_terms(text)
    long = [term for term in terms if len(term) >= SHORTEST]
    if long:
        yield book.store.contains_all(long)
    for term in terms:
        if len(term) < SHORTEST:
            yield short_condition(term)


def short_condition(term: str) -> Any:
    """Return what one or two characters find: a register number, else names and subjects."""
    if term.isascii() and term.isdigit():
        return (Complaint.sequence == int(term)) & (Complaint.year != OLD_BOOK)
    is_named = Complaint.name.contains(term) & (Complaint.is_secret == False)  # noqa: E712
    return is_named | Complaint.subject.contains(term)


def _where(query: Any, wanted: list[Any]) -> Any:
    return query.where(*wanted) if wanted else query


def count_of(condition: Any) -> Any:
    """Return the expression for how many rows meet *condition*."""
    return fn.COUNT(Case(None, ((condition, 1),)))


def _row(book: Book, row: Any, *, is_repeat: bool) -> ComplaintRow:
    deadline = governing_deadline(milestones(row), book.calendar, book.limits, book.clock.today())
    is_old = row.year == OLD_BOOK
    return ComplaintRow(
        id=row.id,
        number=row.number,
        sequence=row.sequence,
        received_at=row.received_at,
        channel=Channel(row.channel),
        subject=row.subject,
        name=row.name,
        is_secret=row.is_secret,
        service_id=row.service_id,
        service=row.service_name or read_marks(row.to_correct).get("service", ""),
        team_id=row.team_id,
        team=row.team_name or "",
        status=Status(row.status),
        is_direct=row.is_direct,
        has_answer=bool(row.has_answer),
        supplement_by=row.supplement_by,
        deadline=deadline,
        deadline_words=_deadline_words(book, deadline, is_old),
        is_from_old_book=is_old,
        is_repeat=is_repeat,
        assignee_id=row.assignee_id,
        assignee=row.assignee_name or "",
    )


def _deadline_words(book: Book, deadline: Deadline, is_old: bool) -> str:
    # Nobody counted the days of an older book; that it is closed says its status.
    if is_old and deadline.urgency in (Urgency.CLOSED, Urgency.NOT_RUNNING):
        return "Buku lama"
    return describe(deadline, book.limits)
