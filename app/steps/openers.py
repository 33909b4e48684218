"""What opens an encrypted book: its recovery code, a passphrase, this and other computers."""

from collections.abc import Callable, Iterable

from app.book.book import Book
from app.book.journal import Recorder
from app.book.key_slots import Opener, Slot, SlotKind, read_slots, wrap, write_slots
from app.book.locking import computer_name
from app.book.signature_keys import ensure_passphrase
from app.book.unlocking import computer_opener
from app.ground.changes import Changes
from app.ground.errors import StorageError, UserError
from app.rules.events import Event
from app.rules.pins import new_recovery_code
from models.book_key import BookKey


class OpenersRefused(UserError):
    """What opens the book cannot be changed that way."""


def make_code(book: Book) -> str:
    """Let a new recovery code open the book, and the earlier one no longer; return the code.

    Raises:
        OpenersRefused: the book is not encrypted.
        StorageError: the slots cannot be written; the earlier code still opens.
    """
    code = new_recovery_code()
    _put(book, lambda: Opener(SlotKind.CODE, code))
    return code


def set_passphrase(book: Book, passphrase: str) -> Changes:
    """Let *passphrase* open the book too, in place of an earlier one.

    Raises:
        FormRefused: it is too short.
        OpenersRefused: the book is not encrypted.
        StorageError: the slots cannot be written; nothing was changed.
    """
    ensure_passphrase(passphrase)
    return _put(book, lambda: Opener(SlotKind.PASSPHRASE, passphrase))


def let_this_computer_open(book: Book) -> Changes:
    """Let the book be opened on this computer, in this account, without a question.

    Raises:
        OpenersRefused: the book is not encrypted.
        KeysRefused: the computer keeps no secret.
        StorageError: the slots cannot be written; nothing was changed.
    """
    return _put(book, computer_opener, computer_name())


def take_away(book: Book, slot: Slot) -> Changes:
    """Let what opens *slot* no longer open the book; older copies still have the slot beside them.

    Raises:
        OpenersRefused: it is the recovery code, which every encrypted book has.
        StorageError: the slots cannot be written; nothing was changed.
    """
    if slot.kind is SlotKind.CODE:
        raise OpenersRefused("Kode pemulihan hanya dapat diganti, tidak dihapus.")
    with book.transaction() as journal:
        _tell(journal, slot, "removed")
        _write(book, _but(book, slot))
    return Changes(settings=True)


def _put(book: Book, opener: Callable[[], Opener], label: str = "") -> Changes:
    with book.transaction() as journal:
        journal.ensure_may(Event.OPENERS_CHANGED)
        slot = wrap(_key(book), opener(), book.clock.now(), label)
        _tell(journal, slot, "added")
        _write(book, [*_but(book, slot), slot])
    return Changes(settings=True)


def _tell(journal: Recorder, slot: Slot, done: str) -> None:
    facts = {"opener": slot.kind.value, "computer": slot.label, "done": done}
    journal.tell(Event.OPENERS_CHANGED, {**facts})


def _but(book: Book, slot: Slot) -> list[Slot]:
    return [other for other in read_slots(book.place.path) if other.opens != slot.opens]


def _write(book: Book, slots: Iterable[Slot]) -> None:
    try:
        write_slots(book.place.path, slots)
    except OSError as error:
        raise StorageError(
            "Berkas anak kunci tidak dapat ditulis, pembuka buku tidak berubah. Periksa ruang "
            "dan hak tulis foldernya."
        ) from error


def _key(book: Book) -> BookKey:
    if book.place.key is None:
        raise OpenersRefused("Buku ini tidak terkunci.")
    return book.place.key
