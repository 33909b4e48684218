"""Store: what a book asks of the engine that keeps it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

# Named, not needed: a book is opened before the tables are loaded.
if TYPE_CHECKING:
    from peewee import BaseQuery, Database, Expression

Query = TypeVar("Query", bound="BaseQuery")


class Readable(Protocol):
    """Whatever answers a query: a store, or the open book upon it.

    The tables belong to no book by themselves, so whoever reads says which one.
    """

    def rows(self, query: Query) -> Query:
        """Return *query*, to be answered by this book."""


class Store(Readable, Protocol):
    """The tables of one book, and what SQL does not say alike for every engine."""

    @property
    def database(self) -> "Database":
        """The database; each thread has its own connection to it."""

    def index_words(self, complaint_id: int, words: str, *, is_new: bool) -> None:
        """Make *words* findable under *complaint_id*; call within the writing transaction."""

    def contains_all(self, terms: Sequence[str]) -> "Expression":
        """Return the condition that a complaint's words contain each of *terms*."""
