"""The pages of the window and how each is built, when it is first shown.

The imports stand inside the functions so that the window is ready before the pages are.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from ui.shared.actions import Action
from ui.shared.context import EarlyContext
from ui.shared.page import Page


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
    """

    key: str
    title: str
    icon: str
    action: Action
    guide: str
    build: Callable[[EarlyContext], Page]
    at_foot: bool = False


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
    PageSpec("today", "Hari Ini", "today", Action.TODAY, "hari-ini", _today),
    PageSpec("entry", "Catat Pengaduan", "entry", Action.ENTRY, "mencatat", _entry),
    PageSpec("register", "Buku", "book", Action.REGISTER, "batas-waktu", _register),
    PageSpec("board", "Papan Distribusi", "board", Action.BOARD, "distribusi", _board),
    PageSpec("recap", "Rekap Bulanan", "recap", Action.RECAP, "rekap", _recap),
    PageSpec("settings", "Pengaturan", "settings", Action.SETTINGS, "pengaturan", _settings, True),
    PageSpec("guide", "Panduan", "guide", Action.GUIDE, "hari-ini", _guide, True),
)
