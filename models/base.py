"""What all tables share: the unbound base model."""

from peewee import Model

# DateField of peewee itself binds a Python date, which the apsw driver cannot take.
from playhouse.apsw_ext import BooleanField, DateField, DateTimeField

__all__ = ["BaseModel", "BooleanField", "DateField", "DateTimeField"]


class BaseModel(Model):
    """A table, bound to no database: a query that names none fails instead of guessing."""
