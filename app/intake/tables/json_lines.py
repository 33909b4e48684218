"""Rows of a .jsonl file, whose cells carry their own headings."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.ground.neutral import quoted_name
from app.ground.progress import Progress
from app.intake.outside import UTF_16_MARKS, OutsideLine, lines_of
from app.intake.tables.grid import ImportRefused

# What the program itself writes as lists.
_LISTS: Final = frozenset({"lampiran", "peringatan"})
_Pairs = tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class JsonRow:
    """One line: its text by key, or the sentence why it is not taken."""

    line: int
    texts: dict[str, str] | None
    problem: str = ""


def read_json_rows(path: Path, progress: Progress) -> Iterator[JsonRow]:
    """Yield the lines with anything in them.

    Raises:
        ImportRefused: the file is written in UTF-16.
        OSError: the file cannot be read.
        Stopped: nobody waits for it any more.
    """
    with path.open("rb") as file:
        if file.read(2) in UTF_16_MARKS:
            raise ImportRefused(
                f"{quoted_name(path.name)} tersimpan sebagai UTF-16. Simpan lagi sebagai UTF-8."
            )
        file.seek(0)
        for line in lines_of(file):
            progress.ask()
            if line.content is None or line.content.strip():
                yield _row(line)


def _row(line: OutsideLine) -> JsonRow:
    if line.content is None:
        return JsonRow(line.number, None, "Baris ini terlalu panjang untuk dibaca.")
    try:
        text = line.content.decode()
    except UnicodeDecodeError:
        return JsonRow(line.number, None, "Baris ini bukan teks UTF-8.")
    try:
        content = _DECODER.decode(text)
    except (ValueError, RecursionError):
        return JsonRow(line.number, None, "Baris ini bukan JSON yang utuh.")
    # Only an object becomes a tuple: see _DECODER.
    if not isinstance(content, tuple):
        return JsonRow(line.number, None, "Baris ini bukan objek JSON.")
    problem = _problem(content)
    if problem:
        return JsonRow(line.number, None, problem)
    return JsonRow(line.number, {key: _text(value) for key, value in content})


def _problem(pairs: _Pairs) -> str:
    seen: set[str] = set()
    for key, value in pairs:
        if key in seen:
            return f"Kolom {quoted_name(key)} tertulis dua kali."
        if not isinstance(value, str | bool | None) and not (key in _LISTS and _is_list(value)):
            return f"Kolom {quoted_name(key)} harus berisi teks, angka, true/false, atau null."
        seen.add(key)
    return ""


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return "" if value is None else str(value)


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON")


def _pairs(pairs: list[tuple[str, object]]) -> _Pairs:
    return tuple(pairs)


# Numbers stay as they are written, so that no digit of a NIK is lost; an object stays a tuple of
# pairs, so that a key written twice is seen.
_DECODER: Final = json.JSONDecoder(
    parse_int=str,
    parse_float=str,
    parse_constant=_refuse_constant,
    object_pairs_hook=_pairs,
)
