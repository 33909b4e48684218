"""Signing in at a book that uses PINs, and giving the PIN again."""

from app.book.book import Book
from app.book.rights import AtDesk, Proof, RightRefused, officer_with
from app.book.secrets import try_secret


def sign_in(book: Book, officer_id: int, pin: str) -> AtDesk:
    """Let the officer with this id sit at the desk; takes half a second of work.

    Raises:
        RightRefused: there is no such officer in use.
        SecretRefused: the PIN is not that officer's, or may not be tried yet.
    """
    officer = officer_with(book, officer_id)
    if officer is None:
        raise RightRefused("Petugas ini tidak ada dalam daftar, atau tidak dipakai lagi.")
    try_secret(book, officer.id, pin)
    book.holding.seat(officer.name, officer.id)
    return officer


def sign_out(book: Book) -> None:
    """Let nobody sit at the desk until somebody signs in; the name stays, to be offered first."""
    book.holding.seat(book.officer, None)


def prove(book: Book, pin: str) -> Proof:
    """Take the PIN of whoever sits at the desk once more; the book accepts it for one step.

    Raises:
        RightRefused: nobody has signed in.
        SecretRefused: the PIN is not that officer's, or may not be tried yet.
    """
    officer = officer_with(book, book.holding.officer_id)
    if officer is None:
        raise RightRefused("Belum ada petugas yang masuk dengan PIN.")
    try_secret(book, officer.id, pin)
    proof = Proof(officer.id, book.clock.utc())
    book.accept_proof(proof)
    return proof
