"""The complaints of which a closed month would say something else today, as a list."""

from collections.abc import Iterable
from typing import Final

from reportlab.platypus import Flowable

from app.reading.recap.values import CorrectionLine
from exports.correction_words import altered_words, cause_words
from exports.pdf.tables import ListColumn, ruled_list
from exports.pdf.text import CELL

_COLUMNS: Final = (
    ListColumn("No.", 9, CELL),
    ListColumn("Bulan", 22, CELL),
    ListColumn("Nomor", 27, CELL),
    ListColumn("Objek", 30, CELL, 120),
    ListColumn("Yang berubah", 52, CELL, 900),
    ListColumn("Sebab", 40, CELL, 500),
)


def corrections_list(lines: Iterable[CorrectionLine], width: float) -> Flowable:
    """Return the list of *lines*, one a row."""
    rows = (
        (
            str(position),
            line.month.label,
            line.number,
            line.subject.strip() or "Tanpa objek",
            altered_words(line),
            cause_words(line),
        )
        for position, line in enumerate(lines, start=1)
    )
    return ruled_list(_COLUMNS, rows, width)
