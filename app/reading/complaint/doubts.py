"""What is to be put right in a complaint, field by field, and why."""

from collections.abc import Iterable, Mapping

from app.book.book import Book
from app.book.lists import read_lists
from app.book.marks import read_marks
from app.entry.chosen import FROM_LISTS, Chosen
from app.entry.field_checks import check_field
from app.entry.form_values import form_values
from app.entry.long_texts import whole_name
from app.reading.complaint.values import Doubt
from app.rules.channels import Channel, fields_of
from app.rules.fields import Field
from models.complaint import Complaint


def doubts_of(book: Book, row: Complaint) -> tuple[Doubt, ...]:
    """Return what is to be put right in the complaint of *row*, in the order of the form."""
    marks = read_marks(row.to_correct)
    if not marks:
        return ()
    values = form_values(book, row)
    marked = [field for field in fields_of(Channel(row.channel)) if field.name in marks]
    unlisted = _unlisted(book, marked, values)
    return tuple(
        Doubt(
            field.name,
            field.short_label,
            unlisted.get(field.name) or _sentence(book, field, values.get(field.name, "")),
            field.tells_who,
        )
        for field in marked
    )


def _unlisted(book: Book, marked: Iterable[Field], values: Mapping[str, str]) -> Mapping[str, str]:
    """Return why what is named is on no list: sentence by field name."""
    if not any(field.kind in FROM_LISTS for field in marked):
        return {}
    return {
        problem.field: problem.sentence for problem in Chosen(read_lists(book), values).problems
    }


def _sentence(book: Book, field: Field, text: str) -> str:
    found = check_field(field, text, book.clock.now())
    if found is not None:
        return found.sentence
    if field.kind in FROM_LISTS:
        return f"“{text}” sekarang ada dalam daftar. Buka Perbaiki isian, lalu simpan."
    return f"Dipendekkan. Selengkapnya ada di lampiran “{whole_name(field)}”."
