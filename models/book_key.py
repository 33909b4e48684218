"""The key of an encrypted book; each of its copies has the same."""

import hashlib
import os
from dataclasses import dataclass
from typing import Final

KEY_BYTES: Final = 32
ID_BYTES: Final = 16
# So that the name says nothing that another use of the same bytes could say too.
_PURPOSE: Final = b"buku-nama-kunci"


@dataclass(frozen=True, slots=True, repr=False)
class BookKey:
    """256 random bits; in clear in memory only. It prints as its public name."""

    secret: bytes

    @property
    def id(self) -> bytes:
        """The public name: 16 bytes with which every file begins that the key opens."""
        return hashlib.blake2b(self.secret, digest_size=ID_BYTES, person=_PURPOSE).digest()

    def __repr__(self) -> str:
        return f"BookKey({self.id.hex()})"


def new_book_key() -> BookKey:
    """Return a key that nobody had before."""
    return BookKey(os.urandom(KEY_BYTES))
