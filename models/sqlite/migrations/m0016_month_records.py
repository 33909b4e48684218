"""Closed months and their errata: values and files that nobody alters, taken back by a mark."""

from typing import Final

_MOMENT = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9]'"


def _kept(table: str, same: str) -> tuple[str, str]:
    """Return the guards that let no row of *table* go, nor one that is the *same* replace it."""
    return (
        f"""CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, 'what was said of a month is never deleted'); END""",
        f"""CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
        WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
        BEGIN SELECT RAISE(ABORT, 'what was said of a month is never replaced'); END""",  # noqa: S608
    )


def _unaltered(table: str) -> str:
    return f"""CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
        BEGIN SELECT RAISE(ABORT, 'what was said of a month is never altered'); END"""


STATEMENTS: Final[tuple[str, ...]] = (
    f"""CREATE TABLE month_record (
        id INTEGER PRIMARY KEY,
        month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
        kind TEXT NOT NULL,
        number INTEGER NOT NULL,
        made_at TEXT NOT NULL CHECK (made_at {_MOMENT}),
        made_by TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        fingerprint TEXT NOT NULL,
        figures TEXT NOT NULL,
        value_sha256 TEXT NOT NULL,
        reopened_at TEXT CHECK (reopened_at {_MOMENT}),
        reopened_by TEXT NOT NULL,
        reopen_reason TEXT NOT NULL,
        UNIQUE (month, kind, number)) STRICT""",
    """CREATE UNIQUE INDEX month_record_in_force ON month_record(month)
        WHERE kind = 'tutup' AND reopened_at IS NULL""",
    """CREATE TABLE month_value (
        record_id INTEGER PRIMARY KEY REFERENCES month_record(id),
        content BLOB NOT NULL) STRICT""",
    """CREATE TABLE month_file (
        id INTEGER PRIMARY KEY,
        record_id INTEGER NOT NULL REFERENCES month_record(id),
        name TEXT NOT NULL,
        size INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        UNIQUE (record_id, name)) STRICT""",
    """CREATE TABLE month_file_content (
        file_id INTEGER PRIMARY KEY REFERENCES month_file(id),
        content BLOB NOT NULL) STRICT""",
    *_kept(
        "month_record",
        "id = NEW.id OR (month = NEW.month AND kind = NEW.kind AND (number = NEW.number "
        "OR (kind = 'tutup' AND reopened_at IS NULL)))",
    ),
    *_kept("month_value", "record_id = NEW.record_id"),
    *_kept("month_file", "id = NEW.id OR (record_id = NEW.record_id AND name = NEW.name)"),
    *_kept("month_file_content", "file_id = NEW.file_id"),
    _unaltered("month_value"),
    _unaltered("month_file"),
    _unaltered("month_file_content"),
    """CREATE TRIGGER month_record_only_reopened BEFORE UPDATE ON month_record
        WHEN OLD.reopened_at IS NOT NULL OR NEW.reopened_at IS NULL
          OR NEW.id <> OLD.id OR NEW.month <> OLD.month OR NEW.kind <> OLD.kind
          OR NEW.number <> OLD.number OR NEW.made_at <> OLD.made_at OR NEW.made_by <> OLD.made_by
          OR NEW.sequence <> OLD.sequence OR NEW.fingerprint <> OLD.fingerprint
          OR NEW.figures <> OLD.figures OR NEW.value_sha256 <> OLD.value_sha256
        BEGIN SELECT RAISE(ABORT, 'a closing is only ever taken back'); END""",
)
