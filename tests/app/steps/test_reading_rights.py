"""Every reading times every duty in a book that uses PINs, below the window and by command."""

import shutil

import pytest

from app.book.lists import read_lists
from app.book.opening import open_book
from app.book.place import FilePlace
from app.book.rights import RightRefused
from app.book.scope import ensure_may_read
from app.entry.attachments import IncomingFile, read_content
from app.ground.clock import FixedClock
from app.ground.formatting import Month
from app.reading.board import read_board
from app.reading.complaint.detail import read_attachments, read_detail
from app.reading.complaint.links import read_links
from app.reading.recap.lines import register_lines
from app.reading.recap.monthly import read_recap
from app.reading.register.exported import exported_records
from app.reading.register.filter import RegisterFilter
from app.reading.register.ids import register_ids
from app.reading.register.listing import listed_records
from app.reading.register.rows import register_counts, register_rows
from app.reading.status_line import read_status_line
from app.reading.today.agenda import read_today
from app.rules.links import LinkKind
from app.rules.officers import ROLE_LABELS, Role
from app.rules.readings import READINGS, Reading
from app.steps.attach import attach
from app.steps.edit_lists import ListName, change_list_entry
from app.steps.link import link
from app.steps.pins import set_pin
from tests.app.steps.test_rights import NOON, Scene
from tests.books.every_step import PIXEL
from tests.e2e.test_commands import run

NOVEMBER = Month(2026, 11)


@pytest.fixture(scope="module")
def scene_file(template_path, tmp_path_factory):
    path = shutil.copy(template_path, tmp_path_factory.mktemp("baca") / "buku.db")
    with open_book(FilePlace(path), clock=FixedClock(NOON)) as book:
        scene = Scene(book).prepare()
        answerer = next(o for o in read_lists(book).officers if o.role is Role.ANSWERER)
        scene.sit(Role.ADMIN)
        change_list_entry(book, ListName.OFFICERS, answerer.id, {"team_id": 1})
        for officer in read_lists(book).officers:
            scene.sit(Role.ADMIN)
            set_pin(book, officer.id, "pin-rekaan-9")
        scene.sit(Role.DESK)
        attach(book, scene.at["dicatat"], [IncomingFile("bukti.png", "image/png", PIXEL)])
        link(book, scene.at["dikirim"], scene.at["dicatat"], LinkKind.SAME_MATTER)
    return path, scene


@pytest.fixture
def scene(scene_file, tmp_path):
    path, prepared = scene_file
    copy = shutil.copy(path, tmp_path / "baca.db")
    with open_book(FilePlace(copy), clock=FixedClock(NOON)) as book:
        made = Scene(book)
        made.at, made.code = prepared.at, prepared.code
        yield made


def everything(scene):
    return [scene.at[place] for place in scene.at if place != "kotak"]


def reads_register(scene):
    """Return whether there is anything that the reading of complaints gives; the ways agree."""
    book, ids = scene.book, everything(scene)
    found = {
        "ids": len(register_ids(book, RegisterFilter())),
        "rows": len(register_rows(book, ids)),
        "counts": register_counts(book, RegisterFilter()).total,
        "listed": len(listed_records(book, ids)),
    }
    assert bool(read_today(book).month.received) == bool(found["ids"])
    assert len(set(found.values())) == 1, found
    assert len(read_board(book).rows) <= found["ids"]
    assert read_status_line(book).open == len(read_board(book).rows)
    for id_ in ids:
        if id_ in set(register_ids(book, RegisterFilter())):
            assert read_detail(book, id_).id == id_
        else:
            with pytest.raises(RightRefused):
                read_detail(book, id_)
    return found["ids"]


ASKED = {
    Reading.RECAP: lambda s: read_recap(s.book, NOVEMBER),
    Reading.EXPORT: lambda s: (
        register_lines(s.book, NOVEMBER),
        exported_records(s.book, everything(s), is_whole=False),
    ),
    Reading.SETTINGS: lambda s: ensure_may_read(s.book, Reading.SETTINGS),
    Reading.JOURNAL: lambda s: ensure_may_read(s.book, Reading.JOURNAL),
    Reading.BACKUP: lambda s: ensure_may_read(s.book, Reading.BACKUP),
}


def test_no_reading_is_forgotten():
    assert set(ASKED) | {Reading.REGISTER} == set(READINGS) == set(Reading)


@pytest.mark.parametrize("reading", ASKED)
def test_what_is_read_is_read_by_those_who_may(scene, reading):
    for role in Role:
        scene.sit(role)
        if role in READINGS[reading].by:
            ASKED[reading](scene)
        else:
            with pytest.raises(RightRefused, match=ROLE_LABELS[role]):
                ASKED[reading](scene)
    scene.book.holding.seat("Siapa saja", None)
    with pytest.raises(RightRefused, match="Belum ada petugas"):
        ASKED[reading](scene)


def test_complaints_are_read_by_those_who_may_and_a_team_reads_its_own(scene):
    whole = len(everything(scene))
    expected = {Role.DESK: whole, Role.MANAGER: whole, Role.SUPERVISOR: whole, Role.ADMIN: 0}
    for role, count in expected.items():
        scene.sit(role)
        assert reads_register(scene) == count, role
    scene.sit(Role.ANSWERER)
    own = {scene.at[p] for p in ("dikirim", "diurungkan", "ditulis", "disetujui")}
    assert set(register_ids(scene.book, RegisterFilter())) == own
    assert reads_register(scene) == len(own)
    scene.book.holding.seat("Siapa saja", None)
    assert reads_register(scene) == 0


def test_a_team_sees_neither_files_nor_subject_of_what_lies_elsewhere(scene):
    scene.sit(Role.DESK)
    file = read_attachments(scene.book, scene.at["dicatat"])[0].id
    assert read_content(scene.book, file) == PIXEL
    assert read_links(scene.book, scene.at["dikirim"])[0].subject
    scene.sit(Role.ANSWERER)
    with pytest.raises(RightRefused):
        read_content(scene.book, file)
    assert read_links(scene.book, scene.at["dikirim"])[0].subject == ""


def test_a_team_that_is_asked_no_more_reads_no_more(scene):
    answerer = scene.sit(Role.ANSWERER)
    scene.sit(Role.ADMIN)
    change_list_entry(scene.book, ListName.OFFICERS, answerer.id, {"team_id": 2})
    scene.sit(Role.ANSWERER)
    assert reads_register(scene) == 0


def test_in_a_book_without_pins_everybody_reads(book, recorded):
    recorded()
    assert len(register_ids(book, RegisterFilter())) == 1
    for reading in Reading:
        ensure_may_read(book, reading)


@pytest.mark.parametrize("reading", [r for r in Reading if READINGS[r].commands])
def test_a_command_asks_who_reads(scene_file, tmp_path, reading):
    path, _ = scene_file
    words = {
        "daftar": ("daftar",),
        "daftar --json": ("daftar", "--json"),
        "rekap": ("rekap", "2026-11", "--keluar", tmp_path / "rekap"),
        "periksa": ("periksa",),
        "cadangkan": ("cadangkan", "--ke", tmp_path / "cadangan"),
    }
    with open_book(FilePlace(path), read_only=True) as book:
        officers = {o.role: o.name for o in read_lists(book).officers}
    for command in READINGS[reading].commands:
        given = [*words[command], "--buku", path]
        nobody = run(*given)
        assert (nobody.returncode, nobody.stdout) == (1, ""), command
        assert "--petugas" in nobody.stderr
        for role in (next(iter(READINGS[reading].by)), *(set(Role) - READINGS[reading].by)):
            signed = ("--petugas", officers[role], "--pin-dari", "0")
            result = run(*given, *signed, input="pin-rekaan-9\n")
            if role in READINGS[reading].by:
                assert result.stdout, (command, role, result.stderr)
            else:
                assert (result.returncode, result.stdout) == (1, ""), (command, role)
                assert "Yang berwenang" in result.stderr
