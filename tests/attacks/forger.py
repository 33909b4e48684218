"""What somebody can do who has the file, the sqlite3 shell and the source of the program."""

import json

import apsw

from app.book.journal import canonical, digest_of, entry_hash
from app.book.search_words import words_of
from models.complaint import Complaint
from models.journal import SAID
from tests.tampering import unguarded

COLUMNS = ", ".join(SAID)


class Forger:
    """A book's file open without its guards."""

    def __init__(self, connection: apsw.Connection) -> None:
        self.sql = connection.execute
        self.sql("PRAGMA ignore_check_constraints = 1")

    def one(self, query, *values):
        (found,) = self.sql(query, values).fetchone()
        return found

    @property
    def last(self):
        """The number of the last entry."""
        return self.one("SELECT max(sequence) FROM journal")

    def hash_anew(self, since=1, *, keeps_seals=True):
        """Let chain and digests fit the values that stand in the journal now."""
        before = self.sql("SELECT hash FROM journal WHERE sequence = ?", (since - 1,)).fetchone()
        previous = before[0] if before else ""
        for sequence in range(since, self.last + 1):
            previous = self._hash_one(sequence, previous)
        if not keeps_seals:
            self.sql("UPDATE journal SET seal = NULL")

    def _hash_one(self, sequence, previous):
        groups = json.loads(
            self.one("SELECT content FROM journal_value WHERE sequence = ?", sequence)
        )
        digests = canonical({name: digest_of(canonical(parts)) for name, parts in groups.items()})
        content = canonical(groups)
        self.sql("UPDATE journal_value SET content = ? WHERE sequence = ?", (content, sequence))
        self.sql(
            "UPDATE journal SET digests = ?, previous_hash = ? WHERE sequence = ?",
            (digests, previous, sequence),
        )
        said = self.sql(f"SELECT {COLUMNS} FROM journal WHERE sequence = ?", (sequence,)).fetchone()
        hash_ = entry_hash(said)
        self.sql("UPDATE journal SET hash = ? WHERE sequence = ?", (hash_, sequence))
        return hash_

    def tell_otherwise(self, entity, entity_id, **columns):
        """Let a row and all that is told of it say something else; return since when."""
        key = self.one(f"SELECT name FROM pragma_table_info('{entity}') WHERE pk = 1")
        for column, value in columns.items():
            self.sql(f'UPDATE "{entity}" SET "{column}" = ? WHERE "{key}" = ?', (value, entity_id))
        query = """SELECT j.sequence, v.content FROM journal j JOIN journal_value v USING (sequence)
            WHERE entity = ? AND entity_id = ? ORDER BY 1"""
        since = None
        for sequence, content in self.sql(query, (entity, str(entity_id))).fetchall():
            groups = json.loads(content)
            for _, _, new in groups.values():
                touched = columns.keys() & new.keys()
                new.update({name: columns[name] for name in touched})
                since = since or (sequence if touched else None)
            self.sql(
                "UPDATE journal_value SET content = ? WHERE sequence = ?",
                (json.dumps(groups), sequence),
            )
        return since

    def index_anew(self, complaint_id):
        """Let the search find what stands in a complaint now."""
        names = list(Complaint._meta.columns)
        listed = ", ".join(f'"{name}"' for name in names)
        values = self.sql(
            f"SELECT {listed} FROM complaint WHERE id = ?", (complaint_id,)
        ).fetchone()
        row = Complaint(**dict(zip(names, values, strict=True)))
        self.sql("DELETE FROM complaint_search WHERE rowid = ?", (complaint_id,))
        self.sql(
            "INSERT INTO complaint_search(rowid, words) VALUES (?, ?)",
            (complaint_id, words_of(row)),
        )

    def append(self, content=None, **said):
        """Write one more entry, as the program would but for the seal; *content* is its values."""
        head = self.sql(f"SELECT {COLUMNS}, hash FROM journal ORDER BY 1 DESC LIMIT 1").fetchone()
        values = dict(zip(SAID, head, strict=False))
        values |= {"sequence": head[0] + 1, "entity": "*book", "entity_id": "", **said}
        groups = {"facts": ["00" * 16, {}, content or {}]}
        row = [values[name] for name in SAID]
        marks = ", ".join("?" * (len(SAID) + 1))
        self.sql(f"INSERT INTO journal ({COLUMNS}, hash) VALUES ({marks})", (*row, ""))
        self.sql(
            "INSERT INTO journal_value VALUES (?, ?)", (values["sequence"], json.dumps(groups))
        )
        self.hash_anew(values["sequence"])

    def cut(self, since):
        """Take away all entries from *since* on, with the complaints that began there."""
        begun = """SELECT entity_id FROM journal WHERE entity = '{}' AND sequence >= {}
            AND NOT EXISTS (SELECT 1 FROM journal AS j WHERE j.entity = journal.entity
                AND j.entity_id = journal.entity_id AND j.sequence < {})"""
        for entity in ("attachment", "complaint", "signature", "signer"):
            rows = self.sql(begun.format(entity, since, since)).fetchall()
            for (id_,) in rows:
                if entity == "attachment":
                    self.sql("DELETE FROM attachment_content WHERE attachment_id = ?", (int(id_),))
                if entity == "complaint":
                    self.sql("DELETE FROM complaint_search WHERE rowid = ?", (int(id_),))
                self.sql(f"DELETE FROM {entity} WHERE id = ?", (int(id_),))
        for table in ("request", "journal_value", "journal"):
            self.sql(f"DELETE FROM {table} WHERE sequence >= ?", (since,))


def forging(path):
    """Open the file at *path* for a forger within the block."""
    return _Forging(path)


class _Forging:
    def __init__(self, path):
        self._open = unguarded(path)

    def __enter__(self):
        return Forger(self._open.__enter__())

    def __exit__(self, *error):
        return self._open.__exit__(*error)
