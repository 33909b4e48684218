"""Mails as Outlook saves them."""

import re
import struct
from contextlib import suppress
from datetime import datetime

import pytest

from app.intake.mail.reader import MailRefused, read_mail
from app.intake.mail.rtf import rtf_text
from tests.app.intake.mail.conftest import ole_file

SENT = datetime(2026, 11, 23, 1, 5)
TICKS = int((SENT - datetime(1601, 1, 1)).total_seconds()) * 10**7
PROPERTIES = {
    "0037001F": "KTP belum jadi",
    "0C1A001F": "Warga Rekaan",
    "0C1F001F": "warga@contoh.id",
    "1000001F": "Isi pesan\r\nbaris dua\r\n",
    "1035001F": "<a1@contoh.id>",
}
SUBMITTED = {"_00390040": struct.pack("<Q", TICKS)}


def test_an_outlook_file_fills_the_form(outlook, now):
    content = outlook(
        PROPERTIES,
        [{"3707001F": "kk.pdf", "370E001F": "application/pdf", "37010102": b"%PDF-1" * 2000}],
        SUBMITTED,
    )
    draft = read_mail(content, now)
    assert draft.values == {
        "from_address": "warga@contoh.id",
        "name": "Warga Rekaan",
        "email_subject": "KTP belum jadi",
        "subject": "KTP belum jadi",
        "sent_at": "23-11-2026 08.05",
        "message_id": "<a1@contoh.id>",
        "description": "Isi pesan\nbaris dua",
    }
    (file,) = draft.attachments
    assert (file.name, file.media_type, len(file.content)) == ("kk.pdf", "application/pdf", 12_000)


def test_what_came_with_the_mail_counts_more_than_what_outlook_knows(outlook, now):
    headers = (
        "From: Formulir <noreply@web.id>\r\nReply-To: Warga <w@contoh.id>\r\n"
        "Date: Mon, 23 Nov 2026 09:05:00 +0700\r\nMessage-ID: <b@web.id>\r\n"
    )
    values = read_mail(outlook(PROPERTIES | {"007D001F": headers}, (), SUBMITTED), now).values
    assert (values["name"], values["from_address"]) == ("Warga", "w@contoh.id")
    assert (values["sent_at"], values["message_id"]) == ("23-11-2026 09.05", "<b@web.id>")


def test_an_address_of_the_offices_own_directory_is_no_address(outlook, now):
    told = {"0C1F001F": "/O=DINAS/OU=X/CN=WARGA", "5D01001F": "warga@dinas.id"}
    assert read_mail(outlook(PROPERTIES | told), now).values["from_address"] == "warga@dinas.id"


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        ({"10130102": b"<p>KTP <b>saya</b></p>"}, "KTP saya"),
        ({"1013001F": "<p>KTP saya</p>"}, "KTP saya"),
        ({"1000001E": b"Caf\xe9"}, "Café"),
        ({"1000001F": "Buka dengan penampil HTML", "10130102": b"<p>Akta</p>"}, "Akta"),
        ({"10090102": b"x" * 20}, None),
    ],
)
def test_the_text_in_any_of_its_forms(outlook, now, properties, text):
    told = {key: value for key, value in PROPERTIES.items() if key != "1000001F"}
    draft = read_mail(outlook(told | properties), now)
    assert draft.values.get("description") == text
    assert (text is None) == any("RTF" in warning for warning in draft.warnings)


def _rtf(content, kind=b"MELA"):
    return struct.pack("<II4sI", len(content) + 12, len(content), kind, 0) + content


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (
            rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 KTP \'93saya\'94\par belum\tab jadi}",
            "KTP “saya”\nbelum\tjadi",
        ),
        (rb"{\rtf1\ansi\ansicpg1252 Si\u233?\{\}\~\u-10179?\u-8694?}", "Sié{} \U0001f60a"),
        (
            rb"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 KTP &amp; KK"
            rb"{\*\htmltag72 </p>}\htmlrtf }\par\htmlrtf0 {\*\htmltag64 <p>}belum < jadi}",
            "KTP &amp; KK\n\nbelum < jadi",
        ),
        (rb"{\rtf1 {\*\generator x;}{\pict 0102}isi}", "isi"),
        (rb"}}}{\rtf1 isi", "isi"),
        (b"", None),
    ],
)
def test_a_text_that_is_only_rtf(outlook, now, content, text):
    told = {key: value for key, value in PROPERTIES.items() if key != "1000001F"}
    draft = read_mail(outlook(told | {"10090102": _rtf(content)}), now)
    assert draft.values.get("description") == text


# The example of the specification ([MS-OXRTFCP], 3.1.1).
_PACKED = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
)


@pytest.mark.parametrize(
    "packed", [_PACKED, _PACKED[:-1], _PACKED + b"x" * 50], ids=["whole", "cut", "longer"]
)
def test_a_packed_text(packed):
    assert rtf_text(packed).startswith("hello worl")


def test_a_packed_text_without_end_is_unpacked_only_so_far():
    assert len(rtf_text(_rtf((b"\xff" + b"\x00\x2f" * 8) * 200_000, b"LZFu"))) <= 4 * 1024 * 1024


def test_letters_of_a_code_page(outlook, now):
    content = outlook(
        {"0037001E": b"KTP\x93saya\x94", "0C1A001E": b"Warga"},
        (),
        {"_3FFD0003": struct.pack("<Q", 1252)},
    )
    assert read_mail(content, now).values["subject"] == "KTP“saya”"


def test_a_mail_within_is_offered(outlook, now):
    inner = {"0C1A001F": "Pengadu Asli", "0C1F001F": "asli@contoh.id", "1000001F": "Isi asli"}
    draft = read_mail(outlook(PROPERTIES, [{"3701000D": inner}]), now)
    (passed,) = draft.forwarded
    assert (passed.values["name"], passed.values["description"]) == ("Pengadu Asli", "Isi asli")
    assert passed.attachments[-1].name == "email asli.msg"


def test_a_bounce_is_said(outlook, now):
    draft = read_mail(outlook(PROPERTIES | {"001A001F": "REPORT.IPM.Note.NDR"}), now)
    assert "tidak sampai" in draft.warnings[0]


def test_an_office_document_of_old_is_named(outlook, now):
    with pytest.raises(MailRefused, match="Office lama"):
        read_mail(ole_file({"WordDocument": b"x"}), now)


@pytest.mark.parametrize("cut", [8, 100, 511])
def test_a_file_that_ends_in_its_head_is_a_sentence(outlook, now, cut):
    with pytest.raises(MailRefused, match="rusak"):
        read_mail(outlook(PROPERTIES)[:cut], now)


@pytest.mark.parametrize("cut", [512, 1_500, 4_000, 9_000])
def test_a_file_that_ends_too_early_is_read_as_far_as_it_goes(outlook, now, cut):
    content = outlook(PROPERTIES, [{"37010102": b"x" * 9000}])[:cut]
    with suppress(MailRefused):
        assert read_mail(content, now).values


@pytest.mark.parametrize("place", [44, 64, 72])
def test_tables_larger_than_the_file_are_not_read(outlook, now, place):
    content = bytearray(outlook(PROPERTIES))
    content[place : place + 4] = b"\xff\xff\xff\x7f"
    with pytest.raises(MailRefused, match="rusak"):
        read_mail(bytes(content), now)


def test_a_directory_that_names_the_same_bytes_many_times_is_not_followed(outlook, now):
    content = outlook(PROPERTIES, [{"37010102": b"x" * 400_000}] + [{"37010102": b"y"}] * 100)
    # Each small stream is said to be the large one.
    large = struct.pack("<IQ", 0, 400_000)
    assert content.count(large) == 1
    content = re.sub(
        rb"(?s)(?<=\0{36})\x00\x00\x00\x00\x01\0{7}|(?<=\0{36})....\x01\0{7}", large, content
    )
    assert content.count(large) > 50
    draft = read_mail(content, now)
    assert sum(len(file.content) for file in draft.attachments) <= 2 * len(content)
