"""One random office lived through, with what must hold at any time."""

import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from app.book.opening import open_book
from app.book.place import FilePlace
from app.ground.clock import FixedClock
from app.ground.formatting import Month
from app.keeping.inspection import inspect_book
from app.reading.recap.closed import read_closings
from app.reading.recap.monthly import read_recap
from tests.months.office import RandomOffice
from tests.months.recount import of_recap, recounted

BEGUN = datetime(2026, 9, 21, 8, 0)
_BETWEEN_LOOKS = 25


def lived(template, seed, steps):
    """Live through *steps* of the office of *seed*; return what did not hold, a sentence each."""
    with tempfile.TemporaryDirectory(prefix="bulan-") as folder:
        path = shutil.copy(template, Path(folder) / "buku.db")
        clock = FixedClock(BEGUN)
        with open_book(FilePlace(path), clock=clock, officer="Petugas Uji") as book:
            office = RandomOffice(book, clock, seed)
            troubles = []
            for _ in range(0, steps, _BETWEEN_LOOKS):
                office.live(_BETWEEN_LOOKS)
                troubles += look(office)
            troubles += inspect_book(book, is_index_compared=False).problems
            return [f"{seed}: {trouble}" for trouble in troubles], len(office.closed)


def look(office):
    """Return what does not hold now."""
    troubles = []
    for month, then in office.closed.items():
        if office.stored(month) != then:
            troubles.append(f"{month} is not what was closed")
    troubles += _recounts(office)
    return troubles


def _recounts(office):
    today, closings = office.clock.today(), read_closings(office.book)
    month = Month(2026, 9)
    while month.last < today:
        if month not in closings:
            recap = read_recap(office.book, month)
            told, counted = of_recap(recap), recounted(office.book.place.path, month)
            if told != counted:
                yield f"{month} tells {told}, the journal {counted}"
            carried = recap.carried
            if carried and carried.told != carried.opening and not recap.corrections:
                yield f"{month} opens with another balance and says no why"
        month = month.next()
