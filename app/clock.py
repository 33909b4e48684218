"""The one place that asks what time it is."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final, Protocol
from zoneinfo import ZoneInfo

# WIB, no daylight saving (source: the office lies in West Kalimantan).
OFFICE_ZONE: Final = ZoneInfo("Asia/Pontianak")


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
