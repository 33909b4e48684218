"""The six lists of the office as the settings show and ask for them, as data."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from app.book.lists import Lists
from app.rules.events import Step
from app.rules.officers import ROLE_LABELS
from app.steps.edit_lists import ListName
from ui.settings.list_dialogs import Question, Value, Values


@dataclass(frozen=True, slots=True)
class Kept:
    """One entry: its key, its name, and what else its list knows of it.

    ``facts`` are shown beside the name; ``values`` are what a change may alter; a list with a
    filter chooses by ``group``.
    """

    key: int | str
    name: str
    is_retired: bool
    facts: tuple[str, ...] = ()
    values: Values = field(default_factory=dict)
    group: str = ""


@dataclass(frozen=True, slots=True)
class ListKind:
    """What the settings know about one list.

    Attributes:
        which: the list.
        title: its name; *one* is one entry of it, in a sentence.
        facts: the headers of the columns beside the name.
        read: its entries.
        adding: what is asked, besides the name, for a new entry; the text is the group in view.
        changing: the same for an entry that is changed.
        rename_note: what becomes of the old name.
        step: what changing it is.
    """

    which: ListName
    title: str
    one: str
    facts: tuple[tuple[str, int], ...]
    read: Callable[[Lists], list[Kept]]
    adding: Callable[[Lists, str], tuple[Question, ...]]
    changing: Callable[[Lists, Kept], tuple[Question, ...]]
    rename_note: str
    step: Step = Step.CHANGE_LIST


def _teams(lists: Lists) -> list[Kept]:
    return [
        Kept(t.id, t.name, t.is_retired, (t.short_name,), {"short_name": t.short_name})
        for t in lists.teams
    ]


def _officers(lists: Lists) -> list[Kept]:
    return [
        Kept(
            o.id,
            o.name,
            o.is_retired,
            (ROLE_LABELS[o.role], _team_name(lists, o.team_id)),
            {"role": o.role.value, "team_id": o.team_id},
        )
        for o in lists.officers
    ]


def _team_name(lists: Lists, team_id: int | None) -> str:
    return next((team.short_name for team in lists.teams if team.id == team_id), "")


def _services(lists: Lists) -> list[Kept]:
    return [Kept(s.id, s.name, s.is_retired, (s.division,)) for s in lists.services]


def _categories(lists: Lists) -> list[Kept]:
    return [
        Kept(
            c.id,
            c.name,
            c.is_retired,
            ("Ya" if c.needs_oversight else "Tidak",),
            {"needs_oversight": c.needs_oversight},
        )
        for c in lists.categories
    ]


def _districts(lists: Lists) -> list[Kept]:
    return [Kept(d.code, d.name, d.is_retired, (d.code,)) for d in lists.districts]


def _villages(lists: Lists) -> list[Kept]:
    names = {d.code: d.name for d in lists.districts}
    return [
        Kept(
            v.code,
            v.name,
            v.is_retired,
            (names.get(v.district_code, "–"), v.code),
            group=v.district_code,
        )
        for v in lists.villages
    ]


def _short_name(default: str = "") -> Question:
    return Question("short_name", "Nama singkat", default, "Tampil di buku dan papan distribusi.")


def _role(default: str = "") -> Question:
    choices = tuple((role.value, label) for role, label in ROLE_LABELS.items())
    return Question("role", "Tugas", default, choices=choices)


def _team(lists: Lists, default: Value = None) -> Question:
    teams = tuple((t.id, t.name) for t in lists.teams if not t.is_retired or t.id == default)
    hint = "Bagi Tim Penjawab yang menjawab untuk satu tim saja."
    return Question("team_id", "Tim", default, hint, ((None, "Semua tim"), *teams))


def _oversight(default: bool = False) -> Question:
    return Question("needs_oversight", "Pengawasan", default, "Berkadar pengawasan")


def _division(lists: Lists) -> Question:
    divisions = dict.fromkeys(service.division for service in lists.services)
    choices = tuple((division, division) for division in divisions)
    return Question("division", "Bidang", choices=choices)


def _nothing(_lists: Lists, _entry: Kept) -> tuple[Question, ...]:
    return ()


_OLD_NAME_STAYS: Final = "Pengaduan dan rekap lama tetap memakai nama lama."
_OLD_MONTHS_KEEP_IT: Final = "Rekap bulan yang sudah lewat tetap memakai nama lama."

TEAMS: Final = ListKind(
    ListName.TEAMS,
    "Tim penjawab",
    "tim penjawab",
    (("Nama singkat", 200),),
    _teams,
    lambda _lists, _group: (_short_name(),),
    lambda _lists, entry: (_short_name(str(entry.values["short_name"])),),
    "Pengaduan yang sudah didistribusikan tetap pada tim ini.",
)
OFFICERS: Final = ListKind(
    ListName.OFFICERS,
    "Petugas",
    "petugas",
    (("Tugas", 240), ("Tim", 140)),
    _officers,
    lambda lists, _group: (_role(), _team(lists)),
    lambda lists, entry: (_role(str(entry.values["role"])), _team(lists, entry.values["team_id"])),
    "Catatan jurnal yang lama tetap memakai nama lama.",
    step=Step.CHANGE_OFFICERS,
)
SERVICES: Final = ListKind(
    ListName.SERVICES,
    "Layanan",
    "layanan",
    (("Bidang", 240),),
    _services,
    lambda lists, _group: (_division(lists),),
    _nothing,
    _OLD_NAME_STAYS,
)
CATEGORIES: Final = ListKind(
    ListName.CATEGORIES,
    "Kategori",
    "kategori",
    (("Berkadar pengawasan", 170),),
    _categories,
    lambda _lists, _group: (_oversight(),),
    lambda _lists, entry: (_oversight(bool(entry.values["needs_oversight"])),),
    _OLD_NAME_STAYS,
)
DISTRICTS: Final = ListKind(
    ListName.DISTRICTS,
    "Kecamatan",
    "kecamatan",
    (("Kode", 130),),
    _districts,
    lambda _lists, _group: (Question("code", "Kode", hint="Kode Kemendagri, misalnya 11.01.01."),),
    _nothing,
    _OLD_MONTHS_KEEP_IT,
)
VILLAGES: Final = ListKind(
    ListName.VILLAGES,
    "Desa/kelurahan",
    "desa/kelurahan",
    (("Kecamatan", 170), ("Kode", 130)),
    _villages,
    lambda _lists, group: (
        Question(
            "code",
            "Kode",
            f"{group}." if group else "",
            "Kode Kemendagri, misalnya 11.01.01.2001. Angka depannya menunjukkan kecamatan.",
        ),
    ),
    _nothing,
    _OLD_MONTHS_KEEP_IT,
)
