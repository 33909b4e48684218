"""E-mails become drafts: whoever wrote them, whatever is broken in them."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.intake.email import MailRefused, read_message

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


def _mail(**headers):
    mail = EmailMessage()
    mail["From"] = headers.pop("sender", "Siti Rekaan <siti@example.org>")
    mail["Subject"] = headers.pop("subject", "Akta belum jadi")
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    return mail


def test_a_plain_mail_fills_the_form():
    draft = read_message(PLAIN)
    assert draft.values == {
        "from_address": "siti@example.org",
        "name": "Siti Rekaan",
        "email_subject": "Akta belum jadi",
        "sent_at": "23-11-2026 09.05",
        "message_id": "<1@example.org>",
        "description": "Selamat pagi,\nakta anak saya belum jadi.",
    }
    assert draft.attachments == ()


def test_a_file_is_read_like_its_bytes(tmp_path):
    path = tmp_path / "surat.eml"
    path.write_bytes(PLAIN)
    assert read_message(path) == read_message(PLAIN)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Mon, 23 Nov 2026 09:05:00 +0700", "23-11-2026 09.05"),
        ("Mon, 23 Nov 2026 10:05:00 +0800", "23-11-2026 09.05"),
        ("Sun, 22 Nov 2026 23:30:00 -0000", "23-11-2026 06.30"),
        ("kemarin sore", None),
        ("Mon, 99 Nov 2026 09:05:00 +0700", None),
    ],
)
def test_the_time_of_sending_is_office_time(written, shown):
    content = PLAIN.replace(b"Mon, 23 Nov 2026 02:05:00 +0000", written.encode())
    assert read_message(content).values.get("sent_at") == shown


def test_encoded_headers_and_old_charsets():
    content = (
        b"From: =?utf-8?B?U2l0aSDwn5mP?= <siti@example.org>\n"
        b"Subject: =?iso-8859-1?Q?Keluhan_caf=E9?=\n"
        b"Content-Type: text/plain; charset=iso-8859-1\n\n"
        b"Caf\xe9 di depan kantor.\n"
    )
    values = read_message(content).values
    assert values["name"] == "Siti 🙏"
    assert values["email_subject"] == "Keluhan café"
    assert values["description"] == "Café di depan kantor."


def test_an_unknown_charset_is_guessed():
    content = b"From: a@example.org\nContent-Type: text/plain; charset=klingon\n\nHalo \xe9\n"
    assert read_message(content).values["description"] == "Halo é"


def test_html_becomes_words():
    mail = _mail()
    mail.set_content("<p>Selamat&nbsp;pagi</p><script>x()</script><p>KTP <b>rusak</b></p>", "html")
    said = read_message(mail.as_bytes()).values["description"]
    assert "KTP rusak" in said
    assert "x()" not in said
    assert "<" not in said


def test_the_plain_text_wins_over_html():
    mail = _mail()
    mail.set_content("Teks biasa")
    mail.add_alternative("<p>Teks HTML</p>", subtype="html")
    assert read_message(mail.as_bytes()).values["description"] == "Teks biasa"


def test_attachments_come_along_under_safe_names():
    mail = _mail()
    mail.set_content("Terlampir")
    mail.add_attachment(b"%PDF-1", "application", "pdf", filename="../../etc/KK.pdf")
    mail.add_attachment(b"%PDF-2", "application", "pdf", filename="kk.pdf")
    mail.add_attachment(b"\x89PNG", "image", "png")
    files = read_message(mail.as_bytes(policy=SMTP)).attachments
    assert [file.name for file in files] == ["KK.pdf", "kk (2).pdf", "lampiran-3.png"]
    assert [file.content for file in files] == [b"%PDF-1", b"%PDF-2", b"\x89PNG"]
    assert [file.media_type for file in files] == ["application/pdf"] * 2 + ["image/png"]


def test_a_forwarded_mail_is_kept_whole():
    inner = _mail(subject="Yang diteruskan")
    inner.set_content("Isi asli")
    outer = _mail(subject="Fwd")
    outer.set_content("Mohon ditindaklanjuti")
    outer.add_attachment(inner)
    draft = read_message(outer.as_bytes())
    assert draft.values["description"] == "Mohon ditindaklanjuti"
    (file,) = draft.attachments
    assert file.name.endswith(".eml")
    assert b"Isi asli" in file.content


def test_a_name_that_is_only_the_address_is_no_name():
    values = read_message(
        PLAIN.replace(b"Siti Rekaan <siti@example.org>", b"siti@example.org")
    ).values
    assert "name" not in values
    assert values["from_address"] == "siti@example.org"


def test_lines_in_headers_are_joined():
    folded = PLAIN.replace(b"Akta belum jadi", b"Akta\r\n belum\r\n jadi")
    assert read_message(folded).values["email_subject"] == "Akta belum jadi"


@pytest.mark.parametrize("content", [b"", b"hello", b"\0\0\0", b"%PDF-1.7 ...", b"PK\x03\x04"])
def test_what_is_no_mail_is_refused(content):
    with pytest.raises(MailRefused, match=r"\.eml"):
        read_message(content)


def test_a_missing_file_is_a_sentence(tmp_path):
    with pytest.raises(MailRefused):
        read_message(tmp_path / "hilang.eml")


def test_too_many_parts_are_refused():
    mail = _mail()
    mail.set_content("banyak")
    for number in range(201):
        mail.add_attachment(b"x", "text", "csv", filename=f"{number}.csv")
    with pytest.raises(MailRefused, match="terlalu besar"):
        read_message(mail.as_bytes())


@given(
    st.lists(
        st.sampled_from(
            [
                b"From: ",
                b"Siti <s@x>\n",
                b"Subject: ",
                b"=?utf-8?B?!!!?=\n",
                b"Content-Type: multipart/mixed; boundary=a\n",
                b"Content-Type: message/rfc822\n",
                b"Content-Transfer-Encoding: base64\n",
                b"\n",
                b"--a\n",
                b"--a--\n",
                b"\xff\xfe\0",
                b"Date: Mon, 31 Feb 0000 99:99\n",
            ]
        ),
        max_size=25,
    )
)
def test_no_mail_breaks_the_reader(parts):
    try:
        draft = read_message(b"".join(parts))
    except MailRefused:
        return
    assert all(isinstance(text, str) and "\0" not in text for text in draft.values.values())
    assert all(file.name for file in draft.attachments)
