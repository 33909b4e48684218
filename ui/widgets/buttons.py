"""Buttons: one primary per page, secondary and quiet ones, and filter chips with live counts."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from app.ground.formatting import thousands
from app.ground.overriding import override
from ui.look.icons import icon

_GAP: Final = 3


class Button(QPushButton):
    """A push button which Enter presses like Space."""

    def __init__(
        self,
        text: str,
        role: str,
        icon_name: str = "",
        icon_role: str = "muted",
        pixels: int = 18,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._has_lent_focus = False
        self._lent_to: QWidget | None = None
        self.setProperty("role", role)
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # Room between picture and words; Qt's own four pixels let them touch.
        self.setIconSize(QSize(pixels + (_GAP if text else 0), pixels))
        if icon_name:
            self.setIcon(icon(icon_name, icon_role))

    def set_icon(self, name: str, role: str = "muted") -> None:
        """Show another icon."""
        self.setIcon(icon(name, role))

    def lock(self) -> None:
        """Let nobody press the button while its work runs; a neighbour is lent the focus."""
        self._has_lent_focus = self.window().focusWidget() is self
        self.setEnabled(False)
        self._lent_to = self.window().focusWidget()

    def free(self) -> None:
        """Let it be pressed again; the focus comes back unless somebody has moved it."""
        self.setEnabled(True)
        if self._has_lent_focus and self.window().focusWidget() is self._lent_to:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._has_lent_focus, self._lent_to = False, None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)


def primary_button(text: str, icon_name: str = "", shortcut: str = "") -> Button:
    """Return the one button of a page that does what the page is for."""
    return _with_shortcut(Button(text, "primary", icon_name, "on_primary"), shortcut)


def secondary_button(text: str, icon_name: str = "", shortcut: str = "") -> Button:
    """Return an ordinary button."""
    return _with_shortcut(Button(text, "secondary", icon_name), shortcut)


def danger_button(text: str, icon_name: str = "") -> Button:
    """Return a button for what cannot be taken back."""
    return Button(text, "danger", icon_name, "late")


def quiet_button(text: str, icon_name: str = "", shortcut: str = "") -> Button:
    """Return a button that looks like a link; with an icon and no text, name it yourself."""
    if text:
        return _with_shortcut(Button(text, "quiet", icon_name, "primary", pixels=16), shortcut)
    return _with_shortcut(Button("", "quiet", icon_name, pixels=20), shortcut)


def _with_shortcut(button: Button, shortcut: str) -> Button:
    """Give *button* a key and say so in its tip; it works while the button is visible."""
    if shortcut:
        keys = QKeySequence(shortcut)
        button.setShortcut(keys)
        button.setToolTip(f"{button.text()} ({shortcut})")
    return button


class FilterChip(QPushButton):
    """A checkable filter that says how many it would leave."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._words = text
        self._count: int | None = None
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("role", "filter")
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_count(self, count: int | None) -> None:
        """Show *count* after the words; None shows the words alone."""
        self._count = count
        shown = self._words if count is None else f"{self._words}  {thousands(count)}"
        self.setText(shown)
        self.setAccessibleName(shown)

    def set_words(self, text: str) -> None:
        """Say the same in other words."""
        if text != self._words:
            self._words = text
            self.set_count(self._count)

    @override
    def sizeHint(self) -> QSize:
        # Wide enough for the bold type of the checked state, so that nothing jumps.
        hint = super().sizeHint()
        bold = QFont(self.font())
        bold.setBold(True)
        wider = QFontMetrics(bold).horizontalAdvance(self.text())
        extra = wider - self.fontMetrics().horizontalAdvance(self.text())
        return QSize(hint.width() + extra, hint.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
