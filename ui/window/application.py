"""How the window is started: for work, and for the smoke test."""

import gc
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.book.opening import OpenedBook
from app.book.place import Place
from app.ground.paths import config_file, desk_file
from app.ground.screen import has_screen
from ui.look.icons import icon
from ui.look.language import speak_indonesian
from ui.look.preferences import Preferences
from ui.look.theme import apply_theme
from ui.shared.change_hub import ChangeHub
from ui.shared.context import EarlyContext
from ui.shared.garbage import GarbageCollector
from ui.shared.privacy import PrivacyShield
from ui.shared.tasks import TaskRunner
from ui.widgets.notice_dialog import NoticeDialog
from ui.window.bug_hook import install_excepthook
from ui.window.called import Called
from ui.window.main_window import MainWindow
from ui.window.pages import PAGES
from ui.window.warm import WarmUp


def make_application() -> QApplication:
    """Return the application, dressed and speaking Indonesian; there is one per process."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    app.setApplicationName("buku-pengaduan")
    app.setApplicationDisplayName("Buku Pengaduan")
    # Under which entry of its menu a desktop shows the window.
    app.setDesktopFileName("buku-pengaduan")
    speak_indonesian(app)
    apply_theme(app)
    return app


def build_window(
    opened: OpenedBook,
    app: QApplication,
    preferences: Preferences | None = None,
    drafts: Path | None = None,
    *,
    makes_backups: bool = False,
) -> MainWindow:
    """Return the window on a book, not yet shown; ``make_application`` comes first.

    It remembers widths and filters in *preferences* and unfinished entries in the file *drafts*, by
    default those of the person at the desk. With *makes_backups* the program backs the book up by
    itself, which nobody wants of a throw-away book.
    """
    app.setWindowIcon(icon("program", "primary"))
    context = EarlyContext(
        opened=opened,
        hub=ChangeHub(),
        tasks=TaskRunner(),
        privacy=PrivacyShield(),
        preferences=preferences or Preferences(),
        desk_file=drafts or desk_file(),
        is_throwaway=drafts is not None,
    )
    window = MainWindow(context, makes_backups=makes_backups)
    window.go(PAGES[0].key)
    return window


def run_window(
    opened: OpenedBook,
    drafts: Path | None = None,
    arrange: Callable[[MainWindow], object] = lambda _: None,
) -> tuple[int, Path | Place | None]:
    """Show the window until it is closed; the caller opens and closes the book.

    Before it is shown *arrange* may put something on it.
    Returned are the exit code, and what shall take the place of the book now: a backup, or the book
    itself encrypted with a new key.
    """
    app = make_application()
    install_excepthook()
    window = build_window(opened, app, drafts=drafts, makes_backups=drafts is None)
    window.fill_small_screen()
    arrange(window)
    if not opened.holding.read_only:
        Called(window, opened.holding.place.path)
    show(window)
    WarmUp(window)
    code = app.exec()
    if window.wanted_exchange is not None:
        # Another window follows.
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return code, window.wanted_exchange


def show(window: MainWindow) -> None:
    """Show *window*; from now on garbage is looked for."""
    window.show()
    # What the window is made of stays: looking through it for garbage again and again is in vain.
    gc.freeze()
    GarbageCollector(window)


def say_refusal(sentence: str) -> None:
    """Show why the book cannot be opened, before there is a window."""
    app = make_application()
    NoticeDialog(app.applicationDisplayName(), sentence, "", "Tutup").exec()


class Witness:
    """An excepthook that only remembers, for runs nobody watches."""

    def __init__(self) -> None:
        self.has_seen = False

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Remember that something went wrong, and print it."""
        self.has_seen = True
        traceback.print_exception(kind, error, trace)


def run_smoke(opened: OpenedBook) -> int:
    """Show every page once and end by itself: 0 when nothing went wrong, else 1."""
    draw_without_screen()
    witness = Witness()
    sys.excepthook = witness
    app = make_application()
    translated = QCoreApplication.translate("QPlatformTheme", "Cancel")
    with own_files() as (preferences, drafts):
        window = build_window(opened, app, preferences, drafts)
        show(window)
        for spec in PAGES:
            window.go(spec.key)
            settle(window)
        end(window)
    return 1 if witness.has_seen or translated == "Cancel" else 0


@contextmanager
def own_files() -> Iterator[tuple[Preferences, Path]]:
    """Keep runs nobody watches out of what the person at the desk has arranged and typed."""
    # Imported late: the window of a working day does not wait for it.
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="buku-pengaduan-") as folder:
        yield Preferences(Path(folder) / config_file().name), Path(folder) / desk_file().name


def settle(window: MainWindow) -> None:
    """Let everything that is under way arrive on the screen."""
    QGuiApplication.processEvents()
    while window.is_busy:
        QGuiApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
    QGuiApplication.processEvents()


def end(window: MainWindow) -> None:
    """Close *window* and let Qt take it away."""
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def draw_without_screen() -> None:
    """Draw into memory where there is no screen; on Windows and macOS there always is one."""
    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
