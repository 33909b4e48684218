"""What a recap says in words and single figures, for the paper and the workbook alike."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.ground.formatting import decimal, long_date, percent, thousands
from app.reading.recap.balance import FLOW_LABELS, Flow
from app.reading.recap.values import (
    SMALL_CELL,
    Figures,
    InternalRecap,
    NumberTable,
    PublicRecap,
    TableKey,
)
from app.rules.deadlines import Limits
from exports import palette
from exports.office_text import limit_words, signed_words
from exports.outlook_words import future_sentence

Recap = InternalRecap | PublicRecap

TITLE: Final = "REKAPITULASI PENGADUAN MASYARAKAT"
NIL: Final = "NIHIL"
NOT_SHOWN: Final = "Rincian tidak ditampilkan agar pengadu tidak dapat dikenali."
_DASH: Final = "\N{EN DASH}"
_RECEIVED_COLUMN: Final = FLOW_LABELS[Flow.RECEIVED]


@dataclass(frozen=True, slots=True)
class Card:
    """One large figure with the words below it; *colour* from the palette."""

    value: str
    label: str
    colour: str


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, for the timeliness chart."""

    label: str
    part: int
    whole: int
    is_good: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart; a *count* of None is too small to publish."""

    label: str
    count: int | None


def period(recap: Recap) -> str:
    """Return the month, and the day it was counted on while it was not yet over."""
    if recap.as_of < recap.month.last:
        return f"{recap.month.label} (keadaan per {long_date(recap.as_of)})"
    return recap.month.label


def named_period(recap: Recap) -> str:
    """Return the period in the midst of a sentence: ``bulan Oktober 2026``, ``Tahun 2026``."""
    said = period(recap)
    return f"{recap.month.kind} {said}" if recap.month.months == 1 else said


def cards(recap: Recap) -> tuple[Card, ...]:
    """Return the five figures on top of a recap."""
    figures = recap.figures
    timed = figures.settled_on_time + figures.settled_late
    average = figures.average_working_days
    return (
        Card(thousands(figures.received), "masuk", palette.PRIMARY),
        Card(thousands(figures.settled), f"selesai {recap.month.kind} ini", palette.PRIMARY),
        Card(
            percent(figures.settled_on_time, timed),
            "selesai tepat waktu",
            _how_good(figures.settled_on_time, timed),
        ),
        Card(
            _DASH if average is None else decimal(average), "rata-rata hari kerja", palette.PRIMARY
        ),
        Card(thousands(figures.closing), f"sisa akhir {recap.month.kind}", palette.OPEN),
    )


def _how_good(part: int, whole: int) -> str:
    """Return the colour of a share: green is for all, red for none."""
    if part == whole:
        return palette.ON_TIME if whole else palette.PRIMARY
    return palette.PRIMARY if part else palette.LATE


def summary(recap: Recap, limits: Limits) -> str:
    """Return the month in a few sentences."""
    sentences = (
        _received(recap),
        _settled(recap, limits),
        _top(recap.figures),
        _closing(recap),
    )
    return " ".join(sentence for sentence in sentences if sentence)


def notes(recap: Recap, limits: Limits) -> tuple[str, ...]:
    """Return how the numbers were counted, what ``<3`` means, and how far the book is signed."""
    return (*_counting(recap, limits), *_future(recap), *_signed(recap))


def _future(recap: Recap) -> tuple[str, ...]:
    said = future_sentence(recap.outlook) if isinstance(recap, InternalRecap) else ""
    return (said,) if said else ()


def _signed(recap: Recap) -> tuple[str, ...]:
    # The edition that leaves the office names no officer.
    signed = recap.signed if isinstance(recap, InternalRecap) else None
    return () if signed is None else (signed_words(signed),)


def _counting(recap: Recap, limits: Limits) -> tuple[str, ...]:
    counted = (
        "Pengaduan dihitung menurut tanggal terima. Sisa awal + masuk = selesai + diteruskan + "
        "dicabut + batal + sisa akhir. Selesai tepat waktu: jawaban disampaikan paling lambat "
        f"{limit_words(limits.settle)} setelah pengaduan dinyatakan lengkap; hari itu sendiri "
        "masih tepat waktu. Pengaduan yang dijawab langsung tidak memakai batas waktu ini. Selesai "
        f"(semua): yang selesai dalam {recap.month.kind} ini, kapan pun diterima. Selesai (yang "
        "masuk): dari yang diterima di dalamnya saja."
    )
    if not has_small_cells(recap):
        return (counted,)
    return (
        counted,
        f"Tanda {SMALL_CELL} berarti jumlahnya tidak ditampilkan karena terlalu kecil atau dapat "
        "dipakai untuk menghitung jumlah kecil, agar pengadu tidak dapat dikenali.",
    )


def timeliness(figures: Figures, limits: Limits) -> tuple[Share, ...]:
    """Return the shares of what was done in time."""
    distributed = figures.distributed_on_time + figures.distributed_late
    settled = figures.settled_on_time + figures.settled_late
    distribute, settle = limit_words(limits.distribute), limit_words(limits.settle)
    return (
        Share(f"Distribusi ≤ {distribute}", figures.distributed_on_time, distributed, is_good=True),
        Share("Distribusi terlambat", figures.distributed_late, distributed, is_good=False),
        Share(f"Selesai ≤ {settle}", figures.settled_on_time, settled, is_good=True),
        Share("Selesai terlambat", figures.settled_late, settled, is_good=False),
    )


def bars(recap: Recap, key: TableKey) -> tuple[Bar, ...]:
    """Return what came in per row of a table; empty rows are left out."""
    found = table(recap, key)
    if found is None:
        return ()
    column = received_column(found)
    counted = (Bar(row.label, row.cells[column]) for row in found.rows)
    return tuple(bar for bar in counted if bar.count != 0)


def received_column(found: NumberTable) -> int:
    """Return which column of a table counts what came in."""
    return found.columns.index(_RECEIVED_COLUMN) if _RECEIVED_COLUMN in found.columns else 0


def table(recap: Recap, key: TableKey) -> NumberTable | None:
    """Return the table *key* of a recap when it has one."""
    return next((found for found in recap.tables if found.key is key), None)


def has_small_cells(recap: Recap) -> bool:
    """Whether a number was too small to publish."""
    rows = (row for found in recap.tables for row in (*found.rows, found.total) if row)
    return any(cell is None for row in rows for cell in row.cells)


def late_sentence(recap: InternalRecap) -> str:
    """Return how many complaints are late, and where to read why."""
    if not recap.late:
        return "Tidak ada pengaduan yang melewati batas waktu penyelesaian."
    return (
        f"Sebanyak {thousands(len(recap.late))} pengaduan melewati batas waktu penyelesaian; "
        "nomor dan alasannya tercantum dalam daftar pengaduan terlambat."
    )


def _received(recap: Recap) -> str:
    label, figures = recap.month.label, recap.figures
    if recap.is_nil:
        return f"Pada {label} tidak ada pengaduan yang masuk ({NIL})."
    change = figures.received - figures.previous_received
    before = recap.month.previous().label
    if figures.previous_until is not None:
        # A month that runs is compared with as many days.
        before = _days(recap.month.previous().first, figures.previous_until)
    if change == 0:
        compared = f"sama banyak dengan {before}"
    else:
        word = "naik" if change > 0 else "turun"
        compared = f"{word} {thousands(abs(change))} dari {before}"
    copied = _of_received(figures, figures.from_old_book, "disalin dari buku lama")
    repeated = _of_received(figures, figures.repeats, "pengaduan ulang")
    came = f"Pada {label} diterima {thousands(figures.received)} pengaduan, {compared}."
    return f"{came}{copied}{repeated}"


def _days(first: date, last: date) -> str:
    begin = str(first.day) if first.month == last.month else long_date(first)
    return f"{begin}{_DASH}{long_date(last)}"


def _of_received(figures: Figures, count: int, words: str) -> str:
    """Return the sentence that so many of those received are *words*, if any are."""
    if not count:
        return ""
    some = "Semuanya" if count == figures.received else f"Sebanyak {thousands(count)} di antaranya"
    return f" {some} {words}."


def _settled(recap: Recap, limits: Limits) -> str:
    figures = recap.figures
    if figures.settled == 0:
        return f"Belum ada pengaduan yang selesai pada {recap.month.kind} ini."
    direct = f", {_all_or(figures.direct, figures.settled)} dijawab langsung"
    first = f"Sebanyak {thousands(figures.settled)} pengaduan selesai dalam {recap.month.kind} ini"
    first += f"{direct if figures.direct else ''}."
    timed = figures.settled_on_time + figures.settled_late
    if timed == 0:
        return first
    limit = limit_words(limits.settle)
    shown = percent(figures.settled_on_time, timed).replace(" %", " persen")
    return (
        f"{first} Dari {thousands(timed)} penyelesaian yang memakai batas waktu, "
        f"{thousands(figures.settled_on_time)} ({shown}) selesai dalam {limit} sejak dinyatakan "
        "lengkap."
    )


def _all_or(part: int, whole: int) -> str:
    return "semuanya" if part == whole else f"{thousands(part)} di antaranya"


def _top(figures: Figures) -> str:
    if figures.top_category is None:
        return ""
    count = thousands(figures.top_category_count)
    return f"Kategori terbanyak: {figures.top_category} ({count} pengaduan)."


def _closing(recap: Recap) -> str:
    closing, kind = recap.figures.closing, recap.month.kind
    if closing == 0:
        return f"Tidak ada sisa pada akhir {kind}."
    return f"Sisa akhir {kind} {thousands(closing)} pengaduan."
