"""The schedule files say what is done when, whatever the folders are called."""

import shutil
import subprocess
from xml.etree import ElementTree

import pytest

from app.commands.arguments import read_arguments
from app.commands.schedule import NotSchedulable, Schedule, run, systemd_files, windows_files

COMMAND = ("/opt/buku 100%/buku", "rekap", "--buku", 'D:\\Data "A" & B\\buku.db', "--tutup")
SCHEDULE = Schedule(COMMAND, 5, 7, 30)
_TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def asked(book_path, tmp_path, *more):
    keluar = ("--keluar", str(tmp_path / "rekap"), "--ke", str(tmp_path / "jadwal"))
    return read_arguments(["jadwal", "--buku", str(book_path), *keluar, *more])


def test_the_task_of_windows_holds_the_command_as_it_is():
    (content,) = windows_files(SCHEDULE).values()
    task = ElementTree.fromstring(content.decode("utf-16"))
    said = {element.tag.removeprefix(_TASK): element.text for element in task.iter()}
    assert said["Command"] == COMMAND[0]
    assert said["Arguments"] == subprocess.list2cmdline(COMMAND[1:])
    assert (said["Day"], said["StartBoundary"]) == ("5", "2026-01-01T07:30:00")
    assert said["StartWhenAvailable"] == "true"


def test_the_timer_of_systemd_quotes_what_it_would_read_otherwise():
    service, timer = (content.decode() for content in systemd_files(SCHEDULE).values())
    assert '"/opt/buku 100%%/buku"' in service
    assert '"D:\\\\Data \\"A\\" & B\\\\buku.db"' in service
    assert "OnCalendar=*-*-05 07:30:00" in timer
    assert "Persistent=true" in timer


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_takes_the_files(tmp_path):
    for name, content in systemd_files(Schedule(("/bin/true", "rekap"), 5, 7, 30)).items():
        (tmp_path / name).write_bytes(content)
    units = [str(path) for path in tmp_path.iterdir()]
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_without_pins_the_month_is_closed_on_the_day_of_the_settings(
    book, book_path, tmp_path, capsys
):
    assert run(asked(book_path, tmp_path, "--untuk", "systemd")) == 0
    made = {path.suffix: path.read_text() for path in (tmp_path / "jadwal").iterdir()}
    assert '"--tutup"' in made[".service"]
    assert "OnCalendar=*-*-05 07:00:00" in made[".timer"]
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 2
    assert "systemctl --user enable" in said.err


def test_a_folder_with_a_line_break_is_refused(book_path, tmp_path):
    arguments = asked(book_path, tmp_path)
    arguments.keluar = tmp_path / "re\nkap"
    with pytest.raises(NotSchedulable):
        run(arguments)
