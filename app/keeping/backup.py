"""Copies of the book, made by SQLite's backup and checked before they are trusted."""

import glob
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from app.book.book import Book
from app.book.journal import fingerprint, first_hash, last_entry
from app.book.place import Place
from app.ground.errors import StorageError
from app.ground.log import log_event
from models.complaint import Complaint
from models.disk import discard, free_path, written_beside
from models.journal import JournalEntry
from models.sqlite.file import CopyFailed

_SUFFIX: Final = ".cadangan"
# Seconds: the copy of even the largest book is done sooner.
_ABANDONED_AFTER: Final = 3600


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
    target = free_path(folder / f"{book.place.name} {now:%Y-%m-%d %H.%M.%S}{_SUFFIX}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(book, folder)
        book.copy_to(target)
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
            "buku": str(book.place),
            **_journal_note(book, head),
        }
        with written_beside(_note_of(target)) as scratch:
            scratch.write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")
    except (OSError, CopyFailed) as error:
        discard(target)
        raise StorageError(
            f"Cadangan ke {folder} gagal. Buku sendiri tidak berubah. "
            "Periksa ruang cakram dan hak tulis folder itu."
        ) from error
    log_event(f"Cadangan {target.name} dibuat: {info.complaints} pengaduan")
    return info


def _sweep(book: Book, folder: Path) -> None:
    """Remove what backups that were cut off have left, such as by a power cut."""
    now = book.clock.utc().timestamp()
    for part in folder.glob(f".{glob.escape(book.place.name)} *.part*"):
        # A younger one may be of a backup that another program makes now.
        if now - part.stat().st_mtime > _ABANDONED_AFTER:
            part.unlink(missing_ok=True)


def read_backups(place: Place, folder: Path) -> tuple[BackupInfo, ...]:
    """Return the good backups of a book in *folder*, the newest first."""
    found = []
    for path in sorted(folder.glob(f"{glob.escape(place.name)} *{_SUFFIX}"), reverse=True):
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
