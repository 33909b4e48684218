"""ViewerTools: the row of buttons above a page."""

from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from app.ground.formatting import thousands
from ui.shared.actions import Action, shown_keys
from ui.widgets.buttons import Button, quiet_button
from ui.widgets.words import tighten, words

_PERCENT_WIDTH: Final = 48
_NUMBER_WIDTH: Final = 76
_SPIN_MARGIN: Final = 8


class ViewerTools(QWidget):
    """Leafs, enlarges and turns; what leafs is there only where there is more than one page.

    Attributes:
        count: how many pages there are.
    """

    page_wanted = Signal(int)  # counted from 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = 0
        self.before = _tool("chevron-left", "Halaman sebelumnya", Action.TURN_PAGE)
        self.after = _tool("chevron-right", "Halaman berikutnya", Action.TURN_PAGE)
        self.number = QSpinBox()
        self.number.setObjectName("page-number")
        self.number.setAccessibleName("Halaman")
        self.number.setKeyboardTracking(False)
        self.number.setFixedWidth(_NUMBER_WIDTH)
        self.number.lineEdit().setTextMargins(_SPIN_MARGIN, 0, 0, 0)
        self.of = words("", "quiet")
        self.farther = _tool("zoom-out", "Perkecil", Action.ZOOM_OUT)
        self.percent = words("", "quiet")
        self.percent.setMinimumWidth(_PERCENT_WIDTH)
        self.closer = _tool("zoom-in", "Perbesar", Action.ZOOM_IN)
        self.wide = _tool("fit-width", "Selebar layar", Action.FIT_WIDTH)
        self.whole = _tool("fit-page", "Seluruh halaman", Action.FIT_PAGE)
        self.turn = _tool("rotate", "Putar ke kanan", Action.ROTATE)
        self._leafing = (self.before, self.number, self.of, self.after)
        self._arrange()
        self.before.clicked.connect(self._on_before_wanted)
        self.after.clicked.connect(self._on_after_wanted)
        self.number.valueChanged.connect(self._on_number_chosen)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        tighten(row, 4)
        for widget in self._leafing:
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (
            self.farther,
            self.percent,
            self.closer,
            self.whole,
            self.wide,
            self.turn,
        ):
            row.addWidget(widget)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Say how many pages there are; the first is looked at."""
        self.count = count
        with QSignalBlocker(self.number):
            self.number.setRange(1, max(count, 1))
            self.number.setValue(1)
        self.of.setText(f"dari {thousands(count)}")
        for widget in self._leafing:
            widget.setVisible(count > 1)
        self.percent.setText("")
        self.show_page(0)

    def show_page(self, page: int) -> None:
        """Say which page, counted from 0, is looked at."""
        with QSignalBlocker(self.number):
            self.number.setValue(page + 1)
        self.before.setEnabled(page > 0)
        self.after.setEnabled(page + 1 < self.count)

    def show_percent(self, percent: int) -> None:
        """Say how large the page is seen."""
        self.percent.setText(f"{percent} %")

    @Slot()
    def _on_before_wanted(self) -> None:
        self.page_wanted.emit(self.number.value() - 2)

    @Slot()
    def _on_after_wanted(self) -> None:
        self.page_wanted.emit(self.number.value())

    @Slot(int)
    def _on_number_chosen(self, number: int) -> None:
        self.page_wanted.emit(number - 1)


def _tool(icon_name: str, name: str, action: Action) -> Button:
    button = quiet_button("", icon_name)
    button.setObjectName(f"tool-{icon_name}")
    button.setAccessibleName(name)
    button.setToolTip(f"{name} ({shown_keys(action)})")
    return button
