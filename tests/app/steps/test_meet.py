"""Meetings are planned, changed, cancelled and held; what they decide stands in each complaint."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from app.book.news import changes_since
from app.ground.errors import FormRefused
from app.keeping.inspection import inspect_book
from app.reading.complaint.detail import read_detail
from app.reading.meetings.schedule import (
    due_complaints,
    due_days,
    open_actions,
    read_meeting,
    read_meetings,
)
from app.rules.meetings import MeetingPlan, MeetingStatus, PlannedAction, participants_of
from app.steps.close import withdraw
from app.steps.complete import declare_complete
from app.steps.meet import (
    MeetingRefused,
    cancel_meeting,
    change_meeting,
    finish_action,
    hold_meeting,
    plan_meeting,
)
from app.steps.storing import TextMissing

TUESDAY = datetime(2026, 11, 24, 9, 0)
PEOPLE = "Budi Rekaan, Kepala Bidang\n\nSiti Contoh"


@pytest.fixture
def plan(recorded):
    return MeetingPlan(TUESDAY, 90, "Ruang rapat", "Blangko kosong", PEOPLE, (recorded(),))


@pytest.fixture
def planned(book, plan):
    plan_meeting(book, plan)
    return read_meetings(book, TUESDAY.date(), TUESDAY.date())[0].id


def _titles(book, complaint_id):
    return [(entry.title, entry.remark) for entry in read_detail(book, complaint_id).timeline]


def test_a_meeting_is_on_the_schedule_and_in_the_complaint(book, plan, planned):
    meeting = read_meeting(book, planned)
    assert (meeting.ends_at, meeting.status) == (
        TUESDAY + timedelta(minutes=90),
        MeetingStatus.PLANNED,
    )
    assert [(p.name, p.duty) for p in meeting.participants] == [
        ("Budi Rekaan", "Kepala Bidang"),
        ("Siti Contoh", ""),
    ]
    assert _titles(book, plan.complaints[0])[-1] == (
        "Pembahasan dijadwalkan",
        "24-11-2026 09.00, Ruang rapat",
    )
    assert inspect_book(book).problems == ()


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"starts_at": None}, "starts_at", "tanggal dan jam"),
        ({"duration": 0}, "duration", "15 sampai 600"),
        ({"duration": 601}, "duration", "15 sampai 600"),
        ({"place": " "}, "place", "tempatnya"),
        ({"agenda": ""}, "agenda", "dibahas"),
        ({"agenda": "x" * 5000}, "agenda", "4000 huruf"),
        ({"participants": "\n \n"}, "participants", "satu peserta"),
        ({"participants": "Budi\n, Kepala Bidang"}, "participants", "ke-2 tidak bernama"),
        ({"participants": "Budi\n" * 61}, "participants", "60 peserta"),
        ({"complaints": ()}, "complaints", "satu pengaduan"),
        ({"complaints": (999,)}, "complaints", "masih terbuka"),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(book, plan, change, field, sentence):
    with pytest.raises(FormRefused) as refused:
        plan_meeting(book, replace(plan, **change))
    [problem] = refused.value.problems
    assert problem.field == field
    assert sentence in problem.sentence
    assert read_meetings(book, date(2026, 1, 1), date(2026, 12, 31)) == ()


def test_a_closed_complaint_is_not_put_on_an_agenda_but_stays_on_one(book, plan, planned):
    [id_] = plan.complaints
    withdraw(book, id_, "Sudah selesai sendiri.")
    change_meeting(book, planned, replace(plan, place="Aula"))
    assert read_meeting(book, planned).place == "Aula"
    with pytest.raises(FormRefused, match="terbuka"):
        plan_meeting(book, plan)


def test_complaints_come_and_go_while_it_is_planned(book, plan, planned, recorded):
    [first] = plan.complaints
    second = recorded()
    change_meeting(book, planned, replace(plan, complaints=(second,)))
    assert [each.complaint_id for each in read_meeting(book, planned).complaints] == [second]
    assert _titles(book, first)[-1] == (
        "Jadwal pembahasan diubah",
        "Tidak lagi dibahas 24-11-2026 09.00",
    )
    change_meeting(book, planned, replace(plan, complaints=(first, second)))
    assert len(read_meeting(book, planned).complaints) == 2
    assert inspect_book(book).problems == ()


def test_a_cancelled_one_says_why_and_is_over(book, plan, planned):
    with pytest.raises(TextMissing):
        cancel_meeting(book, planned, " ")
    cancel_meeting(book, planned, "Pejabat dinas luar.")
    assert _titles(book, plan.complaints[0])[-1] == (
        "Pembahasan dibatalkan",
        "Alasan: Pejabat dinas luar.",
    )
    with pytest.raises(MeetingRefused):
        change_meeting(book, planned, plan)


def test_what_was_decided_is_written_back_and_no_deadline_moves(book, clock, plan, planned):
    [id_] = plan.complaints
    declare_complete(book, id_)
    before = read_detail(book, id_)
    with pytest.raises(MeetingRefused, match="belum berlangsung"):
        hold_meeting(book, planned, "Hasil.", {id_: "Diganti."})
    clock.moment = TUESDAY + timedelta(hours=2)
    actions = [
        PlannedAction("Minta blangko", "Budi Rekaan", date(2026, 11, 27), id_),
        PlannedAction("Umumkan di loket", "Siti Contoh", date(2026, 11, 25)),
    ]
    hold_meeting(book, planned, "Blangko tiba Senin.", {id_: "Diganti pekan depan."}, actions)
    after = read_detail(book, id_)
    assert (after.settle_by, after.distribute_by, after.status) == (
        before.settle_by,
        before.distribute_by,
        before.status,
    )
    assert _titles(book, id_)[-2:] == [
        ("Pembahasan terlaksana", "Keputusan: Diganti pekan depan."),
        (
            "Pembahasan terlaksana",
            "Tindak lanjut: Minta blangko, oleh Budi Rekaan, sampai 27-11-2026",
        ),
    ]
    clock.moment += timedelta(days=2)
    assert [(each.what, each.days_late) for each in open_actions(book)] == [
        ("Umumkan di loket", 1),
        ("Minta blangko", 0),
    ]
    first, second = open_actions(book)
    finish_action(book, second.id)
    assert _titles(book, id_)[-1] == ("Tindak lanjut selesai", "Minta blangko (Budi Rekaan)")
    assert open_actions(book) == (first,)
    with pytest.raises(MeetingRefused):
        finish_action(book, second.id)
    assert inspect_book(book).problems == ()


@pytest.mark.parametrize(
    ("notes", "decision", "action", "field"),
    [
        (" ", "Diganti.", None, "notes"),
        ("Hasil.", " ", None, "decision-1"),
        ("Hasil.", "Diganti.", PlannedAction("", "Budi", date(2026, 12, 1)), "actions"),
        ("Hasil.", "Diganti.", PlannedAction("Cetak", "", date(2026, 12, 1)), "actions"),
        ("Hasil.", "Diganti.", PlannedAction("Cetak", "Budi", None), "actions"),
        ("Hasil.", "Diganti.", PlannedAction("Cetak", "Budi", date(2026, 11, 23)), "actions"),
    ],
)
def test_a_result_that_lacks_something_is_kept_from_the_book(
    book, clock, plan, planned, notes, decision, action, field
):
    clock.moment = TUESDAY + timedelta(hours=2)
    [id_] = plan.complaints
    with pytest.raises(FormRefused) as refused:
        hold_meeting(book, planned, notes, {id_: decision}, [action] if action else [])
    assert [problem.field for problem in refused.value.problems] == [field]
    assert read_meeting(book, planned).status is MeetingStatus.PLANNED


def test_others_hear_of_it(book, plan, planned):
    told = changes_since(book, 0)
    assert told.meetings
    assert plan.complaints[0] in told.complaints


def test_due_days_count_what_is_open(book, plan):
    [id_] = plan.complaints
    declare_complete(book, id_)
    assert {day: each.count for day, each in due_days(book, *_NOVEMBER).items()} == {
        read_detail(book, id_).deadline.due_on: 1
    }
    assert [each.complaint_id for each in due_complaints(book)] == [id_]
    withdraw(book, id_, "Selesai sendiri.")
    assert due_days(book, *_NOVEMBER) == {}
    assert due_complaints(book) == ()


def test_a_line_without_a_comma_is_a_name():
    assert [each.name for each in participants_of(" Budi  Rekaan \n")] == ["Budi Rekaan"]


_NOVEMBER = (date(2026, 11, 1), date(2026, 12, 31))
