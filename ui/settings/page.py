"""The page *Pengaturan*: a list of sections at the left, the chosen one beside it."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ground.changes import Changes
from app.ground.overriding import override
from ui.settings.absences import AbsencesSection
from ui.settings.backups import BackupSection
from ui.settings.holidays import HolidaysSection
from ui.settings.keys import KeySection
from ui.settings.leave_dialog import Choice, LeaveDialog
from ui.settings.limits import LimitsSection
from ui.settings.lists import ListsSection, OfficersSection, TeamsSection
from ui.settings.number import NumberSection
from ui.settings.office import OfficeSection
from ui.settings.proof import ProofSection
from ui.settings.retention import RetentionSection
from ui.settings.section import Section
from ui.settings.signatories import SignatoriesSection
from ui.shared.context import Context
from ui.shared.messages import RefusalBar
from ui.shared.page import Page
from ui.widgets.section_list import SectionList
from ui.widgets.surfaces import PageHeader
from ui.widgets.words import tighten

SECTIONS: Final[tuple[type[Section], ...]] = (
    OfficeSection,
    SignatoriesSection,
    OfficersSection,
    TeamsSection,
    AbsencesSection,
    LimitsSection,
    HolidaysSection,
    NumberSection,
    ListsSection,
    BackupSection,
    KeySection,
    RetentionSection,
    ProofSection,
)
_UNSAVED: Final = " •"


class SettingsPage(Page):
    """Shows one section at a time; leaving one with unsaved changes asks first."""

    title = "Pengaturan"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._current = 0
        # Built when they are chosen: all at once they would hold the window up.
        self._built: dict[int, Section] = {}
        self.list = SectionList("Bagian pengaturan", 190)
        self._stack = QStackedWidget()
        for section in SECTIONS:
            self.list.addItem(section.name)
        self._locked = RefusalBar()
        self._arrange()
        self.list.setCurrentRow(0)
        self._show(0)
        self.list.currentRowChanged.connect(self._on_row_changed)
        context.hub.changed.connect(self._on_changed)

    def _arrange(self) -> None:
        header = PageHeader(self.title)
        header.set_facts("Setiap perubahan dicatat dalam jurnal buku")
        if self._context.book.read_only:
            self._locked.refuse(
                f"Pengaturan tidak dapat diubah. {self._context.book.read_only_reason}"
            )
        row = QHBoxLayout()
        tighten(row, 12)
        row.addWidget(self.list)
        row.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(header)
        column.addWidget(self._locked)
        column.addLayout(row, 1)

    @property
    def section(self) -> Section:
        """The section that is shown."""
        return self._built[self._current]

    def _show(self, row: int) -> None:
        if row not in self._built:
            section = SECTIONS[row](self._context)
            section.message.connect(self.message)
            section.exchange_wanted.connect(self.exchange_wanted)
            section.edited.connect(self._on_edited)
            self._built[row] = section
            self._stack.addWidget(section)
        self._current = row
        # Empty fields would look like edited ones, and would ask to be saved.
        self.section.show_stored()
        self._stack.setCurrentWidget(self.section)

    def _offer(self) -> None:
        """Lead only to the sections that are for whoever sits at the desk."""
        role = self._context.book.role
        is_for = [role is None or role in section.by for section in SECTIONS]
        for place, is_open in enumerate(is_for):
            self.list.item(place).setHidden(not is_open)
        if not is_for[self._current]:
            self.section.show_stored()
            self.list.setCurrentRow(is_for.index(True))

    @override
    def shown(self) -> None:
        self._offer()
        if not self.section.is_edited():
            self.section.show_stored()
        self.list.setFocus()

    @override
    def reload(self) -> None:
        self._offer()
        if not self.section.is_edited():
            self.section.show_stored()

    @override
    def arrive(self, wanted: object) -> None:
        """Show the section of the name *wanted*, such as "Hari libur", or restore a backup."""
        names = [section.name for section in SECTIONS]
        if isinstance(wanted, Path):
            self.list.setCurrentRow(names.index(BackupSection.name))
            if isinstance(self.section, BackupSection):
                self.section.look_into(wanted)
        if isinstance(wanted, str) and wanted in names:
            self.list.setCurrentRow(names.index(wanted))

    @override
    def may_leave(self) -> bool:
        return self._settled(self.section)

    def _settled(self, section: Section) -> bool:
        """Return whether *section* may be left; ask when something in it is not saved."""
        if self._context.book.read_only or not section.is_edited():
            return True
        dialog = LeaveDialog(section.name, self)
        dialog.exec()
        choice = dialog.choice
        dialog.deleteLater()
        if choice is Choice.KEEP:
            return section.keep()
        if choice is Choice.DROP:
            section.show_stored()
        return choice is Choice.DROP

    @Slot(int)
    def _on_row_changed(self, row: int) -> None:
        if row == self._current or row < 0:
            return
        if not self._settled(self.section):
            self.list.blockSignals(True)
            self.list.setCurrentRow(self._current)
            self.list.blockSignals(False)
            return
        self._show(row)

    @Slot()
    def _on_edited(self) -> None:
        is_edited = self.section.is_edited()
        mark = _UNSAVED if is_edited else ""
        self.list.item(self._current).setText(f"{self.section.name}{mark}")

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and (changes.settings or changes.calendar):
            self.reload()
