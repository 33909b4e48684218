"""The columns of the register, as data."""

from app.ground.formatting import clock_time, compact_date
from app.reading.register.values import ComplaintRow
from app.rules.channels import CHANNEL_LABELS
from app.rules.statuses import STATUS_LABELS, Status
from ui.complaint.people import reporter_name, subject_words
from ui.shared.privacy import PrivacyShield
from ui.widgets.windowed_model import Cell, Column

# As short as it can be said, so that the name keeps its room.
_REPEAT = "Ulang"
_NOT_AT_A_TEAM = frozenset({Status.RECORDED, Status.COMPLETE})


def register_columns(shield: PrivacyShield) -> tuple[Column[ComplaintRow], ...]:
    """Return the columns; names and subjects are masked while *shield* is up."""

    def reporter(row: ComplaintRow) -> str:
        name = reporter_name(row.name, shield, is_secret=row.is_secret)
        return f"{_REPEAT} · {name}" if row.is_repeat else name

    return (
        Column("No.", lambda row: row.short_number, width=54),
        Column(
            "Diterima",
            lambda row: compact_date(row.received_at.date()),
            width=104,
            kind=Cell.TWO_LINES,
            second=lambda row: clock_time(row.received_at),
            gives_way=2,
        ),
        Column("Saluran", lambda row: CHANNEL_LABELS[row.channel], width=118, gives_way=1),
        Column(
            "Perihal dan pelapor",
            lambda row: subject_words(row.subject, row.service, shield),
            kind=Cell.TWO_LINES,
            second=reporter,
            stretch=True,
        ),
        Column(
            "Tim / posisi",
            lambda row: position(row)[0],
            width=160,
            kind=Cell.TWO_LINES,
            second=lambda row: position(row)[1],
            gives_way=3,
        ),
        Column(
            "Batas waktu",
            lambda row: row.deadline_words,
            width=240,
            kind=Cell.CHIP,
            urgency=lambda row: row.deadline.urgency,
        ),
    )


def position(row: ComplaintRow) -> tuple[str, str]:
    """Return where the complaint is, in two lines; the first says more about it."""
    status = STATUS_LABELS[row.status]
    if row.is_direct:
        return "Dijawab langsung", status
    if row.team:
        return row.team, status
    return status, "Belum didistribusikan" if row.status in _NOT_AT_A_TEAM else "Petugas pengaduan"
