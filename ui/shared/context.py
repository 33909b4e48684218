"""Context: what every page is given, and nothing global."""

from dataclasses import dataclass, field
from pathlib import Path

from app.book.book import Book
from app.ground.paths import desk_file
from app.keeping.opened_copies import OpenedCopies
from ui.look.preferences import Preferences
from ui.shared.change_hub import ChangeHub
from ui.shared.privacy import PrivacyShield
from ui.shared.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class Context:
    """The open book and the few objects all pages share.

    Attributes:
        copies: what of the attachments other programs show; gone when the window is closed.
        desk_file: where unfinished entries are kept on this computer.
    """

    book: Book
    hub: ChangeHub
    tasks: TaskRunner
    privacy: PrivacyShield
    preferences: Preferences
    copies: OpenedCopies = field(default_factory=OpenedCopies)
    desk_file: Path = field(default_factory=desk_file)
