"""Where a complaint stands.

Source: the office's complaint procedure, section 5.
"""

from collections.abc import Mapping
from typing import Final

from app.ground.stored import StoredEnum


class Status(StoredEnum):
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
CLOSED: Final = frozenset(
    {Status.SETTLED, Status.FORWARDED, Status.WITHDRAWN, Status.LAPSED, Status.VOID}
)
OPEN: Final = frozenset(Status) - CLOSED
