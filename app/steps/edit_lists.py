"""Keeping the reference lists: adding, renaming, retiring; nothing is deleted."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from peewee import fn

from app.book.book import Book
from app.book.journal import Recorder
from app.ground.changes import Changes
from app.ground.errors import UserError
from app.rules.procedure import Event
from app.steps.storing import needed
from models.reference import Category, District, ListEntry, Officer, Service, Team, Village


class ListName(StrEnum):
    """A list that the office keeps."""

    TEAMS = "teams"
    OFFICERS = "officers"
    SERVICES = "services"
    CATEGORIES = "categories"
    DISTRICTS = "districts"
    VILLAGES = "villages"


class EntryRefused(UserError):
    """The entry would make the list ambiguous."""


_TABLES: Final[Mapping[ListName, type[ListEntry]]] = {
    ListName.TEAMS: Team,
    ListName.OFFICERS: Officer,
    ListName.SERVICES: Service,
    ListName.CATEGORIES: Category,
    ListName.DISTRICTS: District,
    ListName.VILLAGES: Village,
}


def add_list_entry(book: Book, which: ListName, values: Mapping[str, Any]) -> Changes:
    """Add an entry; *values* by column name (teams get their position by themselves)."""
    table = _TABLES[which]
    name = needed("name", str(values.get("name", "")), "Tulis namanya.")
    with book.transaction() as journal:
        _ensure_new(book, table, name, values)
        row = table(**{**values, "name": name})
        if isinstance(row, Team):
            row.position = (book.rows(Team.select(fn.MAX(Team.position))).scalar() or 0) + 1
        journal.add(row, Event.LIST_CHANGED)
    return Changes(settings=True)


def rename_list_entry(book: Book, which: ListName, key: int | str, name: str) -> Changes:
    """Give an entry a new name by retiring it and adding a new one; old recaps keep the old.

    Teams and officers keep their entry: the complaints they have stay theirs. So does what has a
    code of its own; the recaps of months that are over read its old name in the journal.
    """
    table = _TABLES[which]
    name = needed("name", name, "Tulis namanya.")
    with book.transaction() as journal:
        row = _take(journal, table, key)
        _ensure_new(book, table, name, row.__data__)
        if table in (Service, Category):
            fresh = {**row.__data__, "id": None, "name": name}
            row.is_retired = True
            journal.note(row, Event.LIST_CHANGED)
            journal.add(table(**fresh), Event.LIST_CHANGED)
        else:
            row.name = name
            journal.note(row, Event.LIST_CHANGED)
    return Changes(settings=True)


def change_list_entry(
    book: Book, which: ListName, key: int | str, values: Mapping[str, Any]
) -> Changes:
    """Change anything but the name, such as a team's short name or an officer's role."""
    with book.transaction() as journal:
        row = _take(journal, _TABLES[which], key)
        for name, value in values.items():
            setattr(row, name, value)
        journal.note(row, Event.LIST_CHANGED)
    return Changes(settings=True)


def retire_list_entry(book: Book, which: ListName, key: int | str, *, retired: bool) -> Changes:
    """Take an entry out of the forms, or put it back."""
    return change_list_entry(book, which, key, {"is_retired": retired})


def _take(journal: Recorder, table: type[ListEntry], key: int | str) -> ListEntry:
    wanted = table.select().where(table._meta.primary_key == key)
    return journal.watch(journal.store.rows(wanted).get())


def _ensure_new(book: Book, table: type[ListEntry], name: str, values: Mapping[str, Any]) -> None:
    rivals = table.select()
    if table is not Officer:
        # An officer's name stays theirs: old entries of the journal name them by it.
        rivals = rivals.where(table.is_retired == False)  # noqa: E712  # SQL
    if table is Village:
        rivals = rivals.where(Village.district_code == values.get("district_code"))
    # Compared here: engines know the capitals of different alphabets.
    if name.casefold() in {row.name.casefold() for row in book.rows(rivals)}:
        raise EntryRefused(f"“{name}” sudah ada dalam daftar.")
