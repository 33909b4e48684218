"""FindingCombo: a list to choose from by typing a part of the name."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QCompleter, QLineEdit, QWidget

from app.ground.overriding import override
from ui.widgets.combo import Combo
from ui.widgets.tab_walk import ENTER

Groups = Sequence[tuple[str, Sequence[str]]]


class FindingCombo(Combo):
    """Takes any text, offers the entries that contain it, and keeps what is not on the list."""

    moved_on = Signal()  # an entry was taken, or the offer was left by Enter or Tab
    moved_back = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self._items = QStandardItemModel(self)
        self._found = QStringListModel(self)
        self.setModel(self._items)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(14)
        # The longest entry must not make the form wider than the screen.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.line().setPlaceholderText(placeholder)
        self._offer = QCompleter(self._found, self)
        self._offer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._offer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._offer.setMaxVisibleItems(10)
        self.setCompleter(self._offer)
        self._popup().installEventFilter(self)
        self._offer.activated.connect(self._on_taken)
        self.activated.connect(self._on_chosen)

    def line(self) -> QLineEdit:
        """Return the line that is typed into."""
        line = self.lineEdit()
        assert line is not None  # noqa: S101 - the combo box is editable
        return line

    def _popup(self) -> QAbstractItemView:
        popup = self._offer.popup()
        assert popup is not None  # noqa: S101 - a completer makes its popup when asked
        return popup

    def set_groups(self, groups: Groups) -> None:
        """Offer *groups* (title, names); what is typed stays."""
        typed = self.currentText()
        self._items.clear()
        self._names = [name for _, names in groups for name in names]
        for title, names in groups:
            if title:
                head = QStandardItem(title)
                head.setEnabled(False)
                self._items.appendRow(head)
            for name in names:
                self._items.appendRow(QStandardItem(name))
        self._found.setStringList(self._names)
        self.set_text(typed)

    def set_text(self, text: str) -> None:
        """Write *text*, on the list or not."""
        self.setCurrentIndex(self.findText(text, Qt.MatchFlag.MatchFixedString) if text else -1)
        self.setEditText(text)
        # The beginning of a long entry says more than its end.
        self.line().setCursorPosition(0)

    def has(self, text: str) -> bool:
        """Return whether *text* is an entry, whatever its capitals."""
        return text.casefold() in {name.casefold() for name in self._names}

    def resolve(self) -> None:
        """Complete what is typed when it can mean one entry only."""
        typed = self.currentText().strip().casefold()
        if not typed:
            return
        for test in (str.__eq__, str.startswith, str.__contains__):
            fitting = [name for name in self._names if test(name.casefold(), typed)]
            if len(fitting) == 1:
                if fitting[0] != self.currentText():
                    self.set_text(fitting[0])
                return

    def take_first(self) -> None:
        """Take the first entry that is offered for what is typed; without any it stays as it is."""
        self._popup().hide()
        typed = self.currentText().strip().casefold()
        fitting = [name for name in self._names if typed in name.casefold()] if typed else []
        exact = (name for name in fitting if name.casefold() == typed)
        first = next(exact, next(iter(fitting), self.currentText()))
        if first != self.currentText():
            self.set_text(first)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter and Tab take the marked entry of the offer and go on at once."""
        if watched is self._offer.popup() and isinstance(event, QKeyEvent):
            is_press = event.type() == QEvent.Type.KeyPress
            key = Qt.Key(event.key())
            if is_press and key in _LEAVING and not event.modifiers() & _HELD:
                self._leave_offer(key)
                return True
        return super().eventFilter(watched, event)

    def _leave_offer(self, key: Qt.Key) -> None:
        popup = self._popup()
        marked = popup.currentIndex()
        popup.hide()
        if marked.isValid():
            self.set_text(str(marked.data()))
        elif key in ENTER:
            self.take_first()
        (self.moved_back if key == Qt.Key.Key_Backtab else self.moved_on).emit()

    @Slot()
    def _on_taken(self) -> None:
        self.moved_on.emit()

    @Slot()
    def _on_chosen(self) -> None:
        self.line().setCursorPosition(0)


class EarlierCombo(FindingCombo):
    """Offers what was written before; anything else is as good, and is not taken for it."""

    @override
    def resolve(self) -> None:
        """Write what is typed as it was written before, where only capitals differ."""
        typed = self.currentText().strip().casefold()
        earlier = next((name for name in self._names if name.casefold() == typed), "")
        if earlier and earlier != self.currentText():
            self.set_text(earlier)

    @override
    def take_first(self) -> None:
        self.resolve()


_LEAVING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab})
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
