"""Who works with the book."""

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """A duty in the procedure (source: complaint procedure, section 1)."""

    DESK = "petugas"
    MANAGER = "pejabat"
    ANSWERER = "tim_penjawab"


# Who stands in the journal until the office enters its own people.
UNNAMED_OFFICER: Final = "Petugas Pengaduan"
ROLE_LABELS: Final = {
    Role.DESK: "Petugas Pengelola Pengaduan",
    Role.MANAGER: "Pejabat Pengelola Pengaduan",
    Role.ANSWERER: "Tim Penjawab Pengaduan",
}
