"""kill -9 of a window that records and of an import, at any moment; POSIX only."""

import contextlib
import io
import json
import os
import random
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

import main
from app.book.opening import open_book
from app.book.place import FilePlace

# Loaded here, each child is at work at once.
from app.commands import import_file as _loaded  # noqa: F401
from app.entry.drafts import Drafts
from app.ground.clock import FixedClock
from app.ground.errors import BookError
from app.ground.paths import desk_file
from app.keeping.inspection import inspect_book
from app.rules.channels import Channel
from models.complaint import Complaint
from tests.survival.lives import BEGIN
from tests.survival.programs import Say, begin
from tests.survival.tally import Tally
from ui.entry.page import EntryPage
from ui.look.preferences import Preferences
from ui.shared.change_hub import ChangeHub
from ui.shared.context import Context
from ui.shared.privacy import PrivacyShield
from ui.shared.tasks import TaskRunner

_ROWS = 40
# Kills of one book before it is begun anew, and lines after which one is killed at the latest.
_OF_ONE_BOOK, _MOST_LINES = 20, 12
_PATIENCE = 60.0


def run(folder: Path, number: int, seed: int, names: Sequence[str] = ()) -> Tally:
    """Kill *number* programs; every one must leave a whole book with all that it had said."""
    tally, chance = Tally(), random.Random(seed)
    chosen = names or list(KILLED)
    promised: set[str] = set()
    for case in range(number):
        if not case % _OF_ONE_BOOK:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            promised.clear()
        name = chosen[case % len(chosen)]
        path = folder / "buku.db"
        program = begin(lambda say, work=KILLED[name], path=path, case=case: work(path, case, say))
        program.wait_for(chance.randint(0, _MOST_LINES), _PATIENCE)
        # Anywhere in what it does next.
        program.wait_for(1_000, chance.random() * 0.03)
        said = program.end()
        promised |= {line for line in said if not line.startswith("fault")}
        faults = [line for line in said if line.startswith("fault")]
        tally.found["killed"] += 1
        tally.add(f"{name} {case}", [*faults, *_next_start(path, promised)])
    shutil.rmtree(folder, ignore_errors=True)
    return tally


def _import(path: Path, case: int, say: Say) -> None:
    rows = path.with_name("baris.jsonl")
    lines = [
        json.dumps({"saluran": "telepon", "nama": f"Warga {case}", "objek": f"KTP {case}-{n}"})
        for n in range(_ROWS)
    ]
    rows.write_text("\n".join(lines), encoding="utf-8")
    with contextlib.redirect_stdout(_Lines(say)):
        main.main(["impor", str(rows), "--buku", str(path)])


class _Lines(io.TextIOBase):
    """An output that says each line as soon as it is whole."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._begun = ""

    def write(self, text: str) -> int:
        *whole, self._begun = (self._begun + text).split("\n")
        for line in whole:
            self._say(f"nomor {line}")
        return len(text)


def _window(path: Path, case: int, say: Say) -> None:
    # Qt is at work in the child only; a program that has it at work must make no other.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QApplication([])
    book = open_book(FilePlace(path), may_create=True)
    hub = ChangeHub()
    hub.changed.connect(lambda changes: changes.number and say(f"nomor {changes.number}"))
    page = EntryPage(Context(book, hub, TaskRunner(), PrivacyShield(), Preferences()))
    for number in range(_ROWS):
        page.choose(Channel.COUNTER)
        page.form.fill({"name": f"Warga {case}", "subject": f"KK {case}-{number}"})
        if page.keeper.keep():
            say(f"draf KK {case}-{number}")
        page.save.click()
        application.processEvents()


def _next_start(path: Path, promised: set[str]) -> Iterator[str]:
    try:
        clock = FixedClock(BEGIN)
        with open_book(FilePlace(path), clock=clock, may_create=not promised) as book:
            if "kehilangan" in book.holding.notice:
                yield f"wrongly said: {book.holding.notice}"
            for problem in inspect_book(book, is_index_compared=False).problems[:2]:
                yield f"wrongly damaged: {problem}"
            rows = list(book.rows(Complaint.select()))
            told: list[str] = []
            kept = {d.values["subject"] for d in Drafts(desk_file(), book, told.append).all()}
            there = {f"nomor {row.number}" for row in rows}
            there |= {f"draf {subject}" for subject in kept | {row.subject for row in rows}}
            yield from (f"lost: {each}" for each in sorted(promised - there))
            yield from (f"wrongly damaged: {sentence}" for sentence in told)
    except BookError as error:
        yield f"refused: {error}"


KILLED: Mapping[str, Callable[[Path, int, Say], None]] = {"impor": _import, "window": _window}
