"""Meetings, the complaints they are about, and the actions that were decided on."""

from typing import Final

_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_MOMENT = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9]'"


def _kept(table: str) -> tuple[str, str]:
    return (
        f"""CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, 'what meetings leave is never deleted'); END""",
        f"""CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
        WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'what meetings leave is never replaced'); END""",  # noqa: S608
    )


STATEMENTS: Final[tuple[str, ...]] = (
    f"""CREATE TABLE meeting (
        id INTEGER PRIMARY KEY,
        starts_at TEXT NOT NULL CHECK (starts_at {_MOMENT}),
        duration INTEGER NOT NULL CHECK (duration > 0),
        place TEXT NOT NULL,
        agenda TEXT NOT NULL,
        participants TEXT NOT NULL,
        status TEXT NOT NULL,
        notes TEXT NOT NULL,
        cancel_reason TEXT NOT NULL) STRICT""",
    "CREATE INDEX meeting_starts ON meeting(starts_at)",
    """CREATE TABLE meeting_complaint (
        id INTEGER PRIMARY KEY,
        meeting_id INTEGER NOT NULL REFERENCES meeting(id),
        complaint_id INTEGER NOT NULL REFERENCES complaint(id),
        is_removed INTEGER NOT NULL,
        is_discussed INTEGER NOT NULL,
        decision TEXT NOT NULL) STRICT""",
    "CREATE UNIQUE INDEX meeting_complaint_pair ON meeting_complaint(meeting_id, complaint_id)",
    "CREATE INDEX meeting_complaint_complaint ON meeting_complaint(complaint_id)",
    f"""CREATE TABLE meeting_action (
        id INTEGER PRIMARY KEY,
        meeting_id INTEGER NOT NULL REFERENCES meeting(id),
        complaint_id INTEGER REFERENCES complaint(id),
        what TEXT NOT NULL,
        who TEXT NOT NULL,
        due_on TEXT NOT NULL CHECK (due_on {_DAY}),
        done_on TEXT CHECK (done_on {_DAY})) STRICT""",
    "CREATE INDEX meeting_action_meeting ON meeting_action(meeting_id)",
    "CREATE INDEX meeting_action_open ON meeting_action(due_on) WHERE done_on IS NULL",
    *_kept("meeting"),
    *_kept("meeting_complaint"),
    *_kept("meeting_action"),
)
