"""The one place that asks what time it is."""

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Final, Protocol, Self

from app.ground.stored import StoredEnum


class Zone(StoredEnum):
    """The three time zones of Indonesia, none with daylight saving."""

    WIB = "WIB"
    WITA = "WITA"
    WIT = "WIT"


# Hours ahead of UTC. Needs no list of time zones, which Windows does not have.
_AHEAD: Final = {Zone.WIB: 7, Zone.WITA: 8, Zone.WIT: 9}
# Until a book has said in which zone its office lies.
FIRST_ZONE: Final = Zone.WIB
# Where Linux names each start of the computer.
_BOOT: Final = Path("/proc/sys/kernel/random/boot_id")
# Seconds: where the system gives a start no name, its moment is known no better.
_SAME_START: Final = 300


@cache
def offset_of(zone: Zone) -> timezone:
    """Return *zone* as Python counts it."""
    return timezone(timedelta(hours=_AHEAD[zone]), zone.value)


class Clock(Protocol):
    """Tells office time and UTC."""

    @property
    def zone(self) -> Zone:
        """The zone of the office."""
        ...

    def utc(self) -> datetime:
        """Return the moment, aware, in UTC."""
        ...

    def now(self) -> datetime:
        """Return office time without zone, to the second."""
        ...

    def today(self) -> date:
        """Return the office day."""
        ...

    def in_zone(self, zone: Zone) -> "Clock":
        """Return the clock of an office in *zone*."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The computer's clock, read in the office's time zone whatever the computer is set to."""

    zone: Zone = FIRST_ZONE

    def utc(self) -> datetime:
        """Return the moment, aware, in UTC."""
        return datetime.now(UTC).replace(microsecond=0)

    def now(self) -> datetime:
        """Return office time without zone, to the second."""
        return self.utc().astimezone(offset_of(self.zone)).replace(tzinfo=None)

    def today(self) -> date:
        """Return the office day."""
        return self.now().date()

    def in_zone(self, zone: Zone) -> "SystemClock":
        """Return the clock of an office in *zone*."""
        return SystemClock(zone)


@dataclass
class FixedClock:
    """A clock that stands at *moment* (office time) until it is set again.

    Used by the sample book, which lives through a year in seconds, and by tests.
    """

    moment: datetime
    zone: Zone = FIRST_ZONE

    def utc(self) -> datetime:
        """Return the moment, aware, in UTC."""
        return self.moment.replace(tzinfo=offset_of(self.zone)).astimezone(UTC)

    def now(self) -> datetime:
        """Return office time without zone."""
        return self.moment

    def today(self) -> date:
        """Return the office day."""
        return self.moment.date()

    def in_zone(self, zone: Zone) -> Self:
        """Stand at the same office time in *zone*; who set this clock goes on setting it."""
        self.zone = zone
        return self


def local_now(clock: Clock) -> datetime:
    """Return office time, aware of its zone."""
    return clock.now().replace(tzinfo=offset_of(clock.zone))


def computer_start() -> str:
    """Return what tells this start of the computer from any other."""
    try:
        return _BOOT.read_text(encoding="ascii").strip()
    except OSError:
        return str(round((time.time() - time.monotonic()) / _SAME_START))
