"""What an outside file of any kind would fill in: chats, mails and tables through one door."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.book.book import Book
from app.book.lists import read_lists
from app.ground.clock import local_now
from app.ground.errors import UserError
from app.intake import chat_draft
from app.intake.chat_export import read_export
from app.intake.mail.reader import read_mails
from app.intake.tables.grid import quoted
from app.intake.tables.importing import read_rows
from app.intake.tables.opening import TABLE_ENDINGS
from app.intake.tables.plan import propose
from app.rules.channels import Channel, fields_of


class FileRefused(UserError):
    """A file in which nothing can be found that a complaint could be made of."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one mail, chat or row would fill in.

    Attributes:
        values: text by the keys of import files; ``saluran`` among them when it is known.
        attachments: names of the files that come along.
        warnings: sentences about what was not read, or not surely.
    """

    values: dict[str, str]
    attachments: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def read_any(path: Path, book: Book) -> Iterator[Finding]:
    """Yield what is found in the file, whose kind its name says.

    Args:
        path: the file.
        book: the open book, whose lists and clock tell what places and days mean.

    Raises:
        UserError: nothing can be read; the sentence says why.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(_READERS)
        raise FileRefused(f"{quoted(path.name)} tidak dikenal jenisnya. Yang dibaca: {known}.")
    return reader(path, book)


def _chat(path: Path, book: Book) -> Iterator[Finding]:
    chat = read_export(path, today=book.clock.today())
    draft = chat_draft.draft_of(chat, book.clock.now())
    names = tuple(file.name for file in draft.attachments)
    yield Finding(by_key(Channel.WHATSAPP, draft.values), names, draft.warnings)


def _mail(path: Path, book: Book) -> Iterator[Finding]:
    for mail in read_mails(path, local_now(book.clock)):
        names = tuple(file.name for file in mail.attachments)
        yield Finding(by_key(Channel.EMAIL, mail.values), names, mail.warnings)


def _table(path: Path, book: Book) -> Iterator[Finding]:
    lists = read_lists(book)
    plan = propose(path, lists)
    said = plan.notes
    for row in read_rows(book, plan, lists):
        if row.raw.skipped:
            said = (*said, f"Baris {row.raw.line} dilewati: {row.raw.skipped}.")
            continue
        problem = (f"Baris {row.raw.line}: {row.problem}",) if row.problem else ()
        # What is to be said of the file stands with the first row behind it.
        yield Finding(row.values, warnings=(*said, *row.notes, *problem))
        said = ()


def by_key(channel: Channel, values: Mapping[str, str]) -> dict[str, str]:
    """Return the values of a form (field name -> text) by the keys of import files."""
    keys = {field.name: field.key for field in fields_of(channel)}
    return {"saluran": channel.value} | {keys[name]: text for name, text in values.items()}


_READERS: Final[Mapping[str, Callable[[Path, Book], Iterator[Finding]]]] = {
    ".txt": _chat,
    ".zip": _chat,
    ".eml": _mail,
    ".emlx": _mail,
    ".msg": _mail,
    ".mbox": _mail,
    ".jsonl": _table,
    **dict.fromkeys(TABLE_ENDINGS, _table),
}
