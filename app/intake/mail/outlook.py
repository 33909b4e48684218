"""Mails that Outlook has saved (.msg): properties in the streams of an OLE file.

Source: [MS-OXMSG] and [MS-OXPROPS]. The container is read by olefile; python-oxmsg, which knows
the properties too, gives up the whole mail where one of them is damaged and reads no mail within.
"""

import io
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from app.entry.attachments import IncomingFile
from app.ground.errors import UserError
from app.ground.progress import UNWATCHED, Progress
from app.intake.mail.bodies import MOST_BYTES, chosen_text, plain_lines
from app.intake.mail.charsets import decoded
from app.intake.mail.headers import Head, parse_head, valued
from app.intake.mail.letter import Letter
from app.intake.mail.names import FreeNames, file_name, media_type_of
from app.intake.mail.notices import MADE_BY_SYSTEM, notice_of
from app.intake.mail.rtf import rtf_text
from app.intake.mail.structure import Part
from app.intake.markup import text_of

if TYPE_CHECKING:
    from olefile import OleFileIO

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGED: Final = "Berkas Outlook (.msg) ini rusak dan tidak dapat dibaca."
_NO_MAIL: Final = "Berkas ini bukan email Outlook (.msg), melainkan berkas Office lama."
_ONLY_RTF: Final = "Isi email ini hanya tersimpan dalam bentuk Outlook (RTF). Buka berkas aslinya."
_IS_CUT: Final = "Lampiran email ini terlalu banyak; yang dibaca hanya 200 yang pertama."
_MOST_FILES: Final = 200
_DEEPEST: Final = 3
# What the library lets through when the container is not what it should be.
_MALFORMED: Final = (
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)
# Counts in the head of the file: sectors of tables, each of which must fit into the file.
_COUNTS: Final = (44, 64, 72)
_SMALLEST_SECTOR: Final = 512
_PROPERTIES: Final = "__properties_version1.0"
_ATTACHED: Final = "__attach_version1.0_#"
_TICKS: Final = 10_000_000
_EPOCH: Final = datetime(1601, 1, 1, tzinfo=UTC)
_UNICODE, _BYTES_TEXT, _BINARY, _TIME, _STORAGE = 0x1F, 0x1E, 0x102, 0x40, 0x0D

_MESSAGE_CLASS, _SUBJECT, _SUBMITTED, _HEADERS = 0x1A, 0x37, 0x39, 0x7D
_AUTHOR_NAMES: Final = (0x42, 0xC1A)
_AUTHOR_ADDRESSES: Final = (0x5D02, 0x5D01, 0x65, 0xC1F)
_TO, _DELIVERED, _BODY, _RTF, _HTML, _MESSAGE_ID = 0xE04, 0xE06, 0x1000, 0x1009, 0x1013, 0x1035
_FILE_NAMES: Final = (0x3707, 0x3704, 0x3001)
_DATA, _MEDIA_TYPE, _CODE_PAGE, _HTML_CODE_PAGE = 0x3701, 0x370E, 0x3FFD, 0x3FDE
_REPORTS: Final = {
    "ndr": "multipart/report; report-type=delivery-status",
    "ipnrn": "multipart/report; report-type=disposition-notification",
    "ipnnrn": "multipart/report; report-type=disposition-notification",
}


class OutlookRefused(UserError):
    """An OLE file that is damaged or holds no mail."""


def is_outlook(content: bytes) -> bool:
    """Say whether *content* is an OLE file, as Outlook's are."""
    return content.startswith(MAGIC)


def outlook_letter(content: bytes, progress: Progress = UNWATCHED) -> Letter:
    """Take the mail in an Outlook file apart.

    Raises:
        OutlookRefused: the file is damaged or holds something else.
        Stopped: nobody waits for it any more, as *progress* says.
    """
    # Loaded here: nobody waits for it who opens no such file.
    from olefile import OleFileIO

    most = len(content) // _SMALLEST_SECTOR + 1
    if len(content) < _SMALLEST_SECTOR or any(_count(content, at) > most for at in _COUNTS):
        raise OutlookRefused(_DAMAGED)
    try:
        with OleFileIO(io.BytesIO(content)) as container:
            top = _Store(_Container(container, 2 * len(content), progress), ())
            if _PROPERTIES not in top.names:
                raise OutlookRefused(_NO_MAIL)
            return _letter(top, 32, 0)
    except _MALFORMED as error:
        raise OutlookRefused(_DAMAGED) from error


def _count(content: bytes, place: int) -> int:
    return int.from_bytes(content[place : place + 4], "little")


class _Container:
    """The file, of which no more is read than a sound one could hold.

    Damaged directories name the same bytes many times.
    """

    def __init__(self, ole: "OleFileIO[Any]", most: int, progress: Progress) -> None:
        self._ole = ole
        self._progress = progress
        self._left = most

    def names(self, path: tuple[str, ...]) -> frozenset[str]:
        node: Any = self._ole.root
        for name in path:
            node = node.kids_dict[name.lower()]
        return frozenset(kid.name for kid in node.kids)

    def read(self, path: tuple[str, ...]) -> bytes:
        self._progress.ask()
        self._left -= self._ole.get_size(list(path))
        if self._left < 0:
            return b""
        with self._ole.openstream(list(path)) as stream:
            return bytes(stream.read())


class _Store:
    """One storage of the container: a mail, or a file that came along."""

    def __init__(self, container: _Container, path: tuple[str, ...]) -> None:
        self._container = container
        self._path = path
        self.names = container.names(path)

    def within(self, name: str) -> "_Store":
        return _Store(self._container, (*self._path, name))

    def stream(self, name: str) -> bytes:
        """Return the bytes of a stream, none where it is damaged or says it is too long."""
        try:
            return self._container.read((*self._path, name)) if name in self.names else b""
        except _MALFORMED:
            return b""

    def data(self, number: int) -> bytes:
        return self.stream(_named(number, _BINARY))

    def text(self, number: int, code_page: int) -> str:
        wide = self.stream(_named(number, _UNICODE))
        if wide:
            return wide.decode("utf-16-le", errors="replace").rstrip("\0")
        narrow = self.stream(_named(number, _BYTES_TEXT)).rstrip(b"\0")
        return decoded(narrow, _charset(code_page))

    def first(self, numbers: tuple[int, ...], code_page: int) -> str:
        return next((text for n in numbers if (text := self.text(n, code_page))), "")


def _named(number: int, kind: int) -> str:
    return f"__substg1.0_{number:04X}{kind:04X}"


def _charset(code_page: int) -> str:
    return "utf-8" if code_page in (0, 65001) else f"cp{code_page}"


def _fixed(store: _Store, start: int) -> dict[int, bytes]:
    """Return the properties of fixed length: number -> eight bytes."""
    content = store.stream(_PROPERTIES)
    entries = (content[at : at + 16] for at in range(start, len(content) - 15, 16))
    return {int.from_bytes(entry[2:4], "little"): entry[8:] for entry in entries}


def _letter(store: _Store, start: int, depth: int) -> Letter:
    fixed = _fixed(store, start)
    code_page = int.from_bytes(fixed.get(_CODE_PAGE, b"")[:4], "little")
    head = _head(store, fixed, code_page)
    told = valued(head.raw("content-type"))
    notice = notice_of(Part(head, told.word, told.parameters, b"", 0, 0))
    html_page = int.from_bytes(fixed.get(_HTML_CODE_PAGE, b"")[:4], "little") or code_page
    text = _text(store, code_page, html_page)
    is_rtf = not text and bool(store.data(_RTF))
    attached = sorted(name for name in store.names if name.startswith(_ATTACHED))
    files, inner = _attachments(store, attached[:_MOST_FILES], code_page, depth)
    is_cut = len(attached) > _MOST_FILES
    said = (notice, _ONLY_RTF if is_rtf else "", _IS_CUT if is_cut else "")
    warnings = tuple(filter(None, said))
    return Letter(
        head, text, files, inner, notice not in ("", MADE_BY_SYSTEM), is_cut or is_rtf, warnings
    )


def _head(store: _Store, fixed: dict[int, bytes], code_page: int) -> Head:
    """Return the head the mail came with, and what only the properties tell."""
    came = store.text(_HEADERS, code_page).encode("utf-8", errors="replace")
    fields = dict(parse_head(came, 0, len(came)).head.fields)
    addresses = (store.text(number, code_page) for number in _AUTHOR_ADDRESSES)
    address = next((text for text in addresses if "@" in text), "")
    name = store.first(_AUTHOR_NAMES, code_page).replace('"', "'")
    told = {
        "subject": store.text(_SUBJECT, code_page),
        "from": f'"{name}" <{address}>' if address else name,
        "to": store.text(_TO, code_page),
        "message-id": store.text(_MESSAGE_ID, code_page),
        "date": _moment(fixed.get(_SUBMITTED) or fixed.get(_DELIVERED)),
        "content-type": _report(store.text(_MESSAGE_CLASS, code_page)),
    }
    for field, text in told.items():
        if text and field not in fields:
            fields[field] = (text.encode("utf-8", errors="replace"),)
    return Head(fields)


def _report(message_class: str) -> str:
    parts = message_class.lower().split(".")
    return _REPORTS.get(parts[-1], "") if parts[0] == "report" else ""


def _moment(ticks: bytes | None) -> str:
    """Return a time of Windows (100 ns since 1601) as a mail writes it."""
    if not ticks:
        return ""
    try:
        when = _EPOCH + timedelta(seconds=int.from_bytes(ticks, "little") // _TICKS)
    except OverflowError:
        return ""
    return f"{when:%Y-%m-%d %H:%M:%S} +0000"


def _text(store: _Store, code_page: int, html_page: int) -> str:
    plain = plain_lines(store.text(_BODY, code_page)).strip()
    page = store.data(_HTML)[:MOST_BYTES]
    html = decoded(page, _charset(html_page)) if page else store.text(_HTML, code_page)
    chosen = chosen_text(plain, text_of(html[:MOST_BYTES]))
    return chosen or rtf_text(store.data(_RTF))


def _attachments(
    store: _Store, names: list[str], code_page: int, depth: int
) -> tuple[tuple[IncomingFile, ...], tuple[Letter, ...]]:
    free = FreeNames()
    files: list[IncomingFile] = []
    inner: list[Letter] = []
    for number, name in enumerate(names, start=1):
        held = store.within(name)
        mail = _named(_DATA, _STORAGE)
        if mail in held.names and depth < _DEEPEST:
            inner.append(_letter(held.within(mail), 24, depth + 1))
            continue
        content = held.data(_DATA)
        told = held.text(_MEDIA_TYPE, code_page).strip().lower() or "application/octet-stream"
        media_type = media_type_of(told, content)
        shown = free.give(file_name(held.first(_FILE_NAMES, code_page), media_type, number))
        files.append(IncomingFile(shown, media_type, content))
    return (*files, *_files_of(inner, free)), tuple(inner)


def _files_of(letters: list[Letter], free: FreeNames) -> Iterator[IncomingFile]:
    """Yield the files of mails within, which are kept nowhere else."""
    for letter in letters:
        for file in letter.files:
            yield IncomingFile(free.give(file.name), file.media_type, file.content)
