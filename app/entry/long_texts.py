"""A text that its field does not hold: shortened with a word there, whole in an attachment."""

from typing import Final

from app.ground.formatting import shortened
from app.ground.names import safe_file_name
from app.rules.fields import Field, FieldKind

_CUT: Final = "\n\n[Dipendekkan. Selengkapnya ada di lampiran “{name}”.]"


def whole_name(field: Field) -> str:
    """Return the name of the attachment with all that was typed in *field*."""
    return safe_file_name(f"{field.short_label} selengkapnya.txt")


def cut(field: Field, text: str, kept_as: str) -> str:
    """Return as much of *text* as *field* holds.

    Args:
        field: the field; only one of several lines has room to say where the rest is.
        text: what is too long for it.
        kept_as: the attachment with the whole of it, empty when it is not kept.
    """
    if field.kind is not FieldKind.TEXT or not kept_as:
        return shortened(text, field.maximum)
    mark = _CUT.format(name=kept_as)
    return shortened(text, field.maximum - len(mark)) + mark
