"""Every enum that people see has its words."""

import pytest

from app.book.days_off import HOLIDAY_KIND_LABELS, HolidayKind
from app.book.journal import Event
from app.book.officers import ROLE_LABELS, Role
from app.reading.complaint.detail import EVENT_LABELS
from app.reading.register.filter import DEADLINE_FILTER_LABELS, DeadlineFilter
from app.rules.channels import CHANNEL_LABELS, KIND_LABELS, Channel, ComplaintKind
from app.rules.completeness import ELEMENT_FIELDS, ELEMENT_LABELS, Element
from app.rules.deadlines import CLOCK_LABELS, UNIT_LABELS, DayUnit, DueClock
from app.rules.next_steps import STEP_LABELS, StepName
from app.rules.procedure import NEXT, STATUS_LABELS, Status


@pytest.mark.parametrize(
    ("labels", "members"),
    [
        (CHANNEL_LABELS, Channel),
        (KIND_LABELS, ComplaintKind),
        (ELEMENT_LABELS, Element),
        (ELEMENT_FIELDS, Element),
        (HOLIDAY_KIND_LABELS, HolidayKind),
        (CLOCK_LABELS, DueClock),
        (UNIT_LABELS, DayUnit),
        (EVENT_LABELS, Event),
        (ROLE_LABELS, Role),
        (STEP_LABELS, StepName),
        (DEADLINE_FILTER_LABELS, DeadlineFilter),
        (STATUS_LABELS, Status),
        (NEXT, Status),
    ],
)
def test_every_member_has_its_words(labels, members):
    assert set(labels) == set(members)
