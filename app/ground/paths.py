"""Where the program keeps the book, its own settings and its log on this computer."""

import os
from pathlib import Path
from typing import Final

import platformdirs

_NAME: Final = "buku-pengaduan"
ROOT_VARIABLE: Final = "BUKU_PENGADUAN_DATA"


def _root() -> Path | None:
    given = os.environ.get(ROOT_VARIABLE)
    return Path(given) if given else None


def are_folders_given() -> bool:
    """Return whether somebody named one folder for all that the program keeps."""
    return _root() is not None


def data_folder() -> Path:
    """Return the folder of the book; it is not made here."""
    return _root() or platformdirs.user_data_path(_NAME, appauthor=False)


def default_book() -> Path:
    """Return the office's book when no other is named."""
    return data_folder() / "buku.db"


def desk_file() -> Path:
    """Return the file that keeps unfinished entries on this computer, of whichever book."""
    return data_folder() / "meja.db"


def config_file() -> Path:
    """Return the file that remembers windows, column widths and filters."""
    root = _root()
    folder = root if root else platformdirs.user_config_path(_NAME, appauthor=False)
    return folder / "tampilan.ini"


def head_marks_folder() -> Path:
    """Return the folder that says where the journals of the books on this computer stood."""
    return config_file().parent / "kepala"


def key_folder() -> Path:
    """Return the folder of keys on a computer whose system keeps none."""
    return config_file().parent / "kunci"


def log_folder() -> Path:
    """Return the folder of the rotating log."""
    root = _root()
    return root / "log" if root else platformdirs.user_log_path(_NAME, appauthor=False)


def private_folder() -> Path:
    """Return the folder of copies that last only as long as the program that made them."""
    root = _root()
    cache = root if root else platformdirs.user_cache_path(_NAME, appauthor=False)
    return cache / "sementara"


def documents_folder() -> Path:
    """Return the folder in which the person expects papers and workbooks."""
    root = _root()
    return root / "Dokumen" if root else platformdirs.user_documents_path()


def backup_folder() -> Path:
    """Return the folder of the backups when no other is named."""
    return data_folder() / "cadangan"
