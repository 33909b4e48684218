"""The rounds of the program itself: a backup where something is new, a second place, a recheck."""

import contextlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from app.book.book import Book
from app.book.journal import last_entry
from app.book.key_slots import copy_slots, slot_file
from app.book.place import Place
from app.ground.clock import Clock
from app.ground.errors import BookError
from app.ground.log import log_event, log_trouble
from app.keeping.backup import back_up, check_again, digest_of, never
from app.keeping.backup_notes import BackupInfo, note_of, read_backups, read_note
from app.keeping.rotation import superfluous
from models.disk import flush_folder, written_beside

_CHECKED_EVERY: Final = timedelta(days=7)
_MADE_EVERY: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Round:
    """What one round has done.

    Attributes:
        made: the backup it made; None where nothing was new.
        spoiled: backups that are no longer what they were when they were made.
        second_refusal: why the second place has not got its copy, in a sentence; mostly empty.
    """

    made: BackupInfo | None = None
    spoiled: tuple[BackupInfo, ...] = ()
    second_refusal: str = ""


def is_due(book: Book, folder: Path) -> bool:
    """Return whether the last good backup is an hour old; a round then looks for what is new."""
    newest = newest_good(read_backups(book.place, folder))
    # One from a clock that ran ahead says nothing of the last hour.
    return newest is None or abs(book.clock.now() - newest.made_at) >= _MADE_EVERY


def make_round(
    book: Book,
    folder: Path,
    second: Path | None,
    is_cancelled: Callable[[], bool] = never,
) -> Round:
    """Back the book up into *folder* if it has new entries; bring the copy to the *second* place.

    Raises:
        StorageError: the backup cannot be made.
        BackupStopped: *is_cancelled* said so.
    """
    newest = newest_good(read_backups(book.place, folder))
    made = None
    if newest is None or entries_since(book, newest):
        made = back_up(book, folder, is_automatic=True, is_cancelled=is_cancelled)
    refusal = carry(made or newest, second)
    for place in filter(None, (folder, second)):
        _rotate(book.place, place, book.clock)
    spoiled = () if is_cancelled() else _check_one(book.place, folder, book.clock)
    return Round(made, spoiled, refusal)


def back_up_by_hand(book: Book, folder: Path, second: Path | None) -> Round:
    """Back the book up because a person wants it; the copy also goes to the *second* place.

    Raises:
        StorageError: the backup cannot be made.
    """
    made = back_up(book, folder)
    return Round(made, second_refusal=carry(made, second))


def newest_good(backups: tuple[BackupInfo, ...]) -> BackupInfo | None:
    """Return the newest of *backups* in which nothing was found wrong."""
    return next((info for info in backups if info.is_good), None)


def entries_since(book: Book, info: BackupInfo | None) -> int:
    """Return how many journal entries *info* does not hold, as many as there are without one."""
    head = last_entry(book)
    done = info.sequence if info is not None else 0
    return max((head.sequence if head else 0) - done, 0)


def carry(info: BackupInfo | None, second: Path | None) -> str:
    """Copy a backup with its note to the second place; return in a sentence why not, else ""."""
    if info is None or second is None:
        return ""
    target = second / info.path.name
    try:
        if not second.is_dir():
            return (
                f"Tempat cadangan kedua {second} tidak terjangkau. Pasang diska atau periksa "
                "foldernya; cadangan di komputer ini tetap dibuat."
            )
        present = read_note(target)
        if present is not None and present.sha256 == info.sha256 and target.exists():
            return ""
        with written_beside(target) as scratch:
            shutil.copyfile(info.path, scratch)
            if digest_of(scratch) != info.sha256:
                raise OSError("copied bytes differ")
            # It gets its name when its note is there, as the backup itself did.
            copy_slots(info.path, target)
            with written_beside(note_of(target)) as note:
                shutil.copyfile(note_of(info.path), note)
    except OSError as error:
        log_trouble(f"Cadangan kedua gagal: {type(error).__name__}")
        return (
            f"Cadangan ke tempat kedua {second} gagal. Periksa ruang dan hak tulisnya; cadangan "
            "di komputer ini baik."
        )
    log_event(f"Cadangan {target.name} juga disimpan di tempat kedua")
    return ""


def _rotate(place: Place, folder: Path, clock: Clock) -> None:
    for info in superfluous(read_backups(place, folder), clock.now()):
        # Its note last: a backup without its note is a finding, a note without its backup tells.
        with contextlib.suppress(OSError):
            info.path.unlink(missing_ok=True)
            # Neither shall a power cut bring back the backup alone.
            flush_folder(folder)
            slot_file(info.path).unlink(missing_ok=True)
            note_of(info.path).unlink(missing_ok=True)


def _check_one(place: Place, folder: Path, clock: Clock) -> tuple[BackupInfo, ...]:
    """Check again the backup whose last check is longest ago, if that is a week; one a round."""
    due = [
        info
        for info in read_backups(place, folder)
        if clock.now() - (info.checked_at or info.made_at) >= _CHECKED_EVERY
    ]
    if not due:
        return ()
    oldest = min(due, key=lambda info: info.checked_at or info.made_at)
    try:
        again = check_again(oldest, clock)
    except (OSError, BookError):
        again = replace(oldest, findings=max(oldest.findings, 1))
    return (again,) if again.findings > oldest.findings else ()
