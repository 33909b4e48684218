"""The papers that are made of complaints."""

from collections.abc import Mapping
from enum import Enum, auto
from typing import Final


class Paper(Enum):
    """A paper on which a complaint stands: all but the register are made of one complaint."""

    RECEIPT = auto()
    MISSING_SLIP = auto()
    DISPOSITION = auto()
    ANSWER_LETTER = auto()
    REPLY_MAIL = auto()
    BOX_OPENING = auto()
    ACCESS = auto()
    REGISTER = auto()


# Letters to the complainant alone, which name also one whose identity is secret.
TO_COMPLAINANT: Final = frozenset({Paper.ANSWER_LETTER, Paper.REPLY_MAIL})

PAPER_LABELS: Final[Mapping[Paper, str]] = {
    Paper.RECEIPT: "Tanda terima",
    Paper.MISSING_SLIP: "Slip kekurangan",
    Paper.DISPOSITION: "Lembar disposisi",
    Paper.ANSWER_LETTER: "Surat jawaban",
    Paper.REPLY_MAIL: "Balasan lewat email",
    Paper.BOX_OPENING: "Berita acara pembukaan kotak",
    Paper.ACCESS: "Siapa melihat, siapa mengubah",
    Paper.REGISTER: "Buku register",
}


def on(*papers: Paper) -> frozenset[Paper]:
    """Return the papers as a set, for a declaration."""
    return frozenset(papers)
