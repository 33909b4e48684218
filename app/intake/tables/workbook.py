"""Excel workbooks: which sheets they have, and what the sheets share."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, Final
from xml.parsers.expat import ExpatError

from app.ground.progress import Progress
from app.intake.outside import BROKEN_ARCHIVE, ensure_few_members
from app.intake.tables.extent import TOO_LARGE, Extent, extent_of
from app.intake.tables.grid import ImportRefused, Record, Sheet, TableFile
from app.intake.tables.worksheet import Shared, read_rows
from app.intake.tables.xml_events import (
    MalformedPart,
    TextPieces,
    attributes_of,
    parse,
    pieces,
    read_events,
)

# Of the parts that are read; pictures within do not count.
_LARGEST_UNPACKED: Final = 256 * 1024 * 1024
_MOST_MEMBERS: Final = 10_000
# Text that all sheets share is held whole while rows are read.
_MOST_SHARED: Final = 48 * 1024 * 1024
_MOST_TEXTS: Final = 800_000
_MOST_HELD: Final = 96 * 1024 * 1024
# What only lists other parts, and styles.
_LARGEST_LIST: Final = 8 * 1024 * 1024
_ENCRYPTED: Final = 0x1
_DAMAGED: Final = (
    "Berkas ini tidak dapat dibaca sebagai buku kerja Excel. "
    "Bila berkasnya bersandi, simpan salinan tanpa sandi."
)
_STRICT: Final = (
    "Buku kerja ini berbentuk Strict Open XML. Isinya tetap dibaca, periksa tanggalnya."
)
_STRICT_SPACE: Final = "purl.oclc.org/ooxml"
_DAMAGE: Final = (*BROKEN_ARCHIVE, ExpatError, MalformedPart, KeyError, IndexError, OverflowError)
# Number formats that Excel knows by number alone and that show a day or a time.
_DATE_FORMATS: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_IN_QUOTES: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


@dataclass(slots=True)
class _Contents:
    """What ``workbook.xml`` lists."""

    sheets: list[tuple[str, str, bool]] = field(default_factory=list)  # name, relation, hidden
    is_1904: bool = False
    is_strict: bool = False


def open_workbook(path: Path, progress: Progress) -> TableFile:
    """Return the sheets of the workbook, the visible ones first.

    Raises:
        ImportRefused: the file is no workbook, or one that is not read; the sentence says why.
        OSError: the file cannot be read.
        Stopped: nobody waits for it any more.
    """
    ensure_few_members(path, _MOST_MEMBERS, ImportRefused(TOO_LARGE))
    with _explained(), zipfile.ZipFile(path) as archive:
        _refuse_unreadable(archive)
        main = _main_part(archive, progress)
        contents = _contents(archive, main, progress)
        parts = _relations(archive, main, progress)
        dates = _date_styles(archive, main, progress)
    workbook = _Workbook(path, Shared(dates=dates, is_1904=contents.is_1904))
    found: dict[str, Sheet] = {}
    for name, relation, is_hidden in contents.sheets:
        part = parts.get(relation, "")
        if "worksheet" in part:
            found.setdefault(part, workbook.sheet(part, name, is_hidden=is_hidden))
    if not found:
        raise ImportRefused(_DAMAGED)
    sheets = sorted(found.values(), key=lambda sheet: sheet.is_hidden)
    return TableFile(tuple(sheets), (_STRICT,) if contents.is_strict else ())


class _Workbook:
    """Reads the sheets of one file, each looked through as a whole before its first row."""

    def __init__(self, path: Path, shared: Shared) -> None:
        self._path = path
        self._shared = shared
        self._extents: dict[str, Extent] = {}

    def sheet(self, part: str, name: str, *, is_hidden: bool) -> Sheet:
        return Sheet(
            records=partial(self._records, part),
            size=lambda progress: self._extent(part, progress).rows,
            name=name,
            is_hidden=is_hidden,
            read_marks=lambda progress: self._extent(part, progress).marks,
            is_1904=self._shared.is_1904,
        )

    def _extent(self, part: str, progress: Progress) -> Extent:
        if part not in self._extents:
            with _explained(), zipfile.ZipFile(self._path) as archive, archive.open(part) as file:
                self._extents[part] = extent_of(file, progress)
        return self._extents[part]

    def _records(self, part: str, progress: Progress) -> Iterator[Record]:
        end = self._extent(part, progress).end
        with _explained(), zipfile.ZipFile(self._path) as archive:
            if not self._shared.texts:
                self._shared.texts.extend(_shared_texts(archive, progress))
            with archive.open(part) as file:
                yield from read_rows(file, self._shared, end, progress)


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except _DAMAGE as error:
        raise ImportRefused(_DAMAGED) from error


def _refuse_unreadable(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    names = {member.filename for member in members}
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise ImportRefused("Berkas ini bersandi. Simpan salinan tanpa sandi.")
    if "xl/workbook.bin" in names:
        raise ImportRefused(
            "Buku kerja ini berbentuk biner (.xlsb). Buka di Excel, lalu simpan sebagai .xlsx."
        )
    if "mimetype" in names and "content.xml" in names:
        raise ImportRefused(
            "Berkas ini lembar kerja OpenDocument (.ods). Buka di LibreOffice, lalu simpan "
            "sebagai .xlsx."
        )
    if not any(name.startswith("xl/") for name in names):
        raise ImportRefused(
            "Berkas ini arsip atau dokumen lain, bukan buku kerja Excel, apa pun namanya."
        )
    read = sum(m.file_size for m in members if m.filename.endswith((".xml", ".rels")))
    if len(members) > _MOST_MEMBERS or read > _LARGEST_UNPACKED:
        raise ImportRefused(TOO_LARGE)


def _main_part(archive: zipfile.ZipFile, progress: Progress) -> str:
    for _, kind, target in _read_relations(archive, "_rels/.rels", "", progress):
        if kind.endswith("/officeDocument"):
            return target
    return "xl/workbook.xml"


def _relations(archive: zipfile.ZipFile, main: str, progress: Progress) -> dict[str, str]:
    """Return the parts of the workbook by the names of their relations."""
    folder, name = posixpath.split(main)
    found = _read_relations(archive, f"{folder}/_rels/{name}.rels", folder, progress)
    return {relation: target for relation, _, target in found}


def _read_relations(
    archive: zipfile.ZipFile, part: str, folder: str, progress: Progress
) -> list[tuple[str, str, str]]:
    found = []
    with _opened_list(archive, part) as file:
        for name, attributes in attributes_of(file, {"Relationship"}, progress):
            del name
            target = attributes.get("Target", "")
            whole = target.lstrip("/") if target[:1] == "/" else posixpath.join(folder, target)
            found.append(
                (attributes.get("Id", ""), attributes.get("Type", ""), posixpath.normpath(whole))
            )
    return found


def _opened_list(archive: zipfile.ZipFile, part: str) -> IO[bytes]:
    if archive.getinfo(part).file_size > _LARGEST_LIST:
        raise ImportRefused(TOO_LARGE)
    return archive.open(part)


def _contents(archive: zipfile.ZipFile, main: str, progress: Progress) -> _Contents:
    contents = _Contents()
    wanted = {"workbook", "workbookPr", "sheet"}
    with _opened_list(archive, main) as file:
        for name, attributes in attributes_of(file, wanted, progress):
            if name == "sheet":
                relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
                is_hidden = attributes.get("state", "visible") != "visible"
                contents.sheets.append((attributes.get("name", ""), relation, is_hidden))
            elif name == "workbookPr":
                contents.is_1904 = attributes.get("date1904", "") in ("1", "true")
            else:
                contents.is_strict = any(_STRICT_SPACE in text for text in attributes.values())
    return contents


def _date_styles(archive: zipfile.ZipFile, main: str, progress: Progress) -> frozenset[int]:
    """Return the numbers of the cell styles that show a day; none where styles are damaged.

    A day shown by another style is still found by what its column means.
    """
    part = posixpath.join(posixpath.dirname(main), "styles.xml")
    own: set[int] = set()
    styles: list[int] = []
    is_cell_style = False
    try:
        with _opened_list(archive, part) as file:
            for kind, name, attributes in read_events(file, progress):
                if name == "cellXfs":
                    is_cell_style = kind == "start"
                elif kind == "start" and name == "numFmt" and _is_date(attributes):
                    own.add(int(attributes.get("numFmtId", "")))
                elif kind == "start" and name == "xf" and is_cell_style:
                    styles.append(int(attributes.get("numFmtId", "0")))
    except (*_DAMAGE, ValueError, ImportRefused):
        return frozenset()
    return frozenset(n for n, used in enumerate(styles) if used in own | _DATE_FORMATS)


def _is_date(attributes: dict[str, str]) -> bool:
    code = _IN_QUOTES.sub("", attributes.get("formatCode", "")).casefold()
    return any(letter in code for letter in "dyh") or "mm" in code


def _shared_texts(archive: zipfile.ZipFile, progress: Progress) -> list[str]:
    try:
        member = archive.getinfo("xl/sharedStrings.xml")
    except KeyError:
        return []
    if member.file_size > _MOST_SHARED:
        raise ImportRefused(TOO_LARGE)
    with archive.open(member) as file:
        count = sum(
            piece.count(b"/si>") or piece.count(b":si>") for piece in pieces(file, progress)
        )
    if count > _MOST_TEXTS:
        raise ImportRefused(TOO_LARGE)
    texts = _Texts()
    with archive.open(member) as file:
        for _ in parse(file, texts, progress):
            if texts.held > _MOST_HELD:
                raise ImportRefused(TOO_LARGE)
    return texts.found


class _Texts:
    """Hears the texts that all sheets share; *held* is the memory they take, in bytes."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.held = 0
        self._text = TextPieces()
        self._is_text = False
        self._is_phonetic = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if name == "t":
            self._is_text = not self._is_phonetic
        elif name == "rPh":
            self._is_phonetic = True

    def end(self, name: str) -> None:
        if name == "t":
            self._is_text = False
        elif name == "rPh":
            self._is_phonetic = False
        elif name == "si":
            text = self._text.take()
            self.held += text.__sizeof__()
            self.found.append(text)

    def text(self, data: str) -> None:
        if self._is_text:
            self._text.add(data)
