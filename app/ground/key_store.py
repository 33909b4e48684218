"""Where this computer keeps the keys of its books: in the system's keyring, else in private files.

Keys stand outside the books, so that whoever has a book's file has no key of it. Where the system
has no keyring (a Linux without desktop, a service without session) each key is a file that only the
account may read; *periksa* and *Pengaturan* say which of the two it is.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

from app.ground.errors import StorageError
from app.ground.log import log_trouble
from app.ground.paths import are_folders_given, key_folder
from models.disk import make_private_folder, written_beside

_SERVICE: Final = "buku-pengaduan"
# Also the name of a file: what every system allows in one.
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9.-]{0,99}")
_SUFFIX: Final = ".kunci"
# keyring's own line: what is at least this is fit for secrets; its stand-ins are below.
_FIT: Final = 1.0


class KeysRefused(StorageError):
    """The place of the keys gives or takes none: a locked keyring, a folder without rights."""


class Keyring(Protocol):
    """What the library ``keyring`` gives of a system's keyring."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return what is kept, None for nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep *password* in place of what was kept."""

    def delete_password(self, service: str, username: str) -> None:
        """Take away what is kept."""


class KeyStore:
    """The keys of this account on this computer, by name; nothing is asked before the first one."""

    def __init__(self, folder: Path, find_keyring: Callable[[], Keyring | None]) -> None:
        """Keep keys in the keyring that *find_keyring* returns, in *folder* where it has none."""
        self._folder = folder
        self._find_keyring = find_keyring
        self._keyring: Keyring | None = None
        self._is_looked_for = False

    @property
    def where(self) -> str:
        """Where a key is kept that is put here now, in words that go on in a sentence."""
        if self._system() is not None:
            return "penyimpan kunci sistem"
        return f"berkas pribadi di folder {self._folder}"

    def get(self, name: str) -> str | None:
        """Return the key *name*, None where there is none.

        Raises:
            KeysRefused: it cannot be known, such as from a keyring that stays locked.
        """
        path = self._file(name)
        try:
            # One that was kept before there was a keyring; and no keyring is loaded for it.
            return path.read_text(encoding="utf-8")
        except FileNotFoundError:
            pass
        except (OSError, ValueError) as error:
            raise KeysRefused(f"Kunci di {path} tidak dapat dibaca.") from error
        keyring = self._system()
        return None if keyring is None else _asked(lambda: keyring.get_password(_SERVICE, name))

    def put(self, name: str, key: str) -> None:
        """Keep *key* under *name*, in place of one that was there.

        Raises:
            KeysRefused: nothing was kept.
        """
        path = self._file(name)
        keyring = self._system()
        try:
            if keyring is not None:
                _asked(lambda: keyring.set_password(_SERVICE, name, key))
                path.unlink(missing_ok=True)
                return
            make_private_folder(self._folder)
            with written_beside(path) as scratch:
                scratch.write_text(key, encoding="utf-8")
        except OSError as error:
            raise KeysRefused(f"Kunci tidak dapat disimpan di {path}.") from error

    def remove(self, name: str) -> None:
        """Take the key *name* away; one that is not there is away already.

        Raises:
            KeysRefused: it is still there.
        """
        is_there = self.get(name) is not None
        try:
            self._file(name).unlink(missing_ok=True)
        except OSError as error:
            raise KeysRefused(f"Kunci di {self._file(name)} tidak dapat dihapus.") from error
        keyring = self._system()
        if is_there and keyring is not None and self.get(name) is not None:
            _asked(lambda: keyring.delete_password(_SERVICE, name))

    def _file(self, name: str) -> Path:
        if _NAME.fullmatch(name) is None:
            raise ValueError(f"no name of a key: {name!r}")
        return self._folder / f"{name}{_SUFFIX}"

    def _system(self) -> Keyring | None:
        if not self._is_looked_for:
            self._keyring = self._find_keyring()
            self._is_looked_for = True
        return self._keyring


def key_store() -> KeyStore:
    """Return the store of this computer; of folders that were given to the program, those alone."""
    return KeyStore(key_folder(), _no_keyring if are_folders_given() else system_keyring)


def _no_keyring() -> None:
    return None


def system_keyring() -> Keyring | None:
    """Return the system's keyring, None where it has none that is fit for secrets."""
    try:
        # 0.2 s that only a book with keys pays, and not before its first one is wanted.
        import keyring

        found = keyring.get_keyring()
        return found if found.priority >= _FIT else None
    except Exception as error:  # whatever is installed there speaks for itself
        log_trouble(f"Penyimpan kunci sistem tidak dapat dipakai: {type(error).__name__}")
        return None


def _asked(ask: Callable[[], str | None]) -> str | None:
    try:
        return ask()
    except Exception as error:  # each system's keyring has errors of its own
        log_trouble(f"Penyimpan kunci sistem menolak: {type(error).__name__}")
        raise KeysRefused(
            "Penyimpan kunci sistem tidak memberikan atau menerima kunci. Buka kuncinya (biasanya "
            "dengan kata sandi akun komputer ini), lalu coba lagi."
        ) from error
