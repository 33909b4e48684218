"""The steps of a complaint, from receipt to the shelf.

Source: the office's complaint procedure, section 5.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from app.rules.events import Event, Step
from app.rules.statuses import OPEN, Status
from app.rules.step_rule import ARRANGING, DESK, MANAGER, WORKING, StepRule


def _from(starts: Iterable[Status], end: Status) -> Mapping[Status, Status]:
    return dict.fromkeys(starts, end)


def _staying(places: Iterable[Status]) -> Mapping[Status, Status]:
    return {place: place for place in places}


COMPLAINT_STEPS: Final[Mapping[Step, StepRule]] = {
    Step.RECORD: StepRule(Event.RECORDED, "Diterima dan dicatat", DESK, is_told=True),
    Step.COPY_OLD: StepRule(Event.COPIED, "Disalin dari buku lama", DESK),
    Step.DECLARE_COMPLETE: StepRule(
        Event.DECLARED_COMPLETE,
        "Dinyatakan lengkap",
        DESK,
        _from({Status.RECORDED, Status.INCOMPLETE}, Status.COMPLETE),
        label="Nyatakan lengkap",
        done="dinyatakan lengkap",
        is_told=True,
    ),
    Step.RETURN: StepRule(
        Event.RETURNED,
        "Dikembalikan untuk dilengkapi",
        DESK,
        _from({Status.RECORDED}, Status.INCOMPLETE),
        label="Kembalikan untuk dilengkapi",
        accept="Kembalikan",
        done="dikembalikan untuk dilengkapi",
        is_told=True,
    ),
    Step.ANSWER_DIRECTLY: StepRule(
        Event.ANSWERED_DIRECTLY,
        "Dijawab langsung",
        DESK,
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
        DESK,
        _from({Status.COMPLETE, Status.DISTRIBUTED, Status.ANSWERED}, Status.DISTRIBUTED),
        label="Distribusikan",
        done="didistribusikan",
        undone_by=Step.UNDO_DISTRIBUTION,
    ),
    Step.UNDO_DISTRIBUTION: StepRule(
        Event.DISTRIBUTION_UNDONE,
        "Distribusi diurungkan",
        DESK,
        label="Urungkan distribusi",
        done="tidak jadi didistribusikan",
    ),
    # An approved answer that is written anew needs approval again.
    Step.WRITE_ANSWER: StepRule(
        Event.ANSWER_WRITTEN,
        "Jawaban ditulis",
        WORKING,
        _from({Status.DISTRIBUTED, Status.ANSWERED}, Status.DISTRIBUTED),
        label="Tulis jawaban",
        accept="Simpan jawaban",
        done="sudah ada jawabannya, menunggu persetujuan",
    ),
    Step.APPROVE_ANSWER: StepRule(
        Event.ANSWER_APPROVED,
        "Jawaban disetujui",
        MANAGER,
        _from({Status.DISTRIBUTED}, Status.ANSWERED),
        label="Setujui jawaban",
        accept="Setujui",
        done="jawabannya disetujui, siap disampaikan",
        asks_pin=True,
    ),
    Step.DELIVER: StepRule(
        Event.DELIVERED,
        "Jawaban disampaikan",
        DESK,
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
        DESK,
        _staying(frozenset(Status) - {Status.VOID}),
        label="Perbaiki isian",
        accept="Simpan perbaikan",
        done="diperbaiki",
    ),
    Step.ATTACH: StepRule(
        Event.ATTACHED,
        "Lampiran ditambahkan",
        WORKING,
        _staying(frozenset(Status) - {Status.VOID}),
        label="Tambah lampiran",
        accept="Simpan lampiran",
        done="mendapat lampiran baru",
    ),
    Step.LINK: StepRule(
        Event.LINKED,
        "Ditautkan",
        DESK,
        _staying(frozenset(Status) - {Status.VOID}),
        label="Tautkan ke pengaduan lain",
        accept="Tautkan",
        done="ditautkan",
    ),
    Step.UNDO_LINK: StepRule(
        Event.LINK_UNDONE,
        "Tautan dibatalkan",
        DESK,
        label="Batalkan tautan",
        done="tidak lagi ditautkan",
    ),
    Step.FORWARD: StepRule(
        Event.FORWARDED,
        "Diteruskan",
        MANAGER,
        _from(OPEN, Status.FORWARDED),
        label="Teruskan ke instansi lain",
        accept="Teruskan",
        done="diteruskan ke instansi lain",
        is_told=True,
    ),
    Step.WITHDRAW: StepRule(
        Event.WITHDRAWN,
        "Dicabut pengadu",
        DESK,
        _from(OPEN, Status.WITHDRAWN),
        label="Dicabut pengadu",
        accept="Catat pencabutan",
        done="dicabut pengadu",
        is_told=True,
    ),
    Step.LAPSE: StepRule(
        Event.LAPSED,
        "Dianggap mencabut pengaduan",
        MANAGER,
        _from({Status.INCOMPLETE}, Status.LAPSED),
        label="Anggap mencabut",
        title="Anggap mencabut pengaduan",
        done="dianggap mencabut",
        is_danger=True,
    ),
    Step.VOID: StepRule(
        Event.VOIDED,
        "Dibatalkan (salah catat)",
        MANAGER,
        _from(OPEN, Status.VOID),
        label="Batalkan (salah catat)",
        title="Batalkan karena salah catat",
        accept="Batalkan pengaduan",
        done="dibatalkan",
        is_danger=True,
        asks_pin=True,
    ),
    Step.MOVE_DUE_DATE: StepRule(Event.DUE_DATE_MOVED, "Batas waktu berubah", ARRANGING),
}
