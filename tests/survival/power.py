"""Power cuts: what is left is opened as the next start does, and held to what was promised."""

import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from app.book.book import Book
from app.book.head_marks import read_head_marks
from app.book.journal import last_entry
from app.book.lists import read_lists
from app.book.opening import open_book
from app.book.place import FilePlace
from app.entry.drafts import Drafts
from app.entry.forms import read_form
from app.ground.clock import FixedClock
from app.ground.errors import BookError, BookRefused
from app.ground.paths import desk_file
from app.keeping.backup import digest_of
from app.keeping.backup_notes import read_backups
from app.keeping.inspection import inspect_book
from app.keeping.rescue import Rescue
from app.rules.channels import Channel
from app.rules.procedure import Event
from app.steps.record import record
from models.complaint import Complaint
from models.journal import JournalEntry
from tests.survival.cuts import Cut, cuts, cuts_of_a_liar
from tests.survival.disk import Disk
from tests.survival.lives import LATER, LIVES, Said, book_in, live
from tests.survival.tally import Tally

# After everything that happens in a life.
_NEXT_START = FixedClock(LATER + timedelta(days=9))
# Of how many cuts one is cut again while the next start mends what it finds, or goes on.
_CUT_AGAIN, _GONE_ON = 6, 3
_OF_ONE_LIFE = 200
_UNNOTICED = "lost unnoticed"
# Where nothing leaves the book on purpose.
_LIED_TO = ("steps", "backups", "papers", "upgrade")


def run(folder: Path, number: int, seed: int, names: Sequence[str] = ()) -> Tally:
    """Cut the power *number* times, spread over the lives; *folder* is gone afterwards."""
    tally = Tally()
    for name, cut, chance in _lived(folder, number, seed, names, cuts):
        tally.add(_where(name, cut), after_cut(cut, folder, chance))
    shutil.rmtree(folder)
    return tally


def run_with_liar(folder: Path, number: int, seed: int, names: Sequence[str] = ()) -> Tally:
    """Do the same to a disk that says it has flushed, and has not."""
    tally = Tally()
    for name, cut, _ in _lived(folder, number, seed, names or _LIED_TO, cuts_of_a_liar):
        _clear(folder)
        cut.lay_out(folder)
        outcome = after_lie(folder, cut.said or Said())
        if outcome == _UNNOTICED:
            tally.add(_where(name, cut), [outcome])
        else:
            tally.see(outcome)
    shutil.rmtree(folder)
    return tally


def _where(name: str, cut: Cut) -> str:
    return f"{name} at {cut.number}, {cut.rest.value}"


def _lived(
    folder: Path,
    number: int,
    seed: int,
    names: Sequence[str],
    cuts_of: Callable[[Disk, int, random.Random], Iterator[Cut]],
) -> Iterator[tuple[str, Cut, random.Random]]:
    chance = random.Random(seed)
    chosen = names or list(LIVES)
    for place, name in enumerate(chosen):
        share = (number + place) // len(chosen)
        # Each life is lived anew now and then: its bytes and sizes are chosen by chance.
        while share > 0:
            _clear(folder)
            disk = live(name, folder, chance.randrange(1 << 30))
            for cut in cuts_of(disk, min(share, _OF_ONE_LIFE), chance):
                yield name, cut, chance
            share -= _OF_ONE_LIFE


def after_cut(cut: Cut, folder: Path, chance: random.Random) -> list[str]:
    """Start again on what *cut* has left; return what is wrong then."""
    _clear(folder)
    cut.lay_out(folder)
    said = cut.said or Said()
    if not chance.randrange(_CUT_AGAIN):
        disk = Disk(folder)
        with disk.recording():
            troubles = next_start(folder, said, goes_on=False)
        if troubles:
            return troubles
        (again,) = cuts(disk, 1, chance)
        _clear(folder)
        again.lay_out(folder)
    return next_start(folder, said, goes_on=not chance.randrange(_GONE_ON))


def after_lie(folder: Path, said: Said) -> str:
    """Return what the next start makes of a book that may have lost what was said to be flushed."""
    marks = read_head_marks(book_in(folder))
    try:
        with open_book(place_in(folder, said), clock=_NEXT_START, may_create=False) as book:
            if book.holding.notice:
                return "noticed when opened"
            if not said.sequence or _has(book, said):
                return "noticed by periksa" if inspect_book(book).problems else "nothing lost"
            if inspect_book(book).problems:
                return "noticed by periksa"
            is_told = any(not _has(book, Said(mark.sequence, mark.hash)) for mark in marks)
            return _UNNOTICED if is_told else "gone with every trace of it"
    except BookError:
        return "noticed when opened" if said.sequence else "nothing lost"


def next_start(folder: Path, said: Said, *, goes_on: bool) -> list[str]:
    """Open the book in *folder* and compare it with what was *said*; return what is wrong."""
    try:
        if said.is_damaged:
            _rescue(place_in(folder, said))
        return list(_looked_at(folder, said, goes_on=goes_on))
    except BookError as error:
        return [f"refused: {error}"]
    except Exception as error:
        return [f"fault: {type(error).__name__} {error}"]


def place_in(folder: Path, said: Said) -> FilePlace:
    """Return the book of a life, with its key."""
    return FilePlace(book_in(folder), said.key)


def _rescue(place: FilePlace) -> None:
    backups = sorted(place.folder.glob("*.cadangan"))
    try:
        with Rescue(place, _NEXT_START, backups) as rescue:
            rescue.accept()
    except BookRefused as error:
        # What had begun is done already.
        if "tidak rusak" not in str(error):
            raise


def _looked_at(folder: Path, said: Said, *, goes_on: bool) -> Iterator[str]:
    with open_book(
        place_in(folder, said),
        clock=_NEXT_START,
        officer="Petugas Uji",
        may_create=not said.sequence,
    ) as book:
        if "kehilangan" in book.holding.notice or "rusak" in book.holding.notice:
            yield f"wrongly said: {book.holding.notice}"
        yield from _inspected(book)
        if said.sequence and not _has(book, said):
            yield from _replaced(book, folder, said)
        yield from _kept_drafts(book, said)
        yield from _kept_files(book, folder, said)
        # While PINs are used nobody has signed in yet.
        if goes_on and not book.settings.people.uses_pins:
            yield from _gone_on(book)


def _inspected(book: Book) -> Iterator[str]:
    report = inspect_book(book, backup_folders=_backup_folders(book))
    # Every step there is works without its seal key for a while.
    problems = [problem for problem in report.problems if "tidak disegel" not in problem]
    for problem in problems[:3]:
        yield f"wrongly damaged: {problem}"


def _backup_folders(book: Book) -> list[Path]:
    office = book.place.path.parent
    return [office / "cadangan", office.parent / "second"]


def _has(book: Book, said: Said) -> bool:
    wanted = (JournalEntry.sequence == said.sequence) & (JournalEntry.hash == said.hash)
    return bool(book.rows(JournalEntry.select().where(wanted)).exists())


def _replaced(book: Book, folder: Path, said: Said) -> Iterator[str]:
    """Yield that an acknowledged entry is gone, unless a restore had begun and kept its book."""
    head = last_entry(book)
    if said.may_be_replaced and head is not None and head.event == Event.BOOK_RESTORED.value:
        for path in (folder / "office").glob("* sebelum dipulihkan *.db"):
            place = FilePlace(path, said.key)
            with open_book(place, clock=_NEXT_START, read_only=True) as kept:
                if _has(kept, said):
                    return
    yield f"lost: entry {said.sequence}, the book has {head.sequence if head else 0}"


def _kept_drafts(book: Book, said: Said) -> Iterator[str]:
    told: list[str] = []
    stored = {draft.key for draft in Drafts(desk_file(), book, told.append).all()}
    for key in said.drafts - stored:
        yield f"draft lost: {key}"
    for sentence in told:
        yield f"wrongly damaged: {sentence}"


def _kept_files(book: Book, folder: Path, said: Said) -> Iterator[str]:
    for name, digest in said.files.items():
        path = folder / name
        if not path.exists():
            yield f"file lost: {name}"
        elif sha256(path.read_bytes()).hexdigest() != digest:
            yield f"file torn: {name}"
    for place in _backup_folders(book):
        for info in read_backups(book.place, place):
            if info.path.exists() and digest_of(info.path) != info.sha256:
                yield f"wrong note: {info.path.name}"


def _gone_on(book: Book) -> Iterator[str]:
    given = {row.number for row in book.rows(Complaint.select())}
    values = {"name": "Warga", "subject": "KTP-el"}
    new = read_form(Channel.COUNTER, values, book.clock.now(), read_lists(book))
    if record(book, new).number in given:
        yield "given twice: a number"
    yield from _inspected(book)


def _clear(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    book_in(folder).parent.mkdir(parents=True)
