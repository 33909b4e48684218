"""The window: places the pages, routes keys and messages. Pages do the work."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.book.place import Place
from app.ground.changes import Changes
from app.ground.overriding import override
from ui.shared.actions import Action, bind
from ui.shared.context import EarlyContext
from ui.shared.dropping import dropped_files, let_files_through
from ui.shared.page import Page
from ui.shared.tasks import Task
from ui.shared.wanted import NewEntry
from ui.widgets.tab_walk import take_tab
from ui.window.backup_rounds import BackupRounds
from ui.window.banner import Banner, book_facts
from ui.window.first_read import read_book
from ui.window.pages import PAGES
from ui.window.rail import Rail
from ui.window.status_bar import StatusBar

if TYPE_CHECKING:
    from app.reading.status_line import StatusLine
    from ui.window.lock import DeskLock
    from ui.window.news import NewsWatch

_USUAL: Final = QSize(1366, 768)
# Logical pixels that the title bar may take.
_FRAME: Final = 40
# Logical pixels; below it the rail shows pictures only.
_WIDE: Final = 1200
_GEOMETRY: Final = "window/geometry"
_OFFICER: Final = "window/officer"
_A_MINUTE: Final = 60_000
_SPECS: Final = {spec.key: spec for spec in PAGES}


class MainWindow(QMainWindow):
    """Rail, pages, banner and status bar around one open book."""

    def __init__(self, context: EarlyContext, *, makes_backups: bool = False) -> None:
        super().__init__()
        self.rounds = BackupRounds(context.opened, context.preferences, self)
        self._makes_backups = makes_backups
        # What shall take the place of the book once this window is closed, see ``Page``.
        self.wanted_exchange: Path | Place | None = None
        self._is_closing = False
        self.context = context
        self._holding = context.opened.holding
        self._pages: dict[str, Page] = {}
        self._key = ""
        self._day = self._holding.clock.today()
        self._facts: tuple[str, ...] = ()
        self._is_fresh = True
        self._check: Task[str] | None = None
        self._news: NewsWatch | None = None
        self.lock: DeskLock | None = None
        self.setObjectName("main-window")
        self.setMinimumSize(880, 500)
        self.setAcceptDrops(True)
        self._stack = QStackedWidget()
        self.banner = Banner(self._stack)
        self.rail = Rail()
        self.status_bar = StatusBar(context.opened, context.tasks)
        self.setStatusBar(self.status_bar)
        self._arrange()
        self._connect()
        self._take_place()

    def _arrange(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.banner.place)
        right.addWidget(self._stack, 1)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(middle)

    def _connect(self) -> None:
        self.rail.page_wanted.connect(self.go)
        self.rail.officer_wanted.connect(self.choose_officer)
        self.context.hub.changed.connect(self._on_changed)
        self.rounds.done.connect(self._on_round)
        self.context.privacy.changed.connect(self._on_privacy_changed)
        for spec in PAGES:
            if spec.key != "guide":
                shortcut = bind(spec.action, self, self._on_page_key)
                shortcut.setProperty("page", spec.key)
        bind(Action.NEW, self, self._on_new)
        bind(Action.OFFICER, self, self.choose_officer)
        bind(Action.PRIVACY, self, self.context.privacy.toggle)
        bind(Action.REFRESH, self, self._on_refresh)
        bind(Action.GUIDE, self, self._on_guide)
        bind(Action.KEYS, self, self.show_keys)
        self._first_look = QTimer(self)
        self._first_look.setSingleShot(True)
        self._first_look.timeout.connect(self._look_around)
        self._clock_timer = QTimer(self)
        self._clock_timer.setInterval(_A_MINUTE)
        self._clock_timer.timeout.connect(self._on_minute)
        self._clock_timer.start()

    def _take_place(self) -> None:
        preferences = self.context.preferences
        self._has_kept_place = self.restoreGeometry(preferences.blob(_GEOMETRY))
        if not self._has_kept_place:
            self.resize(_USUAL)
        self._holding.officer = preferences.text(_OFFICER) or self._holding.officer
        self.rail.show_officer(self._holding.officer)

    def fill_small_screen(self) -> None:
        """Before the first show ever: take the whole screen where the usual size is too large."""
        room = self.screen().availableSize()
        is_small = room.width() < _USUAL.width() or room.height() < _USUAL.height() + _FRAME
        if is_small and not self._has_kept_place:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    @property
    def key(self) -> str:
        """The key of the page that is open; empty before the first."""
        return self._key

    def page(self, key: str) -> Page:
        """Return the page *key*, built now if it was not yet."""
        if key not in self._pages:
            page = _SPECS[key].build(self.context)
            page.open_complaint.connect(self._on_open_complaint)
            page.navigate.connect(self.go)
            page.message.connect(self.status_bar.say)
            page.exchange_wanted.connect(self.exchange_for)
            self._pages[key] = page
            let_files_through(page)
            self._stack.addWidget(page)
        return self._pages[key]

    @Slot(str)
    @Slot(str, object)
    def go(self, key: str, wanted: object = None) -> None:
        """Show the page *key*, where the officer at the desk may see it; *wanted* tells it why."""
        if closed := self.rail.why_closed(key):
            self.status_bar.say(f"{_SPECS[key].title}: {closed}")
            return
        page = self.page(key)
        self._key = key
        self._stack.setCurrentWidget(page)
        self.rail.mark(key)
        if self.isVisible():
            page.shown()
        if wanted is not None:
            page.arrive(wanted)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Do what is right with files that were dropped on any page."""
        book = self.context.opened.load()
        names = ", ".join(path.name for path in paths)
        if not paths:
            self.status_bar.say("Yang dijatuhkan bukan berkas pada komputer ini.")
        elif book.read_only:
            self.status_bar.say(f"{names} tidak diambil. {book.read_only_reason}")
        elif not self.page(self._key).take_files(paths):
            self.go("entry")
            self.page("entry").take_files(paths)

    @Slot()
    def choose_officer(self) -> None:
        """Ask who sits at the desk; with PINs whoever comes signs in."""
        if self.lock is not None and self.context.opened.load().settings.people.uses_pins:
            self.lock.lock()
            return
        # Here as below: a dialog is loaded when it is wanted, the window does not wait for it.
        from ui.window.officer_dialog import OfficerDialog

        dialog = OfficerDialog(self.context.opened.load(), self)
        if dialog.exec() == OfficerDialog.DialogCode.Accepted:
            self._on_seated()
        dialog.deleteLater()

    @Slot()
    def _on_seated(self) -> None:
        officer = self._holding.officer
        self.context.preferences.keep(_OFFICER, officer)
        self.rail.show_officer(officer)
        self.status_bar.say(f"Petugas di meja sekarang {officer}.")
        # What is offered is what this officer may do.
        self.rail.offer(self.context.opened.load().role)
        for key, page in self._pages.items():
            page.is_stale = True
            if not self.rail.why_closed(key):
                page.reload()
        if self.rail.why_closed(self._key):
            self.go(self.rail.first_open())
        self.status_bar.refresh()

    @Slot()
    def show_keys(self) -> None:
        """Show the list of keys."""
        from ui.window.keys_dialog import KeysDialog

        dialog = KeysDialog(self)
        dialog.exec()
        dialog.deleteLater()

    @Slot()
    def _on_page_key(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.go(str(sender.property("page")))

    @Slot()
    def _on_new(self) -> None:
        self.go("entry", NewEntry())

    @Slot()
    def _on_guide(self) -> None:
        self.go("guide", _SPECS[self._key or "today"].guide)

    @Slot()
    def _on_refresh(self) -> None:
        self.page(self._key).reload()
        # Also what a cancelled first reading left unsaid.
        self._show_book()
        self.status_bar.refresh()

    @Slot(int)
    def _on_open_complaint(self, complaint_id: int) -> None:
        self.go("register", complaint_id)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        self.status_bar.refresh()
        if changes.settings or changes.calendar:
            self._show_book()
            self.rail.show_officer(self._holding.officer)
            if self.lock is not None:
                self.lock.watch()

    def _show_book(self, facts: Sequence[str] | None = None) -> None:
        """Say whose book it is and what everybody has to know of it."""
        book = self.context.opened.load()
        office = book.settings.office.short_name
        # Qt puts the name of the program behind it.
        self.setWindowTitle(office)
        self.rail.show_office(office)
        self._say_facts(book_facts(book) if facts is None else facts)

    def _say_facts(self, facts: Sequence[str]) -> None:
        self._facts = tuple(facts)
        self.banner.say([*facts, *self.rounds.facts])

    @Slot(object)
    def exchange_for(self, wanted: Path | Place) -> None:
        """Close, so that *wanted* can take the place of the book, see ``Page``."""
        self.wanted_exchange = wanted
        if not self.close():
            self.wanted_exchange = None

    @Slot()
    def _on_round(self) -> None:
        self._say_facts(self._facts)
        # The foot of the window and the cards show the age of the backup.
        self.context.hub.changed.emit(Changes(backups=True))

    @Slot(bool)
    def _on_privacy_changed(self, is_up: bool) -> None:
        self.status_bar.show_shield(is_up)
        self.status_bar.say(
            "Layar aman: nama, nomor, alamat, dan isi pengaduan disembunyikan."
            if is_up
            else "Layar aman dimatikan."
        )

    @Slot()
    def _on_minute(self) -> None:
        """Notice midnight: every deadline reads differently on another day."""
        today = self._holding.clock.today()
        if today != self._day:
            self._day = today
            for page in self._pages.values():
                page.day_changed()
            self.status_bar.refresh()
            self._say_facts(book_facts(self.context.opened.load()))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        paths = dropped_files(event.mimeData())
        # Whoever dropped them waits for this to end: a dialog comes after it.
        QTimer.singleShot(0, self, partial(self.take_files, paths))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._is_fresh:
            # After the first picture, so that the window can be typed into sooner.
            self._first_look.start()

    @property
    def is_busy(self) -> bool:
        """Whether something is still on its way to the screen."""
        return self._is_fresh or self.context.tasks.is_busy

    @Slot()
    def _look_around(self) -> None:
        """Do what the first picture did not wait for, all of it in the worker."""
        self._is_fresh = False
        opened, tasks = self.context.opened, self.context.tasks
        tasks.run(
            partial(read_book, opened, self.context.desk_file),
            done=self._on_book_read,
            failed=lambda error: self.banner.tell_damage(str(error)),
            busy="Membaca buku",
        )
        tasks.run(
            self.context.copies.sweep,
            done=lambda _: None,
            failed=lambda error: self.status_bar.say(str(error)),
            busy="Membersihkan salinan lama",
        )
        self.page(self._key).shown()
        if opened.is_to_be_checked():
            self._check = tasks.run(
                lambda: opened.find_damage(self._is_check_cancelled),
                done=self.banner.tell_damage,
                failed=lambda error: self.banner.tell_damage(str(error)),
                busy="Memeriksa berkas buku",
            )

    def _on_book_read(self, read: "tuple[list[str], StatusLine]") -> None:
        # Imported here, like the news: it knows the tables.
        from ui.window.lock import DeskLock

        self.lock = DeskLock(self.context, self, self._on_seated)
        facts, line = read
        self._show_book(facts)
        self.status_bar.show_line(line)
        if self._holding.read_only:
            self._follow_the_writer()
        if self._makes_backups:
            self.rounds.start()

    def _follow_the_writer(self) -> None:
        # Imported here: it knows the tables, for which the first picture does not wait.
        from ui.window.news import NewsWatch

        self._news = NewsWatch(self.context.load(), self)
        self._news.failed.connect(self.status_bar.say)

    def _is_check_cancelled(self) -> bool:
        # Asked by the worker, at first perhaps before this thread knows the task.
        return self._check is not None and self._check.is_cancelled

    @override
    def focusNextPrevChild(self, is_forward: bool) -> bool:
        return take_tab(self, is_forward=is_forward)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # At 125 percent on a small screen the pages need the room more than the rail.
        self.rail.set_narrow(is_narrow=self.width() < _WIDE)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_closing or not all(page.may_leave() for page in self._pages.values()):
            event.ignore()
            return
        self._is_closing = True
        self._clock_timer.stop()
        if self._news is not None:
            self._news.stop()
        if self.lock is not None:
            self.lock.end()
        if self._makes_backups:
            self.rounds.finish(self)
        self.context.tasks.cancel()
        self.context.tasks.wait()
        self.context.copies.close()
        self.context.preferences.keep(_GEOMETRY, self.saveGeometry())
        self.context.preferences.flush()
        super().closeEvent(event)
