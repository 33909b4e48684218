"""A backup takes the place of the book between two windows; also of a book that is damaged."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop

from app.book.holding import Holding
from app.book.place import Place
from app.ground.clock import Clock
from app.ground.errors import BookDamaged, BookError
from app.ground.formatting import moment, thousands
from app.ground.paths import backup_folder
from app.keeping.backup_notes import BackupInfo, newest_first, read_backups
from ui.look.preferences import Preferences
from ui.shared.backup_wishes import BackupWishes
from ui.shared.step_dialog import is_agreed, question
from ui.shared.tasks import TaskRunner
from ui.widgets.waiting_dialog import WaitingDialog
from ui.window.application import make_application

if TYPE_CHECKING:
    from app.book.book import Book


def restore_between(backup: Path, place: Place, clock: Clock, desk: Holding | None = None) -> str:
    """Put *backup* in the place of the book in a worker; return what the next window says of it.

    *desk* is the holding of the window that was closed: who sat there wanted it.

    Raises:
        BookError: the sentence says what is where.
    """
    make_application()
    kept: list[Path | None] = []
    failed: list[BookError] = []
    tasks, loop = TaskRunner(), QEventLoop()
    waiting = WaitingDialog(
        "Memulihkan buku", "Buku sedang dipulihkan dari cadangan. Jangan matikan komputer.", ""
    )
    tasks.finished.connect(loop.quit)
    tasks.run(
        partial(_restore, backup, place, clock, desk),
        done=kept.append,
        failed=failed.append,
        busy="Memulihkan buku",
    )
    loop.exec()
    waiting.end()
    if failed:
        raise failed[0]
    before = f" Buku sebelumnya disimpan di {kept[0]}." if kept and kept[0] is not None else ""
    return f"Buku dipulihkan dari cadangan {backup.name}.{before}"


def _restore(backup: Path, place: Place, clock: Clock, desk: Holding | None) -> Path | None:
    # Loaded in the worker: hardly any window restores.
    from app.keeping.restore import restore

    def sit_down(book: "Book") -> None:
        if desk is not None:
            book.holding.seat(desk.officer, desk.officer_id)

    return restore(backup, place, clock, sit_down)


def offered_backup(error: BookDamaged, place: Place, clock: Clock) -> Path | None:
    """Offer the newest good backup of a book that cannot be opened; return it when it is wanted.

    Raises:
        BookDamaged: *error*; there is no backup that could be offered.
    """
    make_application()
    folders = [backup_folder(), BackupWishes(Preferences()).second]
    found = [info for folder in folders if folder for info in _good(place, folder)]
    for info in newest_first(found):
        sentence = _brings_back(info, place, clock)
        if sentence:
            asked = question(
                "Buku tidak dapat dibuka", f"{error} {sentence}", "Pulihkan dari cadangan ini"
            )
            return info.path if is_agreed(asked) else None
    raise error


def _good(place: Place, folder: Path) -> list[BackupInfo]:
    return [info for info in read_backups(place, folder) if info.is_good]


def _brings_back(info: BackupInfo, place: Place, clock: Clock) -> str:
    """Return what a backup would bring back; empty when it cannot be opened either."""
    from app.keeping.comparison import look_into_backup

    try:
        content = look_into_backup(place.copy_at(info.path), clock)
    except BookError:
        return ""
    last = f", nomor terakhir {content.last_number}" if content.last_number else ""
    return (
        f"Cadangan terbaru yang baik dibuat {moment(info.made_at)} dan berisi "
        f"{thousands(content.complaints)} pengaduan{last}. Berkas yang rusak tetap disimpan."
    )
