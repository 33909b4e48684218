"""The pictures of the whole program, page after page, then those of the window's own dialogs."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from app.ground.errors import StorageError
from ui.gallery.board import board_pictures
from ui.gallery.entry import entry_pictures
from ui.gallery.meetings import meeting_pictures
from ui.gallery.register import register_pictures
from ui.gallery.settings import settings_pictures
from ui.gallery.simple import guide_pictures, recap_pictures, today_pictures
from ui.shared.context import Context
from ui.shared.messages import storage_trouble
from ui.shared.pin_dialog import ProofDialog
from ui.viewer.recovery_code import CodeDialog
from ui.window.bug_dialog import BugDialog
from ui.window.first_admin import FirstAdminDialog
from ui.window.keys_dialog import KeysDialog
from ui.window.lock_dialog import LockDialog
from ui.window.main_window import MainWindow
from ui.window.office_choice import OfficeChoice
from ui.window.officer_dialog import OfficerDialog
from ui.window.pages import PAGES
from ui.window.recover_dialog import RecoverDialog

Pictures = Iterator[tuple[str, QWidget]]
_CODE: Final = "K7M2R-T9XWB-4HQZN-8VPDG-J5CYF"

# What puts a page into each state worth a picture. It yields a name and a widget: where the widget
# lives in the window the whole window is photographed, a dialog is shown without ``exec``. After
# the yield it undoes what it did.
_PAGES: Final[Mapping[str, Callable[[Any, Context], Pictures]]] = {
    "today": lambda page, _: today_pictures(page),
    "entry": entry_pictures,
    "register": register_pictures,
    "board": board_pictures,
    "meetings": meeting_pictures,
    "recap": lambda page, _: recap_pictures(page),
    "settings": lambda page, _: settings_pictures(page),
    "guide": lambda page, _: guide_pictures(page),
}


def window_pictures(window: MainWindow) -> Pictures:
    """Yield the pictures of all pages and of what the window itself can say."""
    context = window.context.load()
    for spec in PAGES:
        window.go(spec.key)
        yield from _PAGES[spec.key](window.page(spec.key), context)
    window.go("today")
    yield "buku-baru", OfficeChoice(window)
    yield "admin-pertama", FirstAdminDialog(context.book, window)
    yield "daftar-tombol", KeysDialog(window)
    yield "ganti-petugas", OfficerDialog(context.book, window)
    yield "kunci", LockDialog(context.book, context.privacy, window)
    yield "pin-admin-hilang", RecoverDialog(context.book, window)
    yield "pin-sekali-lagi", ProofDialog(context.book, "“Setujui jawaban” memerlukan PIN.", window)
    yield "kode-pemulihan", CodeDialog(context.book.settings.office, _CODE, window)
    disk = "Cakram penuh. Pengaduan belum tersimpan. Kosongkan ruang, lalu simpan lagi."
    yield "gangguan-penyimpanan", storage_trouble(window, StorageError(disk))
    yield "kesalahan-program", BugDialog("ui/window/main_window.py:1 gallery", window)
