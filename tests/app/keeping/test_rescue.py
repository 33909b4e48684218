"""A damaged book is brought back from what can still be read of it, and from a backup."""

import random
import re
import shutil

import apsw
import pytest

import models.sqlite.exchange as exchange_module
from app.book.journal import last_entry
from app.book.lists import read_lists
from app.book.opening import open_book
from app.book.place import FilePlace
from app.entry.attachments import IncomingFile
from app.entry.forms import read_form
from app.ground.clock import FixedClock
from app.ground.errors import BookInUse, BookRefused
from app.keeping.backup import back_up
from app.keeping.inspection import inspect_book
from app.keeping.rescue import Rescue
from app.rules.channels import Channel
from app.rules.events import Event
from app.steps.complete import declare_complete
from app.steps.record import record
from models.book_key import BookKey
from models.complaint import AttachmentContent, Complaint
from tests.conftest import MONDAY_MORNING

_SIZE = 4096
# Pages are damaged where a plain file has its words.
pytestmark = pytest.mark.plain


def enter(book, number):
    values = {
        "name": f"Warga {number}",
        "address": "Jl. Rekaan 1",
        "phone": f"0812-0000-{number:04}",
        "subject": f"KTP-el {number}",
        "description": "Belum jadi. " * (number % 40),
    }
    files = [IncomingFile("a.png", "image/png", random.Random(number).randbytes(9000))]
    new = read_form(Channel.COUNTER, values, book.clock.now(), read_lists(book))
    (id_,) = record(book, new, files if number % 5 == 0 else ()).complaints
    if number % 2:
        declare_complete(book, id_)


@pytest.fixture(scope="module")
def made(template_path, tmp_path_factory):
    """A book of 60 complaints, made once; the backup beside it has 50."""
    folder = tmp_path_factory.mktemp("rescue")
    clock = FixedClock(MONDAY_MORNING)
    with open_book(FilePlace(shutil.copy(template_path, folder / "buku.db")), clock=clock) as book:
        for number in range(50):
            enter(book, number)
        back_up(book, folder / "cadangan")
        for number in range(50, 60):
            enter(book, number)
    return folder


@pytest.fixture
def place(made, tmp_path):
    shutil.copytree(made / "cadangan", tmp_path / "cadangan")
    return FilePlace(shutil.copy(made / "buku.db", tmp_path / "buku.db"))


@pytest.fixture
def backup(place):
    return next((place.folder / "cadangan").glob("*.cadangan"))


def pages_of(path, kind):
    """Return where in the file the pages of *kind* begin, without the first."""
    content = path.read_bytes()
    return [at for at in range(_SIZE, len(content), _SIZE) if content[at] == kind]


def zero(path, *places, length=_SIZE):
    content = bytearray(path.read_bytes())
    for at in places:
        content[at : at + length] = bytes(length)
    path.write_bytes(content)


def page_with(path, text):
    """Return where the table's own page begins that holds *text*."""
    content = path.read_bytes()
    at = -1
    while (at := content.index(text, at + 1)) // _SIZE * _SIZE not in pages_of(path, 13):
        pass
    return at // _SIZE * _SIZE


def rescue(place, clock, *backups):
    with Rescue(place, clock, backups) as made:
        made.accept()
    return made.rescued


def state(place, clock):
    with open_book(place, clock=clock) as book:
        report = inspect_book(book)
        return [row.subject for row in book.rows(Complaint.select())], report.problems


WHOLE = [f"KTP-el {number}" for number in range(60)]


@pytest.mark.parametrize("with_backup", [True, False])
def test_a_book_without_its_first_page_and_all_pages_above_rows_comes_back_whole(
    place, backup, clock, with_backup
):
    zero(place.path, 0, *pages_of(place.path, 5))
    rescued = rescue(place, clock, *[backup] * with_backup)
    assert rescued.lost_entries == 0
    assert rescued.problems == ()
    assert rescued.content.complaints == 60
    assert state(place, clock) == (WHOLE, ())


def test_rows_that_are_gone_are_played_again_from_the_journal(place, clock):
    damaged = page_with(place.path, b"Warga 31Jl. Rekaan 1")
    zero(place.path, damaged)
    rescued = rescue(place, clock)
    assert rescued.problems == ()
    assert state(place, clock) == (WHOLE, ())


def test_entries_that_are_gone_come_from_the_backup(place, backup, clock):
    zero(place.path, page_with(place.path, b"distribution_from"))
    rescued = rescue(place, clock, backup)
    assert rescued.completed_from == backup
    assert (rescued.lost_entries, rescued.problems) == (0, ())
    assert state(place, clock) == (WHOLE, ())


def test_what_cannot_be_had_back_is_said(place, clock):
    content = place.path.read_bytes()
    gone = [found.start() // _SIZE * _SIZE for found in re.finditer(b"KTP-el 57", content)]
    zero(place.path, *gone)
    rescued = rescue(place, clock)
    assert "058/2026" in rescued.lost_numbers
    assert rescued.lost_entries
    subjects, problems = state(place, clock)
    assert "KTP-el 57" not in subjects
    # The numbers are given up, the entries stay missing.
    assert not [p for p in problems if "Nomor register" in p]
    assert [p for p in problems if "isi catatan" in p]
    with open_book(place, clock=clock) as book:
        enter(book, 60)
        newest = Complaint.select().order_by(Complaint.id.desc()).limit(1)
        assert book.rows(newest).get().number.startswith("061/")


def test_a_damaged_log_hides_nothing_behind_the_damaged_page(place, clock, tmp_path):
    office = tmp_path / "office"
    office.mkdir()
    with open_book(place, clock=clock) as book:
        for number in range(60, 70):
            enter(book, number)
        for side in ("", "-wal"):
            content = place.path.with_name(f"buku.db{side}").read_bytes()
            (office / f"buku.db{side}").write_bytes(content)
    copy = FilePlace(office / "buku.db")
    zero(copy.path, 0)
    content = bytearray((office / "buku.db-wal").read_bytes())
    content[32 + 24 + 100] ^= 255
    (office / "buku.db-wal").write_bytes(content)
    rescued = rescue(copy, clock)
    assert rescued.content.complaints == 70


def test_photos_come_back_whole_or_from_the_backup(place, backup, clock):
    connection = apsw.Connection(str(place.path))
    (wanted,) = connection.execute("SELECT content FROM attachment_content LIMIT 1").fetchone()
    connection.close()
    at = place.path.read_bytes().index(wanted[-200:])
    zero(place.path, 0, at // _SIZE * _SIZE)
    rescued = rescue(place, clock, backup)
    assert rescued.problems == ()
    with open_book(place, clock=clock) as book:
        kept = [bytes(row.content) for row in book.rows(AttachmentContent.select())]
        assert wanted in kept


def test_the_damaged_file_is_kept_and_the_journal_tells_of_it(place, clock):
    zero(place.path, 0)
    damaged = place.path.read_bytes()
    with Rescue(place, clock, ()) as made:
        assert place.path.read_bytes() == damaged
        kept = made.accept()
    assert kept.read_bytes() == damaged
    with open_book(place, clock=clock) as book:
        assert last_entry(book).event == Event.BOOK_RESCUED
        assert any("diselamatkan" in fact for fact in inspect_book(book).facts)
    assert not [path.name for path in place.folder.iterdir() if path.name.startswith(".buku")]


def test_a_backup_of_another_book_gives_nothing(place, clock, template_path, tmp_path):
    other = tmp_path / "lain.db"
    with open_book(FilePlace(other), clock=clock, may_create=True) as book:
        strange = back_up(book, tmp_path / "lain").path
    zero(place.path, 0)
    assert rescue(place, clock, strange).completed_from is None
    assert state(place, clock) == (WHOLE, ())


def test_a_sound_book_is_left_alone(place, clock):
    with pytest.raises(BookRefused, match="tidak rusak"):
        Rescue(place, clock, ())


def test_nobody_opens_a_book_that_is_being_rescued(place, clock):
    zero(place.path, 0)
    with Rescue(place, clock, ()), pytest.raises(BookInUse):
        Rescue(place, clock, ())


def test_a_file_in_which_nothing_can_be_read_is_refused_with_a_sentence(place, clock):
    place.path.write_bytes(random.Random(1).randbytes(100_000))
    before = place.path.read_bytes()
    with pytest.raises(BookRefused, match="Tidak ada catatan"):
        Rescue(place, clock, ())
    assert place.path.read_bytes() == before


def test_whatever_is_overwritten_a_rescue_ends_in_a_sound_file_or_a_sentence(
    place, backup, clock, tmp_path
):
    content, chance = place.path.read_bytes(), random.Random(3)
    said = set()
    for _ in range(6):
        spoiled = bytearray(content)
        for _ in range(chance.choice([1, 5, 40])):
            at = chance.randrange(len(spoiled))
            spoiled[at : at + 64] = chance.randbytes(64)
        spoiled = spoiled[: chance.choice([len(spoiled), chance.randrange(len(spoiled))])]
        own = FilePlace(tmp_path / "spoiled.db")
        own.path.write_bytes(spoiled)
        try:
            with Rescue(own, clock, [backup]) as made:
                assert made.rescued.content.complaints >= 50
        except BookRefused as error:
            said.add(re.split(", jadi| dari berkas", str(error))[0])
    nothing = "Tidak ada catatan yang dapat dibaca lagi"
    assert said <= {f"Berkas buku {own} tidak rusak", nothing}


def test_a_rescue_that_was_cut_off_while_the_book_was_exchanged_can_be_done_again(
    place, clock, monkeypatch
):
    zero(place.path, 0)
    with monkeypatch.context() as cut, Rescue(place, clock, ()) as made:
        real = exchange_module.rename

        def die(source, target):
            if target == place.path:
                raise KeyboardInterrupt
            real(source, target)

        cut.setattr(exchange_module, "rename", die)
        with pytest.raises(KeyboardInterrupt):
            made.accept()
    assert not place.path.exists()
    assert rescue(place, clock).problems == ()
    assert state(place, clock) == (WHOLE, ())


def test_an_encrypted_book_of_which_nothing_can_be_had_is_refused_with_a_sentence(clock, tmp_path):
    own = FilePlace(tmp_path / "terkunci.db", BookKey(bytes(range(32))))
    with open_book(own, clock=clock, may_create=True) as book:
        enter(book, 1)
    # Behind the name of its key everything is foreign.
    content = own.path.read_bytes()
    own.path.write_bytes(content[:100] + random.Random(1).randbytes(len(content) - 100))
    with pytest.raises(BookRefused, match="Tidak ada catatan"):
        Rescue(own, clock, ())
