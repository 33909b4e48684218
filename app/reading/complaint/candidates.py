"""Which earlier complaints are worth comparing with an entry: what indexes find.

Whoever knows a complaint better looks at what is found here: it may be somebody else's.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from app.book.book import Book
from app.book.search_words import SHORTEST
from app.reading.complaint.traits import Traits
from app.rules.likeness import spellings
from models.complaint import Complaint, has_email, has_nik, has_ticket

_LOOKED_AT: Final = 100
# The end of a phone number tells numbers apart; its beginning stands in all of them.
_END_OF_NUMBER: Final = 7
_ASKED_WORDS: Final = 8
# So many of one name in one kecamatan: who has one like it is not looked for beside them.
_ENOUGH: Final = 40
# Of a word that half of the book has, the newest: what came back came lately, mostly.
_WITH_WORD: Final = 500
_COLUMNS: Final = (
    Complaint.id,
    Complaint.number,
    Complaint.received_at,
    Complaint.status,
    Complaint.name,
    Complaint.address,
    Complaint.district_code,
    Complaint.village_code,
    Complaint.phone,
    Complaint.email,
    Complaint.nik,
    Complaint.is_secret,
    Complaint.tracking_id,
    Complaint.subject,
    Complaint.description,
    Complaint.extra,
)


def candidates(
    book: Book, typed: Traits, is_cancelled: Callable[[], bool]
) -> Iterator[dict[str, Any]]:
    """Yield complaints that may be like *typed*, a few hundred at most; none once cancelled.

    Each is its columns as they are stored, by name.
    """
    found: set[int] = set()
    for ask in (_by_keys, _by_numbers, _by_mail, _by_name, _by_matter):
        found.update(() if is_cancelled() else ask(book, typed))
    if found and not is_cancelled():
        query = Complaint.select(*_COLUMNS).where(book.store.one_of(Complaint.id, found))
        names = [column.name for column in _COLUMNS]
        # Straight from the driver: of hundreds that are compared a dozen are shown.
        for row in book.store.database.execute(query):
            yield dict(zip(names, row, strict=True))


def _by_keys(book: Book, typed: Traits) -> list[int]:
    conditions = [has_email(email) for email in typed.emails]
    if typed.phones:
        conditions.append(Complaint.phone_normal.in_(sorted(typed.phones)))
    if typed.nik:
        conditions.append(has_nik(typed.nik))
    if typed.ticket:
        conditions.append(has_ticket(typed.ticket))
    queries = (Complaint.select(Complaint.id).where(condition) for condition in conditions)
    newest = (query.order_by(Complaint.id.desc()).limit(_LOOKED_AT) for query in queries)
    return [row.id for query in newest for row in book.rows(query)]


def _by_numbers(book: Book, typed: Traits) -> list[int]:
    """Return who has one of the numbers anywhere: the second in a field, a sender's."""
    return _newest(book, [(number[-_END_OF_NUMBER:],) for number in typed.phones])


def _by_mail(book: Book, typed: Traits) -> list[int]:
    return _newest(book, [(typed.mail_id.strip("<>").split("@")[0],)])


def _by_name(book: Book, typed: Traits) -> list[int]:
    """Return who has the words of the name; a slip mostly leaves one of them whole."""
    if typed.district is None:
        return []
    words = [word for word in typed.name.split() if len(word) >= SHORTEST]
    if not words:
        return []
    if len(words) == 1:
        (only,) = words
        return _newest(book, [(only[:SHORTEST],), (only[-SHORTEST:],)], typed.district)
    whole = _newest(book, [tuple(words)], typed.district)
    if len(whole) >= _ENOUGH:
        return whole
    return whole + [key for word in words for key in _newest(book, [(word,)], typed.district)]


def _by_matter(book: Book, typed: Traits) -> list[int]:
    """Return what has most of the telling words, each in any of its spellings."""
    telling = sorted(typed.stems, key=lambda stem: (-len(stem), stem))[:_ASKED_WORDS]
    having = [
        _newest(book, [(word,) for word in spellings(stem)], limit=_WITH_WORD) for stem in telling
    ]
    counted = Counter(key for keys in having for key in keys)
    several = [(count, key) for key, count in counted.items() if count > 1]
    best = [key for _, key in sorted(several, reverse=True)[:_LOOKED_AT]]
    if not all(having):
        return best
    # The same text word for word is found however long ago it came.
    return best + _newest(book, [tuple(telling)])


def _newest(
    book: Book,
    groups: Sequence[tuple[str, ...]],
    district: str | None = None,
    *,
    limit: int = _LOOKED_AT,
) -> list[int]:
    """Return the newest that contain one of *groups*; a word too short for the index is no word."""
    long = [tuple(word for word in group if len(word) >= SHORTEST) for group in groups]
    asked = [group for group in long if group]
    return book.store.newest_containing(asked, limit, district) if asked else []
