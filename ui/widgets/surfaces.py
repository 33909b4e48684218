"""Surfaces: cards, the header of a page, the side panel, and what an empty list says."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ground.overriding import override
from ui.look.icons import pixmap
from ui.widgets.buttons import Button, primary_button, quiet_button
from ui.widgets.words import tighten, words

CARD_MARGINS: Final = (16, 12, 16, 14)


class Surface(QFrame):
    """A white surface with rounded corners; content goes into ``body``."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.title = words(title, "heading")
        if not title:  # shown before it has a parent it would be a window of its own
            self.title.hide()
        self.head = QHBoxLayout()  # the title; add a quiet button or a fact at its right
        tighten(self.head)
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self.body = QVBoxLayout()
        tighten(self.body)
        self._outer = QVBoxLayout(self)
        self._outer.setSpacing(8)
        self._outer.addLayout(self.head)
        self._outer.addLayout(self.body, 1)
        self.set_margins(*CARD_MARGINS)
        self.setAccessibleName(title)

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """Leave this much room between the edge and the content."""
        self._outer.setContentsMargins(left, top, right, bottom)

    def say_why(self, why: str) -> None:
        """Say beside the title what the content has in common."""
        self.head.insertWidget(1, words(why, "muted"), 0, Qt.AlignmentFlag.AlignBottom)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.setAccessibleName(title)


class FactsLine(QLabel):
    """Short facts on one line; what does not fit ends in dots and is told by the tip.

    Attributes:
        whole: all of it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "muted")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, text: str) -> None:
        """Say *text*, as far as there is room."""
        self.whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._shorten()

    def _shorten(self) -> None:
        room = self.width()
        shown = self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown if len(shown) > 1 else "")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()


class PageHeader(QWidget):
    """Title left, short facts beside it, actions right with the primary one last."""

    def __init__(
        self, title: str, actions: Sequence[QWidget] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title = words(title, "title")
        self.facts = FactsLine()
        self._row = QHBoxLayout(self)
        tighten(self._row, 12)
        self._row.addWidget(self.title)
        self._row.addWidget(self.facts, 1)
        self._actions = QHBoxLayout()
        tighten(self._actions, 8)
        self._row.addLayout(self._actions)
        for action in actions:
            self._actions.addWidget(action)
        self.setMinimumHeight(36)

    def set_facts(self, text: str) -> None:
        """Say something short beside the title."""
        self.facts.say(text)

    def free_width(self) -> int:
        """Return how wide it is beside its buttons."""
        return self._actions.geometry().x() - self._row.spacing()

    def put_notice(self, notice: QWidget) -> None:
        """Let *notice* stand beside the title; hide the facts to give it their room."""
        self._row.insertWidget(self._row.indexOf(self.facts), notice, 1)


class EmptyState(QWidget):
    """Stands where a list would be: what is empty, why, and what to do next."""

    pressed = Signal()

    def __init__(
        self,
        sentence: str = "",
        advice: str = "",
        icon_name: str = "inbox",
        button_text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        picture = QLabel()
        picture.setPixmap(pixmap(icon_name, "faint", 36))
        self._sentence = words(sentence, "strong", wrap=True)
        self._advice = words(advice, "quiet", wrap=True)
        column = QVBoxLayout(self)
        tighten(column, 8, 24)
        column.addStretch(1)
        for label in (picture, self._sentence, self._advice):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        self.button: Button = primary_button(button_text)
        if not button_text:
            self.button.hide()
        self.button.clicked.connect(self.pressed)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def say(self, sentence: str, advice: str = "", button_text: str = "") -> None:
        """Say something else."""
        self._sentence.setText(sentence)
        self._advice.setText(advice)
        self.button.setText(button_text)
        self.button.setAccessibleName(button_text)
        self.button.setVisible(bool(button_text))


class SidePanel(QFrame):
    """The frame right of a list: content scrolls in ``body``, actions stay in ``foot``."""

    close_wanted = Signal()

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side-panel")
        self.setAccessibleName(title or "Panel pengaduan")
        self.setMinimumWidth(320)
        self.close_button = quiet_button("", "close")
        self.close_button.setAccessibleName("Tutup panel")
        self.close_button.setToolTip("Tutup panel (Esc)")
        self.close_button.clicked.connect(self.close_wanted)
        self.over_title = words(title, "muted")
        head = QHBoxLayout()
        tighten(head)
        head.addWidget(self.over_title, 1)
        head.addWidget(self.close_button)
        inner = ScrolledContent()
        self.body = QVBoxLayout(inner)
        tighten(self.body)
        self.body.setContentsMargins(0, 0, 10, 0)
        self.scroll_area = scrolling(inner)
        self.foot = QHBoxLayout()
        tighten(self.foot)
        self.foot.setContentsMargins(0, 0, 10, 0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 8, 6, 12)
        outer.setSpacing(8)
        outer.addLayout(head)
        outer.addWidget(self.scroll_area, 1)
        outer.addLayout(self.foot)


class ScrolledContent(QWidget):
    """What scrolls; Qt would keep it as high as its words would be in the narrowest column."""

    @override
    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(least.width(), 0) if self.hasHeightForWidth() else least


def scrolling(inner: QWidget) -> QScrollArea:
    """Return *inner* in an area that scrolls up and down only and has no frame."""
    inner.setProperty("role", inner.property("role") or "plain")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area


def rule() -> QFrame:
    """Return a thin line across."""
    line = QFrame()
    line.setProperty("role", "rule")
    return line
