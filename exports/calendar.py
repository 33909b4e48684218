"""Meetings and due dates as a calendar file (.ics), for the calendars people have elsewhere.

It says numbers of complaints and nothing of who complained: calendars are shared.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from icalendar import Calendar, Event

from app.book.settings import Settings
from app.ground.clock import offset_of
from app.ground.files import replacing
from app.reading.meetings.values import DueComplaint, MeetingDetail
from app.rules.meetings import MEETING_STATUS_LABELS, MeetingStatus


@dataclass(frozen=True, slots=True)
class Schedule:
    """What a calendar file holds.

    Attributes:
        book: what tells the book from any other, so that an entry is known again.
        made_at: the moment of making, UTC.
    """

    meetings: Sequence[MeetingDetail]
    due: Sequence[DueComplaint]
    book: str
    made_at: datetime


def write_calendar(schedule: Schedule, settings: Settings, path: Path) -> None:
    """Write *schedule* to *path*.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    office = settings.office.short_name
    calendar = Calendar()
    calendar.add("prodid", "-//Buku Pengaduan//Jadwal//ID")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"Pengaduan {office}".strip())
    for entry in (*_meetings(schedule, settings), *_due(schedule)):
        calendar.add_component(entry)
    with replacing(path) as scratch:
        scratch.write_bytes(calendar.to_ical())


def _meetings(schedule: Schedule, settings: Settings) -> Iterable[Event]:
    # The office's days have no zone; the calendar needs the moment itself.
    zone = offset_of(settings.office.zone)
    for meeting in schedule.meetings:
        entry = _entry(schedule, f"pembahasan-{meeting.id}")
        numbers = ", ".join(each.number for each in meeting.complaints)
        entry.add("summary", f"Pembahasan pengaduan {numbers}")
        entry.add("dtstart", meeting.starts_at.replace(tzinfo=zone).astimezone(UTC))
        entry.add("dtend", meeting.ends_at.replace(tzinfo=zone).astimezone(UTC))
        entry.add("location", meeting.place)
        people = "\n".join(", ".join(filter(None, (p.name, p.duty))) for p in meeting.participants)
        entry.add("description", f"{meeting.agenda}\n\nPeserta:\n{people}")
        is_cancelled = meeting.status is MeetingStatus.CANCELLED
        entry.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
        entry.add("comment", MEETING_STATUS_LABELS[meeting.status])
        yield entry


def _due(schedule: Schedule) -> Iterable[Event]:
    for due in schedule.due:
        entry = _entry(schedule, f"batas-{due.complaint_id}")
        entry.add("summary", f"Batas {due.clock.lower()} {due.number}")
        entry.add("dtstart", due.due_on)
        entry.add("dtend", due.due_on + timedelta(days=1))
        entry.add("transp", "TRANSPARENT")
        yield entry


def _entry(schedule: Schedule, key: str) -> Event:
    entry = Event()
    # The same entry in a later file replaces this one, where a calendar takes both.
    entry.add("uid", f"{key}@{schedule.book[:16]}.buku-pengaduan")
    entry.add("dtstamp", schedule.made_at)
    return entry
