"""The log: what went wrong, for whoever helps the office. It carries ids, never names."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

from app.paths import log_folder

_FILE: Final = "buku-pengaduan.log"
_BYTES: Final = 1_000_000
_COPIES: Final = 5
_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def log_file() -> Path:
    """Return the file that is written now."""
    return log_folder() / _FILE


def configure_log() -> bool:
    """Write the log to a rotating file; return False when the folder cannot be written.

    A computer that cannot keep a log can still keep the book.
    """
    try:
        log_folder().mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            log_file(), maxBytes=_BYTES, backupCount=_COPIES, encoding="utf-8", delay=True
        )
    except OSError:
        return False
    handler.setFormatter(logging.Formatter(_FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return True
