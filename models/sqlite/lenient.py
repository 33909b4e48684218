"""A cursor that also reads rows with broken letters: one bad byte must not hide all other rows.

SQLite stores the bytes of a text as they come, and the driver refuses those that are no UTF-8. Such
a row is asked for once more, as bytes, and what is broken in it becomes U+FFFD: whoever reads goes
on, and *periksa* finds that the row is not what the journal says.
"""

from typing import Any

import apsw

_DECODED = {"integer": int, "real": float}


class LenientCursor(apsw.Cursor):
    """Reads like the driver's own cursor; only a row that this cannot read costs more."""

    def execute(self, statements: str, bindings: Any = None, **more: Any) -> apsw.Cursor:
        """Execute as the driver does, and remember what."""
        self._asked = (statements, bindings)
        self._given = 0
        return super().execute(statements, bindings, **more)

    def fetchone(self) -> Any:
        """Return the next row, None after the last."""
        self._given += 1
        try:
            return super().fetchone()
        except UnicodeDecodeError:
            return self._read_again()

    def fetchall(self) -> list[Any]:
        """Return all rows that are left."""
        if self._given or not self._asked[0].lstrip()[:6].upper().startswith(("SELECT", "WITH")):
            return list(self)
        try:
            # The driver itself reads all of them in a third of the time.
            return super().fetchall()
        except UnicodeDecodeError:
            self.execute(*self._asked)
            return list(self)

    def __next__(self) -> Any:
        row = self.fetchone()
        if row is None:
            raise StopIteration
        return row

    def _read_again(self) -> tuple[Any, ...]:
        statement, bindings = self._asked
        names = [f"c{place}" for place in range(len(self.description))]
        pairs = ", ".join(f"typeof({name}), CAST({name} AS BLOB)" for name in names)
        query = (
            f"WITH asked({', '.join(names)}) AS ({statement.rstrip().rstrip(';')}) "  # noqa: S608  # the statement that was asked
            f"SELECT {pairs} FROM asked LIMIT 1 OFFSET {self._given - 1}"
        )
        plain = apsw.Cursor(self.connection)
        plain.execute(query, bindings)
        values: tuple[Any, ...] = plain.fetchone() or ()
        plain.close()
        return tuple(_value(values[at], values[at + 1]) for at in range(0, len(values), 2))


def _value(kind: str, content: bytes | None) -> object:
    if content is None or kind == "blob":
        return content
    if kind == "text":
        return content.decode("utf-8", "replace")
    return _DECODED[kind](content)
