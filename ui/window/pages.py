"""The pages of the window and how each is built, when it is first shown.

The imports stand inside the functions so that the window is ready before the pages are.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from app.rules.events import Step
from app.rules.readings import Reading
from ui.shared.actions import Action
from ui.shared.context import EarlyContext
from ui.shared.page import Page

# Named, not needed: the first picture comes before the tables.
if TYPE_CHECKING:
    from app.book.rights import Need


class PageSpec(NamedTuple):
    """One entry of the rail.

    Attributes:
        key: its name in ``Page.navigate``.
        title: what the rail says.
        icon: the name of its icon.
        action: the key that goes there.
        guide: the section of the guide that F1 opens.
        build: makes the page; all but the first wait for the book.
        at_foot: stands at the foot of the rail.
        need: what whoever opens it must be allowed; None for everybody.
    """

    key: str
    title: str
    icon: str
    action: Action
    guide: str
    build: Callable[[EarlyContext], Page]
    at_foot: bool = False
    need: "Need | None" = None


def _today(early: EarlyContext) -> Page:
    from ui.today.page import TodayPage

    return TodayPage(early)


def _entry(early: EarlyContext) -> Page:
    from ui.entry.page import EntryPage

    return EntryPage(early.load())


def _register(early: EarlyContext) -> Page:
    from ui.register.page import RegisterPage

    return RegisterPage(early.load())


def _board(early: EarlyContext) -> Page:
    from ui.board.page import BoardPage

    return BoardPage(early.load())


def _meetings(early: EarlyContext) -> Page:
    from ui.meetings.page import MeetingsPage

    return MeetingsPage(early.load())


def _recap(early: EarlyContext) -> Page:
    from ui.recap.page import RecapPage

    return RecapPage(early.load())


def _settings(early: EarlyContext) -> Page:
    from ui.settings.page import SettingsPage

    return SettingsPage(early.load())


def _guide(early: EarlyContext) -> Page:
    from ui.guide.page import GuidePage

    return GuidePage(early.load())


PAGES: Final = (
    PageSpec("today", "Hari Ini", "today", Action.TODAY, "hari-ini", _today, need=Reading.REGISTER),
    PageSpec(
        "entry", "Catat Pengaduan", "entry", Action.ENTRY, "mencatat", _entry, need=Step.RECORD
    ),
    PageSpec(
        "register", "Buku", "book", Action.REGISTER, "batas-waktu", _register, need=Reading.REGISTER
    ),
    # A board is for moving cards: whoever only reads, reads the book.
    PageSpec(
        *("board", "Papan Distribusi", "board", Action.BOARD, "distribusi", _board),
        need=Step.DISTRIBUTE,
    ),
    PageSpec(
        *("meetings", "Jadwal Pembahasan", "meeting", Action.MEETINGS, "pembahasan", _meetings),
        need=Step.PLAN_MEETING,
    ),
    PageSpec("recap", "Rekap Bulanan", "recap", Action.RECAP, "rekap", _recap, need=Reading.RECAP),
    PageSpec("settings", "Pengaturan", "settings", Action.SETTINGS, "pengaturan", _settings, True),
    PageSpec("guide", "Panduan", "guide", Action.GUIDE, "hari-ini", _guide, True),
)
