"""What the office has said of a month for good: values and files, never altered.

The values and the bytes of the files stand apart from the rows that name them, so that the journal
holds their digests and not a second copy of a list of people.
"""

from peewee import AutoField, CharField, IntegerField, TextField

from models.base import BaseModel, BytesField, MomentField


class MonthRecord(BaseModel):
    """One closing of a month, or one erratum (*ralat*) of a closed one."""

    id = AutoField()
    # As in 2026-10, and what of it: a value of ``RecordKind``; numbered within both.
    month = CharField()
    kind = CharField()
    number = IntegerField()
    made_at = MomentField()
    made_by = CharField()
    # Where the journal stood when the values were read; what comes behind it came later.
    sequence = IntegerField()
    fingerprint = CharField()
    # The figures on top, JSON, so that many months are compared without reading their lists.
    figures = TextField()
    # Of the values as ``MonthValue`` holds them once they are unpacked.
    value_sha256 = CharField()
    # A closing that was taken back stays, with the reason.
    reopened_at = MomentField(null=True)
    reopened_by = CharField(default="")
    reopen_reason = TextField(default="")

    class Meta:
        table_name = "month_record"


class MonthValue(BaseModel):
    """All that was counted and named: JSON with one spelling only, packed by zlib."""

    record_id = IntegerField(primary_key=True)
    content = BytesField()

    class Meta:
        table_name = "month_value"


class MonthFile(BaseModel):
    """A finished file of a record; its bytes stand in ``MonthFileContent``."""

    id = AutoField()
    record_id = IntegerField()
    name = CharField()
    size = IntegerField()
    sha256 = CharField()

    class Meta:
        table_name = "month_file"


class MonthFileContent(BaseModel):
    """The bytes of one file of a record."""

    file_id = IntegerField(primary_key=True)
    content = BytesField()

    class Meta:
        table_name = "month_file_content"


class MonthText(BaseModel):
    """What the office writes of a period itself: conclusion, advice, its *nota dinas*."""

    # As in 2026-10, 2026-T4, 2026-S2, 2026.
    period = CharField(primary_key=True)
    conclusion = TextField(default="")
    advice = TextField(default="")
    memo_number = CharField(default="")
    memo_body = TextField(default="")
    memo_copies = TextField(default="")

    class Meta:
        table_name = "month_text"
