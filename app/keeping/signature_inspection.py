"""The signatures of a book: who signed up to which entry, and what does not fit any more."""

from collections.abc import Iterator

from app.book.book import Book
from app.book.journal import first_hash
from app.book.signature_keys import is_signed
from app.book.signatures import (
    KnownSigner,
    RememberedSignature,
    read_signers,
    remembered_signature,
    signed_by,
)
from app.ground.errors import BookError
from app.ground.formatting import moment
from app.keeping.windows import in_windows
from models.journal import JournalEntry
from models.rows import find
from models.signature import Signature


class SignatureWatch:
    """Looks at the signatures of a book."""

    def __init__(self, book: Book, printed_key: str = "") -> None:
        """Look at *book*; *printed_key* is the fingerprint of a public key from a paper."""
        self._book = book
        self._printed_key = printed_key
        self._signers = {signer.id: signer for signer in read_signers(book)}
        # By signer, what was signed last and fits.
        self._good: dict[int, Signature] = {}

    def problems(self) -> Iterator[str]:
        """Yield what is wrong with the signatures, or missing."""
        for (key,) in in_windows(self._book, Signature.select(Signature.id), Signature.id):
            row = find(self._book.store.database, Signature, key)
            wrong = "" if row is None else self._wrong(row)
            if wrong:
                yield f"Tanda tangan {key}: {wrong}"
            elif row is not None:
                self._good[row.signer_id] = row
        yield from self._forgotten()
        yield from self._not_on_paper()

    def _wrong(self, row: Signature) -> str:
        """Return what is wrong with one signature, empty where it fits."""
        signer = self._signers.get(row.signer_id)
        if signer is None:
            return "kunci yang membuatnya tidak tercatat dalam buku."
        named = f"{signer.name}, kunci {signer.fingerprint}"
        if not is_signed(signer.public_key, signed_by(row), row.signature):
            return f"tidak dibuat dengan kunci yang tercatat ({named}), atau isinya diubah."
        if row.book != first_hash(self._book):
            return f"dibuat untuk buku lain, atau catatan pertama buku ini diubah ({named})."
        entry = find(self._book.store.database, JournalEntry, row.sequence)
        if entry is None or entry.hash != row.hash:
            return f"catatan {row.sequence} tidak lagi seperti ketika ditandatangani ({named})."
        return ""

    def _forgotten(self) -> Iterator[str]:
        """Yield that what this computer knows to be signed is signed no more."""
        known = self._remembered()
        if known is None:
            return
        entry = find(self._book.store.database, JournalEntry, known.sequence)
        is_named = known.key in {signer.fingerprint for signer in self._signers.values()}
        if entry is None or entry.hash != known.hash or not is_named:
            yield (
                f"Tanda tangan: menurut komputer ini catatan {known.sequence} ditandatangani "
                f"dengan kunci {known.key}, tetapi buku ini tidak memuatnya; ditulis ulang, "
                "kuncinya diganti, atau dipulihkan dari masa sebelum ditandatangani."
            )

    def _remembered(self) -> RememberedSignature | None:
        try:
            return remembered_signature(self._book.holding.keys, self._book, self._book.place.path)
        except BookError:
            return None

    def _not_on_paper(self) -> Iterator[str]:
        """Yield that the key which a paper names is none of the book."""
        wanted = self._printed_key.replace("-", "").casefold()
        known = {s.fingerprint.replace("-", "") for s in self._signers.values()}
        if wanted and wanted not in known:
            yield (
                f"Tanda tangan: kunci {self._printed_key} pada kertas bukan kunci buku ini; kunci "
                "diganti, atau kertas itu dari buku lain."
            )

    def proof(self, length: int) -> Iterator[str]:
        """Yield up to where and by whom a journal of *length* entries is signed."""
        if not self._good:
            yield (
                "Tanda tangan: belum ada yang berlaku; isi buku tidak terbukti dengan tanda tangan."
            )
            return
        for signer_id, row in sorted(self._good.items(), key=lambda item: item[1].sequence):
            yield _said(self._signers[signer_id], row)
        rest = length - max(row.sequence for row in self._good.values())
        # The entry of the signature itself stands behind what it signs.
        if rest > 1:
            yield f"Tanda tangan: {rest} catatan terakhir belum ditandatangani."


def _said(signer: KnownSigner, row: Signature) -> str:
    return (
        f"Tanda tangan: catatan 1 sampai {row.sequence} ditandatangani {signer.name} pada "
        f"{moment(row.signed_at)} (kunci {signer.fingerprint})."
    )
