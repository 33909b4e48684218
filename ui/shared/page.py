"""Page: what the window expects of every page.

A page is built the first time it is shown and stays until the window closes. One that follows the
hub looks whether it ``concerns`` what changed before it reads again; while hidden it waits for
``shown()``.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.ground.changes import Changes
from app.ground.overriding import override
from ui.shared.change_hub import ChangeHub
from ui.widgets.tab_walk import take_tab


class Page(QWidget):
    """One place of the window, reached by the rail.

    Attributes:
        title: its name, as the rail says it.
        is_stale: something that concerns it changed since it was read; never read yet at first.
    """

    title = ""

    open_complaint = Signal(int)  # show this complaint in the book
    message = Signal(str)  # a quiet sentence for the status bar
    # What shall take the place of the book: the Path of a backup, or the Place with a new key.
    exchange_wanted = Signal(object)
    navigate = Signal(str, object)  # a page key and what that page's ``arrive`` understands

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName(type(self).__name__)
        self.setAccessibleName(self.title)
        self.is_stale = True

    def follow(self, hub: ChangeHub) -> None:
        """Read again what finished steps alter, as soon as somebody looks."""
        hub.changed.connect(self._on_hub_changed)

    def concerns(self, changes: Changes) -> bool:
        """Return whether the page shows something that *changes* altered."""
        return changes.deadlines

    @Slot(object)
    def _on_hub_changed(self, changes: Changes) -> None:
        if not self.concerns(changes):
            return
        if self.isVisible():
            self.take_changes(changes)
        else:
            self.is_stale = True

    def take_changes(self, changes: Changes) -> None:
        """Show what *changes* altered, while somebody looks; by default all is read again."""
        self.is_stale = True
        self.reload()

    def day_changed(self) -> None:
        """Be told that it is another day: what nobody looks at is read when somebody does."""
        if self.isVisible():
            self.reload()
        else:
            self.is_stale = True

    def shown(self) -> None:
        """Be told that the page has become visible; bring it up to date and set the focus."""

    def reload(self) -> None:
        """Read everything again."""

    def arrive(self, wanted: object) -> None:
        """Be told why the page was navigated to; *wanted* is None when there is no reason."""

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Do what is right with files dropped on the window; False where the page has no use."""
        return False

    def may_leave(self) -> bool:
        """Return whether the window may close; a page with unsaved work keeps it first."""
        return True

    @override
    def focusNextPrevChild(self, is_forward: bool) -> bool:
        return take_tab(self, is_forward=is_forward)
