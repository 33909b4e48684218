"""A filter in words, as it stands on what is printed of it."""

from app.ground.formatting import Month
from app.reading.register.filter import DeadlineFilter, RegisterFilter
from app.reading.register.filter_words import filter_words
from app.rules.channels import Channel
from app.rules.statuses import Status


def test_a_filter_says_all_it_narrows_to(book):
    assert filter_words(book, RegisterFilter()) == "semua pengaduan"
    wanted = RegisterFilter(
        text=" ktp ",
        month=Month(2026, 10),
        channel=Channel.WHATSAPP,
        status=Status.DISTRIBUTED,
        team_id=1,
        deadline=DeadlineFilter.LATE,
    )
    said = filter_words(book, wanted)
    assert said.startswith("terlambat, Oktober 2026, WhatsApp, Di tim penjawab, tim ")
    assert said.endswith("memuat “ktp”")
    settled = RegisterFilter(settled_in=Month(2026, 9), only_open=True)
    assert filter_words(book, settled) == "masih terbuka, selesai September 2026"
