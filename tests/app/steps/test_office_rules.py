"""What the office keeps of itself is refused below the window as in it."""

from dataclasses import replace

import pytest

from app.book.lists import read_lists
from app.ground.errors import FormRefused, UserError
from app.rules.deadlines import DayUnit, Limit
from app.steps.answer import approve_answer, write_answer
from app.steps.arrange import change_settings
from app.steps.complete import declare_complete
from app.steps.distribute import distribute
from app.steps.edit_lists import (
    EntryRefused,
    ListName,
    add_list_entry,
    change_list_entry,
    retire_list_entry,
)


@pytest.mark.parametrize(
    ("which", "values", "field"),
    [
        (ListName.DISTRICTS, {"name": "Rekaan", "code": "x"}, "code"),
        (ListName.DISTRICTS, {"name": "Rekaan"}, "code"),
        (ListName.DISTRICTS, {"name": "Rekaan", "code": "61.03.01"}, "code"),
        (ListName.VILLAGES, {"name": "Rekaan", "code": "61.03.99.2001"}, "code"),
        (
            ListName.VILLAGES,
            {
                "name": "Rekaan",
                "code": "\u0666\u0661.\u0660\u0663.\u0660\u0661.\u0662\u0660\u0669\u0669",
            },
            "code",
        ),
        (ListName.OFFICERS, {"name": "Rekaan", "role": "raja"}, "role"),
        (ListName.OFFICERS, {"name": "Rekaan"}, "role"),
        (ListName.TEAMS, {"name": "Rekaan", "short_name": " "}, "short_name"),
        (ListName.CATEGORIES, {"name": "Rekaan", "needs_oversight": "mungkin"}, "needs_oversight"),
        (ListName.SERVICES, {"name": "x" * 201, "division": "Umum"}, "name"),
        (ListName.SERVICES, {"name": "Rekaan", "division": "Umum", "id": 3}, "id"),
    ],
)
def test_an_entry_that_cannot_stand_in_its_list_is_refused(book, which, values, field):
    with pytest.raises(FormRefused) as refused:
        add_list_entry(book, which, values)
    assert field in {problem.field for problem in refused.value.problems}


def test_a_village_gets_the_district_of_its_code(book):
    add_list_entry(book, ListName.VILLAGES, {"name": "Desa Rekaan", "code": "61.03.01.2099"})
    village = next(v for v in read_lists(book).villages if v.name == "Desa Rekaan")
    assert village.district_code == "61.03.01"


@pytest.mark.parametrize("name", ["ktp-el", "KTP-el ", " Kartu  keluarga", "kartu keluarga"])
def test_a_name_in_other_capitals_or_spaces_is_the_same_name(book, name):
    for listed in ("KTP-el", "Kartu Keluarga"):
        if listed not in {service.name for service in read_lists(book).services}:
            add_list_entry(book, ListName.SERVICES, {"name": listed, "division": "Umum"})
    with pytest.raises(EntryRefused):
        add_list_entry(book, ListName.SERVICES, {"name": name, "division": "Umum"})


def test_an_entry_can_be_spelt_better(book):
    add_list_entry(book, ListName.CATEGORIES, {"name": "salah  eja", "needs_oversight": False})
    key = next(c.id for c in read_lists(book).categories if c.name == "salah  eja")
    change_list_entry(book, ListName.CATEGORIES, key, {"name": "Salah eja"})
    names = {c.name for c in read_lists(book).categories if not c.is_retired}
    assert "Salah eja" in names
    assert "salah  eja" not in names


def test_an_entry_is_changed_whole_or_not_at_all(book):
    with pytest.raises(EntryRefused):
        change_list_entry(book, ListName.TEAMS, 1, {"name": "Sekretariat", "short_name": "Lain"})
    assert read_lists(book).teams[0].short_name != "Lain"
    with pytest.raises(FormRefused):
        change_list_entry(book, ListName.OFFICERS, 1, {"role": "raja"})
    with pytest.raises(UserError):
        change_list_entry(book, ListName.TEAMS, 99, {"name": "Tidak ada"})


def test_the_officer_at_the_desk_keeps_sitting_there_under_a_new_name(book):
    book.officer = "Petugas Pengaduan"
    change_list_entry(book, ListName.OFFICERS, 1, {"name": "Rina Rekaan"})
    assert book.officer == "Rina Rekaan"
    with pytest.raises(EntryRefused, match="sedang bertugas"):
        retire_list_entry(book, ListName.OFFICERS, 1, retired=True)


def test_the_last_team_in_use_stays(book):
    *others, last = read_lists(book).teams
    for team in others:
        retire_list_entry(book, ListName.TEAMS, team.id, retired=True)
    with pytest.raises(EntryRefused, match="Paling sedikit satu"):
        retire_list_entry(book, ListName.TEAMS, last.id, retired=True)


def test_a_retired_name_taken_meanwhile_does_not_come_back(book):
    retire_list_entry(book, ListName.SERVICES, 1, retired=True)
    name = read_lists(book).services[0].name
    add_list_entry(book, ListName.SERVICES, {"name": name, "division": "Umum"})
    with pytest.raises(EntryRefused):
        retire_list_entry(book, ListName.SERVICES, 1, retired=False)


@pytest.mark.parametrize(
    ("section", "changes", "key"),
    [
        ("office", {"paper": "Z9"}, "office.paper"),
        ("office", {"name": "  "}, "office.name"),
        ("office", {"email": "bukan alamat"}, "office.email"),
        ("office", {"logo": "bukan gambar"}, "office.logo"),
        ("office", {"logo": "R0lGODlh"}, "office.logo"),
        ("office", {"phone": "0" * 301}, "office.phone"),
        ("head", {"nip": "abc"}, "head.nip"),
        ("manager", {"acting": "Yth."}, "manager.acting"),
        ("manager", {"acting": "a.n."}, "manager.behalf_of"),
        ("head", {"position": ""}, "head.position"),
        ("limits", {"settle": Limit(0, DayUnit.WORKING)}, "limits.settle"),
        ("limits", {"distribute": Limit(400, DayUnit.CALENDAR)}, "limits.distribute"),
        ("", {"workweek": ()}, "workweek"),
        ("", {"workweek": (0, 9)}, "workweek"),
        ("", {"number_pattern": "tanpa nomor"}, "number_pattern"),
        ("", {"delivery_ways": ()}, "delivery_ways"),
        ("", {"delivery_ways": ("Telepon", "tele\uff50on  ")}, "delivery_ways"),
    ],
)
def test_settings_the_book_could_not_work_with_are_refused(book, section, changes, key):
    part = getattr(book.settings, section) if section else book.settings
    part = replace(part, **changes)
    wanted = replace(book.settings, **{section: part}) if section else part
    with pytest.raises(FormRefused) as refused:
        change_settings(book, wanted)
    assert key in {problem.field for problem in refused.value.problems}


@pytest.mark.parametrize("name", ["", "Siapa Saja", "Petugas Pengaduan"])
def test_only_a_pejabat_of_the_office_approves(book, recorded, name):
    id_ = recorded()
    declare_complete(book, id_)
    distribute(book, id_, 1)
    write_answer(book, id_, "Sudah dicetak.")
    with pytest.raises(FormRefused):
        approve_answer(book, id_, name)
    approve_answer(book, id_, "Pejabat Pengelola Pengaduan")
