"""The log: what went wrong, for whoever helps the office. It carries ids, never names."""

from pathlib import Path
from typing import Final

from app.ground.paths import log_folder

_FILE: Final = "buku-pengaduan.log"
_BYTES: Final = 1_000_000
_COPIES: Final = 5
_FORMAT: Final = "%(asctime)s %(levelname)s: %(message)s"


def log_file() -> Path:
    """Return the file that is written now."""
    return log_folder() / _FILE


def write_log(text: str) -> bool:
    """Write *text* to the rotating log; return False when the folder cannot be written.

    Opened for each text, so that a day without trouble costs the start of the window nothing. A
    computer that cannot keep a log can still keep the book.
    """
    import logging
    from logging.handlers import RotatingFileHandler

    try:
        log_folder().mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            log_file(), maxBytes=_BYTES, backupCount=_COPIES, encoding="utf-8"
        )
    except OSError:
        return False
    handler.setFormatter(logging.Formatter(_FORMAT))
    handler.handle(logging.makeLogRecord({"levelname": "CRITICAL", "msg": text}))
    handler.close()
    return True
