"""What says who complained may go from the journal, once an entry has told that it goes."""

from typing import Final

_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"

# Of the entries about a complaint, its files, its links: what was told before it was anonymised.
_ID = "CAST(told.entity_id AS INTEGER)"
_IS_ANONYMISED = f"""EXISTS (
            SELECT 1 FROM journal told JOIN journal said
                ON said.entity = 'complaint' AND said.event = 'anonymised'
                AND said.sequence > told.sequence
            WHERE told.sequence = OLD.sequence AND CAST(said.entity_id AS INTEGER) IN (
                SELECT {_ID} WHERE told.entity = 'complaint'
                UNION ALL SELECT complaint_id FROM attachment
                    WHERE told.entity = 'attachment' AND id = {_ID}
                UNION ALL SELECT later_id FROM complaint_link
                    WHERE told.entity = 'complaint_link' AND id = {_ID}
                UNION ALL SELECT earlier_id FROM complaint_link
                    WHERE told.entity = 'complaint_link' AND id = {_ID}))"""  # noqa: S608

STATEMENTS: Final[tuple[str, ...]] = (
    f"ALTER TABLE complaint ADD COLUMN anonymised_on TEXT CHECK (anonymised_on {_DAY})",
    # Few of many entries; each value that goes asks for its own.
    """CREATE INDEX journal_anonymised ON journal(entity_id, sequence)
        WHERE event = 'anonymised'""",
    "DROP TRIGGER journal_value_no_update",
    f"""CREATE TRIGGER journal_value_no_update BEFORE UPDATE ON journal_value
        WHEN NEW.sequence <> OLD.sequence
          OR NEW.content <> json_remove(OLD.content, '$.personal')
          OR NOT {_IS_ANONYMISED}
        BEGIN SELECT RAISE(ABORT, 'journal values are never changed'); END""",
    """CREATE TRIGGER complaint_stays_anonymous BEFORE UPDATE ON complaint
        WHEN OLD.anonymised_on IS NOT NULL
          AND (NEW.anonymised_on IS NOT OLD.anonymised_on
            OR NEW.name || NEW.address || NEW.phone || NEW.email || NEW.nik || NEW.subject
              || NEW.description || NEW.expectation || NEW.answer <> '')
        BEGIN SELECT RAISE(ABORT, 'what was anonymised stays so'); END""",
)
