"""Every enum that people see has its words."""

import pytest

from app.book.days_off import HOLIDAY_KIND_LABELS, HolidayKind
from app.reading.register.filter import DEADLINE_FILTER_LABELS, DeadlineFilter
from app.rules.channels import CHANNEL_LABELS, KIND_LABELS, Channel, ComplaintKind
from app.rules.completeness import ELEMENT_FIELDS, ELEMENT_LABELS, Element
from app.rules.deadlines import CLOCK_LABELS, UNIT_LABELS, DayUnit, DueClock
from app.rules.events import Event, Step
from app.rules.officers import ROLE_LABELS, SHORT_ROLE_LABELS, Role
from app.rules.procedure import RULE_OF, STEPS
from app.rules.statuses import STATUS_LABELS, Status


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
        (RULE_OF, Event),
        (ROLE_LABELS, Role),
        (SHORT_ROLE_LABELS, Role),
        (STEPS, Step),
        (DEADLINE_FILTER_LABELS, DeadlineFilter),
        (STATUS_LABELS, Status),
    ],
)
def test_every_member_has_its_words(labels, members):
    assert set(labels) == set(members)
