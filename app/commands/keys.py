"""Keys on the command line: opening an encrypted book, and beginning one."""

import argparse
import sys
from typing import Final

from app.book.key_slots import Opener, SlotKind
from app.book.place import Place
from app.book.unlocking import is_locked, remember_on_this_computer, unlocked, with_new_key
from app.commands.given_line import given_line
from app.ground.clock import SystemClock
from app.ground.errors import BookLocked, UserError
from app.ground.paths import backup_folder

CODE_OPTION: Final = "--kode-pemulihan-dari"
PASSPHRASE_OPTION: Final = "--frasa-sandi-dari"  # noqa: S105  # the name of an option


class KeyNotWanted(UserError):
    """A key was asked for a book that is there already."""


def unlocked_book(arguments: argparse.Namespace) -> Place:
    """Return where the book of the command lies, with the key that its file wants.

    Raises:
        BookLocked: neither this computer nor what was given opens it.
    """
    place: Place = arguments.buku
    if not is_locked(place):
        return place
    opener = given_opener(arguments)
    try:
        found = unlocked(place, opener, [backup_folder()])
    except BookLocked as error:
        if opener is not None:
            raise
        raise BookLocked(
            f"{error} Tambahkan {CODE_OPTION} N atau {PASSPHRASE_OPTION} N."
        ) from error
    _remember(found, arguments)
    return found


def _remember(place: Place, arguments: argparse.Namespace) -> None:
    if arguments.ingat and given_opener(arguments) is not None:
        remember_on_this_computer(place, SystemClock().now())


def remember_as_asked(arguments: argparse.Namespace) -> None:
    """Let this computer open the book of the command by itself from now on, if that was asked."""
    if arguments.ingat:
        _remember(unlocked(arguments.buku, given_opener(arguments)), arguments)


def given_opener(arguments: argparse.Namespace) -> Opener | None:
    """Return what was given to open the book with; it is read once for all files of a command."""
    if arguments.pembuka is None:
        arguments.pembuka = _read_opener(arguments)
    opener: Opener | None = arguments.pembuka
    return opener


def _read_opener(arguments: argparse.Namespace) -> Opener | None:
    if arguments.kode_pemulihan_dari is not None:
        code = given_line(arguments.kode_pemulihan_dari, CODE_OPTION)
        return Opener(SlotKind.CODE, code)
    if arguments.frasa_sandi_dari is not None:
        passphrase = given_line(arguments.frasa_sandi_dari, PASSPHRASE_OPTION)
        return Opener(SlotKind.PASSPHRASE, passphrase)
    return None


def book_to_replace(arguments: argparse.Namespace) -> Place:
    """Return where the book of the command lies, with its key where that is had.

    One that nobody can open any more is what a backup is for.
    """
    try:
        return unlocked_book(arguments)
    except BookLocked:
        place: Place = arguments.buku
        return place


def book_to_write(arguments: argparse.Namespace) -> Place:
    """Return where the book of the command lies or shall lie; of a new one, as was asked for.

    With ``--dengan-kunci`` a new book gets a key; its recovery code goes to standard error, so that
    results stay alone.

    Raises:
        KeyNotWanted: the book is there already.
    """
    place: Place = arguments.buku
    if not arguments.dengan_kunci:
        return unlocked_book(arguments)
    if place.exists() or is_locked(place):
        raise KeyNotWanted(
            f"Buku {place} sudah ada; --dengan-kunci hanya untuk buku baru. Buku yang ada dikunci "
            "lewat jendela program: Pengaturan, bagian Kunci buku."
        )
    place, code = with_new_key(place, SystemClock().now())
    print(
        f"Kode pemulihan buku {place}: {code}\nCetak dan simpan di tempat terkunci. Tanpa kode ini "
        "buku dan cadangannya tidak dapat dibuka bila komputer ini hilang.",
        file=sys.stderr,
        flush=True,
    )
    return place
