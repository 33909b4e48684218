"""A mail is recorded once: its Message-ID is found in the book again."""

import pytest

from app.reading.complaint.same_mail import recorded_mail
from app.rules.channels import Channel
from app.steps.close import void


@pytest.fixture
def mailed(recorded):
    return lambda message_id: recorded(channel=Channel.EMAIL, message_id=message_id)


def test_the_complaint_of_a_mail_is_found(book, mailed):
    first = mailed("<a1@contoh.id>")
    mailed("<a2@contoh.id>")
    known = recorded_mail(book, " <a1@contoh.id> ")
    assert known is not None
    assert (known.id, known.number) == (first, "001/PGD/XI/2026")


@pytest.mark.parametrize(
    "asked",
    ["", "<", "<a@contoh.id>", "<A1@contoh.id>", "a1@contoh.id", '" OR "', "<a1@contoh.id>x"],
)
def test_another_mail_is_not(book, mailed, asked):
    mailed("<a1@contoh.id>")
    assert recorded_mail(book, asked) is None


def test_an_id_that_only_stands_in_a_text_is_no_mail(book, recorded):
    recorded(channel=Channel.EMAIL, description="Lihat <a1@contoh.id>")
    recorded(channel=Channel.COUNTER, description="<a1@contoh.id>")
    assert recorded_mail(book, "<a1@contoh.id>") is None


def test_a_voided_entry_frees_its_mail(book, mailed):
    void(book, mailed("<a1@contoh.id>"), "Salah catat")
    assert recorded_mail(book, "<a1@contoh.id>") is None
