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
    matching = "SELECT rowid FROM complaint_search WHERE complaint_search MATCH ?"
    return Complaint.id << Subquery(matching, _all(terms))


def newest_containing(
    database: Database, groups: Sequence[Sequence[str]], limit: int, district: str | None
) -> list[int]:
    """Return the newest complaints, by key, that contain all terms of at least one of *groups*.

    With *district* only those of this kecamatan (its code). The index is read from its end, so
    that it is left once there are *limit* of them.
    """
    query = "SELECT rowid FROM complaint_search WHERE complaint_search MATCH ?"
    values = [" OR ".join(f"({_all(terms)})" for terms in groups)]
    if district is not None:
        home = "SELECT district_code FROM complaint WHERE id = complaint_search.rowid"
        query, values = f"{query} AND ({home}) = ?", [*values, district]
    found = database.execute_sql(f"{query} ORDER BY rowid DESC LIMIT ?", (*values, limit))
    return [int(key) for (key,) in found.fetchall()]


def _all(terms: Sequence[str]) -> str:
    # Quoted, so that no operator of the query language is left in citizens' words.
    return " AND ".join('"' + term.replace('"', '""') + '"' for term in terms)
