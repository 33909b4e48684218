"""What a new book starts with: lists, teams, officers, settings, holidays of three years."""

from app.book.days_off import library_days
from app.book.head_marks import forget_head_marks
from app.book.holding import Holding
from app.book.journal import Recorder, last_entry
from app.book.office_pack import OfficePack, default_office, read_pack
from app.book.regions import district_of
from app.book.settings import settings_of_new_book
from app.book.store import Store
from app.rules.events import Event
from app.rules.officers import ROLE_LABELS, UNNAMED_OFFICER, Role
from models.base import BaseModel
from models.reference import (
    Category,
    District,
    Holiday,
    HolidayYear,
    Officer,
    Service,
    Team,
    Village,
)


def begin_new_book(holding: Holding, store: Store) -> None:
    """Fill a book that is new, or whose making was interrupted; any other stays as it is."""
    if last_entry(store) is not None:
        return
    if holding.new_salt is not None:
        # A sample book made anew begins with the very entry of the one that lay here before.
        forget_head_marks(holding.place.path)
    pack = read_pack(holding.office or default_office())
    # Before the first entry, so that it bears the time of the office.
    holding.clock = holding.clock.in_zone(pack.settings.office.zone)
    with store.turn() as head:
        journal = Recorder(store, head, holding.officer, holding.clock, holding.new_salt)
        fill_new_book(journal, pack, holding.clock.today().year)


def fill_new_book(journal: Recorder, pack: OfficePack, year: int) -> None:
    """Write what the *pack* of the office gives; *year* and its neighbours get their holidays."""
    rows: list[BaseModel] = [*_teams(pack), *_officers(), *_lists(pack)]
    rows += settings_of_new_book(pack.settings)
    for filled in (year - 1, year, year + 1):
        rows += holiday_rows(filled)
    for row in rows:
        journal.add(row, Event.BOOK_STARTED)


def _teams(pack: OfficePack) -> list[BaseModel]:
    return [
        Team(id=position, name=name, short_name=short_name, position=position)
        for position, (name, short_name) in enumerate(pack.teams, start=1)
    ]


def _officers() -> list[BaseModel]:
    # Named after the duty until the office enters its own people.
    names = {Role.DESK: UNNAMED_OFFICER, Role.MANAGER: ROLE_LABELS[Role.MANAGER]}
    return [
        Officer(id=number, name=name, role=role.value)
        for number, (role, name) in enumerate(names.items(), start=1)
    ]


def holiday_rows(year: int) -> list[BaseModel]:
    """Return the rows that fill the holiday list of *year* from the library."""
    days = library_days(year)
    source = days[0].source if days else "tanpa hari libur"
    rows: list[BaseModel] = [HolidayYear(year=year, source=source)]
    rows += [Holiday(day=d.day, name=d.name, kind=d.kind.value, source=d.source) for d in days]
    return rows


def _lists(pack: OfficePack) -> list[BaseModel]:
    services = [
        Service(id=number, division=division, name=name)
        for number, (division, name) in enumerate(pack.services, start=1)
    ]
    categories = [
        Category(id=number, name=name, needs_oversight=needs_oversight)
        for number, (name, needs_oversight) in enumerate(pack.categories, start=1)
    ]
    districts = [District(code=place.code, name=place.name) for place in pack.districts]
    villages = [
        Village(code=place.code, district_code=district_of(place.code), name=place.name)
        for place in pack.villages
    ]
    return [*services, *categories, *districts, *villages]
