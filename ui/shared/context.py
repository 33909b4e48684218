"""Context: what the window and every page are given, and nothing global."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app.book.opening import OpenedBook
from app.ground.paths import desk_file
from app.keeping.opened_copies import OpenedCopies
from ui.look.preferences import Preferences
from ui.shared.change_hub import ChangeHub
from ui.shared.privacy import PrivacyShield
from ui.shared.tasks import TaskRunner

# Named, not needed: the first picture comes before the tables.
if TYPE_CHECKING:
    from app.book.book import Book


@dataclass(frozen=True, slots=True)
class Context:
    """The book and the few objects all pages share.

    Attributes:
        copies: what of the attachments other programs show; gone when the window is closed.
        desk_file: where unfinished entries are kept on this computer.
        is_throwaway: the book is gone when the window is closed; nobody backs it up or restores it.
    """

    book: "Book"
    hub: ChangeHub
    tasks: TaskRunner
    privacy: PrivacyShield
    preferences: Preferences
    copies: OpenedCopies = field(default_factory=OpenedCopies)
    desk_file: Path = field(default_factory=desk_file)
    is_throwaway: bool = False


@dataclass(frozen=True, slots=True)
class EarlyContext:
    """What there is for the window and its first page before the book is read."""

    opened: OpenedBook
    hub: ChangeHub
    tasks: TaskRunner
    privacy: PrivacyShield
    preferences: Preferences
    copies: OpenedCopies = field(default_factory=OpenedCopies)
    desk_file: Path = field(default_factory=desk_file)
    is_throwaway: bool = False

    def load(self) -> Context:
        """Return the context with the book; raises like ``OpenedBook.load``."""
        return Context(
            self.opened.load(),
            self.hub,
            self.tasks,
            self.privacy,
            self.preferences,
            self.copies,
            self.desk_file,
            self.is_throwaway,
        )
