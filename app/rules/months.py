"""What the office says of a month for good: that it is closed, and an erratum (*ralat*) of that."""

from app.ground.stored import StoredEnum


class RecordKind(StoredEnum):
    """What a record of a month is."""

    CLOSING = "tutup"
    ERRATUM = "ralat"
