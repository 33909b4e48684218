"""The first schema: lists, complaints, journal with its guards, search index."""

from typing import Final

_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_MOMENT = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9]'"

STATEMENTS: Final[tuple[str, ...]] = (
    """CREATE TABLE team (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, short_name TEXT NOT NULL,
        position INTEGER NOT NULL, is_retired INTEGER NOT NULL) STRICT""",
    """CREATE TABLE officer (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, role TEXT NOT NULL,
        is_retired INTEGER NOT NULL) STRICT""",
    """CREATE TABLE service (
        id INTEGER PRIMARY KEY, division TEXT NOT NULL, name TEXT NOT NULL,
        is_retired INTEGER NOT NULL) STRICT""",
    """CREATE TABLE category (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, needs_oversight INTEGER NOT NULL,
        is_retired INTEGER NOT NULL) STRICT""",
    """CREATE TABLE district (
        code TEXT PRIMARY KEY, name TEXT NOT NULL, is_retired INTEGER NOT NULL) STRICT""",
    """CREATE TABLE village (
        code TEXT PRIMARY KEY, district_code TEXT NOT NULL REFERENCES district(code),
        name TEXT NOT NULL, is_retired INTEGER NOT NULL) STRICT""",
    "CREATE INDEX village_district ON village(district_code)",
    f"""CREATE TABLE holiday (
        day TEXT PRIMARY KEY CHECK (day {_DAY}), name TEXT NOT NULL, kind TEXT NOT NULL,
        source TEXT NOT NULL, is_removed INTEGER NOT NULL) STRICT""",
    """CREATE TABLE holiday_year (
        year INTEGER PRIMARY KEY, source TEXT NOT NULL) STRICT""",
    "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    f"""CREATE TABLE box_opening (
        id INTEGER PRIMARY KEY, opened_at TEXT NOT NULL CHECK (opened_at {_MOMENT}),
        box_location TEXT NOT NULL, witness_1 TEXT NOT NULL, witness_2 TEXT NOT NULL,
        letter_count INTEGER) STRICT""",
    f"""CREATE TABLE complaint (
        id INTEGER PRIMARY KEY,
        year INTEGER NOT NULL,
        sequence INTEGER NOT NULL,
        number TEXT NOT NULL,
        recorded_at TEXT NOT NULL CHECK (recorded_at {_MOMENT}),
        recorded_by TEXT NOT NULL,
        channel TEXT NOT NULL,
        kind TEXT NOT NULL,
        received_at TEXT NOT NULL CHECK (received_at {_MOMENT}),
        name TEXT NOT NULL,
        address TEXT NOT NULL,
        district_code TEXT REFERENCES district(code),
        village_code TEXT REFERENCES village(code),
        phone TEXT NOT NULL,
        phone_normal TEXT,
        email TEXT NOT NULL,
        nik TEXT NOT NULL,
        is_secret INTEGER NOT NULL,
        subject TEXT NOT NULL,
        description TEXT NOT NULL,
        expectation TEXT NOT NULL,
        service_id INTEGER REFERENCES service(id),
        category_id INTEGER REFERENCES category(id),
        tracking_id TEXT,
        box_opening_id INTEGER REFERENCES box_opening(id),
        extra TEXT NOT NULL,
        status TEXT NOT NULL,
        distribution_from TEXT NOT NULL CHECK (distribution_from {_DAY}),
        distribute_by TEXT CHECK (distribute_by {_DAY}),
        distribution_stopped_on TEXT CHECK (distribution_stopped_on {_DAY}),
        was_returned_late INTEGER NOT NULL,
        returned_on TEXT CHECK (returned_on {_DAY}),
        supplement_by TEXT CHECK (supplement_by {_DAY}),
        completed_on TEXT CHECK (completed_on {_DAY}),
        settle_by TEXT CHECK (settle_by {_DAY}),
        team_id INTEGER REFERENCES team(id),
        distributed_on TEXT CHECK (distributed_on {_DAY}),
        distribution_note TEXT NOT NULL,
        answer TEXT NOT NULL,
        answered_by TEXT NOT NULL,
        answered_on TEXT CHECK (answered_on {_DAY}),
        approved_by TEXT NOT NULL,
        approved_on TEXT CHECK (approved_on {_DAY}),
        is_direct INTEGER NOT NULL,
        delivered_at TEXT CHECK (delivered_at {_MOMENT}),
        delivered_how TEXT NOT NULL,
        delivered_to TEXT NOT NULL,
        closed_on TEXT CHECK (closed_on {_DAY}),
        closing_reason TEXT NOT NULL,
        forwarded_to TEXT NOT NULL,
        working_days INTEGER,
        late_reason TEXT NOT NULL,
        UNIQUE (year, sequence)) STRICT""",
    "CREATE INDEX complaint_received ON complaint(received_at)",
    "CREATE INDEX complaint_status ON complaint(status, team_id)",
    "CREATE INDEX complaint_closed ON complaint(closed_on)",
    "CREATE INDEX complaint_phone ON complaint(phone_normal) WHERE phone_normal IS NOT NULL",
    """CREATE UNIQUE INDEX complaint_tracking ON complaint(channel, tracking_id)
        WHERE tracking_id IS NOT NULL AND status <> 'batal'""",
    """CREATE TABLE attachment (
        id INTEGER PRIMARY KEY, complaint_id INTEGER NOT NULL REFERENCES complaint(id),
        name TEXT NOT NULL, media_type TEXT NOT NULL, size INTEGER NOT NULL,
        sha256 TEXT NOT NULL) STRICT""",
    "CREATE INDEX attachment_complaint ON attachment(complaint_id)",
    """CREATE TABLE attachment_content (
        attachment_id INTEGER PRIMARY KEY REFERENCES attachment(id),
        content BLOB NOT NULL) STRICT""",
    """CREATE TABLE draft (
        id INTEGER PRIMARY KEY, channel TEXT NOT NULL, "values" TEXT NOT NULL,
        saved_at TEXT NOT NULL) STRICT""",
    """CREATE TABLE journal (
        sequence INTEGER PRIMARY KEY, at_utc TEXT NOT NULL, at_office TEXT NOT NULL,
        officer TEXT NOT NULL, event TEXT NOT NULL, entity TEXT NOT NULL, entity_id TEXT NOT NULL,
        digests TEXT NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL) STRICT""",
    "CREATE INDEX journal_entity ON journal(entity, entity_id, sequence)",
    """CREATE TABLE journal_value (
        sequence INTEGER PRIMARY KEY REFERENCES journal(sequence),
        content TEXT NOT NULL) STRICT""",
    """CREATE VIRTUAL TABLE complaint_search USING fts5(
        words, content='', contentless_delete=1, tokenize='trigram')""",
    """CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
        BEGIN SELECT RAISE(ABORT, 'journal entries are never changed'); END""",
    """CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
        BEGIN SELECT RAISE(ABORT, 'journal entries are never deleted'); END""",
    # Also what refuses INSERT OR REPLACE, which fires no DELETE trigger by default.
    """CREATE TRIGGER journal_next BEFORE INSERT ON journal
        WHEN NEW.sequence <> (SELECT ifnull(max(sequence), 0) + 1 FROM journal)
          OR NEW.previous_hash <> ifnull(
              (SELECT hash FROM journal ORDER BY sequence DESC LIMIT 1), '')
        BEGIN SELECT RAISE(ABORT, 'journal entry does not follow the last one'); END""",
    """CREATE TRIGGER journal_value_no_update BEFORE UPDATE ON journal_value
        BEGIN SELECT RAISE(ABORT, 'journal values are never changed'); END""",
    """CREATE TRIGGER journal_value_no_delete BEFORE DELETE ON journal_value
        BEGIN SELECT RAISE(ABORT, 'journal values are never deleted'); END""",
    """CREATE TRIGGER journal_value_next BEFORE INSERT ON journal_value
        WHEN NEW.sequence <> (SELECT ifnull(max(sequence), 0) FROM journal)
          OR EXISTS (SELECT 1 FROM journal_value WHERE sequence = NEW.sequence)
        BEGIN SELECT RAISE(ABORT, 'journal values belong to the last entry'); END""",
    """CREATE TRIGGER complaint_no_delete BEFORE DELETE ON complaint
        BEGIN SELECT RAISE(ABORT, 'complaints are never deleted'); END""",
    """CREATE TRIGGER complaint_no_replace BEFORE INSERT ON complaint
        WHEN EXISTS (SELECT 1 FROM complaint WHERE id = NEW.id)
          OR EXISTS (SELECT 1 FROM complaint WHERE year = NEW.year AND sequence = NEW.sequence)
        BEGIN SELECT RAISE(ABORT, 'complaints are never replaced'); END""",
    """CREATE TRIGGER complaint_next BEFORE INSERT ON complaint
        WHEN NEW.sequence <> (
            SELECT ifnull(max(sequence), 0) + 1 FROM complaint WHERE year = NEW.year)
        BEGIN SELECT RAISE(ABORT, 'register numbers have no gaps'); END""",
    """CREATE TRIGGER complaint_number_stays BEFORE UPDATE OF id, year, sequence, number
        ON complaint
        WHEN NEW.id <> OLD.id OR NEW.year <> OLD.year OR NEW.sequence <> OLD.sequence
          OR NEW.number <> OLD.number
        BEGIN SELECT RAISE(ABORT, 'a register number is never changed'); END""",
)
