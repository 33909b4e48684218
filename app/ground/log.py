"""The log, for whoever helps the office: what was opened, copied, upgraded, imported, what failed.

It carries file names, counts and ids, never what citizens or officers wrote.
"""

import contextlib
from pathlib import Path
from typing import Final

from app.ground.paths import log_folder
from models.disk import PRIVATE, make_file, make_private_folder

_FILE: Final = "buku-pengaduan.log"
_BYTES: Final = 1_000_000
_COPIES: Final = 5
_FORMAT: Final = "%(asctime)s %(levelname)s: %(message)s"


def log_file() -> Path:
    """Return the file that is written now."""
    return log_folder() / _FILE


def log_event(text: str) -> bool:
    """Write that something was done; return False when the folder cannot be written."""
    return _write("INFO", text)


def log_trouble(text: str) -> bool:
    """Write that something went wrong; return False when the folder cannot be written."""
    return _write("CRITICAL", text)


def _write(level: str, text: str) -> bool:
    """Write one entry to the rotating file.

    Opened for each, so that the start of the window does not pay for it, and several programs may
    write. A computer that cannot keep a log can still keep the book.
    """
    import logging
    from logging.handlers import RotatingFileHandler

    try:
        make_private_folder(log_folder())
        make_file(log_file())
        handler = RotatingFileHandler(
            log_file(), maxBytes=_BYTES, backupCount=_COPIES, encoding="utf-8"
        )
    except OSError:
        return False
    handler.setFormatter(logging.Formatter(_FORMAT))
    # Python's own way is a traceback on standard error.
    failed: list[logging.LogRecord] = []
    handler.handleError = failed.append  # type: ignore[method-assign,assignment]
    handler.handle(logging.makeLogRecord({"levelname": level, "msg": text}))
    try:
        handler.close()
    except OSError:
        return False
    # When it turned over, the handler has made the file itself, in a folder that is private.
    with contextlib.suppress(OSError):
        log_file().chmod(PRIVATE)
    return not failed
