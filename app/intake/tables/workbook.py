"""Excel workbooks: which sheets they have, and what the sheets share."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final
from xml.parsers.expat import ExpatError

from app.intake.outside import BROKEN_ARCHIVE
from app.intake.tables.grid import ImportRefused, Marks, Merge, Record, Sheet, TableFile
from app.intake.tables.worksheet import Shared, read_rows
from app.intake.tables.xml_events import MalformedPart, attributes_of, read_events

_LARGEST_UNPACKED: Final = 512 * 1024 * 1024
_MOST_MEMBERS: Final = 10_000
# Text that all sheets share is held whole while rows are read.
_MOST_SHARED: Final = 48 * 1024 * 1024
_MOST_TEXTS: Final = 1_000_000
_MOST_MERGES: Final = 20_000
_ENCRYPTED: Final = 0x1
_CHUNK: Final = 256 * 1024
_DAMAGED: Final = (
    "Berkas ini tidak dapat dibaca sebagai buku kerja Excel. "
    "Bila berkasnya bersandi, simpan salinan tanpa sandi."
)
_TOO_LARGE: Final = "Buku kerja ini terlalu besar. Bagi menjadi beberapa berkas."
_STRICT: Final = (
    "Buku kerja ini berbentuk Strict Open XML. Isinya tetap dibaca, periksa tanggalnya."
)
_STRICT_SPACE: Final = "purl.oclc.org/ooxml"
_DAMAGE: Final = (*BROKEN_ARCHIVE, ExpatError, MalformedPart, KeyError, IndexError, OverflowError)
_MERGE: Final = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"'
)
_COLUMN: Final = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_PLACE: Final = re.compile(r"([A-Z]+)(\d+)")
# Number formats that Excel knows by number alone and that show a day or a time.
_DATE_FORMATS: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_IN_QUOTES: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


@dataclass(slots=True)
class _Contents:
    """What ``workbook.xml`` lists."""

    sheets: list[tuple[str, str, bool]] = field(default_factory=list)  # name, relation, hidden
    is_1904: bool = False
    is_strict: bool = False


def open_workbook(path: Path) -> TableFile:
    """Return the sheets of the workbook, the visible ones first.

    Raises:
        ImportRefused: the file is no workbook, or one that is not read; the sentence says why.
        OSError: the file cannot be read.
    """
    with _explained(), zipfile.ZipFile(path) as archive:
        _refuse_unreadable(archive)
        main = _main_part(archive)
        contents = _contents(archive, main)
        parts = _relations(archive, main)
        shared = Shared(dates=_date_styles(archive, main), is_1904=contents.is_1904)
    sheets = [
        _sheet(path, parts[relation], name, is_hidden, shared)
        for name, relation, is_hidden in contents.sheets
        if "worksheet" in parts.get(relation, "")
    ]
    if not sheets:
        raise ImportRefused(_DAMAGED)
    sheets.sort(key=lambda sheet: sheet.is_hidden)
    return TableFile(tuple(sheets), (_STRICT,) if contents.is_strict else ())


def _sheet(path: Path, part: str, name: str, is_hidden: bool, shared: Shared) -> Sheet:
    return Sheet(
        records=partial(_records, path, part, shared),
        name=name,
        is_hidden=is_hidden,
        read_marks=partial(_marks, path, part),
        is_1904=shared.is_1904,
    )


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except _DAMAGE as error:
        raise ImportRefused(_DAMAGED) from error


def _records(path: Path, part: str, shared: Shared) -> Iterator[Record]:
    with _explained(), zipfile.ZipFile(path) as archive:
        if not shared.texts:
            shared.texts.extend(_shared_texts(archive))
        with archive.open(part) as file:
            yield from read_rows(file, shared)


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
    if len(members) > _MOST_MEMBERS or sum(m.file_size for m in members) > _LARGEST_UNPACKED:
        raise ImportRefused(_TOO_LARGE)


def _main_part(archive: zipfile.ZipFile) -> str:
    for _, kind, target in _read_relations(archive, "_rels/.rels", ""):
        if kind.endswith("/officeDocument"):
            return target
    return "xl/workbook.xml"


def _relations(archive: zipfile.ZipFile, main: str) -> dict[str, str]:
    """Return the parts of the workbook by the names of their relations."""
    folder, name = posixpath.split(main)
    found = _read_relations(archive, f"{folder}/_rels/{name}.rels", folder)
    return {relation: target for relation, _, target in found}


def _read_relations(archive: zipfile.ZipFile, part: str, folder: str) -> list[tuple[str, str, str]]:
    found = []
    with archive.open(part) as file:
        for name, attributes in attributes_of(file, {"Relationship"}):
            del name
            target = attributes.get("Target", "")
            whole = target.lstrip("/") if target[:1] == "/" else posixpath.join(folder, target)
            found.append(
                (attributes.get("Id", ""), attributes.get("Type", ""), posixpath.normpath(whole))
            )
    return found


def _contents(archive: zipfile.ZipFile, main: str) -> _Contents:
    contents = _Contents()
    with archive.open(main) as file:
        for name, attributes in attributes_of(file, {"workbook", "workbookPr", "sheet"}):
            if name == "sheet":
                relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
                is_hidden = attributes.get("state", "visible") != "visible"
                contents.sheets.append((attributes.get("name", ""), relation, is_hidden))
            elif name == "workbookPr":
                contents.is_1904 = attributes.get("date1904", "") in ("1", "true")
            else:
                contents.is_strict = any(_STRICT_SPACE in text for text in attributes.values())
    return contents


def _date_styles(archive: zipfile.ZipFile, main: str) -> frozenset[int]:
    """Return the numbers of the cell styles that show a day; none where styles are damaged.

    A day shown by another style is still found by what its column means.
    """
    part = posixpath.join(posixpath.dirname(main), "styles.xml")
    own: set[int] = set()
    styles: list[int] = []
    is_cell_style = False
    try:
        with archive.open(part) as file:
            for kind, name, attributes in read_events(file):
                if name == "cellXfs":
                    is_cell_style = kind == "start"
                elif kind == "start" and name == "numFmt" and _is_date(attributes):
                    own.add(int(attributes.get("numFmtId", "")))
                elif kind == "start" and name == "xf" and is_cell_style:
                    styles.append(int(attributes.get("numFmtId", "0")))
    except (*_DAMAGE, ValueError):
        return frozenset()
    return frozenset(n for n, used in enumerate(styles) if used in own | _DATE_FORMATS)


def _is_date(attributes: dict[str, str]) -> bool:
    code = _IN_QUOTES.sub("", attributes.get("formatCode", "")).casefold()
    return any(letter in code for letter in "dyh") or "mm" in code


def _shared_texts(archive: zipfile.ZipFile) -> list[str]:
    try:
        member = archive.getinfo("xl/sharedStrings.xml")
    except KeyError:
        return []
    if member.file_size > _MOST_SHARED:
        raise ImportRefused(_TOO_LARGE)
    texts: list[str] = []
    pieces: list[str] = []
    is_phonetic = False
    with archive.open(member) as file:
        for kind, name, said in read_events(file, texts_of={"t"}):
            if name == "rPh":
                is_phonetic = kind == "start"
            elif kind == "text" and not is_phonetic:
                pieces.append(said["text"])
            elif kind == "end" and name == "si":
                texts.append("".join(pieces))
                if len(texts) > _MOST_TEXTS:
                    raise ImportRefused(_TOO_LARGE)
                pieces.clear()
    return texts


def _marks(path: Path, part: str) -> Marks:
    """Return merged areas and hidden columns, found without reading the cells."""
    merges: list[Merge] = []
    hidden: set[int] = set()
    with _explained(), zipfile.ZipFile(path) as archive, archive.open(part) as file:
        before = b""
        while chunk := file.read(_CHUNK):
            text = before + chunk
            # What may go on in the next chunk is looked at again with it.
            end = text.rfind(b">") + 1
            merges += [_merge(*match.groups()) for match in _MERGE.finditer(text, 0, end)]
            for match in _COLUMN.finditer(text, 0, end):
                hidden |= _hidden_columns(match[0].decode("ascii", "ignore"))
            before = text[end:][-_CHUNK:]
            if len(merges) > _MOST_MERGES:
                break
    return Marks(tuple(merges[:_MOST_MERGES]), frozenset(hidden))


def _merge(first: bytes, last: bytes) -> Merge:
    left, top = _place(first.decode())
    right, bottom = _place(last.decode())
    return Merge(min(top, bottom), max(top, bottom), min(left, right), max(left, right))


def _place(reference: str) -> tuple[int, int]:
    match = _PLACE.fullmatch(reference)
    if match is None:
        raise ValueError(reference)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return column - 1, int(match[2])


def _hidden_columns(tag: str) -> set[int]:
    said = dict(re.findall(r'(\w+)="([^"]*)"', tag))
    if said.get("hidden") not in ("1", "true"):
        return set()
    first, last = int(said.get("min", 1)), int(said.get("max", 1))
    # Excel hides all columns up to the last possible one at once.
    return set(range(first - 1, min(last, 500)))
