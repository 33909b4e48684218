"""The figures of a month from the journal alone: no table of the book, no code of the recap."""

import json
from collections import Counter

import apsw

GONE = {
    "selesai": "settled",
    "diteruskan": "forwarded",
    "dicabut": "withdrawn",
    "dianggap_dicabut": "withdrawn",
    "batal": "void",
}


def complaints_told(path):
    """Return what the journal makes of every complaint: a dictionary of stored columns each."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    told = {}
    query = """SELECT journal.entity_id, journal_value.content FROM journal
        JOIN journal_value USING (sequence) WHERE entity = 'complaint' ORDER BY sequence"""
    for entity_id, content in connection.execute(query):
        row = told.setdefault(entity_id, {})
        for _, _, new in json.loads(content).values():
            row.update({name: value for name, value in new.items() if not name.startswith("*")})
    connection.close()
    return list(told.values())


def recounted(path, month):
    """Return the figures of a month that is over, by name."""
    first, last = month.first.isoformat(), month.last.isoformat()
    found = Counter()
    for row in complaints_told(path):
        came, closed = row["received_at"][:10], row.get("closed_on")
        is_gone_before = closed is not None and closed < first
        is_open_after = closed is None or closed > last
        found["opening"] += came < first and not is_gone_before
        found["received"] += first <= came <= last
        found["closing"] += came <= last and is_open_after
        if closed is None or not first <= closed <= last:
            continue
        found[GONE[row["status"]]] += 1
        if row["status"] != "selesai":
            continue
        found["direct"] += row["is_direct"]
        if not row["is_direct"] and row.get("settle_by") is not None:
            found["on_time" if closed <= row["settle_by"] else "late"] += 1
    return {name: number for name, number in found.items() if number}


def of_recap(recap):
    """Return the same figures as a recap tells them."""
    flow = next(table for table in recap.tables if table.key == "flow")
    names = ("opening", "received", "settled", "forwarded", "withdrawn", "void", "closing")
    figures = recap.figures
    found = dict(zip(names, flow.total.cells, strict=True)) | {
        "direct": figures.direct,
        "on_time": figures.settled_on_time,
        "late": figures.settled_late,
    }
    return {name: number for name, number in found.items() if number}
