"""One complaint as the side panel and the papers see it."""

from dataclasses import dataclass, field
from datetime import date, datetime

from app.book.journal import Standing
from app.rules.channels import Channel, ComplaintKind
from app.rules.completeness import Element
from app.rules.deadlines import Deadline
from app.rules.events import Step
from app.rules.officers import WITHOUT_PIN
from app.rules.statuses import Status


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened.

    Attributes:
        is_internal: it is not said to the citizen.
        is_personal: the remark says who the complainant is.
        is_signed: whoever did it had signed in with a PIN.
        is_look: somebody has seen what is withheld; the remark says why.
        fields: what was corrected, by the labels of the form.
    """

    at: datetime
    title: str
    remark: str
    officer: str
    is_internal: bool
    is_personal: bool = False
    is_signed: bool = False
    is_look: bool = False
    fields: tuple[str, ...] = ()

    @property
    def who(self) -> str:
        """Who did it, for people: a name without a PIN says that it is one."""
        return self.officer if self.is_signed else f"{self.officer} ({WITHOUT_PIN})"


@dataclass(frozen=True, slots=True)
class LabelledValue:
    """One filled-in field, as text for people.

    Attributes:
        field: its English name.
        is_personal: it says who the complainant is.
        is_free: it may name somebody, or quotes a citizen.
    """

    field: str
    label: str
    text: str
    is_personal: bool
    is_free: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """A field that is to be put right.

    Attributes:
        field: its English name.
        label: what people call it.
        sentence: what is odd about what was typed.
        is_personal: the sentence may say who the complainant is.
    """

    field: str
    label: str
    sentence: str
    is_personal: bool


@dataclass(frozen=True, slots=True)
class AttachmentInfo:
    """A file that came with a complaint; *size* in bytes."""

    id: int
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class LinkedComplaint:
    """One complaint that another is linked to; nobody's data are taken.

    Attributes:
        link_id: the link, by which it is undone.
        complaint_id, number, status, subject: the complaint at the other end.
        words: how the link reads before that number: "Pengaduan ulang dari".
    """

    link_id: int
    complaint_id: int
    number: str
    status: Status
    subject: str
    words: str


@dataclass(frozen=True, slots=True)
class BoxOpeningInfo:
    """One opening of a complaint box.

    Attributes:
        letter_count: how many letters were in it; None where nobody has written it down.
        recorded: how many complaints that are not void came from it.
        voided_at, void_reason: for one that was recorded wrongly.
        missing_reason: why fewer were recorded than counted.
    """

    id: int
    opened_at: datetime
    box_location: str
    witness_1: str
    witness_2: str
    letter_count: int | None
    recorded: int = 0
    voided_at: datetime | None = None
    void_reason: str = ""
    missing_reason: str = ""

    @property
    def missing(self) -> int:
        """How many of its letters are not recorded; 0 where nobody has counted them."""
        return max(0, (self.letter_count or 0) - self.recorded)


@dataclass(frozen=True, slots=True)
class ComplaintDetail:
    """Everything that is known of one complaint.

    Attributes:
        check_value: a secret of the complainant that only the receipt shows; None where there is
            none.
        common_values, channel_values: what the form was filled with, field by field as declared.
        standing: where the journal stood when this was read.
    """

    id: int
    number: str
    channel: Channel
    kind: ComplaintKind
    status: Status
    received_at: datetime
    recorded_at: datetime
    recorded_by: str
    check_value: str | None = field(repr=False)
    name: str
    address: str
    district: str
    village: str
    district_code: str | None
    village_code: str | None
    phone: str
    phone_normal: str | None
    email: str
    nik: str
    is_secret: bool
    subject: str
    description: str
    expectation: str
    service: str
    service_id: int | None
    category: str
    category_id: int | None
    extra: dict[str, str]
    common_values: tuple[LabelledValue, ...]
    channel_values: tuple[LabelledValue, ...]
    box_opening: BoxOpeningInfo | None
    attachments: tuple[AttachmentInfo, ...]
    links: tuple[LinkedComplaint, ...]
    missing: tuple[Element, ...]
    doubts: tuple[Doubt, ...]
    returned_on: date | None
    supplement_by: date | None
    completed_on: date | None
    settle_by: date | None
    distribute_by: date | None
    team_id: int | None
    team: str
    distributed_on: date | None
    distribution_note: str
    has_answer: bool
    answer: str
    answered_by: str
    answered_on: date | None
    approved_by: str
    approved_on: date | None
    is_direct: bool
    delivered_at: datetime | None
    delivered_how: str
    delivered_to: str
    closed_on: date | None
    closing_reason: str
    forwarded_to: str
    anonymised_on: date | None
    working_days: int | None
    distribution: Deadline
    settlement: Deadline
    deadline: Deadline
    deadline_words: str
    timeline: tuple[TimelineEntry, ...]
    counter_step: Step | None
    standing: Standing
    assignee_id: int | None = None
    assignee: str = ""
