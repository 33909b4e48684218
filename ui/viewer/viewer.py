"""Viewer: a picture or the pages of a PDF, with what turns, enlarges and leafs through them."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.ground.errors import BookError
from app.ground.overriding import override
from ui.shared.actions import Action, bind
from ui.shared.privacy import PrivacyShield
from ui.shared.tasks import Task, TaskRunner
from ui.viewer.drawn import Drawn, Pages
from ui.viewer.pages import open_pages
from ui.viewer.scale import Fit, Wish
from ui.viewer.sheet import SheetArea
from ui.viewer.tools import ViewerTools
from ui.widgets.surfaces import EmptyState
from ui.widgets.words import tighten

# Pages that stay drawn, each up to 64 MB.
_KEPT: Final = 3
_PAUSE_MS: Final = 80
_BUSY: Final = "Menyiapkan halaman"
_HIDDEN: Final = ("Layar aman: berkas disembunyikan.", "F12 menampilkannya kembali.")
_MOVES: Final = {
    "Alt+Left": (-1, 0),
    "Alt+Right": (1, 0),
    "Alt+Up": (0, -1),
    "Alt+Down": (0, 1),
}


class Viewer(QWidget):
    """Shows one file page by page; what is slow is done in the worker.

    Its keys work in the whole window while it is seen. Under *Layar aman* nothing is shown.
    """

    page_shown = Signal()
    failed = Signal(str)  # why a file or a page is not shown; it is said here as well

    def __init__(
        self, tasks: TaskRunner, privacy: PrivacyShield, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._privacy = privacy
        self._task: Task[Pages] | Task[Drawn] | None = None
        self._pages: Pages | None = None
        self._name = ""
        self._page = 0
        self._wish = Wish(1, 1)
        self._kept: OrderedDict[tuple[int, Wish], Drawn] = OrderedDict()
        self.tools = ViewerTools()
        self.area = SheetArea()
        self.said = EmptyState("Belum ada berkas.", icon_name="attachment")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._arrange()
        self._connect()
        self._say("Belum ada berkas.")

    def _arrange(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.said)
        self._stack.addWidget(self.area)
        column = QVBoxLayout(self)
        tighten(column, 6)
        column.addWidget(self.tools)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._draw)
        self.area.page_wanted.connect(self.turn_page)
        self.area.edge_wanted.connect(self._on_edge_wanted)
        self.area.zoom_wanted.connect(self._zoom)
        self.tools.page_wanted.connect(self.go_to_page)
        self._privacy.changed.connect(self._on_privacy_changed)
        for button, act in (
            (self.tools.closer, self.zoom_in),
            (self.tools.farther, self.zoom_out),
            (self.tools.wide, self.fit_width),
            (self.tools.whole, self.fit_page),
            (self.tools.turn, self.rotate),
        ):
            button.clicked.connect(act)
        bind(Action.ZOOM_IN, self, self.zoom_in)
        bind(Action.ZOOM_OUT, self, self.zoom_out)
        bind(Action.FIT_WIDTH, self, self.fit_width)
        bind(Action.FIT_PAGE, self, self.fit_page)
        bind(Action.ROTATE, self, self.rotate)
        for keys, (right, down) in _MOVES.items():
            self._bind(keys, partial(self.area.move_by, right, down))
        self._bind("Ctrl+=", self.zoom_in)  # the same key without Shift
        self._bind("Alt+PgUp", partial(self.turn_page, -1))
        self._bind("Alt+PgDown", partial(self.turn_page, 1))

    def _bind(self, keys: str, act: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(act)

    @property
    def page(self) -> int:
        """The page that is looked at, counted from 0."""
        return self._page

    @property
    def pages(self) -> Pages | None:
        """The pages of the file; to be asked in the worker only. None before they are known."""
        return self._pages

    @property
    def turns(self) -> int:
        """How many quarter turns to the right the page is seen, 0 to 3."""
        return self._wish.turns

    def show_file(self, name: str, read: Callable[[], bytes], page: int = 0) -> None:
        """Show a file.

        Args:
            name: what it is called.
            read: gives its bytes; called in the worker, may raise ``BookError``.
            page: the first to be seen, counted from 0.
        """
        self._stop()
        self._name = name
        self._pages = None
        self._page = page
        self._wish = replace(self._wish, turns=0)
        self._kept.clear()
        self.tools.show_count(0)
        self._say("Menyiapkan berkas…")
        self._task = self._tasks.run(
            partial(_open, read), done=self._on_opened, failed=self._on_failed, busy=_BUSY
        )

    def clear(self) -> None:
        """Show no file."""
        self._stop()
        self._pages = None
        self._kept.clear()
        self.tools.show_count(0)
        self._say("Belum ada berkas.")

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task = None

    def _on_opened(self, pages: Pages) -> None:
        self._pages = pages
        self._page = min(self._page, pages.count - 1)
        self.tools.show_count(pages.count)
        self.tools.show_page(self._page)
        self._draw()

    def _on_failed(self, error: BookError) -> None:
        self._task = None
        self._say(str(error))
        self.failed.emit(str(error))

    def _say(self, sentence: str, advice: str = "") -> None:
        """Say *sentence* where the page would be."""
        self.area.show_drawn(None)
        self.said.say(sentence, advice)
        self.setAccessibleName(sentence)
        self._stack.setCurrentWidget(self.said)

    @Slot()
    def _draw(self) -> None:
        """Show the page as it is wished, from what is kept or by the worker."""
        if self._pages is None or not self.isVisible():
            return
        self._stop()
        if self._privacy.is_up:
            self._say(*_HIDDEN)
            return
        room = self.area.room_in(self._stack.size())
        ratio = self.devicePixelRatioF()
        self._wish = replace(self._wish, width=room.width(), height=room.height(), ratio=ratio)
        key = (self._page, self._wish)
        if key in self._kept:
            self._show(key, self._kept[key])
            return
        self._task = self._tasks.run(
            partial(self._pages.draw, *key),
            done=partial(self._show, key),
            failed=self._on_failed,
            busy=_BUSY,
        )

    def _show(self, key: tuple[int, Wish], drawn: Drawn) -> None:
        self._task = None
        self._kept[key] = drawn
        self._kept.move_to_end(key)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self._stack.setCurrentWidget(self.area)
        self.area.show_drawn(drawn)
        percent = round(drawn.scale * 100)
        self.tools.show_percent(percent)
        words = f"Halaman {self._page + 1} dari {self.tools.count}, {percent} persen"
        self.setAccessibleName(self._name)
        self.area.setAccessibleName(f"{self._name}. {words}")
        self.page_shown.emit()

    @Slot(int)
    def turn_page(self, forward: int) -> None:
        """Go some pages forward, or backward; backward by one shows the foot of that page."""
        self.go_to_page(self._page + forward)
        self.area.go_to_edge(is_end=forward < 0)

    @Slot(int)
    def go_to_page(self, page: int) -> None:
        """Go to a page, counted from 0, or to the nearest there is."""
        if self._pages is None:
            return
        page = min(max(page, 0), self._pages.count - 1)
        if page != self._page:
            self._page = page
            self.tools.show_page(page)
            self._draw()

    @Slot(bool)
    def _on_edge_wanted(self, is_end: bool) -> None:
        self.go_to_page(self.tools.count - 1 if is_end else 0)

    @Slot(bool)
    def _zoom(self, is_closer: bool) -> None:
        drawn = self.area.drawn
        if drawn is not None:
            self._wish = self._wish.zoomed(drawn.scale, is_closer=is_closer)
            self._draw()

    @Slot()
    def zoom_in(self) -> None:
        """Go one step closer."""
        self._zoom(True)

    @Slot()
    def zoom_out(self) -> None:
        """Go one step farther."""
        self._zoom(False)

    @Slot()
    def fit_width(self) -> None:
        """Let the page be as wide as the room."""
        self._fit(Fit.WIDTH)

    @Slot()
    def fit_page(self) -> None:
        """Let the whole page be seen."""
        self._fit(Fit.PAGE)

    def _fit(self, fit: Fit) -> None:
        self._wish = replace(self._wish, fit=fit)
        self._draw()

    @Slot()
    def rotate(self) -> None:
        """Turn the page to the right."""
        self._wish = self._wish.turned()
        self._draw()

    @Slot()
    def _on_privacy_changed(self) -> None:
        if self._pages is None:
            return
        self._stop()
        self._kept.clear()
        self._say(*_HIDDEN)
        self._draw()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._pause.start()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pause.start()


def _open(read: Callable[[], bytes]) -> Pages:
    return open_pages(read())
