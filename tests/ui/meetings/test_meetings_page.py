"""The schedule is walked by keys, meetings are planned and held there, and papers are made."""

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from app.reading.complaint.detail import read_detail
from app.reading.meetings.schedule import open_actions, read_meetings
from app.rules.events import Step
from app.rules.meetings import MeetingPlan, MeetingStatus, PlannedAction
from app.steps.meet import hold_meeting, plan_meeting
from ui.complaint.meeting_dialogs import HoldMeetingDialog, PlanMeetingDialog
from ui.complaint.papers import papers_folder
from ui.meetings.page import MeetingsPage, View
from ui.meetings.papers import MeetingPaper

MORNING = datetime(2026, 11, 23, 9, 0)


@pytest.fixture
def page(on_screen, context):
    made = MeetingsPage(context)
    on_screen(made)
    made.shown()
    QApplication.processEvents()
    return made


@pytest.fixture
def planned(book, recorded):
    """Plan a meeting that began twenty minutes ago; return its id and the complaint's."""
    id_ = recorded()
    people = "Budi Rekaan, Kepala Bidang\nSiti Contoh"
    plan_meeting(book, MeetingPlan(MORNING, 60, "Aula", "Blangko kosong", people, (id_,)))
    return read_meetings(book, MORNING.date(), MORNING.date())[0].id, id_


def _meetings(book):
    return read_meetings(book, date(2026, 1, 1), date(2027, 12, 31))


def _fill(dialog, number="1"):
    dialog.complaints.setText(number)
    dialog.place.setText("Aula")
    dialog.agenda.setPlainText("Blangko kosong")
    dialog.people.setPlainText("Budi Rekaan, Kepala Bidang")
    dialog.submit()


def test_a_meeting_is_planned_on_the_day_in_hand_by_keys(qtbot, page, book, recorded, next_dialog):
    id_ = recorded()
    qtbot.keyClick(page.grid, Qt.Key.Key_Down)
    qtbot.keyClick(page.grid, Qt.Key.Key_Right)
    assert page.day == date(2026, 12, 1)
    next_dialog(_fill)
    qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    [meeting] = _meetings(book)
    assert (meeting.starts_at, meeting.complaints) == (datetime(2026, 12, 1, 9, 0), 1)
    assert "Blangko kosong" in page.grid.accessibleName()
    assert read_detail(book, id_).timeline[-1].title == "Pembahasan dijadwalkan"
    qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    assert page.panel.isVisible()


def test_what_is_wrong_stays_in_the_dialog_with_its_sentence(qtbot, context, book):
    dialog = PlanMeetingDialog(context)
    qtbot.addWidget(dialog)
    _fill(dialog, "1, 99")
    assert dialog._boxes["complaints"].error == "Nomor 1 tidak ada dalam buku."
    dialog.complaints.setText("")
    dialog.people.setPlainText(", Kepala Bidang")
    dialog.submit()
    assert dialog._boxes["complaints"].error == "Pilih paling sedikit satu pengaduan."
    assert "tidak bernama" in dialog._boxes["participants"].error
    assert dialog.people.toPlainText() == ", Kepala Bidang"
    assert _meetings(book) == ()


def test_the_result_is_written_with_actions_and_done_from_the_panel(
    qtbot, page, book, planned, next_dialog
):
    meeting_id, id_ = planned
    page.arrive(meeting_id)

    def fill(dialog):
        assert isinstance(dialog, HoldMeetingDialog)
        dialog.submit()
        assert dialog._boxes["notes"].error == "Tulis hasil pembahasannya."
        dialog.notes.setPlainText("Blangko tiba Senin.")
        dialog._decisions[id_].setPlainText("Dicetak pekan depan.")
        what, who, until, about = dialog.action_lines._lines[0]
        what.setText("Minta blangko")
        who.setText("Budi Rekaan")
        about.setCurrentIndex(1)
        dialog.submit()
        assert "tanggal batasnya" in dialog._boxes["actions"].error
        until.set_day(date(2026, 11, 27))
        dialog.submit()

    next_dialog(fill)
    page.panel.primary.click()
    assert page.panel.meeting.status is MeetingStatus.HELD
    [action] = open_actions(book)
    assert (action.what, action.number) == ("Minta blangko", "001/PGD/XI/2026")
    page.panel.findChild(QPushButton, "finish-action").click()
    assert open_actions(book) == ()
    assert read_detail(book, id_).timeline[-1].title == "Tindak lanjut selesai"


def test_a_planned_one_is_changed_and_cancelled(page, book, planned, next_dialog):
    meeting_id, _ = planned
    page.arrive(meeting_id)
    next_dialog(lambda dialog: (dialog.place.setText("Ruang rapat"), dialog.submit()))
    page.panel.step_wanted.emit(Step.CHANGE_MEETING)
    assert page.panel.meeting.place == "Ruang rapat"
    next_dialog(
        lambda dialog: (
            dialog.findChild(QLineEdit, "reason").setText("Pejabat dinas luar"),
            dialog.submit(),
        )
    )
    page.panel.step_wanted.emit(Step.CANCEL_MEETING)
    assert page.panel.meeting.status is MeetingStatus.CANCELLED
    assert not page.panel.primary.isVisible()


def test_views_and_keys_turn_the_pages(qtbot, page, planned, context):
    page.look_at(View.WEEK)
    assert page._span.text() == "23 Nov 2026 sampai 29 Nov 2026"
    qtbot.keyClick(page.grid, Qt.Key.Key_PageDown)
    assert page.day == date(2026, 11, 30)
    page.look_at(View.MONTH)
    qtbot.keyClick(page.grid, Qt.Key.Key_PageUp)
    assert page._span.text() == "Oktober 2026"
    page.look_at(View.LIST)
    assert page.table.model().rowCount() == 1
    again = MeetingsPage(context)
    qtbot.addWidget(again)
    again.shown()
    assert again.views[View.LIST].isChecked()


@pytest.mark.parametrize("paper", MeetingPaper)
def test_papers_are_made_and_shown(page, planned, paper, next_preview):
    page.arrive(planned[0])
    page.panel.paper_wanted.emit(paper)
    preview = next_preview()
    assert preview.path == papers_folder() / f"{paper.value} 2026-11-23 0900.pdf"


def test_a_calendar_file_keeps_the_one_before(qtbot, page, planned, context):
    for _ in range(2):
        with qtbot.waitSignal(page.message, timeout=20_000):
            page._calendar.click()
    names = sorted(path.name for path in papers_folder().glob("*.ics"))
    assert names == ["Jadwal pengaduan 2026-11-23 (2).ics", "Jadwal pengaduan 2026-11-23.ics"]


def test_a_screen_that_others_see_says_nothing_of_the_agenda(page, planned, context):
    context.privacy.toggle()
    page.arrive(planned[0])
    assert "Blangko" not in page.grid.spoken(MORNING.date())
    said = [label.text() for label in page.panel.findChildren(type(page._span))]
    assert not any("Blangko" in text for text in said)
    context.privacy.toggle()


def test_what_is_left_to_do_stands_on_today(qtbot, early_context, book, clock, planned):
    from ui.today.page import TodayPage

    meeting_id, id_ = planned
    until = MORNING.date() + timedelta(days=1)
    actions = [PlannedAction("Minta blangko", "Budi Rekaan", until, id_)]
    hold_meeting(book, meeting_id, "Hasil.", {id_: "Dicetak."}, actions)
    clock.moment += timedelta(days=3)
    today = TodayPage(early_context)
    qtbot.addWidget(today)
    today.reload()
    [row] = today.follow_ups.rows
    assert "lewat 2 hari" in row.findChildren(type(today.follow_ups.title))[1].text()
    with qtbot.waitSignal(today.message):
        row.findChild(QPushButton, "finish-action").click()
    assert open_actions(book) == ()
    today.reload()
    assert today.follow_ups.rows == []
