"""Context: what every page is given, and nothing global."""

from dataclasses import dataclass

from app.book.book import Book
from ui.look.preferences import Preferences
from ui.shared.change_hub import ChangeHub
from ui.shared.privacy import PrivacyShield
from ui.shared.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class Context:
    """The open book and the few objects all pages share."""

    book: Book
    hub: ChangeHub
    tasks: TaskRunner
    privacy: PrivacyShield
    preferences: Preferences
