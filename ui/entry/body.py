"""EntryBody: the form with its cards beside it, or what stands in its place after saving."""

from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ground.overriding import override
from ui.entry.aside import CompletenessCard
from ui.entry.form import EntryForm
from ui.widgets.surfaces import ScrolledContent, Surface, scrolling
from ui.widgets.words import tighten

_ASIDE_WIDTH: Final = 288
_ROOM_BESIDE: Final = 940


class EntryBody(QWidget):
    """Where there is no room beside the form, completeness lies above it and the rest below."""

    def __init__(self, completeness: CompletenessCard, *cards: Surface) -> None:
        super().__init__()
        self._completeness = completeness
        self._cards = cards
        self._form: EntryForm | None = None
        self._result: QWidget | None = None
        self._is_narrow = False
        sheet = ScrolledContent()
        self._sheet = QVBoxLayout(sheet)
        tighten(self._sheet, 8)
        self._sheet.addStretch(1)
        self.area = scrolling(sheet)
        self._place = QStackedWidget()
        self._place.addWidget(self.area)
        beside = ScrolledContent()
        self._aside = QVBoxLayout(beside)
        tighten(self._aside, 8)
        self._aside.addStretch(1)
        self._beside = scrolling(beside)
        self._beside.setFixedWidth(_ASIDE_WIDTH)
        row = QHBoxLayout()
        tighten(row, 12)
        row.addWidget(self._place, 1)
        row.addWidget(self._beside)
        self._column = QVBoxLayout(self)
        tighten(self._column, 8)
        self._column.addLayout(row, 1)
        self._put_cards()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < _ROOM_BESIDE
        if is_narrow is not self._is_narrow:
            self._is_narrow = is_narrow
            self._put_cards()

    @override
    def hasHeightForWidth(self) -> bool:
        # Else the page would ask for the whole height of the form and squeeze what is above it.
        return False

    def _put_cards(self) -> None:
        self._completeness.lie_flat(is_flat=self._is_narrow)
        if self._is_narrow:
            self._column.insertWidget(0, self._completeness)
        else:
            self._aside.insertWidget(0, self._completeness)
        # Above them stands the form, or completeness.
        below = self._sheet if self._is_narrow else self._aside
        for place, card in enumerate(self._cards, start=1):
            below.insertWidget(place, card)
        self._show_cards()

    def _show_cards(self) -> None:
        self._completeness.setVisible(self._result is None)
        self._beside.setVisible(self._result is None and not self._is_narrow)

    def put_form(self, form: EntryForm) -> None:
        """Show *form* instead of the one before or the result."""
        if self._result is not None:
            self._place.removeWidget(self._result)
            self._result.deleteLater()
            self._result = None
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
        self._form = form
        self._sheet.insertWidget(0, form)
        form.show()  # now: a key pressed before the next event finds its fields
        form.reached.connect(self._on_field_reached)
        self._place.setCurrentWidget(self.area)
        self.area.verticalScrollBar().setValue(0)
        self._show_cards()

    def put_result(self, result: QWidget) -> None:
        """Show *result* in the place of the form and its cards."""
        self._result = result
        self._place.addWidget(result)
        self._place.setCurrentWidget(result)
        self._show_cards()

    @Slot(object)
    def _on_field_reached(self, box: QWidget) -> None:
        # Tab brings a field into view by itself; Enter and the ticks do not.
        self.area.ensureWidgetVisible(box, 0, 8)
