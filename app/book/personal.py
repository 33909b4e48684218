"""Which columns the journal keeps apart, so that their values can go one day."""

from collections.abc import Mapping
from typing import Final

from app.rules.channels import ALL_FIELDS, CHANNEL_FIELDS, Channel
from app.rules.fields import Privacy

# Beside the fields of a form: what is made of them, and what the office writes about a citizen.
_ALSO_PERSONAL: Final = frozenset(
    {
        "phone_normal",
        "check_value",
        "answer",
        "delivered_to",
        "closing_reason",
        "distribution_note",
        "late_reason",
        "to_correct",
    }
)
# Columns that can name or reach a citizen, or hold what a citizen wrote. What was written before
# is read by the groups that stand beside it, whatever this says now.
PERSONAL: Final[Mapping[str, frozenset[str]]] = {
    "complaint": _ALSO_PERSONAL
    | {field.column for field in ALL_FIELDS if field.privacy is not Privacy.OPEN},
    "attachment": frozenset({"name", "sha256"}),
    "meeting": frozenset({"agenda", "participants", "notes", "cancel_reason"}),
    "meeting_complaint": frozenset({"decision"}),
    "meeting_action": frozenset({"what", "who"}),
    "month_text": frozenset({"conclusion", "advice", "memo_body"}),
    "box_opening": frozenset({"void_reason", "missing_reason"})
    | {field.name for field in CHANNEL_FIELDS[Channel.BOX] if field.privacy is not Privacy.OPEN},
}
