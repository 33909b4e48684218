"""winmail.dat: what Outlook packed for itself is unpacked, or said to be closed."""

import struct

import pytest

from app.intake.mail.reader import read_mail


def attribute(level, kind, content):
    return struct.pack("<BII", level, kind, len(content)) + content + b"\0\0"


def long_name(text):
    value = text.encode("utf-16-le") + b"\0\0"
    head = struct.pack("<IHHIHHII", 2, 3, 0x3705, 1, 0x1F, 0x3707, 1, len(value))
    return head + value + b"\0" * (-len(value) % 4)


def packed(*files):
    """Return a winmail.dat of files: short name, long name or None, bytes."""
    content = struct.pack("<IH", 0x223E9F78, 1)
    content += attribute(1, 0x00069007, struct.pack("<II", 1252, 0))
    content += attribute(1, 0x0002800C, b"Isi\0")
    for short, long, data in files:
        content += attribute(2, 0x00069002, b"\0" * 14)
        content += attribute(2, 0x00018010, short + b"\0")
        content += attribute(2, 0x0006800F, data)
        content += attribute(2, 0x00069005, long_name(long)) if long else b""
    return content


TWO = ((b"KARTUK~1.PDF", "Kartu Keluarga é.pdf", b"%PDF-1"), (b"Si\xe9.jpg", None, b"\xff\xd8\xff"))


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Type: application/ms-tnef; name=winmail.dat",
        b"Content-Type: application/octet-stream; name=winmail.dat",
        b"Content-Type: application/vnd.ms-tnef",
    ],
)
def test_the_files_within_come_along(parts, now, head):
    draft = read_mail(parts(b"\r\nIsi", head + b"\r\n\r\n" + packed(*TWO)), now)
    assert [(file.name, file.media_type, file.content) for file in draft.attachments] == [
        ("Kartu Keluarga é.pdf", "application/pdf", b"%PDF-1"),
        ("Sié.jpg", "image/jpeg", b"\xff\xd8\xff"),
    ]
    assert draft.warnings == ()


@pytest.mark.parametrize("content", [packed(), packed(*TWO)[:60], b"x", b"\x78\x9f\x3e\x22"])
def test_one_that_cannot_be_unpacked_is_kept_with_a_word(parts, now, content):
    head = b"Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\n"
    draft = read_mail(parts(b"\r\nIsi", head + content), now)
    assert [file.name for file in draft.attachments] == ["winmail.dat"]
    assert "winmail.dat" in draft.warnings[0]


def test_a_damaged_one_gives_what_stands_before_the_damage(parts, now):
    head = b"Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\n"
    draft = read_mail(parts(b"\r\nIsi", head + packed(*TWO)[:-8]), now)
    assert draft.attachments[0].content == b"%PDF-1"
