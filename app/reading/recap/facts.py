"""What a month's recap says of one complaint, fact by fact. Pure.

Two states of a complaint that give the same facts give the same recap; where they differ the facts
are what a correction names.
"""

from collections.abc import Mapping
from datetime import date

from app.ground.formatting import short_date
from app.reading.recap.balance import RecapEntry, Span, is_late, status_on
from app.reading.recap.tables import distribution_runs
from app.reading.recap.values import Alteration
from app.rules.channels import CHANNEL_LABELS, KIND_LABELS
from app.rules.statuses import CLOSED, STATUS_LABELS


def facts_of(entry: RecapEntry | None, span: Span) -> dict[str, str]:
    """Return label -> words of all that the recap of *span* says of *entry*; none where nothing."""
    if entry is None or entry.received_on > span.last or _closed_before(entry, span):
        return {}
    facts = {
        "Tanggal terima": short_date(entry.received_on),
        "Saluran": CHANNEL_LABELS[entry.channel],
        f"Keadaan {short_date(span.last)}": STATUS_LABELS[status_on(entry, span.last)],
    }
    if entry.received_on in span:
        facts |= _when_received(entry)
    return facts | _clocks(entry, span)


def alterations(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[Alteration, ...]:
    """Return the facts that differ, in their order."""
    labels = dict.fromkeys([*old, *new])
    return tuple(
        Alteration(label, old.get(label, ""), new.get(label, ""))
        for label in labels
        if old.get(label) != new.get(label)
    )


def _closed_before(entry: RecapEntry, span: Span) -> bool:
    return (
        entry.received_on < span.first
        and entry.closed_on is not None
        and entry.closed_on < span.first
    )


def _when_received(entry: RecapEntry) -> dict[str, str]:
    return {
        "Objek": entry.subject,
        "Jenis": KIND_LABELS[entry.kind],
        "Layanan": entry.service,
        "Kategori": entry.category,
        "Kecamatan": entry.district,
    }


def _clocks(entry: RecapEntry, span: Span) -> dict[str, str]:
    """Return what timeliness, the settled and the late ones of *span* are counted by.

    A due date that moved says nothing by itself, and who has the complaint since neither: only what
    the clocks said within the span counts.
    """
    facts: dict[str, str] = {}
    runs = [_late_or_not(on, late) for on, late in distribution_runs(entry) if on in span]
    if runs:
        facts["Distribusi berhenti"] = "; ".join(runs)
    if is_late(entry, span.last) and entry.settle_by is not None:
        facts["Terlambat dari batas"] = short_date(entry.settle_by)
    return facts | (_closing(entry) if status_on(entry, span.last) in CLOSED else {})


def _late_or_not(on: date | None, is_too_late: bool) -> str:  # as it is counted
    return f"{short_date(on)}{', terlambat' if is_too_late else ''}" if on else ""


def _closing(entry: RecapEntry) -> dict[str, str]:
    facts = {"Tanggal selesai": short_date(entry.closed_on) if entry.closed_on else ""}
    if entry.is_direct:
        facts["Cara selesai"] = "Dijawab langsung"
    if entry.working_days is not None:
        facts["Lama (HK)"] = str(entry.working_days)
    if entry.late_reason:
        facts["Alasan terlambat"] = entry.late_reason
    return facts
