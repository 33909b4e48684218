"""PaperPicture: the photo or scan of a page, to be read from while its rows are typed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Signal, Slot
from PySide6.QtGui import QImageWriter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.entry.attachments import LARGEST, IncomingFile
from app.entry.kinds import kind_named
from app.entry.paper_page import PaperPage
from app.ground.errors import StorageError, UserError
from app.ground.names import safe_file_name
from ui.shared.actions import Action, bind, shown_keys
from ui.shared.context import Context
from ui.viewer.drawn import Pages
from ui.viewer.pages import is_viewable
from ui.viewer.scale import Fit, Wish
from ui.viewer.viewer import Viewer
from ui.widgets.buttons import secondary_button
from ui.widgets.surfaces import FactsLine
from ui.widgets.words import tighten

FILES: Final = "Gambar dan PDF (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.gif *.pdf)"
_LARGEST: Final = 300 * 1024 * 1024
# Fine enough to read handwriting, small enough to keep one for each page of a book.
_KEPT_SIDE: Final = 2_000
_QUALITY: Final = 80


class PictureTooLarge(UserError):
    """A scan that is not read into memory."""


class PaperPicture(QWidget):
    """Chooses a file and shows it."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.path = ""
        # Written by the worker once it has read the file: its path and what is kept of it.
        self._read: tuple[str, IncomingFile | None] = ("", None)
        self.viewer = Viewer(context.tasks, context.privacy)
        self.viewer.said.say("Pilih foto atau pindaian halaman, atau jatuhkan di sini.")
        keys = shown_keys(Action.CHOOSE_PICTURE)
        self.choose = secondary_button("Pilih gambar…", "folder")
        self.choose.setObjectName("choose-picture")
        self.choose.setToolTip(f"Foto atau pindaian halaman buku ({keys})")
        self.choose.clicked.connect(self._on_choose_wanted)
        bind(Action.CHOOSE_PICTURE, self, self._on_choose_wanted)
        self.name = FactsLine()
        above = QHBoxLayout()
        tighten(above)
        above.addWidget(self.choose)
        above.addWidget(self.name, 1)
        column = QVBoxLayout(self)
        tighten(column)
        column.addLayout(above)
        column.addWidget(self.viewer, 1)
        self.viewer.page_shown.connect(self.changed)

    def show_path(
        self, path: str, sheet: int = 0, kept: Callable[[], bytes | None] | None = None
    ) -> None:
        """Show a page of the file at *path*, or of what was *kept* of it; nothing without one."""
        self.path = path
        if path:
            name = Path(path).name
            self.name.say(name)
            self.viewer.show_file(name, partial(self._content, path, kept), sheet)

    def _content(self, path: str, kept: Callable[[], bytes | None] | None) -> bytes:
        """Return the file, and note what is kept of it; in the worker."""
        content = (kept() if kept is not None else None) or _read(Path(path))
        name = Path(path).name
        is_kept = len(content) <= LARGEST
        scan = IncomingFile(name, kind_named(name), content) if is_kept else None
        self._read = (path, scan)
        return content

    def scan(self) -> IncomingFile | None:
        """Return the file that is looked at, None while it is not read or where it is too large."""
        path, scan = self._read
        return scan if path == self.path else None

    def take_dropped(self, paths: list[Path]) -> bool:
        """Show the first of *paths* that can be looked at; False when there is none."""
        found = next((path for path in paths if is_viewable(path.name)), None)
        if found is not None:
            self.show_path(str(found))
            self.changed.emit()
        return found is not None

    def whole(self, page: PaperPage) -> PaperPage:
        """Return *page* with what is looked at."""
        return PaperPage(page.rows, page.channel, page.kept_as, self.path, self.viewer.page)

    def kept(self) -> Callable[[], IncomingFile] | None:
        """Return what draws the page in the worker, to be kept; None while none is seen."""
        pages = self.viewer.pages
        if pages is None or self.viewer.area.drawn is None:
            return None
        number = self.viewer.page
        name = safe_file_name(f"Buku kertas {Path(self.path).stem} halaman {number + 1}.jpg")
        return partial(_as_jpeg, pages, number, self.viewer.turns, name)

    def go_on(self) -> None:
        """Show the next page of the same file, if there is one."""
        self.viewer.turn_page(1)

    @Slot()
    def _on_choose_wanted(self) -> None:
        folder = str(Path(self.path).parent) if self.path else ""
        name, _ = QFileDialog.getOpenFileName(self, "Pilih foto atau pindaian", folder, FILES)
        if name:
            self.show_path(name)
            self.changed.emit()


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise PictureTooLarge("Berkas ini terlalu besar. Bagi pindaiannya menjadi beberapa.")
        return path.read_bytes()
    except OSError as error:
        raise StorageError(
            f"“{path.name}” tidak dapat dibaca. Periksa apakah berkasnya ada, atau pilih lagi."
        ) from error


def _as_jpeg(pages: Pages, page: int, turns: int, name: str) -> IncomingFile:
    drawn = pages.draw(page, Wish(_KEPT_SIDE, _KEPT_SIDE, Fit.PAGE, turns=turns))
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpg"))
    writer.setQuality(_QUALITY)
    writer.write(drawn.image)
    return IncomingFile(name, "image/jpeg", bytes(content.data()))
