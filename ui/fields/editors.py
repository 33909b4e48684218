"""The editors of the entry form: one class for each way a declared field is typed."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from app.entry.chosen import FROM_LISTS, not_listed
from app.entry.field_checks import Finding, check_field
from app.ground.formatting import parse_moment, weekday_date
from app.ground.overriding import override
from app.rules.channels import ComplaintKind
from app.rules.fields import Field, FieldKind
from app.rules.identity import phone_doubt, phone_numbers, pretty_phone
from ui.fields.finding_combo import FindingCombo, Groups
from ui.shared.actions import Action, shown_keys
from ui.widgets.combo import Combo
from ui.widgets.date_edits import DateEdit, MomentEdit
from ui.widgets.field_box import FieldBox
from ui.widgets.tab_walk import ENTER

_PASSING: Final = frozenset(
    {
        Qt.FocusReason.PopupFocusReason,
        Qt.FocusReason.ActiveWindowFocusReason,
        Qt.FocusReason.MenuBarFocusReason,
    }
)
# What a new form says before anything is typed.
DEFAULTS: Final[Mapping[str, str]] = {"kind": ComplaintKind.COMPLAINT.value}
_TEXT_HEIGHT: Final = 62
_KEPT: Final = "Tetap dapat disimpan."
# Qt's own limit would cut what is pasted without a word.
_ENDLESS: Final = 2**31 - 1
_EXPECTED: Final = "Ketik atau pilih"


class FieldEditor(QObject):
    """One declared field on the screen, with its label above and hint or error below."""

    edited = Signal()
    reached = Signal()
    left = Signal()
    entered = Signal()  # Enter: go on to the next field
    submitted = Signal()  # Ctrl+Enter in a list or calendar that is open
    backed = Signal()  # Shift+Tab out of an offer: go back to the field before

    takes_enter = True

    def __init__(self, field: Field, widget: QWidget, label: str | None = None) -> None:
        super().__init__()
        self.field = field
        self.widget = widget
        widget.setObjectName(field.name)
        widget.setAccessibleName(field.label)
        self.box = FieldBox(field.label if label is None else label, widget)
        widget.installEventFilter(self)

    def text(self) -> str:
        """Return what is typed, as ``app.entry.forms`` reads it."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Show *text*."""
        raise NotImplementedError

    def tidy(self) -> None:
        """Put what was typed into its usual form when that is certain; called on leaving."""

    def accept(self) -> None:
        """Take what Enter takes, before going on to the next field."""

    def hint(self) -> str:
        """Return what to say under the field about what is typed."""
        return ""

    def check(self, now: datetime) -> Finding | None:
        """Return what is odd about what is typed at office time *now*, None where nothing is."""
        return check_field(self.field, self.text(), now)

    @Slot()
    def settle(self) -> None:
        """Take what is being typed here, if anything is, as Enter takes it."""
        if self.widget.hasFocus():
            self.accept()
            self.tidy()

    def say(self, found: Finding) -> None:
        """Say under the field what is odd about it."""
        if found.is_refused:
            self.box.set_error(found.sentence)
        else:
            self.box.set_doubt(f"{found.sentence} {_KEPT}")

    @Slot()
    def _on_edited(self) -> None:
        self.box.set_hint(self.hint())
        self.edited.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice Enter and the leaving of the field."""
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            if event.reason() not in _PASSING:
                self.tidy()
                self.left.emit()
        elif event.type() == QEvent.Type.FocusIn:
            self.reached.emit()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if self.takes_enter and Qt.Key(event.key()) in ENTER and not held:
                self.accept()
                self.entered.emit()
                return True
        return super().eventFilter(watched, event)


class LineEditor(FieldEditor):
    """One line of text."""

    def __init__(self, field: Field, widget: QLineEdit | None = None) -> None:
        self._line = widget or QLineEdit()
        super().__init__(field, self._line)
        self._line.setMaxLength(_ENDLESS)
        if not self._line.placeholderText():
            self._line.setPlaceholderText(field.hint)
        self._line.textChanged.connect(self._on_edited)

    @override
    def text(self) -> str:
        return self._line.text()

    @override
    def set_text(self, text: str) -> None:
        self._line.setText(text)
        # The beginning of a long text says more than its end.
        self._line.setCursorPosition(0)


class PhoneEditor(LineEditor):
    """A phone number, or several; below it how they were understood, or what is odd about them.

    Attributes:
        offered: a number found elsewhere, offered while the field is empty; empty when none is.
    """

    def __init__(self, field: Field) -> None:
        self.offered = ""
        super().__init__(field)

    def offer(self, number: str) -> None:
        """Offer *number*, as it is dialled, under the empty field."""
        if number != self.offered:
            self.offered = number
            self.box.set_hint(self.hint())

    @override
    def hint(self) -> str:
        if self.offered and not self.text().strip():
            key = shown_keys(Action.TAKE_PHONE)
            return f"Dalam uraian: {self.offered}. {key} mengisinya."
        # A number is not too short while it is being typed.
        doubt = None if self.widget.hasFocus() else phone_doubt(self.text())
        numbers = " dan ".join(pretty_phone(number) for number in phone_numbers(self.text()))
        return doubt or (f"Dikenali: {numbers}" if numbers else "")

    @override
    def tidy(self) -> None:
        self.box.set_hint(self.hint())


class TimeEditor(LineEditor):
    """A moment or a day; below it the weekday, which shows a slip at once."""

    def __init__(self, field: Field, today: Callable[[], date]) -> None:
        line = MomentEdit(today) if field.kind is FieldKind.MOMENT else DateEdit(today)
        super().__init__(field, line)
        line.submitted.connect(self.submitted)

    @override
    def hint(self) -> str:
        try:
            return weekday_date(parse_moment(self.text().strip()).date())
        except ValueError:
            return ""


class TextEditor(FieldEditor):
    """Several lines; Enter breaks the line, Tab leaves."""

    takes_enter = False

    def __init__(self, field: Field) -> None:
        self._area = QPlainTextEdit()
        self._area.setTabChangesFocus(True)
        self._area.setFixedHeight(_TEXT_HEIGHT)
        super().__init__(field, self._area)
        self._area.setPlaceholderText(field.hint)
        self._area.textChanged.connect(self._on_edited)

    @override
    def text(self) -> str:
        return self._area.toPlainText()

    @override
    def set_text(self, text: str) -> None:
        self._area.setPlainText(text)


class FlagEditor(FieldEditor):
    """Yes or no."""

    def __init__(self, field: Field) -> None:
        self._check = QCheckBox(field.label)
        super().__init__(field, self._check, label="")
        self._check.toggled.connect(self._on_edited)

    @override
    def text(self) -> str:
        return "ya" if self._check.isChecked() else ""

    @override
    def set_text(self, text: str) -> None:
        self._check.setChecked(text == "ya")


class ChoiceEditor(FieldEditor):
    """One of the declared choices."""

    def __init__(self, field: Field) -> None:
        self._combo = Combo()
        super().__init__(field, self._combo)
        if field.name not in DEFAULTS:
            self._combo.addItem("", "")
        for value, label in field.choices:
            self._combo.addItem(label, value)
        self._combo.currentIndexChanged.connect(self._on_edited)
        self._combo.submitted.connect(self.submitted)

    @override
    def text(self) -> str:
        return str(self._combo.currentData() or "")

    @override
    def set_text(self, text: str) -> None:
        wanted = text or DEFAULTS.get(self.field.name, "")
        self._combo.setCurrentIndex(max(0, self._combo.findData(wanted)))


class ListEditor(FieldEditor):
    """An entry of a reference list, found by typing a part of its name."""

    def __init__(self, field: Field, combo: FindingCombo | None = None) -> None:
        self._combo = combo or FindingCombo(_EXPECTED)
        super().__init__(field, self._combo)
        self._combo.currentTextChanged.connect(self._on_edited)
        self._combo.moved_on.connect(self.entered)
        self._combo.submitted.connect(self.submitted)
        self._combo.moved_back.connect(self.backed)
        self._proposal = ""
        self._combo.currentTextChanged.connect(self._show_proposal)
        self.box.label.installEventFilter(self)

    def propose(self, name: str) -> None:
        """Say in the empty field what would fit; it is only taken when somebody wants it."""
        self._proposal = name
        self._show_proposal()

    def take_proposal(self) -> None:
        """Put what is proposed into the field, if it is empty."""
        if self._offered:
            self.set_text(self._offered)

    @property
    def _offered(self) -> str:
        return "" if self.text().strip() else self._proposal

    @Slot()
    def _show_proposal(self) -> None:
        # Nothing moves: the words stand where the field says what is expected.
        offered = self._offered
        key = shown_keys(Action.TAKE_PROPOSAL)
        self._combo.line().setPlaceholderText(f"{offered}?" if offered else _EXPECTED)
        self._combo.setToolTip(f"Usulan: {offered} ({key})" if offered else "")
        label = f"{self.field.label} · pakai usulan: {key}" if offered else self.field.label
        self.box.label.setText(label)
        self.widget.setAccessibleDescription(self._combo.toolTip())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the proposal also by a click on the label that says so."""
        if watched is self.box.label and event.type() == QEvent.Type.MouseButtonRelease:
            self.take_proposal()
        return super().eventFilter(watched, event)

    def set_groups(self, groups: Groups) -> None:
        """Offer these entries."""
        self._combo.set_groups(groups)

    @override
    def text(self) -> str:
        return self._combo.currentText()

    @override
    def set_text(self, text: str) -> None:
        self._combo.set_text(text)

    @override
    def tidy(self) -> None:
        self._combo.resolve()

    @override
    def accept(self) -> None:
        self._combo.take_first()

    @override
    def check(self, now: datetime) -> Finding | None:
        typed = self.text().strip()
        if not typed or self.field.kind not in FROM_LISTS or self._combo.has(typed):
            return super().check(now)
        return Finding(not_listed(typed), is_refused=False)


_LISTED: Final = frozenset(
    {
        FieldKind.DISTRICT,
        FieldKind.VILLAGE,
        FieldKind.SERVICE,
        FieldKind.CATEGORY,
        FieldKind.OFFICER,
    }
)
_SIMPLE: Final[Mapping[FieldKind, Callable[[Field], FieldEditor]]] = {
    FieldKind.PHONE: PhoneEditor,
    FieldKind.TEXT: TextEditor,
    FieldKind.FLAG: FlagEditor,
    FieldKind.CHOICE: ChoiceEditor,
} | dict.fromkeys(_LISTED, ListEditor)


def editor_for(field: Field, today: Callable[[], date]) -> FieldEditor:
    """Return the editor in which *field* is typed."""
    if field.kind in (FieldKind.MOMENT, FieldKind.DAY):
        return TimeEditor(field, today)
    return _SIMPLE.get(field.kind, LineEditor)(field)
