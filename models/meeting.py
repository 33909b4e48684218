"""Meetings (*pembahasan*), the complaints on their agenda, and the actions they decide on."""

from peewee import AutoField, CharField, IntegerField, TextField

from models.base import BaseModel, DayField, FlagField, MomentField


class Meeting(BaseModel):
    """One meeting; *status* is a value of ``app.rules.meetings.MeetingStatus``."""

    id = AutoField()
    starts_at = MomentField()
    # How long it lasts, in minutes.
    duration = IntegerField()
    place = CharField()
    agenda = TextField()
    # One on each line: a name, and behind a comma what for.
    participants = TextField()
    status = CharField()
    # What was said, once it was held; why it was cancelled.
    notes = TextField(default="")
    cancel_reason = TextField(default="")

    class Meta:
        table_name = "meeting"


class MeetingComplaint(BaseModel):
    """A complaint on the agenda of a meeting, and what was decided about it."""

    id = AutoField()
    meeting_id = IntegerField()
    complaint_id = IntegerField()
    is_removed = FlagField(default=False)
    is_discussed = FlagField(default=False)
    decision = TextField(default="")

    class Meta:
        table_name = "meeting_complaint"


class MeetingAction(BaseModel):
    """What somebody does until a day because a meeting decided so."""

    id = AutoField()
    meeting_id = IntegerField()
    complaint_id = IntegerField(null=True)
    what = TextField()
    who = CharField()
    due_on = DayField()
    done_on = DayField(null=True)

    class Meta:
        table_name = "meeting_action"
