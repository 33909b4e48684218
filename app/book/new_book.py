"""What a new book starts with: lists, teams, officers, settings, holidays of three years."""

from typing import Final

from app.book.days_off import library_days
from app.book.journal import Recorder
from app.book.settings import Settings, settings_of_new_book
from app.ground.resources import reference_list
from app.rules.officers import ROLE_LABELS, Role
from app.rules.procedure import Event
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

# One team per division (source: complaint procedure, section 1).
TEAMS: Final = (
    ("Bidang Pelayanan Pendaftaran Penduduk", "Bidang Dafduk"),
    ("Bidang Pelayanan Pencatatan Sipil", "Bidang Capil"),
    ("Bidang PIAK dan Pemanfaatan Data", "Bidang PIAK"),
    ("Sekretariat", "Sekretariat"),
)


def fill_new_book(journal: Recorder, year: int) -> None:
    """Write what every new book starts with; *year* and its neighbours get their holidays."""
    rows: list[BaseModel] = []
    for position, (name, short_name) in enumerate(TEAMS, start=1):
        rows.append(Team(id=position, name=name, short_name=short_name, position=position))
    for number, role in enumerate((Role.DESK, Role.MANAGER), start=1):
        # Named after the duty until the office enters its own people.
        name = "Petugas Pengaduan" if role is Role.DESK else ROLE_LABELS[role]
        rows.append(Officer(id=number, name=name, role=role.value))
    rows += _lists()
    rows += settings_of_new_book(Settings())
    for filled in (year - 1, year, year + 1):
        rows += holiday_rows(filled)
    for row in rows:
        journal.add(row, Event.BOOK_STARTED)


def holiday_rows(year: int) -> list[BaseModel]:
    """Return the rows that fill the holiday list of *year* from the library."""
    days = library_days(year)
    source = days[0].source if days else "tanpa hari libur"
    rows: list[BaseModel] = [HolidayYear(year=year, source=source)]
    rows += [Holiday(day=d.day, name=d.name, kind=d.kind.value, source=d.source) for d in days]
    return rows


def _lists() -> list[BaseModel]:
    services = [
        Service(id=number, division=row["bidang"], name=row["layanan"])
        for number, row in enumerate(reference_list("layanan"), start=1)
    ]
    categories = [
        Category(
            id=number,
            name=row["kategori"],
            needs_oversight=row["berkadar_pengawasan"] == "1",
        )
        for number, row in enumerate(reference_list("kategori"), start=1)
    ]
    districts = [
        District(code=row["kode"], name=row["nama"]) for row in reference_list("kecamatan")
    ]
    villages = [
        Village(code=row["kode"], district_code=row["kode"][:8], name=row["nama"])
        for row in reference_list("desa")
    ]
    return [*services, *categories, *districts, *villages]
