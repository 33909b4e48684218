"""A complaint whose complainant is secret is found by what it is about, not by who it is.

Its words are put in anew as ``app.book.search_words`` puts them in for one that is recorded now.
"""

from typing import Final

STATEMENTS: Final[tuple[str, ...]] = (
    """DELETE FROM complaint_search
        WHERE rowid IN (SELECT id FROM complaint WHERE is_secret <> 0)""",
    """INSERT INTO complaint_search(rowid, words)
        SELECT id, concat_ws(char(10), nullif(number, ''), nullif(subject, ''),
            nullif(description, ''), nullif(expectation, ''), nullif(answer, ''),
            nullif(tracking_id, ''), nullif(replace(replace(tracking_id, ' ', ''), '-', ''), ''),
            nullif(json_extract(extra, '$.message_id'), ''))
        FROM complaint WHERE is_secret <> 0""",
)
