"""The rail at the left: the book, the pages, and at its foot settings, guide and the officer."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from app.book import Book
from ui.actions import Action, shown_keys
from ui.pages import PAGES, PageSpec
from ui.widgets.buttons import Button
from ui.widgets.words import tighten, words

_WIDTH = 208


class Rail(QFrame):
    """Leads to the pages and says whose book it is and who sits at the desk."""

    page_wanted = Signal(str)
    officer_wanted = Signal()

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setProperty("role", "rail")
        self.setFixedWidth(_WIDTH)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons: dict[str, Button] = {}
        self._office = words("", "muted", wrap=True)
        self.officer_button = Button("", "rail", "person")
        self.officer_button.setObjectName("officer")
        self.officer_button.clicked.connect(self.officer_wanted)
        self._arrange()
        self.show_book(book)

    def _arrange(self) -> None:
        name = words("Buku Pengaduan", "heading")
        name.setContentsMargins(6, 0, 0, 0)
        self._office.setContentsMargins(6, 0, 0, 8)
        column = QVBoxLayout(self)
        tighten(column, 2, 12)
        column.setContentsMargins(12, 18, 12, 12)
        column.addWidget(name)
        column.addWidget(self._office)
        for spec in PAGES:
            if not spec.at_foot:
                column.addWidget(self._entry(spec))
        column.addStretch(1)
        for spec in PAGES:
            if spec.at_foot:
                column.addWidget(self._entry(spec))
        column.addWidget(self.officer_button)

    def _entry(self, spec: PageSpec) -> Button:
        button = Button(spec.title, "rail", spec.icon)
        button.setObjectName(f"rail-{spec.key}")
        button.setCheckable(True)
        button.setToolTip(f"{spec.title} ({shown_keys(spec.action)})")
        button.clicked.connect(self._on_clicked)
        self._group.addButton(button)
        self.buttons[spec.key] = button
        return button

    @Slot()
    def _on_clicked(self) -> None:
        for key, button in self.buttons.items():
            if button is self.sender():
                self.page_wanted.emit(key)

    def mark(self, key: str) -> None:
        """Show which page is open."""
        self.buttons[key].setChecked(True)

    def show_book(self, book: Book) -> None:
        """Say whose book it is and who sits at the desk."""
        self._office.setText(book.settings.office.short_name)
        metrics = self.officer_button.fontMetrics()
        name = book.officer or "Pilih petugas"
        self.officer_button.setText(
            metrics.elidedText(name, Qt.TextElideMode.ElideRight, _WIDTH - 70)
        )
        self.officer_button.setAccessibleName(f"Petugas di meja: {name}. Ganti petugas")
        self.officer_button.setToolTip(f"{name}. Ganti petugas ({shown_keys(Action.OFFICER)})")
