"""The printed book names who wants to be unnamed for the pejabat only, and never unnoticed."""

from app.ground.formatting import Month
from app.reading.recap.printed_book import read_printed_book
from app.steps.close import void


def test_lines_are_those_whose_numbers_were_given_in_the_month(book, recorded):
    recorded(received_at="2026-10-30 09:00")
    void(book, recorded(), "Tercatat dua kali.")
    lines = read_printed_book(book, Month(2026, 11)).lines
    assert [(line.number[:3], line.is_void) for line in lines] == [("001", False), ("002", True)]
    assert read_printed_book(book, Month(2026, 10)).lines == ()


def test_a_secret_name_is_printed_only_when_asked_for(book, recorded):
    recorded(name="Rahasia Rekaan", is_secret="ya")
    (line,) = read_printed_book(book, Month(2026, 11)).lines
    assert "Rahasia" not in line.name
    (line,) = read_printed_book(book, Month(2026, 11), names_secret=True).lines
    assert line.name == "Rahasia Rekaan"
