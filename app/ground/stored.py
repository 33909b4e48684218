"""Words that stand in every book for good, and what happens where a book has another one."""

from enum import StrEnum


class UnknownValue(ValueError):
    """A book has a value that this program does not know; it was altered by something else."""


class StoredEnum(StrEnum):
    """A set of words of which one stands in a column of the book."""

    @classmethod
    def _missing_(cls, value: object) -> None:
        raise UnknownValue(f"{value!r} is not a valid {cls.__name__}")
