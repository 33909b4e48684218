"""Mails passed on by others: the one who wrote is the reporter, not who pressed Forward."""

import base64
import quopri
from email.message import EmailMessage

import pytest

from app.intake.mail.reader import read_mail

SAID = "Akta anak saya belum jadi."
HEADS = {
    "gmail": "---------- Forwarded message ---------\nFrom: Pengadu Asli <asli@contoh.id>\n"
    "Date: Sun, 22 Nov 2026 at 19:05\nSubject: Akta\nTo: <lurah@contoh.id>\n\n",
    "gmail-id": "---------- Pesan terusan ----------\nDari: Pengadu Asli <asli@contoh.id>\n"
    "Tanggal: Min, 22 Nov 2026 pukul 19.05\nSubjek: Akta\nKepada: <lurah@contoh.id>\n\n",
    "outlook": "-----Original Message-----\nFrom: Pengadu Asli [mailto:asli@contoh.id]\n"
    "Sent: Sunday, November 22, 2026 7:05 PM\nTo: Lurah\nSubject: Akta\n\n",
    "outlook-id": "-----Pesan Asli-----\nDari: Pengadu Asli <asli@contoh.id>\n"
    "Dikirim: 22 November 2026 19:05\nKepada: Lurah\nPerihal: Akta\n\n",
    "outlook-rule": "________________________________\n*From:* Pengadu Asli <asli@contoh.id>\n"
    "*Sent:* Sunday, 22 November 2026 19:05\n*To:* Lurah\n*Subject:* Akta\n\n",
    "apple": "Begin forwarded message:\n\n> From: Pengadu Asli <asli@contoh.id>\n> Subject: Akta\n"
    "> Date: 22 November 2026 19.05 WIB\n> To: lurah@contoh.id\n> \n> ",
    "outlook-new": "From: Pengadu Asli <asli@contoh.id>\nSent: Sunday, 22 November 2026 19:05\n"
    "To: Lurah <lurah@contoh.id>\nSubject: Akta\n\n",
    "yahoo": '   ----- Pesan yang Diteruskan -----\nDari: "Pengadu Asli" <asli@contoh.id>\n'
    "Kepada: Lurah <lurah@contoh.id>\nDikirim: Minggu, 22 November 2026 19.05 WIB\n"
    "Judul: Akta\n\n",
    "thunderbird": "-------- Pesan yang Diteruskan --------\nSubjek: Akta\n"
    "Tanggal: Sun, 22 Nov 2026 19:05:00 +0700\nDari: Pengadu Asli <asli@contoh.id>\n"
    "Kepada: lurah@contoh.id\n\n",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_text_passed_on_is_the_citizens(mail, now, head):
    draft = read_mail(mail(f"{head}{SAID}", Subject="Fwd: Akta"), now)
    assert draft.values == {
        "from_address": "asli@contoh.id",
        "name": "Pengadu Asli",
        "email_subject": "Akta",
        "subject": "Akta",
        "sent_at": "22-11-2026 19.05",
        "message_id": "<a1@contoh.id>",
        "description": SAID,
    }
    assert "diteruskan oleh Warga Rekaan" in draft.warnings[0]
    assert draft.attachments[-1].name == "email asli.eml"


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_with_words_above_both_are_offered(mail, now, head):
    draft = read_mail(mail(f"Mohon ditindaklanjuti.\n\n{head}{SAID}", Subject="Fwd: Akta"), now)
    assert draft.values["name"] == "Warga Rekaan"
    assert draft.values["description"].startswith("Mohon ditindaklanjuti.")
    assert draft.warnings[0].endswith("email dari Pengadu Asli <asli@contoh.id>.")
    (inner,) = draft.forwarded
    assert (inner.values["name"], inner.values["description"]) == ("Pengadu Asli", SAID)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Re: Akta", f"Terima kasih.\n\n{HEADS['outlook']}{SAID}"),
        ("Akta", f"Terima kasih.\n\n{HEADS['outlook-id']}{SAID}"),
        ("Fwd: Akta", f"Terlampir.\n\n{'_' * 20}\nWarga Rekaan\nDusun Rekaan"),
        (
            "Fwd: Akta",
            "Balasan dinas:\n\n---------- Pesan terusan ---------\n"
            "Dari: Dinas <disdukcapil@contoh.id>\n\nSudah kami terima.",
        ),
        ("Akta", "Pesan terusan dari RT: mohon datang."),
        ("Fwd: Akta", "Dari: kelurahan saya sudah ke kecamatan.\n\nTerima kasih"),
        ("Re: Akta", f"Terima kasih.\n\n{HEADS['outlook-new']}{SAID}"),
    ],
)
def test_answers_and_signatures_are_not_passed_on(mail, now, subject, text):
    draft = read_mail(mail(text, Subject=subject), now)
    assert draft.values["name"] == "Warga Rekaan"
    assert draft.forwarded == ()


def _with_inner(body):
    inner = EmailMessage()
    inner["From"] = "Pengadu Asli <asli@contoh.id>"
    inner["Subject"] = "Yang diteruskan"
    inner["Message-ID"] = "<asli@contoh.id>"
    inner.set_content("Isi asli")
    inner.add_attachment(b"%PDF-1", "application", "pdf", filename="kk.pdf")
    outer = EmailMessage()
    outer["From"] = "Pak Lurah <lurah@contoh.id>"
    outer["Subject"] = "Fwd: Yang diteruskan"
    outer.set_content(body)
    outer.add_attachment(inner)
    return outer.as_bytes()


def test_a_mail_passed_on_as_a_file_is_kept_whole_and_offered(now):
    draft = read_mail(_with_inner("Mohon ditindaklanjuti"), now)
    assert draft.values["description"] == "Mohon ditindaklanjuti"
    (file,) = draft.attachments
    assert file.name.endswith(".eml")
    assert b"Isi asli" in file.content
    (inner,) = draft.forwarded
    assert (inner.values["name"], inner.values["message_id"]) == (
        "Pengadu Asli",
        "<asli@contoh.id>",
    )
    assert [file.name for file in inner.attachments] == ["kk.pdf", "email asli.eml"]


@pytest.mark.parametrize("body", ["", "\n \n"])
def test_a_mail_passed_on_without_a_word_is_taken_itself(now, body):
    draft = read_mail(_with_inner(body), now)
    assert (draft.values["name"], draft.values["description"]) == ("Pengadu Asli", "Isi asli")
    assert [file.name for file in draft.attachments] == ["kk.pdf", "email asli.eml"]


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
def test_an_encoded_mail_within_is_read_too(parts, now, encoding):
    inner = b"From: Asli <asli@contoh.id>\r\nSubject: Akta\r\n\r\nIsi asli"
    encode = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}
    content = encode.get(encoding, bytes)(inner)
    head = f"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    draft = read_mail(parts(head.encode() + content), now)
    assert (draft.values["name"], draft.values["description"]) == ("Asli", "Isi asli")


def test_mails_within_mails_without_end_are_not_followed(mail, now):
    content = b"Isi"
    for _ in range(60):
        content = mail(content, Content_Type="message/rfc822")
    assert read_mail(content, now).values["name"] == "Warga Rekaan"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("application/octet-stream; name=aduan.eml", "Asli"),
        ("text/plain; name=aduan.EML", "Asli"),
        ("application/octet-stream; name=aduan.txt", None),
    ],
)
def test_a_mail_that_came_as_a_file_of_any_kind_is_offered(parts, now, head, name):
    inner = "From: Asli <asli@contoh.id>\r\nSubject: Akta\r\n\r\nIsi asli"
    draft = read_mail(parts("\r\nTolong", f"Content-Type: {head}\r\n\r\n{inner}"), now)
    assert [each.values["name"] for each in draft.forwarded] == ([name] if name else [])
    assert len(draft.attachments) == 1


def test_an_outlook_mail_that_came_as_a_file_is_offered(parts, outlook, now):
    inner = outlook({"0C1A001F": "Asli", "0C1F001F": "asli@contoh.id", "1000001F": "Isi asli"})
    head = b"Content-Type: application/vnd.ms-outlook; name=aduan.msg\r\n"
    head += b"Content-Transfer-Encoding: base64\r\n\r\n"
    for content, count in ((inner, 1), (inner[:700], 0)):
        piece = head + base64.encodebytes(content)
        assert len(read_mail(parts(b"\r\nTolong", piece), now).forwarded) == count


@pytest.mark.parametrize(
    "author", ["[" + "a@" * 100_000, "[" * 200_000, "<" * 200_000, "a" * 200_000]
)
def test_an_author_without_end_is_read(mail, now, author):
    content = mail(f"---------- Pesan terusan ---------\nDari: {author}\n\n{SAID}")
    assert read_mail(content, now).values["message_id"] == "<a1@contoh.id>"
