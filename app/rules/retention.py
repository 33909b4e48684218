"""How long the office keeps what says who complained, and what is left when that goes.

Source: UU 27/2022, articles 43 and 44: personal data are destroyed once the time to keep them is
over. What is counted stays, so that every recap says what it said.
"""

import calendar
from collections.abc import Mapping
from datetime import date
from typing import Final

# The years that may be set; the office asks its archive for its own.
FEWEST_YEARS: Final = 1
MOST_YEARS: Final = 30
# What stands where something was typed that is on no list: the recap counts it as that.
GONE: Final = "-"
# Column -> what is left of it. Number, channel, service, category, kecamatan, officers, days stay.
LEFT_OF_COMPLAINT: Final[Mapping[str, str | None]] = {
    **dict.fromkeys(("name", "address", "phone", "email", "nik", "subject", "description"), ""),
    **dict.fromkeys(("expectation", "distribution_note", "answer", "delivered_to"), ""),
    **dict.fromkeys(("closing_reason", "late_reason"), ""),
    **dict.fromkeys(("phone_normal", "tracking_id", "check_value", "to_correct"), None),
    "extra": "{}",
}
# Fields that a recap counts by; that something was typed there is counted, what it was goes.
COUNTED_MARKS: Final = ("service", "category", "district")


def closed_before(today: date, years: int) -> date:
    """Return the day before which a complaint was closed whose time is over *today*."""
    year = today.year - years
    last = calendar.monthrange(year, today.month)[1]
    return today.replace(year=year, day=min(today.day, last))
