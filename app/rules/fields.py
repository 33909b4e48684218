"""What a declared field is; which fields there are is said in ``app.rules.channels``."""

from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto
from typing import Final

from app.rules.papers import Paper

# The column in which a channel's own fields stand together, as JSON.
OWN_COLUMN: Final = "extra"
# The column with the marks of what is to be put right.
MARKS_COLUMN: Final = "to_correct"


class FieldKind(StrEnum):
    """How a field is typed and checked."""

    LINE = "line"
    TEXT = "text"
    PHONE = "phone"
    EMAIL = "email"
    NIK = "nik"
    MOMENT = "moment"
    DAY = "day"
    FLAG = "flag"
    COUNT = "count"
    CHOICE = "choice"
    DISTRICT = "district"
    VILLAGE = "village"
    SERVICE = "service"
    CATEGORY = "category"
    OFFICER = "officer"


# Kinds that are stored as the very text that was typed.
PLAIN_KINDS: Final = frozenset(
    {FieldKind.LINE, FieldKind.TEXT, FieldKind.PHONE, FieldKind.EMAIL, FieldKind.NIK}
)


class Block(StrEnum):
    """The part of the form (and of the paper) a field stands in."""

    CHANNEL = "channel"
    REPORTER = "reporter"
    COMPLAINT = "complaint"


class Privacy(Enum):
    """How far what a field holds may be seen.

    ``OPEN`` says nothing of a person. ``APART`` may name somebody, or quotes a citizen: the journal
    keeps it apart, so that it can be removed one day. ``WITHHELD`` says who the complainant is or
    where to find out: apart too, masked on a screen that others see, and not shown at all where the
    identity is secret.
    """

    OPEN = auto()
    APART = auto()
    WITHHELD = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a form asks.

    Attributes:
        name: the English name; the key of its text in a form.
        key: the key in import files.
        label: the Indonesian label.
        kind: how it is typed and checked.
        block: where it stands.
        privacy: how far it may be seen.
        column: the column of the complaint that holds it; the channel's own share one.
        is_searched: complaints are found by it.
        papers: the papers on which it stands, by itself or within another fact.
        hint: what is expected, in Indonesian; empty when the label says it all.
        maximum: the most characters accepted.
        choices: for ``FieldKind.CHOICE``: value -> label.
        fills: the common field that takes this value when it was left empty.
        is_past: a moment or day that cannot lie in the future.
        is_exact: what is odd in it is refused; in any other it is kept as typed, to be put right.
        stays: the next entry of the channel begins with it; it is the desk's, not the citizen's.
        is_unique: no two complaints of a channel have the same; it is never shortened.
        width: share of a form row in twelfths.
    """

    name: str
    key: str
    label: str
    kind: FieldKind
    block: Block = Block.CHANNEL
    # Nobody may forget to say it.
    privacy: Privacy = field(kw_only=True)
    column: str = OWN_COLUMN
    is_searched: bool = True
    papers: frozenset[Paper] = frozenset()
    hint: str = ""
    maximum: int = 200
    choices: tuple[tuple[str, str], ...] = ()
    fills: str | None = None
    is_past: bool = True
    is_exact: bool = False
    is_unique: bool = False
    stays: bool = False
    width: int = 3

    @property
    def tells_who(self) -> bool:
        """Whether it says who the complainant is, or where to find out."""
        return self.privacy is Privacy.WITHHELD

    @property
    def short_label(self) -> str:
        """The label without what stands in brackets."""
        return self.label.split(" (")[0]

    @property
    def is_own(self) -> bool:
        """Whether it shares the column of the channel's own fields."""
        return self.column == OWN_COLUMN


# What lists and papers say instead of a person whose identity is secret.
HIDDEN: Final = "dirahasiakan"


def is_withheld(field: Field, *, is_secret: bool) -> bool:
    """Return whether *field* is not said of a complaint, because its complainant is secret."""
    return is_secret and field.tells_who
