"""Copies of the book: made by SQLite's backup, then opened, inspected, counted and hashed."""

import glob
import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from app.book.book import Book
from app.book.journal import fingerprint, first_hash, last_entry
from app.book.key_slots import copy_slots, slot_file
from app.book.opening import open_book
from app.book.place import FilePlace
from app.book.unlocking import unlocked
from app.ground.clock import Clock
from app.ground.errors import BookError, StorageError
from app.ground.log import log_event, log_trouble
from app.keeping.backup_notes import SUFFIX, BackupInfo, note_again, note_of, write_note
from app.keeping.inspection import inspect_book
from models.disk import discard, free_path, make_private_folder, rename
from models.sqlite.copies import CopyFailed

# Seconds: the copy of even the largest book is done sooner.
_ABANDONED_AFTER: Final = 3600
_CHUNK: Final = 1 << 20


def never() -> bool:
    """Say that nobody wants to stop."""
    return False


def back_up(
    book: Book,
    folder: Path,
    *,
    is_automatic: bool = False,
    is_cancelled: Callable[[], bool] = never,
) -> BackupInfo:
    """Copy the book into *folder*, check the copy and write down what is in it.

    Raises:
        StorageError: nothing half-made is left behind.
        BackupStopped: *is_cancelled* said so; nothing half-made is left behind.
    """
    now = book.clock.now()
    target = free_path(folder / f"{book.place.name} {now:%Y-%m-%d %H.%M.%S}{SUFFIX}")
    # A backup without a note is a finding: it gets its name when the note is there.
    scratch = target.with_name(f".{target.name}.part")
    try:
        make_private_folder(folder)
        _sweep(book, folder)
        book.copy_to(scratch, is_cancelled)
        made = BackupInfo(target, now, 0, "", checked_at=now, is_automatic=is_automatic)
        info = _checked(book, made, scratch, is_cancelled)
        copy_slots(book.place.path, target)
        rename(scratch, target)
    except (OSError, CopyFailed, BookError) as error:
        discard(scratch)
        discard(note_of(target))
        discard(slot_file(target))
        if is_cancelled():
            raise BackupStopped from error
        raise StorageError(
            f"Cadangan ke {folder} gagal. Buku sendiri tidak berubah. "
            "Periksa ruang cakram dan hak tulis folder itu."
        ) from error
    log_event(f"Cadangan {target.name} dibuat: {info.complaints} pengaduan")
    return info


class BackupStopped(BookError):
    """Somebody stopped a backup before it was checked."""

    def __init__(self) -> None:
        super().__init__("Pencadangan dihentikan. Cadangan sebelumnya tidak berubah.")


def _checked(
    book: Book, made: BackupInfo, scratch: Path, is_cancelled: Callable[[], bool]
) -> BackupInfo:
    """Look into the copy at *scratch*, write its note and return what is in it."""
    # The window that is closed does not wait for the end of a look through a large book.
    if is_cancelled():
        raise BackupStopped
    place = book.place.copy_at(scratch)
    with open_book(place, clock=book.clock, read_only=True, is_forgiving=True) as copy:
        # What an index holds can be made anew from the rows that a restore brings back.
        report = inspect_book(copy, is_cancelled, is_index_compared=False)
        head = last_entry(copy)
        begin = first_hash(copy)
    if is_cancelled():
        raise BackupStopped
    info = replace(
        made,
        complaints=report.complaints,
        fingerprint=fingerprint(head.hash) if head else "",
        sequence=head.sequence if head else 0,
        findings=len(report.problems),
        sha256=digest_of(scratch),
    )
    if report.problems:
        log_trouble(f"Cadangan {made.path.name}: {len(report.problems)} temuan")
    write_note(info, book.place, begin, head.hash if head else "")
    return info


def check_again(info: BackupInfo, clock: Clock) -> BackupInfo:
    """Look at a backup that was good when it was made; write down and return what it is now.

    Raises:
        OSError: its note cannot be written.
    """
    findings = info.findings if _is_unchanged(info, clock) else max(info.findings, 1)
    now = clock.now()
    note_again(info, now, findings)
    if findings > info.findings:
        log_trouble(f"Cadangan {info.path.name} tidak lagi seperti ketika dibuat")
    return replace(info, checked_at=now, findings=findings)


def _is_unchanged(info: BackupInfo, clock: Clock) -> bool:
    if info.sha256:
        try:
            return digest_of(info.path) == info.sha256
        except OSError:
            return False
    # A backup of release 0.2.0 has no digest: it is looked into instead.
    try:
        with open_book(
            unlocked(FilePlace(info.path)), clock=clock, read_only=True, is_forgiving=True
        ) as copy:
            return not inspect_book(copy, is_index_compared=False).problems
    except BookError:
        return False


def digest_of(path: Path) -> str:
    """Return the SHA-256 of the bytes at *path*, in hex."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _sweep(book: Book, folder: Path) -> None:
    """Remove what backups that were cut off have left, such as by a power cut."""
    now = book.clock.utc().timestamp()
    for part in folder.glob(f".{glob.escape(book.place.name)} *.part*"):
        # A younger one may be of a backup that another program makes now.
        if now - part.stat().st_mtime > _ABANDONED_AFTER:
            part.unlink(missing_ok=True)
