"""What is known of a backup without opening it: the note beside it, written once it was checked."""

import glob
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from app.book.place import Place
from models.disk import written_beside

SUFFIX: Final = ".cadangan"


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """One backup that was opened, inspected, counted and hashed after it had been written.

    Attributes:
        path: where it lies.
        made_at, checked_at: office time; the same unless it was checked again later.
        complaints, sequence, fingerprint: counted in the copy itself: its complaints, the number of
            its last journal entry and that entry's hash in short.
        findings: how much the inspection found wrong in it; the book has the same faults.
        is_automatic: made by the program's own rounds, which also take it away one day.
        sha256: of all its bytes; empty in the notes of release 0.2.0.
    """

    path: Path
    made_at: datetime
    complaints: int
    fingerprint: str
    sequence: int = 0
    checked_at: datetime | None = None
    findings: int = 0
    is_automatic: bool = False
    sha256: str = ""

    @property
    def is_good(self) -> bool:
        """Whether nothing was found wrong in it."""
        return not self.findings


@dataclass(frozen=True, slots=True)
class Witness:
    """What a backup's note says of the journal it was made from: its first entry and its head."""

    backup: Path
    made_at: datetime
    first_hash: str
    sequence: int
    hash: str


def note_of(backup: Path) -> Path:
    """Return where the note of *backup* lies."""
    return backup.with_name(backup.name + ".json")


def write_note(info: BackupInfo, book: Place, first_hash: str, head_hash: str) -> None:
    """Write down what *info* says, on the disk before this returns.

    Raises:
        OSError: the note before is still there.
    """
    note: dict[str, str | int | bool] = {
        "dibuat": info.made_at.isoformat(),
        "pengaduan": info.complaints,
        "sidik_jari": info.fingerprint,
        "buku": str(book),
        "catatan_pertama": first_hash,
        "catatan_terakhir": info.sequence,
        "sidik_jari_penuh": head_hash,
        "diperiksa": (info.checked_at or info.made_at).isoformat(),
        "temuan": info.findings,
        "otomatis": info.is_automatic,
        "sha256": info.sha256,
    }
    _write(note_of(info.path), note)


def note_again(info: BackupInfo, checked_at: datetime, findings: int) -> None:
    """Write down that a backup was checked again.

    Raises:
        OSError: the note before is still there.
    """
    note = _read(note_of(info.path))
    note |= {"diperiksa": checked_at.isoformat(), "temuan": findings}
    _write(note_of(info.path), note)


def _write(path: Path, note: Mapping[str, object]) -> None:
    with written_beside(path) as scratch:
        scratch.write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")


def _read(path: Path) -> dict[str, object]:
    said = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(said, dict):
        raise TypeError(path.name)
    return said


def read_backups(place: Place, folder: Path) -> tuple[BackupInfo, ...]:
    """Return the finished backups of a book in *folder*, the newest first."""
    found = []
    for path in folder.glob(f"{glob.escape(place.name)} *{SUFFIX}"):
        info = read_note(path)
        if info is not None:
            found.append(info)
    return newest_first(found)


def newest_first(backups: Iterable[BackupInfo]) -> tuple[BackupInfo, ...]:
    """Return *backups* in order; of two from one second the one that holds more comes first."""
    return tuple(sorted(backups, key=lambda info: (info.made_at, info.sequence), reverse=True))


def read_note(backup: Path) -> BackupInfo | None:
    """Return what the note of *backup* says; None when it was never finished."""
    try:
        said = _read(note_of(backup))
        made_at = datetime.fromisoformat(str(said["dibuat"]))
        return BackupInfo(
            path=backup,
            made_at=made_at,
            complaints=int(str(said["pengaduan"])),
            fingerprint=str(said["sidik_jari"]),
            sequence=int(str(said.get("catatan_terakhir", 0))),
            checked_at=datetime.fromisoformat(str(said.get("diperiksa", said["dibuat"]))),
            findings=int(str(said.get("temuan", 0))),
            is_automatic=said.get("otomatis") is True,
            sha256=str(said.get("sha256", "")),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def read_witnesses(folder: Path) -> tuple[Witness, ...]:
    """Return what the notes in *folder* say of the journals of whichever books, the newest first.

    The note alone counts: it still tells of a backup that has been moved away.
    """
    found = []
    for note in folder.glob(f"*{SUFFIX}.json"):
        try:
            said = _read(note)
            witness = Witness(
                note.with_suffix(""),
                datetime.fromisoformat(str(said["dibuat"])),
                str(said["catatan_pertama"]),
                int(str(said["catatan_terakhir"])),
                str(said["sidik_jari_penuh"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            continue  # never finished, or nothing of ours
        found.append(witness)
    return tuple(sorted(found, key=lambda witness: witness.made_at, reverse=True))
