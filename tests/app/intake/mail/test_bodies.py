"""The text of a mail: letters, lines, and which of several parts was written."""

import base64
import binascii

import pytest

from app.intake.mail.reader import read_mail

SAID = "KTP saya belum jadi sejak Juni, mohon dibantu."


@pytest.fixture
def said(now):
    return lambda content: read_mail(content, now).values.get("description", "")


@pytest.mark.parametrize(
    ("content", "charset", "text"),
    [
        (b"KTP \x93saya\x94", "iso-8859-1", "KTP “saya”"),
        (b"KTP \x93saya\x94", "us-ascii", "KTP “saya”"),
        (b"KTP \x93saya\x94", "klingon", "KTP “saya”"),
        (b"KTP \x93saya\x94", "", "KTP “saya”"),
        (b"Caf\x82", "cp-850", "Café"),
        (b"Caf\x82", '"CP850"', "Café"),
        (b"Caf\xe9", "windows1252", "Café"),
        (b"Caf\xe9", "iso-8859-8-i", "Caf\N{HEBREW LETTER YOD}"),
        ("Café".encode(), "iso-8859-1", "Café"),
        ("Café".encode(), "windows-1252", "Café"),
        ("Café".encode(), "us-ascii", "Café"),
        ("Café".encode(), "utf8mb4", "Café"),
        (b"Caf\xe9", "utf-8", "Café"),
        ("Café".encode("utf-16"), "utf-16", "Café"),
        (b"KTP saya", "utf-16", "KTP saya"),
        ("Café".encode(), "gb2312", "Café"),
        ("“Café”\n".encode() + b"Si\xe9", "utf-8", "“Café”\nSié"),
        ("“Café”\n".encode() + b"Si\xe9", "", "“Café”\nSié"),
        ("“Café” KTP saya".encode()[:-5] + "é".encode()[:1], "utf-8", "“Café” KTPÃ"),
        ("\u9f1f\u8cec".encode("gb18030"), "gb2312", "\u9f1f\u8cec"),
        (b"KTP saya", "unicode_escape", "KTP saya"),
        (b"KTP saya", "zlib", "KTP saya"),
        (b"KTP saya", "idna", "KTP saya"),
    ],
)
def test_letters_whatever_the_charset_is_called(mail, said, content, charset, text):
    declared = f"text/plain; charset={charset}" if charset else "text/plain"
    assert said(mail(content, Content_Type=declared)) == text


@pytest.mark.parametrize(
    "encoding",
    [
        "base64",
        "BASE64",
        "base64 (kode)",
        "(kode) base64",
        "base64;",
        '"base64"',
        "x-base64",
        "b64",
    ],
)
def test_base64_by_any_name(mail, said, encoding):
    content = base64.encodebytes(SAID.encode())
    assert said(mail(content, Content_Transfer_Encoding=encoding)) == SAID


@pytest.mark.parametrize(
    "content",
    [
        base64.b64encode(SAID.encode()).rstrip(b"="),
        base64.b64encode(SAID[:7].encode()) + b"\r\n" + base64.b64encode(SAID[7:].encode()),
        b"\r\n".join(base64.b64encode(SAID.encode())[n : n + 3] for n in range(0, 99, 3)),
        SAID.encode(),
    ],
)
def test_base64_that_is_cut_pieced_or_none_at_all(mail, said, content):
    assert said(mail(content, Content_Transfer_Encoding="base64")) == SAID


@pytest.mark.parametrize(
    "encoding", ["quoted-printable", "Quoted-Printable (QP)", "quoted_printable", "quotedprintable"]
)
def test_quoted_printable_by_any_name(mail, said, encoding):
    content = b"KTP =E2=80=9Csaya=E2=80=9D belum=\r\n jadi=3D"
    assert said(mail(content, Content_Transfer_Encoding=encoding)) == "KTP “saya” belum jadi="


@pytest.mark.parametrize("encoding", ["x-uuencode", "uuencode", "x-uue"])
def test_uuencoded_text(mail, said, encoding):
    content = b"begin 644 a.txt\r\n\r\n" + binascii.b2a_uu(SAID[:45].encode()) + b"`\nend\n"
    assert said(mail(content, Content_Transfer_Encoding=encoding)) == SAID[:45]


@pytest.mark.parametrize("encoding", ["8bit", "7bit", "utf-8", "binary", "none"])
def test_what_is_not_encoded_stays(mail, said, encoding):
    assert said(mail(SAID, Content_Transfer_Encoding=encoding)) == SAID


@pytest.mark.parametrize(
    ("content", "kind", "text"),
    [
        ("a \r\nb\r\n", "text/plain; format=flowed", "a b"),
        ("a \r\nb\r\n", "text/plain; format=flowed; delsp=yes", "ab"),
        ("a \r\nb\r\n", "text/plain", "a \nb"),
        ("> a \r\n> b\r\nc", "text/plain; format=flowed", "> a b\nc"),
        ("a\r\n-- \r\nWarga", "text/plain; format=Flowed", "a\n-- \nWarga"),
        (" > a\r\nb", "text/plain; format=flowed", "> a\nb"),
    ],
)
def test_flowed_paragraphs(mail, said, content, kind, text):
    assert said(mail(content, Content_Type=kind)) == text


@pytest.mark.parametrize(
    "stub",
    [
        "Email ini memerlukan penampil HTML.",
        "This is a multi-part message in HTML format.",
        "Your mail client does not support HTML.",
        "Silakan buka dengan peramban untuk melihat isinya.",
        "Lihat versi web: https://contoh.id/x",
        "To view this email online, click here.",
        "[image: logo]",
        "",
        "-",
    ],
)
def test_a_plain_part_that_stands_in_for_the_page(parts, said, stub):
    content = parts(
        f"Content-Type: text/plain\r\n\r\n{stub}",
        f"Content-Type: text/html\r\n\r\n<p>{SAID}</p>",
        kind="multipart/alternative",
    )
    assert said(content) == SAID


@pytest.mark.parametrize(
    "written", [SAID, f"{SAID}\r\n\r\n-- \r\nWarga", "KTP saya belum jadi sejak Juni"]
)
def test_a_plain_part_that_says_the_same_stays(parts, said, written):
    content = parts(
        f"Content-Type: text/plain\r\n\r\n{written}",
        f"Content-Type: text/html\r\n\r\n<p>{SAID}</p>",
        kind="multipart/alternative",
    )
    assert said(content) == written.replace("\r\n", "\n")


def test_pages_beside_plain_parts_are_both_read(parts, said):
    content = parts(
        "Content-Type: text/plain\r\n\r\nSatu", "Content-Type: text/html\r\n\r\n<p>Dua</p>"
    )
    assert said(content) == "Satu\n\nDua"


@pytest.mark.parametrize("kind", ["multipart/mixed", "multipart/related"])
@pytest.mark.parametrize("plain", ["Email ini memerlukan penampil HTML.", SAID, "KTP saya"])
def test_what_the_page_says_too_is_read_once(parts, said, kind, plain):
    content = parts(
        f"Content-Type: text/plain\r\n\r\n{plain}",
        f"Content-Type: text/html\r\n\r\n<p>{SAID}</p>",
        kind=kind,
    )
    assert said(content) == SAID


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/mixed", "--b\r\nContent-Type: text/plain\r\n\r\nIsi\r\n--b--\r\n"),
        ("multipart/mixed", "--b  \r\nContent-Type: text/plain\r\n\r\nIsi\r\n--b--\r\n"),
        ("multipart/mixed; boundary=", "--b\r\nContent-Type: text/plain\r\n\r\nIsi\r\n--b--\r\n"),
        ("multipart/mixed; boundary=x", "--b\r\nContent-Type: text/plain\r\n\r\nIsi\r\n--b--\r\n"),
        ('multipart/mixed; boundary="b"', "--b \r\n\r\nIsi\r\n--b--"),
        ("multipart/mixed; boundary=b", "--b\r\nContent-Type: text/plain\r\n\r\nIsi\r\n"),
        ("multipart/mixed; boundary=b", "Pembuka\r\n--b\nContent-Type: text/plain\n\nIsi\n--b--\n"),
        ("multipart/mixed; boundary=b", "Isi"),
        ("multipart/alternative", "<p>Isi</p>"),
        ("multipart", "Isi"),
    ],
)
def test_boundaries_that_are_missing_wrong_or_open(mail, said, kind, body):
    assert said(mail(body, Content_Type=kind)) == "Isi"


def test_a_text_that_has_a_name_is_still_what_was_written(parts, said):
    content = parts('Content-Type: text/plain; name="pesan.txt"\r\n\r\nIsi')
    assert said(content) == "Isi"


def test_a_charset_named_only_in_the_page(mail, said):
    page = b'<meta http-equiv="Content-Type" content="text/html; charset=cp850"><p>Caf\x82</p>'
    assert said(mail(page, Content_Type="text/html")) == "Café"


def test_an_encrypted_mail_says_so(parts, now):
    content = parts("\r\nVersion: 1", kind="multipart/encrypted")
    assert "tersandi" in read_mail(content, now).warnings[0]


@pytest.mark.parametrize("kind", ["text/plain", None, "TEXT/HTML; Charset=UTF-8"])
@pytest.mark.parametrize(
    "begin", ["<html><body>", "\r\n<!DOCTYPE html>\r\n<HTML>", "<BODY class=x>"]
)
def test_a_page_is_a_page_whatever_it_is_called(mail, said, kind, begin):
    assert said(mail(f"{begin}<p>Isi</p>", Content_Type=kind)) == "Isi"


def test_words_about_pages_are_words(mail, said):
    assert said(mail("<htmlku> dan <b>", Content_Type="text/plain")) == "<htmlku> dan <b>"


def test_a_text_locked_by_pgp_says_so(mail, now):
    content = mail("-----BEGIN PGP MESSAGE-----\r\nx")
    assert "tersandi" in read_mail(content, now).warnings[0]
