"""What the person at this computer wants of its backups; kept with the window's preferences."""

from pathlib import Path
from typing import Final

from ui.look.preferences import Preferences

_AUTOMATIC: Final = "backup/automatic"
_SECOND: Final = "backup/second"


class BackupWishes:
    """Whether the program makes backups by itself, and where the second copy goes."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences

    @property
    def is_automatic(self) -> bool:
        """Whether a backup is made every hour of use, and when the program is closed."""
        return self._preferences.flag(_AUTOMATIC, default=True)

    @is_automatic.setter
    def is_automatic(self, wanted: bool) -> None:
        self._preferences.keep(_AUTOMATIC, wanted)

    @property
    def second(self) -> Path | None:
        """The folder that gets a copy of each backup, such as on a USB disk."""
        text = self._preferences.text(_SECOND)
        return Path(text) if text else None

    @second.setter
    def second(self, folder: Path | None) -> None:
        self._preferences.keep(_SECOND, str(folder) if folder is not None else "")
