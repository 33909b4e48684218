"""Copies of the book, made by SQLite's backup and checked before they are trusted."""

import json
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from app.book import Book
from app.clock import Clock
from app.errors import BookRefused, StorageError
from app.journal import fingerprint, last_entry
from app.locking import BookLock, ensure_local
from app.storage import explaining_refusal
from models.complaint import Complaint
from models.database import CopyFailed, check_file, copy_file

_SUFFIX: Final = ".cadangan"
# What SQLite keeps beside a book in use: the write-ahead log and its index.
_SIDES: Final = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """One good backup: where it lies, when it was made, how many complaints are in it."""

    path: Path
    made_at: datetime
    complaints: int
    fingerprint: str


def back_up(book: Book, folder: Path) -> BackupInfo:
    """Copy the book into *folder*, check the copy and write down what is in it.

    Raises:
        StorageError: nothing half-made is left behind.
    """
    now = book.clock.now()
    head = last_entry()
    target = folder / f"{book.path.stem} {now:%Y-%m-%d %H.%M.%S}{_SUFFIX}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        copy_file(book.path, target)
        info = BackupInfo(
            target, now, Complaint.select().count(), fingerprint(head.hash) if head else ""
        )
        note = {
            "dibuat": now.isoformat(),
            "pengaduan": info.complaints,
            "sidik_jari": info.fingerprint,
            "buku": str(book.path),
        }
        _note_of(target).write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")
    except (OSError, CopyFailed) as error:
        raise StorageError(
            f"Cadangan ke {folder} gagal. Buku sendiri tidak berubah. "
            f"Periksa ruang cakram dan hak tulis folder itu. ({error})"
        ) from error
    return info


def read_backups(book_path: Path, folder: Path) -> tuple[BackupInfo, ...]:
    """Return the good backups of a book in *folder*, the newest first."""
    found = []
    for path in sorted(folder.glob(f"{_glob_safe(book_path.stem)} *{_SUFFIX}"), reverse=True):
        try:
            said = json.loads(_note_of(path).read_text(encoding="utf-8"))
            made_at = datetime.fromisoformat(said["dibuat"])
            info = BackupInfo(path, made_at, int(said["pengaduan"]), str(said["sidik_jari"]))
        except (OSError, ValueError, KeyError, TypeError):
            continue  # without its note it was never finished
        found.append(info)
    return tuple(found)


def restore(backup: Path, book_path: Path, clock: Clock) -> Path | None:
    """Put *backup* in the place of the book; return where the book it replaces was kept.

    Raises:
        BookRefused: the backup is no sound book; the present book is untouched.
        BookInUse: somebody is writing in the present book.
    """
    with explaining_refusal(backup):
        check_file(backup)
    if not book_path.parent.is_dir():
        raise BookRefused(f"Folder {book_path.parent} tidak ada.")
    ensure_local(book_path)
    lock = _locked(book_path, clock)
    fresh = book_path.with_name(f".{book_path.name}.pulih")
    try:
        kept = _set_aside(book_path, clock) if book_path.exists() else None
        # All that needs room on the disk is done before the present book is touched.
        copy_file(backup, fresh)
        for side in _SIDES:
            book_path.with_name(book_path.name + side).unlink(missing_ok=True)
        fresh.replace(book_path)
    except (OSError, CopyFailed) as error:
        raise StorageError(
            f"Pemulihan gagal, buku yang ada dan cadangan {backup} tidak berubah. "
            f"Periksa ruang cakram dan hak tulis folder {book_path.parent}. ({error})"
        ) from error
    finally:
        fresh.unlink(missing_ok=True)
        lock.release()
    return kept


def _locked(book_path: Path, clock: Clock) -> BookLock:
    lock = BookLock(book_path)
    try:
        lock.take("", clock.now())
    except OSError as error:
        raise BookRefused(
            f"Folder {book_path.parent} tidak dapat ditulisi, buku yang ada tidak berubah. "
            "Periksa nama berkas dan hak tulis pada folder itu."
        ) from error
    return lock


def _set_aside(book_path: Path, clock: Clock) -> Path:
    """Copy the present book beside itself, with its log; a damaged one is copied as it is."""
    kept = book_path.with_name(
        f"{book_path.stem} sebelum dipulihkan {clock.now():%Y-%m-%d %H.%M.%S}{book_path.suffix}"
    )
    try:
        copy_file(book_path, kept)
    except CopyFailed:
        for side in ("", *_SIDES):
            part = book_path.with_name(book_path.name + side)
            if part.exists():
                shutil.copy2(part, kept.with_name(kept.name + side))
    return kept


def _note_of(backup: Path) -> Path:
    return backup.with_name(backup.name + ".json")


def _glob_safe(stem: str) -> str:
    return "".join(f"[{c}]" if c in "[]*?" else c for c in stem)
