"""``jadwal``: the files by which the system writes and closes each month by itself."""

import argparse
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from app.commands.opening import opened_book
from app.ground.errors import UserError
from app.ground.files import replacing_together

_NAME: Final = "Rekap Buku Pengaduan"
_UNIT: Final = "buku-pengaduan-rekap"
_MAIN: Final = Path(__file__).resolve().parents[2] / "main.py"
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class NotSchedulable(UserError):
    """A path has letters that no schedule file can hold."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is done when: *command* on *day* of every month, at *hour* and *minute*."""

    command: tuple[str, ...]
    day: int
    hour: int
    minute: int


def run(arguments: argparse.Namespace) -> int:
    """Write the files and print their paths, and on standard error how they are put to use."""
    with opened_book(arguments.buku) as book:
        settings = book.settings
    # Nobody gives a PIN while nobody is there: the closing stays with the pejabat.
    closes = not settings.people.uses_pins
    hour, minute = arguments.jam
    schedule = Schedule(
        command=_command(arguments, closes=closes),
        day=arguments.tanggal or settings.recap_due_day,
        hour=hour,
        minute=minute,
    )
    files = windows_files(schedule) if arguments.untuk == "windows" else systemd_files(schedule)
    with replacing_together(arguments.ke) as scratch:
        for name, content in files.items():
            (scratch / name).write_bytes(content)
    for name in files:
        print(arguments.ke / name)
    print(_advice(arguments.untuk, arguments.ke), file=sys.stderr)
    if not closes:
        print(
            "Buku ini memakai PIN: jadwal hanya menulis rekap, bulan tetap ditutup oleh pejabat.",
            file=sys.stderr,
        )
    return 0


def windows_files(schedule: Schedule) -> dict[str, bytes]:
    """Return the task of the Windows Task Scheduler: file name -> content.

    A computer that was off that day makes up for it; a book that is in use is tried again.
    """
    program, *rest = schedule.command
    months = "".join(f"<{month} />" for month in _MONTHS)
    text = f"""<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>{_NAME}</Description></RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>2026-01-01T{schedule.hour:02}:{schedule.minute:02}:00</StartBoundary>
      <ScheduleByMonth>
        <DaysOfMonth><Day>{schedule.day}</Day></DaysOfMonth>
        <Months>{months}</Months>
      </ScheduleByMonth>
    </CalendarTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RestartOnFailure><Interval>PT1H</Interval><Count>8</Count></RestartOnFailure>
  </Settings>
  <Actions>
    <Exec>
      <Command>{escape(program)}</Command>
      <Arguments>{escape(subprocess.list2cmdline(rest))}</Arguments>
    </Exec>
  </Actions>
</Task>
"""
    return {f"{_NAME}.xml": text.replace("\n", "\r\n").encode("utf-16")}


def systemd_files(schedule: Schedule) -> dict[str, bytes]:
    """Return the service and the timer of systemd: file name -> content."""
    command = " ".join(_quoted(part) for part in schedule.command)
    service = f"""[Unit]
Description={_NAME}

[Service]
Type=oneshot
ExecStart={command}
Restart=on-failure
RestartSec=1h
"""
    timer = f"""[Unit]
Description={_NAME}

[Timer]
OnCalendar=*-*-{schedule.day:02} {schedule.hour:02}:{schedule.minute:02}:00
Persistent=true

[Install]
WantedBy=timers.target
"""
    return {f"{_UNIT}.service": service.encode(), f"{_UNIT}.timer": timer.encode()}


def _quoted(part: str) -> str:
    """Return one word of a command as systemd reads it."""
    said = part.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{said}"'


def _command(arguments: argparse.Namespace, *, closes: bool) -> tuple[str, ...]:
    # A bundle is the program itself.
    program = (sys.executable,) if getattr(sys, "frozen", False) else (sys.executable, str(_MAIN))
    place = arguments.buku.path.resolve()
    rest = ("rekap", "--buku", str(place), "--keluar", str(arguments.keluar.resolve()))
    command = (*program, *rest, *(("--tutup",) if closes else ()))
    if any(not part.isprintable() for part in command):
        raise NotSchedulable("Nama folder memuat tanda yang tidak dapat ditulis dalam jadwal.")
    return command


def _advice(system: str, folder: Path) -> str:
    if system == "windows":
        file = subprocess.list2cmdline([str(folder / f"{_NAME}.xml")])
        return f'Pasang dengan: schtasks /Create /TN "{_NAME}" /XML {file}'
    units = shlex.join([str(folder / f"{_UNIT}.{kind}") for kind in ("service", "timer")])
    return (
        f"Pasang dengan: cp {units} ~/.config/systemd/user/ && "
        f"systemctl --user enable --now {_UNIT}.timer"
    )
