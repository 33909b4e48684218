"""The one place that asks what time it is."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final, Protocol

# Seven hours ahead, no daylight saving (source: the office lies in West Kalimantan). Needs no list
# of time zones, which Windows does not have.
OFFICE_ZONE: Final = timezone(timedelta(hours=7), "WIB")


class Clock(Protocol):
    """Tells office time and UTC."""

    def utc(self) -> datetime:
        """Return the moment, aware, in UTC."""
        ...

    def now(self) -> datetime:
        """Return office time without zone, to the second."""
        ...

    def today(self) -> date:
        """Return the office day."""
        ...


class SystemClock:
    """The computer's clock, read in the office's time zone whatever the computer is set to."""

    def utc(self) -> datetime:
        """Return the moment, aware, in UTC."""
        return datetime.now(UTC).replace(microsecond=0)

    def now(self) -> datetime:
        """Return office time without zone, to the second."""
        return self.utc().astimezone(OFFICE_ZONE).replace(tzinfo=None)

    def today(self) -> date:
        """Return the office day."""
        return self.now().date()


@dataclass
class FixedClock:
    """A clock that stands at *moment* (office time) until it is set again.

    Used by the sample book, which lives through a year in seconds, and by tests.
    """

    moment: datetime

    def utc(self) -> datetime:
        """Return the moment, aware, in UTC."""
        return self.moment.replace(tzinfo=OFFICE_ZONE).astimezone(UTC)

    def now(self) -> datetime:
        """Return office time without zone."""
        return self.moment

    def today(self) -> date:
        """Return the office day."""
        return self.moment.date()
