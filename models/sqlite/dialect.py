"""The few conditions that SQLite says in words of its own."""

import json
from collections.abc import Iterable
from typing import Any

from peewee import SQL, ColumnBase, Field, fn


class Subquery(SQL):
    """A raw SELECT in brackets, for use at the right of IN."""

    def __init__(self, sql: str, *values: str) -> None:
        super().__init__(f"({sql})", values)


def least(*columns: "Field[Any]") -> ColumnBase:
    """Return the expression for the least of *columns*; elsewhere MIN takes one column only."""
    return fn.MIN(*columns)


def one_of(column: "Field[Any]", values: Iterable[int | str]) -> ColumnBase:
    """Return the condition that *column* is one of *values*.

    One text carries them all: a statement takes 32,766 values at most, and its words stay the same.
    """
    return column.in_(Subquery("SELECT value FROM json_each(?)", json.dumps(list(values))))


def starts_with(column: "Field[Any]", text: str) -> ColumnBase:
    """Return the condition that *column* begins with *text*."""
    return column.startswith(text)
