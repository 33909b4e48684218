"""The eight channels and what each form asks.

Forms, checks, imports and papers are all built from the fields declared here
(source: the office's complaint procedure, section 2).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final


class Channel(StrEnum):
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


class ComplaintKind(StrEnum):
    """What the citizen brings; the value is the key used in files."""

    COMPLAINT = "pengaduan"
    INFORMATION = "permintaan_informasi"
    ASPIRATION = "aspirasi_saran"


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


class Block(StrEnum):
    """The part of the form (and of the paper) a field stands in."""

    CHANNEL = "channel"
    REPORTER = "reporter"
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a form asks.

    Attributes:
        name: the English name; an attribute of ``NewComplaint`` for common fields, a key of
            its ``extra`` for a channel's own fields.
        key: the key in import files.
        label: the Indonesian label.
        kind: how it is typed and checked.
        block: where it stands.
        hint: what is expected, in Indonesian; empty when the label says it all.
        maximum: the most characters accepted.
        choices: for ``FieldKind.CHOICE``: value -> label.
        fills: the common field that takes this value when it was left empty.
        is_past: a moment or day that cannot lie in the future.
        width: share of a form row in twelfths.
        is_personal: it says who the complainant is, or where to find out.
    """

    name: str
    key: str
    label: str
    kind: FieldKind
    block: Block = Block.CHANNEL
    hint: str = ""
    maximum: int = 200
    choices: tuple[tuple[str, str], ...] = ()
    fills: str | None = None
    is_past: bool = True
    width: int = 3
    is_personal: bool = False


KIND_LABELS: Final[Mapping[ComplaintKind, str]] = {
    ComplaintKind.COMPLAINT: "Pengaduan",
    ComplaintKind.INFORMATION: "Permintaan informasi",
    ComplaintKind.ASPIRATION: "Aspirasi/saran",
}

COMMON_FIELDS: Final[tuple[Field, ...]] = (
    Field(
        "received_at",
        "diterima",
        "Diterima",
        FieldKind.MOMENT,
        Block.CHANNEL,
        hint="Tanggal dan jam, misalnya 23-11-2026 08.05",
    ),
    Field("name", "nama", "Nama", FieldKind.LINE, Block.REPORTER, width=4),
    Field(
        "phone",
        "telepon",
        "Telepon/HP/WhatsApp",
        FieldKind.PHONE,
        Block.REPORTER,
        maximum=40,
        width=4,
    ),
    Field(
        "nik",
        "nik",
        "NIK (boleh kosong)",
        FieldKind.NIK,
        Block.REPORTER,
        maximum=40,
        width=4,
    ),
    Field(
        "address",
        "alamat",
        "Alamat",
        FieldKind.LINE,
        Block.REPORTER,
        maximum=300,
        width=6,
    ),
    Field("district", "kecamatan", "Kecamatan", FieldKind.DISTRICT, Block.REPORTER),
    Field("village", "desa", "Desa/kelurahan", FieldKind.VILLAGE, Block.REPORTER),
    Field(
        "email",
        "email",
        "Email (boleh kosong)",
        FieldKind.EMAIL,
        Block.REPORTER,
        width=6,
    ),
    Field(
        "is_secret",
        "rahasia",
        "Identitas dirahasiakan",
        FieldKind.FLAG,
        Block.REPORTER,
        width=6,
    ),
    Field(
        "subject",
        "objek",
        "Objek pengaduan",
        FieldKind.LINE,
        Block.COMPLAINT,
        hint="Satu baris: apa yang diadukan",
        width=6,
    ),
    Field(
        "kind",
        "jenis",
        "Jenis",
        FieldKind.CHOICE,
        Block.COMPLAINT,
        choices=tuple((kind.value, label) for kind, label in KIND_LABELS.items()),
        width=6,
    ),
    Field(
        "description",
        "uraian",
        "Uraian",
        FieldKind.TEXT,
        Block.COMPLAINT,
        maximum=20_000,
        width=12,
    ),
    Field("service", "layanan", "Jenis layanan", FieldKind.SERVICE, Block.COMPLAINT, width=4),
    Field("category", "kategori", "Kategori", FieldKind.CATEGORY, Block.COMPLAINT, width=4),
    Field(
        "expectation",
        "harapan",
        "Harapan pengadu",
        FieldKind.LINE,
        Block.COMPLAINT,
        maximum=1_000,
        width=4,
    ),
)

PLATFORMS: Final = ("Facebook", "Instagram", "TikTok", "X", "YouTube", "Google Maps", "Lainnya")

CHANNEL_FIELDS: Final[Mapping[Channel, tuple[Field, ...]]] = {
    Channel.COUNTER: (
        Field("receiving_officer", "petugas_penerima", "Petugas penerima", FieldKind.OFFICER),
        Field("place", "tempat", "Tempat", FieldKind.LINE),
        Field("spoken_with", "lawan_bicara", "Yang berbicara dengan pengadu", FieldKind.LINE),
    ),
    Channel.BOX: (
        Field("opened_at", "kotak_dibuka", "Kotak dibuka", FieldKind.MOMENT),
        Field("box_location", "lokasi_kotak", "Lokasi kotak", FieldKind.LINE),
        Field("witness_1", "saksi_1", "Saksi 1", FieldKind.LINE),
        Field("witness_2", "saksi_2", "Saksi 2", FieldKind.LINE),
        Field(
            "letter_count",
            "jumlah_surat",
            "Jumlah surat",
            FieldKind.COUNT,
            hint="0 bila kosong",
        ),
        Field("letter_on", "tanggal_surat", "Tanggal surat", FieldKind.DAY),
    ),
    Channel.WHATSAPP: (
        Field(
            "sender_number",
            "nomor_pengirim",
            "Nomor pengirim",
            FieldKind.PHONE,
            maximum=40,
            fills="phone",
            is_personal=True,
        ),
        Field("message_at", "waktu_pesan", "Waktu pesan", FieldKind.MOMENT),
    ),
    Channel.EMAIL: (
        # As the mail says it: some networks give out addresses that no rule allows.
        Field(
            "from_address",
            "alamat_pengirim",
            "Dari alamat",
            FieldKind.LINE,
            fills="email",
            is_personal=True,
        ),
        Field(
            "email_subject",
            "perihal_email",
            "Perihal email",
            FieldKind.LINE,
            maximum=300,
            fills="subject",
        ),
        Field("sent_at", "waktu_kirim", "Waktu kirim", FieldKind.MOMENT),
        Field(
            "message_id",
            "message_id",
            "Message-ID",
            FieldKind.LINE,
            maximum=300,
            is_personal=True,
        ),
    ),
    # "Secret" on SP4N-LAPOR! is the common field is_secret, so that it is asked once.
    Channel.LAPOR: (
        Field(
            "tracking_id",
            "nomor_lapor",
            "Nomor tiket LAPOR!",
            FieldKind.LINE,
            hint="Tracking ID",
            maximum=30,
        ),
        Field("disposition_on", "tanggal_disposisi", "Tanggal disposisi", FieldKind.DAY),
        Field("is_anonymous", "anonim", "Pelapor anonim", FieldKind.FLAG),
    ),
    Channel.PHONE: (
        Field(
            "caller_number",
            "nomor_penelepon",
            "Nomor penelepon",
            FieldKind.PHONE,
            maximum=40,
            fills="phone",
            is_personal=True,
        ),
        Field("called_at", "waktu_telepon", "Waktu telepon", FieldKind.MOMENT),
        Field("wants_call_back", "minta_ditelepon", "Minta ditelepon kembali", FieldKind.FLAG),
        Field(
            "call_back_at",
            "waktu_telepon_balik",
            "Telepon kembali pada",
            FieldKind.MOMENT,
            is_past=False,
        ),
    ),
    Channel.SOCIAL: (
        Field(
            "platform",
            "platform",
            "Platform",
            FieldKind.CHOICE,
            choices=tuple((name, name) for name in PLATFORMS),
        ),
        Field("account", "akun", "Akun", FieldKind.LINE, is_personal=True),
        Field("link", "tautan", "Tautan kiriman", FieldKind.LINE, maximum=500, is_personal=True),
        Field("posted_on", "tanggal_kiriman", "Tanggal kiriman", FieldKind.DAY),
    ),
    Channel.WEBSITE: (
        Field(
            "form_reference",
            "referensi",
            "Nomor formulir atau tautan halaman",
            FieldKind.LINE,
            maximum=500,
            width=6,
            is_personal=True,
        ),
        Field("sent_at", "waktu_kirim", "Waktu kirim", FieldKind.MOMENT),
    ),
}


@cache
def fields_of(channel: Channel) -> tuple[Field, ...]:
    """Return all fields the form of *channel* asks, in paper order."""
    reporter = tuple(f for f in COMMON_FIELDS if f.block is Block.REPORTER)
    complaint = tuple(f for f in COMMON_FIELDS if f.block is Block.COMPLAINT)
    first = tuple(f for f in COMMON_FIELDS if f.block is Block.CHANNEL)
    return first + CHANNEL_FIELDS[channel] + reporter + complaint
