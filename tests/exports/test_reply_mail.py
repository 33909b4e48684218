"""The answer as a mail: what the mail program of the office opens, and what the citizen reads."""

from dataclasses import replace
from email import message_from_bytes, policy

import pytest

from app.reading.complaint.values import LabelledValue
from app.rules.channels import Channel
from exports.reply_mail import reply_mail, write_reply_mail
from tests.exports import values


@pytest.fixture
def complaint():
    return values.a_complaint(
        channel=Channel.EMAIL,
        name="Warga Rekaan",
        subject="Akta",
        description="Akta anak saya\nbelum jadi.",
        answer="Akta sudah terbit.\n\nSilakan diambil.",
        extra={
            "from_address": "warga@contoh.id",
            "email_subject": "Akta belum jadi",
            "message_id": "<a1@contoh.id>",
            "sent_at": "2026-11-23 08:05",
        },
        channel_values=(LabelledValue("sent_at", "Waktu kirim", "23-11-2026 08.05", False),),
    )


@pytest.fixture
def written():
    def read(detail):
        content = reply_mail(detail, values.filled_settings())
        assert b"\n" not in content.replace(b"\r\n", b"")
        return message_from_bytes(content, policy=policy.default)

    return read


def _changed(detail, **extra):
    return replace(detail, extra=detail.extra | extra)


def test_the_mail_answers_the_citizens_own(complaint, written):
    mail = written(complaint)
    told = {name: mail[name] for name in ("X-Unsent", "Subject", "In-Reply-To", "References")}
    assert told == {
        "X-Unsent": "1",
        "Subject": "Re: Akta belum jadi",
        "In-Reply-To": "<a1@contoh.id>",
        "References": "<a1@contoh.id>",
    }
    assert mail["To"] == "Warga Rekaan <warga@contoh.id>"
    assert mail["From"] is None


def test_the_answer_stands_above_what_was_written(complaint, written):
    text = written(complaint).get_content().replace("\r\n", "\n")
    assert text.startswith("Yth. Bapak/Ibu Warga Rekaan,\n\nTerima kasih")
    assert "dengan nomor 007/PGD/X/2026." in text
    assert "Akta sudah terbit.\n\nSilakan diambil." in text
    assert "Pejabat Pengelola Pengaduan\nDisdukcapil Kab. Sanggau" in text
    assert text.endswith(
        "Pada 23-11-2026 08.05, Warga Rekaan menulis:\n> Akta anak saya\n> belum jadi."
    )


@pytest.mark.parametrize(
    ("told", "answered"),
    [("a1", None), ("<a 1@x>", None), ("<a@x>\r\nBcc: x@x", None), ("", None), ("<é@x>", None)],
)
def test_an_id_that_is_none_answers_nothing(complaint, written, told, answered):
    mail = written(_changed(complaint, message_id=told))
    assert (mail["In-Reply-To"], mail["Bcc"]) == (answered, None)


@pytest.mark.parametrize(
    ("subject", "answered"),
    [
        ("Re: Akta", "Re: Akta"),
        ("Bls: Akta", "Bls: Akta"),
        ("Keluhan café “KTP” 🙏", "Re: Keluhan café “KTP” 🙏"),
        ("Akta\r\nBcc: lain@contoh.id", "Re: Akta Bcc: lain@contoh.id"),
        ("", "Re: Akta"),
    ],
)
def test_the_subject_stays_one_line(complaint, written, subject, answered):
    mail = written(_changed(complaint, email_subject=subject))
    assert (mail["Subject"], mail["Bcc"]) == (answered, None)


@pytest.mark.parametrize(
    "name", ["Rekaan, Warga, S.Pd.", 'Warga "Ujang"', "Sié <x@y.id>", "", "🙏"]
)
def test_any_name_leaves_the_address_alone(complaint, written, name):
    mail = written(replace(complaint, name=name))
    assert [each.addr_spec for each in mail["To"].addresses] == ["warga@contoh.id"]


def test_a_complaint_by_another_channel_is_answered_at_its_address(written):
    mail = written(values.a_complaint(email="warga@contoh.id", answer="Sudah."))
    assert mail["To"].addresses[0].addr_spec == "warga@contoh.id"


def test_the_file_is_the_mail(complaint, tmp_path):
    path = tmp_path / "balasan.eml"
    settings = values.filled_settings()
    write_reply_mail(complaint, settings, path)
    assert path.read_bytes() == reply_mail(complaint, settings)
