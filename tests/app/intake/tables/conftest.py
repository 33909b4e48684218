"""A book that stands at an evening of November 2026, and files made or taken from the cases."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from app.book.lists import read_lists
from app.book.opening import open_book
from app.book.place import FilePlace
from app.ground.clock import FixedClock
from app.intake.tables.importing import Importing, read_rows
from app.intake.tables.proposal import propose
from models.complaint import Complaint

CASES = Path(__file__).parents[3] / "data" / "intake" / "cases"


class Imported:
    """What an import said, and what then stands in the book."""

    def __init__(self, book, plan, outcomes):
        self.notes = plan.notes
        self.outcomes = outcomes
        self.fates = [outcome.fate.value for outcome in outcomes]
        self.said = [outcome.said for outcome in outcomes]
        self.words = " ".join(note for each in outcomes for note in each.row.notes)
        self.rows = list(book.rows(Complaint.select().order_by(Complaint.id)))


@pytest.fixture
def evening():
    return FixedClock(datetime(2026, 11, 25, 18, 0))


@pytest.fixture
def book(template_path, tmp_path, evening):
    path = shutil.copy(template_path, tmp_path / "buku.db")
    with open_book(FilePlace(path), clock=evening, officer="Petugas Uji") as opened:
        yield opened


@pytest.fixture
def bring_in(book) -> Callable[..., Imported]:
    def bring(path, *, is_trial=False, **changes):
        plan = replace(propose(path, read_lists(book)), **changes)
        importing = Importing(book, is_trial=is_trial)
        outcomes = [each for lot in importing.take_all(read_rows(book, plan)) for each in lot]
        return Imported(book, plan, outcomes)

    return bring


@pytest.fixture
def bring_case(bring_in):
    return lambda name, **more: bring_in(CASES / name, **more)


@pytest.fixture
def sheet(tmp_path):
    def write_sheet(*rows, name="buku.xlsx", shape=None):
        workbook = openpyxl.Workbook()
        for row in rows:
            workbook.active.append(row)
        if shape:
            shape(workbook)
        path = tmp_path / name
        workbook.save(path)
        return path

    return write_sheet


@pytest.fixture
def write(tmp_path):
    def write_file(name, content):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file
