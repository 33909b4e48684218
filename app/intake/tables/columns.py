"""What a column can mean: the declared fields, and what old books say beside them."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from app.intake.tables.words import Words, plain, read_meanings, without_brackets
from app.rules.channels import ALL_FIELDS
from app.rules.fields import Field

FIELDS: Final[Mapping[str, Field]] = {field.key: field for field in ALL_FIELDS}

CHANNEL: Final = "saluran"
RECEIVED: Final = "diterima"
TIME: Final = "jam"
NUMBER: Final = "nomor"
POSITION: Final = "no_urut"
STATUS: Final = "status"
CLOSED_ON: Final = "ditutup_pada"
DISTRIBUTED_ON: Final = "didistribusikan_pada"
COMPLETED_ON: Final = "lengkap_pada"
RESPONSE: Final = "tindak_lanjut"
REMARK: Final = "keterangan"
TEAM: Final = "tim"
COMPLETENESS: Final = "kelengkapan"
DIRECT_ANSWER: Final = "jawaban_langsung"
IS_DIRECT: Final = "dijawab_langsung"
PERSON: Final = "pengadu"
ATTACHED: Final = "lampiran"
IGNORED: Final = "abaikan"

# What a row says beside the fields of a form: key -> label.
OWN_LABELS: Final[Mapping[str, str]] = {
    CHANNEL: "Saluran",
    TIME: "Jam terima",
    NUMBER: "Nomor lama",
    POSITION: "Nomor urut",
    STATUS: "Status",
    RESPONSE: "Tindak lanjut",
    CLOSED_ON: "Tanggal selesai",
    DISTRIBUTED_ON: "Tanggal distribusi",
    COMPLETED_ON: "Tanggal lengkap",
    TEAM: "Tim penjawab",
    COMPLETENESS: "Kelengkapan",
    DIRECT_ANSWER: "Jawaban langsung",
    IS_DIRECT: "Dijawab langsung",
    REMARK: "Keterangan",
    PERSON: "Nama dengan alamat atau nomor",
    ATTACHED: "Lampiran",
    IGNORED: "Tidak dicatat",
}
KEYS: Final = frozenset(OWN_LABELS) | frozenset(FIELDS)
# Headings over several columns that speak of what the office did.
_TREATMENT: Final = frozenset({RESPONSE, CLOSED_ON, TEAM, DISTRIBUTED_ON, STATUS})
_WITHIN_TREATMENT: Final[Mapping[str, str]] = {
    "uraian": RESPONSE,
    RECEIVED: CLOSED_ON,
    "nama": IGNORED,
    "petugas_penerima": IGNORED,
    TIME: IGNORED,
}
_LONGEST_HEADING: Final = 70
# Single words that say what a longer heading means; "laporan" or "jenis" would say anything.
_TELLING: Final = frozenset(
    {
        *("nama", "telepon", "telp", "handphone", "whatsapp", "alamat", "kecamatan", "desa"),
        *("kelurahan", "uraian", "keluhan", "tanggapan", "tanggal", "jawaban", "saluran"),
        *("kanal", "email"),
    }
)


def label_of(key: str) -> str:
    """Return the Indonesian label of a key."""
    return FIELDS[key].short_label if key in FIELDS else OWN_LABELS[key]


@cache
def _headings() -> Words:
    labels = {
        key: (key, field.label, without_brackets(field.label)) for key, field in FIELDS.items()
    }
    own = {key: (key, label) for key, label in OWN_LABELS.items()}
    # A key means itself, even where the label of another field reads the same.
    keys = {key: (key,) for key in KEYS}
    return Words(own, read_meanings("judul_kolom.txt"), labels, keys)


@cache
def key_of(heading: str) -> str | None:
    """Return the key a heading means: itself, a label, a word for it, or a slip of one."""
    if not heading.strip() or len(heading) > _LONGEST_HEADING or plain(heading).isdigit():
        return None
    words = _headings()
    bare = without_brackets(heading)
    return words.exact(heading) or words.exact(bare) or words.near(bare)


@cache
def key_within(heading: str) -> str | None:
    """Return the key of a word that stands in a longer heading."""
    if len(heading) > _LONGEST_HEADING or plain(heading).isdigit():
        return None
    return key_of(heading) or _headings().within(without_brackets(heading), _TELLING)


@cache
def key_below(top: str, below: str) -> str | None:
    """Return the key of a heading that stands under another one."""
    if not top or not below or plain(top) == plain(below):
        return key_within(below or top)
    whole = _headings().exact(f"{top} {below}") or _headings().exact(f"{below} {top}")
    if whole:
        return whole
    key = key_of(below)
    over = key_within(top)
    if over == STATUS and key is None:
        return STATUS
    if over in _TREATMENT:
        return _WITHIN_TREATMENT.get(key or "uraian", key)
    return key or key_within(f"{top} {below}")


def known_headings(cells: list[str]) -> int:
    """Return how many of the cells are headings."""
    return len({key for cell in cells if (key := key_of(cell))})
