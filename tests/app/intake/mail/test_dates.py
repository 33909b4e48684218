"""Times of sending in every way mailers and people write them."""

from datetime import datetime

import pytest

from app.intake.mail.dates import sent_moment
from app.intake.mail.reader import read_mail

SENT = datetime(2026, 11, 23, 8, 5)


@pytest.mark.parametrize(
    "written",
    [
        "Mon, 23 Nov 2026 08:05:00 +0700",
        "Mon, 23 Nov 2026 09:05:00 +0800",
        "Mon, 23 Nov 2026 01:05:00 -0000",
        "Mon, 23 Nov 2026 01:05:00 GMT",
        "Sun, 22 Nov 2026 20:05:00 EST",
        "Sen, 23 Nop 2026 08:05:00 +0700",
        "Senin, 23 November 2026 pukul 08.05 WIB",
        "Senin, 23 November 2026 09.05 WITA",
        "Senin, 23 November 2026 pukul 08.05.00 WIB",
        "23 November 2026 08.05.00 WIB",
        "Sen, 23 Nov 2026 08.05.00 +0700",
        "2026-11-23 08.05.00",
        "23 Nov 26 08:05 WIB",
        "23 Nov 2026 08:05",
        "Mon Nov 23 08:05:00 2026",
        "Nov 23, 2026 8:05 AM",
        "Monday, November 23, 2026 8:05 AM",
        "2026-11-23T08:05:00+07:00",
        "2026-11-23T01:05:00Z",
        "2026/11/23 08:05",
        "23/11/2026 08.05",
        "23-11-26 08:05",
        "23.11.2026 08.05",
        "23-Nov-2026 08:05:00 +0700",
        "Mon, 23 Nov 2026 08:05:00 GMT+7",
        "Mon, 23 Nov 2026 08:05:00 +07.00",
        "Mon, 23 Nov 2026 08:05:00 +0700 (SE Asia Standard Time)",
        "Mon, 23 Nov 126 08:05:00 +0700",
        "Mon,23Nov2026 08:05:00+0700",
    ],
)
def test_every_way_to_write_a_moment(written):
    assert sent_moment(written) == SENT


@pytest.mark.parametrize(
    ("month", "spellings"),
    [
        (2, ["Feb", "Februari", "Peb", "Pebruari"]),
        (5, ["Mei", "May"]),
        (8, ["Agu", "Agt", "Ags", "Aug", "Agustus"]),
        (10, ["Okt", "Oct", "Oktober"]),
        (12, ["Des", "Dec", "Desember"]),
    ],
)
def test_months_by_every_name(month, spellings):
    assert {sent_moment(f"7 {name} 2026 10:00 +0700") for name in spellings} == {
        datetime(2026, month, 7, 10)
    }


@pytest.mark.parametrize(
    "written",
    [
        "",
        "kemarin sore",
        "Mon, 99 Nov 2026 09:05:00 +0700",
        "23 Nov 2026",
        "08:05",
        "25:99 1 Jan 26",
    ],
)
def test_what_is_no_moment(written):
    with pytest.raises(ValueError, match=r"\w"):
        sent_moment(written)


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("kemarin sore", "tidak terbaca (“kemarin sore”)"),
        ("Mon, 23 Nov 2036 08:05:00 +0700", "belum terjadi"),
        ("Wed, 25 Nov 2026 10:01:00 +0700", "belum terjadi"),
        ("Thu, 1 Jan 1970 00:00:00 +0000", "terlalu lama"),
    ],
)
def test_a_time_that_cannot_be_recorded_is_said(mail, now, written, word):
    draft = read_mail(mail(Date=written), now)
    assert "sent_at" not in draft.values
    assert word in draft.warnings[0]


def test_a_wrong_clock_is_put_right_by_the_server(mail, now):
    content = mail(
        Date="Mon, 23 Nov 2036 08:05:00 +0700",
        Received="from x by y; Mon, 23 Nov 2026 01:06:00 +0000",
    )
    draft = read_mail(content, now)
    assert draft.values["sent_at"] == "23-11-2026 08.06"
    assert "server" in draft.warnings[0]


def test_a_mail_without_a_time_says_nothing_of_it(mail, now):
    draft = read_mail(mail(Date=None), now)
    assert ("sent_at" in draft.values, draft.warnings) == (False, ())
