"""A dressed application, a real book in a folder of its own, and a check for leftovers."""

import gc
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.book.book import Book
from app.book.opening import OpenedBook, open_book, open_unread
from app.book.place import FilePlace
from app.ground.clock import FixedClock
from ui.look.language import speak_indonesian
from ui.look.preferences import Preferences
from ui.look.theme import apply_theme
from ui.shared.change_hub import ChangeHub
from ui.shared.context import Context, EarlyContext
from ui.shared.garbage import collect_due
from ui.shared.privacy import PrivacyShield
from ui.shared.tasks import TaskRunner
from ui.viewer.dialog import FileDialog

NOW = datetime(2026, 11, 23, 9, 21)


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: QApplication) -> QApplication:
    """Dress the application as the program does."""
    assert speak_indonesian(qapp)
    apply_theme(qapp, Qt.ColorScheme.Light)
    return qapp


@pytest.fixture(autouse=True)
def leftovers(dressed: QApplication) -> Iterator[None]:
    """Fail when a test leaves a window open that it did not give to ``qtbot``."""
    # As in the program: no worker may take widgets apart.
    gc.disable()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    collect_due()
    assert [w.objectName() for w in QApplication.topLevelWidgets() if w.isVisible()] == []


@pytest.fixture(autouse=True)
def data_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep settings, log and book of each test in its own folder."""
    monkeypatch.setenv("BUKU_PENGADUAN_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture(scope="session")
def book_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new book, made once."""
    path = tmp_path_factory.mktemp("template") / "buku.db"
    with open_book(FilePlace(path), clock=FixedClock(NOW), officer="Rina", may_create=True):
        pass
    return path


@pytest.fixture
def clock() -> FixedClock:
    """Return a clock that stands at a Monday morning."""
    return FixedClock(NOW)


@pytest.fixture
def opened_book(book_template: Path, data_root: Path, clock: FixedClock) -> Iterator[OpenedBook]:
    """Return an empty book, opened for writing and not yet read."""
    path = data_root / "buku.db"
    shutil.copy(book_template, path)
    with open_unread(FilePlace(path), clock=clock, officer="Rina") as made:
        yield made


@pytest.fixture
def book(opened_book: OpenedBook) -> Book:
    """Return an empty book, open for writing."""
    return opened_book.load()


@pytest.fixture
def context(book: Book, dressed: QApplication) -> Iterator[Context]:
    """Return what a page is given."""
    made = Context(book, ChangeHub(), TaskRunner(), PrivacyShield(), Preferences())
    yield made
    made.tasks.cancel()
    made.tasks.wait()


@pytest.fixture
def early_context(opened_book: OpenedBook, context: Context) -> EarlyContext:
    """Return what the window and its first page are given; it shares what the pages share."""
    return EarlyContext(
        opened_book,
        context.hub,
        context.tasks,
        context.privacy,
        context.preferences,
        context.copies,
        context.desk_file,
    )


@pytest.fixture
def next_dialog(dressed: QApplication) -> Callable[[Callable[[QDialog], object]], None]:
    """Return a function that says what is done in the modal dialog that opens next."""

    def plan(act: Callable[[QDialog], object]) -> None:
        def within() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, QDialog), "no dialog has opened"
            act(dialog)

        QTimer.singleShot(0, within)

    return plan


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """Return what would have been opened outside the program."""
    urls: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: urls.append(url) or True)
    return urls


@pytest.fixture
def next_preview(qtbot: QtBot) -> Iterator[Callable[[], FileDialog]]:
    """Return a function that waits for a file to be shown inside the program."""
    shown: list[FileDialog] = []

    def is_there() -> bool:
        dialog = QApplication.activeModalWidget()
        return isinstance(dialog, FileDialog) and dialog.viewer.area.drawn is not None

    def wait() -> FileDialog:
        qtbot.waitUntil(is_there, timeout=20_000)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FileDialog)
        shown.append(dialog)
        return dialog

    yield wait
    for dialog in shown:
        if isValid(dialog):
            dialog.reject()


@pytest.fixture
def on_screen(qtbot: QtBot) -> Callable[[QWidget], None]:
    """Return a function that shows a page in a window of the usual size, with the focus."""

    def show(page: QWidget) -> None:
        qtbot.addWidget(page)
        page.resize(1140, 740)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()

    return show
