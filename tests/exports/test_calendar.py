"""The calendar file is read by another library, and says nothing of who complained."""

from datetime import UTC, date, datetime

import vobject

from app.book.settings import OfficeIdentity
from app.ground.clock import Zone
from app.reading.meetings.values import DueComplaint, MeetingDetail
from app.rules.meetings import MeetingStatus, Participant
from exports.calendar import Schedule, write_calendar
from tests.exports import values
from tests.exports.test_meeting_papers import a_meeting

MADE_AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def _parsed(path):
    return vobject.readOne(path.read_text(encoding="utf-8"))


def _write(path, *meetings: MeetingDetail, due=(), settings=None):
    schedule = Schedule(meetings, due, "0123456789abcdef0123", MADE_AT)
    write_calendar(schedule, settings or values.filled_settings(), path)
    return _parsed(path)


def test_meetings_and_due_dates_are_read_by_another_library(tmp_path):
    due = DueComplaint(7, "018/PGD/XI/2026", "Penyelesaian", date(2026, 11, 30))
    calendar = _write(tmp_path / "jadwal.ics", a_meeting(), due=(due,))
    meeting, deadline = calendar.vevent_list
    assert meeting.summary.value == "Pembahasan pengaduan 017/PGD/X/2026"
    # 09.00 in the west of Indonesia.
    assert meeting.dtstart.value == datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    assert meeting.dtend.value == datetime(2026, 11, 24, 3, 30, tzinfo=UTC)
    assert meeting.location.value == "Ruang rapat, lantai 2; kiri"
    assert "Budi Rekaan, Kepala Bidang" in meeting.description.value
    assert meeting.status.value == "CONFIRMED"
    assert deadline.dtstart.value == date(2026, 11, 30)
    assert deadline.summary.value == "Batas penyelesaian 018/PGD/XI/2026"
    assert meeting.uid.value != deadline.uid.value


def test_the_time_is_that_of_the_office(tmp_path):
    settings = values.filled_settings()
    east = OfficeIdentity(zone=Zone.WIT)
    calendar = _write(
        tmp_path / "jadwal.ics",
        a_meeting(),
        settings=type(settings)(office=east),
    )
    assert calendar.vevent.dtstart.value == datetime(2026, 11, 24, 0, 0, tzinfo=UTC)


def test_text_of_people_breaks_no_line(tmp_path):
    messy = a_meeting(
        agenda=f"BEGIN:VEVENT\r\nSUMMARY:palsu\n{values.MESSY}",
        participants=(Participant("Siti; Contoh", "a,b"),),
        status=MeetingStatus.CANCELLED,
    )
    calendar = _write(tmp_path / "jadwal.ics", messy)
    assert len(calendar.vevent_list) == 1
    assert calendar.vevent.status.value == "CANCELLED"
    assert "SUMMARY:palsu" in calendar.vevent.description.value


def test_an_empty_schedule_is_a_calendar_too(tmp_path):
    assert not hasattr(_write(tmp_path / "jadwal.ics"), "vevent")
