"""The journal: every change of a row becomes one entry, chained by hash to the one before.

The hash covers digests of the salted values; the values stand beside it, personal ones apart, so
that they can be removed one day without breaking the chain.
"""

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar

import msgspec
from peewee import JOIN

from app.book.personal import PERSONAL
from app.book.store import Readable, Store
from app.ground.clock import Clock
from app.rules.events import Event
from app.rules.procedure import RULE_OF
from models.base import BaseModel, moment_of
from models.journal import Head, JournalEntry, JournalValue, Request, append_entry, latest_moment
from models.rows import Value, insert, key_of, stored_values, update

# A reason beside the values of an entry; no column has this name.
REMARK: Final = "*remark"
# The id of the officer who signed in with a PIN, beside the values of an entry. An entry without it
# was written without PIN, and its officer is a name that somebody gave.
OFFICER: Final = "*officer"
# The group of values that may go one day.
PERSONAL_GROUP: Final = "personal"
# What an entry is about that concerns the book as a whole; no table has this name.
BOOK: Final = "*book"
# Who is named where nobody at the desk did it.
PROGRAM: Final = "program"
# As many entries as a busy week makes; the whole journal would take too long to look through.
_RECENT: Final = 500
_FAST: Final = msgspec.json.Encoder(order="sorted")
_DECODER: Final = msgspec.json.Decoder()
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
Row = TypeVar("Row", bound=BaseModel)


def _group_text(salt: str, old: Mapping[str, Value], new: Mapping[str, Value]) -> str:
    """Return what is digested of one group of old and new values, and stands beside the chain."""
    return canonical([salt, old, new])


def entry_hash(said: Sequence[int | str]) -> str:
    """Return the hash of all an entry says: the columns of ``SAID``, with the hash before it."""
    # The first number is the form of this list, should it ever change.
    return digest_of(canonical([1, *said]))


def fingerprint(entry_hash_text: str) -> str:
    """Return the short form of a hash that people compare on paper: "7f3a-91c2-0be4-55d8"."""
    return "-".join(entry_hash_text[i : i + 4] for i in range(0, 16, 4))


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a journal stands: number and fingerprint of its last entry; papers carry both."""

    sequence: int = 0
    fingerprint: str = ""


def standing(book: Readable) -> Standing:
    """Return where the journal of *book* stands now."""
    head = last_entry(book)
    return Standing(head.sequence, fingerprint(head.hash)) if head else Standing()


def last_entry(book: Readable) -> JournalEntry | None:
    """Return the head of the chain, or None in a book that has no entry yet."""
    query = JournalEntry.select().order_by(JournalEntry.sequence.desc()).limit(1)
    return book.rows(query).get_or_none()


def first_hash(book: Readable) -> str:
    """Return the hash of the first entry: it tells a book, with all its copies, from any other."""
    first = JournalEntry.select(JournalEntry.hash).order_by(JournalEntry.sequence).limit(1)
    found: JournalEntry | None = book.rows(first).get_or_none()
    return str(found.hash) if found else ""


def is_ahead(store: Store, now: datetime) -> bool:
    """Return whether one of the last entries has a moment after *now*, UTC; every step asks."""
    latest = latest_moment(store.database, _RECENT)
    return latest is not None and moment_of(latest) > now


def latest_entry(book: Readable) -> JournalEntry | None:
    """Return the latest of the last entries by their clock, which need not be the last one."""
    last = JournalEntry.select(JournalEntry.sequence).order_by(JournalEntry.sequence.desc())
    query = JournalEntry.select().where(JournalEntry.sequence.in_(last.limit(_RECENT)))
    latest = query.order_by(JournalEntry.at_utc.desc(), JournalEntry.sequence.desc())
    return book.rows(latest).get_or_none()


def random_salt() -> str:
    """Return a salt that nobody can guess."""
    return secrets.token_hex(16)


class Recorder:
    """Writes changed rows and their journal entries within one open transaction."""

    def __init__(
        self,
        store: Store,
        head: Head,
        officer: str,
        clock: Clock,
        new_salt: Callable[[], str] | None = None,
        *,
        officer_id: int | None = None,
        permit: Callable[[Event], object] | None = None,
        accepted_after: str = "",
        sealing: Callable[[str], str] | None = None,
    ) -> None:
        """Write as *officer*; *permit* raises ``UserError`` for what that one may not do.

        *accepted_after* is the moment behind which the clock went back and somebody said that it is
        right: the first entry tells so, and the others may lie before it.
        *sealing* makes the seal of the entry with a hash.
        """
        self.store = store
        self.sealing = sealing
        self._accepted_after = accepted_after
        # Where the journal stands; nobody else writes before this transaction ends.
        self.head = head
        self._new_salt = new_salt or random_salt
        self._officer = officer
        self._officer_id = officer_id
        self._permit = permit
        self._clock = clock
        self.known: dict[tuple[str, Value], dict[str, Value]] = {}

    def watch(self, row: Row) -> Row:
        """Remember *row* as it is stored, so that ``note`` can tell what changed."""
        self.known[_key(row)] = stored_values(row)
        return row

    def add(self, row: BaseModel, event: Event) -> None:
        """Insert *row* and write its first entry."""
        # Before anything is stored: whoever joins a larger transaction may survive the refusal.
        self.ensure_may(event)
        stored = insert(self.store.database, row)
        values: dict[str, Value] = {n: v for n, v in stored.items() if v is not None}
        self._write(_key(row), event, {}, values)
        self.known[_key(row)] = stored

    def note(self, row: BaseModel, event: Event, remark: str = "") -> frozenset[str]:
        """Store what changed in a watched *row* and write an entry; return the changed columns.

        Where nothing changed nothing is written.
        """
        before = self.known[_key(row)]
        after = stored_values(row)
        changed = frozenset(name for name, value in after.items() if value != before[name])
        if not changed:
            return changed
        self.ensure_may(event)
        old = {name: before[name] for name in sorted(changed)}
        new = {name: after[name] for name in sorted(changed)}
        update(self.store.database, row, new)
        self._write(_key(row), event, old, new | ({REMARK: remark} if remark else {}))
        self.known[_key(row)] = after
        return changed

    def settle(self, request: str) -> None:
        """Remember that the entry written last is what *request*, a key, has become."""
        insert(self.store.database, Request(key=request, sequence=self.head.sequence))

    def tell(self, event: Event, facts: dict[str, Value]) -> None:
        """Write an entry about the book as a whole, which no row stands for."""
        self.ensure_may(event)
        self._write((BOOK, ""), event, {}, facts)

    def witness(
        self, table: type[BaseModel], key: int, event: Event, facts: dict[str, Value], reason: str
    ) -> None:
        """Write an entry about a row of which nothing is altered: somebody has seen it.

        The names of *facts* begin with an asterisk, as those of no column do.
        """
        self.ensure_may(event)
        said = {**facts, REMARK: reason}
        self._write((table._meta.table_name, key), event, {}, said)

    def leave(self, row: BaseModel, left: Mapping[str, Value], event: Event, remark: str) -> None:
        """Store what is *left* of a watched row (column -> value), and do not tell what was there.

        All that is left stands in the entry, since the values of those before it may go.
        """
        self.ensure_may(event)
        update(self.store.database, row, left)
        self._write(_key(row), event, {}, {**left, REMARK: remark})
        self.known[_key(row)] = {**self.known[_key(row)], **left}

    def ensure_may(self, event: Event) -> None:
        """Raise ``UserError`` where the officer at the desk may not bring *event* about."""
        if self._permit is not None:
            self._permit(event)

    def _write(
        self,
        about: tuple[str, Value],
        event: Event,
        old: dict[str, Value],
        new: dict[str, Value],
    ) -> None:
        accepted_after, self._accepted_after = self._accepted_after, ""
        if accepted_after:
            self.tell(Event.CLOCK_ACCEPTED, {"after": accepted_after})
        if self._officer_id is not None:
            new = {**new, OFFICER: self._officer_id}
        table, key = about
        content = {
            group: _group_text(
                self._new_salt(),
                {name: value for name, value in old.items() if name in names},
                {name: value for name, value in new.items() if name in names},
            )
            for group, names in _groups(table, new)
        }
        sequence, previous_hash = self.head
        said = (
            sequence + 1,
            self._clock.utc().isoformat(),
            self._clock.now().isoformat(sep=" "),
            self._officer,
            event.value,
            table,
            str(key),
            canonical({group: digest_of(text) for group, text in content.items()}),
            previous_hash,
        )
        # The text that was digested, not made a second time; the groups stand in their order.
        beside = ",".join(f'"{group}":{text}' for group, text in content.items())
        self.head = Head(sequence + 1, entry_hash(said))
        seal = self.sealing(self.head.hash) if self.sealing is not None else None
        append_entry(self.store.database, said, self.head.hash, f"{{{beside}}}", seal)


@dataclass(frozen=True, slots=True)
class Change:
    """One journal entry with the values that stand beside it.

    Attributes:
        sequence, at, officer, event: what the entry itself says.
        old, new: column -> stored value before and after.
        remark: the reason given.
        officer_id: of whoever signed in with a PIN, None where it was done without one.
        is_whole: all the values it tells of are there; somebody may have taken some away.
    """

    sequence: int
    at: datetime
    officer: str
    event: Event
    old: Mapping[str, Value]
    new: Mapping[str, Value]
    remark: str
    is_whole: bool
    officer_id: int | None = None


def changes_of(book: Readable, entity: str, entity_id: int | str) -> tuple[Change, ...]:
    """Return what happened to one row, in order."""
    wanted = (JournalEntry.entity == entity) & (JournalEntry.entity_id == str(entity_id))
    query = entries_with_values().where(wanted).order_by(JournalEntry.sequence)
    return tuple(change_of(entry) for entry in book.rows(query))


def entries_with_values() -> Any:
    """Return the query for entries with the values beside them; ``change_of`` reads its rows."""
    return JournalEntry.select(JournalEntry, JournalValue.content).join(
        JournalValue,
        JOIN.LEFT_OUTER,
        on=(JournalValue.sequence == JournalEntry.sequence),
        attr="beside",
    )


def last_change(book: Readable, entity: str, entity_id: int | str) -> Change | None:
    """Return the last thing that altered one row; whoever only looked altered nothing."""
    return last_altering(changes_of(book, entity, entity_id))


def last_altering(changes: Sequence[Change]) -> Change | None:
    """Return the last of *changes* that altered something."""
    return next((c for c in reversed(changes) if not RULE_OF[c.event].is_look), None)


def change_of(entry: JournalEntry) -> Change:
    """Return what an entry tells."""
    # Values can be taken away from outside; what happened and when is told all the same.
    groups = groups_in(getattr(getattr(entry, "beside", None), "content", None))
    old: dict[str, Value] = {}
    new: dict[str, Value] = {}
    for was, became in groups.values():
        old |= was
        new |= became
    officer_id = new.pop(OFFICER, None)
    return Change(
        sequence=entry.sequence,
        at=moment_of(entry.at_office),
        officer=entry.officer,
        event=Event(entry.event),
        old=old,
        new=new,
        remark=str(new.pop(REMARK, "")),
        is_whole=groups.keys() == _digested_groups(entry.digests),
        officer_id=officer_id if isinstance(officer_id, int) else None,
    )


def _digested_groups(digests: str) -> frozenset[str]:
    try:
        return frozenset(json.loads(digests))
    except (ValueError, TypeError):
        return frozenset()


def groups_in(content: str | None) -> dict[str, tuple[dict[str, Value], dict[str, Value]]]:
    """Return the old and new values that *content* says, by group; none of what is no content.

    That the journal lacks them is said by the inspection, and keeps no complaint from being read.
    """
    try:
        groups = parsed(content or "{}")
        return {name: (dict(old), dict(new)) for name, (_, old, new) in groups.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def _groups(table: str, names: Mapping[str, Value]) -> list[tuple[str, set[str]]]:
    personal = PERSONAL.get(table, frozenset()) | {REMARK}
    split = {"facts": set(names) - personal, PERSONAL_GROUP: set(names) & personal}
    return [(group, members) for group, members in split.items() if members]


def _key(row: BaseModel) -> tuple[str, Value]:
    _, name = key_of(type(row))
    return type(row)._meta.table_name, row.__data__[name]


def canonical(value: object) -> str:
    """Return *value* as JSON with one spelling only, so that its digest is always the same.

    It is made of texts, whole numbers and nothing else: both ways write those alike.
    """
    try:
        return _FAST.encode(value).decode()
    except UnicodeEncodeError:
        # A lone surrogate from a broken file.
        return _ENCODER.encode(value)


def parsed(text: str) -> Any:
    """Return what a JSON *text* of the journal says.

    Raises:
        ValueError: it is none.
    """
    try:
        return _DECODER.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return json.loads(text)


def digest_of(text: str) -> str:
    """Return the SHA-256 of *text*, in hex."""
    # surrogatepass: a lone surrogate from a broken file must not stop a complaint from being kept.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
