"""Whether a window can be shown here."""

import os
import sys
from typing import Final

_DISPLAYS: Final = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def has_screen() -> bool:
    """Return whether there is a screen; on Windows and macOS there always is one."""
    return not sys.platform.startswith("linux") or any(map(os.environ.get, _DISPLAYS))
