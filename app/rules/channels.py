"""The eight channels and what each form asks.

Forms, checks, imports and papers are all built from the fields declared here
(source: the office's complaint procedure, section 2).
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

from app.ground.stored import StoredEnum
from app.rules import own_fields
from app.rules.fields import Block, Field, FieldKind, Privacy
from app.rules.papers import Paper, on


class Channel(StoredEnum):
    """The ways in which a complaint reaches the office; the value is the key used in files."""

    COUNTER = "tatap_muka"
    BOX = "kotak"
    WHATSAPP = "whatsapp"
    EMAIL = "email"
    LAPOR = "lapor"
    PHONE = "telepon"
    SOCIAL = "media_sosial"
    WEBSITE = "website"


CHANNEL_LABELS: Final[Mapping[Channel, str]] = {
    Channel.COUNTER: "Tatap muka",
    Channel.BOX: "Kotak pengaduan",
    Channel.WHATSAPP: "WhatsApp",
    Channel.EMAIL: "Email",
    Channel.LAPOR: "SP4N-LAPOR!",
    Channel.PHONE: "Telepon",
    Channel.SOCIAL: "Media sosial",
    Channel.WEBSITE: "Website",
}
_PROPER_NAMES: Final = frozenset({Channel.WHATSAPP, Channel.LAPOR})


def channel_in_sentence(channel: Channel) -> str:
    """Return how *channel* is called within a sentence: "tatap muka", but "WhatsApp"."""
    label = CHANNEL_LABELS[channel]
    return label if channel in _PROPER_NAMES else label.lower()


class ComplaintKind(StoredEnum):
    """What the citizen brings; the value is the key used in files."""

    COMPLAINT = "pengaduan"
    INFORMATION = "permintaan_informasi"
    ASPIRATION = "aspirasi_saran"


KIND_LABELS: Final[Mapping[ComplaintKind, str]] = {
    ComplaintKind.COMPLAINT: "Pengaduan",
    ComplaintKind.INFORMATION: "Permintaan informasi",
    ComplaintKind.ASPIRATION: "Aspirasi/saran",
}

_EVERYWHERE: Final = frozenset(Paper) - {Paper.BOX_OPENING}
_WHERE_ADDRESSED: Final = on(Paper.RECEIPT, Paper.DISPOSITION, Paper.ANSWER_LETTER, Paper.REGISTER)

COMMON_FIELDS: Final[tuple[Field, ...]] = (
    Field(
        "received_at",
        "diterima",
        "Diterima",
        FieldKind.MOMENT,
        privacy=Privacy.OPEN,
        column="received_at",
        is_searched=False,
        papers=_EVERYWHERE,
        hint="Tanggal dan jam, misalnya 23-11-2026 08.05",
        is_exact=True,
    ),
    Field(
        "name",
        "nama",
        "Nama",
        FieldKind.LINE,
        Block.REPORTER,
        privacy=Privacy.WITHHELD,
        column="name",
        papers=_EVERYWHERE,
        width=4,
    ),
    Field(
        "phone",
        "telepon",
        "Telepon/HP/WhatsApp",
        FieldKind.PHONE,
        Block.REPORTER,
        privacy=Privacy.WITHHELD,
        column="phone",
        papers=on(Paper.RECEIPT, Paper.DISPOSITION, Paper.REGISTER),
        maximum=40,
        width=4,
    ),
    Field(
        "nik",
        "nik",
        "NIK (boleh kosong)",
        FieldKind.NIK,
        Block.REPORTER,
        privacy=Privacy.WITHHELD,
        column="nik",
        papers=on(Paper.RECEIPT, Paper.DISPOSITION),
        maximum=40,
        width=4,
    ),
    Field(
        "address",
        "alamat",
        "Alamat",
        FieldKind.LINE,
        Block.REPORTER,
        privacy=Privacy.WITHHELD,
        column="address",
        papers=_WHERE_ADDRESSED,
        maximum=300,
        width=6,
    ),
    Field(
        "district",
        "kecamatan",
        "Kecamatan",
        FieldKind.DISTRICT,
        Block.REPORTER,
        privacy=Privacy.OPEN,
        column="district_code",
        is_searched=False,
        papers=_WHERE_ADDRESSED,
    ),
    Field(
        "village",
        "desa",
        "Desa/kelurahan",
        FieldKind.VILLAGE,
        Block.REPORTER,
        privacy=Privacy.OPEN,
        column="village_code",
        is_searched=False,
        papers=_WHERE_ADDRESSED,
    ),
    Field(
        "email",
        "email",
        "Email (boleh kosong)",
        FieldKind.EMAIL,
        Block.REPORTER,
        privacy=Privacy.WITHHELD,
        column="email",
        papers=on(Paper.REPLY_MAIL),
        width=6,
    ),
    Field(
        "is_secret",
        "rahasia",
        "Identitas dirahasiakan",
        FieldKind.FLAG,
        Block.REPORTER,
        privacy=Privacy.OPEN,
        column="is_secret",
        is_searched=False,
        papers=on(Paper.RECEIPT, Paper.DISPOSITION, Paper.ANSWER_LETTER),
        is_exact=True,
        width=6,
    ),
    Field(
        "subject",
        "objek",
        "Objek pengaduan",
        FieldKind.LINE,
        Block.COMPLAINT,
        privacy=Privacy.APART,
        column="subject",
        papers=_EVERYWHERE,
        hint="Satu baris: apa yang diadukan",
        width=6,
    ),
    Field(
        "kind",
        "jenis",
        "Jenis",
        FieldKind.CHOICE,
        Block.COMPLAINT,
        privacy=Privacy.OPEN,
        column="kind",
        is_searched=False,
        papers=on(Paper.DISPOSITION),
        choices=tuple((kind.value, label) for kind, label in KIND_LABELS.items()),
        is_exact=True,
        width=6,
    ),
    Field(
        "description",
        "uraian",
        "Uraian",
        FieldKind.TEXT,
        Block.COMPLAINT,
        privacy=Privacy.APART,
        column="description",
        papers=on(Paper.RECEIPT, Paper.DISPOSITION, Paper.REPLY_MAIL, Paper.REGISTER),
        maximum=20_000,
        width=12,
    ),
    Field(
        "service",
        "layanan",
        "Jenis layanan",
        FieldKind.SERVICE,
        Block.COMPLAINT,
        privacy=Privacy.OPEN,
        column="service_id",
        is_searched=False,
        papers=on(Paper.DISPOSITION, Paper.REGISTER),
        width=4,
    ),
    Field(
        "category",
        "kategori",
        "Kategori",
        FieldKind.CATEGORY,
        Block.COMPLAINT,
        privacy=Privacy.OPEN,
        column="category_id",
        is_searched=False,
        papers=on(Paper.DISPOSITION),
        width=4,
    ),
    Field(
        "expectation",
        "harapan",
        "Harapan pengadu",
        FieldKind.LINE,
        Block.COMPLAINT,
        privacy=Privacy.APART,
        column="expectation",
        papers=on(Paper.DISPOSITION),
        maximum=1_000,
        width=4,
    ),
)

CHANNEL_FIELDS: Final[Mapping[Channel, tuple[Field, ...]]] = {
    Channel.COUNTER: own_fields.COUNTER,
    Channel.BOX: own_fields.BOX,
    Channel.WHATSAPP: own_fields.WHATSAPP,
    Channel.EMAIL: own_fields.EMAIL,
    Channel.LAPOR: own_fields.LAPOR,
    Channel.PHONE: own_fields.PHONE,
    Channel.SOCIAL: own_fields.SOCIAL,
    Channel.WEBSITE: own_fields.WEBSITE,
}

COMMON: Final[Mapping[str, Field]] = {field.name: field for field in COMMON_FIELDS}
ALL_FIELDS: Final = (*COMMON_FIELDS, *(f for own in CHANNEL_FIELDS.values() for f in own))


@cache
def fields_of(channel: Channel) -> tuple[Field, ...]:
    """Return all fields the form of *channel* asks, in paper order."""
    reporter = tuple(f for f in COMMON_FIELDS if f.block is Block.REPORTER)
    complaint = tuple(f for f in COMMON_FIELDS if f.block is Block.COMPLAINT)
    first = tuple(f for f in COMMON_FIELDS if f.block is Block.CHANNEL)
    return first + CHANNEL_FIELDS[channel] + reporter + complaint
