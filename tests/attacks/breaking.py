"""Attacks that leave something which does not fit: the book alone is enough to find them."""

from tests.attacks.forger import forging
from tests.tampering import raw


def statement(*texts):
    """Return the attack that runs SQL without the guards."""

    def act(office):
        with forging(office.path) as forger:
            for text in texts:
                forger.sql(text)

    return act


def in_the_open(*texts):
    """Return the attack that runs SQL and leaves the form as it makes it."""

    def act(office):
        raw(office.path, *texts)

    return act


def form_changed(table, old, new):
    """Return the attack that makes a table again with a text that says something else."""

    def act(office):
        raw(
            office.path,
            "PRAGMA writable_schema = 1",
            f"UPDATE sqlite_master SET sql = replace(sql, '{old}', '{new}') WHERE name = '{table}'",
            "PRAGMA writable_schema = 0",
        )

    return act


def appended_back_dated(office):
    with forging(office.path) as forger:
        forger.append(
            event="due_date_moved",
            officer="Kepala Dinas",
            at_utc="2020-01-01T00:00:00+00:00",
            at_office="2020-01-01 07:00:00",
        )


def index_row_exchanged(office):
    with forging(office.path) as forger:
        for key, words in ((1, "lain sama sekali"), (2, "KTP-el 0")):
            forger.sql("DELETE FROM complaint_search WHERE rowid = ?", (key,))
            forger.sql("INSERT INTO complaint_search(rowid, words) VALUES (?, ?)", (key, words))


ENDLESS = """CREATE VIEW {} AS WITH RECURSIVE n(i) AS (
    SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000000000)
    SELECT i AS key, i AS value, i AS sequence, i AS hash FROM n"""
# Each stands twice in the next: what it would take to look through the last has no end.
TOWER = (
    "CREATE VIEW lapis_0 AS SELECT 1 AS a",
    *(
        f"CREATE VIEW lapis_{n} AS SELECT one.a FROM lapis_{n - 1} AS one, lapis_{n - 1} AS two"
        for n in range(1, 40)
    ),
)
