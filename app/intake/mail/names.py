"""What the files of a mail are called, and what they are where nobody says it."""

from pathlib import PurePath
from typing import Final

from app.ground.names import free_name, own_name
from app.intake.mail.headers import valued
from app.intake.mail.structure import Part

_UNSAID: Final = frozenset({"application/octet-stream", "application/unknown", "text/plain", ""})
_ENDINGS: Final = {
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.ms-powerpoint": ".ppt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/zip": ".zip",
    "application/x-zip-compressed": ".zip",
    "application/vnd.rar": ".rar",
    "application/x-rar-compressed": ".rar",
    "application/x-7z-compressed": ".7z",
    "application/ms-tnef": ".dat",
    "application/vnd.ms-outlook": ".msg",
    "image/jpeg": ".jpg",
    "image/jpg": ".jpg",
    "image/pjpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "image/heif": ".heif",
    "image/tiff": ".tif",
    "image/bmp": ".bmp",
    "image/svg+xml": ".svg",
    "audio/ogg": ".ogg",
    "audio/opus": ".opus",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/aac": ".aac",
    "audio/amr": ".amr",
    "audio/wav": ".wav",
    "audio/x-wav": ".wav",
    "video/mp4": ".mp4",
    "video/3gpp": ".3gp",
    "video/quicktime": ".mov",
    "video/webm": ".webm",
    "text/plain": ".txt",
    "text/html": ".html",
    "text/csv": ".csv",
    "text/calendar": ".ics",
    "text/vcard": ".vcf",
    "text/x-vcard": ".vcf",
    "text/xml": ".xml",
    "application/xml": ".xml",
    "application/json": ".json",
    "message/rfc822": ".eml",
    "message/delivery-status": ".txt",
    "message/disposition-notification": ".txt",
    "text/rfc822-headers": ".txt",
    "application/pkcs7-signature": ".p7s",
    "application/x-pkcs7-signature": ".p7s",
    "application/pkcs7-mime": ".p7m",
    "application/x-pkcs7-mime": ".p7m",
    "application/pgp-signature": ".asc",
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
    (0, b"#!AMR", "audio/amr"),
    (4, b"ftypheic", "image/heic"),
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
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
_LOOKED_AT: Final = 16 * 1024
_LONGEST_ENDING: Final = 6


def told_name(part: Part) -> str:
    """Return the file name that *part* says, unchanged."""
    disposition = valued(part.head.raw("content-disposition"))
    return disposition.parameters.get("filename") or part.parameters.get("name", "")


def media_type_of(told: str, content: bytes) -> str:
    """Return *told*, or what *content* shows to be where nothing of use is told."""
    return (_begins_as(content) or told) if told in _UNSAID else told


def file_name(told: str, media_type: str, number: int) -> str:
    """Return a name under which the file can be kept and opened on every system."""
    name = own_name(told, f"lampiran-{number}")
    ending = PurePath(name).suffix
    is_ending = 1 < len(ending) <= _LONGEST_ENDING and ending[1:].isalnum() and " " not in ending
    return name if is_ending else f"{name}{_ENDINGS.get(media_type, '')}"


class FreeNames:
    """Numbers a name that was given before."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def give(self, name: str) -> str:
        """Return *name*, numbered when a file is called so already."""
        free = free_name(name, self._taken)
        self._taken.add(free.casefold())
        return free


def _begins_as(content: bytes) -> str | None:
    for place, beginning, media_type in _BEGINNINGS:
        if content.startswith(beginning, place):
            return media_type
    return _zipped_as(content) if content.startswith(b"PK\3\4") else None


def _zipped_as(content: bytes) -> str:
    """Tell a document from other archives by the folders named at its end; nothing is unpacked."""
    index = content[:_LOOKED_AT] + content[-_LOOKED_AT:]
    return next((kind for folder, kind in _ZIPPED if folder in index), "application/zip")
