"""Bounces, automatic answers and receipts are said as such; a citizen's mail never is."""

import pytest

from app.intake.mail.reader import read_mail

REPORT = (
    "Content-Type: text/plain\r\n\r\nTidak sampai.",
    "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\n"
    "Final-Recipient: rfc822; asli@contoh.id\r\nAction: failed",
    "Content-Type: message/rfc822\r\n\r\nFrom: Dinas <dinas@contoh.id>\r\n\r\nIsi",
)


@pytest.fixture
def notice(now):
    return lambda content: next(iter(read_mail(content, now).warnings), "")


def test_a_report_names_whom_a_mail_did_not_reach(parts, notice, now):
    content = parts(*REPORT, kind="multipart/report; report-type=delivery-status")
    assert "tidak sampai ke asli@contoh.id" in notice(content)
    draft = read_mail(content, now)
    assert draft.values["name"] == "Warga Rekaan"
    assert draft.forwarded == ()
    assert len(draft.warnings) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"From": "MAILER-DAEMON@contoh.id"},
        {"From": "Mail Delivery Subsystem <mailer-daemon@googlemail.com>"},
        {"From": "postmaster@contoh.id", "Subject": "Undeliverable: Jawaban"},
        {"X-Failed-Recipients": "asli@contoh.id"},
        {
            "From": "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
            "Subject": "Delivery Status Notification (Failure)",
            "Auto-Submitted": "auto-replied",
        },
        {"Return-Path": "<>", "Subject": "Gagal terkirim: Jawaban"},
    ],
)
def test_a_bounce(mail, now, headers):
    (said,) = read_mail(mail(**headers), now).warnings
    assert "tidak sampai" in said


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto-Submitted": "auto-replied"},
        {"Auto-Submitted": "auto-replied (vacation)"},
        {"X-Autoreply": "yes"},
        {"X-Autorespond": "x"},
        {"Precedence": "auto_reply"},
        {"Subject": "Balasan otomatis: Jawaban"},
        {"Subject": "Automatic reply: Jawaban"},
        {"Subject": "Out of Office: Jawaban"},
    ],
)
def test_an_automatic_answer(mail, notice, headers):
    assert "balasan otomatis" in notice(mail(**headers))


def test_a_receipt(parts, notice):
    content = parts(REPORT[0], kind="multipart/report; report-type=disposition-notification")
    assert "sudah dibuka" in notice(content)


def test_a_mail_of_a_system_is_said_and_still_read(mail, now):
    draft = read_mail(mail(**{"Auto-Submitted": "auto-generated"}), now)
    assert "dikirim otomatis" in draft.warnings[0]
    assert draft.values["description"] == "Isi"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Auto-Submitted": "no"},
        {"Precedence": "bulk"},
        {"Subject": "Re: Balasan otomatis yang saya terima"},
        {"Subject": "Email saya tidak terkirim"},
        {"Return-Path": "<warga@contoh.id>", "Subject": "gagal kirim berkas"},
    ],
)
def test_a_citizen_is_no_machine(mail, notice, headers):
    assert notice(mail(**headers)) == ""
