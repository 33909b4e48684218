"""The filters of the register between two days, kept in the preferences."""

from typing import Final

from app.ground.formatting import Month
from app.reading.register.filter import RegisterFilter
from app.rules.channels import Channel
from app.rules.statuses import Status
from ui.look.preferences import Preferences

_PLACE: Final = "register"
WIDTHS: Final = f"{_PLACE}/widths"
# The current year is kept as a word: on 2 January the book must not open in the old year.
_THIS_YEAR: Final = "ini"
_EVERY_YEAR: Final = "semua"


def keep_filter(
    preferences: Preferences, wanted: RegisterFilter, chip: str, this_year: int
) -> None:
    """Keep what is filtered, but not what was searched for."""
    year = wanted.month.year if wanted.month else wanted.year
    words = {None: _EVERY_YEAR, this_year: _THIS_YEAR}
    kept = {
        "year": words.get(year, str(year)),
        "month": str(wanted.month.month) if wanted.month else "",
        "channel": wanted.channel.value if wanted.channel else "",
        "status": wanted.status.value if wanted.status else "",
        "team": str(wanted.team_id) if wanted.team_id else "",
        "chip": chip,
    }
    for name, value in kept.items():
        preferences.keep(f"{_PLACE}/{name}", value)


def kept_filter(preferences: Preferences, this_year: int) -> tuple[RegisterFilter, str]:
    """Return the filter that was kept and the key of its chip; what is unknown asks for all."""
    year = _year(preferences.text(f"{_PLACE}/year", _THIS_YEAR), this_year)
    number = preferences.number(f"{_PLACE}/month")
    month = Month(year, number) if year is not None and 1 <= number <= 12 else None
    channel = preferences.text(f"{_PLACE}/channel")
    status = preferences.text(f"{_PLACE}/status")
    wanted = RegisterFilter(
        year=None if month else year,
        month=month,
        channel=Channel(channel) if channel in set(Channel) else None,
        status=Status(status) if status in set(Status) else None,
        team_id=preferences.number(f"{_PLACE}/team") or None,
    )
    return wanted, preferences.text(f"{_PLACE}/chip")


def _year(kept: str, this_year: int) -> int | None:
    if kept == _EVERY_YEAR:
        return None
    return int(kept) if kept.isascii() and kept.isdigit() else this_year
