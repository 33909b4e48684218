"""A row that is larger than any of ours is named by its key, and the rest goes on."""

import pytest

from app.book.opening import open_book
from app.book.place import FilePlace
from app.keeping.inspection import inspect_book
from tests.attacks.forger import forging

# In a real book a hundred million bytes; here a row of that size would take a disk.
LONGEST = 100_000
GIANT = "printf('%.*c', 200000, 'x')"


@pytest.fixture
def path(book, recorded, monkeypatch):
    for number in range(3):
        recorded(subject=f"KTP-el {number}")
    book.close()
    monkeypatch.setattr("models.sqlite.file.LONGEST", LONGEST)
    return book.place.path


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        (f"UPDATE complaint SET subject = {GIANT} WHERE id = 2", "complaint 2: terlalu besar"),
        (
            f"UPDATE journal_value SET content = {GIANT} WHERE sequence = 50",
            "Jurnal: catatan 50 tidak dapat dibaca",
        ),
        (f"UPDATE setting SET value = {GIANT} WHERE key = 'number_pattern'", "tidak dapat dibaca"),
    ],
)
def test_a_giant_row_is_named(path, statement, named):
    with forging(path) as forger:
        forger.sql(statement)
        forger.sql("UPDATE complaint SET phone = '0000' WHERE id = 3")
    with open_book(FilePlace(path), read_only=True, is_forgiving=True) as book:
        problems = inspect_book(book).problems
    assert any(named in problem for problem in problems), problems
    assert any("phone" in problem or "tidak dapat diperiksa" in problem for problem in problems)
