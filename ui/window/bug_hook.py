"""What happens when the program itself is wrong: the trace goes to the log, the person is told."""

import sys
import traceback
from types import TracebackType

from app.book.storage import storage_error
from app.ground.log import log_trouble
from ui.shared.messages import show_storage_trouble


class _Hook:
    """The hook; while one bug is shown, further ones only go to the log."""

    def __init__(self) -> None:
        self._is_showing = False

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        # Imported late: a window that does not go wrong starts without this dialog.
        from ui.window.bug_dialog import ask_after_bug, describe_bug

        details = describe_bug(kind, trace)
        if not log_trouble(details):
            traceback.print_exception(kind, error, trace)
        if self._is_showing:
            return
        self._is_showing = True
        trouble = storage_error(error)
        try:
            if trouble is not None:
                # No bug: the file or the disk failed while a page was reading.
                show_storage_trouble(None, trouble)
            else:
                ask_after_bug(details)
        finally:
            self._is_showing = False


def install_excepthook() -> None:
    """Let every bug end up in the log and in a dialog."""
    sys.excepthook = _Hook()
