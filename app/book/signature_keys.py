"""Keys that sign the journal: Ed25519, kept on a stick under a passphrase or in the key store.

The public half stands in the book, so that anybody can verify; the private half never does.
"""

import hashlib
import json
import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from app.book.journal import canonical, fingerprint
from app.ground.errors import FieldProblem, FormRefused, StorageError, UserError
from app.ground.key_store import KeyStore
from models.disk import written_beside

SUFFIX: Final = ".kuncitanda"
SHORTEST_PASSPHRASE: Final = 10
_KIND: Final = "buku-pengaduan kunci tanda tangan"
# What argon2id asks of a computer for each guess: half a second, 64 MiB.
_ROUNDS: Final = 3
_MEMORY: Final = 64 * 1024
# A file that asks for more, such as of a later release, is not opened by this one.
_MOST_ROUNDS: Final = 10
_MOST_MEMORY: Final = 1024 * 1024
# No key file is larger; whoever is handed something else does not read on.
_LARGEST: Final = 10_000


class SignatureKeyRefused(UserError):
    """The key cannot be had: no such file, another kind of file, a wrong passphrase."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What a signature says, and what is signed.

    Attributes:
        book: hash of the first entry, which tells the book.
        sequence, hash: of the entry that was the last one.
        at: office time as stored, "2026-11-30 14:05:00".
        occasion: a month "2026-10", or empty for the end of a day.
    """

    book: str
    sequence: int
    hash: str
    at: str
    occasion: str

    def message(self) -> bytes:
        """Return the bytes that are signed."""
        said = [self.book, self.sequence, self.hash, self.at, self.occasion]
        return canonical(["buku-pengaduan tanda tangan 1", *said]).encode()


@dataclass(frozen=True, slots=True)
class SignatureKey:
    """The private half of a key; *seed* is 32 bytes."""

    seed: bytes

    @property
    def public(self) -> str:
        """The public half, 64 hex digits."""
        # Loaded with the first signature: a day without one does without that library.
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw().hex()

    def sign(self, signed: Signed) -> str:
        """Return the signature of *signed*, 128 hex digits."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(signed.message()).hex()


def new_signature_key() -> SignatureKey:
    """Return a key that nobody can guess."""
    return SignatureKey(os.urandom(32))


def key_fingerprint(public: str) -> str:
    """Return by what people compare a public key on paper: "7f3a-91c2-0be4-55d8"."""
    return fingerprint(hashlib.sha256(public.encode()).hexdigest())


def is_signed(public: str, signed: Signed, signature: str) -> bool:
    """Return whether the holder of *public* has made *signature* of *signed*."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), signed.message())
    except (InvalidSignature, ValueError):
        return False
    return True


def ensure_passphrase(passphrase: str) -> None:
    """Raise ``FormRefused`` for a passphrase that is tried through too soon."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        sentence = f"Frasa sandi paling sedikit {SHORTEST_PASSPHRASE} huruf, misalnya empat kata."
        raise FormRefused(FieldProblem("passphrase", sentence))


def write_key_file(key: SignatureKey, path: Path, passphrase: str) -> None:
    """Write *key* to *path*, encrypted; takes half a second of work.

    Raises:
        FormRefused: the passphrase is too short.
        StorageError: it cannot be written, or something lies there already.
    """
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    ensure_passphrase(passphrase)
    if path.exists():
        raise StorageError(f"{path} sudah ada dan tidak diganti. Pilih folder atau nama lain.")
    salt, nonce = os.urandom(16), os.urandom(12)
    cipher = ChaCha20Poly1305(_stretched(passphrase, salt, _ROUNDS, _MEMORY))
    said = {
        "jenis": _KIND,
        "putaran": _ROUNDS,
        "memori": _MEMORY,
        "kunci_publik": key.public,
        "garam": salt.hex(),
        "nonce": nonce.hex(),
        "sandi": cipher.encrypt(nonce, key.seed, key.public.encode()).hex(),
    }
    try:
        with written_beside(path) as scratch:
            scratch.write_text(json.dumps(said, indent=1), encoding="utf-8")
    except OSError as error:
        raise StorageError(
            f"Kunci tidak dapat ditulis ke {path}. Periksa apakah stiknya terpasang, tidak penuh."
        ) from error


def read_key_file(path: Path, passphrase: str) -> SignatureKey:
    """Return the key in the file at *path*; takes half a second of work.

    Raises:
        SignatureKeyRefused: it is no key file, or the passphrase is not the right one.
    """
    from argon2.exceptions import HashingError
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    said = _said_in(path)
    try:
        salt, nonce, sealed = (bytes.fromhex(said[name]) for name in ("garam", "nonce", "sandi"))
        cost = min(int(said["putaran"]), _MOST_ROUNDS), min(int(said["memori"]), _MOST_MEMORY)
        cipher = ChaCha20Poly1305(_stretched(passphrase, salt, *cost))
        return SignatureKey(cipher.decrypt(nonce, sealed, said["kunci_publik"].encode()))
    except InvalidTag as error:
        raise SignatureKeyRefused(
            "Frasa sandi tidak cocok dengan kunci ini. Periksa huruf besar, lalu ketik lagi."
        ) from error
    except (ValueError, LookupError, TypeError, AttributeError, HashingError) as error:
        raise SignatureKeyRefused(_no_key(path)) from error


def keep_in_store(keys: KeyStore, key: SignatureKey) -> None:
    """Keep *key* in the key store of this computer.

    Raises:
        KeysRefused: it was not kept.
    """
    keys.put(_stored_name(key.public), key.seed.hex())


def find_in_store(keys: KeyStore, public: str) -> SignatureKey | None:
    """Return the key whose public half is *public*, None when it is not on this computer.

    Raises:
        KeysRefused: that cannot be known.
    """
    seed = keys.get(_stored_name(public))
    return SignatureKey(bytes.fromhex(seed)) if seed else None


def _stored_name(public: str) -> str:
    return f"tanda-tangan-{hashlib.sha256(public.encode()).hexdigest()[:32]}"


def _stretched(passphrase: str, salt: bytes, rounds: int, memory: int) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    plain = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    return hash_secret_raw(plain, salt, rounds, memory, 1, 32, Type.ID)


def _said_in(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            said = json.loads(file.read(_LARGEST))
    except OSError as error:
        raise SignatureKeyRefused(
            f"{path} tidak dapat dibaca. Pasang stiknya, lalu pilih berkas kunci itu lagi."
        ) from error
    except ValueError as error:
        raise SignatureKeyRefused(_no_key(path)) from error
    if not isinstance(said, dict) or said.get("jenis") != _KIND:
        raise SignatureKeyRefused(_no_key(path))
    return said


def _no_key(path: Path) -> str:
    return f"{path} bukan berkas kunci tanda tangan, atau isinya rusak."
