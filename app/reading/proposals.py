"""Service and category proposed from the text: first words to start from, then the office's own.

What is learnt is counted from the book on this computer and held in memory only.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from peewee import ColumnBase

from app.book.book import Book
from app.book.journal import changes_of, last_entry
from app.book.lists import read_lists
from app.rules.events import Event
from app.rules.statuses import Status
from app.rules.topics import Guess, Topics, features, first_words, weights, words_of_name
from models.complaint import Complaint
from models.journal import JournalEntry

# How an office files its complaints now; older ones would only outvote it.
_MOST: Final = 3_000
# Learning goes on a little with each question, so that no answer waits for it.
_AT_ONCE: Final = 500
# Below this it would be a guess. Held-apart texts: see tests/app/reading/test_proposals.py.
_SURE: Final = 0.9


@dataclass(frozen=True, slots=True)
class Proposal:
    """The names of what fits the text; empty where it would be a guess."""

    service: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class _Lesson:
    service_id: int | None
    category_id: int | None
    said: tuple[str, ...]


# Entries of a list: key -> name and whether it is retired.
_Names = dict[int, tuple[str, bool]]


class Proposer:
    """What the office's book teaches about its services and categories.

    It is used by one worker at a time; nothing else looks at what it holds.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._head = 0
        self._oldest: int | None = None
        self._lessons: dict[int, _Lesson] = {}
        self._services = _Learner(book, "service", "layanan")
        self._categories = _Learner(book, "category", "kategori")

    def propose(self, values: Mapping[str, str]) -> Proposal:
        """Return what fits the entry typed in *values* (text by field name).

        A category is proposed with a service only: what is none of the office's matters has none.
        """
        said = weights(values.get("subject", ""), values.get("description", ""))
        if not said:
            return Proposal()
        self._learn()
        service = values.get("service", "").strip() or self._services.sure_of(said)
        return Proposal(service, self._categories.sure_of(said) if service else "")

    def _learn(self) -> None:
        lists = read_lists(self._book)
        services = {one.id: (one.name, one.is_retired) for one in lists.services}
        categories = {one.id: (one.name, one.is_retired) for one in lists.categories}
        self._services.follow(services, ((x.service_id, x.said) for x in self._lessons.values()))
        self._categories.follow(
            categories, ((x.category_id, x.said) for x in self._lessons.values())
        )
        entry = last_entry(self._book)
        head = int(entry.sequence) if entry else 0
        if self._oldest is None:
            # Whatever is written from now on is noticed by its journal entry.
            self._head, self._oldest = head, _newest_id(self._book) + 1
        self._take(self._changed())
        self._head = head
        self._go_back()

    def _changed(self) -> list[int]:
        """Return the complaints with entries after the one that was seen last."""
        if self._head == 0:
            return []
        told = JournalEntry.select(JournalEntry.entity_id).where(
            JournalEntry.sequence > self._head, JournalEntry.entity == "complaint"
        )
        ids = {int(entry.entity_id) for entry in self._book.rows(told)}
        return sorted(ids)[-_MOST:]

    def _go_back(self) -> None:
        """Learn from the complaints before those that are known, as long as there is room."""
        if self._oldest is None or len(self._lessons) >= _MOST:
            return
        before = (Complaint.id < self._oldest) & (Complaint.id >= self._oldest - _AT_ONCE)
        self._teach(before)
        self._oldest = max(0, self._oldest - _AT_ONCE)

    def _take(self, ids: list[int]) -> None:
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            self._teach(self._book.store.one_of(Complaint.id, some))

    def _teach(self, which: ColumnBase) -> None:
        for row in self._book.rows(Complaint.select(*_TAUGHT).where(which)):
            lesson = _lesson_of(row)
            before = self._lessons.pop(row.id, None)
            if before != lesson:
                self._count(before, lesson)
            if lesson is not None:
                self._lessons[row.id] = lesson

    def _count(self, before: _Lesson | None, now: _Lesson | None) -> None:
        if before is not None:
            self._services.forget(before.service_id, before.said)
            self._categories.forget(before.category_id, before.said)
        if now is not None:
            self._services.learn(now.service_id, now.said)
            self._categories.learn(now.category_id, now.said)


_TAUGHT: Final = (
    Complaint.id,
    Complaint.status,
    Complaint.subject,
    Complaint.description,
    Complaint.service_id,
    Complaint.category_id,
)


def _lesson_of(row: Complaint) -> _Lesson | None:
    """Return what a complaint teaches; a wrong entry teaches nothing."""
    if row.status == Status.VOID.value:
        return None
    said = dict.fromkeys((*features(row.subject), *features(row.description)))
    return _Lesson(row.service_id, row.category_id, tuple(said))


def _newest_id(book: Book) -> int:
    newest = Complaint.select(Complaint.id).order_by(Complaint.id.desc()).limit(1)
    found = book.rows(newest).get_or_none()
    return int(found.id) if found else 0


class _Learner:
    """What is known of the entries of one list."""

    def __init__(self, book: Book, table: str, file: str) -> None:
        self._book = book
        self._table = table
        self._file = file
        self._names: _Names = {}
        # Key of an entry that was renamed -> key of the one that stands for it now.
        self._heirs: dict[int, int] = {}
        self._topics = Topics({})

    def follow(self, names: _Names, lessons: Iterable[tuple[int | None, tuple[str, ...]]]) -> None:
        """Know the entries *names*; where they changed, begin again and count *lessons*."""
        if names == self._names:
            return
        self._names = names
        lines = {key: tuple(self._line(key)) for key in names}
        in_use = {key for key, (_, is_retired) in names.items() if not is_retired}
        self._heirs = {old: key for key in in_use for old in lines[key]}
        self._topics = Topics({key: self._seed(lines[key]) for key in in_use})
        for key, said in lessons:
            self.learn(key, said)

    def _line(self, key: int | None) -> Iterator[int]:
        """Yield an entry and those it took the place of."""
        while key is not None:
            yield key
            key = self._before(key)

    def _before(self, key: int) -> int | None:
        """Return the entry that got a new name in *key*: it is retired just before."""
        begun = next(iter(changes_of(self._book, self._table, key)), None)
        if begun is None or begun.event is not Event.LIST_CHANGED:
            return None
        told = JournalEntry.select().where(JournalEntry.sequence == begun.sequence - 1)
        entry = self._book.rows(told).get_or_none()
        if entry is None or entry.entity != self._table:
            return None
        old = int(entry.entity_id)
        changes = changes_of(self._book, self._table, old)
        retired = {change.sequence for change in changes if change.new.get("is_retired") == 1}
        return old if entry.sequence in retired else None

    def _seed(self, line: tuple[int, ...]) -> dict[str, float]:
        """Return the first words of an entry: of its name, or of the name it once had."""
        known = first_words(self._file)
        names = [self._names[key][0] for key in line]
        first = next((name.casefold() for name in names if name.casefold() in known), "")
        own = {} if names[0].casefold() == first else words_of_name(names[0])
        return {**own, **known.get(first, {})}

    def learn(self, key: int | None, said: tuple[str, ...]) -> None:
        """Count a complaint of the entry *key*."""
        if key is not None:
            self._topics.add(self._heirs.get(key, key), said)

    def forget(self, key: int | None, said: tuple[str, ...]) -> None:
        """Count it no longer."""
        if key is not None:
            self._topics.take_away(self._heirs.get(key, key), said)

    def sure_of(self, said: Mapping[str, float]) -> str:
        """Return the name of the entry that fits, empty where it would be a guess."""
        in_use = [key for key, (_, is_retired) in self._names.items() if not is_retired]
        best: Guess | None = self._topics.best(in_use, said)
        return self._names[best.label][0] if best and best.share >= _SURE else ""
