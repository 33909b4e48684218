"""Several programs on one book at once, stopped and let go on at any moment; POSIX only."""

import contextlib
import io
import json
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import main
from app.book.lists import read_lists
from app.book.opening import open_book
from app.book.place import FilePlace
from app.entry.forms import read_form
from app.ground.clock import FixedClock
from app.ground.errors import BookError
from app.keeping.backup import digest_of
from app.keeping.backup_notes import read_backups
from app.keeping.inspection import inspect_book
from app.rules.channels import Channel
from app.steps.record import record
from models.complaint import Complaint
from models.sqlite.file import journal_ends
from tests.survival.lives import BEGIN
from tests.survival.programs import Program, Say, begin
from tests.survival.tally import Tally

_ROWS = 15
_SECONDS = 4.0
# One of so many stops is longer than programs wait for each other.
_LONG, _LONGEST_STOP = 40, 6.0


def run(folder: Path, number: int, seed: int, _: Sequence[str] = ()) -> Tally:
    """Let six programs work on one book for some seconds, *number* times."""
    tally, chance = Tally(), random.Random(seed)
    for case in range(number):
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "cadangan").mkdir(parents=True)
        path = folder / "buku.db"
        open_book(FilePlace(path), clock=FixedClock(BEGIN), may_create=True).close()
        programs = {name: begin(partial(work, path)) for name, work in PROGRAMS.items()}
        tally.found["stops"] += _stopped_and_continued(list(programs.values()), chance)
        said = {name: _ended(program) for name, program in programs.items()}
        faults = [
            f"{name}: {line}" for name, lines in said.items() for line in lines if _is_bad(line)
        ]
        promised = {line for lines in said.values() for line in lines if line.startswith("nomor")}
        tally.found["recorded"] += len(promised)
        tally.found["backups"] += len(list((folder / "cadangan").glob("*.cadangan")))
        tally.add(f"round {case}", [*faults, *_afterwards(path, promised)])
    shutil.rmtree(folder, ignore_errors=True)
    return tally


def _stopped_and_continued(programs: list[Program], chance: random.Random) -> int:
    end, stops = time.monotonic() + _SECONDS, 0
    while time.monotonic() < end:
        one = chance.choice(programs)
        one.send(signal.SIGSTOP)
        stops += 1
        time.sleep(_LONGEST_STOP if not chance.randrange(_LONG) else chance.random() * 0.2)
        one.send(signal.SIGCONT)
        time.sleep(chance.random() * 0.05)
    return stops


def _ended(program: Program) -> list[str]:
    program.send(signal.SIGCONT)
    program.wait_for(1_000_000, 120)
    return program.end()


def _is_bad(line: str) -> bool:
    return line.startswith(("fault", "buruk"))


def _afterwards(path: Path, promised: set[str]) -> Iterator[str]:
    try:
        with open_book(FilePlace(path), read_only=True) as book:
            folders = [path.with_name("cadangan")]
            for problem in inspect_book(book, backup_folders=folders).problems[:3]:
                yield f"wrongly damaged: {problem}"
            there = {f"nomor {row.number}" for row in book.rows(Complaint.select())}
            yield from (f"lost: {each}" for each in sorted(promised - there))
            for info in read_backups(book.place, folders[0]):
                _, sequence, last = journal_ends(info.path, None)
                if (info.sequence, info.sha256) != (sequence, digest_of(info.path)):
                    yield f"wrong note: {info.path.name} {last}"
    except BookError as error:
        yield f"refused: {error}"


def _window(path: Path, say: Say) -> None:
    """Record and close, now and then, as somebody does who opens a window in between."""
    for _ in range(4):
        try:
            with open_book(FilePlace(path)) as book:
                for number in range(_ROWS):
                    values = {"name": f"Warga {number}", "subject": "KTP-el"}
                    now = book.clock.now()
                    new = read_form(Channel.COUNTER, values, now, read_lists(book))
                    say(f"nomor {record(book, new).number}")
        except BookError as error:
            say(_judged(str(error)))
        time.sleep(0.1)


def _import(path: Path, say: Say) -> None:
    rows = path.with_name("baris.jsonl")
    for turn in range(6):
        lines = [
            json.dumps({"saluran": "telepon", "nama": f"W {turn}", "objek": f"KK {turn}-{n}"})
            for n in range(_ROWS)
        ]
        rows.write_text("\n".join(lines), encoding="utf-8")
        code, out, error = _command("impor", str(rows), "--buku", str(path))
        for number in out.split():
            say(f"nomor {number}")
        if code:
            say(_judged(error))


def _again(*command: str) -> Callable[[Path, Say], None]:
    def work(path: Path, say: Say) -> None:
        end = time.monotonic() + _SECONDS
        while time.monotonic() < end:
            given = [each.replace("{}", str(path.parent)) for each in command]
            code, _, error = _command(*given, "--buku", str(path))
            if code:
                say(_judged(error))

    return work


def _judged(sentence: str) -> str:
    """Return a refusal as it is, marked where it says something of the book that is not true."""
    is_wrong = "rusak" in sentence or "kehilangan" in sentence or "masalah" in sentence
    return f"{'buruk' if is_wrong else 'ditolak'}: {' '.join(sentence.split())}"


def _command(*arguments: str) -> tuple[int, str, str]:
    out, error = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
        code = main.main(list(arguments))
    return code, out.getvalue(), f"{error.getvalue()} {out.getvalue() if code else ''}"


PROGRAMS: Mapping[str, Callable[[Path, Say], None]] = {
    "window": _window,
    "impor": _import,
    "cadangkan": _again("cadangkan", "--ke", "{}/cadangan"),
    "daftar": _again("daftar", "--json"),
    "rekap": _again("rekap", "2026-11", "--keluar", "{}/rekap"),
    "periksa": _again("periksa", "--cadangan", "{}/cadangan"),
}
