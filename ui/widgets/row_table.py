"""RowTable: the table of the register, made for reading from a metre away."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.ground.overriding import override
from ui.look.preferences import Preferences
from ui.look.theme import ROW_HEIGHT
from ui.widgets.delegates import ChipDelegate, TwoLineDelegate
from ui.widgets.windowed_model import Cell, Column, WindowedModel

_NARROWEST: Final = 48
_READABLE: Final = 170


class RowTable(QTableView):
    """Shows a ``WindowedModel`` row by row; the row in hand survives a reload."""

    row_selected = Signal(object)  # the id, or None
    row_opened = Signal(int)  # Enter or a double click
    sort_wanted = Signal(str, bool)  # the order's name, whether it goes down

    def __init__(self, model: WindowedModel[Any], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._sorts = [column.sort for column in model.columns]
        self._preferences: Preferences | None = None
        self._key = ""
        self._more_follow = False
        self._awaited: int | None = None
        self._widths = [column.width for column in model.columns]
        self.setModel(model)
        self.setAccessibleName(name)
        self._look_calm()
        self._dress_columns(model.columns)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.activated.connect(self._on_activated)

    def _look_calm(self) -> None:
        self.setShowGrid(False)
        self.setAlternatingRowColors(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # Tab leaves the table; the arrow keys move in it.
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(_NARROWEST)
        header.setFixedHeight(36)
        header.setSortIndicatorShown(False)
        header.sectionClicked.connect(self._on_header_clicked)
        header.sectionResized.connect(self._on_section_resized)

    def _dress_columns(self, columns: Sequence[Column[Any]]) -> None:
        header = self.horizontalHeader()
        for place, column in enumerate(columns):
            if column.kind is Cell.TWO_LINES:
                self.setItemDelegateForColumn(place, TwoLineDelegate(self))
            elif column.kind is Cell.CHIP:
                self.setItemDelegateForColumn(place, ChipDelegate(self))
            if column.stretch:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
            else:
                self.setColumnWidth(place, column.width)

    def remember_widths(self, preferences: Preferences, key: str) -> None:
        """Take the column widths from *preferences* and keep there what is changed."""
        widths = preferences.numbers(key)
        if len(widths) == len(self._model.columns):
            for place, width in enumerate(widths):
                self.setColumnWidth(place, max(width, _NARROWEST))
        self._preferences = preferences
        self._key = key
        self._make_way()

    def set_ids(self, ids: Sequence[int], *, more_follow: bool = False) -> None:
        """Show another list; the row in hand stays in hand when it is still there.

        Where *more_follow* these only begin the list: ``grow`` brings the whole of it, and the row
        in hand may be among the rest.
        """
        in_hand = self.current_id() if self._awaited is None else self._awaited
        self._awaited = None
        self._model.set_ids(ids)
        self._more_follow = more_follow
        self._take_in_hand(in_hand)

    def grow(self, ids: Sequence[int]) -> None:
        """Show the whole list, whose beginning is shown."""
        in_hand, self._awaited = self._awaited, None
        self._more_follow = False
        self._model.grow(ids)
        if self.current_id() is None:
            self._take_in_hand(in_hand)

    @property
    def more_follow(self) -> bool:
        """Whether only the beginning of the list is shown yet."""
        return self._more_follow

    def _take_in_hand(self, row_id: int | None) -> None:
        if row_id is None or self.select_id(row_id):
            return
        if self._more_follow:
            self._awaited = row_id
        else:
            self.row_selected.emit(None)

    def await_id(self, row_id: int) -> None:
        """Take *row_id* in hand, now or as soon as the list is whole."""
        if not self.select_id(row_id) and self._more_follow:
            self._awaited = row_id

    def take_in(self, asked: Collection[int], wanted: Collection[int]) -> None:
        """Look after *asked* alone; when the row in hand leaves, its neighbour does not follow."""
        in_hand = self.current_id()
        with QSignalBlocker(self.selectionModel()):
            self._model.take_in(asked, wanted)
            is_gone = in_hand in asked and in_hand not in wanted
            if is_gone:
                self.setCurrentIndex(QModelIndex())
        if is_gone:
            self.row_selected.emit(None)

    def invalidate(self, ids: Iterable[int] | None = None) -> None:
        """Read rows again."""
        self._model.invalidate(ids)

    def current_id(self) -> int | None:
        """Return the id in hand."""
        place = self.currentIndex().row()
        return self._model.ids[place] if 0 <= place < len(self._model.ids) else None

    def select_id(self, row_id: int) -> bool:
        """Take *row_id* in hand and bring it into view; False when it is not in the list."""
        place = self._model.place_of(row_id)
        if place is None:
            return False
        if place != self.currentIndex().row():
            self.selectRow(place)
        self.scrollTo(self._model.index(place, 0))
        return True

    def select_first(self) -> None:
        """Take the first row in hand, if there is one and none is."""
        if self.current_id() is None and self._model.ids:
            self.selectRow(0)

    def show_sort(self, sort: str, *, descending: bool) -> None:
        """Mark the header of the column the list is ordered by."""
        header = self.horizontalHeader()
        header.setSortIndicatorShown(sort in self._sorts)
        if sort in self._sorts:
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(self._sorts.index(sort), order)

    @Slot(QModelIndex)
    def _on_current_changed(self, current: QModelIndex) -> None:
        self.row_selected.emit(self._model.ids[current.row()] if current.isValid() else None)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        self.row_opened.emit(self._model.ids[index.row()])

    @Slot(int)
    def _on_header_clicked(self, place: int) -> None:
        header = self.horizontalHeader()
        sort = self._sorts[place]
        if not sort:
            return
        is_same = header.isSortIndicatorShown() and header.sortIndicatorSection() == place
        descending = is_same and header.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        self.show_sort(sort, descending=descending)
        self.sort_wanted.emit(sort, descending)

    @Slot(int, int, int)
    def _on_section_resized(self, place: int, _before: int, width: int) -> None:
        if width == 0:
            return  # it gives way for now and keeps its width for later
        self._widths[place] = width
        if self._preferences is not None:
            self._preferences.keep(self._key, self._widths)
        if not self._model.columns[place].stretch:
            self._make_way()

    def _make_way(self) -> None:
        """Hide as many of the columns that give way as the stretching one needs to be read."""
        columns = self._model.columns
        fixed = sum(w for w, c in zip(self._widths, columns, strict=True) if not c.stretch)
        room = self.viewport().width() - fixed
        giving = [place for place, column in enumerate(columns) if column.gives_way]
        for place in sorted(giving, key=lambda place: columns[place].gives_way):
            is_tight = room < _READABLE
            if is_tight:
                room += self._widths[place]
            if self.isColumnHidden(place) != is_tight:
                self.setColumnHidden(place, is_tight)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_way()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Qt takes the first row in hand here without showing it; Down would then skip it.
        if self.current_id() is not None and not self.selectionModel().hasSelection():
            self.selectRow(self.currentIndex().row())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._model.ids:
            self.selectRow(0 if event.key() == Qt.Key.Key_Home else len(self._model.ids) - 1)
            return
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        row_id = self.current_id()
        if is_enter and not event.modifiers() and row_id is not None:
            self.row_opened.emit(row_id)
            return
        super().keyPressEvent(event)
