"""Kinds of file: what an ending and the first bytes say, and which kinds other programs only show.

From one table on every computer: the system's own, which Windows keeps in its registry, says what
the last installed program wanted.
"""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from app.ground.names import safe_file_name

UNKNOWN: Final = "application/octet-stream"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_WORDS: Final = f"{_OFFICE}wordprocessingml.document"
_SHEET: Final = f"{_OFFICE}spreadsheetml.sheet"
_SLIDES: Final = f"{_OFFICE}presentationml.presentation"
_OPEN: Final = "application/vnd.oasis.opendocument."

# Where two endings mean one kind, the usual one stands first; where one has two names, too.
_ENDINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "application/pdf": (".pdf",),
    "application/msword": (".doc",),
    "application/vnd.ms-excel": (".xls",),
    "application/vnd.ms-powerpoint": (".ppt",),
    _WORDS: (".docx",),
    _SHEET: (".xlsx",),
    _SLIDES: (".pptx",),
    f"{_OPEN}text": (".odt",),
    f"{_OPEN}spreadsheet": (".ods",),
    "application/rtf": (".rtf",),
    "text/rtf": (".rtf",),
    "application/zip": (".zip",),
    "application/x-zip-compressed": (".zip",),
    "application/vnd.rar": (".rar",),
    "application/x-rar-compressed": (".rar",),
    "application/x-7z-compressed": (".7z",),
    "application/ms-tnef": (".dat",),
    "application/vnd.ms-outlook": (".msg",),
    "image/jpeg": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "image/jpg": (".jpg",),
    "image/pjpeg": (".jpg",),
    "image/png": (".png",),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "image/heic": (".heic",),
    "image/heif": (".heif",),
    "image/tiff": (".tif", ".tiff"),
    "image/bmp": (".bmp",),
    "image/svg+xml": (".svg",),
    "audio/ogg": (".ogg", ".oga", ".opus"),
    "audio/opus": (".opus",),
    "audio/mpeg": (".mp3",),
    "audio/mp4": (".m4a",),
    "audio/aac": (".aac",),
    "audio/amr": (".amr",),
    "audio/wav": (".wav",),
    "audio/x-wav": (".wav",),
    "video/mp4": (".mp4", ".m4v"),
    "video/3gpp": (".3gp",),
    "video/quicktime": (".mov",),
    "video/webm": (".webm",),
    "text/plain": (".txt", ".log"),
    "text/html": (".html", ".htm"),
    "text/csv": (".csv",),
    "text/calendar": (".ics",),
    "text/vcard": (".vcf",),
    "text/x-vcard": (".vcf",),
    "text/xml": (".xml",),
    "application/xml": (".xml",),
    "application/json": (".json",),
    "message/rfc822": (".eml",),
    "message/delivery-status": (".txt",),
    "message/disposition-notification": (".txt",),
    "text/rfc822-headers": (".txt",),
    "application/pkcs7-signature": (".p7s",),
    "application/x-pkcs7-signature": (".p7s",),
    "application/pkcs7-mime": (".p7m",),
    "application/x-pkcs7-mime": (".p7m",),
    "application/pgp-signature": (".asc",),
}
_KINDS: Final[Mapping[str, str]] = {
    ending: kind for kind, endings in reversed(list(_ENDINGS.items())) for ending in endings
}
# How files begin: the first bytes, and where they stand.
_BEGINNINGS: Final = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG", "image/png"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (8, b"WAVE", "audio/wav"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"\xff\xf2", "audio/mpeg"),
    (0, b"#!AMR", "audio/amr"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypheix", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp3gp", "video/3gpp"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"Rar!", "application/vnd.rar"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
)
_ZIPPED: Final = (
    (b"mimetypeapplication/vnd.oasis.opendocument.text", f"{_OPEN}text"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", f"{_OPEN}spreadsheet"),
    (b"word/", _WORDS),
    (b"xl/", _SHEET),
    (b"ppt/", _SLIDES),
)
_LOOKED_AT: Final = 16 * 1024
# One container with one player: what it holds is not seen from its first bytes.
_FILM: Final = frozenset({"video/mp4", "audio/mp4", "video/3gpp", "video/quicktime"})
_HEIC: Final = frozenset({"image/heic", "image/heif"})
_TEXT: Final = frozenset({"text/plain", "text/csv", "message/rfc822"})
# What other programs only show. Anything else that a citizen sent may run.
_SHOWN: Final = frozenset(
    {
        *("application/pdf", "application/rtf", _WORDS, _SHEET, _SLIDES),
        *(f"{_OPEN}text", f"{_OPEN}spreadsheet"),
        *("image/jpeg", "image/png", "image/gif", "image/webp", "image/tiff", "image/bmp"),
        *("audio/ogg", "audio/mpeg", "audio/wav", "video/webm"),
        *_FILM,
        *_HEIC,
        *_TEXT,
    }
)
# Bytes that no text has: a program does, mostly among its first hundred.
_NOT_TEXT: Final = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1a\x1b")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


def kind_named(name: str) -> str:
    """Return the media type that the ending of *name* promises."""
    return _KINDS.get(PurePath(name).suffix.lower(), UNKNOWN)


def kind_of(content: bytes) -> str | None:
    """Return the media type that the first bytes of *content* show, None where they show none."""
    for place, beginning, kind in _BEGINNINGS:
        if content.startswith(beginning, place):
            return kind
    return _zipped_as(content) if content.startswith(b"PK\3\4") else None


def ending_of(kind: str) -> str:
    """Return the usual ending of a media type, empty for one that is not known."""
    return _ENDINGS.get(kind, ("",))[0]


def is_only_shown(name: str) -> bool:
    """Return whether a file that is written under *name* would be shown, not run."""
    return kind_named(safe_file_name(name)) in _SHOWN


def why_not_opened(name: str, content: bytes) -> str:
    """Return in a sentence why a file is not handed to other programs, empty when it may be.

    The name that is judged is the one that is written.
    """
    written = safe_file_name(name)
    kind = kind_named(written)
    if kind not in _SHOWN:
        return (
            f"“{written}” tidak dibuka dari sini, karena berkas jenis ini dapat membawa "
            "program. Simpan di tempat lain bila diperlukan, dan periksa dahulu dengan pemindai "
            "virus."
        )
    if not _agrees(kind, content):
        return (
            f"“{written}” tidak dibuka, karena isinya tidak sesuai dengan akhiran namanya "
            f"({PurePath(written).suffix}). Simpan di tempat lain bila diperlukan, dan periksa "
            "dahulu dengan pemindai virus."
        )
    return ""


def _agrees(kind: str, content: bytes) -> bool:
    """Return whether *content* begins as a file of this kind that is shown."""
    if kind in _TEXT:
        return _is_text(content)
    if kind == "image/bmp":
        # Two letters alone may begin a text.
        return content.startswith(b"BM") and content[6:10] == bytes(4)
    found = kind_of(content)
    return found == kind or any({found, kind} <= family for family in (_FILM, _HEIC))


def _is_text(content: bytes) -> bool:
    beginning = content[:_LOOKED_AT]
    return beginning.startswith(_UTF_16) or _NOT_TEXT.isdisjoint(beginning)


def _zipped_as(content: bytes) -> str:
    """Tell a document from other archives by the folders named at its end; nothing is unpacked."""
    index = content[:_LOOKED_AT] + content[-_LOOKED_AT:]
    return next((kind for folder, kind in _ZIPPED if folder in index), "application/zip")
