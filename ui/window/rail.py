"""The rail at the left: the book, the pages, and at its foot settings, guide and the officer."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from app.rules.officers import Role
from ui.shared.actions import Action, shown_keys
from ui.widgets.buttons import Button
from ui.widgets.words import tighten, words
from ui.window.pages import PAGES, PageSpec

_WIDTH = 228
_NARROW = 56
_MARGINS = (12, 18, 12, 12)
_NARROW_MARGINS = (6, 18, 6, 12)


class Rail(QFrame):
    """Leads to the pages and says whose book it is and who sits at the desk."""

    page_wanted = Signal(str)
    officer_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setProperty("role", "rail")
        self.is_narrow = False
        self.setFixedWidth(_WIDTH)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons: dict[str, Button] = {}
        self._closed: dict[str, str] = {}
        self._office = words("", "muted", wrap=True)
        self._officer = ""
        self.officer_button = Button("Petugas", "rail", "person")
        self.officer_button.setObjectName("officer")
        self.officer_button.clicked.connect(self.officer_wanted)
        self._arrange()

    def _arrange(self) -> None:
        self._name = words("Buku Pengaduan", "heading")
        self._name.setContentsMargins(6, 0, 0, 0)
        self._office.setContentsMargins(6, 0, 0, 8)
        self._column = column = QVBoxLayout(self)
        tighten(column, 2, 12)
        column.setContentsMargins(*_MARGINS)
        column.addWidget(self._name)
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

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Show the pictures only, or the words as well; tips and names stay."""
        if is_narrow == self.is_narrow:
            return
        self.is_narrow = is_narrow
        self.setFixedWidth(_NARROW if is_narrow else _WIDTH)
        self._column.setContentsMargins(*(_NARROW_MARGINS if is_narrow else _MARGINS))
        for label in (self._name, self._office):
            label.setVisible(not is_narrow)
        for spec in PAGES:
            self.buttons[spec.key].setText("" if is_narrow else spec.title)
        self._draw_officer()

    def offer(self, role: Role | None) -> None:
        """Lead only where *role* may go; None is for a book without PINs."""
        # Imported late: it knows the tables, for which the first picture does not wait.
        from app.book.rights import why_not

        self._closed = {
            spec.key: reason
            for spec in PAGES
            if spec.need is not None and (reason := why_not(role, spec.need))
        }
        for key, button in self.buttons.items():
            button.setVisible(key not in self._closed)

    def why_closed(self, key: str) -> str:
        """Return why the page *key* is not for whoever sits at the desk; empty where it is."""
        return self._closed.get(key, "")

    def first_open(self) -> str:
        """Return the first page that is for whoever sits at the desk."""
        return next(spec.key for spec in PAGES if spec.key not in self._closed)

    def mark(self, key: str) -> None:
        """Show which page is open."""
        self.buttons[key].setChecked(True)

    def show_office(self, name: str) -> None:
        """Say whose book it is."""
        self._office.setText(name)

    def show_officer(self, name: str) -> None:
        """Say who sits at the desk."""
        self._officer = name or "Pilih petugas"
        self.officer_button.setAccessibleName(f"Petugas di meja: {self._officer}. Ganti petugas")
        self.officer_button.setToolTip(
            f"{self._officer}. Ganti petugas ({shown_keys(Action.OFFICER)})"
        )
        self._draw_officer()

    def _draw_officer(self) -> None:
        metrics = self.officer_button.fontMetrics()
        room = 0 if self.is_narrow else _WIDTH - 70
        elided = metrics.elidedText(self._officer, Qt.TextElideMode.ElideRight, room)
        self.officer_button.setText("" if self.is_narrow else elided)
