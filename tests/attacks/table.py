"""The table of attacks: what is done, and how it ends behind each guard.

It reads like the one in SECURITY.md, which a test compares with it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.attacks import breaking, people, rewriting
from tests.attacks.breaking import form_changed, in_the_open, statement
from tests.attacks.office import Guard, Office, Outcome

FOUND, NAMED = Outcome.FOUND, Outcome.NAMED
Act = Callable[[Office], None]
ALWAYS: Mapping[Guard, Outcome] = dict.fromkeys(Guard, FOUND)
REWRITTEN = {Guard.NOTHING: NAMED, **dict.fromkeys(list(Guard)[1:], FOUND)}


def only(*guards: Guard) -> Mapping[Guard, Outcome]:
    """Return that the attack is found behind *guards* and named behind all others."""
    return {guard: FOUND if guard in guards else NAMED for guard in Guard}


@dataclass(frozen=True)
class Attack:
    """One line: in words, its variants, and how each of them ends behind each guard."""

    words: str
    variants: Mapping[str, Act]
    ends: Mapping[Guard, Outcome]


ONE = "WHERE id = 2"
LAST = "WHERE sequence = (SELECT max(sequence) FROM journal)"

ATTACKS = (
    Attack(
        "a value of a complaint, setting, day off, officer or list is changed",
        {
            "subject": statement(f"UPDATE complaint SET subject = 'Lain' {ONE}"),
            "due date": statement(f"UPDATE complaint SET distribute_by = '2027-01-01' {ONE}"),
            "working days": statement("UPDATE complaint SET working_days = 1 WHERE id = 1"),
            "normal phone": statement(f"UPDATE complaint SET phone_normal = '628' {ONE}"),
            "setting": statement(
                "UPDATE setting SET value = '30' WHERE key = 'limits.settle.days'"
            ),
            "day off": statement("UPDATE holiday SET is_removed = 1 WHERE rowid = 5"),
            "officer": statement("UPDATE officer SET role = 'admin' WHERE id = 1"),
            "list entry": statement("UPDATE service SET name = 'Lain' WHERE id = 1"),
        },
        ALWAYS,
    ),
    Attack(
        "an entry of the journal is changed, exchanged, removed",
        {
            "officer": statement(f"UPDATE journal SET officer = 'Lain' {LAST}"),
            "values": statement(f"UPDATE journal_value SET content = '{{}}' {LAST}"),
            "values removed": statement(f"DELETE FROM journal_value {LAST}"),
            "in the middle": statement(
                "DELETE FROM journal_value WHERE sequence = 40",
                "DELETE FROM journal WHERE sequence = 40",
            ),
            "two exchanged": statement(
                "UPDATE journal SET sequence = -1 WHERE sequence = 40",
                "UPDATE journal SET sequence = 40 WHERE sequence = 41",
                "UPDATE journal SET sequence = 41 WHERE sequence = -1",
            ),
            "values exchanged": statement(
                "UPDATE journal_value SET sequence = -1 WHERE sequence = 40",
                "UPDATE journal_value SET sequence = 40 WHERE sequence = 41",
                "UPDATE journal_value SET sequence = 41 WHERE sequence = -1",
            ),
        },
        ALWAYS,
    ),
    Attack(
        "a complaint or an attachment is removed, swapped, moved",
        {
            "complaint": statement(
                "DELETE FROM complaint WHERE id = 3", "DELETE FROM complaint_search WHERE rowid = 3"
            ),
            "bytes of an attachment": statement("UPDATE attachment_content SET content = x'00'"),
            "attachment moved": statement("UPDATE attachment SET complaint_id = 2"),
            "attachment removed": statement(
                "DELETE FROM attachment_content", "DELETE FROM attachment"
            ),
        },
        ALWAYS,
    ),
    Attack(
        "the search index is changed",
        {
            "row removed": statement("DELETE FROM complaint_search WHERE rowid = 2"),
            "rows exchanged": breaking.index_row_exchanged,
        },
        ALWAYS,
    ),
    Attack(
        "the form of the book is changed",
        {
            "trigger dropped": in_the_open("DROP TRIGGER journal_no_delete"),
            "unique index dropped": in_the_open("DROP INDEX complaint_tracking"),
            "index dropped": in_the_open("DROP INDEX journal_entity"),
            "STRICT removed": form_changed("team", ") STRICT", ")"),
            "CHECK removed": form_changed("holiday", "CHECK (day", "CHECK (1 OR day"),
            "table added": in_the_open("CREATE TABLE lain (a)"),
            "view added": in_the_open("CREATE VIEW lain AS SELECT 1"),
            "trigger added": in_the_open(
                "CREATE TRIGGER lain AFTER INSERT ON team BEGIN SELECT 1; END"
            ),
            "settings replaced by a view": in_the_open(
                "ALTER TABLE setting RENAME TO setting_2",
                "CREATE VIEW setting AS SELECT * FROM setting_2",
            ),
        },
        ALWAYS,
    ),
    Attack(
        "an invalid byte, wrong type, unknown word, time that is none",
        {
            "invalid byte": statement(f"UPDATE complaint SET name = CAST(x'41ff42' AS TEXT) {ONE}"),
            "invalid byte in the journal": statement(
                f"UPDATE journal SET officer = CAST(x'ff' AS TEXT) {LAST}"
            ),
            "setting": statement("UPDATE setting SET value = '7' WHERE key = 'number_pattern'"),
            "no JSON": statement("UPDATE setting SET value = '{' WHERE key = 'number_pattern'"),
            "unknown status": statement(f"UPDATE complaint SET status = 'terbang' {ONE}"),
            "unknown role": statement("UPDATE officer SET role = 'raja' WHERE id = 1"),
            "unknown event": statement(f"UPDATE journal SET event = 'meledak' {LAST}"),
            "no time": statement(f"UPDATE complaint SET received_at = 'kapan' {ONE}"),
            "entry without time": statement(
                f"UPDATE journal SET at_utc = 'kemarin', at_office = 'kemarin' {LAST}"
            ),
        },
        ALWAYS,
    ),
    Attack(
        "views without end are put in",
        {
            "setting": in_the_open(
                "ALTER TABLE setting RENAME TO setting_2", breaking.ENDLESS.format("setting")
            ),
            "journal": in_the_open(
                "ALTER TABLE journal RENAME TO journal_2", breaking.ENDLESS.format("journal")
            ),
            "tower of views": in_the_open(*breaking.TOWER),
        },
        ALWAYS,
    ),
    Attack(
        "a forged entry is appended that is dated back",
        {"in the name of the Kepala Dinas": breaking.appended_back_dated},
        ALWAYS,
    ),
    Attack(
        "a forged entry is appended to a book with PINs",
        {
            "without PIN": people.without_pin,
            "by nobody": people.by_nobody,
            "in another name": people.in_anothers_name,
            "without the right": people.without_right,
        },
        ALWAYS,
    ),
    Attack(
        "a forged entry of today is appended and hashed rightly",
        {
            "answer replaced": rewriting.entry_appended,
            "with a copied seal": rewriting.entry_appended_with_a_copied_seal,
        },
        only(Guard.SEAL),
    ),
    Attack(
        "value, row and the whole tail are hashed anew",
        {
            "complaint": rewriting.value_hashed_anew,
            "setting": rewriting.setting_hashed_anew,
            "attachment": rewriting.attachment_hashed_anew,
        },
        REWRITTEN,
    ),
    Attack(
        "the first entry is salted anew, everything hashed anew",
        {"phone replaced": rewriting.first_entry_salted_anew},
        only(Guard.MARK, Guard.SEAL, Guard.SIGNATURE),
    ),
    Attack(
        "the last complaint is removed with its entries",
        {"after the backup": rewriting.last_complaint_removed},
        only(Guard.MARK),
    ),
    Attack(
        "the tail is cut from before the last backup or signature",
        {"third complaint": rewriting.tail_cut_before_the_backup},
        only(Guard.MARK, Guard.BACKUP, Guard.SIGNATURE),
    ),
    Attack(
        "an old file is put back in place",
        {"of an hour ago": rewriting.old_file_put_in_place},
        only(Guard.MARK),
    ),
    Attack(
        "the tail is cut and a restore forged that excuses it",
        {"dated late": rewriting.restore_forged},
        only(Guard.SEAL, Guard.SIGNATURE),
    ),
)
# What only a guard that is there can be attacked by.
ON_GUARDS = (
    Attack(
        "seals are taken off, or made with another key",
        {
            "taken off": rewriting.seals_taken_off,
            "another key": rewriting.sealed_with_another_key,
        },
        {Guard.SEAL: FOUND},
    ),
    Attack(
        "a signature is changed, foreign, removed; the public key replaced",
        {
            "changed": rewriting.signature_changed,
            "foreign key": rewriting.signed_with_a_foreign_key,
            "public key replaced": rewriting.public_key_replaced,
            "removed": rewriting.signature_taken_away,
        },
        {Guard.SIGNATURE: FOUND},
    ),
    Attack(
        "the note of a backup is removed",
        {"its note": rewriting.note_removed},
        {Guard.BACKUP: FOUND},
    ),
    Attack(
        "all backups are removed, then the tail hashed anew",
        {"their folder": rewriting.backups_removed},
        {Guard.BACKUP: NAMED},
    ),
)
