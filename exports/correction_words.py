"""What came to a closed month, in words for papers and workbooks alike."""

from typing import Final

from app.ground.formatting import short_date, thousands
from app.reading.recap.values import Alteration, Carried, CorrectionLine

CORRECTIONS: Final = "Koreksi bulan lalu"


def altered_words(line: CorrectionLine) -> str:
    """Return what of a complaint is another than the closed month told."""
    return "; ".join(_altered(alteration) for alteration in line.alterations)


def cause_words(line: CorrectionLine) -> str:
    """Return what was done, when, by whom, and the reason given."""
    done = f"{line.happened}, {short_date(line.told_on)} oleh {line.officer}"
    return f"{done}: {line.reason}" if line.reason else done


def carried_sentence(carried: Carried | None) -> str:
    """Return why the opening balance is another than the closing one before; empty when it is not.

    The closed recap keeps what it told, so the difference is said where it is met.
    """
    if carried is None or carried.told == carried.opening:
        return ""
    difference = carried.opening - carried.told
    sign = "+" if difference > 0 else "\N{MINUS SIGN}"
    return (
        f"Sisa akhir {carried.month.label} menurut rekap yang ditutup {thousands(carried.told)}, "
        f"koreksi bulan lalu {sign}{thousands(abs(difference))}, sisa awal "
        f"{thousands(carried.opening)}."
    )


def _altered(alteration: Alteration) -> str:
    label, old, new = alteration.label, alteration.old, alteration.new
    if not old:
        return f"{label}: {new}"
    if not new:
        return f"{label}: semula {old}, kini tidak dihitung di bulan ini"
    return f"{label}: semula {old}, menjadi {new}"
