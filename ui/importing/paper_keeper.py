"""PaperKeeper: keeps the page that is being copied while it is typed."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.entry.attachments import IncomingFile
from app.entry.paper_page import KeptPage, PaperDrafts, PaperPage
from app.ground.errors import StorageError
from app.ground.formatting import clock_time, moment
from app.ground.overriding import override
from ui.shared.actions import Action, shown_keys
from ui.shared.context import Context
from ui.shared.keeper import Keeper


class PaperKeeper(Keeper):
    """Writes the page, with its photo or scan, into the desk file soon after each change.

    Attributes:
        current: what is kept of the page; None before anything was.
    """

    failed = Signal(str)

    def __init__(
        self,
        context: Context,
        page: Callable[[], PaperPage],
        scan: Callable[[], IncomingFile | None],
        parent: QObject,
    ) -> None:
        """*page* returns what stands on the screen now, *scan* the file it is read from."""
        super().__init__(parent)
        self._drafts = PaperDrafts(context.desk_file, context.book, self.failed.emit)
        self._page = page
        self._scan = scan
        self.current: KeptPage | None = None

    def take_up(self) -> PaperPage | None:
        """Return the page that was left last, None when there is none or it cannot be read."""
        try:
            self.current = self._drafts.latest()
        except StorageError as error:
            self.failed.emit(f"Draf tidak dapat dibaca. {error}")
        return self.current.page if self.current is not None else None

    def kept_scan(self) -> Callable[[], bytes | None] | None:
        """Return what reads, in the worker, the scan that is kept; None where none is."""
        current = self.current
        if current is None or not current.has_scan:
            return None
        return lambda: self._drafts.scan(current)

    @override
    def keep(self) -> bool:
        """Keep the page, or forget a blank one; False, and say so, when that failed."""
        self._pause.stop()
        page = self._page()
        try:
            if page.is_blank:
                self._forget()
                return True
            self.current = self._drafts.keep(page, self.current, self._scan())
        except StorageError as error:
            self.failed.emit(f"Draf belum tersimpan. {error}")
            return False
        self.kept.emit(f"Draf tersimpan {clock_time(self.current.saved_at)}")
        return True

    def _forget(self) -> None:
        if self.current is not None:
            self._drafts.discard(self.current)
            self.current = None


def left_page_words(context: Context) -> str:
    """Return what is to be said of a page that was left in the middle, empty without one."""
    said: list[str] = []
    try:
        kept = PaperDrafts(context.desk_file, context.book, said.append).latest()
    except StorageError as error:
        return f"Draf tidak dapat dibaca. {error}"
    if kept is None:
        return " ".join(said)
    keys = shown_keys(Action.COPY_PAPER)
    at = moment(kept.saved_at)
    return f"Ada halaman buku kertas yang belum dicatat, dari {at}. {keys} melanjutkannya."
