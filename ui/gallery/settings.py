"""The pictures of the settings: every section, and the dialogs it can ask with."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from app.book.days_off import library_days, read_days_off
from app.book.key_slots import COST, Slot, SlotKind
from app.book.signatures import LastSignature
from app.ground.formatting import moment
from app.keeping.backup_notes import BackupInfo
from app.keeping.brought_back import backup_words, rescue_words
from app.keeping.comparison import BackupContent, BeyondBackup, Comparison
from app.keeping.inspection import InspectionReport
from app.keeping.key_state import KeyState
from app.keeping.proof_state import ProofState
from app.keeping.rescue import Rescued
from app.reading.retention import read_overdue
from app.steps.adopt_days_off import compare_year
from ui.settings.absences import AbsenceDialog, AbsencesSection
from ui.settings.backups import BackupSection
from ui.settings.compare_days_off import CompareDaysOffDialog
from ui.settings.holiday_dialogs import AddDayOffDialog, fill_year_dialog, remove_day_off_dialog
from ui.settings.holidays import YEARS_AHEAD, HolidaysSection
from ui.settings.keys import EncryptDialog, KeySection, PassphraseDialog
from ui.settings.leave_dialog import LeaveDialog
from ui.settings.limits import LimitsSection
from ui.settings.lists import KeptListSection, ListsSection, OfficersSection, TeamsSection
from ui.settings.page import SECTIONS, SettingsPage
from ui.settings.pins import PeopleRulesDialog, SwitchOnDialog
from ui.settings.proof import ProofSection
from ui.settings.proof_dialogs import (
    BringSealKeyDialog,
    MakeSignatureKeyDialog,
    SealDialog,
    SignDialog,
)
from ui.settings.restore_dialog import RestoreDialog
from ui.settings.retention import AnonymiseDialog, RetentionSection
from ui.settings.section import Section
from ui.window.damage_dialog import DamageDialog

Pictures = Iterator[tuple[str, QWidget]]


def settings_pictures(page: SettingsPage) -> Pictures:
    """Yield each section with its dialogs, then the question before leaving one unsaved."""
    for row in range(len(SECTIONS)):
        page.section.show_stored()
        page.list.setCurrentRow(row)
        section = page.section
        name = section.name.lower().replace(" ", "-")
        yield f"pengaturan-{name}", page
        dialogs = _DIALOGS.get(type(section))
        for picture, widget in dialogs(section) if dialogs else ():
            yield f"pengaturan-{picture}", widget
    page.section.show_stored()
    page.list.setCurrentRow(0)
    yield "pengaturan-belum-disimpan", LeaveDialog(page.section.name, page)


def _retention(section: RetentionSection) -> Pictures:
    context = section.context
    overdue = replace(
        read_overdue(context.book),
        count=612,
        by_year={2019: 211, 2020: 401},
        ids=tuple(range(1, 41)),
        numbers=tuple(f"{n:03}/PGD/III/2019" for n in range(1, 41)),
        files=12,
    )
    yield "hapus-data-pengadu", AnonymiseDialog(context, overdue, section)


def _limits(section: LimitsSection) -> Pictures:
    settle = section.context.book.limits.settle
    section.days["settle"].setValue(settle.days + 2)
    yield "ubah-batas-waktu", section.question(section.moved_by(section.wanted()))
    section.show_stored()


def _holidays(section: HolidaysSection) -> Pictures:
    context = section.context
    today = context.book.clock.today()
    adding = AddDayOffDialog(context, section)
    adding.day.set_day(context.book.calendar.add(today, 1))
    adding.name.setText("Hari jadi kabupaten")
    yield "tambah-hari-libur", adding
    days = [off for off in read_days_off(context.book, today.year) if off.day > today]
    if days:
        yield "hapus-hari-libur", remove_day_off_dialog(context, days[0], section)
    newer = [off for off in library_days(today.year) if off.day != days[0].day] if days else []
    if newer:
        comparison = compare_year(context.book, today.year, newer)
        yield "bandingkan-hari-libur", CompareDaysOffDialog(context, comparison, section)
    section.show_year(today.year + YEARS_AHEAD)
    yield "hari-libur-belum-diisi", section.window()
    yield "isi-hari-libur", fill_year_dialog(context, today.year + YEARS_AHEAD, section)
    section.show_year(today.year)


def _absences(section: AbsencesSection) -> Pictures:
    yield "catat-ketidakhadiran", AbsenceDialog(section.context, section)


def _backups(section: BackupSection) -> Pictures:
    now = section.context.book.clock.now()
    ages = (timedelta(minutes=40), timedelta(hours=20), timedelta(days=1, hours=3))
    backups = [
        BackupInfo(
            Path(f"buku {now - age:%Y-%m-%d %H.%M.%S}.cadangan"),
            now - age,
            398 - 3 * number,
            "7f3a-91c2-0be4-55d8",
        )
        for number, age in enumerate(ages)
    ]
    section.show_backups(backups)
    yield "cadangan-ada", section.window()
    section.show_stored()
    given_up = (
        BeyondBackup(1, "399/PGD/XI/2026", "Usul jemput bola untuk lansia", True, ()),
        BeyondBackup(2, "391/PGD/XI/2026", "Cara mengubah pekerjaan", False, ("Dijawab",)),
    )
    content = BackupContent(395, "398/PGD/XI/2026", now - ages[0])
    found = Comparison(content, True, False, given_up, 4)
    yield "pulihkan", RestoreDialog(section.context, moment(now - ages[0]), found, section)
    yield "buku-rusak", _damage(content, backups[0], section)


def _damage(content: BackupContent, backup: BackupInfo, section: BackupSection) -> DamageDialog:
    rescued = Rescued(content, backup.path, 22, ("171/2026", "172/2026"), ("",) * 9)
    said = "Berkas buku.db rusak. Berkas itu tidak diubah. Pulihkan buku dari cadangan terakhir."
    return DamageDialog(said, rescue_words(rescued), backup_words(backup, content), section)


def _keys(section: KeySection) -> Pictures:
    context = section.context
    at = f"{context.book.clock.now():%Y-%m-%dT%H:%M:%S}"
    slots = tuple(
        Slot(kind, "", "", label, at, COST, b"", b"", b"")
        for kind, label in (
            (SlotKind.COMPUTER, "LOKET-1"),
            (SlotKind.COMPUTER, "RUANG-ADUAN"),
            (SlotKind.CODE, ""),
            (SlotKind.PASSPHRASE, ""),
        )
    )
    plain = (Path(f"buku {context.book.clock.today():%Y-%m-%d} 08.00.00.cadangan"),)
    section.show_state(KeyState(True, "penyimpan kunci sistem", slots, True, plain))
    yield "kunci-terkunci", section.window()
    yield "kunci-buku", EncryptDialog(context, section)
    yield "frasa-sandi", PassphraseDialog(context, section)
    section.show_stored()


def _one_list(section: KeptListSection) -> Pictures:
    which = section.kind.one.replace(" ", "-")
    yield f"tambah-{which}", section.editor.add_dialog()
    yield f"ubah-{which}", section.editor.change_dialog(section.editor.table.values()[0])


def _officers(section: OfficersSection) -> Pictures:
    yield from _one_list(section)
    yield "aktifkan-pin", SwitchOnDialog(section.context, section)
    yield "aturan-petugas", PeopleRulesDialog(section.context, section)


def _lists(section: ListsSection) -> Pictures:
    for place, editor in enumerate(section.editors):
        section.tabs.setCurrentIndex(place)
        which = editor.kind.one.replace("/", "-")
        if place:
            yield f"daftar-{which}", section.window()
        yield f"tambah-{which}", editor.add_dialog()
    section.tabs.setCurrentIndex(0)
    first = section.editors[0]
    yield "ubah-layanan", first.change_dialog(first.table.values()[0])


def _proof(section: ProofSection) -> Pictures:
    context = section.context
    now, key = context.book.clock.now(), "7f3a-91c2-0be4-55d8"
    signed = LastSignature("Kepala Dinas", key, 1204, "0be4-55d8-7f3a-91c2", now)
    where = "penyimpan kunci sistem"
    without = ProofState(where, "", 0, False, None, (), False, None, 1230)
    whole = ProofState(
        where, key, 812, True, (900, 904), (f"Kepala Dinas (kunci {key})",), True, signed, 1230
    )
    section.show_state(whole)
    section.show_report(_REPORT)
    yield "keutuhan-diperiksa", section.window()
    yield "segel-buku", SealDialog(context, without, section)
    yield "masukkan-kunci-segel", BringSealKeyDialog(context, section)
    yield "buat-kunci-tanda-tangan", MakeSignatureKeyDialog(context, without, section)
    yield "tandatangani", SignDialog(context, without, section)
    section.show_stored()


_REPORT: Final = InspectionReport(
    complaints=398,
    entries=1230,
    fingerprint="7f3a-91c2-0be4-55d8",
    problems=("Pengaduan 012/PGD/X/2026: isi subject tidak sama dengan jurnal.",),
    proof=("Segel: cocok pada catatan 812 sampai 1230 (kunci 7f3a-91c2-0be4-55d8).",),
)
_DIALOGS: Final[Mapping[type[Section], Callable[[Any], Pictures]]] = {
    BackupSection: _backups,
    RetentionSection: _retention,
    KeySection: _keys,
    LimitsSection: _limits,
    HolidaysSection: _holidays,
    OfficersSection: _officers,
    ProofSection: _proof,
    TeamsSection: _one_list,
    AbsencesSection: _absences,
    ListsSection: _lists,
}
