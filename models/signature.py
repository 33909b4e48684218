"""Who signs the journal, and what they have signed of it; both immutable by trigger."""

from peewee import AutoField, CharField, IntegerField

from models.base import BaseModel, MomentField


class Signer(BaseModel):
    """An Ed25519 key that signs the book; *public_key* is 64 hex digits."""

    id = AutoField()
    name = CharField()
    public_key = CharField()
    made_at = MomentField()

    class Meta:
        table_name = "signer"


class Signature(BaseModel):
    """One signature of a head of the journal.

    ``sequence`` and ``hash`` are of the entry that was the last one, ``book`` is the hash of the
    first; ``occasion`` says what was signed for, such as a month "2026-10", empty for the day's
    end; ``signature`` is 128 hex digits.
    """

    id = AutoField()
    signer_id = IntegerField()
    sequence = IntegerField()
    hash = CharField()
    book = CharField()
    signed_at = MomentField()
    occasion = CharField()
    signature = CharField()

    class Meta:
        table_name = "signature"
