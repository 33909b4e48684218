"""What the Kepala Dinas reads beside the tables, as rows of words for papers and workbooks."""

from collections.abc import Iterable, Iterator
from typing import Final

from app.ground.formatting import compact_date, decimal, short_date, thousands
from app.reading.recap.outlook_values import Outlook, TeamLine, TrendPoint
from app.rules.channels import CHANNEL_LABELS
from app.rules.statuses import STATUS_LABELS

Rows = Iterator[tuple[str | int | float, ...]]

TEAMS: Final = "Ketepatan dan beban tim penjawab"
TEAM_HEAD: Final = (
    "Tim",
    "Diterima tim",
    "Selesai",
    "Tepat waktu",
    "Terlambat",
    "Rata-rata HK",
    "Masih di tim",
    "Lewat batas",
)
AGES: Final = "Umur pengaduan yang masih terbuka"
AGE_HEAD: Final = ("Umur sejak diterima", "Jumlah", "Lewat batas")
CAUSES: Final = "Penyebab terbanyak"
CAUSE_HEAD: Final = ("Kategori", "Layanan", "Masuk")
REPEATS: Final = "Pengaduan ulang"
REPEAT_HEAD: Final = ("Nomor", "Objek", "Mengulang")
OPEN_HEAD: Final = ("Nomor", "Objek", "Saluran", "Diterima", "Umur (hari)", "Tim", "Keadaan")
OPEN_BEFORE: Final = "Sisa awal: masih terbuka sebelum"
OPEN_AFTER: Final = "Sisa akhir: masih terbuka pada"
TREND: Final = "Perkembangan 24 bulan"
TREND_HEAD: Final = ("Bulan", "Masuk", "Selesai", "Tepat waktu", "Memakai batas", "Sisa akhir")
_DASH: Final = "\N{EN DASH}"
_WITHOUT_TEAM: Final = "belum di tim"


def team_rows(lines: Iterable[TeamLine]) -> Rows:
    """Yield a row for each team, as long as ``TEAM_HEAD``."""
    for line in lines:
        average = line.average_working_days
        yield (
            line.team,
            line.given,
            line.settled,
            line.on_time,
            line.late,
            _DASH if average is None else decimal(average),
            line.held,
            line.held_late,
        )


def age_rows(outlook: Outlook) -> Rows:
    """Yield a row for each age, as long as ``AGE_HEAD``."""
    yield from ((line.label, line.count, line.late) for line in outlook.ages)


def cause_rows(outlook: Outlook) -> Rows:
    """Yield a row for each cause, as long as ``CAUSE_HEAD``."""
    yield from ((line.category, line.service, line.count) for line in outlook.causes)


def repeat_rows(outlook: Outlook) -> Rows:
    """Yield a row for each repeat, as long as ``REPEAT_HEAD``."""
    for line in outlook.repeats:
        yield line.number, line.subject.strip() or "Tanpa objek", line.earlier


def open_rows(outlook: Outlook, *, is_before: bool) -> Rows:
    """Yield a row for each complaint open before or at the end, as long as ``OPEN_HEAD``."""
    for line in outlook.open_before if is_before else outlook.open_after:
        state = STATUS_LABELS[line.status]
        yield (
            line.number,
            line.subject.strip() or "Tanpa objek",
            CHANNEL_LABELS[line.channel],
            short_date(line.received_on),
            line.age,
            line.team or _WITHOUT_TEAM,
            f"{state}, lewat batas" if line.is_late else state,
        )


def trend_rows(points: Iterable[TrendPoint]) -> Rows:
    """Yield a row for each month, as long as ``TREND_HEAD``."""
    for point in points:
        yield (
            point.month.label,
            point.received,
            point.settled,
            point.on_time,
            point.timed,
            point.closing,
        )


def month_mark(point: TrendPoint) -> str:
    """Return the month under a chart: ``Okt 26``."""
    _, month, year = compact_date(point.month.first).split()
    return f"{month} {year[2:]}"


def future_sentence(outlook: Outlook | None) -> str:
    """Return which complaints were closed later than today; empty where none was."""
    if outlook is None or not outlook.future:
        return ""
    some = f"{thousands(len(outlook.future))} pengaduan"
    return (
        f"{some} bertanggal selesai sesudah hari ini karena jam komputer pernah keliru, dan "
        f"dihitung masih terbuka: {', '.join(outlook.future)}."
    )
