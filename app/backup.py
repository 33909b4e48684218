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
from models.file import CopyFailed, check_file, copy_file
from models.journal import JournalEntry

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


@dataclass(frozen=True, slots=True)
class Witness:
    """What a backup's note says of the journal it was made from: its first entry and its head."""

    backup: Path
    made_at: datetime
    first_hash: str
    sequence: int
    hash: str


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
            **_journal_note(head),
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


def read_witnesses(folder: Path) -> tuple[Witness, ...]:
    """Return what the notes in *folder* say of the journals of whichever books, the newest first.

    The note alone counts: it still tells of a backup that has been moved away.
    """
    found = []
    for note in folder.glob(f"*{_SUFFIX}.json"):
        try:
            said = json.loads(note.read_text(encoding="utf-8"))
            witness = Witness(
                note.with_suffix(""),
                datetime.fromisoformat(said["dibuat"]),
                str(said["catatan_pertama"]),
                int(said["catatan_terakhir"]),
                str(said["sidik_jari_penuh"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            continue  # never finished, or nothing of ours
        found.append(witness)
    return tuple(sorted(found, key=lambda witness: witness.made_at, reverse=True))


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
    lock = BookLock(book_path)
    lock.take("", clock.now())
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


def first_hash() -> str:
    """Return the hash that the open book's journal begins with, empty when it is not there.

    Its values are salted, so no other book begins with it.
    """
    first = JournalEntry.get_or_none(JournalEntry.sequence == 1)
    return first.hash if first else ""


def _journal_note(head: JournalEntry | None) -> dict[str, str | int]:
    """Return what tells one day whether the journal was cut short after this backup."""
    if head is None:
        return {}
    return {
        "catatan_pertama": first_hash(),
        "catatan_terakhir": head.sequence,
        "sidik_jari_penuh": head.hash,
    }


def _note_of(backup: Path) -> Path:
    return backup.with_name(backup.name + ".json")


def _glob_safe(stem: str) -> str:
    return "".join(f"[{c}]" if c in "[]*?" else c for c in stem)
