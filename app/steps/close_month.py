"""Closing a month, opening it again, and issuing an erratum (*ralat*) of a closed one.

What is stored is made ready first, since finished files take their time; the step itself only
stores it, and refuses where the book has moved on meanwhile.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from app.book.book import Book
from app.book.days_off import read_days_off
from app.book.journal import Recorder
from app.book.settings import Settings
from app.book.signature_keys import SignatureKey
from app.ground.changes import Changes
from app.ground.errors import BookError, UserError
from app.ground.formatting import Month
from app.reading.recap.checklist import ensure_closable
from app.reading.recap.closed import (
    ClosedMonth,
    Erratum,
    StoredFile,
    digest,
    encoded,
    packed,
    read_closed,
    read_closings,
    read_errata,
    read_value,
)
from app.reading.recap.entries import read_entries
from app.reading.recap.errata import closing_of, read_erratum
from app.reading.recap.monthly import counted, public_recap, span_of
from app.reading.recap.values import InternalRecap, PublicRecap
from app.rules.events import Event
from app.rules.months import RecordKind
from app.steps.sign import key_on_this_computer, sign_head
from app.steps.storing import needed
from models.month import MonthFile, MonthFileContent, MonthRecord, MonthValue
from models.rows import find

# Writes files into a folder and returns them; comes from the exports.
WriteRecap = Callable[[InternalRecap, PublicRecap, Settings, Path], tuple[Path, ...]]
WriteErratum = Callable[[Erratum, Settings, Path], tuple[Path, ...]]


class BookMovedOn(UserError):
    """Something was recorded after the values were read; they have to be read again."""

    def __init__(self) -> None:
        super().__init__(
            "Buku berubah sementara berkas disiapkan, jadi belum ada yang disimpan. Ulangi."
        )


class NothingToCorrect(UserError):
    """A closed month says today what it said when it was closed, or when it was last corrected."""


@dataclass(frozen=True, slots=True)
class ReadyRecord:
    """What is about to be stored of a month: its values and the files finished from them."""

    month: Month
    value: ClosedMonth | Erratum
    files: tuple[StoredFile, ...]

    @property
    def said(self) -> InternalRecap | Erratum:
        """What has the figures on top, and says where the journal stood when they were read."""
        return self.value.recap if isinstance(self.value, ClosedMonth) else self.value


def prepare_closing(book: Book, month: Month, write: WriteRecap) -> ReadyRecord:
    """Return the values and the finished files of *month*, to be stored by ``close_month``.

    Raises:
        ClosingRefused: it is not over, is closed already, or one before it is open.
        RecapUnbalanced: it does not balance; the complaints are named.
        StorageError: the files cannot be made.
    """
    with book.store.snapshot():
        ensure_closable(book, month)
        span = span_of(month, None, book.clock.today())
        entries = read_entries(book, span)
        recap = counted(book, month, span, entries, book.limits)
        years = {entry.received_on.year for entry in entries} | {month.year}
        value = ClosedMonth(
            recap=recap,
            public=public_recap(recap),
            settings=book.settings,
            days_off=tuple(d for year in sorted(years) for d in read_days_off(book, year)),
            entries=tuple(entries),
        )
    files = _made(lambda folder: write(value.recap, value.public, value.settings, folder))
    return ReadyRecord(month, value, files)


def close_month(book: Book, ready: ReadyRecord, key: SignatureKey | None = None) -> Changes:
    """Close a month: what was made ready is what it says from now on, signed by *key* if given.

    Raises:
        BookMovedOn: something was recorded since it was made ready.
        ClosingRefused: it cannot be closed now.
        SignatureRefused: the key is none of this book; the month stays open.
    """
    with book.transaction() as journal:
        # Who may not, is not asked to come back later.
        journal.ensure_may(Event.MONTH_CLOSED)
        ensure_closable(book, ready.month)
        _store(book, journal, ready, RecordKind.CLOSING, Event.MONTH_CLOSED)
        if key is not None:
            sign_head(book, key, str(ready.month))
    return Changes(months=True)


def key_for_closing(book: Book) -> SignatureKey | None:
    """Return the key of this computer that signs a closing with it; None where there is none."""
    try:
        return key_on_this_computer(book)
    except BookError:
        return None


def reopen_month(book: Book, month: Month, reason: str) -> Changes:
    """Take the closing of *month* back for *reason*; what it said stays stored.

    Raises:
        TextMissing: no reason was given.
        MonthNotClosed: it is open.
        ReopeningRefused: a month after it is closed and tells what came to this one.
    """
    reason = needed("reason", reason, "Tulis alasan bulan ini dibuka kembali.")
    with book.transaction() as journal:
        journal.ensure_may(Event.MONTH_REOPENED)
        closing = closing_of(book, month)
        later = max(read_closings(book))
        if later > month:
            raise ReopeningRefused(
                f"{later.label} sudah ditutup dan memuat koreksi {month.label}. "
                f"Buka kembali {later.label} dahulu, atau terbitkan ralat."
            )
        row = journal.watch(_found(book, closing.id))
        row.reopened_at = book.clock.now()
        row.reopened_by = book.officer
        row.reopen_reason = reason
        journal.note(row, Event.MONTH_REOPENED)
    return Changes(months=True)


class ReopeningRefused(UserError):
    """A later month is closed."""


def prepare_erratum(book: Book, month: Month, write: WriteErratum) -> ReadyRecord:
    """Return the erratum of a closed *month* and its finished paper, to be stored.

    Raises:
        MonthNotClosed: it is open.
        NothingToCorrect: there is nothing that was not told yet.
        StorageError: the paper cannot be made.
    """
    erratum = read_erratum(book, month)
    if not (erratum.changes or erratum.corrections):
        raise NothingToCorrect(f"Tidak ada yang berubah pada {month.label} sejak ditutup.")
    closed = read_closed(book, month)
    issued = read_errata(book, month)
    if issued:
        last = read_value(book, month, issued[-1].id, Erratum)
        if (last.changes, last.corrections) == (erratum.changes, erratum.corrections):
            raise NothingToCorrect(
                f"Semua perubahan pada {month.label} sudah ada dalam ralat nomor {last.number}."
            )
    settings = closed.settings if closed is not None else book.settings
    return ReadyRecord(month, erratum, _made(lambda folder: write(erratum, settings, folder)))


def issue_erratum(book: Book, ready: ReadyRecord) -> Changes:
    """Store an erratum that was made ready; its number is given for good.

    Raises:
        BookMovedOn: something was recorded since it was made ready.
    """
    with book.transaction() as journal:
        journal.ensure_may(Event.ERRATUM_ISSUED)
        _store(book, journal, ready, RecordKind.ERRATUM, Event.ERRATUM_ISSUED)
    return Changes(months=True)


def _store(
    book: Book, journal: Recorder, ready: ReadyRecord, kind: RecordKind, event: Event
) -> None:
    stood = ready.said.standing
    if journal.head.sequence != stood.sequence:
        raise BookMovedOn
    content = encoded(ready.value)
    record = MonthRecord(
        month=str(ready.month),
        kind=kind.value,
        number=_next_number(book, ready.month, kind),
        made_at=book.clock.now(),
        made_by=book.officer,
        sequence=stood.sequence,
        fingerprint=stood.fingerprint,
        figures=encoded(ready.said.figures).decode(),
        value_sha256=digest(content),
    )
    journal.add(record, event)
    _keep(journal, MonthValue.insert(record_id=record.id, content=packed(content)))
    for file in ready.files:
        size, sha256 = len(file.content), digest(file.content)
        row = MonthFile(record_id=record.id, name=file.name, size=size, sha256=sha256)
        journal.add(row, event)
        _keep(journal, MonthFileContent.insert(file_id=row.id, content=file.content))


def _keep(journal: Recorder, content: Any) -> None:
    """Store bytes beside the row that names their digest; the journal has that alone."""
    journal.store.rows(content).execute()


def _next_number(book: Book, month: Month, kind: RecordKind) -> int:
    same = (MonthRecord.month == str(month)) & (MonthRecord.kind == kind.value)
    return int(book.rows(MonthRecord.select().where(same)).count()) + 1


def _found(book: Book, record_id: int) -> MonthRecord:
    row = find(book.store.database, MonthRecord, record_id)
    if row is None:
        raise LookupError(record_id)
    return row


def _made(write: Callable[[Path], Iterable[Path]]) -> tuple[StoredFile, ...]:
    """Return the files that *write* makes, read back from a folder that is gone afterwards."""
    with TemporaryDirectory(prefix="buku-pengaduan-") as folder:
        paths: Sequence[Path] = tuple(write(Path(folder)))
        return tuple(StoredFile(path.name, path.read_bytes()) for path in paths)
