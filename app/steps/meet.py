"""Meetings: planning, changing, cancelling and holding one, and finishing what it decided on.

None of these moves a deadline (source: complaint procedure, section 5).
"""

from collections.abc import Iterable, Mapping, Sequence

from app.book.book import Book
from app.book.journal import Recorder
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused, UserError
from app.rules.events import Event, Step
from app.rules.meetings import (
    LONGEST_TEXT,
    MeetingPlan,
    MeetingStatus,
    PlannedAction,
    action_problems,
    plan_problems,
)
from app.rules.procedure import STEPS
from app.rules.statuses import CLOSED, Status
from app.steps.storing import needed
from models.complaint import Complaint
from models.meeting import Meeting, MeetingAction, MeetingComplaint
from models.rows import find


class MeetingRefused(UserError):
    """There is no such meeting, or it is over or cancelled."""


def plan_meeting(book: Book, plan: MeetingPlan) -> Changes:
    """Put a meeting on the schedule.

    Raises:
        FormRefused: something is missing or makes no sense; each problem names its field.
    """
    with book.transaction() as journal:
        journal.ensure_may(Event.MEETING_PLANNED)
        _ensure_plan(book, plan, ())
        row = Meeting(**_columns(plan), status=MeetingStatus.PLANNED.value)
        journal.add(row, Event.MEETING_PLANNED)
        _put_complaints(journal, row.id, plan.complaints, Event.MEETING_PLANNED)
    return Changes(complaints=frozenset(plan.complaints), meetings=True)


def change_meeting(book: Book, meeting_id: int, plan: MeetingPlan) -> Changes:
    """Change a meeting that is still to come.

    Raises:
        MeetingRefused: it is over or cancelled.
        FormRefused: something is missing or makes no sense; each problem names its field.
    """
    with book.transaction() as journal:
        row = _planned(journal, Step.CHANGE_MEETING, meeting_id)
        known = _complaints(journal, meeting_id)
        _ensure_plan(book, plan, known)
        for column, value in _columns(plan).items():
            setattr(row, column, value)
        journal.note(row, Event.MEETING_CHANGED)
        _put_complaints(journal, meeting_id, plan.complaints, Event.MEETING_CHANGED)
        gone = [entry for id_, entry in known.items() if id_ not in plan.complaints]
        for entry in gone:
            journal.watch(entry).is_removed = True
            journal.note(entry, Event.MEETING_CHANGED)
    return Changes(complaints=frozenset({*plan.complaints, *known}), meetings=True)


def cancel_meeting(book: Book, meeting_id: int, reason: str) -> Changes:
    """Take a meeting off the schedule for *reason*.

    Raises:
        MeetingRefused: it is over or cancelled.
        TextMissing: no reason was given.
    """
    with book.transaction() as journal:
        row = _planned(journal, Step.CANCEL_MEETING, meeting_id)
        row.cancel_reason = needed("reason", reason, "Tulis alasan pembatalannya.")
        row.status = MeetingStatus.CANCELLED.value
        journal.note(row, Event.MEETING_CANCELLED)
        known = _complaints(journal, meeting_id)
    return Changes(complaints=frozenset(known), meetings=True)


def hold_meeting(
    book: Book,
    meeting_id: int,
    notes: str,
    decisions: Mapping[int, str],
    actions: Sequence[PlannedAction] = (),
) -> Changes:
    """Write down what a meeting said, what it decided about each complaint, and who does what.

    Args:
        book: the open book.
        meeting_id: the meeting.
        notes: what was said.
        decisions: complaint id -> what was decided about it; every complaint of the meeting.
        actions: what is done because of it.

    Raises:
        MeetingRefused: it lies ahead, is over or cancelled.
        FormRefused: something is missing or makes no sense; each problem names its field.
    """
    with book.transaction() as journal:
        row = _planned(journal, Step.HOLD_MEETING, meeting_id)
        if row.starts_at > book.clock.now():
            raise MeetingRefused("Pembahasan ini belum berlangsung. Ubah dahulu jadwalnya.")
        known = _complaints(journal, meeting_id)
        _ensure_result(row, notes, {id_: decisions.get(id_, "") for id_ in known}, actions)
        row.notes, row.status = notes.strip(), MeetingStatus.HELD.value
        journal.note(row, Event.MEETING_HELD)
        for id_, entry in known.items():
            journal.watch(entry).is_discussed = True
            entry.decision = decisions[id_].strip()
            journal.note(entry, Event.MEETING_HELD)
        for action in actions:
            journal.add(_action_row(meeting_id, action), Event.MEETING_HELD)
    return Changes(complaints=frozenset(known), meetings=True)


def finish_action(book: Book, action_id: int) -> Changes:
    """Note that an action was done today.

    Raises:
        MeetingRefused: there is none, or it was done before.
    """
    with book.transaction() as journal:
        row = find(journal.store.database, MeetingAction, action_id)
        if row is None or row.done_on is not None:
            raise MeetingRefused("Tindak lanjut ini sudah selesai.")
        journal.watch(row).done_on = book.clock.today()
        journal.note(row, STEPS[Step.FINISH_ACTION].event)
    about = {row.complaint_id} if row.complaint_id is not None else set()
    return Changes(complaints=frozenset(about), meetings=True)


def _columns(plan: MeetingPlan) -> dict[str, object]:
    return {
        "starts_at": plan.starts_at,
        "duration": plan.duration,
        "place": plan.place.strip(),
        "agenda": plan.agenda.strip(),
        "participants": plan.participants.strip(),
    }


def _planned(journal: Recorder, step: Step, meeting_id: int) -> Meeting:
    journal.ensure_may(STEPS[step].event)
    row = find(journal.store.database, Meeting, meeting_id)
    if row is None:
        raise MeetingRefused("Pembahasan ini tidak ada dalam buku.")
    if row.status != MeetingStatus.PLANNED:
        raise MeetingRefused("Pembahasan ini sudah terlaksana atau dibatalkan.")
    return journal.watch(row)


def _complaints(journal: Recorder, meeting_id: int) -> dict[int, MeetingComplaint]:
    """Return what a meeting is about, by the id of the complaint."""
    query = MeetingComplaint.select().where(
        MeetingComplaint.meeting_id == meeting_id,
        MeetingComplaint.is_removed == False,  # noqa: E712  # SQL
    )
    rows = journal.store.rows(query.order_by(MeetingComplaint.id))
    return {row.complaint_id: row for row in rows}


def _put_complaints(journal: Recorder, meeting_id: int, ids: Iterable[int], event: Event) -> None:
    query = MeetingComplaint.select().where(MeetingComplaint.meeting_id == meeting_id)
    known = {row.complaint_id: row for row in journal.store.rows(query)}
    for id_ in dict.fromkeys(ids):
        if id_ not in known:
            journal.add(MeetingComplaint(meeting_id=meeting_id, complaint_id=id_), event)
        elif known[id_].is_removed:
            journal.watch(known[id_]).is_removed = False
            journal.note(known[id_], event)


def _ensure_plan(book: Book, plan: MeetingPlan, known: Iterable[int]) -> None:
    problems = plan_problems(plan)
    # One that was closed since stays on the agenda.
    closed = [id_ for id_ in plan.complaints if id_ not in known and not _is_open(book, id_)]
    if closed and "complaints" not in problems:
        problems["complaints"] = "Hanya pengaduan yang masih terbuka yang dapat dibahas."
    if problems:
        raise FormRefused(*(FieldProblem(name, text) for name, text in problems.items()))


def _is_open(book: Book, complaint_id: int) -> bool:
    row = find(book.store.database, Complaint, complaint_id)
    return row is not None and Status(row.status) not in CLOSED


def _ensure_result(
    row: Meeting, notes: str, decisions: Mapping[int, str], actions: Sequence[PlannedAction]
) -> None:
    problems = []
    if not notes.strip():
        problems.append(FieldProblem("notes", "Tulis hasil pembahasannya."))
    if any(len(text) > LONGEST_TEXT for text in (notes, *decisions.values())):
        problems.append(FieldProblem("notes", f"Paling banyak {LONGEST_TEXT} huruf."))
    problems += [
        FieldProblem(f"decision-{id_}", "Tulis keputusannya, atau “belum ada keputusan”.")
        for id_, text in decisions.items()
        if not text.strip()
    ]
    wrong = action_problems(actions, row.starts_at.date())
    if wrong:
        problems.append(FieldProblem("actions", wrong))
    if problems:
        raise FormRefused(*problems)


def _action_row(meeting_id: int, action: PlannedAction) -> MeetingAction:
    return MeetingAction(
        meeting_id=meeting_id,
        complaint_id=action.complaint_id,
        what=action.what.strip(),
        who=action.who.strip(),
        due_on=action.due_on,
    )
