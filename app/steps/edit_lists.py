"""Keeping the reference lists: adding, renaming, retiring; nothing is deleted."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from peewee import fn

from app.book.book import Book
from app.book.journal import Recorder
from app.book.regions import district_of
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused, UserError
from app.ground.folding import folded
from app.rules.events import Event
from app.rules.officers import Role
from app.steps.storing import needed
from models.reference import Category, District, ListEntry, Officer, Service, Team, Village
from models.rows import find

LONGEST_NAME: Final = 200
_DISTRICT_CODE: Final = re.compile(r"\d\d\.\d\d\.\d\d", re.ASCII)
_VILLAGE_CODE: Final = re.compile(r"\d\d\.\d\d\.\d\d\.\d{4}", re.ASCII)


class ListName(StrEnum):
    """A list that the office keeps."""

    TEAMS = "teams"
    OFFICERS = "officers"
    SERVICES = "services"
    CATEGORIES = "categories"
    DISTRICTS = "districts"
    VILLAGES = "villages"


class EntryRefused(UserError):
    """The entry would make the list ambiguous, or leave it without one that is needed."""


@dataclass(frozen=True, slots=True)
class _ListRule:
    """What holds for one list.

    Attributes:
        table: where it is kept.
        one: one entry of it, in a sentence.
        facts: what an entry has besides its name: column -> what is wrong with a value, if any.
        code: the form of the code that is given with a new entry, where it has one.
        renews: a new name makes a new entry, so that what used the old one keeps its name.
        needs_one: the last entry in use stays in use.
        event: what a change of it is.
    """

    table: type[ListEntry]
    one: str
    facts: Mapping[str, Callable[[Any], str]]
    code: re.Pattern[str] | None = None
    renews: bool = False
    needs_one: bool = False
    event: Event = Event.LIST_CHANGED


def _text_problem(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        return "Isian ini tidak boleh kosong."
    return f"Paling banyak {LONGEST_NAME} huruf." if len(value) > LONGEST_NAME else ""


def _role_problem(value: Any) -> str:
    return "" if value in set(Role) else "Pilih salah satu tugas."


def _team_problem(value: Any) -> str:
    return "" if value is None or isinstance(value, int) else "Pilih salah satu tim."


def _flag_problem(value: Any) -> str:
    return "" if isinstance(value, bool) else "Isi dengan ya atau tidak."


_RULES: Final[Mapping[ListName, _ListRule]] = {
    ListName.TEAMS: _ListRule(Team, "tim penjawab", {"short_name": _text_problem}, needs_one=True),
    ListName.OFFICERS: _ListRule(
        Officer,
        "petugas",
        {"role": _role_problem, "team_id": _team_problem},
        needs_one=True,
        event=Event.OFFICER_CHANGED,
    ),
    ListName.SERVICES: _ListRule(Service, "layanan", {"division": _text_problem}, renews=True),
    ListName.CATEGORIES: _ListRule(
        Category, "kategori", {"needs_oversight": _flag_problem}, renews=True
    ),
    ListName.DISTRICTS: _ListRule(District, "kecamatan", {}, _DISTRICT_CODE),
    ListName.VILLAGES: _ListRule(Village, "desa/kelurahan", {}, _VILLAGE_CODE),
}
_CODE_EXAMPLES: Final = {ListName.DISTRICTS: "11.01.01", ListName.VILLAGES: "11.01.01.2001"}


def add_list_entry(book: Book, which: ListName, values: Mapping[str, Any]) -> Changes:
    """Add an entry.

    Args:
        book: the open book.
        which: the list.
        values: the name, what the list has besides, and for places the code, by column name; a
            team gets its position and a village its kecamatan by itself.

    Raises:
        FormRefused: a value cannot stand in the list; each problem names its field.
        EntryRefused: the name is in use.
    """
    rule = _RULES[which]
    name = _checked_name(str(values.get("name", "")))
    _ensure_fitting(rule, values, is_new=True)
    with book.transaction() as journal:
        row = rule.table(**{**values, "name": name})
        if isinstance(row, District | Village):
            _ensure_code(book, which, row)
        _ensure_new(book, row)
        if isinstance(row, Team):
            row.position = (book.rows(Team.select(fn.MAX(Team.position))).scalar() or 0) + 1
        _ensure_team(book, row)
        journal.add(row, rule.event)
    return Changes(settings=True)


def change_list_entry(
    book: Book, which: ListName, key: int | str, values: Mapping[str, Any]
) -> Changes:
    """Change an entry: its name, or anything else it has, all or nothing.

    A service or category with a new name is retired and added anew, so that old recaps keep the
    old. Teams and officers keep their entry: the complaints they have stay theirs. So does what
    has a code of its own; the recaps of months that are over read its old name in the journal.

    Raises:
        FormRefused: a value cannot stand in the list; each problem names its field.
        EntryRefused: the name is in use.
    """
    rule = _RULES[which]
    _ensure_fitting(rule, values, is_new=False)
    facts = {column: value for column, value in values.items() if column != "name"}
    with book.transaction() as journal:
        row = _take(journal, rule.table, key)
        old_name = row.name
        for column, value in facts.items():
            setattr(row, column, value)
        _ensure_team(book, row)
        if "name" in values and values["name"] != old_name:
            _rename(book, journal, rule, row, _checked_name(str(values["name"])))
        else:
            journal.note(row, rule.event)
        _ensure_admin(book)
    if rule.table is Officer and book.officer == old_name:
        book.holding.seat(row.name, book.holding.officer_id)
    return Changes(settings=True)


def _rename(book: Book, journal: Recorder, rule: _ListRule, row: ListEntry, name: str) -> None:
    fresh = rule.table(**{**row.__data__, "name": name})
    _ensure_new(book, fresh)
    if not rule.renews:
        row.name = name
        journal.note(row, rule.event)
        return
    row.is_retired = True
    journal.note(row, rule.event)
    fresh.__data__["id"] = None
    journal.add(fresh, rule.event)


def retire_list_entry(book: Book, which: ListName, key: int | str, *, retired: bool) -> Changes:
    """Take an entry out of the forms, or put it back.

    Raises:
        EntryRefused: it has to stay, see ``why_kept``.
    """
    with book.transaction() as journal:
        rule = _RULES[which]
        row = _take(journal, rule.table, key)
        why_not = why_kept(book, which, key) if retired else ""
        if why_not:
            raise EntryRefused(why_not)
        if not retired and row.is_retired and not isinstance(row, Officer):
            _ensure_new(book, row)
        row.is_retired = retired
        journal.note(row, rule.event)
        _ensure_admin(book)
    return Changes(settings=True)


def why_kept(book: Book, which: ListName, key: int | str) -> str:
    """Return why an entry in use cannot be taken out of use; empty when it can."""
    rule = _RULES[which]
    in_use = rule.table.select().where(rule.table.is_retired == False)  # noqa: E712  # SQL
    entry = book.rows(in_use.where(rule.table._meta.primary_key == key)).get_or_none()
    if entry is None:
        return ""
    if which is ListName.OFFICERS and entry.name == book.officer:
        return "Petugas ini sedang bertugas. Ganti petugas dahulu (Ctrl+L)."
    if rule.needs_one and book.rows(in_use).count() == 1:
        return f"Paling sedikit satu {rule.one} harus dipakai."
    return ""


def _ensure_team(book: Book, row: ListEntry) -> None:
    team_id = row.team_id if isinstance(row, Officer) else None
    if team_id is not None and find(book.store.database, Team, team_id) is None:
        raise FormRefused(FieldProblem("team_id", "Tim ini tidak ada dalam daftar."))


def _ensure_admin(book: Book) -> None:
    """Raise ``EntryRefused`` where PINs are used and nobody is left who could give one."""
    admins = Officer.select().where(
        Officer.role == Role.ADMIN.value,
        Officer.is_retired == False,  # noqa: E712  # SQL
    )
    if book.settings.people.uses_pins and not book.rows(admins).exists():
        raise EntryRefused("Paling sedikit satu admin harus dipakai selama buku memakai PIN.")


def _take(journal: Recorder, table: type[ListEntry], key: int | str) -> ListEntry:
    wanted = table.select().where(table._meta.primary_key == key)
    row = journal.store.rows(wanted).get_or_none()
    if row is None:
        raise EntryRefused("Entri ini tidak ada dalam daftar.")
    return journal.watch(row)


def _checked_name(name: str) -> str:
    name = needed("name", name, "Tulis namanya.")
    if len(name) > LONGEST_NAME:
        raise FormRefused(FieldProblem("name", f"Paling banyak {LONGEST_NAME} huruf."))
    return name


def _ensure_fitting(rule: _ListRule, values: Mapping[str, Any], *, is_new: bool) -> None:
    """Raise ``FormRefused`` for what cannot stand in a column, is missing, or has none."""
    known = {"name", *rule.facts} | ({"code"} if is_new and rule.code else set())
    asked = rule.facts if is_new else rule.facts.keys() & values.keys()
    problems = [
        FieldProblem(column, problem)
        for column in asked
        if (problem := rule.facts[column](values.get(column)))
    ]
    problems += [
        FieldProblem(column, f"Isian “{column}” tidak ada pada daftar ini.")
        for column in values.keys() - known
    ]
    if problems:
        raise FormRefused(*problems)


def _ensure_code(book: Book, which: ListName, row: District | Village) -> None:
    """Check the code of a place, and give a village the kecamatan that its code names."""
    pattern, code = _RULES[which].code, str(row.code or "")
    if pattern is None or not pattern.fullmatch(code):
        example = _CODE_EXAMPLES[which]
        raise FormRefused(FieldProblem("code", f"Tulis kodenya seperti {example}."))
    taken = book.rows(type(row).select().where(type(row).code == code)).get_or_none()
    if taken is not None:
        raise FormRefused(FieldProblem("code", f"Kode ini sudah dipakai {taken.name}."))
    if not isinstance(row, Village):
        return
    row.district_code = district_of(code)
    known = District.select().where(District.code == row.district_code)
    if not book.rows(known).exists():
        sentence = f"Tidak ada kecamatan dengan kode {row.district_code}."
        raise FormRefused(FieldProblem("code", sentence))


def _ensure_new(book: Book, row: ListEntry) -> None:
    table = type(row)
    rivals = table.select()
    if table is not Officer:
        # An officer's name stays theirs: old entries of the journal name them by it.
        rivals = rivals.where(table.is_retired == False)  # noqa: E712  # SQL
    if isinstance(row, Village):
        rivals = rivals.where(Village.district_code == row.district_code)
    # Compared here: engines know the capitals of different alphabets.
    key: Any = table._meta.primary_key
    others = (
        rival for rival in book.rows(rivals) if getattr(rival, key.name) != getattr(row, key.name)
    )
    if folded(row.name) in {folded(rival.name) for rival in others}:
        raise EntryRefused(f"“{row.name}” sudah ada dalam daftar.")
