"""A backup takes the place of the book between two windows; also of a book that is damaged."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.book.holding import Holding
from app.book.place import Place
from app.ground.clock import Clock
from app.ground.errors import BookError, BookRefused
from app.ground.log import log_trouble
from app.ground.paths import backup_folder
from ui.look.preferences import Preferences
from ui.shared.backup_wishes import BackupWishes
from ui.window.application import make_application
from ui.window.between import done_between
from ui.window.damage_dialog import DamageDialog, Way

if TYPE_CHECKING:
    from app.book.book import Book
    from app.keeping.rescue import Rescue

# Puts a book in its place and returns what the next window says of it.
PutBack = Callable[[], str]


def restore_between(backup: Path, place: Place, clock: Clock, desk: Holding | None = None) -> str:
    """Put *backup* in the place of the book in a worker; return what the next window says of it.

    *desk* is the holding of the window that was closed: who sat there wanted it.

    Raises:
        BookError: the sentence says what is where.
    """
    kept = done_between(
        partial(_restore, backup, place, clock, desk),
        "Memulihkan buku",
        "Buku sedang dipulihkan dari cadangan. Jangan matikan komputer.",
    )
    before = f" Buku sebelumnya disimpan di {kept}." if kept is not None else ""
    return f"Buku dipulihkan dari cadangan {backup.name}.{before}"


def _restore(backup: Path, place: Place, clock: Clock, desk: Holding | None) -> Path | None:
    # Loaded in the worker: hardly any window restores.
    from app.keeping.restore import restore

    def sit_down(book: "Book") -> None:
        if desk is not None:
            book.holding.seat(desk.officer, desk.officer_id)

    return restore(backup, place, clock, sit_down)


def offered(error: BookRefused, place: Place, clock: Clock) -> PutBack | None:
    """Offer what a rescue of a book that cannot be opened would bring back, and what a backup.

    Returns what puts the one that was chosen in its place, None where neither is wanted.

    Raises:
        BookRefused: *error*; there is nothing that could be offered.
    """
    from app.keeping.brought_back import backup_words, good_backups, newest_that_opens, rescue_words

    make_application()
    folders = [backup_folder(), place.folder, BackupWishes(Preferences()).second]
    backups = good_backups(place, filter(None, folders))
    newest = newest_that_opens(place, backups, clock)
    rescue = _rescue_of(place, clock, [info.path for info in backups])
    if newest is None and rescue is None:
        raise error
    dialog = DamageDialog(
        str(error),
        rescue_words(rescue.rescued) if rescue else "",
        backup_words(*newest) if newest else "",
    )
    chosen = dialog.chosen_when_closed()
    if chosen is Way.RESCUE and rescue is not None:
        return partial(_rescued, rescue)
    if rescue is not None:
        rescue.close()
    if chosen is Way.BACKUP and newest is not None:
        return partial(restore_between, newest[0].path, place, clock)
    return None


def _rescue_of(place: Place, clock: Clock, backups: list[Path]) -> "Rescue | None":
    """Read in a worker what can be read; None where it is nothing."""

    def prepare() -> "Rescue":
        from app.keeping.rescue import Rescue

        return Rescue(place, clock, backups)

    waiting = "Isi berkas yang rusak sedang dibaca. Berkas itu tidak diubah."
    try:
        return done_between(prepare, "Membaca berkas yang rusak", waiting)
    except BookError as error:
        log_trouble(str(error))
        return None


def _rescued(rescue: "Rescue") -> str:
    with rescue:
        kept = rescue.accept()
    return f"Buku diselamatkan dari berkas yang rusak. Berkas itu disimpan di {kept}."
