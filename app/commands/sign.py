"""``tandatangani``: the head of the journal is signed by the key of the Kepala Dinas."""

import argparse

from app.book.book import Book
from app.book.signature_keys import SignatureKey, read_key_file
from app.commands.desk import ask_secret, sit_down
from app.commands.keys import unlocked_book
from app.commands.opening import opened_book
from app.ground.formatting import moment, thousands
from app.steps.sign import key_on_this_computer, sign_head


def run(arguments: argparse.Namespace) -> int:
    """Sign the book and print up to which entry."""
    with opened_book(unlocked_book(arguments), may_write=True, may_create=False) as book:
        sit_down(book, arguments)
        key = _key(book, arguments)
        signed = sign_head(book, key)
    print(
        f"Catatan 1 sampai {thousands(signed.sequence)} (sidik jari {signed.fingerprint}) "
        f"ditandatangani {signed.name} pada {moment(signed.at)}, kunci {signed.key}"
    )
    return 0


def _key(book: Book, arguments: argparse.Namespace) -> SignatureKey:
    if arguments.kunci is None:
        return key_on_this_computer(book)
    words = f"Frasa sandi {arguments.kunci.name}"
    return read_key_file(arguments.kunci, ask_secret(words, arguments.sandi_dari, "--sandi-dari"))
