"""What SQLite's driver raises, as trouble that has a sentence."""

from typing import Final

import apsw

from models.trouble import Trouble

_TROUBLES: Final = (
    (apsw.FullError, Trouble.FULL),
    ((apsw.BusyError, apsw.LockedError), Trouble.BUSY),
    ((apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError), Trouble.NOT_WRITABLE),
    ((apsw.CorruptError, apsw.NotADBError), Trouble.DAMAGED),
)


# The file in which programs agree on a log's content has no room to grow.
_NO_ROOM: Final = frozenset({apsw.SQLITE_IOERR_SHMSIZE, apsw.SQLITE_IOERR_SHMMAP})


def trouble_of(error: BaseException) -> Trouble:
    """Return what kind of trouble the driver's *error* is."""
    if getattr(error, "extendedresult", None) in _NO_ROOM:
        return Trouble.FULL
    return next((t for kinds, t in _TROUBLES if isinstance(error, kinds)), Trouble.OTHER)


def trouble_in(error: BaseException) -> Trouble | None:
    """Return the trouble that *error* tells of, None when it does not come from the machine.

    While rows are fetched the driver raises by itself; else peewee stands between.
    """
    # Loaded only when something went wrong: a window that opens does not wait for it.
    import peewee

    # A broken rule is ours, not the machine's.
    ours = (peewee.IntegrityError, peewee.ProgrammingError, apsw.ConstraintError)
    if isinstance(error, ours) or not isinstance(error, peewee.DatabaseError | apsw.Error):
        return None
    if isinstance(error, apsw.Error):
        return trouble_of(error)
    return trouble_of(error.__cause__ or error.__context__ or error)
