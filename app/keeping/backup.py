"""Copies of the book, made by SQLite's backup and checked before they are trusted."""

import glob
import json
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from app.book.book import Book, open_book
from app.book.journal import Event, fingerprint, last_entry
from app.book.locking import BookLock, ensure_local
from app.book.storage import explaining_refusal
from app.ground.clock import Clock
from app.ground.errors import BookRefused, StorageError
from models.complaint import Complaint
from models.disk import written_beside
from models.journal import JournalEntry
from models.rows import find
from models.sqlite.file import CopyFailed, check_file, copy_file

_SUFFIX: Final = ".cadangan"
# Seconds: the copy of even the largest book is done sooner.
_ABANDONED_AFTER: Final = 3600
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
    head = last_entry(book)
    target = folder / f"{book.path.stem} {now:%Y-%m-%d %H.%M.%S}{_SUFFIX}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(book, folder)
        copy_file(book.path, target)
        info = BackupInfo(
            target,
            now,
            book.rows(Complaint.select()).count(),
            fingerprint(head.hash) if head else "",
        )
        note = {
            "dibuat": now.isoformat(),
            "pengaduan": info.complaints,
            "sidik_jari": info.fingerprint,
            "buku": str(book.path),
            **_journal_note(book, head),
        }
        with written_beside(_note_of(target)) as scratch:
            scratch.write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")
    except (OSError, CopyFailed) as error:
        raise StorageError(
            f"Cadangan ke {folder} gagal. Buku sendiri tidak berubah. "
            "Periksa ruang cakram dan hak tulis folder itu."
        ) from error
    return info


def _sweep(book: Book, folder: Path) -> None:
    """Remove what backups that were cut off have left, such as by a power cut."""
    now = book.clock.utc().timestamp()
    for part in folder.glob(f".{glob.escape(book.path.stem)} *.part*"):
        # A younger one may be of a backup that another program makes now.
        if now - part.stat().st_mtime > _ABANDONED_AFTER:
            part.unlink(missing_ok=True)


def read_backups(book_path: Path, folder: Path) -> tuple[BackupInfo, ...]:
    """Return the good backups of a book in *folder*, the newest first."""
    found = []
    for path in sorted(folder.glob(f"{glob.escape(book_path.stem)} *{_SUFFIX}"), reverse=True):
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
    _ensure_replaceable(backup, book_path)
    lock = _locked(book_path, clock)
    try:
        kept = _replace(backup, book_path, clock)
    except (OSError, CopyFailed) as error:
        raise StorageError(
            f"Pemulihan gagal, buku yang ada dan cadangan {backup} tidak berubah. "
            f"Periksa ruang cakram dan hak tulis folder {book_path.parent}."
        ) from error
    finally:
        lock.release()
    # So that what later backups have seen of the journal is known to be gone on purpose.
    with open_book(book_path, clock=clock) as book, book.transaction() as journal:
        journal.tell(Event.BOOK_RESTORED, {"backup": backup.name})
    return kept


def _ensure_replaceable(backup: Path, book_path: Path) -> None:
    if not book_path.parent.is_dir():
        raise BookRefused(f"Folder {book_path.parent} tidak ada.")
    ensure_local(book_path)
    try:
        is_folder = book_path.is_dir()
        is_same = book_path.exists() and book_path.samefile(backup)
    except OSError as error:
        raise BookRefused(
            f"{book_path} tidak dapat dibuka. Periksa nama berkas dan hak Anda atas foldernya."
        ) from error
    if is_folder:
        raise BookRefused(f"{book_path} adalah folder. Tulis nama berkas bukunya.")
    if is_same:
        raise BookRefused(
            f"{book_path} adalah cadangan itu sendiri, tidak ada yang diubah. "
            "Tulis nama berkas bukunya."
        )


def _replace(backup: Path, book_path: Path, clock: Clock) -> Path | None:
    fresh = book_path.with_name(f".{book_path.name}.pulih")
    kept = _name_for_present(book_path, clock) if book_path.exists() else None
    try:
        # All that needs room on the disk is done before the present book is touched.
        _copy_both(backup, fresh, book_path, kept)
        for side in _SIDES:
            _beside(book_path, side).unlink(missing_ok=True)
        fresh.replace(book_path)
    finally:
        fresh.unlink(missing_ok=True)
    return kept


def _copy_both(backup: Path, fresh: Path, book_path: Path, kept: Path | None) -> None:
    """Copy the present book to *kept* and the backup to *fresh*; both, or nothing is left."""
    try:
        if kept is not None:
            _set_aside(book_path, kept)
        copy_file(backup, fresh)
    except (OSError, CopyFailed):
        if kept is not None:
            _remove(kept)
        raise


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


def _name_for_present(book_path: Path, clock: Clock) -> Path:
    moment = f"{clock.now():%Y-%m-%d %H.%M.%S}"
    return book_path.with_name(f"{book_path.stem} sebelum dipulihkan {moment}{book_path.suffix}")


def _set_aside(book_path: Path, kept: Path) -> None:
    """Copy the present book beside itself, with its log; a damaged one is copied as it is."""
    try:
        copy_file(book_path, kept)
    except CopyFailed:
        for side in ("", *_SIDES):
            if _beside(book_path, side).exists():
                shutil.copy2(_beside(book_path, side), _beside(kept, side))


def _remove(kept: Path) -> None:
    for side in ("", *_SIDES):
        _beside(kept, side).unlink(missing_ok=True)


def _beside(path: Path, side: str) -> Path:
    return path.with_name(path.name + side)


def first_hash(book: Book) -> str:
    """Return the hash that the open book's journal begins with, empty when it is not there.

    Its values are salted, so no other book begins with it.
    """
    first = find(book.store.database, JournalEntry, 1)
    return first.hash if first else ""


def _journal_note(book: Book, head: JournalEntry | None) -> dict[str, str | int]:
    """Return what tells one day whether the journal was cut short after this backup."""
    if head is None:
        return {}
    return {
        "catatan_pertama": first_hash(book),
        "catatan_terakhir": head.sequence,
        "sidik_jari_penuh": head.hash,
    }


def _note_of(backup: Path) -> Path:
    return backup.with_name(backup.name + ".json")
