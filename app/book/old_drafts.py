"""The drafts that releases before 0.2 kept inside the book move to the desk file."""

import hashlib

from app.book.desk import Desk
from app.book.journal import first_hash
from app.book.store import Store
from models.sqlite.desk import DeskFile, DraftRow
from models.sqlite.old_drafts import has_old_drafts, read_old_drafts, wipe_old_drafts


def take_out_drafts(store: Store, desk: Desk) -> None:
    """Move what an older book holds of drafts to the *desk*; call before their table goes.

    Raises:
        StorageError: the desk file cannot take them.
    """
    if not has_old_drafts(store.database):
        return
    book = first_hash(store)
    drafts = [
        # The same key each time, should the power fail before the book has let them go.
        DraftRow(_key(book, old.id), old.channel, old.values, old.saved_at, 1)
        for old in read_old_drafts(store.database)
    ]

    def take(file: DeskFile) -> None:
        # A copy from before may be put back one day; what was discarded since does not return.
        if not file.is_emptied(book):
            file.adopt(book, drafts)
            file.mark_emptied(book)

    if drafts:
        desk.ask(take)
    wipe_old_drafts(store.database)


def _key(book: str, old_id: int) -> str:
    return hashlib.sha256(f"{book} {old_id}".encode()).hexdigest()[:32]
