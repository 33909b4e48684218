"""The fields that one channel asks beside the common ones (procedure, section 2)."""

from typing import Final

from app.rules.fields import Field, FieldKind, Privacy
from app.rules.papers import Paper, on

PLATFORMS: Final = ("Facebook", "Instagram", "TikTok", "X", "YouTube", "Google Maps", "Lainnya")

COUNTER: Final[tuple[Field, ...]] = (
    Field(
        "receiving_officer",
        "petugas_penerima",
        "Petugas penerima",
        FieldKind.OFFICER,
        privacy=Privacy.OPEN,
        papers=on(Paper.RECEIPT),
        stays=True,
    ),
    Field(
        "place",
        "tempat",
        "Tempat",
        FieldKind.LINE,
        privacy=Privacy.OPEN,
        papers=on(Paper.RECEIPT),
        stays=True,
    ),
    Field(
        "spoken_with",
        "lawan_bicara",
        "Yang berbicara dengan pengadu",
        FieldKind.LINE,
        privacy=Privacy.APART,
        stays=True,
    ),
)

BOX: Final[tuple[Field, ...]] = (
    Field(
        "opened_at",
        "kotak_dibuka",
        "Kotak dibuka",
        FieldKind.MOMENT,
        privacy=Privacy.OPEN,
        papers=on(Paper.BOX_OPENING),
        # From it and the number of letters the opening itself is recorded.
        is_exact=True,
        stays=True,
    ),
    Field(
        "box_location",
        "lokasi_kotak",
        "Lokasi kotak",
        FieldKind.LINE,
        privacy=Privacy.OPEN,
        papers=on(Paper.RECEIPT, Paper.BOX_OPENING),
        stays=True,
    ),
    Field(
        "witness_1",
        "saksi_1",
        "Saksi 1",
        FieldKind.LINE,
        privacy=Privacy.APART,
        papers=on(Paper.BOX_OPENING),
        stays=True,
    ),
    Field(
        "witness_2",
        "saksi_2",
        "Saksi 2",
        FieldKind.LINE,
        privacy=Privacy.APART,
        papers=on(Paper.BOX_OPENING),
        stays=True,
    ),
    Field(
        "letter_count",
        "jumlah_surat",
        "Jumlah surat",
        FieldKind.COUNT,
        privacy=Privacy.OPEN,
        papers=on(Paper.BOX_OPENING),
        hint="0 bila kosong",
        is_exact=True,
        stays=True,
    ),
    Field("letter_on", "tanggal_surat", "Tanggal surat", FieldKind.DAY, privacy=Privacy.OPEN),
)

WHATSAPP: Final[tuple[Field, ...]] = (
    Field(
        "sender_number",
        "nomor_pengirim",
        "Nomor pengirim",
        FieldKind.PHONE,
        privacy=Privacy.WITHHELD,
        maximum=40,
        fills="phone",
    ),
    Field("message_at", "waktu_pesan", "Waktu pesan", FieldKind.MOMENT, privacy=Privacy.OPEN),
)

EMAIL: Final[tuple[Field, ...]] = (
    # As the mail says it: some networks give out addresses that no rule allows.
    Field(
        "from_address",
        "alamat_pengirim",
        "Dari alamat",
        FieldKind.LINE,
        privacy=Privacy.WITHHELD,
        papers=on(Paper.REPLY_MAIL),
        fills="email",
    ),
    Field(
        "email_subject",
        "perihal_email",
        "Perihal email",
        FieldKind.LINE,
        privacy=Privacy.APART,
        papers=on(Paper.REPLY_MAIL),
        maximum=300,
        fills="subject",
    ),
    Field(
        "sent_at",
        "waktu_kirim",
        "Waktu kirim",
        FieldKind.MOMENT,
        privacy=Privacy.OPEN,
        papers=on(Paper.REPLY_MAIL),
    ),
    Field(
        "message_id",
        "message_id",
        "Message-ID",
        FieldKind.LINE,
        privacy=Privacy.WITHHELD,
        papers=on(Paper.REPLY_MAIL),
        maximum=300,
    ),
)

# "Secret" on SP4N-LAPOR! is the common field is_secret, so that it is asked once.
LAPOR: Final[tuple[Field, ...]] = (
    # In a column of its own, because it must be unique.
    Field(
        "tracking_id",
        "nomor_lapor",
        "Nomor tiket LAPOR!",
        FieldKind.LINE,
        privacy=Privacy.APART,
        column="tracking_id",
        hint="Tracking ID",
        maximum=30,
        is_unique=True,
    ),
    Field(
        "disposition_on",
        "tanggal_disposisi",
        "Tanggal disposisi",
        FieldKind.DAY,
        privacy=Privacy.OPEN,
        stays=True,
    ),
    Field("is_anonymous", "anonim", "Pelapor anonim", FieldKind.FLAG, privacy=Privacy.OPEN),
)

PHONE: Final[tuple[Field, ...]] = (
    Field(
        "caller_number",
        "nomor_penelepon",
        "Nomor penelepon",
        FieldKind.PHONE,
        privacy=Privacy.WITHHELD,
        maximum=40,
        fills="phone",
    ),
    Field("called_at", "waktu_telepon", "Waktu telepon", FieldKind.MOMENT, privacy=Privacy.OPEN),
    Field(
        "wants_call_back",
        "minta_ditelepon",
        "Minta ditelepon kembali",
        FieldKind.FLAG,
        privacy=Privacy.OPEN,
    ),
    Field(
        "call_back_at",
        "waktu_telepon_balik",
        "Telepon kembali pada",
        FieldKind.MOMENT,
        privacy=Privacy.OPEN,
        is_past=False,
    ),
)

SOCIAL: Final[tuple[Field, ...]] = (
    Field(
        "platform",
        "platform",
        "Platform",
        FieldKind.CHOICE,
        privacy=Privacy.OPEN,
        choices=tuple((name, name) for name in PLATFORMS),
        stays=True,
    ),
    Field("account", "akun", "Akun", FieldKind.LINE, privacy=Privacy.WITHHELD),
    Field(
        "link",
        "tautan",
        "Tautan kiriman",
        FieldKind.LINE,
        privacy=Privacy.WITHHELD,
        maximum=500,
    ),
    Field("posted_on", "tanggal_kiriman", "Tanggal kiriman", FieldKind.DAY, privacy=Privacy.OPEN),
)

WEBSITE: Final[tuple[Field, ...]] = (
    Field(
        "form_reference",
        "referensi",
        "Nomor formulir atau tautan halaman",
        FieldKind.LINE,
        privacy=Privacy.WITHHELD,
        maximum=500,
        width=6,
    ),
    Field(
        "sent_at",
        "waktu_kirim",
        "Waktu kirim",
        FieldKind.MOMENT,
        privacy=Privacy.OPEN,
        papers=on(Paper.REPLY_MAIL),
    ),
)
