"""The pictures of the schedule of meetings."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.reading.meetings.schedule import read_meeting
from app.rules.meetings import MeetingStatus
from ui.complaint.meeting_dialogs import CancelMeetingDialog, HoldMeetingDialog, PlanMeetingDialog
from ui.meetings.page import MeetingsPage, View
from ui.shared.context import Context


def meeting_pictures(page: MeetingsPage, context: Context) -> Iterator[tuple[str, QWidget]]:
    """Yield month, week and list, a meeting to come and one that was held, and the dialogs."""
    page.look_at(View.MONTH)
    yield "jadwal-bulan", page
    page.look_at(View.WEEK)
    yield "jadwal-minggu", page
    page.look_at(View.LIST)
    yield "jadwal-daftar", page
    page.look_at(View.MONTH)
    yield "jadwalkan-pembahasan", PlanMeetingDialog(context, page)
    for row in page.shown_meetings():
        meeting = read_meeting(context.book, row.id)
        page.open(row.id)
        yield f"jadwal-{row.status.value}", page
        if row.status is MeetingStatus.PLANNED:
            yield "catat-hasil-pembahasan", HoldMeetingDialog(context, meeting, page)
            yield "batalkan-pembahasan", CancelMeetingDialog(context, meeting, page)
    page.panel.close_wanted.emit()
