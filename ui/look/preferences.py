"""Preferences: what the window remembers between two days, in an INI file of its own."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from app.ground.files import keep_private
from app.ground.paths import config_file


class Preferences:
    """Typed access to window geometry, column widths and filters; losing them costs nothing."""

    def __init__(self, path: Path | None = None) -> None:
        file = path or config_file()
        # Before Qt makes it, with rights of its own.
        keep_private(file)
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        """Return the text kept under *key*."""
        value = self._settings.value(key, default)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: int = 0) -> int:
        """Return the whole number kept under *key*; *default* when it is none."""
        try:
            return int(self.text(key, str(default)))
        except ValueError:
            return default

    def flag(self, key: str, default: bool = False) -> bool:
        """Return whether *key* was set."""
        return self.text(key, "1" if default else "0") == "1"

    def numbers(self, key: str) -> list[int]:
        """Return the whole numbers kept under *key*; empty when one of them is none."""
        try:
            return [int(part) for part in self.text(key).split(" ") if part]
        except ValueError:
            return []

    def blob(self, key: str) -> QByteArray:
        """Return bytes that Qt made, such as a window's geometry."""
        return QByteArray.fromBase64(QByteArray(self.text(key).encode("ascii", "ignore")))

    def keep(self, key: str, value: str | int | bool | Sequence[int] | QByteArray) -> None:
        """Keep *value* under *key*; all kinds are stored as text."""
        self._settings.setValue(key, _as_text(value))

    def flush(self) -> None:
        """Write to the disk now."""
        self._settings.sync()


def _as_text(value: str | int | bool | Sequence[int] | QByteArray) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, QByteArray):
        return bytes(value.toBase64().data()).decode("ascii")
    return " ".join(str(number) for number in value)
