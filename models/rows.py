"""Reading and storing whole rows fast: the SQL is the same for every row of a table.

peewee builds each statement anew, which costs more than the engine needs to carry it out.
"""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any, Final, TypeVar

from peewee import Database

from models.base import BaseModel

Value = str | int | None
_AS_THEY_ARE: Final = frozenset({str, int, type(None)})
Row = TypeVar("Row", bound=BaseModel)


def stored_values(row: BaseModel) -> dict[str, Value]:
    """Return the columns of *row* as they are stored: column name -> text, integer or None."""
    data = row.__data__
    return {
        # Text and numbers, which most are, are stored as they are; a bool is no int here.
        column: value if type(value := data.get(name)) in _AS_THEY_ARE else stored(value)
        for column, name, stored in _converters(type(row))
    }


def find(database: Database, table: type[Row], key: int | str) -> Row | None:
    """Return the row with this primary key, None when there is none."""
    found = database.execute_sql(_select_sql(table, database.param), (key,)).fetchone()
    if found is None:
        return None
    columns = zip(_readers(table), found, strict=True)
    return made(table, {name: read(value) for (name, read), value in columns})


def made(table: type[Row], values: Mapping[str, Any]) -> Row:
    """Return a new row with *values* (field name -> value) and the defaults of all other fields.

    Setting one field after the other costs more than storing the row.
    """
    row = table()
    row.__data__.update(values)
    return row


def stored_rows(
    database: Database, table: type[BaseModel], *, behind: Value = None, most: int
) -> list[dict[str, Value]]:
    """Return up to *most* rows as they are stored, by key; of those behind one key when given."""
    sql = _window_sql(table, database.param, is_first=behind is None)
    values = (most,) if behind is None else (behind, most)
    columns = list(table._meta.columns)
    found = database.execute_sql(sql, values).fetchall()
    return [dict(zip(columns, row, strict=True)) for row in found]


def stored_keys(
    database: Database, table: type[BaseModel], *, behind: Value = None, most: int
) -> list[Value]:
    """Return up to *most* keys of a table, in order; of those behind one key when given."""
    sql = _window_sql(table, database.param, is_first=behind is None, is_whole=False)
    values = (most,) if behind is None else (behind, most)
    return [key for (key,) in database.execute_sql(sql, values).fetchall()]


def update(database: Database, row: BaseModel, values: Mapping[str, Value]) -> None:
    """Store *values* (column name -> stored value) in the row that has the key of *row*."""
    column, attribute = key_of(type(row))
    # A day is a key too, and the driver takes no date.
    key = row._meta.columns[column].db_value(row.__data__[attribute])
    sql = _update_sql(type(row), tuple(values), database.param)
    database.execute_sql(sql, (*values.values(), key))


def insert(database: Database, row: BaseModel) -> dict[str, Value]:
    """Insert *row*, give it the key the database chose, and return what was stored."""
    values = stored_values(row)
    sql = _insert_sql(type(row), database.param)
    (given,) = database.execute_sql(sql, tuple(values.values())).fetchall()[0]
    key, attribute = key_of(type(row))
    if values[key] is None:
        values[key] = row.__data__[attribute] = given
    return values


@cache
def key_of(table: type[BaseModel]) -> tuple[str, str]:
    """Return the column and the field name of a table's primary key."""
    return next((c, f.name) for c, f in table._meta.columns.items() if f.primary_key)


@cache
def _converters(table: type[BaseModel]) -> tuple[tuple[str, str, Callable[[Any], Value]], ...]:
    """Return column name, field name and the way into the database, for each column."""
    columns = table._meta.columns.items()
    return tuple((column, field.name, field.db_value) for column, field in columns)


@cache
def _readers(table: type[BaseModel]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """Return field name and the way out of the database, for each column."""
    return tuple((field.name, field.python_value) for field in table._meta.columns.values())


@cache
def _insert_sql(table: type[BaseModel], mark: str) -> str:
    columns = list(table._meta.columns)
    names = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join([mark] * len(columns))
    key, _ = key_of(table)
    return (
        f'INSERT INTO "{table._meta.table_name}" ({names}) VALUES ({marks}) '  # noqa: S608
        f'RETURNING "{key}"'
    )


@cache
def _select_sql(table: type[BaseModel], mark: str) -> str:
    key, _ = key_of(table)
    names = ", ".join(f'"{column}"' for column in table._meta.columns)
    return f'SELECT {names} FROM "{table._meta.table_name}" WHERE "{key}" = {mark}'  # noqa: S608


@cache
def _window_sql(table: type[BaseModel], mark: str, *, is_first: bool, is_whole: bool = True) -> str:
    key, _ = key_of(table)
    names = ", ".join(f'"{column}"' for column in (table._meta.columns if is_whole else [key]))
    where = "" if is_first else f'WHERE "{key}" > {mark} '
    return (
        f'SELECT {names} FROM "{table._meta.table_name}" {where}'  # noqa: S608
        f'ORDER BY "{key}" LIMIT {mark}'
    )


@lru_cache(maxsize=256)
def _update_sql(table: type[BaseModel], columns: tuple[str, ...], mark: str) -> str:
    changes = ", ".join(f'"{column}" = {mark}' for column in columns)
    key, _ = key_of(table)
    return f'UPDATE "{table._meta.table_name}" SET {changes} WHERE "{key}" = {mark}'  # noqa: S608
