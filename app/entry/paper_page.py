"""A page of a paper book on its way into the register; it outlives a power cut like an entry."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from app.book.book import Book
from app.book.desk import Desk
from app.book.journal import first_hash
from app.entry.drafts import new_key
from app.rules.channels import Channel
from models.sqlite.desk import DraftRow

# Stands where a draft of an entry names its channel: whoever lists entries passes it by.
_KIND: Final = "*buku_kertas"


class KeptAs(StrEnum):
    """What the rows of a page become."""

    SETTLED = "settled"  # of an older book, closed there
    RUNNING = "running"  # of an older book, still open
    NEW = "new"  # numbered like complaints of today


@dataclass(frozen=True, slots=True)
class PaperPage:
    """What has been typed from a page.

    Attributes:
        rows: text by the keys of an import, blank rows among them.
        channel, kept_as: chosen once for all rows.
        picture: the path of the photo or scan, empty without one.
        sheet: which page of it, counted from 0.
    """

    rows: tuple[Mapping[str, str], ...] = ()
    channel: Channel = Channel.COUNTER
    kept_as: KeptAs = KeptAs.SETTLED
    picture: str = ""
    sheet: int = 0

    @property
    def is_blank(self) -> bool:
        """Whether nothing would be lost with it."""
        return not any(text.strip() for row in self.rows for text in row.values())


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as the desk file holds it; *saved_at* is office time."""

    key: str
    revision: int
    saved_at: datetime
    page: PaperPage


class PaperDrafts:
    """The page of one book that is being copied on this computer.

    Every call raises ``StorageError`` when the desk file cannot be read or written.
    """

    def __init__(self, file: Path, book: Book, tell: Callable[[str], object]) -> None:
        self._desk = Desk(file, book.clock, tell)
        self._book = book

    def latest(self) -> KeptPage | None:
        """Return the page that was left last, None when there is none."""
        found = self._desk.ask(lambda file: file.drafts(first_hash(self._book)))
        rows = (row for row, _ in found if row.channel == _KIND)
        return next((kept for row in rows if (kept := _told(row)) is not None), None)

    def keep(self, page: PaperPage, kept: KeptPage | None) -> KeptPage:
        """Keep *page* in the place of *kept*; where another window wrote that, both stay."""
        saved_at = self._book.clock.now()
        if kept is not None:
            again = KeptPage(kept.key, kept.revision, saved_at, page)
            if self._put(again):
                return KeptPage(kept.key, kept.revision + 1, saved_at, page)
        fresh = KeptPage(new_key(), 0, saved_at, page)
        self._put(fresh)
        return KeptPage(fresh.key, 1, saved_at, page)

    def discard(self, kept: KeptPage) -> None:
        """Forget a page: it was recorded, or is not wanted."""
        self._desk.ask(lambda file: file.remove(kept.key, kept.revision))

    def _put(self, kept: KeptPage) -> bool:
        saved_at = kept.saved_at.isoformat()
        row = DraftRow(kept.key, _KIND, _written(kept.page), saved_at, kept.revision)
        return self._desk.ask(lambda file: file.put(first_hash(self._book), row, ()))


def _written(page: PaperPage) -> str:
    values = {
        "rows": [dict(row) for row in page.rows],
        "channel": page.channel.value,
        "kept_as": page.kept_as.value,
        "picture": page.picture,
        "sheet": page.sheet,
    }
    return json.dumps(values, ensure_ascii=False)


def _told(row: DraftRow) -> KeptPage | None:
    """Return what a row says; None for one this release cannot read, which stays where it is."""
    try:
        values: dict[str, Any] = json.loads(row.values)
        page = PaperPage(
            tuple(values["rows"]),
            Channel(values["channel"]),
            KeptAs(values["kept_as"]),
            values["picture"],
            values["sheet"],
        )
        return KeptPage(row.key, row.revision, datetime.fromisoformat(row.saved_at), page)
    except (ValueError, KeyError):
        return None
