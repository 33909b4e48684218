"""From a raw row to what is recorded: every value read, what is not certain said."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from app.book.lists import Lists
from app.ground.clock import FIRST_ZONE, Zone
from app.ground.neutral import quoted, quoted_name
from app.intake.tables import values as read
from app.intake.tables.columns import (
    ATTACHED,
    CHANNEL,
    CLOSED_ON,
    COMPLETED_ON,
    COMPLETENESS,
    DIRECT_ANSWER,
    DISTRIBUTED_ON,
    FIELDS,
    IS_DIRECT,
    NUMBER,
    PERSON,
    POSITION,
    RECEIVED,
    REMARK,
    RESPONSE,
    STATUS,
    TEAM,
    TIME,
    label_of,
)
from app.intake.tables.dates import read_time, read_when
from app.intake.tables.near import NameList, services_of
from app.intake.tables.raw_rows import RawRow
from app.intake.tables.taking import (
    FIELD_TAKERS,
    Row,
    Taker,
    keep,
    moment_text,
    take_attached,
    take_channel,
    take_kind,
    take_line,
    take_number,
    take_old_day,
    take_person,
    take_plain,
    take_remark,
    take_status,
)
from app.rules.channels import CHANNEL_LABELS, Channel, fields_of
from app.rules.fields import HIDDEN
from app.rules.statuses import STATUS_LABELS, Status

# What a row keeps of an older book, beside the fields of a form.
OLD_KEYS: Final = (NUMBER, STATUS, CLOSED_ON, RESPONSE, TEAM, DISTRIBUTED_ON, IS_DIRECT)
# A row of last year that comes in the first weeks of this one is not yet of an older book.
_RECENT: Final = timedelta(days=90)
_TICKET: Final = "nomor_lapor"
_DAYS: Final = frozenset({CLOSED_ON, DISTRIBUTED_ON, COMPLETED_ON})
_DISTRICT_WITHIN: Final = re.compile(r"\bkec(?:amatan)?\b\.?\s*([^,;\n]+)", re.IGNORECASE)
_DISTRICT_WRITTEN_BY_US: Final = re.compile(r", Kec\. [^,;\n]+$")
_HAS_DIGIT: Final = re.compile(r"\d")
_PLACES: Final = frozenset({"kecamatan", "desa"})
# Fields of one channel that say what a common field says.
_COMMON: Final[Mapping[str, str]] = {
    "nomor_pengirim": "telepon",
    "nomor_penelepon": "telepon",
    "alamat_pengirim": "email",
    "perihal_email": "objek",
    "tanggal_disposisi": DISTRIBUTED_ON,
}


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row as it would be recorded.

    Attributes:
        raw: the row as it stands in the file.
        values: text by key, in the form in which the program reads it.
        notes: sentences about what was changed or is not certain.
        problem: why it cannot be recorded, empty when it can.
    """

    raw: RawRow
    values: dict[str, str]
    notes: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """What the officer decides for all rows of a file."""

    default_channel: Channel | None = None
    takes_as_new: bool = False
    zone: Zone = FIRST_ZONE


class RowReader:
    """Reads the rows of one file in their order."""

    def __init__(self, lists: Lists, now: datetime, options: Options) -> None:
        self._now = now
        self._options = options
        self._districts = NameList(d.name for d in lists.districts if not d.is_retired)
        self._services = services_of(lists)
        self._categories = NameList(c.name for c in lists.categories if not c.is_retired)
        self._teams = NameList(t.name for t in lists.teams)
        self._short_teams = {t.short_name.casefold(): t.name for t in lists.teams}
        self._homes: dict[str, str] = {d.code: d.name for d in lists.districts}
        self._villages: dict[str, NameList] = {}
        self._lists = lists
        self._previous: dict[str, str] = {}
        self._was_old = False
        self._readers = self._by_key()

    def read(self, raw: RawRow) -> ReadRow:
        """Return what *raw* says."""
        if raw.rules.zone is not self._options.zone:
            raw = replace(raw, rules=replace(raw.rules, zone=self._options.zone))
        if raw.values is None:
            return ReadRow(raw, {}, raw.notes, raw.problem or "")
        row = Row(raw, self._now)
        row.problem = raw.problem or ""
        for key, text in raw.values.items():
            self._take(row, key, text.strip())
        if not row.values and not row.kept:
            row.fail("Baris ini tidak berisi isian yang dikenal.")
        self._settle_channel(row)
        self._settle_places(row)
        self._settle_received(row)
        self._settle_rest(row)
        self._settle_old(row)
        self._previous = row.values | row.kept
        return ReadRow(raw, row.values, tuple(row.notes), row.problem)

    def _take(self, row: Row, key: str, text: str) -> None:
        if text and read.is_ditto(text) and key in self._previous:
            row.say(f"{label_of(key)} sama dengan baris di atasnya.")
            text = self._previous[key]
        if read.is_empty(text):
            row.emptied.add(key) if text else None
            return
        reader = self._readers.get(key)
        if reader is not None:
            reader(row, key, text)

    def _by_key(self) -> dict[str, Taker]:
        own: dict[str, Taker] = {
            CHANNEL: take_channel,
            RECEIVED: keep,
            TIME: keep,
            NUMBER: take_number,
            POSITION: keep,
            STATUS: take_status,
            REMARK: take_remark,
            RESPONSE: take_plain,
            DIRECT_ANSWER: take_plain,
            COMPLETENESS: lambda _row, _key, _text: None,
            IS_DIRECT: lambda row, key, text: row.put(key, read.flag(text)),
            TEAM: self._take_team,
            PERSON: take_person,
            ATTACHED: take_attached,
            "jenis": take_kind,
            "kecamatan": keep,
            "desa": keep,
            "layanan": self._take_named("layanan", self._services),
            "kategori": self._take_named("kategori", self._categories),
            "alamat": self._take_address,
        }
        fields = {key: FIELD_TAKERS.get(f.kind, take_line) for key, f in FIELDS.items()}
        return fields | dict.fromkeys(_DAYS, take_old_day) | own

    def _take_named(self, key: str, names: NameList) -> Taker:
        def take(row: Row, _key: str, text: str) -> None:
            found = names.find(text)
            if found.name is None:
                # Recorded as it stands there, and marked to be put right.
                row.values[key] = read.one_line(text).text
                return
            row.values[key] = found.name
            if not found.is_certain:
                row.say(f"{label_of(key)} {quoted_name(text)} dibaca sebagai {found.name}.")

        return take

    def _take_team(self, row: Row, _key: str, text: str) -> None:
        name = self._short_teams.get(text.casefold()) or self._teams.find(text).name
        if name is None:
            row.kept[TEAM] = text
        else:
            row.values[TEAM] = name

    def _take_address(self, row: Row, key: str, text: str) -> None:
        if text.casefold() == HIDDEN:
            return
        text = read.one_line(text).text
        match = None if row.raw.is_keyed else _DISTRICT_WITHIN.search(text)
        found = self._districts.find(match[1]) if match else None
        if found is not None and found.is_certain and found.name:
            row.kept.setdefault("kecamatan", found.name)
            if NUMBER in (row.raw.values or ()):
                # As the program itself puts the two together in its register.
                text = _DISTRICT_WRITTEN_BY_US.sub("", text)
        row.values[key] = text

    def _settle_channel(self, row: Row) -> None:
        """Say which channel; put what belongs to another one where it can stand."""
        if CHANNEL not in row.values:
            default = self._options.default_channel
            if default is None:
                row.fail("Saluran belum diisi.")
                return
            row.values[CHANNEL] = default.value
            row.say(f"Saluran tidak ditulis; dicatat sebagai {CHANNEL_LABELS[default]}.")
        try:
            channel = Channel(row.values[CHANNEL])
        except ValueError:
            known = ", ".join(CHANNEL_LABELS.values())
            row.fail(f"Saluran {quoted(row.values[CHANNEL])} tidak dikenal. Yang dikenal: {known}.")
            return
        if _TICKET in row.values and channel is not Channel.LAPOR and not row.raw.is_keyed:
            row.say(f"Bernomor tiket; dicatat sebagai {CHANNEL_LABELS[Channel.LAPOR]}.")
            channel = Channel.LAPOR
            row.values[CHANNEL] = channel.value
        known_keys = {field.key for field in fields_of(channel)}
        for key in [k for k in row.values if k in FIELDS and k not in known_keys]:
            text = row.values.pop(key)
            common = _COMMON.get(key)
            if common is not None and common not in row.values:
                row.values[common] = text
            elif common is None or row.values.get(common) != text:
                row.say(f"{label_of(key)} tidak ada pada saluran ini dan tidak dicatat.")

    def _settle_places(self, row: Row) -> None:
        """Find kecamatan and desa in the lists; what is not there goes into the address."""
        code = None
        written = row.kept.pop("kecamatan", "")
        if written:
            found = self._districts.find(written)
            if found.name is None:
                row.into_address(f"Kec. {written}")
                row.say(f"Kecamatan {quoted(written)} tidak ada dalam daftar; ditulis pada alamat.")
            else:
                row.values["kecamatan"] = found.name
                code = next((c for c, name in self._homes.items() if name == found.name), None)
                if not found.is_certain:
                    row.say(f"Kecamatan {quoted_name(written)} dibaca sebagai {found.name}.")
        self._settle_village(row, code)

    def _settle_village(self, row: Row, code: str | None) -> None:
        written = row.kept.pop("desa", "")
        if not written:
            return
        found = self._villages_of(code).find(written)
        if found.name is None:
            row.into_address(written)
            row.say(f"Desa {quoted(written)} tidak ada dalam daftar; ditulis pada alamat.")
            return
        homes = {v.district_code for v in self._lists.villages if v.name == found.name}
        if code is None and len(homes) > 1:
            row.into_address(written)
            row.say(f"Desa {found.name} ada di beberapa kecamatan; ditulis pada alamat.")
            return
        row.values["desa"] = found.name
        if not found.is_certain:
            row.say(f"Desa {quoted_name(written)} dibaca sebagai {found.name}.")

    def _villages_of(self, code: str | None) -> NameList:
        key = code or ""
        if key not in self._villages:
            self._villages[key] = NameList(
                v.name
                for v in self._lists.villages
                if not v.is_retired and code in (None, v.district_code)
            )
        return self._villages[key]

    def _settle_received(self, row: Row) -> None:
        """Join day and time; a row of an older book without a day has that of the one above."""
        text, clock = row.kept.get(RECEIVED, ""), row.kept.get(TIME, "")
        at = self._time(row, clock)
        if not text:
            above = self._previous.get(RECEIVED, "")
            if self._was_old and above and RECEIVED not in row.emptied:
                row.kept[RECEIVED] = text = above
                row.say("Tanggal kosong; dipakai tanggal baris di atasnya.")
            elif at is not None:
                row.fail("Jam ditulis tanpa tanggal.")
        if not text:
            return
        when = read_when(text, row.raw.rules)
        if when.day is None:
            row.values[RECEIVED] = text
            if clock:
                row.values[TIME] = clock
            row.fail(f"{label_of(RECEIVED)}: {when.problem}")
            return
        row.received_on = when.day
        row.values[RECEIVED] = moment_text(text, when.day, at or when.at)

    def _time(self, row: Row, text: str) -> time | None:
        if not text:
            return None
        at = read_time(text)
        if at is None:
            row.say(f"Jam {quoted(text)} tidak dapat dibaca dan tidak dicatat.")
        return at

    def _settle_rest(self, row: Row) -> None:
        """Put remarks and the name of an unknown team where they can stand."""
        remark = row.kept.pop(REMARK, "")
        if remark:
            row.append(f"Keterangan: {remark}")
        team = row.kept.pop(TEAM, "")
        if team:
            row.append(f"Bidang: {team}")
        for line in row.appended:
            description = row.values.get("uraian", "")
            row.values["uraian"] = f"{description}\n{line}" if description else line

    def _settle_old(self, row: Row) -> None:
        """Decide whether the row is one of an older book, and how it ended there."""
        is_old_day = row.received_on is not None and self._is_past(row.received_on)
        said = [key for key in OLD_KEYS if row.values.get(key) not in (None, "", "tidak")]
        is_old = (is_old_day or bool(said)) and not self._options.takes_as_new
        self._was_old = is_old
        if not is_old:
            for key in (*OLD_KEYS, COMPLETED_ON):
                row.values.pop(key, None)
            if row.problem and POSITION in row.kept:
                # Put right, it may turn out to be one.
                row.values[POSITION] = row.kept[POSITION]
            return
        if NUMBER not in row.values and _HAS_DIGIT.search(row.kept.get(POSITION, "")):
            row.values[NUMBER] = row.kept[POSITION]
        row.values[STATUS] = self._status(row, is_old_day).value

    def _is_past(self, day: date) -> bool:
        return day.year < self._now.year and self._now.date() - day > _RECENT

    def _status(self, row: Row, is_old_day: bool) -> Status:
        written = row.values.get(STATUS)
        if written:
            return Status(written)
        if row.values.get(CLOSED_ON) or row.values.get(IS_DIRECT) == "ya":
            return Status.SETTLED
        from_response = read.status(row.values.get(RESPONSE, ""))
        if from_response is not None:
            return from_response
        if is_old_day or row.values.get(RESPONSE):
            row.say(f"Status tidak ditulis; dicatat {STATUS_LABELS[Status.SETTLED].lower()}.")
            return Status.SETTLED
        return Status.RECORDED
