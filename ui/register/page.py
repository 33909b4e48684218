"""The page *Buku*: every complaint, searched and filtered, with the one in hand beside it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.book.lists import read_lists
from app.ground.changes import Changes
from app.ground.formatting import thousands
from app.ground.overriding import override
from app.intake.any_file import is_read
from app.reading.register.filter import DeadlineFilter, RegisterFilter
from app.reading.register.ids import ids_among
from app.reading.register.rows import register_rows, register_years
from app.reading.register.values import ComplaintRow, RegisterCounts
from app.rules.events import Step
from app.rules.readings import Reading
from ui.complaint.panel import ComplaintPanel
from ui.complaint.register_output import Output, part_of, write_output
from ui.importing.dialog import is_table, open_import
from ui.importing.paper_dialog import open_copy_paper
from ui.importing.paper_keeper import left_page_words
from ui.register.chips import ChipRow
from ui.register.columns import register_columns
from ui.register.filter_bar import FilterBar
from ui.register.finder import RegisterFinder
from ui.register.nothing import nothing_found
from ui.register.remembered import WIDTHS, keep_filter, kept_filter
from ui.shared.actions import Action, bind, shown_keys
from ui.shared.context import Context
from ui.shared.messages import RefusalBar
from ui.shared.page import Page
from ui.shared.rights import offer
from ui.shared.wanted import NewEntry
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.row_table import RowTable
from ui.widgets.surfaces import EmptyState, PageHeader
from ui.widgets.windowed_model import WindowedModel
from ui.widgets.words import tighten

# Counting looks at every complaint, so it waits until the typing pauses.
_COUNT_PAUSE: Final = 150
# Of more changes at once the list is read anew.
_FEW_CHANGES: Final = 50


class RegisterPage(Page):
    """Search, filters, the table and the side panel."""

    title = "Buku"
    guide_section = "batas-waktu"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._finder = RegisterFinder(context, parent=self)
        self._was_offered = False
        self._print = secondary_button("Cetak", "print")
        self._print.setObjectName("print")
        self._excel = secondary_button("Ekspor Excel", "excel")
        self._excel.setObjectName("excel")
        self._new = primary_button("Catat Pengaduan", "plus")
        self._new.setObjectName("new")
        self._copy = secondary_button("Salin", "folder")
        self._copy.setObjectName("copy-table")
        self._copy.setEnabled(not context.book.read_only)
        self._copy_menu = QMenu(self)
        self._copy.setMenu(self._copy_menu)
        actions = [self._copy, self._print, self._excel, self._new]
        self.header = PageHeader("Buku Pengaduan", actions)
        self.refusal = RefusalBar()
        self.bar = FilterBar(context.book.clock.today().year)
        self.chips = ChipRow()
        self.model = WindowedModel[ComplaintRow](
            register_columns(context.privacy), partial(register_rows, context.book)
        )
        self.table = RowTable(self.model, "Daftar pengaduan")
        self.empty = EmptyState(icon_name="search")
        self.panel = ComplaintPanel(context)
        self.panel.hide()
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(_COUNT_PAUSE)
        self._arrange()
        self._take_kept_filter()
        self._connect()

    def _arrange(self) -> None:
        self._list = QStackedWidget()
        self._list.addWidget(self.table)
        self._list.addWidget(self.empty)
        below = QHBoxLayout()
        tighten(below, 12)
        below.addWidget(self._list, 1)
        below.addWidget(self.panel)
        column = QVBoxLayout(self)
        tighten(column, 12)
        column.setContentsMargins(20, 16, 20, 16)
        column.addWidget(self.header)
        self.refusal.stand_over(self.header)
        column.addWidget(self.bar)
        column.addWidget(self.chips)
        column.addLayout(below, 1)

    def _take_kept_filter(self) -> None:
        self._offer_choices()
        wanted, chip = kept_filter(self._context.preferences, self._this_year())
        self.bar.set_wanted(wanted)
        self.chips.choose(chip)
        self.table.remember_widths(self._context.preferences, WIDTHS)

    def _connect(self) -> None:
        context = self._context
        self.bar.changed.connect(self._on_filter_changed)
        self.chips.changed.connect(self._on_filter_changed)
        self.bar.search.list_wanted.connect(self._on_list_wanted)
        self._counting.timeout.connect(self._count)
        self._finder.begun.connect(self._on_begun)
        self._finder.found.connect(self._on_found)
        self._finder.counted.connect(self._on_counted)
        self._finder.refused.connect(self.refusal.refuse)
        self.table.row_selected.connect(self._on_row_selected)
        self.table.row_opened.connect(self._on_row_opened)
        self.table.clicked.connect(self._on_row_clicked)
        self.panel.close_wanted.connect(self.close_panel)
        self.panel.message.connect(self.message)
        self.panel.complaint_wanted.connect(self._on_linked_wanted)
        self.empty.pressed.connect(self._on_empty_pressed)
        self._print.clicked.connect(partial(self._write, Output.PDF))
        self._excel.clicked.connect(partial(self._write, Output.EXCEL))
        self._new.clicked.connect(self._on_new_wanted)
        self.follow(context.hub)
        self._copy_menu.addAction("Dari tabel…", self._on_copy_wanted)
        paper = f"Dari buku kertas…\t{shown_keys(Action.COPY_PAPER)}"
        self._copy_menu.addAction(paper, self._on_copy_paper_wanted)
        bind(Action.COPY_PAPER, self, self._on_copy_paper_wanted)
        context.privacy.changed.connect(self._on_privacy_changed)
        bind(Action.DISTRIBUTE, self, partial(self.panel.take_step, Step.DISTRIBUTE))

    def _this_year(self) -> int:
        return self._context.book.clock.today().year

    def _offer_choices(self) -> None:
        teams = [team for team in read_lists(self._context.book).teams if not team.is_retired]
        self.bar.set_choices(register_years(self._context.book), teams)

    def _offer_by_duty(self) -> None:
        book = self._context.book
        offer(self._new, book, Step.RECORD)
        offer(self._copy, book, Step.COPY_OLD, if_=not book.read_only)

    def wanted(self) -> RegisterFilter:
        """Return the filter that the search box, the combos and the chips make."""
        return self.chips.narrowed(self.bar.wanted())

    @override
    def shown(self) -> None:
        if self.is_stale:
            self.reload()
        self.table.setFocus()
        if not self._was_offered:
            self._was_offered = True
            if words := left_page_words(self._context):
                self.message.emit(words)

    @override
    def reload(self) -> None:
        self.is_stale = False
        self._offer_choices()
        self._offer_by_duty()
        self._find()
        self._count()
        self._show_panel_again()

    @override
    def arrive(self, wanted: object) -> None:
        """Show a complaint (its id), or what a filter asks for."""
        if isinstance(wanted, DeadlineFilter):
            wanted = RegisterFilter(deadline=wanted)
        if isinstance(wanted, RegisterFilter):
            self._ask_for(wanted)
        elif isinstance(wanted, int):
            self._show_in_list(wanted)

    def _ask_for(self, wanted: RegisterFilter) -> None:
        self.chips.choose_for(wanted)
        self.bar.set_wanted(wanted.without_chip())

    def _show_in_list(self, complaint_id: int) -> None:
        if self.is_stale:
            self.reload()
        is_hidden = self._finder.is_whole and self.model.place_of(complaint_id) is None
        if is_hidden:
            self._ask_for(RegisterFilter())
        self.table.await_id(complaint_id)
        self._open(complaint_id)

    @override
    def take_changes(self, changes: Changes) -> None:
        """Look only after the complaints that a step altered, however many others there are."""
        ids = changes.complaints
        is_more = changes.settings or changes.calendar or len(ids) > _FEW_CHANGES
        if is_more or not self._finder.is_whole:
            super().take_changes(changes)
            return
        self._offer_choices()
        self.table.take_in(ids, ids_among(self._context.book, self.wanted(), ids))
        self._show_state()
        self._count()
        self._show_panel_again()

    def _find(self) -> None:
        self._finder.find(self.wanted())

    @Slot(object)
    def _on_begun(self, ids: Sequence[int]) -> None:
        self.table.set_ids(ids, more_follow=True)
        self._show_state()

    @Slot(object)
    def _on_found(self, ids: Sequence[int]) -> None:
        if self.table.more_follow:
            self.table.grow(ids)
        else:
            self.table.set_ids(ids)
        self._show_state()

    def _show_state(self) -> None:
        """Offer what can be done with the list that is there."""
        is_empty = not self.model.ids
        self._list.setCurrentWidget(self.empty if is_empty else self.table)
        is_ready = not is_empty and self._finder.is_whole
        for button in (self._print, self._excel):
            offer(button, self._context.book, Reading.EXPORT, if_=is_ready)
        if is_empty:
            is_new = not register_years(self._context.book)
            self.empty.say(*nothing_found(self.wanted(), is_new_book=is_new))

    @Slot()
    def _count(self) -> None:
        self._counting.stop()
        self._finder.count(self.bar.wanted())

    @Slot(object, object)
    def _on_counted(self, wanted: RegisterFilter, counts: RegisterCounts) -> None:
        self.chips.set_counts(counts)
        year = wanted.month.label if wanted.month else str(wanted.year or "Semua tahun")
        self.header.set_facts(
            f"{year} · {thousands(counts.total)} pengaduan · {thousands(counts.open)} terbuka"
        )

    def _show_panel_again(self) -> None:
        if self.panel.isVisible() and self.panel.complaint_id is not None:
            self.panel.show_complaint(self.panel.complaint_id)

    def _open(self, complaint_id: int) -> None:
        self.panel.show_complaint(complaint_id)
        if self.panel.isHidden():
            self.panel.show()
            # Beside the panel the table is narrower; the row in hand stays in view.
            self.table.select_id(complaint_id)

    def _write(self, output: Output, _checked: bool = False) -> None:
        self.refusal.clear()
        write_output(
            self._context,
            self.window(),
            output,
            list(self.model.ids),
            part_of(self._context.book, self.wanted()),
            said=self.message.emit,
            refused=self.refusal.refuse,
        )

    @Slot()
    def _on_filter_changed(self) -> None:
        self._find()
        self._counting.start()
        keep_filter(
            self._context.preferences, self.bar.wanted(), self.chips.chosen, self._this_year()
        )

    @Slot()
    def _on_list_wanted(self) -> None:
        self.table.select_first()
        self.table.setFocus()

    @Slot(object)
    def _on_row_selected(self, complaint_id: int | None) -> None:
        if complaint_id is None:
            self.panel.hide()
        elif self.panel.isVisible():
            self.panel.show_complaint(complaint_id)

    @Slot(int)
    def _on_row_opened(self, complaint_id: int) -> None:
        self._open(complaint_id)
        self.panel.focus_next_step()

    @Slot(int)
    def _on_linked_wanted(self, complaint_id: int) -> None:
        self._show_in_list(complaint_id)
        self.panel.focus_next_step()

    @Slot()
    def _on_row_clicked(self) -> None:
        complaint_id = self.table.current_id()
        if complaint_id is not None:
            self._open(complaint_id)

    @Slot()
    def close_panel(self) -> None:
        """Show the list alone."""
        self.panel.hide()
        self.table.setFocus()

    @Slot()
    def _on_empty_pressed(self) -> None:
        if register_years(self._context.book):
            self._ask_for(RegisterFilter())
            self.bar.search.setFocus()
        else:
            self._on_new_wanted()

    @override
    def take_files(self, paths: Sequence[Path]) -> bool:
        """Copy a table into the book; add files that only belong to a complaint to the open one."""
        if len(paths) == 1 and is_table(paths[0]):
            self.message.emit(f"{paths[0].name} dibuka untuk disalin ke buku.")
            open_import(self._context, self, paths[0])
            return True
        is_one_of_it = self.panel.isVisible() and not any(map(is_read, paths))
        if is_one_of_it:
            self.panel.take_step(Step.ATTACH, paths)
        return is_one_of_it

    @Slot()
    def _on_copy_wanted(self) -> None:
        open_import(self._context, self)

    @Slot()
    def _on_copy_paper_wanted(self) -> None:
        if self._copy.isEnabled():
            open_copy_paper(self._context, self)

    @Slot()
    def _on_new_wanted(self) -> None:
        self.navigate.emit("entry", NewEntry())

    @Slot()
    def _on_privacy_changed(self) -> None:
        self.table.invalidate()
