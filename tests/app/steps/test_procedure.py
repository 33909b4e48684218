"""The steps of the procedure, through commands and readings on a real file."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from app.book.days_off import DayOff, HolidayKind
from app.book.journal import last_entry
from app.book.lists import read_lists
from app.entry.form_values import read_form_values
from app.entry.forms import read_form
from app.ground.errors import FormRefused
from app.ground.formatting import Month
from app.keeping.inspection import inspect_book
from app.reading.complaint.detail import read_detail
from app.reading.recap.monthly import read_recap
from app.rules.channels import Channel
from app.rules.completeness import Element
from app.rules.deadlines import DayUnit, Limit, Urgency
from app.rules.events import Event, Step
from app.rules.moves import MoveRefused
from app.rules.next_steps import OFFERED, next_steps
from app.rules.procedure import RULE_OF
from app.rules.procedure import STEPS as PROCEDURE
from app.rules.statuses import OPEN, Status
from app.steps.answer import NoAnswerYet, answer_directly, approve_answer, write_answer
from app.steps.arrange import change_days_off, change_settings
from app.steps.close import NotYetLapsed, forward, lapse, void, withdraw
from app.steps.complete import (
    ElementsMissing,
    NothingMissing,
    declare_complete,
    return_to_supplement,
)
from app.steps.correct import correct
from app.steps.deliver import deliver
from app.steps.distribute import SameTeam, distribute
from app.steps.edit_lists import ListName, retire_list_entry
from app.steps.record import record
from app.steps.storing import TextMissing, in_hand, store
from app.steps.undo import NothingToUndo, undo
from models.complaint import Complaint, has_ticket


@pytest.fixture(autouse=True)
def _book_stays_sound(book):
    yield
    assert inspect_book(book).problems == ()


def at_team(book, complaint_id, team_id=1):
    declare_complete(book, complaint_id)
    distribute(book, complaint_id, team_id)


def answered(book, complaint_id):
    at_team(book, complaint_id)
    write_answer(book, complaint_id, "Sudah dicetak.")
    approve_answer(book, complaint_id, "Pejabat Pengelola Pengaduan")


def test_a_complaint_goes_the_whole_way(book, clock, recorded):
    id_ = recorded()
    answered(book, id_)
    clock.moment += timedelta(days=2)
    deliver(book, id_, how="Telepon", to="Warga Rekaan", at=clock.now())
    detail = read_detail(book, id_)
    assert detail.status is Status.SETTLED
    assert detail.completed_on == date(2026, 11, 23)
    assert detail.settle_by == date(2026, 11, 30)
    assert detail.working_days == 2
    assert detail.deadline.urgency is Urgency.SETTLED_ON_TIME
    assert [entry.title for entry in detail.timeline] == [
        "Diterima dan dicatat",
        "Dinyatakan lengkap",
        "Didistribusikan",
        "Jawaban ditulis",
        "Jawaban disetujui",
        "Jawaban disampaikan",
    ]


def test_an_empty_form_is_recorded_and_gets_its_number(book, clock):
    new = read_form(Channel.BOX, {}, clock.now(), read_lists(book))
    changes = record(book, new)
    assert changes.number == "001/PGD/XI/2026"
    detail = read_detail(book, next(iter(changes.complaints)))
    assert detail.missing == tuple(Element)


def test_numbers_start_again_with_the_year(book, clock, recorded):
    recorded()
    clock.moment = datetime(2026, 12, 31, 23, 59)
    last = recorded()
    clock.moment = datetime(2027, 1, 1, 0, 0)
    first = recorded(received_at="2026-12-31 23:30")
    assert read_detail(book, last).number == "002/PGD/XII/2026"
    assert read_detail(book, first).number == "001/PGD/I/2027"


def test_completeness_needs_all_four(book, recorded):
    id_ = recorded(phone="-", address="")
    with pytest.raises(ElementsMissing) as refused:
        declare_complete(book, id_)
    assert refused.value.elements == (Element.ADDRESS, Element.PHONE)
    declare_complete(book, id_, {"phone": "(0564) 21 345", "address": "Bunut"})
    assert read_detail(book, id_).status is Status.COMPLETE


def test_days_spent_incomplete_never_make_us_late(book, clock, recorded):
    id_ = recorded(phone="")
    return_to_supplement(book, id_)
    clock.moment = datetime(2026, 12, 18, 10, 0)
    declare_complete(book, id_, {"phone": "081200000001"})
    detail = read_detail(book, id_)
    assert detail.distribute_by == date(2026, 12, 21)
    assert detail.settle_by == date(2026, 12, 29)
    assert detail.distribution.urgency is Urgency.SAFE


def test_returned_too_late_stays_late(book, clock, recorded):
    id_ = recorded(phone="")
    clock.moment += timedelta(days=5)
    return_to_supplement(book, id_)
    declare_complete(book, id_, {"phone": "081200000001"})
    distribute(book, id_, 1)
    assert read_detail(book, id_).distribution.urgency is Urgency.SETTLED_LATE


def test_nothing_is_returned_for_nothing(book, recorded):
    with pytest.raises(NothingMissing):
        return_to_supplement(book, recorded())


def test_lapse_is_refused_until_the_thirty_days_are_over(book, clock, recorded):
    id_ = recorded(phone="")
    return_to_supplement(book, id_)
    clock.moment += timedelta(days=30)
    with pytest.raises(NotYetLapsed):
        lapse(book, id_)
    clock.moment += timedelta(days=1)
    lapse(book, id_)
    assert read_detail(book, id_).status is Status.LAPSED


def test_distribution_can_be_done_again_and_drops_the_approval(book, recorded):
    id_ = recorded()
    answered(book, id_)
    distribute(book, id_, 2, reason="Salah bidang")
    detail = read_detail(book, id_)
    assert (detail.status, detail.team_id, detail.approved_by) == (Status.DISTRIBUTED, 2, "")
    with pytest.raises(SameTeam):
        distribute(book, id_, 2)


def test_the_answer_of_one_team_is_not_offered_as_that_of_another(book, clock, recorded):
    id_ = recorded()
    answered(book, id_)
    distribute(book, id_, 2, reason="Salah bidang")
    detail = read_detail(book, id_)
    assert (detail.answer, detail.answered_on) == ("", None)
    assert next_steps(detail, clock.today()).primary is Step.WRITE_ANSWER
    assert "Sudah dicetak." in detail.timeline[-1].remark
    with pytest.raises(NoAnswerYet):
        approve_answer(book, id_, "Pejabat Pengelola Pengaduan")
    undo(book, id_)
    assert read_detail(book, id_).answer == "Sudah dicetak."
    assert read_detail(book, id_).status is Status.ANSWERED


def test_a_team_keeps_its_answer_when_it_is_sent_back_to_it(book, recorded):
    id_ = recorded()
    answered(book, id_)
    distribute(book, id_, 1, "Mohon diperjelas")
    detail = read_detail(book, id_)
    assert (detail.status, detail.answer) == (Status.DISTRIBUTED, "Sudah dicetak.")
    assert detail.approved_by == ""


def test_a_wrong_drop_can_be_undone_once(book, recorded):
    id_ = recorded()
    declare_complete(book, id_)
    before = read_detail(book, id_)
    distribute(book, id_, 3, reason="Salah bidang")
    undo(book, id_)
    after = read_detail(book, id_)
    assert (after.status, after.team_id, after.distribution) == (
        before.status,
        before.team_id,
        before.distribution,
    )
    with pytest.raises(NothingToUndo):
        undo(book, id_)


def test_an_answer_is_approved_only_when_written(book, recorded):
    id_ = recorded()
    at_team(book, id_)
    with pytest.raises(NoAnswerYet):
        approve_answer(book, id_, "Pejabat Pengelola Pengaduan")
    with pytest.raises(TextMissing):
        write_answer(book, id_, "  ")
    assert read_detail(book, id_).status is Status.DISTRIBUTED


def test_rewriting_an_approved_answer_needs_approval_again(book, recorded):
    id_ = recorded()
    answered(book, id_)
    write_answer(book, id_, "Jawaban lain.")
    assert read_detail(book, id_).status is Status.DISTRIBUTED


@pytest.mark.parametrize("shift", [timedelta(minutes=1), timedelta(days=-3)])
def test_delivery_lies_between_approval_and_now(book, clock, recorded, shift):
    id_ = recorded()
    answered(book, id_)
    with pytest.raises(FormRefused):
        deliver(book, id_, how="Telepon", to="Warga", at=clock.now() + shift)
    assert read_detail(book, id_).status is Status.ANSWERED


def test_a_direct_answer_settles_on_the_day_it_was_given(book, clock, recorded):
    id_ = recorded(received_at="2026-11-16 10:00")
    answer_directly(book, id_, "Sudah dijelaskan.", datetime(2026, 11, 16, 10, 0))
    detail = read_detail(book, id_)
    assert detail.closed_on == date(2026, 11, 16)
    assert detail.is_direct
    assert detail.deadline.urgency is Urgency.SETTLED_ON_TIME


@pytest.mark.parametrize(
    ("step", "status"),
    [
        (lambda b, i: forward(b, i, "Dinas Sosial", "Bukan kewenangan"), Status.FORWARDED),
        (lambda b, i: withdraw(b, i, "Sudah selesai"), Status.WITHDRAWN),
        (lambda b, i: void(b, i, "Salah catat"), Status.VOID),
    ],
)
def test_every_open_status_has_its_ends(book, recorded, step, status):
    in_recorded, in_complete, in_team, in_ready = (recorded() for _ in range(4))
    in_incomplete = recorded(phone="")
    return_to_supplement(book, in_incomplete)
    declare_complete(book, in_complete)
    at_team(book, in_team)
    answered(book, in_ready)
    ids = (in_recorded, in_incomplete, in_complete, in_team, in_ready)
    assert {read_detail(book, id_).status for id_ in ids} == OPEN
    for id_ in ids:
        step(book, id_)
        assert read_detail(book, id_).status is status
        with pytest.raises(MoveRefused):
            step(book, id_)


def test_ends_need_a_reason(book, recorded):
    id_ = recorded()
    for attempt in (lambda: void(book, id_, ""), lambda: forward(book, id_, "", "Alasan")):
        with pytest.raises(TextMissing):
            attempt()
    assert read_detail(book, id_).status is Status.RECORDED


def test_a_correction_keeps_the_old_value(book, recorded):
    id_ = recorded()
    correct(book, id_, {"name": "Warga Baru"}, "Salah dengar")
    detail = read_detail(book, id_)
    assert detail.name == "Warga Baru"
    assert "“Warga Rekaan” menjadi “Warga Baru”" in detail.timeline[-1].remark
    assert "Alasan: Salah dengar" in detail.timeline[-1].remark


@pytest.mark.parametrize("field", ["name", "address", "phone", "subject"])
def test_a_correction_does_not_undo_the_completeness(book, recorded, field):
    id_ = recorded()
    correct(book, id_, {field: ""}, "Salah isi")  # not yet declared complete
    correct(book, id_, {field: {"phone": "0812 0000 0001"}.get(field, "Isian Baru")}, "Ketemu")
    declare_complete(book, id_)
    with pytest.raises(FormRefused) as refused:
        correct(book, id_, {field: "-"}, "Salah isi")
    assert [problem.field for problem in refused.value.problems] == [field]
    assert read_detail(book, id_).missing == ()
    correct(book, id_, {"description": ""}, "Salah isi")


def test_a_corrected_receipt_moves_the_running_clock(book, recorded):
    id_ = recorded()
    correct(book, id_, {"received_at": "20-11-2026 16.00"}, "Salah tanggal")
    assert read_detail(book, id_).distribute_by == date(2026, 11, 23)


def test_a_corrected_receipt_moves_the_clock_that_has_stopped(book, clock, recorded):
    id_ = recorded()
    clock.moment += timedelta(days=2)
    at_team(book, id_)
    assert read_detail(book, id_).distribution.urgency is Urgency.SETTLED_ON_TIME
    correct(book, id_, {"received_at": "16-11-2026 16.00"}, "Salah tanggal")
    detail = read_detail(book, id_)
    assert detail.distribute_by == date(2026, 11, 18)
    assert detail.distribution.urgency is Urgency.SETTLED_LATE
    assert detail.settle_by == date(2026, 12, 2)


def test_a_corrected_receipt_leaves_the_clock_of_a_completed_one(book, clock, recorded):
    id_ = recorded(phone="")
    return_to_supplement(book, id_)
    clock.moment += timedelta(days=3)
    declare_complete(book, id_, {"phone": "081200000001"})
    distribute(book, id_, 1)
    correct(book, id_, {"received_at": "16-11-2026 16.00"}, "Salah tanggal")
    detail = read_detail(book, id_)
    assert detail.distribute_by == date(2026, 11, 30)
    # The first run ended with the return, five days too late.
    assert detail.distribution.urgency is Urgency.SETTLED_LATE


def test_a_corrected_hour_leaves_a_closed_complaint_its_date(book, clock, recorded):
    limits = replace(book.limits, distribute=Limit(2, DayUnit.WORKING))
    change_settings(book, replace(book.settings, limits=limits))
    id_ = recorded()
    answer_directly(book, id_, "Sudah dijelaskan.")
    change_days_off(book, [DayOff(date(2026, 11, 24), "Pilkada", HolidayKind.PUBLIC, "Kantor")])
    correct(book, id_, {"received_at": "23-11-2026 07.30"}, "Salah jam")
    assert read_detail(book, id_).distribute_by == date(2026, 11, 25)


@pytest.mark.parametrize(
    "step",
    [
        lambda book, id_: answer_directly(book, id_, "Sudah dijelaskan."),
        lambda book, id_: declare_complete(book, id_),
        lambda book, id_: withdraw(book, id_, "Sudah selesai"),
    ],
)
def test_a_complaint_is_not_received_after_it_was_handled(book, clock, recorded, step):
    id_ = recorded()
    step(book, id_)
    clock.moment += timedelta(days=3)
    with pytest.raises(FormRefused) as refused:
        correct(book, id_, {"received_at": "24-11-2026 10.00"}, "Salah tanggal")
    assert refused.value.problems[0].field == "received_at"
    correct(book, id_, {"received_at": "20-11-2026 10.00"}, "Salah tanggal")
    read_recap(book, Month(2026, 11))


def test_a_direct_answer_does_not_come_before_the_question(book, clock, recorded):
    id_ = recorded()
    answer_directly(book, id_, "Sudah dijelaskan.")
    clock.moment += timedelta(hours=3)
    with pytest.raises(FormRefused):
        correct(book, id_, {"received_at": "23-11-2026 09.01"}, "Salah jam")


def test_correcting_one_field_never_fails_because_of_another(book, recorded):
    id_ = recorded(Channel.EMAIL, from_address="warga@contoh.id")
    retire_list_entry(book, ListName.SERVICES, 2, retired=True)  # KTP-el, as it was recorded
    with in_hand(book, id_) as case:
        # As an older release or an import has let it pass.
        case.complaint.subject, case.complaint.nik = "x" * 279, "123"
        case.complaint.email = "warga(at)contoh"
        store(case.journal, case.complaint, Event.CORRECTED)
    correct(book, id_, {"name": "Nama Benar"}, "Salah ketik")
    detail = read_detail(book, id_)
    assert (detail.name, len(detail.subject), detail.service) == ("Nama Benar", 279, "KTP-el")
    correct(book, id_, {"name": "Nama", "email": "masih salah"}, "Salah ketik")
    assert [doubt.field for doubt in read_detail(book, id_).doubts] == ["email"]


def test_a_field_of_the_channel_is_corrected_alone(book, recorded):
    id_ = recorded(Channel.PHONE, phone="", caller_number="0812-0000-0147")
    correct(book, id_, {"wants_call_back": "ya"}, "Lupa ditanyakan")
    values = read_form_values(book, id_)
    assert (values["caller_number"], values["wants_call_back"]) == ("0812-0000-0147", "ya")
    correct(book, id_, {"caller_number": ""}, "Bukan nomornya")
    assert "caller_number" not in read_form_values(book, id_)
    correct(book, id_, {"phone": ""}, "Bukan nomornya")
    correct(book, id_, {"caller_number": "0813-0000-0001"}, "Nomor yang benar")
    assert read_form_values(book, id_)["phone"] == "0813-0000-0001"


def test_a_void_entry_is_not_corrected(book, recorded):
    id_ = recorded()
    void(book, id_, "Salah catat")
    with pytest.raises(MoveRefused):
        correct(book, id_, {"name": "X"}, "Alasan")


def test_a_tracking_id_is_used_once_per_channel_and_freed_by_void(book, recorded):
    first = recorded(Channel.LAPOR, tracking_id="7512345")
    recorded(Channel.EMAIL)
    with pytest.raises(FormRefused) as refused:
        recorded(Channel.LAPOR, tracking_id=" 7512345 ")
    assert refused.value.problems[0].field == "tracking_id"
    void(book, first, "Salah catat")
    recorded(Channel.LAPOR, tracking_id="7512345")


@pytest.mark.parametrize("spelling", ["LPR7512345", "lpr 751 2345", "Lpr-7512345"])
def test_a_tracking_id_is_the_same_however_it_is_written(book, recorded, spelling):
    recorded(Channel.LAPOR, tracking_id="LPR-751 2345")
    with pytest.raises(FormRefused, match="001/PGD/XI/2026"):
        recorded(Channel.LAPOR, tracking_id=spelling)
    other = recorded(Channel.LAPOR, tracking_id="LPR-7512346")
    with pytest.raises(FormRefused, match="001/PGD/XI/2026"):
        correct(book, other, {"tracking_id": spelling}, "Salah ketik")
    correct(book, other, {"tracking_id": "lpr 7512346"}, "Salah ketik")


def test_a_tracking_id_is_looked_up_by_its_index(book):
    sql, values = Complaint.select().where(has_ticket("7512345")).bind(book.store.database).sql()
    plan = book.store.database.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()
    assert "USING INDEX complaint_ticket" in plan[0][-1]


def test_a_refused_step_writes_nothing(book, recorded):
    id_ = recorded()
    before = inspect_book(book).entries
    with pytest.raises(MoveRefused):
        deliver(book, id_, how="Telepon", to="Warga", at=book.clock.now())
    assert inspect_book(book).entries == before


def test_a_step_is_offered_or_is_no_step_of_a_person():
    chosen = {step for step, rule in PROCEDURE.items() if rule.moves}
    assert chosen == set(OFFERED)
    assert len(RULE_OF) == len(PROCEDURE)


# Drawn from the procedure's own picture (section 5), apart from the program's table.
DRAWN = {
    "nyatakan lengkap": {Status.RECORDED, Status.INCOMPLETE},
    "kembalikan": {Status.RECORDED},
    "jawab langsung": {Status.RECORDED},
    "distribusikan": {Status.COMPLETE, Status.DISTRIBUTED, Status.ANSWERED},
    "tulis jawaban": {Status.DISTRIBUTED, Status.ANSWERED},
    "setujui": {Status.DISTRIBUTED},
    "sampaikan": {Status.ANSWERED},
    "anggap mencabut": {Status.INCOMPLETE},
    "teruskan": OPEN,
    "dicabut": OPEN,
    "batal": OPEN,
}
STEPS = {
    "nyatakan lengkap": lambda b, i: declare_complete(b, i, {"phone": "081200000001"}),
    "kembalikan": return_to_supplement,
    "jawab langsung": lambda b, i: answer_directly(b, i, "Sudah dijelaskan."),
    # To whichever team does not have it yet.
    "distribusikan": lambda b, i: distribute(
        b, i, 1 + (read_detail(b, i).team_id or 0), reason="Salah bidang"
    ),
    "tulis jawaban": lambda b, i: write_answer(b, i, "Jawaban lain."),
    "setujui": lambda b, i: approve_answer(b, i, "Pejabat Pengelola Pengaduan"),
    "sampaikan": lambda b, i: deliver(b, i, how="Telepon", to="Warga", at=b.clock.now()),
    "anggap mencabut": lapse,
    "teruskan": lambda b, i: forward(b, i, "Dinas Sosial", "Bukan kewenangan"),
    "dicabut": lambda b, i: withdraw(b, i, "Sudah selesai"),
    "batal": lambda b, i: void(b, i, "Salah catat"),
}
WAYS = {
    Status.RECORDED: (),
    Status.INCOMPLETE: ("kembalikan",),
    Status.COMPLETE: ("nyatakan lengkap",),
    Status.DISTRIBUTED: ("nyatakan lengkap", "distribusikan", "tulis jawaban"),
    Status.ANSWERED: ("nyatakan lengkap", "distribusikan", "tulis jawaban", "setujui"),
    Status.SETTLED: ("jawab langsung",),
    Status.FORWARDED: ("teruskan",),
    Status.WITHDRAWN: ("dicabut",),
    Status.LAPSED: ("kembalikan", "anggap mencabut"),
    Status.VOID: ("batal",),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("status", Status)
def test_each_step_is_taken_where_the_procedure_draws_it(book, clock, recorded, status, step):
    # Without a number it can be returned; "jawab langsung" and the ends need none.
    id_ = recorded(phone="")
    for way in WAYS[status]:
        STEPS[way](book, id_)
        clock.moment += timedelta(days=31)
    assert read_detail(book, id_).status is status
    entries = last_entry(book).sequence
    if status in DRAWN[step]:
        STEPS[step](book, id_)
        assert last_entry(book).sequence == entries + 1
    else:
        with pytest.raises(MoveRefused):
            STEPS[step](book, id_)
        assert last_entry(book).sequence == entries
