"""From receipt to the shelf: the statuses, and the one table of all steps.

Whatever speaks of a step reads it here: which moves are allowed, how buttons, dialogs and the
timeline call it, who may take it, what the citizen was told, and how it is taken back.

Source: the office's complaint procedure, section 5.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from app.ground.stored import StoredEnum
from app.rules.officers import Role


class Status(StoredEnum):
    """Where a complaint stands; the value is the key used in files and on the command line."""

    RECORDED = "dicatat"
    INCOMPLETE = "belum_lengkap"
    COMPLETE = "lengkap"
    DISTRIBUTED = "di_tim_penjawab"
    ANSWERED = "jawaban_siap"
    SETTLED = "selesai"
    FORWARDED = "diteruskan"
    WITHDRAWN = "dicabut"
    LAPSED = "dianggap_dicabut"
    VOID = "batal"


STATUS_LABELS: Final[Mapping[Status, str]] = {
    Status.RECORDED: "Dicatat",
    Status.INCOMPLETE: "Belum lengkap",
    Status.COMPLETE: "Lengkap",
    Status.DISTRIBUTED: "Di tim penjawab",
    Status.ANSWERED: "Jawaban siap",
    Status.SETTLED: "Selesai",
    Status.FORWARDED: "Diteruskan",
    Status.WITHDRAWN: "Dicabut pengadu",
    Status.LAPSED: "Dianggap mencabut",
    Status.VOID: "Batal",
}
CLOSED: Final = frozenset(
    {Status.SETTLED, Status.FORWARDED, Status.WITHDRAWN, Status.LAPSED, Status.VOID}
)
OPEN: Final = frozenset(Status) - CLOSED


class Event(StoredEnum):
    """What the journal calls that which happened; the values stand in every book for good."""

    RECORDED = "recorded"
    COPIED = "copied"
    BOX_OPENED = "box_opened"
    BOX_CORRECTED = "box_corrected"
    BOX_VOIDED = "box_voided"
    LETTERS_EXPLAINED = "letters_explained"
    ANSWERED_DIRECTLY = "answered_directly"
    RETURNED = "returned"
    DECLARED_COMPLETE = "declared_complete"
    DISTRIBUTED = "distributed"
    DISTRIBUTION_UNDONE = "distribution_undone"
    ANSWER_WRITTEN = "answer_written"
    ANSWER_APPROVED = "answer_approved"
    DELIVERED = "delivered"
    FORWARDED = "forwarded"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    VOIDED = "voided"
    CORRECTED = "corrected"
    DUE_DATE_MOVED = "due_date_moved"
    ATTACHED = "attached"
    LINKED = "linked"
    LINK_UNDONE = "link_undone"
    LIST_CHANGED = "list_changed"
    OFFICER_CHANGED = "officer_changed"
    PEOPLE_RULES_CHANGED = "people_rules_changed"
    PIN_SET = "pin_set"
    PIN_CHANGED = "pin_changed"
    PIN_RECOVERED = "pin_recovered"
    RECOVERY_CODE_MADE = "recovery_code_made"
    HOLIDAY_CHANGED = "holiday_changed"
    SETTING_CHANGED = "setting_changed"
    BOOK_STARTED = "book_started"
    BOOK_RESTORED = "book_restored"
    SCHEMA_UPGRADED = "schema_upgraded"
    TAIL_LOST = "tail_lost"
    CLOCK_ACCEPTED = "clock_accepted"


class Step(StrEnum):
    """What is done to a complaint or to the book."""

    RECORD = "record"
    COPY_OLD = "copy_old"
    OPEN_BOX = "open_box"
    CORRECT_OPENING = "correct_opening"
    VOID_OPENING = "void_opening"
    EXPLAIN_LETTERS = "explain_letters"
    DECLARE_COMPLETE = "declare_complete"
    RETURN = "return"
    ANSWER_DIRECTLY = "answer_directly"
    DISTRIBUTE = "distribute"
    UNDO_DISTRIBUTION = "undo_distribution"
    WRITE_ANSWER = "write_answer"
    APPROVE_ANSWER = "approve_answer"
    DELIVER = "deliver"
    CORRECT = "correct"
    ATTACH = "attach"
    LINK = "link"
    UNDO_LINK = "undo_link"
    FORWARD = "forward"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"
    VOID = "void"
    MOVE_DUE_DATE = "move_due_date"
    CHANGE_LIST = "change_list"
    CHANGE_OFFICERS = "change_officers"
    CHANGE_PEOPLE_RULES = "change_people_rules"
    SET_PIN = "set_pin"
    CHANGE_PIN = "change_pin"
    RECOVER_PIN = "recover_pin"
    MAKE_RECOVERY_CODE = "make_recovery_code"
    CHANGE_DAYS_OFF = "change_days_off"
    CHANGE_SETTINGS = "change_settings"
    START_BOOK = "start_book"
    RESTORE_BOOK = "restore_book"
    UPGRADE_SCHEMA = "upgrade_schema"
    NOTICE_LOSS = "notice_loss"
    ACCEPT_CLOCK = "accept_clock"


_DESK: Final = frozenset({Role.DESK, Role.MANAGER})
_MANAGER: Final = frozenset({Role.MANAGER})
_ADMIN: Final = frozenset({Role.ADMIN})
_ARRANGING: Final = frozenset({Role.MANAGER, Role.ADMIN})
_WORKING: Final = frozenset({Role.DESK, Role.MANAGER, Role.ANSWERER})
_ANYBODY: Final = frozenset(Role)


@dataclass(frozen=True, slots=True)
class StepRule:
    """One step.

    Attributes:
        event: what the journal calls it.
        happened: how the timeline calls it.
        by: who may take it.
        moves: where a complaint may stand -> where it stands afterwards; empty for a step that is
            about no complaint, or that finds the way back in the journal.
        label: the words on its button; empty where no person chooses it for a complaint.
        title: what its dialog is called, where that is not the label.
        accept: the words on its dialog's button, where that is not the label.
        done: what happened, in a quiet sentence after the number of the complaint.
        is_told: the citizen was told or took part; else it is the office's own business.
        is_danger: it cannot be taken back, and its button says so.
        undone_by: the step that takes it back as long as nothing has followed.
        asks_pin: who takes it gives the PIN again, where PINs are used.
    """

    event: Event
    happened: str
    by: frozenset[Role]
    moves: Mapping[Status, Status] = field(default_factory=dict)
    label: str = ""
    title: str = ""
    accept: str = ""
    done: str = ""
    is_told: bool = False
    is_danger: bool = False
    undone_by: Step | None = None
    asks_pin: bool = False


def _from(starts: Iterable[Status], end: Status) -> Mapping[Status, Status]:
    return dict.fromkeys(starts, end)


def _staying(places: Iterable[Status]) -> Mapping[Status, Status]:
    return {place: place for place in places}


STEPS: Final[Mapping[Step, StepRule]] = {
    Step.RECORD: StepRule(Event.RECORDED, "Diterima dan dicatat", _DESK, is_told=True),
    Step.COPY_OLD: StepRule(Event.COPIED, "Disalin dari buku lama", _DESK),
    Step.OPEN_BOX: StepRule(Event.BOX_OPENED, "Kotak dibuka", _DESK),
    Step.CORRECT_OPENING: StepRule(Event.BOX_CORRECTED, "Pembukaan kotak diperbaiki", _DESK),
    Step.VOID_OPENING: StepRule(
        Event.BOX_VOIDED, "Pembukaan kotak dibatalkan", _MANAGER, asks_pin=True
    ),
    Step.EXPLAIN_LETTERS: StepRule(
        Event.LETTERS_EXPLAINED, "Surat yang tidak dicatat dijelaskan", _DESK
    ),
    Step.DECLARE_COMPLETE: StepRule(
        Event.DECLARED_COMPLETE,
        "Dinyatakan lengkap",
        _DESK,
        _from({Status.RECORDED, Status.INCOMPLETE}, Status.COMPLETE),
        label="Nyatakan lengkap",
        done="dinyatakan lengkap",
        is_told=True,
    ),
    Step.RETURN: StepRule(
        Event.RETURNED,
        "Dikembalikan untuk dilengkapi",
        _DESK,
        _from({Status.RECORDED}, Status.INCOMPLETE),
        label="Kembalikan untuk dilengkapi",
        accept="Kembalikan",
        done="dikembalikan untuk dilengkapi",
        is_told=True,
    ),
    Step.ANSWER_DIRECTLY: StepRule(
        Event.ANSWERED_DIRECTLY,
        "Dijawab langsung",
        _DESK,
        _from({Status.RECORDED}, Status.SETTLED),
        label="Dijawab langsung",
        accept="Simpan dan selesaikan",
        done="dijawab langsung dan selesai",
        is_told=True,
    ),
    # Also from one team to another, and away from one whose answer is ready.
    Step.DISTRIBUTE: StepRule(
        Event.DISTRIBUTED,
        "Didistribusikan",
        _DESK,
        _from({Status.COMPLETE, Status.DISTRIBUTED, Status.ANSWERED}, Status.DISTRIBUTED),
        label="Distribusikan",
        done="didistribusikan",
        undone_by=Step.UNDO_DISTRIBUTION,
    ),
    Step.UNDO_DISTRIBUTION: StepRule(
        Event.DISTRIBUTION_UNDONE,
        "Distribusi diurungkan",
        _DESK,
        label="Urungkan distribusi",
        done="tidak jadi didistribusikan",
    ),
    # An approved answer that is written anew needs approval again.
    Step.WRITE_ANSWER: StepRule(
        Event.ANSWER_WRITTEN,
        "Jawaban ditulis",
        _WORKING,
        _from({Status.DISTRIBUTED, Status.ANSWERED}, Status.DISTRIBUTED),
        label="Tulis jawaban",
        accept="Simpan jawaban",
        done="sudah ada jawabannya, menunggu persetujuan",
    ),
    Step.APPROVE_ANSWER: StepRule(
        Event.ANSWER_APPROVED,
        "Jawaban disetujui",
        _MANAGER,
        _from({Status.DISTRIBUTED}, Status.ANSWERED),
        label="Setujui jawaban",
        accept="Setujui",
        done="jawabannya disetujui, siap disampaikan",
        asks_pin=True,
    ),
    Step.DELIVER: StepRule(
        Event.DELIVERED,
        "Jawaban disampaikan",
        _DESK,
        _from({Status.ANSWERED}, Status.SETTLED),
        label="Sampaikan",
        title="Sampaikan jawaban",
        accept="Sudah disampaikan",
        done="jawabannya disampaikan, pengaduan selesai",
        is_told=True,
    ),
    Step.CORRECT: StepRule(
        Event.CORRECTED,
        "Isian diperbaiki",
        _DESK,
        _staying(frozenset(Status) - {Status.VOID}),
        label="Perbaiki isian",
        accept="Simpan perbaikan",
        done="diperbaiki",
    ),
    Step.ATTACH: StepRule(
        Event.ATTACHED,
        "Lampiran ditambahkan",
        _WORKING,
        _staying(frozenset(Status) - {Status.VOID}),
        label="Tambah lampiran",
        accept="Simpan lampiran",
        done="mendapat lampiran baru",
    ),
    Step.LINK: StepRule(
        Event.LINKED,
        "Ditautkan",
        _DESK,
        _staying(frozenset(Status) - {Status.VOID}),
        label="Tautkan ke pengaduan lain",
        accept="Tautkan",
        done="ditautkan",
    ),
    Step.UNDO_LINK: StepRule(
        Event.LINK_UNDONE,
        "Tautan dibatalkan",
        _DESK,
        label="Batalkan tautan",
        done="tidak lagi ditautkan",
    ),
    Step.FORWARD: StepRule(
        Event.FORWARDED,
        "Diteruskan",
        _MANAGER,
        _from(OPEN, Status.FORWARDED),
        label="Teruskan ke instansi lain",
        accept="Teruskan",
        done="diteruskan ke instansi lain",
        is_told=True,
    ),
    Step.WITHDRAW: StepRule(
        Event.WITHDRAWN,
        "Dicabut pengadu",
        _DESK,
        _from(OPEN, Status.WITHDRAWN),
        label="Dicabut pengadu",
        accept="Catat pencabutan",
        done="dicabut pengadu",
        is_told=True,
    ),
    Step.LAPSE: StepRule(
        Event.LAPSED,
        "Dianggap mencabut pengaduan",
        _MANAGER,
        _from({Status.INCOMPLETE}, Status.LAPSED),
        label="Anggap mencabut",
        title="Anggap mencabut pengaduan",
        done="dianggap mencabut",
        is_danger=True,
    ),
    Step.VOID: StepRule(
        Event.VOIDED,
        "Dibatalkan (salah catat)",
        _MANAGER,
        _from(OPEN, Status.VOID),
        label="Batalkan (salah catat)",
        title="Batalkan karena salah catat",
        accept="Batalkan pengaduan",
        done="dibatalkan",
        is_danger=True,
        asks_pin=True,
    ),
    Step.MOVE_DUE_DATE: StepRule(Event.DUE_DATE_MOVED, "Batas waktu berubah", _ARRANGING),
    Step.CHANGE_LIST: StepRule(Event.LIST_CHANGED, "Daftar diubah", _ARRANGING),
    Step.CHANGE_DAYS_OFF: StepRule(Event.HOLIDAY_CHANGED, "Hari libur diubah", _ARRANGING),
    Step.CHANGE_SETTINGS: StepRule(
        Event.SETTING_CHANGED, "Pengaturan diubah", _ARRANGING, asks_pin=True
    ),
    # Who could name officers and their duties could make an admin of anybody.
    Step.CHANGE_OFFICERS: StepRule(Event.OFFICER_CHANGED, "Petugas diubah", _ADMIN, asks_pin=True),
    Step.CHANGE_PEOPLE_RULES: StepRule(
        Event.PEOPLE_RULES_CHANGED, "Aturan petugas diubah", _ADMIN, asks_pin=True
    ),
    Step.SET_PIN: StepRule(Event.PIN_SET, "PIN petugas dipasang", _ADMIN, asks_pin=True),
    Step.CHANGE_PIN: StepRule(Event.PIN_CHANGED, "PIN sendiri diganti", _ANYBODY, asks_pin=True),
    Step.RECOVER_PIN: StepRule(Event.PIN_RECOVERED, "PIN admin dipulihkan", _ADMIN, asks_pin=True),
    Step.MAKE_RECOVERY_CODE: StepRule(
        Event.RECOVERY_CODE_MADE, "Kode pemulihan dibuat", _ADMIN, asks_pin=True
    ),
    Step.START_BOOK: StepRule(Event.BOOK_STARTED, "Buku dimulai", _ANYBODY),
    Step.RESTORE_BOOK: StepRule(
        Event.BOOK_RESTORED, "Buku dipulihkan dari cadangan", _ARRANGING, asks_pin=True
    ),
    Step.UPGRADE_SCHEMA: StepRule(Event.SCHEMA_UPGRADED, "Susunan buku diperbarui", _ANYBODY),
    Step.NOTICE_LOSS: StepRule(Event.TAIL_LOST, "Catatan terakhir buku hilang", _ANYBODY),
    Step.ACCEPT_CLOCK: StepRule(Event.CLOCK_ACCEPTED, "Jam komputer dinyatakan benar", _ANYBODY),
}
# What nobody takes: the program does it by itself.
BY_PROGRAM: Final = frozenset({Step.START_BOOK, Step.UPGRADE_SCHEMA, Step.NOTICE_LOSS})
RULE_OF: Final[Mapping[Event, StepRule]] = {rule.event: rule for rule in STEPS.values()}
