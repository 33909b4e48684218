"""How a book is sealed and signed now, for whoever sets it up."""

from dataclasses import dataclass

from app.book.book import Book
from app.book.journal import standing
from app.book.seals import keys_told, unsealed
from app.book.signature_keys import find_in_store
from app.book.signatures import LastSignature, last_signature, read_signers


@dataclass(frozen=True, slots=True)
class ProofState:
    """How a book is sealed and signed.

    Attributes:
        where: where this computer keeps keys, in words that go on in a sentence.
        seal_key: what the journal calls the seal key; empty in a book without seal.
        sealed_since: the first sealed entry.
        has_seal_key: the key is on this computer.
        gap: first and last entry without seal that nobody has vouched for.
        signers: names of those who may sign, with the fingerprint of their key.
        has_signature_key: the key of one of them is on this computer.
        signed: the newest signature.
        entries: how many entries the journal has.
    """

    where: str
    seal_key: str
    sealed_since: int
    has_seal_key: bool
    gap: tuple[int, int] | None
    signers: tuple[str, ...]
    has_signature_key: bool
    signed: LastSignature | None
    entries: int


def read_proof_state(book: Book) -> ProofState:
    """Return how *book* is sealed and signed; asks the key store, which may take a while.

    Raises:
        KeysRefused: the key store cannot be asked.
    """
    told, signers = keys_told(book), read_signers(book)
    return ProofState(
        where=book.seals.where,
        seal_key=told[-1].id if told else "",
        sealed_since=told[0].sequence if told else 0,
        has_seal_key=bool(told) and book.seals.find(told[-1].id) is not None,
        gap=unsealed(book),
        signers=tuple(f"{signer.name} (kunci {signer.fingerprint})" for signer in signers),
        has_signature_key=any(find_in_store(book.holding.keys, s.public_key) for s in signers),
        signed=last_signature(book),
        entries=standing(book).sequence,
    )
