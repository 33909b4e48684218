"""The values of a monthly recap (*rekapitulasi*): the internal and the public edition.

The public edition cannot leak a name because it has no place for one.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from app.book.journal import Standing
from app.book.signatures import LastSignature
from app.ground.formatting import Month
from app.reading.recap.month_words import MonthWords
from app.reading.recap.outlook_values import Outlook
from app.rules.channels import Channel

# How a number that must not be shown (one or two) is printed.
SMALL_CELL: Final = "<3"


class TableKey(StrEnum):
    """The tables of a recap, in the order in which they are printed."""

    FLOW = "flow"
    SERVICE = "service"
    CATEGORY = "category"
    DISTRICT = "district"
    OUTCOME = "outcome"
    TIMELINESS = "timeliness"
    DIRECT = "direct"


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One labelled row of counts; None stands for a count too small to publish."""

    label: str
    cells: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class NumberTable:
    """A table of counts: rows by *label_column*, one count per column, and their total.

    *beyond* are lines under the total: what the total leaves out, so that all figures of a recap
    can be added up on its pages.
    """

    key: TableKey
    title: str
    label_column: str
    columns: tuple[str, ...]
    rows: tuple[NumberRow, ...]
    total: NumberRow | None
    beyond: tuple[NumberRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers on top of a recap.

    Attributes:
        received: complaints received in the month (*masuk*).
        previous_received: the same for the month before, of one that runs until *previous_until*.
        settled: settled in the month (*selesai*), direct answers included.
        settled_on_time, settled_late: of those with a settlement clock (not answered directly).
        distributed_on_time, distributed_late: distribution clocks that stopped in the month.
        average_working_days: from complete to settled, None when nothing was settled.
        closing: still open at the end (*sisa akhir*).
        direct: answered on the spot.
        top_category: label of the most frequent category, None in a month without complaints.
        top_category_count: how many of it.
        from_old_book: how many of those received were copied from an older book (*buku lama*).
        repeats: how many of those received are known to repeat an earlier one (*pengaduan ulang*).
    """

    received: int
    previous_received: int
    settled: int
    settled_on_time: int
    settled_late: int
    distributed_on_time: int
    distributed_late: int
    average_working_days: float | None
    closing: int
    direct: int
    top_category: str | None
    top_category_count: int
    from_old_book: int = 0
    repeats: int = 0
    previous_until: date | None = None


@dataclass(frozen=True, slots=True)
class LateLine:
    """A complaint that missed its settlement date, with the reason given."""

    number: str
    subject: str
    channel: Channel
    team: str
    due_on: date
    closed_on: date | None
    days_late: int
    reason: str


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line of the printed register (*buku register*); see the procedure, section 6."""

    complaint_id: int
    number: str
    received_at: datetime
    channel: str
    name: str
    address: str
    phone: str
    service: str
    subject: str
    description: str
    completeness: str
    team: str
    distributed_on: date | None
    response: str
    closed_on: date | None
    working_days: int | None
    remark: str
    is_void: bool = False
    recorded_on: date | None = None


@dataclass(frozen=True, slots=True)
class Alteration:
    """What a recap said of a complaint, and what is true now; empty where it said nothing."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A complaint of which a closed month would say something else today (*koreksi*).

    Attributes:
        month: the earliest closed month that would.
        number, subject: of the complaint.
        told_on, officer: when and by whom it was last altered.
        happened: what was done, as the timeline calls it.
        reason: the reason given, empty where none was.
        alterations: what of it.
    """

    month: Month
    number: str
    subject: str
    told_on: date
    officer: str
    happened: str
    reason: str
    alterations: tuple[Alteration, ...]


@dataclass(frozen=True, slots=True)
class Carried:
    """Why the opening balance is not what the closed month before told (*sisa awal*).

    *told* was still open at its end by its closed recap; *opening* is what is known now.
    """

    month: Month
    told: int
    opening: int


@dataclass(frozen=True, slots=True)
class InternalRecap:
    """The edition for the Kepala Dinas, with the list.

    Attributes:
        corrections: what came to closed months after they were closed and no recap told yet.
        carried: None where the month before is not closed.
        words: what the office has written of the period itself.
        outlook: None in a recap that was closed by a release that told none.
    """

    month: Month
    as_of: date
    is_nil: bool
    figures: Figures
    tables: tuple[NumberTable, ...]
    late: tuple[LateLine, ...]
    lines: tuple[RegisterLine, ...]
    standing: Standing
    signed: LastSignature | None = None
    corrections: tuple[CorrectionLine, ...] = ()
    carried: Carried | None = None
    outlook: Outlook | None = None
    words: MonthWords = field(default_factory=MonthWords)


@dataclass(frozen=True, slots=True)
class PublicRecap:
    """The edition that may leave the office: numbers only."""

    month: Month
    as_of: date
    is_nil: bool
    figures: Figures
    tables: tuple[NumberTable, ...]
