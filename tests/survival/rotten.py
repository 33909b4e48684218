"""Rotten bytes: a book whose file was altered anywhere is never written into, nor called whole."""

import contextlib
import io
import json
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import apsw

import main
from app.book.lists import read_lists
from app.book.opening import open_book, open_unread
from app.book.place import FilePlace
from app.entry.attachments import IncomingFile
from app.entry.forms import read_form
from app.ground.clock import FixedClock
from app.ground.errors import BookError
from app.rules.channels import Channel
from app.steps.record import record
from tests.survival.lives import BEGIN
from tests.survival.tally import Tally

_PAGE = 4096
_BIG_FILES, _BIG = 5, 8 * 1024 * 1024
# Each so many cases is of a book over 32 MB, and makes the recap, which takes long.
_LARGE, _RECAP = 10, 8
_ENTRY = {"saluran": "telepon", "nama": "Warga Rekaan", "objek": "KTP-el"}
Row = tuple[object, ...]


def run(folder: Path, number: int, seed: int, _: Sequence[str] = ()) -> Tally:
    """Spoil a book *number* times and do with it what an office does."""
    tally = Tally()
    folder.mkdir(parents=True)
    small, large = _made(folder / "kecil.db", 0), _made(folder / "besar.db", _BIG_FILES)
    for case in range(number):
        chance = random.Random(f"{seed} {case}")
        source = large if case % _LARGE == _LARGE - 1 else small
        _tried(tally, f"case {case}", source, folder, chance, with_recap=not case % _RECAP)
    shutil.rmtree(folder)
    return tally


def _made(path: Path, big_files: int) -> Path:
    clock = FixedClock(BEGIN)
    chance = random.Random(5)
    with open_book(FilePlace(path), clock=clock, may_create=True) as book:
        for number in range(60):
            values = {
                "name": f"Warga Rekaan {number}",
                "phone": f"0812-0000-{number:04}",
                "subject": f"KTP-el {number}",
                "description": "Belum jadi. " * (number % 30),
            }
            sizes = [_BIG] if number < big_files else [3_000] * (number % 7 == 0)
            files = [IncomingFile("a.png", "image/png", chance.randbytes(s)) for s in sizes]
            new = read_form(Channel.COUNTER, values, book.clock.now(), read_lists(book))
            record(book, new, files)
    return path


def spoiled(content: bytes, chance: random.Random) -> bytes:
    """Return *content* with flipped bits, foreign bytes, empty pages, or without its end."""
    altered = bytearray(content)
    how = chance.randrange(5)
    if how == 0:
        for _ in range(chance.choice([1, 1, 8, 60])):
            altered[chance.randrange(len(altered))] ^= 1 << chance.randrange(8)
    elif how == 1:
        for _ in range(chance.choice([1, 4, 20])):
            at = chance.randrange(len(altered))
            altered[at : at + 64] = chance.randbytes(len(altered[at : at + 64]))
    elif how == 2:
        for _ in range(chance.choice([1, 3])):
            at = chance.randrange(len(altered) // _PAGE) * _PAGE
            altered[at : at + _PAGE] = bytes(_PAGE)
    elif how == 3:
        first, second = (chance.randrange(len(altered) // _PAGE) * _PAGE for _ in range(2))
        altered[first : first + _PAGE] = content[second : second + _PAGE]
    else:
        unit = chance.choice([1, 512, _PAGE])
        del altered[chance.randrange(len(altered)) // unit * unit :]
    return bytes(altered)


def _tried(
    tally: Tally,
    where: str,
    source: Path,
    folder: Path,
    chance: random.Random,
    *,
    with_recap: bool,
) -> None:
    content = source.read_bytes()
    altered = spoiled(content, chance)
    if altered == content:
        tally.see("unaltered")
        return
    path = folder / "buku.db"
    _lay(path, altered)
    is_damaged = bool(damage_in(path))
    is_other = is_damaged or set(_rows(path)) != set(_rows(source))
    troubles = list(_done_with(path, altered, is_damaged=is_damaged, with_recap=with_recap))
    _lay(path, altered)
    said = _command("periksa", "--buku", path)
    if said is None:
        troubles.append("traceback: periksa")
    elif is_other and said == 0:
        troubles.append("called whole: by periksa")
    kind = "damaged" if is_damaged else "altered" if is_other else "only unused bytes"
    tally.found[kind] += 1
    tally.add(where, troubles)


def _done_with(path: Path, altered: bytes, *, is_damaged: bool, with_recap: bool) -> Iterator[str]:
    rows = path.with_name("baris.jsonl")
    rows.write_text(json.dumps(_ENTRY), encoding="utf-8")
    acts: dict[str, Callable[[], int | None]] = {
        "impor": lambda: _command("impor", rows, "--buku", path),
        "a window": lambda: _window(path),
    }
    for name, act in acts.items():
        _lay(path, altered)
        said = act()
        if said is None:
            yield f"traceback: {name}"
        elif said == 0 and is_damaged:
            yield f"written into: by {name}"
    readings = [("daftar",), ("daftar", "--json"), ("cadangkan", "--ke", path.with_name("ke"))]
    if with_recap:
        readings.append(("rekap", "2026-11", "--keluar", path.with_name("rekap")))
    for command, *arguments in readings:
        _lay(path, altered)
        if _command(command, *arguments, "--buku", path) is None:
            yield f"traceback: {command}"


def _window(path: Path) -> int | None:
    """Record as a window does, while a worker looks through a large book; 0 when it is recorded."""
    try:
        with open_unread(FilePlace(path), clock=FixedClock(BEGIN)) as opened:
            book = opened.load()
            if opened.is_to_be_checked():
                opened.find_damage()
            values = {"name": "Warga", "subject": "KTP-el"}
            record(book, read_form(Channel.COUNTER, values, book.clock.now(), read_lists(book)))
    except BookError:
        return 1
    except Exception:
        return None
    return 0


def _command(*arguments: object) -> int | None:
    """Return the exit code of a command; None where it ended in a traceback."""
    try:
        with (
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
        ):
            return main.main([str(argument) for argument in arguments])
    except Exception:
        return None


def _lay(path: Path, content: bytes) -> None:
    for left in path.parent.glob(f"{path.name}*"):
        left.unlink()
    for left in (path.with_name("data"), path.with_name("ke"), path.with_name("rekap")):
        shutil.rmtree(left, ignore_errors=True)
    path.write_bytes(content)


def damage_in(path: Path) -> str:
    """Return what SQLite itself finds wrong."""
    try:
        with contextlib.closing(apsw.Connection(str(path))) as connection:
            connection.execute("SELECT * FROM sqlite_master").fetchall()
            found = connection.execute("PRAGMA integrity_check(1)").fetchall()
            return "" if found == [("ok",)] else str(found)
    except (apsw.Error, UnicodeDecodeError) as error:
        return str(error)


def _rows(path: Path) -> Iterator[Row]:
    """Yield every row of every table, as bytes."""
    tables = """SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
        AND name NOT GLOB 'sqlite_*'"""
    try:
        with contextlib.closing(apsw.Connection(str(path))) as connection:
            for (name,) in connection.execute(tables).fetchall():
                columns = connection.execute(f"SELECT name FROM pragma_table_info('{name}')")
                read = ", ".join(f'CAST("{c}" AS BLOB), typeof("{c}")' for (c,) in columns)
                for row in connection.execute(f'SELECT {read} FROM "{name}"'):
                    yield (name, *row)
    except apsw.Error:
        yield ("unreadable",)
