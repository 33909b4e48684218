"""Files in the text of a mail, as old mailers sent them."""

import binascii

import pytest

from app.intake.mail.reader import read_mail
from app.intake.mail.uuencoded import parted


def written(name: str, content: bytes) -> str:
    parts = [content[n : n + 45] for n in range(0, len(content), 45)]
    lines = "".join(binascii.b2a_uu(part).decode() for part in parts)
    return f"begin 644 {name}\n{lines}`\nend\n"


def test_a_file_in_the_text_comes_along(now):
    picture = b"\xff\xd8\xff" + bytes(range(200))
    body = f"KTP saya hilang\n\n{written('ktp saya.jpg', picture)}\nterima kasih\n"
    mail = f"From: Warga <warga@contoh.id>\nSubject: KTP\n\n{body}".encode()
    draft = read_mail(mail, now)
    assert draft.values["description"].split() == ["KTP", "saya", "hilang", "terima", "kasih"]
    (file,) = draft.attachments
    assert (file.name, file.content) == ("ktp saya.jpg", picture)


@pytest.mark.parametrize(
    "text",
    [
        "begin 644 aduan\nKTP saya belum jadi\nend",
        "begin 644 a.txt\n#86)C\n`\n",
        "begin\nend",
        "begin 644 a.txt\nend",
        "saya begin 644 menunggu\nend",
    ],
)
def test_words_that_only_begin_so_stay_words(text):
    assert parted(text) == (text, ())


def test_beginnings_without_end_are_passed_over_in_one_look():
    text = "begin 644 a\n" * 50_000 + "\nend"
    assert parted(text) == (text, ())
