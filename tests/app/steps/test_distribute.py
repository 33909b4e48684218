"""A complaint goes to a team and to a person of it; what is taken from somebody has a reason."""

from datetime import date

import pytest

from app.book.absences import away_on, read_absences
from app.book.lists import read_lists
from app.ground.errors import FormRefused
from app.keeping.inspection import inspect_book
from app.reading.board import BoardGrouping, Load, person_loads, read_board, team_loads
from app.reading.complaint.detail import read_detail
from app.reading.handed import read_handed
from app.rules.events import Step
from app.rules.named import is_named
from app.rules.next_steps import next_steps
from app.rules.officers import Role
from app.steps.absences import AbsenceRefused, note_absence, remove_absence
from app.steps.close import withdraw
from app.steps.complete import declare_complete
from app.steps.distribute import PersonRefused, SameTeam, distribute
from app.steps.edit_lists import ListName, add_list_entry
from app.steps.storing import TextMissing
from app.steps.undo import undo


@pytest.fixture
def person(book):
    """Name somebody who answers; return the id."""

    def name_one(name, team_id=1, role=Role.ANSWERER):
        values = {"name": name, "role": role.value, "team_id": team_id}
        add_list_entry(book, ListName.OFFICERS, values)
        return next(each.id for each in read_lists(book).officers if each.name == name)

    return name_one


@pytest.fixture
def complete(book, recorded):
    def make(**values):
        id_ = recorded(**values)
        declare_complete(book, id_)
        return id_

    return make


def test_a_complaint_goes_to_a_person_with_an_instruction(book, complete, person):
    id_, budi = complete(), person("Budi Rekaan")
    distribute(book, id_, 1, "Jawab hari ini.", assignee_id=budi)
    detail = read_detail(book, id_)
    assert (detail.team_id, detail.assignee, detail.distribution_note) == (
        1,
        "Budi Rekaan",
        "Jawab hari ini.",
    )
    assert "Budi Rekaan" in detail.timeline[-1].remark
    undo(book, id_)
    assert read_detail(book, id_).assignee == ""
    assert inspect_book(book).problems == ()


def test_it_is_taken_from_somebody_for_a_reason_only(book, complete, person):
    id_, budi, siti = complete(), person("Budi Rekaan"), person("Siti Contoh")
    distribute(book, id_, 1)
    # Nobody had it: the team names who answers.
    distribute(book, id_, 1, assignee_id=budi)
    for team, who in ((1, siti), (1, None), (2, None)):
        with pytest.raises(TextMissing, match="alasan"):
            distribute(book, id_, team, assignee_id=who, reason=" ")
    with pytest.raises(SameTeam):
        distribute(book, id_, 1, assignee_id=budi)
    distribute(book, id_, 1, assignee_id=siti, reason="Budi cuti")
    assert "Alasan: Budi cuti" in read_detail(book, id_).timeline[-1].remark


@pytest.mark.parametrize("who", ["other team", "desk", "named", "nobody"])
def test_who_cannot_answer_is_not_taken(book, complete, person, who):
    id_ = complete(description="Pak Tono Rekaan di loket 2 marah-marah.")
    chosen = {
        "other team": lambda: person("Budi Rekaan", 2),
        "desk": lambda: person("Budi Rekaan", None, Role.DESK),
        "named": lambda: person("Tono Rekaan, S.Sos."),
        "nobody": lambda: 999,
    }[who]()
    with pytest.raises(PersonRefused):
        distribute(book, id_, 1, assignee_id=chosen)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Tono Rekaan, S.Sos.", "petugas bernama TONO REKAAN kasar", True),
        ("Tono Rekaan", "Tono minta uang", False),
        ("H. Tono", "pak tono minta uang", True),
        ("Ani", "ani ani", False),
        ("Tono Rekaan", "Tono, Rekaan", True),
        ("Tono Rekaan", "Sartono Rekaanto", False),
        ("", "apa saja", False),
    ],
)
def test_a_name_is_found_whole_and_without_titles(name, text, expected):
    assert is_named(name, "", text) is expected


def test_absences_stand_in_the_heads_of_the_board(book, clock, complete, person):
    budi, siti = person("Budi Rekaan"), person("Siti Contoh")
    today = clock.today()
    note_absence(book, budi, today, date(2026, 11, 30), siti)
    board = read_board(book)
    teams = board.columns(BoardGrouping.TEAM)
    assert teams[1].away == ("Budi Rekaan s.d. 30-11-2026, diganti Siti Contoh",)
    people = board.columns(BoardGrouping.PERSON)
    assert [column.title for column in people] == [
        "Belum didistribusikan",
        "Belum ditunjuk",
        "Budi Rekaan",
        "Siti Contoh",
    ]
    [absence] = read_absences(book, today)
    remove_absence(book, absence.id)
    assert away_on(book, today) == {}
    with pytest.raises(AbsenceRefused):
        remove_absence(book, absence.id)
    assert inspect_book(book).problems == ()


@pytest.mark.parametrize(
    ("first", "last", "substitute"),
    [
        (None, date(2026, 12, 1), None),
        (date(2026, 12, 2), date(2026, 12, 1), None),
        (date(2026, 12, 1), date(2028, 12, 1), None),
        (date(2026, 12, 1), date(2026, 12, 2), "self"),
        (date(2026, 11, 30), date(2026, 11, 30), None),  # overlaps
    ],
)
def test_an_absence_that_makes_no_sense_is_refused(book, person, first, last, substitute):
    budi = person("Budi Rekaan")
    note_absence(book, budi, date(2026, 11, 23), date(2026, 11, 30), None)
    with pytest.raises(FormRefused):
        note_absence(book, budi, first, last, budi if substitute else None)
    assert len(read_absences(book, date(2026, 11, 23))) == 1


def test_loads_count_what_is_open_and_late(book, clock, complete, person):
    budi = person("Budi Rekaan")
    for _ in range(2):
        distribute(book, complete(), 1, assignee_id=budi)
    distribute(book, complete(), 2)
    clock.moment = clock.moment.replace(month=12, day=20)
    distribute(book, complete(), 1)
    assert team_loads(book) == {1: Load(3, 2), 2: Load(1, 1)}
    assert person_loads(book) == {budi: Load(2, 2)}


def test_what_a_team_received_on_a_day_is_listed(book, clock, complete, person):
    first, second, third = complete(), complete(), complete()
    distribute(book, first, 1, "Segera.", assignee_id=person("Budi Rekaan"))
    distribute(book, second, 2)
    distribute(book, third, 2)
    distribute(book, third, 1, reason="Salah bidang")
    handed = read_handed(book, clock.today())
    assert [(each.team, len(each.lines)) for each in handed.lists] == [
        ("Bidang Pelayanan Pendaftaran Penduduk", 2),
        ("Bidang Pelayanan Pencatatan Sipil", 1),
    ]
    assert handed.lists[0].lines[0].assignee == "Budi Rekaan"
    assert read_handed(book, date(2026, 11, 1)).lists == ()


def test_an_incomplete_one_is_returned_first_and_a_closed_one_lacks_nothing(book, clock, recorded):
    id_ = recorded(phone="")
    detail = read_detail(book, id_)
    steps = next_steps(detail, clock.today(), is_missing=bool(detail.missing))
    assert (steps.primary, steps.others[0]) == (Step.RETURN, Step.DECLARE_COMPLETE)
    withdraw(book, id_, "Sudah selesai sendiri.")
    assert read_detail(book, id_).missing == ()
