"""A full disk: everything is done on a small one with any room left, said, and done again after.

The disk is a file system in memory, which only root may make; others try nothing.
"""

import contextlib
import io
import json
import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import main
from app.book.book import Book
from app.book.lists import read_lists
from app.book.opening import open_book
from app.book.place import FilePlace
from app.entry.attachments import IncomingFile
from app.entry.drafts import Drafts, EntryContent
from app.entry.forms import read_form
from app.ground.clock import FixedClock
from app.ground.errors import BookError
from app.ground.log import log_event
from app.ground.paths import desk_file
from app.keeping.backup import back_up
from app.keeping.inspection import inspect_book
from app.keeping.rounds import make_round
from app.rules.channels import Channel
from app.steps.record import record
from models.journal import Head, journal_head
from tests.books.__main__ import lose_an_index
from tests.books.told import BOOKS
from tests.survival.lives import BEGIN
from tests.survival.tally import Tally

_SIZE = "24m"
_MOST_LEFT = 900_000
_CLOCK = FixedClock(BEGIN)
_ROW = {"saluran": "telepon", "nama": "Warga Rekaan", "objek": "KTP-el"}
# What a sentence about a full disk says, one of these.
_RIGHT = ("penuh", "ruang")


class Refused(Exception):
    """A command ended with a sentence."""


@dataclass(frozen=True)
class Act:
    """Something an office does, and whether it is on a book of its own kind."""

    act: Callable[[Path], object]
    prepare: Callable[[Path], object] = lambda office: None
    is_said: bool = True


def can_make_one() -> bool:
    """Return whether this account may make a small disk."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("mount") is not None


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Let *folder* be a disk of 24 MB within the block."""
    folder.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", str(folder)]
    subprocess.run(mount, check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def run(folder: Path, number: int, seed: int, names: Sequence[str] = ()) -> Tally:
    """Fill the disk *number* times before something is done."""
    tally = Tally()
    if not can_make_one():
        tally.see("no small disk could be made")
        return tally
    folder.mkdir(parents=True)
    _make_book(folder / "dasar")
    chosen = names or list(ACTS)
    for case in range(number):
        chance = random.Random(f"{seed} {case}")
        name = chosen[case % len(chosen)]
        left = chance.choice([0, chance.randrange(70_000), chance.randrange(_MOST_LEFT)])
        with small_disk(folder / "kecil") as disk:
            shutil.copytree(folder / "dasar", disk / "kantor")
            (disk / "data").mkdir()
            os.environ["BUKU_PENGADUAN_DATA"] = str(disk / "data")
            tally.add(f"{name} with {left} bytes left", list(_tried(ACTS[name], disk, left, tally)))
    shutil.rmtree(folder)
    return tally


def _tried(act: Act, disk: Path, left: int, tally: Tally) -> Iterator[str]:
    office = disk / "kantor"
    act.prepare(office)
    before = _head(office)
    filler = _fill(disk, left)
    try:
        act.act(office)
        tally.found["done"] += 1
    except (BookError, Refused) as error:
        tally.found["refused"] += 1
        if act.is_said and not any(word in str(error) for word in _RIGHT):
            yield f"wrong sentence: {error}"
    except Exception as error:
        yield f"fault: {type(error).__name__} {error}"
    filler.unlink()
    yield from _sound(office, before)
    try:
        act.act(office)
    except Exception as error:
        # Done before, or done now: both are well.
        if "tidak rusak" not in str(error):
            yield f"not possible afterwards: {type(error).__name__} {error}"
    yield from _sound(office, before)


def _fill(disk: Path, left: int) -> Path:
    filler = disk / "pengisi"
    status = os.statvfs(disk)
    filler.write_bytes(bytes(max(status.f_bavail * status.f_frsize - left, 0)))
    return filler


def _sound(office: Path, before: Head | None) -> Iterator[str]:
    try:
        with _opened(office, read_only=True) as book:
            for problem in inspect_book(book, backup_folders=[office / "cadangan"]).problems[:2]:
                yield f"wrongly damaged: {problem}"
            if before is not None and journal_head(book.store.database).sequence < before.sequence:
                yield "lost: entries"
    except BookError as error:
        # A book that was damaged before may still be.
        if before is not None:
            yield f"refused: {error}"


def _head(office: Path) -> Head | None:
    try:
        with _opened(office, read_only=True) as book:
            return journal_head(book.store.database)
    except BookError:
        return None


def _opened(office: Path, **wishes: object) -> Book:
    return open_book(FilePlace(office / "buku.db"), clock=_CLOCK, officer="Rina", **wishes)


def _make_book(office: Path) -> None:
    office.mkdir()
    with _opened(office, may_create=True) as book:
        for number in range(8):
            _record(book, number)
        back_up(book, office / "cadangan")
        _record(book, 9)


def _record(book: Book, number: int) -> None:
    values = {"name": f"Warga {number}", "subject": "KTP-el"}
    photo = IncomingFile("a.png", "image/png", random.Random(number).randbytes(120_000))
    record(book, read_form(Channel.COUNTER, values, BEGIN, read_lists(book)), [photo])


def _step(office: Path) -> None:
    with _opened(office) as book:
        _record(book, 10)


def _draft(office: Path) -> None:
    with _opened(office) as book:
        photo = IncomingFile("a.png", "image/png", bytes(300_000))
        content = EntryContent(Channel.COUNTER, {"name": "Warga"}, (photo,))
        Drafts(desk_file(), book, lambda sentence: None).keep(content, None)


def _round(office: Path) -> None:
    with _opened(office) as book:
        said = make_round(book, office / "cadangan", office / "kedua").second_refusal
        if said:
            raise Refused(said)


def _log(_: Path) -> None:
    for number in range(2_000):
        log_event(f"Catatan {number}")


def _remember(_: Path) -> None:
    # Only here: the other acts know no Qt.
    from ui.look.preferences import Preferences

    preferences = Preferences()
    preferences.keep("uji", "x" * 20_000)
    preferences.flush()


def _command(*arguments: object) -> None:
    said = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
        code = main.main([str(argument) for argument in arguments])
    if code:
        raise Refused(said.getvalue())


def _import(office: Path) -> None:
    _command("impor", office / "baris.jsonl", "--buku", office / "buku.db")


def _restore(office: Path) -> None:
    backup = next((office / "cadangan").glob("*.cadangan"))
    _command("pulihkan", backup, "--buku", office / "buku.db")


def _on_book(*command: object) -> Callable[[Path], None]:
    return lambda office: _command(*command, "--buku", office / "buku.db")


def _into(office: Path, *command: object) -> None:
    _command(*command, office / "baru", "--buku", office / "buku.db")


def _no_book(office: Path) -> None:
    for path in office.glob("buku.db*"):
        path.unlink()


def _old_book(office: Path) -> None:
    _no_book(office)
    shutil.rmtree(office / "cadangan")
    shutil.copy(BOOKS / "0.1.0.db", office / "buku.db")


def _rows(office: Path) -> None:
    lines = [json.dumps({**_ROW, "uraian": "x" * 3_000})] * 40
    (office / "baris.jsonl").write_text("\n".join(lines), encoding="utf-8")


ACTS: Mapping[str, Act] = {
    "step": Act(_step),
    "draft": Act(_draft),
    "impor": Act(_import, _rows),
    "new book": Act(lambda office: _opened(office, may_create=True).close(), _no_book),
    "backup": Act(lambda office: _into(office, "cadangkan", "--ke")),
    "round": Act(_round, lambda office: (office / "kedua").mkdir()),
    "recap": Act(lambda office: _into(office, "rekap", "2026-11", "--keluar")),
    "restore": Act(_restore),
    "rescue": Act(_on_book("selamatkan"), lambda office: lose_an_index(office / "buku.db")),
    "upgrade": Act(lambda office: _opened(office).close(), _old_book),
    "log": Act(_log),
    "settings": Act(_remember),
}
