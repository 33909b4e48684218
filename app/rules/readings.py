"""What is read, and by whom: the one declaration beside that of the steps.

Source: complaint procedure, section 1: the Kepala Dinas reads, the admin arranges and does not read
complaints, a team reads what it answers. What is *withheld* of a citizen is a step: see
``app.rules.look_steps``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from app.rules.officers import Role
from app.rules.step_rule import ARRANGING, READING, WORKING


class Reading(Enum):
    """Something that is read of the book."""

    REGISTER = auto()
    RECAP = auto()
    EXPORT = auto()
    SETTINGS = auto()
    JOURNAL = auto()
    BACKUP = auto()


@dataclass(frozen=True, slots=True)
class ReadingRule:
    """One reading.

    Attributes:
        label: what people call it.
        by: who may; of these a team reads only the complaints that lie, or lay, with it.
        commands: the commands that ask for it.
    """

    label: str
    by: frozenset[Role]
    commands: tuple[str, ...] = ()


READINGS: Final[Mapping[Reading, ReadingRule]] = {
    Reading.REGISTER: ReadingRule(
        "Membaca pengaduan; tim hanya pengaduannya sendiri", READING | WORKING, ("daftar",)
    ),
    Reading.RECAP: ReadingRule("Membaca rekap bulanan", READING, ("rekap",)),
    Reading.EXPORT: ReadingRule("Mencetak dan mengekspor daftar", READING, ("daftar --json",)),
    Reading.SETTINGS: ReadingRule("Melihat pengaturan", ARRANGING),
    Reading.JOURNAL: ReadingRule(
        "Memeriksa jurnal dan keutuhan buku", ARRANGING | {Role.SUPERVISOR}, ("periksa",)
    ),
    Reading.BACKUP: ReadingRule("Menyalin seluruh buku dengan tangan", ARRANGING, ("cadangkan",)),
}


def may_read(role: Role | None, reading: Reading) -> bool:
    """Return whether *role* may; None is for a book without PINs, which asks nobody."""
    return role is None or role in READINGS[reading].by
