"""What the register is asked for: a value that the filter bar builds and the query reads."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

# Named, not needed: the first window asks for complaints before it knows channels and steps.
if TYPE_CHECKING:
    from app.ground.formatting import Month
    from app.rules.channels import Channel
    from app.rules.statuses import Status


class DeadlineFilter(StrEnum):
    """What a filter chip above the register asks for."""

    LATE = "terlambat"
    TODAY = "hari_ini"
    SOON = "perhatian"
    WAITING = "menunggu"
    UNDISTRIBUTED = "belum_didistribusikan"
    READY = "jawaban_siap"


DEADLINE_FILTER_LABELS: Final[Mapping[DeadlineFilter, str]] = {
    DeadlineFilter.LATE: "Terlambat",
    DeadlineFilter.TODAY: "Hari ini",
    DeadlineFilter.SOON: "Perhatian",
    DeadlineFilter.WAITING: "Menunggu pengadu",
    DeadlineFilter.UNDISTRIBUTED: "Belum didistribusikan",
    DeadlineFilter.READY: "Jawaban siap",
}


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """Which complaints are wanted; None asks for all.

    Attributes:
        month: in which they were received.
        settled_in: in which they were settled, whenever they were received.
        deadline, only_open, to_correct, repeats: what a chip narrows to; *to_correct* asks for what
            is to be put right, *repeats* for what repeats an earlier complaint.
    """

    text: str = ""
    year: int | None = None
    month: "Month | None" = None
    settled_in: "Month | None" = None
    channel: "Channel | None" = None
    status: "Status | None" = None
    team_id: int | None = None
    deadline: DeadlineFilter | None = None
    only_open: bool = False
    to_correct: bool = False
    repeats: bool = False

    def without_chip(self) -> "RegisterFilter":
        """Return the same without what a chip narrows to."""
        return replace(self, deadline=None, only_open=False, to_correct=False, repeats=False)
