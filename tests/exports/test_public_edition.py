"""Nothing a citizen told, and no number that leads to one, is anywhere in the public files."""

import json
import zipfile
from html import unescape
from pathlib import Path

import pypdfium2
import pytest

from app.book.lists import read_lists
from app.ground.formatting import Month
from app.reading.recap.monthly import public_recap, read_recap
from app.rules.channels import CHANNEL_FIELDS
from app.steps.sign import make_signature_key, sign_head
from exports.recap import write_recap
from models.complaint import Complaint

TOLD = (
    "number",
    "name",
    "address",
    "phone",
    "phone_normal",
    "email",
    "nik",
    "subject",
    "description",
    "expectation",
    "tracking_id",
    "answer",
    "closing_reason",
    "forwarded_to",
    "distribution_note",
    "delivered_to",
    "late_reason",
    "recorded_by",
    "answered_by",
)
PERSONAL = {field.name for fields in CHANNEL_FIELDS.values() for field in fields} - {
    "platform",
    "is_anonymous",
    "wants_call_back",
    "letter_count",
}
# Words of the recap itself, which a citizen's field may hold too.
OWN_WORDS = {"Pengadu"}


@pytest.fixture
def told(sample_book):
    """Every text in the book that stands for somebody."""
    found = set()
    for row in sample_book.rows(Complaint.select()):
        found |= {str(getattr(row, name)) for name in TOLD if getattr(row, name)}
        found |= {text for name, text in json.loads(row.extra).items() if name in PERSONAL}
    found |= {officer.name for officer in read_lists(sample_book).officers}
    return {text for text in found if len(text) > 3} - OWN_WORDS


def everything_in(path: Path) -> str:
    """Return all text of a file: every part of a workbook, pages and properties of a paper."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as parts:
            return "\n".join(unescape(parts.read(name).decode()) for name in parts.namelist())
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    said = "\n".join([*pages, str(document.get_metadata_dict())])
    document.close()
    return " ".join(said.split())


@pytest.mark.parametrize("month", [Month(2026, 9), Month(2026, 10), Month(2026, 11)], ids=str)
def test_the_public_files_hold_nothing_that_was_told(sample_book, told, tmp_path, month):
    recap = read_recap(sample_book, month)
    settings = sample_book.settings
    internal_book, _, _, *public = write_recap(recap, public_recap(recap), settings, tmp_path)
    for path in public:
        said = everything_in(path)
        assert {text for text in told if text in said} == set(), path.name
        assert recap.standing.fingerprint not in said
    # The same search does find them where they are.
    assert len({text for text in told if text in everything_in(internal_book)}) > len(recap.lines)


def test_who_signed_the_book_stands_in_the_internal_edition_alone(sample_book, tmp_path):
    made = []
    make_signature_key(sample_book, made.append)
    signed = sign_head(sample_book, made[0])
    recap = read_recap(sample_book, Month(2026, 10))
    written = write_recap(recap, public_recap(recap), sample_book.settings, tmp_path)
    for path in written:
        said = everything_in(path)
        is_internal = "internal" in path.name
        assert (signed.key in said, f"oleh {signed.name}" in said) == (is_internal,) * 2, path.name
