"""Who wrote a mail, and who is to be answered."""

import pytest

from app.intake.mail.people import Person, person_in
from app.intake.mail.reader import read_mail


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        ("Warga Rekaan <warga@contoh.id>", "Warga Rekaan", "warga@contoh.id"),
        ("warga@contoh.id", "", "warga@contoh.id"),
        ("<warga@contoh.id>", "", "warga@contoh.id"),
        ("warga@contoh.id <warga@contoh.id>", "", "warga@contoh.id"),
        ("warga@contoh.id (Warga Rekaan)", "Warga Rekaan", "warga@contoh.id"),
        ('"Rekaan, Warga" <warga@contoh.id>', "Rekaan, Warga", "warga@contoh.id"),
        ("Rekaan, Warga, S.Pd. <warga@contoh.id>", "Rekaan, Warga, S.Pd.", "warga@contoh.id"),
        ("H. Warga, S.Pd., M.M. <warga@contoh.id>", "H. Warga, S.Pd., M.M.", "warga@contoh.id"),
        ("Warga; Rekaan <warga@contoh.id>", "Warga; Rekaan", "warga@contoh.id"),
        ("'Warga Rekaan' <warga@contoh.id>", "Warga Rekaan", "warga@contoh.id"),
        ('Warga "Ujang" Rekaan <warga@contoh.id>', "Warga Ujang Rekaan", "warga@contoh.id"),
        ("Warga <warga@contoh.id>, Lain <lain@contoh.id>", "Warga", "warga@contoh.id"),
        ("warga@contoh.id, Lain <lain@contoh.id>", "", "warga@contoh.id"),
        ("Warga <warga..rekaan.@docomo.contoh.id>", "Warga", "warga..rekaan.@docomo.contoh.id"),
        ("Warga <warga@contoh.id", "Warga", "warga@contoh.id"),
        ("Warga < warga @ contoh.id >", "Warga", "warga@contoh.id"),
        ("Warga <mailto:warga@contoh.id>", "Warga", "warga@contoh.id"),
        ("Warga Rekaan warga@contoh.id", "Warga Rekaan", "warga@contoh.id"),
        ("=?utf-8?Q?Rekaan,_Warga?= <warga@contoh.id>", "Rekaan, Warga", "warga@contoh.id"),
        ("=?utf-8?Q?Warga_<warga=40contoh.id>?=", "Warga", "warga@contoh.id"),
        ('"=?utf-8?Q?Warga?=" <warga@contoh.id>', "Warga", "warga@contoh.id"),
        ("Warga Rekaan", "Warga Rekaan", ""),
        ("undisclosed-recipients:;", "", ""),
        ("", "", ""),
    ],
)
def test_names_and_addresses_as_they_are_written(written, name, address):
    assert person_in(written) == Person(name, address)


@pytest.mark.parametrize(
    ("headers", "name", "address"),
    [
        (
            {"From": "Website <noreply@web.id>", "Reply-To": "Warga <w@contoh.id>"},
            "Warga",
            "w@contoh.id",
        ),
        ({"From": "Formulir <wordpress@web.id>", "Reply-To": "w@contoh.id"}, None, "w@contoh.id"),
        ({"From": "Warga <w@kantor.id>", "Reply-To": "w@rumah.id"}, "Warga", "w@rumah.id"),
        ({"From": "Warga <w@contoh.id>", "Reply-To": "W@contoh.id"}, "Warga", "w@contoh.id"),
        (
            {"From": "Warga <w@contoh.id>", "Reply-To": "daftar@contoh.id", "List-Id": "<d>"},
            "Warga",
            "w@contoh.id",
        ),
        (
            {
                "From": "Warga <w@contoh.id>",
                "Reply-To": "kantor@contoh.id",
                "To": "kantor@contoh.id",
            },
            "Warga",
            "w@contoh.id",
        ),
        (
            {
                "From": "'Warga' via Daftar <daftar@grup.id>",
                "X-Original-From": "Warga <w@contoh.id>",
                "Reply-To": "Warga <w@contoh.id>",
                "List-Id": "<daftar>",
            },
            "Warga",
            "w@contoh.id",
        ),
        ({"From": None, "Sender": "Warga <w@contoh.id>"}, "Warga", "w@contoh.id"),
        ({"From": "", "Reply-To": "Warga <w@contoh.id>"}, "Warga", "w@contoh.id"),
        ({"From": None, "Return-Path": "<w@contoh.id>"}, None, "w@contoh.id"),
    ],
)
def test_who_is_to_be_answered(mail, now, headers, name, address):
    values = read_mail(mail(**headers), now).values
    assert (values.get("name"), values.get("from_address")) == (name, address)


def test_a_web_form_is_named_as_the_way(mail, now):
    content = mail(From="Website <noreply@web.id>", Reply_To="Warga <w@contoh.id>")
    assert "Website <noreply@web.id>" in read_mail(content, now).warnings[0]
