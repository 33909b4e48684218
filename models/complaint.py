"""Complaints, what came with them, what links them, and the box openings they came from.

References are plain keys, guarded by the schema: no attribute of a row ever runs a query.
"""

from typing import Any, Final

from peewee import SQL, AutoField, CharField, Database, IntegerField, TextField, fn

from models.base import BaseModel, BytesField, DayField, FlagField, MomentField


class BoxOpening(BaseModel):
    """One opening of a complaint box, also when it held no letter."""

    id = AutoField()
    opened_at = MomentField()
    box_location = CharField(default="")
    witness_1 = CharField(default="")
    witness_2 = CharField(default="")
    letter_count = IntegerField(null=True)
    # A voided one stays in the book, takes no letters, and leaves its moment to another.
    voided_at = MomentField(null=True)
    void_reason = TextField(default="")
    # Why fewer letters were recorded than counted.
    missing_reason = TextField(default="")

    class Meta:
        table_name = "box_opening"


class Complaint(BaseModel):
    """One line of the book. Moments are office time, to the minute; days are office days."""

    id = AutoField()
    year = IntegerField()
    sequence = IntegerField()
    number = CharField()
    recorded_at = MomentField()
    recorded_by = CharField()
    # On the receipt and nowhere else; rows that were copied and older ones have none.
    check_value = CharField(null=True)

    channel = CharField()
    kind = CharField()
    received_at = MomentField()
    name = CharField(default="")
    address = CharField(default="")
    district_code = CharField(null=True)
    village_code = CharField(null=True)
    phone = CharField(default="")
    phone_normal = CharField(null=True)
    email = CharField(default="")
    nik = CharField(default="")
    is_secret = FlagField(default=False)
    subject = CharField(default="")
    description = TextField(default="")
    expectation = TextField(default="")
    service_id = IntegerField(null=True)
    category_id = IntegerField(null=True)
    tracking_id = CharField(null=True)
    box_opening_id = IntegerField(null=True)
    # The channel's own fields, JSON: English field name -> text as recorded.
    extra = TextField(default="{}")
    # The fields to be put right, JSON: English field name -> what was typed, empty where the
    # field's own column holds it. None where there is nothing to put right.
    to_correct = TextField(null=True)

    status = CharField()
    distribution_from = DayField()
    distribute_by = DayField(null=True)
    distribution_stopped_on = DayField(null=True)
    # An earlier run of the distribution clock ended too late: returned after its due date.
    was_returned_late = FlagField(default=False)
    returned_on = DayField(null=True)
    supplement_by = DayField(null=True)
    completed_on = DayField(null=True)
    settle_by = DayField(null=True)
    team_id = IntegerField(null=True)
    # The person of the team, where one was named.
    assignee_id = IntegerField(null=True)
    distributed_on = DayField(null=True)
    distribution_note = TextField(default="")
    answer = TextField(default="")
    answered_by = CharField(default="")
    answered_on = DayField(null=True)
    approved_by = CharField(default="")
    approved_on = DayField(null=True)
    is_direct = FlagField(default=False)
    delivered_at = MomentField(null=True)
    delivered_how = CharField(default="")
    delivered_to = CharField(default="")
    closed_on = DayField(null=True)
    # Why it was forwarded, withdrawn or voided; for a forwarded one also to whom.
    closing_reason = TextField(default="")
    forwarded_to = CharField(default="")
    # Working days from completed_on to closed_on, fixed when closed: holidays added later
    # must not change what a signed recap says.
    working_days = IntegerField(null=True)
    # Working days from settle_by to closed_on, fixed alike; older rows have none.
    days_late = IntegerField(null=True)
    late_reason = TextField(default="")
    # Since then nothing says who complained.
    anonymised_on = DayField(null=True)

    class Meta:
        table_name = "complaint"


# The texts of these conditions are written out, not bound: only so an index answers them.
_NOTHING: Final = SQL("''")


def has_ticket(plain: str) -> Any:
    """Return the condition for a ticket number as ``app.rules.identity.plain_ticket`` has it."""
    column = Complaint.tracking_id
    without = fn.REPLACE(fn.REPLACE(column, SQL("' '"), _NOTHING), SQL("'-'"), _NOTHING)
    return (fn.LOWER(without) == plain) & column.is_null(False)


def has_email(lowered: str) -> Any:
    """Return the condition that a complaint has this e-mail address, in whatever capitals."""
    return (fn.LOWER(Complaint.email) == lowered) & (Complaint.email != _NOTHING)


def has_nik(nik: str) -> Any:
    """Return the condition that a complaint has this NIK."""
    return (Complaint.nik == nik) & (Complaint.nik != _NOTHING)


def last_sequence(database: Database, year: int) -> int:
    """Return the highest register number of *year*, 0 in a year without complaints."""
    query = f"SELECT max(sequence) FROM complaint WHERE year = {database.param}"  # noqa: S608
    return int(database.execute_sql(query, (year,)).fetchone()[0] or 0)


class ComplaintLink(BaseModel):
    """What two complaints have to do with each other; the later one was received later."""

    id = AutoField()
    later_id = IntegerField()
    earlier_id = IntegerField()
    kind = CharField()
    is_undone = FlagField(default=False)

    class Meta:
        table_name = "complaint_link"


class NumberGivenUp(BaseModel):
    """A register number that had been given out when its complaint was lost or restored away."""

    id = AutoField()
    year = IntegerField()
    number = IntegerField()

    class Meta:
        table_name = "number_given_up"


def last_number(database: Database, year: int) -> int:
    """Return the highest register number ever given in *year*, 0 where none was.

    What a restore or a loss took away counts: papers with those numbers are out.
    """
    mark = database.param
    # Asked before every recording, so it is one question.
    query = (
        f"SELECT max(given) FROM (SELECT max(sequence) AS given FROM complaint WHERE year = {mark} "  # noqa: S608
        f"UNION ALL SELECT max(number) FROM number_given_up WHERE year = {mark}) AS numbers"
    )
    return int(database.execute_sql(query, (year, year)).fetchone()[0] or 0)


class Attachment(BaseModel):
    """A file that came with a complaint; its bytes stand in ``AttachmentContent``."""

    id = AutoField()
    complaint_id = IntegerField()
    name = CharField()
    media_type = CharField()
    size = IntegerField()
    sha256 = CharField()

    class Meta:
        table_name = "attachment"


class AttachmentContent(BaseModel):
    """The bytes of one attachment, apart so that lists never load them."""

    attachment_id = IntegerField(primary_key=True)
    content = BytesField()

    class Meta:
        table_name = "attachment_content"
