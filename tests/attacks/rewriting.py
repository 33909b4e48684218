"""Attacks that make the journal fit again: only what stands outside the book finds them.

Each takes the office and changes its file, or what lies beside it.
"""

import hashlib
import json
import shutil

from app.book.head_marks import read_head_marks
from app.book.seals import KEY_FACT, SealKey
from app.book.signature_keys import SignatureKey, Signed, new_signature_key
from app.keeping.backup_notes import note_of
from tests.attacks.forger import forging

FOREIGN_SEAL = SealKey("ABCDE-FGHJK-MNPQR-STUVW-XYZ23")


def value_hashed_anew(office):
    with forging(office.path) as forger:
        since = forger.tell_otherwise("complaint", 2, subject="Diganti diam-diam")
        forger.index_anew(2)
        forger.hash_anew(since)


def setting_hashed_anew(office):
    with forging(office.path) as forger:
        forger.hash_anew(forger.tell_otherwise("setting", "limits.settle.days", value="9"))


def attachment_hashed_anew(office):
    content = b"%PDF-palsu"
    with forging(office.path) as forger:
        forger.sql("UPDATE attachment_content SET content = ? WHERE attachment_id = 1", (content,))
        digest = hashlib.sha256(content).hexdigest()
        since = forger.tell_otherwise("attachment", 1, sha256=digest, size=len(content))
        forger.hash_anew(since)


def first_entry_salted_anew(office):
    with forging(office.path) as forger:
        content = json.loads(forger.one("SELECT content FROM journal_value WHERE sequence = 1"))
        for group in content.values():
            group[0] = "ab" * 16
        forger.sql(
            "UPDATE journal_value SET content = ? WHERE sequence = 1", (json.dumps(content),)
        )
        forger.tell_otherwise("complaint", 2, phone="0812-0000-9999", phone_normal="6281200009999")
        forger.index_anew(2)
        forger.hash_anew()


def last_complaint_removed(office):
    with forging(office.path) as forger:
        forger.cut(office.after)


def tail_cut_before_the_backup(office):
    with forging(office.path) as forger:
        third = forger.one(
            "SELECT min(sequence) FROM journal WHERE entity = 'complaint' AND entity_id = '3'"
        )
        forger.cut(third)


def old_file_put_in_place(office):
    with office.open() as book:
        copy = office.folder / "lama.db"
        book.copy_to(copy)
        office.record(book, "Yang hilang")
    shutil.move(copy, office.path)


def restore_forged(office):
    """Cut the tail and tell of a restore that excuses what is gone, its heads too."""
    heads = " ".join(mark.hash for mark in read_head_marks(office.path))
    with forging(office.path) as forger:
        later = forger.one("SELECT at_office FROM journal ORDER BY sequence DESC LIMIT 1")
        last = forger.last
        third = forger.one(
            "SELECT min(sequence) FROM journal WHERE entity = 'complaint' AND entity_id = '3'"
        )
        forger.cut(third)
        facts = {"gone_sequence": last, "gone_heads": heads, "gone_is_own": 1, "backup": "x"}
        forger.append(facts, event="book_restored", at_office=later.replace("2026", "2027"))


def entry_appended(office):
    """The answer is replaced as if by a step of today."""
    with forging(office.path) as forger:
        forger.sql("UPDATE complaint SET closing_reason = 'Palsu.' WHERE id = 2")
        forger.append(
            {"closing_reason": "Palsu."}, event="corrected", entity="complaint", entity_id="2"
        )


def seals_taken_off(office):
    with forging(office.path) as forger:
        since = forger.tell_otherwise("complaint", 2, subject="Diganti diam-diam")
        forger.index_anew(2)
        query = "SELECT sequence FROM journal WHERE event = 'seal_key_set'"
        for (sequence,) in forger.sql(query).fetchall():
            forger.sql(
                "UPDATE journal SET event = 'clock_accepted' WHERE sequence = ?", (sequence,)
            )
            since = min(since, sequence)
        forger.hash_anew(since, keeps_seals=False)


def sealed_with_another_key(office):
    with forging(office.path) as forger:
        since = forger.tell_otherwise("complaint", 2, subject="Diganti diam-diam")
        forger.index_anew(2)
        query = "SELECT sequence FROM journal WHERE event = 'seal_key_set'"
        for (sequence,) in forger.sql(query).fetchall():
            content = json.dumps({"facts": ["00" * 16, {}, {KEY_FACT: FOREIGN_SEAL.id}]})
            forger.sql(
                "UPDATE journal_value SET content = ? WHERE sequence = ?", (content, sequence)
            )
            since = min(since, sequence)
        forger.hash_anew(since)
        make = FOREIGN_SEAL.sealing()
        rows = forger.sql("SELECT sequence, hash FROM journal WHERE seal IS NOT NULL").fetchall()
        for sequence, hash_ in rows:
            forger.sql("UPDATE journal SET seal = ? WHERE sequence = ?", (make(hash_), sequence))


def entry_appended_with_a_copied_seal(office):
    entry_appended(office)
    with forging(office.path) as forger:
        forger.sql(
            "UPDATE journal SET seal = (SELECT seal FROM journal WHERE sequence = ?) "
            "WHERE sequence = ?",
            (forger.last - 1, forger.last),
        )


def signature_changed(office):
    with forging(office.path) as forger:
        made = forger.one("SELECT signature FROM signature WHERE id = 1")
        turned = ("0" if made[0] != "0" else "1") + made[1:]
        forger.hash_anew(forger.tell_otherwise("signature", 1, signature=turned))


def signed_with_a_foreign_key(office):
    _sign_again(office, new_signature_key(), is_named=False)


def public_key_replaced(office):
    """Whoever replaces the key signs everything anew with his own, falsified as he likes."""
    with forging(office.path) as forger:
        since = forger.tell_otherwise("complaint", 2, subject="Diganti diam-diam")
        forger.index_anew(2)
        forger.hash_anew(since)
    _sign_again(office, new_signature_key(), is_named=True)


def _sign_again(office, key: SignatureKey, *, is_named):
    with forging(office.path) as forger:
        since = forger.last
        if is_named:
            since = forger.tell_otherwise("signer", 1, public_key=key.public)
            forger.hash_anew(since)
        sequence, at, occasion = forger.sql(
            "SELECT sequence, signed_at, occasion FROM signature WHERE id = 1"
        ).fetchone()
        book = forger.one("SELECT hash FROM journal WHERE sequence = 1")
        head = forger.one("SELECT hash FROM journal WHERE sequence = ?", sequence)
        signature = key.sign(Signed(book, sequence, head, at, occasion))
        told = forger.tell_otherwise("signature", 1, hash=head, signature=signature)
        forger.hash_anew(min(since, told))


def signature_taken_away(office):
    """The tail is hashed anew from before the signature, which is cut away."""
    with forging(office.path) as forger:
        forger.cut(forger.one("SELECT min(sequence) FROM journal WHERE entity = 'signature'"))
        since = forger.tell_otherwise("complaint", 2, subject="Diganti diam-diam")
        forger.index_anew(2)
        forger.hash_anew(since)


def note_removed(office):
    (backup,) = office.backups.glob("*.cadangan")
    note_of(backup).unlink()


def backups_removed(office):
    value_hashed_anew(office)
    shutil.rmtree(office.backups)
