"""What an outside file of any kind would fill in: chats, mails and tables through one door."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.book.book import Book
from app.book.lists import read_lists
from app.ground.clock import local_now
from app.ground.errors import UserError
from app.ground.neutral import quoted_name
from app.intake import chat_draft
from app.intake.chat_export import read_export
from app.intake.mail.reader import read_mails
from app.intake.tables.grid import ImportRefused
from app.intake.tables.importing import read_rows
from app.intake.tables.opening import TABLE_ENDINGS
from app.intake.tables.proposal import propose
from app.intake.whatsapp import Chat, ChatRefused
from app.rules.channels import Channel, fields_of

# A letter may have a line that reads as a heading; a table has several beside each other.
_FEWEST_COLUMNS: Final = 3
_NO_SENDER: Final = "Tidak ada pengirim pesan di dalamnya; seluruh isinya menjadi uraian."


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
        raise FileRefused(f"{quoted_name(path.name)} tidak dikenal jenisnya. Yang dibaca: {known}.")
    return reader(path, book)


def is_read(path: Path) -> bool:
    """Return whether the name of a file says that entries may be made of it."""
    return path.suffix.lower() in _READERS


def _chat(path: Path, book: Book) -> Iterator[Finding]:
    chat = read_export(path, today=book.clock.today())
    yield _of_chat(chat, book)


def _text(path: Path, book: Book) -> Iterator[Finding]:
    """A .txt is a chat, a table that Excel saved as text, or what somebody wrote."""
    try:
        chat = read_export(path, today=book.clock.today(), may_be_text=True)
    except ChatRefused:
        if not _is_table(path, book):
            raise
        return _table(path, book)
    if not chat.messages and _is_table(path, book):
        return _table(path, book)
    return iter([_of_chat(chat, book)])


def _is_table(path: Path, book: Book) -> bool:
    try:
        columns = propose(path, read_lists(book)).mapped
    except ImportRefused:
        return False
    return len({column.key for column in columns} - {None}) >= _FEWEST_COLUMNS


def _of_chat(chat: Chat, book: Book) -> Finding:
    draft = chat_draft.draft_of(chat, book.clock.now())
    names = dict.fromkeys(file.name for file in draft.attachments)
    if chat.source is None:
        # An export as text only names them, which is said.
        names.update(dict.fromkeys(n for message in chat.chosen(None) for n in message.files))
    said = draft.warnings if chat.messages else (_NO_SENDER, *draft.warnings)
    return Finding(by_key(Channel.WHATSAPP, draft.values), tuple(names), said)


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
    ".txt": _text,
    ".zip": _chat,
    ".eml": _mail,
    ".emlx": _mail,
    ".msg": _mail,
    ".mbox": _mail,
    ".jsonl": _table,
    **dict.fromkeys(TABLE_ENDINGS, _table),
}
