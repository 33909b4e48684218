"""Who works with the book, and what the office asks of those who do."""

from dataclasses import dataclass
from typing import Final

from app.ground.stored import StoredEnum


class Role(StoredEnum):
    """A duty in the procedure (source: complaint procedure, section 1)."""

    DESK = "petugas"
    MANAGER = "pejabat"
    ANSWERER = "tim_penjawab"
    SUPERVISOR = "kepala_dinas"
    ADMIN = "admin"


# Who stands in the journal until the office enters its own people.
UNNAMED_OFFICER: Final = "Petugas Pengaduan"
# What stands beside a name that nobody has proved to be their own.
WITHOUT_PIN: Final = "tanpa PIN"
ROLE_LABELS: Final = {
    Role.DESK: "Petugas Pengelola Pengaduan",
    Role.MANAGER: "Pejabat Pengelola Pengaduan",
    Role.ANSWERER: "Tim Penjawab Pengaduan",
    Role.SUPERVISOR: "Kepala Dinas",
    Role.ADMIN: "Admin",
}
# Above a narrow column.
SHORT_ROLE_LABELS: Final = {
    Role.DESK: "Petugas",
    Role.MANAGER: "Pejabat",
    Role.ANSWERER: "Tim",
    Role.SUPERVISOR: "Kepala Dinas",
    Role.ADMIN: "Admin",
}


@dataclass(frozen=True, slots=True)
class PeopleRules:
    """What the office asks of those who work with its book.

    Attributes:
        uses_pins: each signs in with a PIN, and takes only the steps of their duty.
        four_eyes: nobody approves an answer of their own.
        lock_minutes: after so many minutes without a key or a click the window is locked, where
            PINs are used.
    """

    uses_pins: bool = False
    four_eyes: bool = False
    lock_minutes: int = 10
