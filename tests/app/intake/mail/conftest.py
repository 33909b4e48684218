"""Builders of mails: as bytes, and as Outlook saves them."""

import struct
from datetime import datetime
from itertools import pairwise

import pytest

NOW = datetime(2026, 11, 25, 10, 0)


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def mail():
    """Return a function that makes a mail of header lines and a body, both as they stand."""

    def make(body=b"Isi\r\n", **headers):
        told = {
            "From": "Warga Rekaan <warga@contoh.id>",
            "To": "disdukcapil@contoh.id",
            "Subject": "KTP belum jadi",
            "Date": "Mon, 23 Nov 2026 08:05:00 +0700",
            "Message-ID": "<a1@contoh.id>",
        }
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = [
            name.encode() + b": " + (value if isinstance(value, bytes) else value.encode())
            for name, value in told.items()
            if value is not None
        ]
        return b"\r\n".join([*lines, b"", body if isinstance(body, bytes) else body.encode()])

    return make


@pytest.fixture
def parts(mail):
    """Return a function that makes a mail of parts, each with its own head."""

    def make(*pieces, kind="multipart/mixed", **headers):
        whole = [b"--b\r\n" + (p if isinstance(p, bytes) else p.encode()) + b"\r\n" for p in pieces]
        return mail(b"".join([*whole, b"--b--\r\n"]), Content_Type=f"{kind}; boundary=b", **headers)

    return make


SECTOR, SMALL, LEAST = 512, 64, 4096
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


class _Sectors:
    """Sectors of one size and the table that chains them."""

    def __init__(self, size):
        self.size = size
        self.held = []
        self.table = []

    def add(self, content):
        """Store *content*; return its first sector."""
        if not content:
            return END
        first = len(self.held)
        pieces = range(0, len(content), self.size)
        self.held += [content[at : at + self.size].ljust(self.size, b"\0") for at in pieces]
        self.table += [first + n + 1 for n in range(len(pieces) - 1)] + [END]
        return first

    def packed(self):
        return struct.pack(f"<{len(self.table)}I", *self.table)


def ole_file(tree):
    """Return an OLE file of *tree*: name -> bytes of a stream, or a dict for a storage."""
    entries = []
    large, small = _Sectors(SECTOR), _Sectors(SMALL)

    def add(name, node):
        number = len(entries)
        entry = {"name": name, "kind": 2, "right": FREE, "child": FREE, "start": END, "size": 0}
        entries.append(entry)
        if isinstance(node, dict):
            # Children hang below each other: each is the right neighbour of the one before.
            children = [add(child, inner) for child, inner in node.items()]
            for left, right in pairwise(children):
                entries[left]["right"] = right
            entry |= {"kind": 1 if number else 5, "child": children[0] if children else FREE}
        else:
            kept = large if len(node) >= LEAST else small
            entry |= {"start": kept.add(node), "size": len(node)}
        return number

    add("Root Entry", tree)
    held = b"".join(small.held)
    entries[0] |= {"start": large.add(held), "size": len(held)}
    small_table = large.add(
        small.packed().ljust(-(-len(small.table) * 4 // SECTOR) * SECTOR, b"\xff")
    )
    directory = large.add(b"".join(_direntry(entry) for entry in entries))
    tables = 1
    while tables * SECTOR < (len(large.table) + tables) * 4:
        tables += 1
    places = [len(large.held) + n for n in range(tables)] + [FREE] * (109 - tables)
    large.table += [FAT] * tables
    table = large.packed().ljust(tables * SECTOR, b"\xff")
    smalls = -(-len(small.table) * 4 // SECTOR)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 10
    head += struct.pack("<IIIIIIII", tables, directory, 0, LEAST, small_table, smalls, END, 0)
    return head + struct.pack("<109I", *places) + b"".join(large.held) + table


def _direntry(entry):
    name = entry["name"].encode("utf-16-le") + b"\0\0"
    return (
        name.ljust(64, b"\0")
        + struct.pack("<HBB", len(name), entry["kind"], 1)
        + struct.pack("<III", FREE, entry["right"], entry["child"])
        + b"\0" * 36
        + struct.pack("<IQ", entry["start"], entry["size"])
    )


def fixed(start, **values):
    """Return a properties stream with fixed values: hexadecimal number with type -> eight bytes."""
    entries = [
        struct.pack("<HHI", int(key[5:9], 16), int(key[1:5], 16), 6) + value
        for key, value in values.items()
    ]
    return b"\0" * start + b"".join(entries)


@pytest.fixture
def outlook():
    """Return a function that makes an Outlook file: property (0037001F) -> text or bytes."""

    def make(properties=None, attached=(), fixed_values=None):
        return ole_file(store(properties or {}, attached, fixed_values or {}, 32))

    return make


def store(properties, attached, fixed_values, start):
    tree = {"__properties_version1.0": fixed(start, **fixed_values)}
    for key, value in properties.items():
        content = value.encode("utf-16-le") if isinstance(value, str) else value
        tree[f"__substg1.0_{key}"] = content
    for number, file in enumerate(attached):
        inner = {"__properties_version1.0": fixed(8)}
        for key, value in file.items():
            if isinstance(value, dict):
                value = store(value, (), {}, 24)
            inner[f"__substg1.0_{key}"] = (
                value.encode("utf-16-le") if isinstance(value, str) else value
            )
        tree[f"__attach_version1.0_#{number:08X}"] = inner
    return tree
