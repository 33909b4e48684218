"""Store: what a book asks of the engine that keeps it."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

# Named, not needed: a book is opened before the tables are loaded.
if TYPE_CHECKING:
    from peewee import BaseQuery, ColumnBase, Database, Field, ModelSelect

    from models.journal import Head

Query = TypeVar("Query", bound="BaseQuery")
Select = TypeVar("Select", bound="ModelSelect")


class Readable(Protocol):
    """Whatever answers a query: a store, or the open book upon it.

    The tables belong to no book by themselves, so whoever reads says which one.
    """

    def rows(self, query: Query) -> Query:
        """Return *query*, to be answered by this book."""

    def stored(self, query: "ModelSelect[Any]") -> list[tuple[Any, ...]]:
        """Return all rows of *query* at once and as they are stored: texts, numbers, bytes."""


class Store(Readable, Protocol):
    """The tables of one book, and what SQL does not say alike for every engine."""

    @property
    def database(self) -> "Database":
        """The database; each thread has its own connection to it."""

    def connect(self) -> None:
        """Let this thread ask until the store is closed; connected already, it stays so."""

    def connected(self, is_over: Callable[[], bool] | None = None) -> AbstractContextManager[None]:
        """Let this thread ask within the block; a statement ends early, refused, once *is_over*."""

    def keys(self, query: "ModelSelect[Any]") -> "array[int]":
        """Return the one whole number each row of *query* has."""

    def turn(self) -> "AbstractContextManager[Head]":
        """Wait for the turn to write and hold it within the block; yield the journal's head.

        All that is written is stored together when the block ends, or not at all.

        The head is all that has to be told. Whoever writes a file holds its lock from opening to
        closing, so settings and lists are those that were read; and the time is this computer's,
        which ``Book.clock`` says. A store that desks share would tell both.
        """

    def snapshot(self) -> AbstractContextManager[None]:
        """Read within the block as of one moment, whatever others store meanwhile."""

    def close(self) -> None:
        """Let nobody ask any more; what was written is where the next start looks first."""

    def writes_elsewhere(self) -> int:
        """Return a number that is another one as soon as another connection has written.

        Ask it in one thread only: each has its own connection.
        """

    def problems(self) -> tuple[str, ...]:
        """Return what the engine's own checks of its tables and keys find."""

    def index_words(self, complaint_id: int, words: str, *, is_new: bool) -> None:
        """Make *words* findable under *complaint_id*; call within the writing transaction."""

    def indexed_sums(self) -> Iterator[tuple[int, int]]:
        """Yield what adds up, by complaint, to a sum of what the search index holds of it."""

    def expected_sums(self, words: Mapping[int, str]) -> Iterator[tuple[int, int]]:
        """Yield the same of an index that held *words*, by complaint, and nothing else."""

    def contains_all(self, terms: Sequence[str]) -> "ColumnBase":
        """Return the condition that a complaint's words contain each of *terms*."""

    def narrowed(
        self, query: Select, terms: Sequence[str], span: tuple[int, int] | None = None
    ) -> Select:
        """Return *query* of complaints narrowed to those that contain all *terms*, newest first.

        Every term has at least three characters. With *span* only those whose keys lie within it.
        """

    def newest_containing(
        self, groups: Sequence[Sequence[str]], limit: int, district: str | None = None
    ) -> list[int]:
        """Return the newest complaints, by key, with all terms of at least one of *groups*.

        With *district* only those of this kecamatan (its code).
        """

    def least(self, *columns: "Field[Any]") -> "ColumnBase":
        """Return the expression for the least of *columns*."""

    def one_of(self, column: "Field[Any]", values: Iterable[int | str]) -> "ColumnBase":
        """Return the condition that *column* is one of *values*, however many they are."""

    def starts_with(self, column: "Field[Any]", text: str) -> "ColumnBase":
        """Return the condition that *column* begins with *text*."""
