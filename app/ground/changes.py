"""What a finished step altered, told to whoever shows it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """The facts that a page may have to read again.

    Attributes:
        complaints: ids of the complaints that were added or altered.
        settings: office data, limits, teams, officers or reference lists changed.
        calendar: holidays changed; every deadline may read differently.
        backups: a copy of the book was made.
        box_openings: ids of the openings of complaint boxes that were recorded or altered.
        months: a month was closed or opened again, or something was said of one.
        meetings: meetings were planned or altered, or something they decided on was done.
        number: the register number given by this step, if one was.
    """

    complaints: frozenset[int] = field(default_factory=frozenset)
    box_openings: frozenset[int] = field(default_factory=frozenset)
    settings: bool = False
    calendar: bool = False
    backups: bool = False
    meetings: bool = False
    months: bool = False
    number: str | None = None

    @property
    def deadlines(self) -> bool:
        """Whether complaints, or what their deadlines are counted and named by, were altered."""
        return bool(self.complaints) or self.settings or self.calendar
