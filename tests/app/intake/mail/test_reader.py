"""E-mails become drafts: whoever wrote them, whatever is broken in them."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.intake.mail.reader import MailRefused, read_mail
from app.rules.channels import Channel, fields_of
from tests.app.intake.mail.conftest import NOW

PLAIN = (
    b"From: Siti Rekaan <siti@example.org>\r\n"
    b"To: pengaduan@example.org\r\n"
    b"Subject: Akta belum jadi\r\n"
    b"Date: Mon, 23 Nov 2026 02:05:00 +0000\r\n"
    b"Message-ID: <1@example.org>\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n"
    b"\r\n"
    b"Selamat pagi,\r\nakta anak saya belum jadi.\r\n"
)


@pytest.fixture
def read(now):
    return lambda content: read_mail(content, now)


def _mail(**headers):
    mail = EmailMessage()
    mail["From"] = headers.pop("sender", "Siti Rekaan <siti@example.org>")
    mail["Subject"] = headers.pop("subject", "Akta belum jadi")
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    return mail


def test_a_plain_mail_fills_the_form(read):
    draft = read(PLAIN)
    assert draft.values == {
        "from_address": "siti@example.org",
        "name": "Siti Rekaan",
        "email_subject": "Akta belum jadi",
        "sent_at": "23-11-2026 09.05",
        "message_id": "<1@example.org>",
        "subject": "Akta belum jadi",
        "description": "Selamat pagi,\nakta anak saya belum jadi.",
    }
    assert (draft.attachments, draft.warnings, draft.forwarded) == ((), (), ())


def test_a_file_is_read_like_its_bytes(tmp_path, now):
    path = tmp_path / "surat.eml"
    path.write_bytes(PLAIN)
    assert read_mail(path, now) == read_mail(PLAIN, now)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content.replace(b"\r\n", b"\n"),
        lambda content: content.replace(b"\r\n", b"\n", 3),
        lambda content: content.replace(b"\r\n", b"\r"),
        lambda content: content.replace(b"\r\n", b"\r\r\n"),
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: content.decode().encode("utf-16"),
        lambda content: b"\r\n\r\n" + content,
        lambda content: b"From siti@example.org Mon Nov 23 02:05:00 2026\r\n" + content,
        lambda content: str(len(content)).encode() + b"  \n" + content + b"<?xml version='1.0'?>",
        lambda content: b">From siti@example.org Mon Nov 23 02:05:00 2026\n" + content,
    ],
)
def test_marks_and_line_ends_do_not_matter(read, change):
    assert read(change(PLAIN)) == read(PLAIN)


def test_lines_in_headers_are_joined(read):
    folded = PLAIN.replace(b"Akta belum jadi", b"Akta\r\n belum\r\n\tjadi", 1)
    assert read(folded).values["email_subject"] == "Akta belum jadi"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (b"=?utf-8?B?U2l0aSDwn5mP?=", "Siti 🙏"),
        (b"=?iso-8859-1?Q?Keluhan_caf=E9?=", "Keluhan café"),
        (b"=?utf-8?q?Akta?= =?utf-8?q?_belum?=", "Akta belum"),
        (b"=?utf-8?q?Akta?=\r\n =?utf-8?q?_belum?=", "Akta belum"),
        (b"=?utf-8?Q?Ani_=C3?= =?utf-8?Q?=A9?=", "Ani é"),
        (b"Re: =?UTF-8?Q?KTP?= belum", "Re: KTP belum"),
        (b"=?utf-8*id?Q?KTP?=", "KTP"),
        (b"=?utf-8?Q?KTP belum jadi?=", "KTP belum jadi"),
        (b"=?utf-8?B?S1RQIGJlbHVt", "=?utf-8?B?S1RQIGJlbHVt"),
        (b"=?utf-8?B?S1RQIGJlbHVtIA?=", "KTP belum"),
        (b"=?klingon?Q?KTP?=", "KTP"),
        (b"=?windows-1252?Q?=93KTP=94?=", "“KTP”"),
        (b"Keluhan caf\xe9", "Keluhan café"),
        ("Keluhan café".encode(), "Keluhan café"),
        (b"=?utf-8?X?KTP?=", "=?utf-8?X?KTP?="),
    ],
)
def test_encoded_words_are_read_as_people_do(read, written, shown):
    content = PLAIN.replace(b"Akta belum jadi", written, 1)
    assert read(content).values["email_subject"] == shown


def test_the_plain_text_wins_over_html(read):
    mail = _mail()
    mail.set_content("Teks surat yang biasa")
    mail.add_alternative("<p>Teks surat yang biasa dan tebal</p>", subtype="html")
    assert read(mail.as_bytes()).values["description"] == "Teks surat yang biasa"


def test_attachments_come_along_under_safe_names(read):
    mail = _mail()
    mail.set_content("Terlampir")
    mail.add_attachment(b"%PDF-1", "application", "pdf", filename="../../etc/KK.pdf")
    mail.add_attachment(b"%PDF-2", "application", "pdf", filename="kk.pdf")
    mail.add_attachment(b"\x89PNG", "image", "png")
    files = read(mail.as_bytes(policy=SMTP)).attachments
    assert [file.name for file in files] == ["KK.pdf", "kk (2).pdf", "lampiran-3.png"]
    assert [file.content for file in files] == [b"%PDF-1", b"%PDF-2", b"\x89PNG"]
    assert [file.media_type for file in files] == ["application/pdf"] * 2 + ["image/png"]


@pytest.mark.parametrize("content", [b"", b"hello", b"\0\0\0", b"%PDF-1.7 ...", b"PK\x03\x04"])
def test_what_is_no_mail_is_refused(read, content):
    with pytest.raises(MailRefused, match=r"\.eml"):
        read(content)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"\xff\xd8\xff\xe0", "gambar"),
        (b"PK\3\4....xl/workbook.xml", "dokumen Office"),
        (b"PK\3\4", "arsip .zip"),
        (b"OggS", "rekaman suara"),
    ],
)
def test_what_is_no_mail_is_called_what_it_is(read, content, what):
    with pytest.raises(MailRefused, match=f"Berkas ini {what}, bukan email"):
        read(content)


def test_a_missing_file_is_a_sentence(tmp_path, now):
    with pytest.raises(MailRefused, match="tidak dapat dibaca"):
        read_mail(tmp_path / "hilang.eml", now)


def test_a_mail_of_too_many_parts_is_read_as_far_as_possible(read):
    mail = _mail()
    mail.set_content("banyak")
    for number in range(250):
        mail.add_attachment(b"x", "text", "csv", filename=f"{number}.csv")
    draft = read(mail.as_bytes())
    assert draft.values["description"] == "banyak"
    assert [file.name for file in draft.attachments[:2]] == ["0.csv", "1.csv"]
    assert "terlalu besar" in draft.warnings[0]
    assert draft.attachments[-1].name == "email asli.eml"


def test_parts_within_parts_without_end_are_not_followed(read):
    heads = "".join(
        f'--{n}\r\nContent-Type: multipart/mixed; boundary="{n + 1}"\r\n\r\n' for n in range(500)
    )
    content = PLAIN.partition(b"Content-Type")[0] + (
        f'Content-Type: multipart/mixed; boundary="0"\r\n\r\n{heads}'.encode()
    )
    draft = read(content)
    assert draft.values["name"] == "Siti Rekaan"
    assert "terlalu besar" in draft.warnings[0]


@pytest.mark.parametrize(
    ("field", "header", "length"),
    [
        ("message_id", b"Message-ID: <", 5_000),
        ("email_subject", b"Subject: ", 5_000),
        ("name", b"From: ", 3_000),
    ],
)
def test_what_no_field_holds_is_shortened_and_the_mail_kept(read, field, header, length):
    content = PLAIN.replace(header, header + b"x" * length, 1)
    draft = read(content)
    most = {each.name: each.maximum for each in fields_of(Channel.EMAIL)}
    assert len(draft.values[field]) <= most[field]
    assert "dipendekkan" in " ".join(draft.warnings)
    assert draft.attachments[-1].content == content


_PIECES = [
    b"From: ",
    b"Siti <s@x>\n",
    b"Subject: ",
    b"=?utf-8?B?!!!?=\n",
    b"Content-Type: multipart/mixed; boundary=a\n",
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=a\n",
    b"Content-Type: message/rfc822\n",
    b"Content-Type: text/html; charset=utf-16\n",
    b"Content-Transfer-Encoding: base64\n",
    b"Content-Transfer-Encoding: x-uuencode\n",
    b"Content-Disposition: attachment; filename*0*=utf-8''%e9; filename*1=b\n",
    b"\n",
    b"--a\n",
    b"--a--\n",
    b"\xff\xfe\0",
    b"Date: Mon, 31 Feb 0000 99:99\n",
    b"---------- Forwarded message ---------\nFrom: x\n",
    b"<title><b style='display:none'>x<![ y",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=30))
def test_no_mail_breaks_the_reader(pieces):
    try:
        draft = read_mail(b"".join(pieces), NOW)
    except MailRefused:
        return
    assert all(isinstance(text, str) and "\0" not in text for text in draft.values.values())
    assert all(file.name for file in draft.attachments)
