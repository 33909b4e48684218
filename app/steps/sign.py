"""Signing the journal: a key is made, and the head of the journal is signed with it."""

from collections.abc import Callable

from app.book.book import Book
from app.book.journal import first_hash
from app.book.signature_keys import (
    SignatureKey,
    Signed,
    find_in_store,
    key_fingerprint,
    new_signature_key,
)
from app.book.signatures import (
    LastSignature,
    last_signature,
    made_by,
    read_signers,
    remember_signature,
)
from app.ground.changes import Changes
from app.ground.errors import BookError, UserError
from app.ground.log import log_trouble
from app.rules.events import Event
from models.signature import Signature, Signer


class SignatureRefused(UserError):
    """The book cannot be signed that way."""


def make_signature_key(book: Book, keep: Callable[[SignatureKey], object]) -> Changes:
    """Let whoever sits at the desk sign the book by a new key, which *keep* puts where it stays.

    Raises:
        StorageError, FormRefused: *keep* refuses; nothing was changed.
    """
    key = new_signature_key()
    now = book.clock.now().replace(microsecond=0)
    with book.transaction() as journal:
        journal.ensure_may(Event.SIGNATURE_KEY_SET)
        keep(key)
        row = Signer(name=book.officer, public_key=key.public, made_at=now)
        journal.add(row, Event.SIGNATURE_KEY_SET)
    return Changes(settings=True)


def sign_head(book: Book, key: SignatureKey, occasion: str = "") -> LastSignature:
    """Sign the last entry of the journal, and by the chain all before it; return the signature.

    Within another step, such as the closing of a month, it signs what that step has written so
    far. *occasion* is the month "2026-10" that is signed for, empty for the end of a day.

    Raises:
        SignatureRefused: the key is none of this book, or nothing happened since the last time.
    """
    signer = next((s for s in read_signers(book) if s.public_key == key.public), None)
    if signer is None:
        raise SignatureRefused(
            f"Kunci {key_fingerprint(key.public)} bukan kunci tanda tangan buku ini."
        )
    now = book.clock.now().replace(microsecond=0)
    with book.transaction() as journal:
        sequence, hash_ = journal.head
        last = last_signature(book)
        # The entry of the signature itself is all that has followed.
        if last is not None and last.sequence >= sequence - 1:
            raise SignatureRefused("Belum ada catatan baru sejak tanda tangan terakhir.")
        signed = Signed(first_hash(book), sequence, hash_, str(now), occasion)
        row = Signature(
            signer_id=signer.id,
            sequence=sequence,
            hash=hash_,
            book=signed.book,
            signed_at=now,
            occasion=occasion,
            signature=key.sign(signed),
        )
        journal.add(row, Event.BOOK_SIGNED)
    _remember(book, row)
    return made_by(signer, row)


def key_on_this_computer(book: Book) -> SignatureKey:
    """Return the newest key of this book that the key store has.

    Raises:
        SignatureRefused: it has none.
        KeysRefused: that cannot be known.
    """
    for signer in reversed(read_signers(book)):
        key = find_in_store(book.holding.keys, signer.public_key)
        if key is not None:
            return key
    raise SignatureRefused(
        "Kunci tanda tangan buku ini tidak ada di komputer ini. Pasang stiknya, lalu pilih berkas "
        "kunci itu."
    )


def _remember(book: Book, row: Signature) -> None:
    try:
        remember_signature(book.holding.keys, book, book.place.path, row)
    except BookError as error:
        # It is signed all the same.
        log_trouble(f"Tanda tangan tidak dapat diingat di komputer ini: {error}")
