"""What the journal had and has no more: found by its head marks, told, and never numbered again.

A book goes back by a restore, which its people wanted, or by a loss, which nobody did. Both leave
an entry that says which heads are gone and which register numbers had been given out by then.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.book.head_marks import HeadMark, read_head_marks
from app.book.holding import Holding
from app.book.journal import BOOK, PROGRAM, Change, Recorder, changes_of, first_hash, last_entry
from app.book.place import Place
from app.book.seals import Seals
from app.book.store import Readable, Store
from app.ground.formatting import moment
from app.ground.log import log_trouble
from app.rules.events import Event
from models.base import moment_of
from models.complaint import NumberGivenUp, last_sequence
from models.journal import JournalEntry
from models.rows import Value

_OTHER_BOOK: Final = (
    "Di tempat ini sebelumnya ada buku lain, atau catatan pertama buku ini telah diubah. Bila buku "
    "ini tidak sengaja ditaruh di sini, periksa buku dan cadangannya."
)


@dataclass(frozen=True, slots=True)
class GivenUp:
    """One time that the book went back.

    Attributes:
        at: when it was told, office time.
        event: whether it was restored or had lost its tail.
        sequence: of the last entry that is gone, 0 where no mark told of any.
        heads: hashes of the last entries that are gone.
        is_of_this_book: what is gone was of this book, not of another one in its place.
    """

    at: datetime
    event: Event
    sequence: int
    heads: frozenset[str]
    is_of_this_book: bool


def read_given_up(book: Readable) -> tuple[GivenUp, ...]:
    """Return every time that the book went back, the first one first."""
    went_back = (Event.BOOK_RESTORED, Event.BOOK_RESCUED, Event.TAIL_LOST)
    return tuple(_given_up(c) for c in changes_of(book, BOOK, "") if c.event in went_back)


def known_marks(place: Place) -> tuple[HeadMark, ...]:
    """Return what was written down of the book at *place*, as far as it can be read."""
    try:
        return read_head_marks(place.path)
    except OSError as error:
        log_trouble(f"Penanda akhir jurnal tidak dapat dibaca: {error.strerror}")
        return ()


def lost_heads(book: Readable, marks: Iterable[HeadMark]) -> tuple[HeadMark, ...]:
    """Return the marks whose entry the journal lacks, and of which no entry tells."""
    known = {head for once in read_given_up(book) for head in once.heads}
    return tuple(m for m in marks if m.hash not in known and not _has_entry(book, m))


def _has_entry(book: Readable, mark: HeadMark) -> bool:
    said = (JournalEntry.sequence == mark.sequence) & (JournalEntry.hash == mark.hash)
    return bool(book.rows(JournalEntry.select().where(said)).exists())


def notice_loss(holding: Holding, store: Store) -> None:
    """Say in the notice of *holding* what is gone; whoever writes the book tells it too."""
    lost = lost_heads(store, known_marks(holding.place))
    words = loss_words(store, lost)
    if not words:
        return
    holding.notice = " ".join(filter(None, (holding.notice, words)))
    log_trouble(words)
    if not holding.read_only:
        holding.wholeness.ensure_now()
        with store.turn() as head:
            sealing = Seals(holding.keys).sealing(store)
            journal = Recorder(store, head, PROGRAM, holding.clock, sealing=sealing)
            tell_gone(journal, Event.TAIL_LOST, lost)


def tell_gone(journal: Recorder, event: Event, gone: Collection[HeadMark], **facts: Value) -> None:
    """Write into the journal that the entries up to *gone* are no more, and keep their numbers."""
    first = first_hash(journal.store)
    own = [mark for mark in gone if mark.first_hash == first]
    if gone:
        facts["gone_sequence"] = max(mark.sequence for mark in own or gone)
        facts["gone_heads"] = " ".join(sorted({mark.hash for mark in gone}))
        facts["gone_is_own"] = int(bool(own))
    for year, number in _numbers(own).items():
        if number > last_sequence(journal.store.database, year):
            journal.add(NumberGivenUp(year=year, number=number), event)
    journal.tell(event, facts)


def _numbers(marks: Iterable[HeadMark]) -> dict[int, int]:
    highest: dict[int, int] = {}
    for mark in marks:
        for year, number in mark.numbers.items():
            highest[year] = max(number, highest.get(year, 0))
    return highest


def loss_words(book: Readable, lost: Collection[HeadMark]) -> str:
    """Return in a sentence what *lost* says is missing from the book; empty when nothing is."""
    first = first_hash(book)
    own = [mark for mark in lost if mark.first_hash == first]
    if own:
        return _own_words(own, last_entry(book))
    return _OTHER_BOOK if lost else ""


def _own_words(own: Iterable[HeadMark], head: JournalEntry | None) -> str:
    newest = max(own, key=lambda mark: mark.sequence)
    last = head.sequence if head else 0
    since = f" sejak {moment(moment_of(head.at_office))}" if head else ""
    missing = newest.sequence - last
    what = f"{missing} catatan terakhir" if missing > 0 else "catatan terakhirnya"
    instead = "" if missing > 0 else "; yang ada sekarang ditulis sesudahnya"
    numbers = [f"{number:03}/{year}" for year, number in sorted(newest.numbers.items()) if number]
    given = f" Nomor terakhir yang pernah diberikan {numbers[-1]}." if numbers else ""
    return (
        f"Buku kehilangan {what}{since}{instead}.{given} Periksa buku, dan pulihkan dari cadangan "
        "terbaru bila cadangan itu memuat yang hilang."
    )


def _given_up(change: Change) -> GivenUp:
    sequence = change.new.get("gone_sequence", 0)
    return GivenUp(
        at=change.at,
        event=change.event,
        sequence=sequence if isinstance(sequence, int) else 0,
        heads=frozenset(str(change.new.get("gone_heads", "")).split()),
        is_of_this_book=bool(change.new.get("gone_is_own", 0)),
    )
