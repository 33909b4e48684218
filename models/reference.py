"""The lists a complaint points to. Entries are retired, never deleted, so old recaps keep them."""

from typing import Final

from peewee import AutoField, CharField, IntegerField

from models.base import BaseModel, DayField, FlagField, MomentField


class ListEntry(BaseModel):
    """What every list entry has."""

    name = CharField()
    is_retired = FlagField(default=False)


class Team(ListEntry):
    """A *tim penjawab*, one per division."""

    id = AutoField()
    short_name = CharField()
    position = IntegerField()

    class Meta:
        table_name = "team"


class Officer(ListEntry):
    """A person who works with the book; *role* is a value of ``app.book.officers.Role``."""

    id = AutoField()
    name = CharField(unique=True)
    role = CharField()
    # For which team one who answers does so; empty for all.
    team_id = IntegerField(null=True)

    class Meta:
        table_name = "officer"


class Absence(BaseModel):
    """Days on which an officer is away, and who stands in; a wrong one is marked, never deleted."""

    id = AutoField()
    officer_id = IntegerField()
    first_day = DayField()
    last_day = DayField()
    substitute_id = IntegerField(null=True)
    is_removed = FlagField(default=False)

    class Meta:
        table_name = "absence"


class Secret(BaseModel):
    """What a PIN is recognised by; the journal is told that it was set, never what it is.

    *owner* is the id of an officer, or ``RECOVERY`` for the recovery code of the book.
    """

    owner = IntegerField(primary_key=True)
    # As argon2 writes it, with its salt and its cost.
    hash = CharField()
    # Wrong ones since the last right one, and the moment of the last try.
    tries = IntegerField()
    tried_at = MomentField()

    class Meta:
        table_name = "secret"


RECOVERY: Final = 0


class Service(ListEntry):
    """A service (*jenis layanan*) of one division (*bidang*)."""

    id = AutoField()
    division = CharField()

    class Meta:
        table_name = "service"


class Category(ListEntry):
    """A category of complaint; some concern supervision (*berkadar pengawasan*)."""

    id = AutoField()
    needs_oversight = FlagField(default=False)

    class Meta:
        table_name = "category"


class District(ListEntry):
    """A *kecamatan* with its Kemendagri code."""

    code = CharField(primary_key=True)

    class Meta:
        table_name = "district"


class Village(ListEntry):
    """A *desa* or *kelurahan*; the first three groups of its code name its kecamatan."""

    code = CharField(primary_key=True)
    district_code = CharField(index=True)

    class Meta:
        table_name = "village"


class Holiday(BaseModel):
    """A day off, with where the entry came from; *kind* is a value of ``HolidayKind``."""

    day = DayField(primary_key=True)
    name = CharField()
    kind = CharField()
    source = CharField()
    is_removed = FlagField(default=False)

    class Meta:
        table_name = "holiday"


class HolidayYear(BaseModel):
    """A year whose holiday list has been filled, and from what."""

    year = IntegerField(primary_key=True)
    source = CharField()

    class Meta:
        table_name = "holiday_year"


class Setting(BaseModel):
    """One setting; *value* is JSON."""

    key = CharField(primary_key=True)
    value = CharField()

    class Meta:
        table_name = "setting"
