"""A complaint that somebody has broken keeps its line; the others are read as ever."""

import pytest

from app.book.opening import open_book
from app.book.place import FilePlace
from app.reading.register.rows import register_rows
from app.rules.channels import Channel
from app.rules.statuses import Status
from tests.tampering import unguarded

BROKEN = {
    "a status nobody knows": "status = 'terbang'",
    "a channel nobody knows": "channel = 'merpati'",
    "a moment that is none": "received_at = 'kapan'",
    "a day that is none": "distribute_by = '2026-13-45'",
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_row_is_named_and_the_others_go_on(book, clock, recorded, what):
    for number in range(3):
        recorded(subject=f"KTP-el {number}")
    book.close()
    with unguarded(book.place.path) as connection:
        connection.execute("PRAGMA ignore_check_constraints = 1")
        connection.execute(f"UPDATE complaint SET {BROKEN[what]} WHERE id = 2")
    with open_book(FilePlace(book.place.path), clock=clock) as again:
        first, broken, third = register_rows(again, [1, 2, 3])
        assert [row.subject for row in (first, third)] == ["KTP-el 0", "KTP-el 2"]
        assert broken.number.startswith("002/")
        assert "Baris ini rusak" in broken.subject
        assert (broken.channel, broken.status) == (Channel.COUNTER, Status.RECORDED)
        assert broken.deadline_words == "Tidak terbaca"
        assert register_rows(again, [99]) == []
