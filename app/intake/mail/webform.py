"""What a web form writes into the mail it sends: one line for each field."""

import re
from typing import Final

from app.rules.identity import email_problem, nik_problem

_LOOKED_AT: Final = 20_000
_LINE: Final = re.compile(
    r"^[ \t*•-]{0,8}([^\W\d_][^:\n]{0,40}?)[ \t*]{0,8}:[ \t*]{0,8}(\S.{0,300}?)[ \t*]*$",
    re.MULTILINE,
)
_NOT_A_LETTER: Final = re.compile(r"[^a-z]+")
# Labels without blanks and marks, by the field they fill; words that say whose it is may follow.
_LABELS: Final = {
    "name": r"nama(?:lengkap)?|name|yourname",
    "from_address": r"(?:alamat|your)?email|surel",
    "phone": r"(?:no|nomor)?(?:hp|handphone|te?lp|tele?pon|wa|whatsapp|hpwa|ponsel|phone)"
    r"|phonenumber",
    "address": r"alamat(?:lengkap|rumah)?|address",
    "nik": r"(?:no|nomor)?(?:nik|ktp|nikktp)",
}
_OWNERS: Final = r"(?:anda|pelapor|pengadu|pemohon|pengirim)?"
_FIELDS: Final = tuple(
    (name, re.compile(f"(?:{labels}){_OWNERS}")) for name, labels in _LABELS.items()
)
_PHONE: Final = re.compile(r"[+()\d][\d\s().+/-]{5,38}")


def form_lines(text: str) -> dict[str, str]:
    """Return what the lines of a form say of the citizen: text by field name, the first of each."""
    found: dict[str, str] = {}
    for label, value in _LINE.findall(text[:_LOOKED_AT]):
        plain = _NOT_A_LETTER.sub("", label.lower())
        name = next((name for name, labels in _FIELDS if labels.fullmatch(plain)), "")
        if name and _is_fit(name, value):
            found.setdefault(name, value)
    return found


def _is_fit(name: str, value: str) -> bool:
    """Say whether the value can be what its label says; a form may be filled with anything."""
    if name == "from_address":
        return email_problem(value) is None
    if name == "nik":
        return nik_problem(value) is None
    return name != "phone" or _PHONE.fullmatch(value) is not None
