"""The full-text index over complaints; the only place that speaks FTS5."""

from collections.abc import Sequence

from peewee import Database, Expression

from models.complaint import Complaint
from models.sqlite.dialect import Subquery


def index_words(database: Database, complaint_id: int, words: str, *, is_new: bool) -> None:
    """Make *words* findable under *complaint_id*; call within the writing transaction."""
    if not is_new:
        database.execute_sql("DELETE FROM complaint_search WHERE rowid = ?", (complaint_id,))
    database.execute_sql(
        "INSERT INTO complaint_search(rowid, words) VALUES (?, ?)", (complaint_id, words)
    )


def contains_all(terms: Sequence[str]) -> Expression:
    """Return the condition that a complaint's words contain each of *terms* as a substring.

    Every term must have at least three characters.
    """
    # Quoted, so that no operator of the query language is left in citizens' words.
    query = " AND ".join('"' + term.replace('"', '""') + '"' for term in terms)
    matching = "SELECT rowid FROM complaint_search WHERE complaint_search MATCH ?"
    return Complaint.id << Subquery(matching, query)
