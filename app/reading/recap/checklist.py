"""What to look at before a month is closed; nothing of it forbids the closing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.book.book import Book
from app.ground.errors import UserError
from app.ground.formatting import Month, long_date, thousands
from app.reading.recap.balance import RecapEntry, Span, is_late, status_on
from app.reading.recap.closed import read_closings
from app.reading.recap.entries import read_entries
from app.rules.statuses import CLOSED, Status
from models.complaint import Complaint


class ClosingRefused(UserError):
    """The month cannot be closed now."""


@dataclass(frozen=True, slots=True)
class CheckItem:
    """Something that is still to be put right in a month: what, and in which complaints.

    *numbers* are their register numbers, none where it is about no complaint.
    """

    sentence: str
    numbers: tuple[str, ...] = ()


def ensure_closable(book: Book, month: Month) -> None:
    """Raise ``ClosingRefused`` where *month* cannot be closed, whatever the checklist says.

    What comes later is told in the month after, so closed months follow each other without a gap.
    """
    if month.months > 1:
        raise ClosingRefused("Hanya bulan yang ditutup; triwulan dan tahun dihitung dari bulannya.")
    closings = read_closings(book)
    if month in closings:
        raise ClosingRefused(f"{month.label} sudah ditutup.")
    if month.last >= book.clock.today():
        raise ClosingRefused(
            f"{month.label} belum berakhir. Bulan ini dapat ditutup mulai "
            f"{long_date(month.next().first)}."
        )
    earlier = [closed for closed in closings if closed < month]
    gap = max(earlier).next() if earlier else month
    if gap != month:
        raise ClosingRefused(f"{gap.label} belum ditutup. Tutup bulan itu dahulu.")


def read_checklist(book: Book, month: Month) -> tuple[CheckItem, ...]:
    """Return what is still to be put right in a month that is over."""
    span = Span(month.first, month.last)
    with book.store.snapshot():
        entries = read_entries(book, span)
        unsigned = _unsigned(book)
    last = [(entry, status_on(entry, month.last)) for entry in entries]
    settled = [e for e, status in last if status is Status.SETTLED and e.closed_on in span]
    found = (
        _item(
            "{} terlambat selesai tanpa alasan tercatat.",
            (e for e in settled if is_late(e, month.last) and not e.late_reason.strip()),
        ),
        _item(
            "{} masih terbuka dan sudah lewat batas waktu.",
            (e for e, status in last if status not in CLOSED and is_late(e, month.last)),
        ),
        _item("{} belum lengkap.", (e for e, status in last if status is Status.INCOMPLETE)),
        _item(
            "{} jawabannya sudah ditulis tetapi belum disetujui.",
            (e for e in entries if e.id in unsigned),
        ),
        *_about_office(book, month),
    )
    return tuple(item for item in found if item is not None)


def _item(sentence: str, entries: Iterable[RecapEntry]) -> CheckItem | None:
    numbers = tuple(entry.number for entry in entries)
    if not numbers:
        return None
    return CheckItem(sentence.format(f"{thousands(len(numbers))} pengaduan"), numbers)


def _unsigned(book: Book) -> frozenset[int]:
    query = Complaint.select(Complaint.id).where(
        Complaint.status == Status.DISTRIBUTED.value, Complaint.answer != ""
    )
    return frozenset(row.id for row in book.rows(query))


def _about_office(book: Book, month: Month) -> Sequence[CheckItem]:
    found: list[CheckItem] = []
    if month.year not in book.calendar.filled_years:
        found.append(CheckItem(f"Libur tahun {month.year} belum diisi di Pengaturan."))
    if not (book.settings.manager.name.strip() and book.settings.head.name.strip()):
        found.append(
            CheckItem("Nama penanda tangan belum lengkap di Pengaturan; di kertas tertulis titik.")
        )
    return found
