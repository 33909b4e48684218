"""Files that old mailers wrote into the text itself: ``begin 644 ktp.jpg … end``."""

import re
from typing import Final, NamedTuple

from app.intake.mail.structure import from_uu

_BEGIN: Final = re.compile(r"begin [0-7]{3,4} (\S[^\n]{0,200})")
# A length, then letters without small ones; some mailers leave blanks at the end away.
_LINE: Final = re.compile(r"[ -`]{1,90}")
_MOST_FILES: Final = 50


class WrittenFile(NamedTuple):
    """A file that stood in the text."""

    name: str
    content: bytes


def parted(text: str) -> tuple[str, tuple[WrittenFile, ...]]:
    """Return what was written without the files that stand in it, and the files."""
    if "\nend" not in text or "begin " not in text:
        return text, ()
    lines = text.split("\n")
    kept: list[str] = []
    files: list[WrittenFile] = []
    place = 0
    while place < len(lines):
        begin = _BEGIN.fullmatch(lines[place].rstrip())
        end = _end_of(lines, place + 1) if begin and len(files) < _MOST_FILES else None
        if begin is None or end is None:
            kept.append(lines[place])
            place += 1
            continue
        written = "\n".join(lines[place : end + 1])
        content = from_uu(written.encode("ascii", errors="replace"))
        files.append(WrittenFile(begin[1].strip(), content))
        place = end + 1
    return "\n".join(kept).strip(), tuple(files)


def _end_of(lines: list[str], start: int) -> int | None:
    """Return where the file that begins above *start* ends, None where it is no file."""
    for place in range(start, len(lines)):
        if lines[place].rstrip() == "end":
            return place if place > start else None
        if not _LINE.fullmatch(lines[place]):
            return None
    return None
