"""The steps that are about no complaint: boxes, lists, people, settings, the book itself."""

from collections.abc import Mapping
from typing import Final

from app.rules.events import Event, Step
from app.rules.step_rule import ADMIN, ANYBODY, ARRANGING, DESK, MANAGER, SIGNING, WORKING, StepRule

BOOK_STEPS: Final[Mapping[Step, StepRule]] = {
    Step.OPEN_BOX: StepRule(Event.BOX_OPENED, "Kotak dibuka", DESK),
    Step.CORRECT_OPENING: StepRule(Event.BOX_CORRECTED, "Pembukaan kotak diperbaiki", DESK),
    Step.VOID_OPENING: StepRule(
        Event.BOX_VOIDED, "Pembukaan kotak dibatalkan", MANAGER, asks_pin=True
    ),
    Step.EXPLAIN_LETTERS: StepRule(
        Event.LETTERS_EXPLAINED, "Surat yang tidak dicatat dijelaskan", DESK
    ),
    # Many complaints at once, when their time is over; what is counted of them stays.
    Step.ANONYMISE: StepRule(
        Event.ANONYMISED,
        "Data pengadu dihapus",
        MANAGER,
        label="Hapus data pengadu",
        is_danger=True,
        asks_pin=True,
    ),
    Step.PLAN_MEETING: StepRule(
        Event.MEETING_PLANNED, "Pembahasan dijadwalkan", DESK, label="Jadwalkan pembahasan"
    ),
    Step.CHANGE_MEETING: StepRule(
        Event.MEETING_CHANGED, "Jadwal pembahasan diubah", DESK, label="Ubah jadwal"
    ),
    Step.CANCEL_MEETING: StepRule(
        Event.MEETING_CANCELLED, "Pembahasan dibatalkan", DESK, label="Batalkan pembahasan"
    ),
    Step.HOLD_MEETING: StepRule(
        Event.MEETING_HELD, "Pembahasan terlaksana", DESK, label="Catat hasil"
    ),
    Step.FINISH_ACTION: StepRule(
        Event.ACTION_FINISHED, "Tindak lanjut selesai", WORKING, label="Tandai selesai"
    ),
    Step.CHANGE_LIST: StepRule(Event.LIST_CHANGED, "Daftar diubah", ARRANGING),
    Step.CHANGE_DAYS_OFF: StepRule(Event.HOLIDAY_CHANGED, "Hari libur diubah", ARRANGING),
    Step.CHANGE_SETTINGS: StepRule(
        Event.SETTING_CHANGED, "Pengaturan diubah", ARRANGING, asks_pin=True
    ),
    # Who could name officers and their duties could make an admin of anybody.
    Step.CHANGE_OFFICERS: StepRule(Event.OFFICER_CHANGED, "Petugas diubah", ADMIN, asks_pin=True),
    Step.CHANGE_ABSENCES: StepRule(Event.ABSENCE_CHANGED, "Ketidakhadiran diubah", DESK | ADMIN),
    Step.CHANGE_PEOPLE_RULES: StepRule(
        Event.PEOPLE_RULES_CHANGED, "Aturan petugas diubah", ADMIN, asks_pin=True
    ),
    Step.SET_PIN: StepRule(Event.PIN_SET, "PIN petugas dipasang", ADMIN, asks_pin=True),
    Step.CHANGE_PIN: StepRule(Event.PIN_CHANGED, "PIN sendiri diganti", ANYBODY, asks_pin=True),
    Step.RECOVER_PIN: StepRule(Event.PIN_RECOVERED, "PIN admin dipulihkan", ADMIN, asks_pin=True),
    Step.MAKE_RECOVERY_CODE: StepRule(
        Event.RECOVERY_CODE_MADE, "Kode pemulihan dibuat", ADMIN, asks_pin=True
    ),
    Step.START_BOOK: StepRule(Event.BOOK_STARTED, "Buku dimulai", ANYBODY),
    Step.RESTORE_BOOK: StepRule(
        Event.BOOK_RESTORED, "Buku dipulihkan dari cadangan", ARRANGING, asks_pin=True
    ),
    Step.RESCUE_BOOK: StepRule(
        Event.BOOK_RESCUED, "Buku diselamatkan dari berkas yang rusak", ARRANGING, asks_pin=True
    ),
    Step.UPGRADE_SCHEMA: StepRule(Event.SCHEMA_UPGRADED, "Susunan buku diperbarui", ANYBODY),
    Step.NOTICE_LOSS: StepRule(Event.TAIL_LOST, "Catatan terakhir buku hilang", ANYBODY),
    Step.ACCEPT_CLOCK: StepRule(Event.CLOCK_ACCEPTED, "Jam komputer dinyatakan benar", ANYBODY),
    Step.SET_SEAL_KEY: StepRule(Event.SEAL_KEY_SET, "Kunci segel dipasang", ADMIN, asks_pin=True),
    Step.VOUCH_FOR_UNSEALED: StepRule(
        Event.UNSEALED_VOUCHED, "Catatan tanpa segel diakui", ADMIN | SIGNING, asks_pin=True
    ),
    Step.SET_SIGNATURE_KEY: StepRule(
        Event.SIGNATURE_KEY_SET, "Kunci tanda tangan dibuat", SIGNING, asks_pin=True
    ),
    # With the key of the Kepala Dinas, whose passphrase says who signs.
    Step.SIGN_BOOK: StepRule(
        Event.BOOK_SIGNED, "Buku ditandatangani", MANAGER | SIGNING, asks_pin=True
    ),
    Step.LOCK_BOOK: StepRule(Event.BOOK_LOCKED, "Buku dikunci", ADMIN, asks_pin=True),
    Step.CHANGE_OPENERS: StepRule(
        Event.OPENERS_CHANGED, "Pembuka buku diubah", ADMIN, asks_pin=True
    ),
}
