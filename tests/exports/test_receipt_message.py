"""The receipt as a message says what its golden text says and opens where it belongs."""

from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QUrl, QUrlQuery

from app.rules.completeness import Element
from exports.receipt_message import (
    mail_address,
    receipt_number,
    receipt_text,
    whatsapp_address,
)
from tests.exports import values
from tests.exports.golden_text import agree

_SETTINGS = values.filled_settings()
_LONG = values.a_complaint(
    name="Muhammad Abdurrahman " * 9,
    subject="Objek yang panjang sekali " * 8,
    missing=tuple(Element),
    settle_by=None,
)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("pesan-tanda-terima", {}),
        ("pesan-tanda-terima-rahasia", {"is_secret": True}),
        (
            "pesan-tanda-terima-lama",
            {"check_value": None, "subject": "", "name": "", "missing": (Element.NAME,)},
        ),
    ],
)
def test_the_message(name, changes):
    agree(name, receipt_text(values.a_complaint(**changes), _SETTINGS) + "\n")


def test_the_message_of_a_secret_complaint_names_nobody():
    said = receipt_text(values.a_complaint(is_secret=True), _SETTINGS)
    assert "Anton" not in said
    assert "0812 0000" not in said


@pytest.mark.parametrize(
    ("phone", "extra", "number"),
    [
        ("0812 0000 1122", {}, "+6281200001122"),
        ("(0564) 21345", {}, None),
        ("(0564) 21345 / 0812-0000-1122", {}, "+6281200001122"),
        ("", {"sender_number": "62 812 0000 1133"}, "+6281200001133"),
        ("0564 21345", {"caller_number": "0812 0000 1144"}, "+6281200001144"),
        ("+60 12-345 6789", {}, "+60123456789"),
        ("", {}, None),
        ("belum punya", {}, None),
    ],
)
def test_it_goes_to_a_mobile_number(phone, extra, number):
    assert receipt_number(values.a_complaint(phone=phone, extra=extra)) == number


@given(st.text(max_size=80))
def test_whatever_was_written_arrives_as_it_was(text):
    said = f"{text}\nGaris kedua & 100 % = #1 + 🙏"
    address = QUrl.fromEncoded(whatsapp_address("+6281200001122", said).encode())
    assert (address.host(), address.path()) == ("wa.me", "/6281200001122")
    assert _decoded(address, "text") == said.encode(errors="replace").decode()
    mail = QUrl.fromEncoded(mail_address("anton@example.org", values.a_complaint(), said).encode())
    assert (mail.scheme(), mail.path()) == ("mailto", "anton@example.org")
    assert _decoded(mail, "subject") == "Tanda terima pengaduan 007/PGD/X/2026"
    body = said.encode(errors="replace").decode().replace("\n", "\r\n")
    assert _decoded(mail, "body") == body


def _decoded(address, name):
    return parse_qs(address.query(QUrl.ComponentFormattingOption.FullyEncoded))[name][0]


@pytest.mark.parametrize("detail", [values.a_complaint(), _LONG], ids=["usual", "longest"])
def test_no_address_is_too_long_to_be_handed_on(detail):
    said = receipt_text(detail, _SETTINGS)
    assert len(whatsapp_address("+6281200001122", said)) < 2_000
    assert len(mail_address("anton@example.org", detail, said)) < 2_000


def test_no_address_smuggles_in_another_receiver():
    mail = mail_address("a@b.id?cc=lain@c.id&bcc=x@y.id", values.a_complaint(), "isi")
    assert QUrlQuery(QUrl.fromEncoded(mail.encode())).hasQueryItem("cc") is False
    assert mail.count("?") == 1
