"""Who takes the steps of a command: named by ``--petugas``, with PINs known by one."""

import argparse
import sys
from getpass import getpass

from app.book.book import Book
from app.book.lists import read_lists
from app.book.rights import Proof
from app.book.scope import ensure_may_read
from app.book.signing import sign_in
from app.commands.given_line import given_line
from app.ground.errors import UserError
from app.rules.readings import Reading


class NobodyNamed(UserError):
    """The book uses PINs, and the command does not say who takes its steps."""


def sit_down(book: Book, arguments: argparse.Namespace) -> None:
    """Let the officer of ``--petugas`` sit at the desk; in a book with PINs by the PIN.

    A PIN that was given just now also speaks for the first step that asks for it again.

    Raises:
        NobodyNamed: the book uses PINs and no officer, none of the list, or no PIN was given.
        SecretRefused: the PIN is not that officer's, or may not be tried yet.
    """
    name = " ".join((arguments.petugas or "").split())
    if not book.settings.people.uses_pins:
        if name:
            book.officer = name
        return
    found = next(
        (o for o in read_lists(book).officers if o.name == name and not o.is_retired), None
    )
    if found is None:
        raise NobodyNamed(
            "Buku ini memakai PIN. Sebutkan petugas dari daftarnya dengan --petugas NAMA."
        )
    pin = ask_secret(f"PIN {found.name}", arguments.pin_dari, "--pin-dari")
    officer = sign_in(book, found.id, pin)
    book.accept_proof(Proof(officer.id, book.clock.utc()))


def sit_down_to_read(book: Book, arguments: argparse.Namespace, reading: Reading) -> None:
    """Let the officer of ``--petugas`` sit down where the book uses PINs, to read something.

    Raises:
        RightRefused: that one may not read it.
        NobodyNamed, SecretRefused: see ``sit_down``.
    """
    if book.settings.people.uses_pins:
        sit_down(book, arguments)
        ensure_may_read(book, reading)


def ask_secret(words: str, descriptor: int | None, option: str) -> str:
    """Return a secret: one line of the open file *descriptor*, else asked for as *words*.

    Never an argument: others on the computer could read that.

    Raises:
        LineRefused: *descriptor*, which *option* gave, is no open file.
        NobodyNamed: nobody can be asked.
    """
    if descriptor is not None:
        return given_line(descriptor, option)
    if sys.stdin is None or not sys.stdin.isatty():
        raise NobodyNamed(
            f"{words} tidak dapat ditanyakan di sini. Berikan lewat {option} dengan nomor berkas "
            f"terbuka, misalnya {option} 0."
        )
    return getpass(f"{words}: ")
