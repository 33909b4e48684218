"""The table in which releases before 0.2 kept unfinished entries, inside the book."""

from typing import Final, NamedTuple

from peewee import Database

# As many pages as are filled at once, so that it fits into memory.
_MOST_PAGES: Final = 1000


class OldDraft(NamedTuple):
    """A draft as it stands in a book: values as JSON, the moment as ISO text in office time."""

    id: int
    channel: str
    values: str
    saved_at: str


def has_old_drafts(database: Database) -> bool:
    """Return whether the book is of a release in which the table still was."""
    return bool(database.table_exists("draft"))


def read_old_drafts(database: Database) -> list[OldDraft]:
    """Return the drafts that a book itself still holds."""
    query = 'SELECT id, channel, "values", saved_at FROM draft ORDER BY id'
    return [OldDraft(*row) for row in database.execute_sql(query).fetchall()]


def wipe_old_drafts(database: Database) -> None:
    """Empty the table and overwrite what was ever deleted from it; call within a transaction.

    Emptied as a whole its own page is cleared; pages it gave back before are filled and given back
    again. Rewriting the whole file would do the same, but keep a large book busy for minutes.
    """
    database.execute_sql("PRAGMA secure_delete=ON").fetchall()
    try:
        database.execute_sql("DELETE FROM draft")
        (size,) = database.execute_sql("PRAGMA page_size").fetchone()
        while free := database.execute_sql("PRAGMA freelist_count").fetchone()[0]:
            text = "0" * (min(free, _MOST_PAGES) + 1) * size
            database.execute_sql("INSERT INTO draft VALUES (NULL, '', ?, '')", (text,))
        database.execute_sql("DELETE FROM draft")
    finally:
        database.execute_sql("PRAGMA secure_delete=OFF").fetchall()
