"""Copies of attachments lie in one private folder and go with the program, or with the next one."""

import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from app.ground.errors import StorageError
from app.ground.paths import private_folder
from app.keeping.opened_copies import OpenedCopies, mark_foreign

ROOT = Path(__file__).resolve().parents[3]


def _files(folder):
    return sorted(p.name for p in folder.rglob("*") if p.is_file() and p.suffix != ".kunci")


def test_a_copy_lies_in_the_folder_of_the_program_until_it_ends():
    copies = OpenedCopies()
    path = copies.write("kk.pdf", b"%PDF-")
    assert path.is_relative_to(private_folder())
    assert path.read_bytes() == b"%PDF-"
    copies.close()
    assert _files(private_folder()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_nobody_else_may_read_a_copy():
    private_folder().mkdir(parents=True, mode=0o755)
    copies = OpenedCopies()
    path = copies.write("kk.pdf", b"%PDF-")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    folder = path.parent
    while folder != private_folder().parent:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        folder = folder.parent
    copies.close()


def test_the_same_twice_is_one_file_and_a_changed_one_is_left_alone():
    copies = OpenedCopies()
    first = copies.write("kk.txt", b"isi")
    assert copies.write("kk.txt", b"isi") == first
    first.write_bytes(b"isi yang diubah")
    second = copies.write("kk.txt", b"isi")
    assert second != first
    assert first.read_bytes() == b"isi yang diubah"
    assert second.name == "kk.txt"
    copies.close()


def test_two_windows_do_not_take_each_others_copies():
    one, other = OpenedCopies(), OpenedCopies()
    first = one.write("kk.pdf", b"1")
    second = other.write("kk.pdf", b"2")
    other.sweep()
    one.close()
    OpenedCopies().sweep()
    assert not first.exists()
    assert second.read_bytes() == b"2"
    other.close()
    assert _files(private_folder()) == []


def test_what_a_killed_program_left_goes_at_the_next_start():
    killed = """
        import os
        from app.keeping.opened_copies import OpenedCopies
        OpenedCopies().write("ktp.png", b"x")
        os._exit(9)
    """
    run = [sys.executable, "-c", textwrap.dedent(killed)]
    assert subprocess.run(run, cwd=ROOT, check=False).returncode == 9
    assert _files(private_folder()) == ["ktp.png"]
    OpenedCopies().sweep()
    assert _files(private_folder()) == []


def test_a_copy_is_marked_as_from_outside():
    """On Windows the colon names a stream of the file; here it is a file beside it."""
    copies = OpenedCopies(mark=mark_foreign)
    path = copies.write("kk.pdf", b"%PDF-")
    assert Path(f"{path}:Zone.Identifier").read_bytes() == b"[ZoneTransfer]\r\nZoneId=3\r\n"
    copies.close()


def test_a_disk_without_streams_is_no_trouble(tmp_path):
    mark_foreign(tmp_path / "no folder" / "kk.pdf")


def test_no_room_for_a_copy_is_said(tmp_path):
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(StorageError, match=r"“kk\.pdf” tidak dapat dibuka"):
        OpenedCopies(tmp_path / "taken").write("kk.pdf", b"%PDF-")
