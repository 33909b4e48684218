"""Who starts the program again calls the window that has the book, through a file beside it.

Only a window that the same person can see answers: of the same account, on the same screen.
"""

import contextlib
import getpass
import os
import sys
import time
from pathlib import Path
from typing import Final

from app.book.locking import holding_process
from models.disk import written_beside

# Seconds until nobody has answered.
PATIENCE: Final = 3.0
_PAUSE: Final = 0.05


def call_of(book: Path) -> Path:
    """Return the file that calls the window on *book*."""
    return book.with_name(f"{book.name}.panggil")


def call_window(book: Path, patience: float = PATIENCE) -> bool:
    """Call the window on *book*; return whether it answered within *patience* seconds."""
    process = holding_process(book)
    if process is None:
        return False
    call = call_of(book)
    try:
        # Whole at once: whoever is called looks as soon as it is there.
        with written_beside(call) as scratch:
            scratch.write_text(_here(), encoding="utf-8")
    except OSError:
        return False
    _let_come_forward(process)
    until = time.monotonic() + patience
    while call.exists():
        if time.monotonic() > until:
            # Nobody shall answer it later, when somebody else sits here.
            with contextlib.suppress(OSError):
                call.unlink(missing_ok=True)
            return False
        time.sleep(_PAUSE)
    return True


def answered(book: Path) -> bool:
    """Answer a call of the window on *book*; return whether there was one from this screen."""
    call = call_of(book)
    try:
        if call.read_text(encoding="utf-8") != _here():
            return False
        call.unlink()
    except (OSError, ValueError):
        return False
    return True


def _here() -> str:
    """Return whose screen this is."""
    screen = os.environ.get("WAYLAND_DISPLAY", "") + os.environ.get("DISPLAY", "")
    try:
        return f"{getpass.getuser()} {screen}"
    except (OSError, KeyError, ImportError):
        return screen


def _let_come_forward(process: int) -> None:
    """Hand on the right to come to the front, which Windows gives to what a person has started."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(process)
