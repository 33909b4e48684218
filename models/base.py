"""What all tables share: the unbound base model, and columns every engine stores alike."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from peewee import BlobField, Field, Model

from models.trouble import UnreadableValue

if TYPE_CHECKING:
    _Column = Field[Any]
else:
    _Column = Field


Read = TypeVar("Read")


class BaseModel(Model):
    """A table, bound to no database: a query that names none fails instead of guessing."""


def _understood(read: Callable[[str], Read], value: str) -> Read:
    try:
        return read(value)
    except (ValueError, TypeError) as error:
        raise UnreadableValue(f"{value!r}") from error


def moment_of(text: str) -> datetime:
    """Return the moment that a stored *text* says.

    Raises:
        UnreadableValue: it says none.
    """
    return _understood(datetime.fromisoformat, text)


class BytesField(BlobField):
    """Bytes; what a damaged file holds instead is read as bytes too, and its digest tells."""

    def python_value(self, value: Any) -> bytes | None:
        """Return the stored bytes."""
        if value is None or isinstance(value, bytes | memoryview):
            return value if value is None else bytes(value)
        return str(value).encode()


class DayField(_Column):
    """A day, stored as text: ``2026-11-25``."""

    field_type = "TEXT"

    def db_value(self, value: date | str | None) -> str | None:
        """Return the stored text of a day."""
        return value if value is None else str(value)

    def python_value(self, value: str | None) -> date | None:
        """Return the day of a stored text."""
        return value if value is None else _understood(date.fromisoformat, value)


class MomentField(_Column):
    """A moment of office time, stored as text: ``2026-11-25 09:21:00``."""

    field_type = "TEXT"

    def db_value(self, value: datetime | str | None) -> str | None:
        """Return the stored text of a moment."""
        return value if value is None else str(value)

    def python_value(self, value: str | None) -> datetime | None:
        """Return the moment of a stored text."""
        return value if value is None else _understood(datetime.fromisoformat, value)


class FlagField(_Column):
    """Yes or no, stored as 1 or 0."""

    field_type = "INTEGER"

    def db_value(self, value: Any) -> int | None:
        """Return the stored number of a flag."""
        return value if value is None else int(bool(value))

    def python_value(self, value: int | None) -> bool | None:
        """Return the flag of a stored number."""
        return value if value is None else bool(value)
