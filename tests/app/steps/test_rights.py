"""Every step times every duty in a book that uses PINs: who may not is refused below the window."""

import contextlib
import shutil
from dataclasses import replace

import pytest

from app.book.days_off import DayOff, HolidayKind
from app.book.lists import read_lists
from app.book.opening import open_book
from app.book.place import FilePlace
from app.book.rights import Proof, ProofNeeded, RightRefused
from app.book.seals import KEY_FACT, SealKey
from app.book.signature_keys import SignatureKey
from app.entry.attachments import IncomingFile
from app.entry.forms import read_form
from app.ground.clock import FixedClock
from app.ground.errors import ClockWentBack, FormRefused
from app.ground.formatting import Month
from app.keeping.inspection import inspect_book
from app.reading.complaint.detail import read_detail
from app.reading.complaint.links import read_links
from app.reading.recap.month_words import MonthWords
from app.rules.channels import Channel
from app.rules.events import Event, Step
from app.rules.links import LinkKind
from app.rules.meetings import MeetingPlan, PlannedAction
from app.rules.next_steps import OFFERED, next_steps
from app.rules.officers import ROLE_LABELS, Role
from app.rules.procedure import BY_PROGRAM, RULE_OF, STEPS
from app.rules.statuses import Status
from app.steps.absences import note_absence
from app.steps.anonymise import anonymise
from app.steps.answer import answer_directly, approve_answer, write_answer
from app.steps.arrange import change_days_off, change_settings
from app.steps.attach import attach
from app.steps.close import forward, lapse, void, withdraw
from app.steps.close_month import (
    close_month,
    issue_erratum,
    prepare_closing,
    prepare_erratum,
    reopen_month,
)
from app.steps.complete import declare_complete, return_to_supplement
from app.steps.correct import correct
from app.steps.correct_opening import correct_opening, explain_letters, void_opening
from app.steps.deliver import deliver
from app.steps.distribute import distribute
from app.steps.edit_lists import (
    EntryRefused,
    ListName,
    add_list_entry,
    change_list_entry,
    retire_list_entry,
)
from app.steps.link import link, undo_link
from app.steps.meet import (
    cancel_meeting,
    change_meeting,
    finish_action,
    hold_meeting,
    plan_meeting,
)
from app.steps.open_box import open_box
from app.steps.openers import make_code
from app.steps.pins import (
    PinRefused,
    change_people_rules,
    change_pin,
    make_recovery_code,
    recover_pin,
    set_pin,
    switch_pins_on,
)
from app.steps.record import record
from app.steps.record_old import OldEntry, record_old
from app.steps.seal import set_seal_key, vouch_for_unsealed
from app.steps.show import export_whole, show_file, show_identity, show_nik
from app.steps.sign import make_signature_key, sign_head
from app.steps.undo import undo
from app.steps.write_month_words import write_month_words
from models.book_key import new_book_key
from models.complaint import Complaint
from models.journal import JournalEntry, JournalValue
from models.signature import Signer
from tests.books.every_step import PIXEL
from tests.conftest import COMPLETE_FORM, MONDAY_MORNING
from tests.quick_files import quick_erratum, quick_recap

SEAL_KEY = SealKey("ABCDE-FGHJK-MNPQR-STUVW-XYZ23")
SIGNATURE_KEY = SignatureKey(bytes(32))
OCTOBER = Month(2026, 10)
NOON = MONDAY_MORNING.replace(hour=12)
TYPED = {
    "opened_at": "2026-11-23 08:00",
    "box_location": "Lobi",
    "witness_1": "Saksi Satu",
    "witness_2": "Saksi Dua",
    "letter_count": "2",
}
# Taken on a file, not in an open book: test_restore_rights.py, test_encrypting.py beside keeping.
ON_FILES = {Step.RESTORE_BOOK, Step.RESCUE_BOOK, Step.LOCK_BOOK}


class Scene:
    """A book that uses PINs, with a complaint at every place from which a step is taken."""

    def __init__(self, book):
        self.book = book
        self.at = {}
        self.code = ""

    def prepare(self):
        book = self.book
        for role in (Role.ANSWERER, Role.SUPERVISOR):
            add_list_entry(book, ListName.OFFICERS, {"name": f"Rekan {role}", "role": role.value})
        for place in ("dicatat", "lengkap", "dikirim", "diurungkan", "ditulis", "disetujui"):
            self.at[place] = self.new()
        self.at["tanpa telepon"] = self.new(phone="")
        self.at["dikembalikan"] = self.new(phone="")
        return_to_supplement(book, self.at["dikembalikan"])
        for place in ("lengkap", "dikirim", "diurungkan", "ditulis", "disetujui"):
            declare_complete(book, self.at[place])
        for place in ("dikirim", "diurungkan", "ditulis", "disetujui"):
            distribute(book, self.at[place], 1)
        for place in ("ditulis", "disetujui"):
            write_answer(book, self.at[place], "Sudah tercetak.")
        approve_answer(book, self.at["disetujui"], ROLE_LABELS[Role.MANAGER])
        self.at["ditutup"] = self.new()
        answer_directly(book, self.at["ditutup"], "Sudah dijelaskan.")
        link(book, self.at["dicatat"], self.at["lengkap"], LinkKind.REPEAT)
        close_month(book, prepare_closing(book, OCTOBER, quick_recap))
        self.at["menyusul"] = self.new(received_at="2026-10-30 10:00")
        self.at["kotak"] = next(iter(open_box(book, TYPED).box_openings))
        plan_meeting(book, self.plan())
        plan_meeting(book, self.plan())
        done = [PlannedAction("Minta blangko", "Saksi Satu", NOON.date())]
        hold_meeting(book, 2, "Sudah dibahas.", {self.at["dicatat"]: "Diganti."}, done)
        with book.transaction() as journal:
            # The key is not here yet: what follows is without seal, to be vouched for.
            journal.tell(Event.SEAL_KEY_SET, {KEY_FACT: SEAL_KEY.id})
            key = Signer(name="Kepala", public_key=SIGNATURE_KEY.public, made_at=NOON)
            journal.add(key, Event.SIGNATURE_KEY_SET)
        self.code = switch_pins_on(book, "Admin Rekaan", "pin-rekaan-1")
        return self

    def new(self, **values):
        form = {**COMPLETE_FORM, **values}
        new = read_form(Channel.COUNTER, form, self.book.clock.now(), read_lists(self.book))
        return next(iter(record(self.book, new).complaints))

    def plan(self):
        """Return what meeting 1, which is planned, and meeting 2, which was held, were about."""
        at = MONDAY_MORNING
        return MeetingPlan(at, 60, "Aula", "Blangko", "Saksi Satu", (self.at["dicatat"],))

    def sit(self, role, *, proves=True):
        officer = next(o for o in read_lists(self.book).officers if o.role is role)
        self.book.holding.seat(officer.name, officer.id)
        if proves:
            self.book.accept_proof(Proof(officer.id, self.book.clock.utc()))
        return officer


def old_entry(scene):
    new = read_form(Channel.COUNTER, COMPLETE_FORM, scene.book.clock.now(), read_lists(scene.book))
    record_old(scene.book, new, OldEntry("7/lama", Status.COMPLETE, None, ""))


def move_due_dates(scene):
    # Whoever changes a day off moves the dates with it.
    day = scene.book.calendar.add(scene.book.clock.today(), 2)
    off = DayOff(day, "Cuti kantor", HolidayKind.OFFICE, "surat edaran")
    assert change_days_off(scene.book, added=[off]).complaints


def new_address(scene):
    office = replace(scene.book.settings.office, address="Jalan Rekaan 9")
    change_settings(scene.book, replace(scene.book.settings, office=office))


def lapse_later(scene):
    scene.book.clock.moment = scene.book.clock.moment.replace(month=12, day=30)
    officer_id = scene.book.holding.officer_id
    scene.book.accept_proof(Proof(officer_id, scene.book.clock.utc()))
    lapse(scene.book, scene.at["dikembalikan"])


def new_code(scene):
    holding = scene.book.holding
    holding.place = replace(holding.place, key=new_book_key())
    make_code(scene.book)


def vouch(scene):
    scene.book.seals.keep(SEAL_KEY)
    scene.book.seals.forget()
    vouch_for_unsealed(scene.book)


def anonymise_old(scene):
    scene.book.clock.moment = scene.book.clock.moment.replace(year=2033)
    officer_id = scene.book.holding.officer_id
    if scene.book.holding.officer_id and scene.book._proof is not None:
        scene.book.accept_proof(Proof(officer_id, scene.book.clock.utc()))
    anonymise(scene.book, [scene.at["ditutup"]])


def admin_id(scene):
    return next(o.id for o in read_lists(scene.book).officers if o.role is Role.ADMIN)


OFFICER = {"name": "Petugas Baru", "role": Role.DESK.value}
CATEGORY = {"name": "Kategori baru", "needs_oversight": False}
ACTS = {
    Step.RECORD: lambda s: s.new(),
    Step.COPY_OLD: old_entry,
    Step.OPEN_BOX: lambda s: open_box(s.book, TYPED | {"box_location": "Loket"}),
    Step.CORRECT_OPENING: lambda s: correct_opening(
        s.book, s.at["kotak"], TYPED | {"box_location": "Parkir"}, "Salah tempat."
    ),
    Step.VOID_OPENING: lambda s: void_opening(s.book, s.at["kotak"], "Tercatat dua kali."),
    Step.EXPLAIN_LETTERS: lambda s: explain_letters(s.book, s.at["kotak"], "Tidak terbaca."),
    Step.DECLARE_COMPLETE: lambda s: declare_complete(s.book, s.at["dicatat"]),
    Step.RETURN: lambda s: return_to_supplement(s.book, s.at["tanpa telepon"]),
    Step.ANSWER_DIRECTLY: lambda s: answer_directly(s.book, s.at["dicatat"], "Sudah dijelaskan."),
    Step.DISTRIBUTE: lambda s: distribute(s.book, s.at["lengkap"], 1),
    Step.UNDO_DISTRIBUTION: lambda s: undo(s.book, s.at["diurungkan"]),
    Step.WRITE_ANSWER: lambda s: write_answer(s.book, s.at["dikirim"], "Sudah tercetak."),
    Step.APPROVE_ANSWER: lambda s: approve_answer(s.book, s.at["ditulis"], s.book.officer),
    Step.DELIVER: lambda s: deliver(s.book, s.at["disetujui"], how="Telepon", to="W", at=NOON),
    Step.CORRECT: lambda s: correct(s.book, s.at["dicatat"], {"subject": "Lain"}, "Salah ketik."),
    Step.ATTACH: lambda s: attach(
        s.book, s.at["dicatat"], [IncomingFile("bukti.png", "image/png", PIXEL)]
    ),
    Step.LINK: lambda s: link(s.book, s.at["dicatat"], s.at["dikirim"], LinkKind.REPEAT),
    Step.UNDO_LINK: lambda s: undo_link(
        s.book, read_links(s.book, s.at["dicatat"])[-1].link_id, "Keliru."
    ),
    Step.SHOW_IDENTITY: lambda s: show_identity(s.book, s.at["dicatat"], "Menghubungi pengadu"),
    Step.SHOW_NIK: lambda s: show_nik(s.book, s.at["dicatat"], "Memeriksa berkas"),
    Step.SHOW_FILE: lambda s: show_file(s.book, s.at["dicatat"], 1, "Memeriksa berkas"),
    Step.EXPORT_WHOLE: lambda s: export_whole(
        s.book, [s.at["dicatat"]], "Memindahkan buku", what="daftar --lengkap"
    ),
    Step.ANONYMISE: anonymise_old,
    Step.FORWARD: lambda s: forward(s.book, s.at["dicatat"], "Dinas Sosial", "Bukan kewenangan."),
    Step.WITHDRAW: lambda s: withdraw(s.book, s.at["dicatat"], "Sudah selesai sendiri."),
    Step.LAPSE: lapse_later,
    Step.CLOSE_MONTH: lambda s: close_month(
        s.book, prepare_closing(s.book, OCTOBER.previous(), quick_recap)
    ),
    Step.WRITE_MONTH_WORDS: lambda s: write_month_words(
        s.book, OCTOBER.next(), MonthWords("Blangko habis.")
    ),
    Step.REOPEN_MONTH: lambda s: reopen_month(s.book, OCTOBER, "Salah unggah."),
    Step.ISSUE_ERRATUM: lambda s: issue_erratum(
        s.book, prepare_erratum(s.book, OCTOBER, quick_erratum)
    ),
    Step.VOID: lambda s: void(s.book, s.at["dicatat"], "Salah catat."),
    Step.MOVE_DUE_DATE: move_due_dates,
    Step.CHANGE_LIST: lambda s: add_list_entry(s.book, ListName.CATEGORIES, CATEGORY),
    Step.CHANGE_OFFICERS: lambda s: add_list_entry(s.book, ListName.OFFICERS, OFFICER),
    Step.PLAN_MEETING: lambda s: plan_meeting(s.book, s.plan()),
    Step.CHANGE_MEETING: lambda s: change_meeting(s.book, 1, replace(s.plan(), place="Loket")),
    Step.CANCEL_MEETING: lambda s: cancel_meeting(s.book, 1, "Batal."),
    Step.HOLD_MEETING: lambda s: hold_meeting(
        s.book, 1, "Sudah dibahas.", {s.at["dicatat"]: "Diganti."}
    ),
    Step.FINISH_ACTION: lambda s: finish_action(s.book, 1),
    Step.CHANGE_ABSENCES: lambda s: note_absence(
        s.book, 1, s.book.clock.today(), s.book.clock.today(), None
    ),
    Step.CHANGE_DAYS_OFF: move_due_dates,
    Step.CHANGE_SETTINGS: new_address,
    Step.CHANGE_PEOPLE_RULES: lambda s: change_people_rules(
        s.book, replace(s.book.settings.people, four_eyes=True)
    ),
    Step.SET_PIN: lambda s: set_pin(s.book, 1, "pin-rekaan-2"),
    Step.CHANGE_PIN: lambda s: change_pin(s.book, "pin-rekaan-3"),
    # The code stands for the admin's PIN; whose name is given decides, not who sits there.
    Step.RECOVER_PIN: lambda s: recover_pin(
        s.book,
        admin_id(s) if s.book.holding.officer_id == admin_id(s) else s.book.holding.officer_id,
        s.code,
        "pin-rekaan-4",
    ),
    Step.MAKE_RECOVERY_CODE: lambda s: make_recovery_code(s.book),
    Step.SET_SEAL_KEY: lambda s: set_seal_key(s.book),
    Step.VOUCH_FOR_UNSEALED: vouch,
    Step.SET_SIGNATURE_KEY: lambda s: make_signature_key(s.book, lambda _: None),
    Step.CHANGE_OPENERS: new_code,
    Step.SIGN_BOOK: lambda s: sign_head(s.book, SIGNATURE_KEY),
}


@pytest.fixture(scope="session")
def scene_file(template_path, tmp_path_factory):
    """A prepared book, made once, with where its complaints stand."""
    path = shutil.copy(template_path, tmp_path_factory.mktemp("rights") / "buku.db")
    with open_book(FilePlace(path), clock=FixedClock(NOON)) as book:
        scene = Scene(book).prepare()
    return path, scene


@pytest.fixture
def scene(scene_file, tmp_path):
    path, prepared = scene_file
    copy = shutil.copy(path, tmp_path / "hak.db")
    with open_book(FilePlace(copy), clock=FixedClock(NOON)) as book:
        made = Scene(book)
        made.at, made.code = prepared.at, prepared.code
        yield made


class TakenBack(Exception):
    """The test has seen enough."""


def happens(scene, act):
    """Return the events that *act* brings about, and take all of it back."""
    last = JournalEntry.select().order_by(JournalEntry.sequence.desc()).limit(1)
    before = scene.book.rows(last).get().sequence
    entries = JournalEntry.select(JournalEntry.event).where(JournalEntry.sequence > before)
    told = set()
    with contextlib.suppress(TakenBack), scene.book.transaction():
        act(scene)
        told = {Event(row.event) for row in scene.book.rows(entries)}
        raise TakenBack
    scene.book.refresh()
    return told


def test_no_step_is_forgotten():
    assert set(ACTS) == set(Step) - BY_PROGRAM - ON_FILES - {Step.ACCEPT_CLOCK}


def test_whoever_may_take_a_step_may_say_that_the_clock_is_right(scene):
    scene.sit(Role.SUPERVISOR)
    scene.book.clock.moment = NOON.replace(hour=11)
    officer_id = scene.book.holding.officer_id
    scene.book.accept_proof(Proof(officer_id, scene.book.clock.utc()))
    with pytest.raises(ClockWentBack) as went_back:
        change_pin(scene.book, "pin-rekaan-3")
    scene.book.accept_clock(went_back.value)
    change_pin(scene.book, "pin-rekaan-3")
    told = scene.book.rows(JournalEntry.select().order_by(JournalEntry.sequence.desc()).limit(2))
    assert {row.event for row in told} == {Event.PIN_CHANGED, Event.CLOCK_ACCEPTED}


@pytest.mark.parametrize("step", ACTS, ids=lambda step: step.value)
def test_a_step_is_taken_by_those_who_may_and_refused_to_all_others(scene, step):
    for role in Role:
        scene.book.clock.moment = NOON
        scene.sit(role)
        if role in STEPS[step].by:
            assert STEPS[step].event in happens(scene, ACTS[step]), role
        elif step is Step.RECOVER_PIN:
            with pytest.raises(PinRefused, match="admin"):
                ACTS[step](scene)
        else:
            with pytest.raises(RightRefused, match=ROLE_LABELS[role]):
                ACTS[step](scene)


@pytest.mark.parametrize("event", Event, ids=lambda event: event.value)
def test_no_entry_is_written_by_whoever_may_not(scene, event):
    """Whatever a step of tomorrow looks like: it writes entries, and each of them is asked for."""
    for role in Role:
        scene.sit(role)
        tell = lambda s: s.book.transaction().__enter__().tell(event, {})  # noqa: E731
        if role in RULE_OF[event].by:
            assert happens(scene, tell) == {event}
        else:
            with pytest.raises(RightRefused):
                happens(scene, tell)


@pytest.mark.parametrize("step", [s for s in ACTS if STEPS[s].asks_pin], ids=lambda s: s.value)
def test_some_steps_ask_for_the_pin_again(scene, step):
    if step is Step.RECOVER_PIN:
        pytest.skip("the code is given instead")
    scene.sit(next(iter(STEPS[step].by)), proves=False)
    with pytest.raises(ProofNeeded):
        ACTS[step](scene)


def test_a_proof_is_good_for_one_step_and_two_minutes(scene):
    manager = scene.sit(Role.MANAGER)
    void(scene.book, scene.at["dicatat"], "Salah catat.")
    with pytest.raises(ProofNeeded):
        void(scene.book, scene.at["lengkap"], "Salah catat.")
    scene.book.accept_proof(Proof(manager.id, scene.book.clock.utc()))
    scene.book.clock.moment = NOON.replace(minute=3)
    with pytest.raises(ProofNeeded):
        void(scene.book, scene.at["lengkap"], "Salah catat.")
    scene.book.accept_proof(Proof(manager.id + 1, scene.book.clock.utc()))
    with pytest.raises(ProofNeeded):
        void(scene.book, scene.at["lengkap"], "Salah catat.")


def test_nobody_who_has_not_signed_in_does_anything(scene):
    scene.book.officer = ROLE_LABELS[Role.MANAGER]
    with pytest.raises(RightRefused, match="Belum ada petugas"):
        scene.new()


def test_whoever_is_retired_meanwhile_does_nothing_more(scene):
    desk = scene.sit(Role.DESK)
    scene.sit(Role.ADMIN)
    retire_list_entry(scene.book, ListName.OFFICERS, desk.id, retired=True)
    scene.book.holding.seat(desk.name, desk.id)
    with pytest.raises(RightRefused):
        scene.new()


def test_the_journal_says_who_signed_in_within_what_it_hashes(scene):
    desk = scene.sit(Role.DESK)
    scene.new()
    last = JournalValue.select().order_by(JournalValue.sequence.desc()).limit(1)
    assert f'"*officer":{desk.id}' in scene.book.rows(last).get().content


def test_only_what_the_duty_may_do_is_offered(scene):
    scene.sit(Role.DESK)
    detail = read_detail(scene.book, scene.at["ditulis"])
    today = scene.book.clock.today()
    for role in Role:
        found = next_steps(detail, today, role=role)
        offered = {found.primary, *found.others} - {None}
        assert offered == {s for s in OFFERED if detail.status in STEPS[s].moves} & {
            step for step, rule in STEPS.items() if role in rule.by
        }


def test_a_team_answers_what_lies_with_it(scene):
    scene.sit(Role.ADMIN)
    answerer = next(o for o in read_lists(scene.book).officers if o.role is Role.ANSWERER)
    change_list_entry(scene.book, ListName.OFFICERS, answerer.id, {"team_id": 2})
    scene.sit(Role.ANSWERER)
    with pytest.raises(RightRefused, match="tim lain"):
        write_answer(scene.book, scene.at["dikirim"], "Sudah tercetak.")
    scene.sit(Role.ADMIN)
    change_list_entry(scene.book, ListName.OFFICERS, answerer.id, {"team_id": 1})
    scene.sit(Role.ANSWERER)
    write_answer(scene.book, scene.at["dikirim"], "Sudah tercetak.")
    scene.sit(Role.ADMIN)
    for wrong in (99, "satu"):
        with pytest.raises(FormRefused):
            change_list_entry(scene.book, ListName.OFFICERS, answerer.id, {"team_id": wrong})
    assert inspect_book(scene.book).problems == ()


def test_the_timeline_tells_who_signed_in_from_whoever_was_named(scene):
    scene.sit(Role.DESK)
    declare_complete(scene.book, scene.at["dicatat"])
    *before, last = read_detail(scene.book, scene.at["dicatat"]).timeline
    assert last.who == "Petugas Pengaduan"
    assert {entry.who for entry in before} == {"Petugas Pengaduan (tanpa PIN)"}


def test_a_manager_approves_in_no_other_name(scene):
    scene.sit(Role.ADMIN)
    add_list_entry(scene.book, ListName.OFFICERS, {"name": "Lain", "role": Role.MANAGER.value})
    scene.book.holding.seat(ROLE_LABELS[Role.MANAGER], 2)
    scene.book.accept_proof(Proof(2, scene.book.clock.utc()))
    with pytest.raises(FormRefused, match="atas namanya sendiri"):
        approve_answer(scene.book, scene.at["ditulis"], "Lain")


def test_four_eyes_look_at_an_answer_where_the_office_wants_it(scene):
    scene.sit(Role.ADMIN)
    change_people_rules(scene.book, replace(scene.book.settings.people, four_eyes=True))
    manager = scene.sit(Role.MANAGER)
    write_answer(scene.book, scene.at["dikirim"], "Sudah tercetak.")
    scene.sit(Role.MANAGER)
    with pytest.raises(FormRefused, match="menulis jawaban ini"):
        approve_answer(scene.book, scene.at["dikirim"], manager.name)
    approve_answer(scene.book, scene.at["ditulis"], manager.name)


def test_a_refusal_within_a_larger_transaction_leaves_nothing_behind(scene):
    """An import goes on behind a refused row, and stores the rows that were taken."""
    scene.sit(Role.SUPERVISOR)
    count = scene.book.rows(Complaint.select()).count()
    with scene.book.transaction():
        for act in (scene.new, lambda: add_list_entry(scene.book, ListName.CATEGORIES, CATEGORY)):
            with pytest.raises(RightRefused):
                act()
        with pytest.raises(RightRefused):
            change_list_entry(scene.book, ListName.OFFICERS, 1, {"role": Role.ADMIN.value})
    assert scene.book.rows(Complaint.select()).count() == count
    assert inspect_book(scene.book).problems == ()


def test_nobody_makes_an_admin_of_oneself(scene):
    desk = scene.sit(Role.DESK)
    with pytest.raises(RightRefused):
        change_list_entry(scene.book, ListName.OFFICERS, desk.id, {"role": Role.ADMIN.value})
    manager = scene.sit(Role.MANAGER)
    with pytest.raises(RightRefused):
        change_list_entry(scene.book, ListName.OFFICERS, manager.id, {"role": Role.ADMIN.value})


def test_an_admin_is_left_as_long_as_pins_are_used(scene):
    admin = scene.sit(Role.ADMIN)
    with pytest.raises(EntryRefused, match="satu admin"):
        change_list_entry(scene.book, ListName.OFFICERS, admin.id, {"role": Role.DESK.value})
    change_people_rules(scene.book, replace(scene.book.settings.people, uses_pins=False))
    change_list_entry(scene.book, ListName.OFFICERS, admin.id, {"role": Role.DESK.value})


def test_without_pins_everybody_does_everything(scene):
    scene.sit(Role.ADMIN)
    change_people_rules(scene.book, replace(scene.book.settings.people, uses_pins=False))
    scene.book.officer = "Siapa pun"
    void(scene.book, scene.new(), "Salah catat.")
    new_address(scene)
