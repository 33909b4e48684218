"""The journal: one entry per change, chained by hash; the values stand beside it.

The chain covers only salted digests of values, so that personal data can be removed from
``JournalValue`` one day without breaking it.
"""

from peewee import CharField, IntegerField, TextField

from models.base import BaseModel


class JournalEntry(BaseModel):
    """One change of one row; immutable by trigger."""

    sequence = IntegerField(primary_key=True)
    at_utc = CharField()
    at_office = CharField()
    officer = CharField()
    event = CharField()
    entity = CharField()
    entity_id = CharField()
    # JSON: column -> digest of its salted old and new value.
    digests = TextField()
    previous_hash = CharField()
    hash = CharField()

    class Meta:
        table_name = "journal"


class JournalValue(BaseModel):
    """The old and new values behind one entry's digests."""

    sequence = IntegerField(primary_key=True)
    # JSON: column -> [salt, old, new].
    content = TextField()

    class Meta:
        table_name = "journal_value"


def journal_head() -> tuple[int, str]:
    """Return sequence and hash of the last entry; (0, "") in a journal without entries."""
    query = "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1"
    found = JournalEntry._meta.database.execute_sql(query).fetchone()
    return (int(found[0]), str(found[1])) if found else (0, "")
