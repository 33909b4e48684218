"""The pages of the window and how each is built, when it is first shown.

The imports stand inside the functions so that the window is ready before the pages are.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from ui.shared.actions import Action
from ui.shared.context import Context
from ui.shared.page import Page


class PageSpec(NamedTuple):
    """One entry of the rail.

    Attributes:
        key: its name in ``Page.navigate``.
        title: what the rail says.
        icon: the name of its icon.
        action: the key that goes there.
        guide: the section of the guide that F1 opens.
        build: makes the page.
        at_foot: stands at the foot of the rail.
    """

    key: str
    title: str
    icon: str
    action: Action
    guide: str
    build: Callable[[Context], Page]
    at_foot: bool = False


def _today(context: Context) -> Page:
    from ui.today.page import TodayPage

    return TodayPage(context)


def _entry(context: Context) -> Page:
    from ui.entry.page import EntryPage

    return EntryPage(context)


def _register(context: Context) -> Page:
    from ui.register.page import RegisterPage

    return RegisterPage(context)


def _board(context: Context) -> Page:
    from ui.board.page import BoardPage

    return BoardPage(context)


def _recap(context: Context) -> Page:
    from ui.recap.page import RecapPage

    return RecapPage(context)


def _settings(context: Context) -> Page:
    from ui.settings.page import SettingsPage

    return SettingsPage(context)


def _guide(context: Context) -> Page:
    from ui.guide.page import GuidePage

    return GuidePage(context)


PAGES: Final = (
    PageSpec("today", "Hari Ini", "today", Action.TODAY, "hari-ini", _today),
    PageSpec("entry", "Catat Pengaduan", "entry", Action.ENTRY, "mencatat", _entry),
    PageSpec("register", "Buku", "book", Action.REGISTER, "batas-waktu", _register),
    PageSpec("board", "Papan Distribusi", "board", Action.BOARD, "distribusi", _board),
    PageSpec("recap", "Rekap Bulanan", "recap", Action.RECAP, "rekap", _recap),
    PageSpec("settings", "Pengaturan", "settings", Action.SETTINGS, "pengaturan", _settings, True),
    PageSpec("guide", "Panduan", "guide", Action.GUIDE, "hari-ini", _guide, True),
)
