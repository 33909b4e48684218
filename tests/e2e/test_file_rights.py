"""What the program keeps is for nobody else on the computer; papers follow the person's custom."""

import os
import stat

import pytest

from app.book.opening import open_book
from app.book.place import FilePlace
from app.entry.drafts import Drafts, EntryContent
from app.ground.files import replacing
from app.ground.log import log_event, log_file
from app.ground.paths import backup_folder, data_folder, default_book, desk_file
from app.keeping.backup import back_up
from app.keeping.opened_copies import OpenedCopies
from app.keeping.restore import restore
from app.rules.channels import Channel
from ui.look.preferences import Preferences

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has the rights of the folders")


@pytest.fixture(autouse=True)
def open_custom():
    """The account that hides nothing by itself."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


def use_everything(book, copies):
    """Let the program write each kind of file that it keeps."""
    drafts = Drafts(desk_file(), book, print)
    drafts.keep(EntryContent(Channel.COUNTER, {"name": "Warga Rekaan"}), None)
    copies.write("kk.pdf", b"%PDF-")
    log_event("Buku dibuka")
    preferences = Preferences()
    preferences.keep("ukuran", "1366")
    preferences.flush()
    return back_up(book, backup_folder())


def test_nobody_else_may_read_what_the_program_keeps(clock):
    place = FilePlace(default_book())
    place.make_folder()
    with open_book(place, clock=clock, may_create=True) as book:
        copies = OpenedCopies()
        backup = use_everything(book, copies)
        during = wide_open(data_folder())
        copies.close()
    restore(backup.path, place, clock)
    with open_book(place, clock=clock):
        assert wide_open(data_folder()) == during == []
    names = {path.name for path in data_folder().rglob("*")}
    assert {"buku.db", "meja.db", "buku.db.kepala", "buku-pengaduan.log", "tampilan.ini"} <= names


def wide_open(folder):
    return sorted(str(p) for p in (folder, *folder.rglob("*")) if mode_of(p) & 0o077)


def test_the_folder_of_an_earlier_release_is_closed():
    data_folder().mkdir(mode=0o755)
    FilePlace(default_book()).make_folder()
    assert mode_of(data_folder()) == 0o700


def test_a_log_that_turns_over_stays_private():
    for _ in range(3):
        log_event("x" * 600_000)
    assert len(list(log_file().parent.iterdir())) > 1
    assert wide_open(log_file().parent) == []


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600)])
def test_a_paper_follows_the_custom_of_the_account(tmp_path, umask, mode):
    os.umask(umask)
    with replacing(tmp_path / "tanda terima.pdf") as scratch:
        scratch.write_bytes(b"%PDF-")
    assert mode_of(tmp_path / "tanda terima.pdf") == mode
