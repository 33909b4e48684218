"""What a backup or a rescue would bring back, in sentences."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from app.book.place import Place
from app.ground.clock import Clock
from app.ground.errors import BookError
from app.ground.formatting import moment, thousands
from app.keeping.backup_notes import BackupInfo, newest_first, read_backups
from app.keeping.comparison import BackupContent, look_into_backup
from app.keeping.rescue import Rescued

# Numbers that are named one by one.
_MOST_NAMED: Final = 8


def good_backups(place: Place, folders: Iterable[Path]) -> tuple[BackupInfo, ...]:
    """Return the backups of the book in *folders* in which nothing is wrong, newest first."""
    found = (info for folder in set(folders) for info in read_backups(place, folder))
    return newest_first(info for info in found if info.is_good)


def newest_that_opens(
    place: Place, backups: Iterable[BackupInfo], clock: Clock
) -> tuple[BackupInfo, BackupContent] | None:
    """Return the first of *backups* that can be looked into, with what is in it."""
    for info in backups:
        try:
            return info, look_into_backup(place.copy_at(info.path), clock)
        except BookError:
            continue
    return None


def backup_words(info: BackupInfo, content: BackupContent) -> str:
    """Return what the newest good backup would bring back."""
    return f"Cadangan terbaru yang baik dibuat {moment(info.made_at)} dan berisi {_words(content)}."


def rescue_words(rescued: Rescued) -> str:
    """Return what a rescue would bring back, and what not."""
    said = [f"Dari berkas yang rusak masih terbaca {_words(rescued.content)}."]
    if rescued.completed_from is not None:
        said.append(f"Yang tidak terbaca dilengkapi dari cadangan {rescued.completed_from.name}.")
    said.append(_lost_words(rescued))
    if rescued.problems:
        said.append(
            f"Pemeriksaan kemudian menyebut {thousands(len(rescued.problems))} hal yang tidak "
            "dapat dibuktikan lagi."
        )
    return " ".join(said)


def _words(content: BackupContent) -> str:
    last = f", nomor terakhir {content.last_number}" if content.last_number else ""
    upto = f", catatan terakhir {moment(content.last_entry_at)}" if content.last_entry_at else ""
    return f"{thousands(content.complaints)} pengaduan{last}{upto}"


def _lost_words(rescued: Rescued) -> str:
    if not (rescued.lost_entries or rescued.lost_numbers):
        return "Tidak ada catatan yang diketahui hilang."
    entries = f"Hilang {thousands(rescued.lost_entries)} catatan jurnal"
    if not rescued.lost_numbers:
        return f"{entries}, tidak ada pengaduan yang hilang seluruhnya."
    named = ", ".join(rescued.lost_numbers[:_MOST_NAMED])
    more = len(rescued.lost_numbers) - _MOST_NAMED
    others = f" dan {thousands(more)} lainnya" if more > 0 else ""
    return f"{entries} dan pengaduan nomor {named}{others}."
