"""Mails that a web form has sent: the citizen is who filled the form."""

import pytest

from app.intake.mail.reader import read_mail
from app.intake.mail.webform import form_lines

FORM = (
    "Nama Lengkap : Warga Rekaan\r\nE-mail: w@contoh.id\r\nNo. HP/WA: 0812-0000-0147\r\n"
    "Alamat: Dusun Rekaan\r\nNIK: 6103010101900001\r\nIsi: KTP belum jadi\r\n"
)


def test_who_filled_the_form_is_the_reporter(mail, now):
    draft = read_mail(mail(FORM, From="Website <noreply@web.id>"), now)
    told = {
        name: draft.values[name] for name in ("name", "from_address", "phone", "address", "nik")
    }
    assert told == {
        "name": "Warga Rekaan",
        "from_address": "w@contoh.id",
        "phone": "0812-0000-0147",
        "address": "Dusun Rekaan",
        "nik": "6103010101900001",
    }
    assert "isian formulirnya" in draft.warnings[0]


def test_a_form_may_call_itself_automatic(mail, now):
    headers = {"From": "Website <noreply@web.id>", "Auto-Submitted": "auto-generated"}
    assert read_mail(mail(FORM, **headers), now).values["name"] == "Warga Rekaan"


def test_reply_to_says_better_whom_to_answer(mail, now):
    content = mail(FORM, From="Website <noreply@web.id>", Reply_To="Warga <lain@contoh.id>")
    values = read_mail(content, now).values
    assert (values["name"], values["from_address"]) == ("Warga", "lain@contoh.id")
    assert values["phone"] == "0812-0000-0147"


def test_a_citizen_is_not_taken_apart(mail, now):
    values = read_mail(mail(FORM), now).values
    assert (values["name"], values.get("phone")) == ("Warga Rekaan", None)


def test_a_system_that_names_nobody_is_said(mail, now):
    draft = read_mail(mail("KTP belum jadi", From="Website <noreply@web.id>"), now)
    assert "Isi sendiri pengadunya" in draft.warnings[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("*Nama*: Warga", {"name": "Warga"}),
        ("- Nama : Warga", {"name": "Warga"}),
        ("Nama: Satu\nNama: Dua", {"name": "Satu"}),
        ("NIK: 123", {}),
        ("Email: bukan", {}),
        ("Telepon: tidak ada", {}),
        ("Nama:", {}),
        ("Saya bilang nama: Warga", {}),
        (": : :\n::\n", {}),
    ],
)
def test_lines_of_forms(text, told):
    assert form_lines(text) == told
