"""What stands outside a book of its journal: head marks, backups with their notes, papers.

A chain without its last entries is whole in itself: only what stands outside tells. It is looked at
before the book is, since both grow while somebody works: what was seen first has to be in a later
look at the book.
"""

import glob
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from app.book.book import Book
from app.book.facts import facts_told
from app.book.head_marks import HeadMark
from app.book.journal import (
    PROGRAM,
    fingerprint,
    first_hash,
)
from app.book.lost_tail import known_marks, loss_words, lost_heads, read_given_up
from app.book.place import Place
from app.ground.formatting import moment
from app.keeping.backup_notes import SUFFIX, Witness, note_of, read_witnesses
from app.rules.events import Event
from models.base import moment_of
from models.book_key import BookKey
from models.journal import JournalEntry
from models.rows import find
from models.sqlite.file import journal_ends
from models.sqlite.refusals import FileRefused, KeyMissing, KeyWrong


@dataclass(frozen=True, slots=True)
class Outside:
    """What was seen before the book was looked at.

    Attributes:
        marks: heads written down after commits.
        witnesses: what the notes of backups say, and what the backups themselves say.
        altered: backups that do not begin or end as their notes say, or cannot be read.
        unnoted: backups of this book without a note.
        printed: a fingerprint from a paper; empty for none.
    """

    marks: tuple[HeadMark, ...]
    witnesses: tuple[Witness, ...]
    altered: tuple[Path, ...]
    unnoted: tuple[Path, ...]
    printed: str


def look_outside(place: Place, folders: Iterable[Path], printed: str) -> Outside:
    """Return what is seen now of the book at *place*."""
    folders = tuple(folders)
    witnesses = [witness for folder in folders for witness in read_witnesses(folder)]
    altered = []
    for witness in tuple(witnesses):
        if witness.backup.exists():
            within = _within(witness, place.key)
            if within is None or within != witness:
                altered.append(witness.backup)
            if within is not None:
                witnesses.append(within)
    return Outside(
        marks=known_marks(place),
        witnesses=tuple(dict.fromkeys(witnesses)),
        altered=tuple(altered),
        unnoted=tuple(path for folder in folders for path in _unnoted(place, folder)),
        printed=printed,
    )


def _within(witness: Witness, key: BookKey | None) -> Witness | None:
    """Return what the backup itself says; None when it cannot be read.

    Of one that another key opens nothing is known but its note.
    """
    try:
        first, sequence, hash_ = journal_ends(witness.backup, key)
    except (KeyMissing, KeyWrong):
        return witness
    except (FileRefused, OSError):
        return None
    return replace(witness, first_hash=first, sequence=sequence, hash=hash_)


def _unnoted(place: Place, folder: Path) -> Iterator[Path]:
    for path in sorted(folder.glob(f"{glob.escape(place.name)} *{SUFFIX}")):
        if not note_of(path).exists():
            yield path


def seen_outside(book: Book, outside: Outside) -> Iterator[str]:
    """Yield what of *outside* the journal of *book* lacks, or cannot be trusted itself."""
    yield from _losses(book, outside.marks)
    yield from _seen_by_backups(book, outside.witnesses)
    for path in outside.altered:
        yield f"Cadangan {path.name} tidak sesuai dengan catatannya atau tidak dapat dibaca."
    for path in outside.unnoted:
        yield (
            f"Cadangan {path.name} tidak disertai catatannya ({note_of(path).name}), jadi tidak "
            "dapat dibuktikan."
        )
    yield from _seen_on_paper(book, outside.printed)


def facts_outside(book: Book, outside: Outside) -> Iterator[str]:
    """Yield what is not wrong, and has to be known of the book all the same."""
    for once in read_given_up(book):
        if once.event is Event.BOOK_RESTORED:
            gone = f", catatan sampai nomor {once.sequence} dilepas" if once.sequence else ""
            yield f"Buku dipulihkan dari cadangan pada {moment(once.at)}{gone}."
        elif once.event is Event.BOOK_RESCUED:
            yield f"Buku diselamatkan dari berkas yang rusak pada {moment(once.at)}."
        elif not once.is_of_this_book:
            yield f"Buku ini menggantikan buku lain di tempatnya, diketahui pada {moment(once.at)}."
    first = first_hash(book)
    moved = {w.backup.name for w in outside.witnesses if not w.backup.exists()}
    own = {w.backup.name for w in outside.witnesses if w.first_hash == first}
    for name in sorted(moved & own):
        yield f"Cadangan {name} tidak ada lagi di foldernya."


def proof_outside(book: Book, outside: Outside) -> Iterator[str]:
    """Yield what stands outside the book and speaks for it, and what is missing there."""
    first = first_hash(book)
    if any(mark.first_hash == first for mark in outside.marks):
        yield "Penanda akhir: dibandingkan dengan catatan terakhir yang pernah ditulis di sini."
    else:
        yield (
            "Penanda akhir: tidak ada di komputer ini, jadi hilangnya catatan terakhir tidak "
            "terbukti."
        )
    own = [witness for witness in outside.witnesses if witness.first_hash == first]
    if own:
        last = max(witness.sequence for witness in own)
        yield f"Cadangan: dibandingkan sampai catatan {last}."
    else:
        yield "Cadangan: tidak ada yang dibandingkan."
    yield from _unproved_restores(book, own)


def _unproved_restores(book: Book, own: Iterable[Witness]) -> Iterator[str]:
    """Yield the restores of which no known backup says that the book was put back to it."""
    for sequence, facts in facts_told(book, Event.BOOK_RESTORED):
        named = [w for w in own if w.backup.name == facts.get("backup")]
        if not any(_is_restored_from(book, witness, sequence) for witness in named):
            yield (
                f"Pemulihan pada catatan {sequence}: cadangannya tidak ada di antara yang "
                "dibandingkan, jadi tidak terbukti bahwa yang dilepas hanya yang sesudah cadangan."
            )


def _is_restored_from(book: Book, backup: Witness, sequence: int) -> bool:
    """Return whether nobody wrote between the end of *backup* and the restore at *sequence*."""
    between = JournalEntry.select().where(
        JournalEntry.sequence > backup.sequence,
        JournalEntry.sequence < sequence,
        JournalEntry.officer != PROGRAM,
        JournalEntry.event != Event.BOOK_RESTORED.value,
    )
    return _has_entry(book, backup) and not book.rows(between).exists()


def _losses(book: Book, marks: Iterable[HeadMark]) -> Iterator[str]:
    words = loss_words(book, lost_heads(book, marks))
    if words:
        yield f"Jurnal: {words}"
    for once in read_given_up(book):
        if once.event is Event.TAIL_LOST and once.is_of_this_book:
            yield (
                f"Jurnal: pada {moment(once.at)} ternyata catatan sampai nomor {once.sequence} "
                "hilang dari buku; nomor register yang pernah diberikan tidak dipakai lagi."
            )


def _seen_by_backups(book: Book, witnesses: Iterable[Witness]) -> Iterator[str]:
    """Yield that the journal lacks a head that a backup of this book has seen."""
    first = first_hash(book)
    restores = list(_restores(book))
    gone = [
        witness
        for witness in witnesses
        if first and witness.first_hash == first
        if not _has_entry(book, witness) and not _is_replaced(witness, restores)
    ]
    if gone:
        newest = max(gone, key=lambda witness: witness.made_at)
        others = {witness.backup for witness in gone} - {newest.backup}
        more = f" (dan {len(others)} cadangan lain)" if others else ""
        yield (
            f"Jurnal: catatan {newest.sequence} dengan sidik jari {fingerprint(newest.hash)}, yang "
            f"terakhir pada cadangan {newest.backup}{more}, tidak ada lagi dalam buku; buku "
            "terpotong atau diubah di luar program ini."
        )


def _restores(book: Book) -> Iterator[tuple[int, datetime]]:
    """Yield where in the journal and when the book was put back to a backup."""
    query = JournalEntry.select().where(JournalEntry.event == Event.BOOK_RESTORED.value)
    for entry in book.rows(query):
        yield entry.sequence, moment_of(entry.at_office)


def _is_replaced(witness: Witness, restores: Iterable[tuple[int, datetime]]) -> bool:
    """Return whether what *witness* has seen was given up when a backup was restored later."""
    return any(sequence <= witness.sequence and at >= witness.made_at for sequence, at in restores)


def _has_entry(book: Book, seen: Witness) -> bool:
    found = find(book.store.database, JournalEntry, seen.sequence)
    return found is not None and found.hash == seen.hash


def _seen_on_paper(book: Book, printed: str) -> Iterator[str]:
    """Yield that no entry has the fingerprint *printed* on a paper."""
    digits = printed.replace("-", "").casefold()
    begins = book.store.starts_with(JournalEntry.hash, digits)
    wanted = JournalEntry.select().where(begins)
    if digits and not book.rows(wanted).exists():
        yield (
            f"Jurnal: tidak ada catatan dengan sidik jari {printed}; kertas itu dicetak dari buku "
            "lain, atau buku ini terpotong atau diubah."
        )
