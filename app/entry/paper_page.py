"""A page of a paper book on its way into the register; it outlives a power cut like an entry."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from app.book.book import Book
from app.book.desk import Desk
from app.book.journal import first_hash
from app.entry.attachments import IncomingFile
from app.entry.drafts import new_key
from app.rules.channels import Channel
from models.sqlite.desk import DraftRow, FileRow

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
        picture: where the photo or scan was found, empty without one.
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
    """A page as the desk file holds it; *saved_at* is office time.

    Attributes:
        has_scan: whether the photo or scan itself is kept with it.
    """

    key: str
    revision: int
    saved_at: datetime
    page: PaperPage
    has_scan: bool = False


class PaperDrafts:
    """The page of one book that is being copied on this computer.

    Every call raises ``StorageError`` when the desk file cannot be read or written.
    """

    def __init__(self, file: Path, book: Book, tell: Callable[[str], object]) -> None:
        self._desk = Desk(file, book.clock, tell, book.place.key)
        self._clock = book.clock
        # Asked now: the scan is read in the worker, which has the book by another connection.
        self._book_id = first_hash(book)

    def latest(self) -> KeptPage | None:
        """Return the page that was left last, None when there is none."""
        found = self._desk.ask(lambda file: file.drafts(self._book_id))
        rows = ((row, count) for row, count in found if row.channel == _KIND)
        told = (_told(row, has_scan=count > 0) for row, count in rows)
        return next((kept for kept in told if kept is not None), None)

    def scan(self, kept: KeptPage) -> bytes | None:
        """Return the photo or scan that is kept with a page, None when there is none."""
        found = self._desk.ask(lambda file: file.draft(self._book_id, kept.key))
        return found[1][0].content if found and found[1] else None

    def keep(
        self, page: PaperPage, kept: KeptPage | None, scan: IncomingFile | None = None
    ) -> KeptPage:
        """Keep *page* in the place of *kept*; where another window wrote that, both stay.

        *scan* is the file that ``page.picture`` names, None while it is not there; what is kept of
        the same one stays.
        """
        saved_at = self._clock.now()
        if kept is not None:
            is_same = kept.page.picture == page.picture
            stays = is_same and (kept.has_scan or scan is None)
            again = KeptPage(kept.key, kept.revision, saved_at, page)
            if self._put(again, None if stays else _rows_of(scan)):
                has_scan = kept.has_scan if stays else scan is not None
                return KeptPage(kept.key, kept.revision + 1, saved_at, page, has_scan)
        fresh = KeptPage(new_key(), 0, saved_at, page)
        self._put(fresh, _rows_of(scan))
        return KeptPage(fresh.key, 1, saved_at, page, scan is not None)

    def discard(self, kept: KeptPage) -> None:
        """Forget a page: it was recorded, or is not wanted."""
        self._desk.ask(lambda file: file.remove(kept.key, kept.revision))

    def _put(self, kept: KeptPage, scan: Sequence[FileRow] | None) -> bool:
        saved_at = kept.saved_at.isoformat()
        row = DraftRow(kept.key, _KIND, _written(kept.page), saved_at, kept.revision)
        return self._desk.ask(lambda file: file.put(self._book_id, row, scan))


def _rows_of(scan: IncomingFile | None) -> Sequence[FileRow]:
    return [] if scan is None else [FileRow(scan.name, scan.media_type, scan.content)]


def _written(page: PaperPage) -> str:
    values = {
        "rows": [dict(row) for row in page.rows],
        "channel": page.channel.value,
        "kept_as": page.kept_as.value,
        "picture": page.picture,
        "sheet": page.sheet,
    }
    return json.dumps(values, ensure_ascii=False)


def _told(row: DraftRow, *, has_scan: bool) -> KeptPage | None:
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
        saved_at = datetime.fromisoformat(row.saved_at)
        return KeptPage(row.key, row.revision, saved_at, page, has_scan)
    except (ValueError, KeyError):
        return None
