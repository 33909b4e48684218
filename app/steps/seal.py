"""The seal of a book: its key is set, brought to another computer, and gaps are vouched for."""

from app.book.book import Book
from app.book.seals import KEY_FACT, SealKey, keys_told, new_seal_key, unsealed
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused, UserError
from app.ground.key_store import KeysRefused
from app.ground.log import log_trouble
from app.rules.events import Event


class SealRefused(UserError):
    """The book cannot be sealed that way."""


def set_seal_key(book: Book) -> str:
    """Seal the journal from now on by a new key; return the key as people write it.

    The first seal covers, by the chain, everything that is there. A key that was set before seals
    the entry that names the new one, where this computer has it.

    Raises:
        KeysRefused: this computer cannot keep the key; nothing was changed.
    """
    key = new_seal_key()
    with book.transaction() as journal:
        journal.ensure_may(Event.SEAL_KEY_SET)
        book.seals.keep(key)
        journal.sealing = journal.sealing or key.sealing()
        journal.tell(Event.SEAL_KEY_SET, {KEY_FACT: key.id})
        journal.sealing = key.sealing()
    book.seals.forget()
    book.seals.remember(book, book.place.path)
    return key.code


def seal_new_book(book: Book) -> str:
    """Seal a book that is just begun; return its key, empty where that cannot or need not be.

    A computer that keeps no key keeps nobody from working: *Pengaturan* says that the book is not
    sealed.
    """
    if keys_told(book):
        return ""
    try:
        return set_seal_key(book)
    except KeysRefused as error:
        log_trouble(f"Buku baru tidak disegel: {error}")
        return ""


def bring_seal_key(book: Book, code: str) -> Changes:
    """Keep the key of a sealed book on this computer too; its next entries are sealed again.

    Raises:
        FormRefused: *code* is not that of the key which the journal names.
        KeysRefused: this computer cannot keep the key.
    """
    key = SealKey(code)
    told = keys_told(book)
    if not told or key.id != told[-1].id:
        raise FormRefused(FieldProblem("code", "Kode ini bukan kunci segel buku ini."))
    book.seals.keep(key)
    book.seals.forget()
    book.seals.remember(book, book.place.path)
    return Changes(settings=True)


def vouch_for_unsealed(book: Book) -> Changes:
    """Say that the entries without a seal are the office's own; the entry that says so is sealed.

    Raises:
        SealRefused: no entry lacks a seal, or this computer has not got the key.
    """
    with book.transaction() as journal:
        if journal.sealing is None:
            raise SealRefused("Kunci segel buku ini tidak ada di komputer ini.")
        gap = unsealed(book)
        if gap is None:
            raise SealRefused("Tidak ada catatan tanpa segel.")
        first, last = gap
        journal.tell(Event.UNSEALED_VOUCHED, {"first": first, "last": last})
    return Changes(settings=True)
