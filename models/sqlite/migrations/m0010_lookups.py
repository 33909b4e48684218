"""What citizens are known by is found by an index: e-mail address, NIK, ticket in any spelling.

A ticket that older books hold in two spellings stays: only recording refuses the second.
"""

from typing import Final

STATEMENTS: Final[tuple[str, ...]] = (
    "CREATE INDEX complaint_email ON complaint(lower(email)) WHERE email <> ''",
    "CREATE INDEX complaint_nik ON complaint(nik) WHERE nik <> ''",
    """CREATE INDEX complaint_ticket
        ON complaint(lower(replace(replace(tracking_id, ' ', ''), '-', '')))
        WHERE tracking_id IS NOT NULL""",
)
