"""The full-text index over complaints; the only place that speaks FTS5."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeVar

import apsw
from peewee import Database, DatabaseError, Expression, Join, ModelSelect, Table

from models.complaint import Complaint
from models.sqlite.dialect import Subquery

Query = TypeVar("Query", bound=ModelSelect)

# The hidden column that a search is asked of has the name of its table.
_Index: Final = Table("complaint_search")
_VOCABULARY: Final = """CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_term
    USING fts5vocab(main, complaint_search, instance)"""
# Made as the index itself is, in memory.
_SCRATCH: Final = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS temp.scratch
        USING fts5(words, content='', tokenize='trigram')""",
    """CREATE VIRTUAL TABLE IF NOT EXISTS temp.scratch_term
        USING fts5vocab(temp, scratch, instance)""",
)
# One number for each place of a term of three letters. Multiplied, so that two terms that change
# places change the sum; a prime, so that no factor is lost.
_PLACES: Final = """SELECT doc, (unicode(term) * 1000003 + unicode(substr(term, 2)) * 8191
        + unicode(substr(term, 3))) % 2147483629 * ("offset" + 17) % 2147483629
    FROM temp.{table}"""


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


def narrowed(query: Query, terms: Sequence[str], span: tuple[int, int] | None) -> Query:
    """Return *query* of complaints narrowed to those that contain all *terms*, newest first.

    The index is walked from its end, so that a query with a limit leaves it once that is reached.
    Every term must have at least three characters. With *span* it is walked between these keys.
    """
    both = Join(_Index, Complaint, "CROSS JOIN", on=(Complaint.id == _Index.c.rowid))
    matching = Expression(_Index.c.complaint_search, "MATCH", _all(terms))
    if span is not None:
        matching &= _Index.c.rowid.between(*span)
    return query.from_(both).where(matching).order_by(_Index.c.rowid.desc())


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


def indexed_sums(database: Database) -> Iterator[tuple[int, int]]:
    """Yield what adds up, complaint by complaint, to a sum of the terms under its key.

    Reads the whole index, in the order of its terms: some seconds for 10,000 complaints.

    Raises:
        DatabaseError: the index cannot be read.
    """
    database.execute_sql(_VOCABULARY)
    try:
        yield from database.execute_sql(_PLACES.format(table="search_term"))
    except apsw.Error as error:
        raise DatabaseError(str(error)) from error


def expected_sums(database: Database, words: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """Yield what ``indexed_sums`` would if the index held *words* (by complaint) alone."""
    for statement in (*_SCRATCH, "INSERT INTO scratch(scratch) VALUES ('delete-all')"):
        database.execute_sql(statement)
    for complaint_id, text in words.items():
        database.execute_sql(
            "INSERT INTO scratch(rowid, words) VALUES (?, ?)", (complaint_id, text)
        )
    yield from database.execute_sql(_PLACES.format(table="scratch_term"))


def _all(terms: Sequence[str]) -> str:
    # Quoted, so that no operator of the query language is left in citizens' words.
    return " AND ".join('"' + term.replace('"', '""') + '"' for term in terms)
