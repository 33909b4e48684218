"""What two complaints can have to do with each other; nothing is merged by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.ground.stored import StoredEnum


class LinkKind(StoredEnum):
    """How a complaint goes with an earlier one; the value stands in every book for good."""

    REPEAT = "pengaduan_ulang"
    PAPERS = "berkas_menyusul"
    SAME_PERSON = "orang_sama_hal_lain"
    SAME_MATTER = "hal_sama_orang_lain"


@dataclass(frozen=True, slots=True)
class PlannedLink:
    """What an entry is linked with once it is recorded: an earlier complaint, and how."""

    complaint_id: int
    kind: LinkKind


@dataclass(frozen=True, slots=True)
class LinkWords:
    """How one kind is called, and how it reads at either end, before the other's number."""

    label: str
    of_later: str
    of_earlier: str


LINK_WORDS: Final[Mapping[LinkKind, LinkWords]] = {
    LinkKind.REPEAT: LinkWords("Pengaduan ulang", "Pengaduan ulang dari", "Diadukan ulang dalam"),
    LinkKind.PAPERS: LinkWords("Berkas menyusul", "Berkas menyusul untuk", "Berkas menyusul dalam"),
    LinkKind.SAME_PERSON: LinkWords(
        "Orang sama, hal lain", "Orang sama, hal lain:", "Orang sama, hal lain:"
    ),
    LinkKind.SAME_MATTER: LinkWords(
        "Hal sama, orang lain", "Hal sama, orang lain:", "Hal sama, orang lain:"
    ),
}
