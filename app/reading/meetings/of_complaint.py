"""What meetings did to one complaint, for its timeline."""

from app.book.book import Book
from app.book.journal import Change, changes_of
from app.ground.formatting import moment, short_date
from app.rules.events import Event
from models.meeting import Meeting, MeetingAction, MeetingComplaint


def meeting_changes(book: Book, complaint_id: int) -> tuple[tuple[Change, str], ...]:
    """Return what happened to a complaint in meetings, each with what is to be said of it."""
    query = MeetingComplaint.select().where(MeetingComplaint.complaint_id == complaint_id)
    told: list[tuple[Change, str]] = []
    for row in list(book.rows(query.order_by(MeetingComplaint.id))):
        meeting = book.rows(Meeting.select().where(Meeting.id == row.meeting_id)).get()
        for change in changes_of(book, "meeting_complaint", row.id):
            told.append((change, _words(change, meeting)))
        told += [
            (change, f"Alasan: {change.new.get('cancel_reason', '')}")
            for change in changes_of(book, "meeting", meeting.id)
            if change.event is Event.MEETING_CANCELLED
        ]
    return (*told, *_action_changes(book, complaint_id))


def _words(change: Change, meeting: Meeting) -> str:
    if change.event is Event.MEETING_HELD:
        return f"Keputusan: {change.new.get('decision', '')}"
    if change.new.get("is_removed"):
        return f"Tidak lagi dibahas {moment(meeting.starts_at)}"
    return f"{moment(meeting.starts_at)}, {meeting.place}"


def _action_changes(book: Book, complaint_id: int) -> list[tuple[Change, str]]:
    rows = MeetingAction.select().where(MeetingAction.complaint_id == complaint_id)
    return [
        (change, _action_words(change, row))
        for row in list(book.rows(rows.order_by(MeetingAction.id)))
        for change in changes_of(book, "meeting_action", row.id)
    ]


def _action_words(change: Change, row: MeetingAction) -> str:
    if change.event is Event.ACTION_FINISHED:
        return f"{row.what} ({row.who})"
    return f"Tindak lanjut: {row.what}, oleh {row.who}, sampai {short_date(row.due_on)}"
