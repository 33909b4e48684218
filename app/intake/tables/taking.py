"""A row on its way: how each of its cells is taken."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Final

from app.ground.neutral import quoted, quoted_name
from app.intake.tables import values as read
from app.intake.tables.columns import FIELDS, IS_DIRECT, STATUS, label_of
from app.intake.tables.dates import read_when
from app.intake.tables.raw_rows import RawRow
from app.intake.tables.values import Value
from app.intake.tables.words import channels
from app.rules.channels import CHANNEL_LABELS, COMMON, Channel
from app.rules.fields import HIDDEN, FieldKind
from app.rules.statuses import STATUS_LABELS

_HIDEABLE: Final = frozenset(field.key for field in COMMON.values() if field.tells_who)
_HIDDEN_BY_US: Final = ". Identitas dirahasiakan"
_PARTS: Final = re.compile(r"\s*[/\n;]\s*|,\s+")
_PHONE_ALONE: Final = re.compile(
    r"(?:(?:no\.?\s*)?(?:hp|telp|wa|tlp)\W*)?\+?[\d\s().\-]{9,20}", re.IGNORECASE
)
_HAS_DIGIT: Final = re.compile(r"\d")


class Row:
    """A row on its way."""

    def __init__(self, raw: RawRow, now: datetime) -> None:
        self.raw = raw
        self.now = now
        self.values: dict[str, str] = {}
        self.kept: dict[str, str] = {}  # read once all is known
        self.emptied: set[str] = set()  # said to be empty, not merely blank
        self.notes: list[str] = list(raw.notes)
        self.appended: list[str] = []
        self.problem = ""
        self.received_on: date | None = None

    def say(self, note: str) -> None:
        """Say what was changed or is not certain."""
        self.notes.append(note)

    def fail(self, problem: str) -> None:
        """Say why the row cannot be recorded; the first reason stands."""
        self.problem = self.problem or problem

    def put(self, key: str, value: Value) -> None:
        """Take a value that was read, with what is to be said of it."""
        if value.text:
            self.values[key] = value.text
        if value.note:
            self.notes.append(value.note)

    def append(self, line: str) -> None:
        """Keep what no field can hold at the end of the description."""
        self.appended.append(line)

    def into_address(self, part: str) -> None:
        """Keep a place that no list has in the address."""
        address = self.values.get("alamat", "")
        if part.casefold() not in address.casefold():
            self.values["alamat"] = f"{address}, {part}" if address else part


Taker = Callable[[Row, str, str], None]


def keep(row: Row, key: str, text: str) -> None:
    """Keep *text* until the whole row is known."""
    row.kept[key] = text


def take_plain(row: Row, key: str, text: str) -> None:
    """Take *text* as it stands, line breaks too."""
    row.values[key] = text


def take_line(row: Row, key: str, text: str) -> None:
    """Take *text* on one line; what a register hid stays out."""
    if text == HIDDEN or (key in _HIDEABLE and text.casefold() == HIDDEN):
        return
    row.values[key] = read.one_line(text).text


def take_person(row: Row, _key: str, text: str) -> None:
    """Part a name from the address or the number written behind it in one cell."""
    first, *rest = [part.strip() for part in _PARTS.split(text) if part.strip()] or [""]
    phones = [part for part in rest if _PHONE_ALONE.fullmatch(part)]
    places = [part for part in rest if part not in phones]
    for key, part in (("nama", first), ("alamat", ", ".join(places))):
        if part:
            row.values.setdefault(key, read.one_line(part).text)
    if phones:
        row.put("telepon", read.phone(" / ".join(phones)))
    if rest:
        row.say("Nama, alamat, dan nomor dipisahkan dari satu sel.")


def take_channel(row: Row, key: str, text: str) -> None:
    """Take the channel by any word for it."""
    found = channels().exact(text)
    if found is None:
        found = channels().near(text) or channels().within(text)
        if found is not None:
            row.say(f"Saluran {quoted_name(text)} dibaca sebagai {CHANNEL_LABELS[Channel(found)]}.")
    row.values[key] = found or text


def take_number(row: Row, key: str, text: str) -> None:
    """Take the number of an older book."""
    if _HAS_DIGIT.search(text):
        row.values[key] = read.one_line(text).text
    else:
        row.say(f"Nomor lama {quoted(text)} tidak memuat angka dan tidak dicatat.")


def take_status(row: Row, key: str, text: str) -> None:
    """Take the status by any word for it."""
    found = read.status(text)
    if found is None and (found := read.likely_status(text)) is not None:
        row.say(f"Status {quoted_name(text)} dibaca sebagai {STATUS_LABELS[found]}.")
    if found is None:
        row.append(f"Status: {text}")
        row.say(f"Status {quoted(text)} tidak dikenal; ditulis dalam uraian.")
    else:
        row.values[key] = found.value


def take_kind(row: Row, key: str, text: str) -> None:
    """Take whether it is a complaint, a question or a suggestion; other kinds of kinds are kept."""
    found = read.choice(FIELDS[key], text).text
    if found in dict(FIELDS[key].choices):
        row.values[key] = found
    else:
        row.append(f"Jenis: {text}")
        row.say(f"Jenis {quoted(text)} tidak dikenal; ditulis dalam uraian.")


def take_attached(row: Row, _key: str, text: str) -> None:
    """Say which files a table can only name."""
    row.say(f"Berkas tidak ikut disalin: {read.one_line(text).text}.")


def take_remark(row: Row, key: str, text: str) -> None:
    """Take a remark, which in many books is the status."""
    if text.endswith(_HIDDEN_BY_US):
        text = text.removesuffix(_HIDDEN_BY_US)
        row.values.setdefault("rahasia", "ya")
    found = read.status(text)
    if found is None:
        row.kept[key] = text
        return
    row.values.setdefault(STATUS, found.value)
    if text.casefold().split(".")[0] == "dijawab langsung":
        row.values[IS_DIRECT] = "ya"
    elif len(text.split()) > 3:
        row.kept[key] = text


def take_old_day(row: Row, key: str, text: str) -> None:
    """Take a day of the office's own work."""
    when = read_when(text, row.raw.rules)
    if when.day is not None:
        row.values[key] = when.day.isoformat()
        return
    found = read.status(text)
    if found is not None:
        row.values.setdefault(STATUS, found.value)
    else:
        row.append(f"{label_of(key)}: {text}")
        row.say(f"{label_of(key)} {quoted(text)} tidak dapat dibaca; ditulis dalam uraian.")


def take_moment(row: Row, key: str, text: str) -> None:
    """Take a day with its time."""
    when = read_when(text, row.raw.rules)
    row.values[key] = moment_text(text, when.day, when.at) if when.day else text


def take_day(row: Row, key: str, text: str) -> None:
    """Take a day."""
    when = read_when(text, row.raw.rules)
    row.values[key] = when.day.isoformat() if when.day else text


def moment_text(text: str, day: date, at: time | None) -> str:
    """Return the moment as files write it; what already is one stays as it is."""
    whole = day.isoformat() if at is None else f"{day.isoformat()}T{at.isoformat('minutes')}"
    return text if text == whole else whole


FIELD_TAKERS: Final[Mapping[FieldKind, Callable[[Row, str, str], None]]] = {
    FieldKind.TEXT: take_plain,
    FieldKind.PHONE: lambda row, key, text: (
        None if text.casefold() == HIDDEN else row.put(key, read.phone(text))
    ),
    FieldKind.NIK: lambda row, key, text: (
        None if text.casefold() == HIDDEN else row.put(key, read.nik(text))
    ),
    FieldKind.FLAG: lambda row, key, text: row.put(key, read.flag(text)),
    FieldKind.COUNT: lambda row, key, text: row.put(key, read.count(text)),
    FieldKind.CHOICE: lambda row, key, text: row.put(key, read.choice(FIELDS[key], text)),
    FieldKind.MOMENT: take_moment,
    FieldKind.DAY: take_day,
}
