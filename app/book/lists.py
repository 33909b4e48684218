"""The reference lists as forms and filters see them."""

from dataclasses import dataclass
from functools import partial

from app.book.book import Book
from app.rules.officers import Role
from models.reference import Category, District, ListEntry, Officer, Service, Team, Village
from models.rows import find


@dataclass(frozen=True, slots=True)
class ServiceEntry:
    """A service (*jenis layanan*) of one division."""

    id: int
    division: str
    name: str
    is_retired: bool


@dataclass(frozen=True, slots=True)
class CategoryEntry:
    """A category of complaint."""

    id: int
    name: str
    needs_oversight: bool
    is_retired: bool


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A kecamatan, or a desa with the code of its kecamatan."""

    code: str
    name: str
    district_code: str
    is_retired: bool


@dataclass(frozen=True, slots=True)
class TeamEntry:
    """A *tim penjawab*."""

    id: int
    name: str
    short_name: str
    is_retired: bool


@dataclass(frozen=True, slots=True)
class OfficerEntry:
    """A person who works with the book."""

    id: int
    name: str
    role: Role
    is_retired: bool
    team_id: int | None = None


@dataclass(frozen=True, slots=True)
class Lists:
    """All reference lists of one book, retired entries included."""

    services: tuple[ServiceEntry, ...]
    categories: tuple[CategoryEntry, ...]
    districts: tuple[PlaceEntry, ...]
    villages: tuple[PlaceEntry, ...]
    teams: tuple[TeamEntry, ...]
    officers: tuple[OfficerEntry, ...]


def name_of(book: Book, table: type[ListEntry], key: int | str | None) -> str:
    """Return the name of one list entry, empty where there is no key."""
    row = find(book.store.database, table, key) if key is not None else None
    return str(row.name) if row is not None else ""


def read_lists(book: Book) -> Lists:
    """Return the lists of the open book, each in the order in which it is shown."""
    return book.lists_by(partial(_read, book))


def _read(book: Book) -> Lists:
    return Lists(
        services=tuple(
            ServiceEntry(row.id, row.division, row.name, row.is_retired)
            for row in book.rows(Service.select().order_by(Service.id))
        ),
        categories=tuple(
            CategoryEntry(row.id, row.name, row.needs_oversight, row.is_retired)
            for row in book.rows(Category.select().order_by(Category.id))
        ),
        districts=tuple(
            PlaceEntry(row.code, row.name, row.code, row.is_retired)
            for row in book.rows(District.select().order_by(District.name, District.code))
        ),
        villages=tuple(
            PlaceEntry(row.code, row.name, row.district_code, row.is_retired)
            for row in book.rows(Village.select().order_by(Village.name, Village.code))
        ),
        teams=tuple(
            TeamEntry(row.id, row.name, row.short_name, row.is_retired)
            for row in book.rows(Team.select().order_by(Team.position, Team.id))
        ),
        officers=tuple(
            OfficerEntry(row.id, row.name, Role(row.role), row.is_retired, row.team_id)
            for row in book.rows(Officer.select().order_by(Officer.name, Officer.id))
        ),
    )
