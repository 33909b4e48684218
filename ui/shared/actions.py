"""All keys of the window in one table; pages, the list on F2 and the guide read it."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget


class Action(StrEnum):
    """What a key does."""

    TODAY = "today"
    ENTRY = "entry"
    REGISTER = "register"
    BOARD = "board"
    MEETINGS = "meetings"
    RECAP = "recap"
    SETTINGS = "settings"
    NEW = "new"
    SEARCH = "search"
    SAVE = "save"
    NEXT_BLOCK = "next_block"
    TAKE_PHONE = "take_phone"
    ANSWER_DIRECTLY = "answer_directly"
    PRINT_RECEIPT = "print_receipt"
    PRINT_SLIP = "print_slip"
    PRINT_DISPOSITION = "print_disposition"
    PRINT_LETTER = "print_letter"
    PRINT_MINUTES = "print_minutes"
    REPLY = "reply"
    DECLARE_COMPLETE = "declare_complete"
    RETURN = "return"
    SHOW_IN_REGISTER = "show_in_register"
    CHANNEL = "channel"
    DISTRIBUTE = "distribute"
    MOVE_LEFT = "move_left"
    MOVE_RIGHT = "move_right"
    UNDO = "undo"
    TURN_BACK = "turn_back"
    TURN_ON = "turn_on"
    PLAN_MEETING = "plan_meeting"
    PASTE_CHAT = "paste_chat"
    LINK = "link"
    OPEN_FILE = "open_file"
    DRAFTS = "drafts"
    SAME_SENDER = "same_sender"
    SEND_RECEIPT = "send_receipt"
    TAKE_PROPOSAL = "take_proposal"
    COPY_PAPER = "copy_paper"
    CHOOSE_PICTURE = "choose_picture"
    SAME_AS_ABOVE = "same_as_above"
    ROW_DETAIL = "row_detail"
    REMOVE_ROW = "remove_row"
    ZOOM_IN = "zoom_in"
    ZOOM_OUT = "zoom_out"
    FIT_PAGE = "fit_page"
    FIT_WIDTH = "fit_width"
    ROTATE = "rotate"
    TURN_PAGE = "turn_page"
    MOVE_SHEET = "move_sheet"
    PRINT = "print"
    KEEP_PDF = "keep_pdf"
    LOOK = "look"
    OPEN_BOX = "open_box"
    NEXT_LETTER = "next_letter"
    END_BOX = "end_box"
    OPENINGS = "openings"
    CORRECT_OPENING = "correct_opening"
    VOID_OPENING = "void_opening"
    REFRESH = "refresh"
    OFFICER = "officer"
    PRIVACY = "privacy"
    GUIDE = "guide"
    KEYS = "keys"


class Key(NamedTuple):
    """One line of the table: the key, what it does, and where it works."""

    keys: str
    words: str
    place: str


EVERYWHERE: Final = "Di mana saja"
_VIEWER: Final = "Tampilan berkas"
_PAPER: Final = "Salin buku kertas"
_PRINTING: Final = "Pratinjau cetak"
_SAVED: Final = "Setelah menyimpan"
_OPENINGS: Final = "Daftar pembukaan kotak"
_SCHEDULE: Final = "Jadwal Pembahasan"
_BOX: Final = "Catat Pengaduan, kotak"

KEYS: Final[Mapping[Action, Key]] = {
    Action.TODAY: Key("Ctrl+1", "Hari Ini", EVERYWHERE),
    Action.ENTRY: Key("Ctrl+2", "Catat Pengaduan", EVERYWHERE),
    Action.REGISTER: Key("Ctrl+3", "Buku", EVERYWHERE),
    Action.BOARD: Key("Ctrl+4", "Papan Distribusi", EVERYWHERE),
    Action.MEETINGS: Key("Ctrl+5", "Jadwal Pembahasan", EVERYWHERE),
    Action.RECAP: Key("Ctrl+6", "Rekap Bulanan", EVERYWHERE),
    Action.SETTINGS: Key("Ctrl+7", "Pengaturan", EVERYWHERE),
    Action.NEW: Key("Ctrl+N", "Catat pengaduan baru", EVERYWHERE),
    Action.OFFICER: Key("Ctrl+L", "Kunci jendela, ganti petugas", EVERYWHERE),
    Action.PRIVACY: Key("F12", "Layar aman: sembunyikan nama, nomor, alamat dan isi", EVERYWHERE),
    Action.REFRESH: Key("F5", "Baca ulang halaman", EVERYWHERE),
    Action.GUIDE: Key("F1", "Panduan halaman ini", EVERYWHERE),
    Action.KEYS: Key("F2", "Daftar tombol", EVERYWHERE),
    Action.SEARCH: Key("Ctrl+F", "Cari", "Buku"),
    Action.CHANNEL: Key("Alt+1 … Alt+8", "Pilih saluran", "Catat Pengaduan"),
    Action.PASTE_CHAT: Key("Ctrl+Shift+V", "Tempel percakapan", "Catat Pengaduan"),
    Action.TAKE_PROPOSAL: Key("Alt+U", "Pakai usulan layanan dan kategori", "Catat Pengaduan"),
    Action.LINK: Key("Ctrl+T", "Tautkan dengan pengaduan serupa teratas", "Catat Pengaduan"),
    Action.OPEN_FILE: Key("Ctrl+O", "Buka ekspor chat, email, atau lampiran", "Catat Pengaduan"),
    Action.DRAFTS: Key("Ctrl+Shift+D", "Draf yang belum disimpan", "Catat Pengaduan"),
    Action.NEXT_BLOCK: Key("Ctrl+Down", "Ke kelompok isian berikutnya", "Catat Pengaduan"),
    Action.TAKE_PHONE: Key("Ctrl+Shift+T", "Pakai nomor dari uraian", "Catat Pengaduan"),
    Action.ANSWER_DIRECTLY: Key("Ctrl+J", "Dijawab langsung", "Catat Pengaduan, setelah menyimpan"),
    Action.PRINT_RECEIPT: Key("Ctrl+P", "Cetak tanda terima", _SAVED),
    Action.PRINT_SLIP: Key("Ctrl+Shift+P", "Cetak slip kekurangan", _SAVED),
    Action.PRINT_DISPOSITION: Key("Ctrl+Shift+I", "Cetak lembar disposisi", _SAVED),
    Action.PRINT_LETTER: Key("Ctrl+Shift+S", "Cetak surat jawaban", _SAVED),
    Action.PRINT_MINUTES: Key("Ctrl+Shift+K", "Cetak berita acara kotak", _SAVED),
    Action.REPLY: Key("Ctrl+M", "Balas lewat email", _SAVED),
    Action.DECLARE_COMPLETE: Key("Ctrl+Y", "Nyatakan lengkap", _SAVED),
    Action.RETURN: Key("Ctrl+B", "Kembalikan untuk dilengkapi", _SAVED),
    Action.SHOW_IN_REGISTER: Key("Ctrl+U", "Lihat di buku", _SAVED),
    Action.LOOK: Key("Ctrl+Shift+L", "Lihat berkas pesan ini", "Pilih pesan"),
    Action.SAME_SENDER: Key("Ctrl+Shift+A", "Centang semua pesan pengirim ini", "Pilih pesan"),
    Action.SEND_RECEIPT: Key("Ctrl+K", "Kirim tanda terima", "Buku, setelah menyimpan"),
    Action.OPEN_BOX: Key("Ctrl+Shift+K", "Buka kotak", _BOX),
    Action.NEXT_LETTER: Key("Ctrl+Shift+N", "Lanjutkan surat berikutnya", _BOX),
    Action.END_BOX: Key("Ctrl+Shift+E", "Selesai dengan kotak ini", _BOX),
    Action.OPENINGS: Key("Ctrl+Shift+O", "Daftar pembukaan kotak", _BOX),
    Action.CORRECT_OPENING: Key("Ctrl+E", "Perbaiki pembukaan", _OPENINGS),
    Action.VOID_OPENING: Key("Delete", "Batalkan pembukaan", _OPENINGS),
    Action.SAVE: Key("Ctrl+Enter", "Simpan", "Catat Pengaduan, dialog"),
    Action.DISTRIBUTE: Key("Ctrl+D", "Distribusikan", "Buku, papan, setelah menyimpan"),
    Action.MOVE_LEFT: Key("Ctrl+Left", "Angkat kartu ke kolom kiri", "Papan Distribusi"),
    Action.MOVE_RIGHT: Key("Ctrl+Right", "Angkat kartu ke kolom kanan", "Papan Distribusi"),
    Action.UNDO: Key("Ctrl+Z", "Urungkan pemindahan terakhir", "Papan Distribusi"),
    Action.TURN_BACK: Key("PgUp", "Bulan, minggu, atau tahun sebelumnya", _SCHEDULE),
    Action.TURN_ON: Key("PgDown", "Bulan, minggu, atau tahun berikutnya", _SCHEDULE),
    Action.PLAN_MEETING: Key("Ctrl+J", "Jadwalkan pembahasan", _SCHEDULE),
    Action.COPY_PAPER: Key("Ctrl+Shift+B", "Salin buku kertas", "Catat Pengaduan, Buku"),
    Action.CHOOSE_PICTURE: Key("Ctrl+O", "Pilih foto atau pindaian", _PAPER),
    Action.SAME_AS_ABOVE: Key("Ctrl+D", "Sama dengan baris di atasnya", _PAPER),
    Action.ROW_DETAIL: Key("Ctrl+E", "Isian lain dari baris ini", _PAPER),
    Action.REMOVE_ROW: Key("Ctrl+Delete", "Keluarkan baris ini", _PAPER),
    Action.ZOOM_IN: Key("Ctrl++", "Perbesar", _VIEWER),
    Action.ZOOM_OUT: Key("Ctrl+-", "Perkecil", _VIEWER),
    Action.FIT_PAGE: Key("Ctrl+0", "Seluruh halaman", _VIEWER),
    Action.FIT_WIDTH: Key("Ctrl+9", "Selebar layar", _VIEWER),
    Action.ROTATE: Key("Ctrl+R", "Putar ke kanan", _VIEWER),
    Action.TURN_PAGE: Key("Alt+PageUp/Down", "Halaman sebelum dan sesudah", _VIEWER),
    Action.MOVE_SHEET: Key("Alt+panah", "Geser gambar", _VIEWER),
    Action.PRINT: Key("Ctrl+P", "Cetak", _PRINTING),
    Action.KEEP_PDF: Key("Ctrl+S", "Simpan PDF", _PRINTING),
}

_SHOWN: Final = {
    "Ctrl+Left": "Ctrl+Kiri",
    "Ctrl+Right": "Ctrl+Kanan",
    "Ctrl+Down": "Ctrl+Bawah",
}


def keys_of(action: Action) -> str:
    """Return the key of *action* as Qt spells it."""
    return KEYS[action].keys


def shown_keys(action: Action) -> str:
    """Return the key of *action* as people read it."""
    keys = KEYS[action].keys
    return _SHOWN.get(keys, keys)


def give_key(button: QAbstractButton, action: Action) -> None:
    """Let the key of *action* press *button* while it can be pressed, and let the button say so."""
    button.setAccessibleName(button.text())
    button.setText(f"{button.text()}  ({shown_keys(action)})")
    bind(action, button, button.click)


def bind(action: Action, owner: QWidget, slot: Callable[[], object]) -> QShortcut:
    """Let the key of *action* call *slot* while *owner* is visible."""
    keys = QKeySequence("Ctrl+Return" if action is Action.SAVE else keys_of(action))
    shortcut = QShortcut(keys, owner)
    shortcut.setObjectName(f"key-{action}")
    shortcut.activated.connect(slot)
    if action is Action.SAVE:
        # The Enter of the number block is another key for Qt.
        block = QShortcut(QKeySequence("Ctrl+Enter"), owner)
        block.setObjectName(f"key-{action}-block")
        block.activated.connect(slot)
    return shortcut
