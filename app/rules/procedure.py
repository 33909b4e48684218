"""From receipt to the shelf: the statuses and the table of allowed moves.

Source: the office's complaint procedure, section 5.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from app.ground.errors import UserError


class Status(StrEnum):
    """Where a complaint stands; the value is the key used in files and on the command line."""

    RECORDED = "dicatat"
    INCOMPLETE = "belum_lengkap"
    COMPLETE = "lengkap"
    DISTRIBUTED = "di_tim_penjawab"
    ANSWERED = "jawaban_siap"
    SETTLED = "selesai"
    FORWARDED = "diteruskan"
    WITHDRAWN = "dicabut"
    LAPSED = "dianggap_dicabut"
    VOID = "batal"


STATUS_LABELS: Final[Mapping[Status, str]] = {
    Status.RECORDED: "Dicatat",
    Status.INCOMPLETE: "Belum lengkap",
    Status.COMPLETE: "Lengkap",
    Status.DISTRIBUTED: "Di tim penjawab",
    Status.ANSWERED: "Jawaban siap",
    Status.SETTLED: "Selesai",
    Status.FORWARDED: "Diteruskan",
    Status.WITHDRAWN: "Dicabut pengadu",
    Status.LAPSED: "Dianggap mencabut",
    Status.VOID: "Batal",
}


class MoveRefused(UserError):
    """The complaint cannot go from where it is to where it was sent."""

    def __init__(self, now: Status, wanted: Status) -> None:
        self.now = now
        self.wanted = wanted
        super().__init__(
            f"Pengaduan berstatus “{STATUS_LABELS[now]}” tidak dapat dipindahkan ke "
            f"“{STATUS_LABELS[wanted]}”."
        )


_ENDS: Final = frozenset({Status.FORWARDED, Status.WITHDRAWN, Status.VOID})

NEXT: Final[Mapping[Status, frozenset[Status]]] = {
    Status.RECORDED: frozenset({Status.INCOMPLETE, Status.COMPLETE, Status.SETTLED}) | _ENDS,
    Status.INCOMPLETE: frozenset({Status.COMPLETE, Status.LAPSED}) | _ENDS,
    Status.COMPLETE: frozenset({Status.DISTRIBUTED}) | _ENDS,
    # To itself: distributed again, to another team. From ANSWERED back: the answer is revised.
    Status.DISTRIBUTED: frozenset({Status.DISTRIBUTED, Status.ANSWERED}) | _ENDS,
    Status.ANSWERED: frozenset({Status.DISTRIBUTED, Status.SETTLED}) | _ENDS,
    Status.SETTLED: frozenset(),
    Status.FORWARDED: frozenset(),
    Status.WITHDRAWN: frozenset(),
    Status.LAPSED: frozenset(),
    Status.VOID: frozenset(),
}

OPEN: Final = frozenset(status for status, following in NEXT.items() if following)
CLOSED: Final = frozenset(Status) - OPEN


def ensure_allowed(now: Status, wanted: Status) -> None:
    """Raise ``MoveRefused`` unless a complaint may go from *now* to *wanted*."""
    if wanted not in NEXT[now]:
        raise MoveRefused(now, wanted)
