"""Cells that are only coloured, left out of a sheet before it is read.

Excel writes each of them, often thousands a row. Hearing of each costs a hundred times what it
costs to find them among the bytes, so of a run of them only its end is told.
"""

import re
from typing import IO, Final

# What stands for a number of cells that do not say where they are.
BLANKS: Final = "blanks"
# Possessive, so that a cell which holds something is passed by at once.
_BLANK: Final = rb"<(?:\w+:)?+c(?:\s[^<>]*+|/)(?<=/)>"
_RUN: Final = re.compile(rb"%b(?:%b)++" % (_BLANK, _BLANK))


class WithoutBlankCells:
    """The part of a sheet, read like a file; every cell that holds something keeps its place.

    Attributes:
        heard: how many bytes of the part itself have been handed on.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._held = b""
        self._is_plain = True
        self.heard = 0

    def read(self, size: int) -> bytes:
        """Return the next bytes, of up to *size* of the part; none only at its end."""
        while True:
            piece = self._file.read(size)
            text = self._held + piece
            # What may go on in the next piece is looked at with it.
            whole = text.rfind(b">") + 1 if piece else len(text)
            self._held = text[whole:]
            self.heard += whole
            if shortened := self._shortened(text[:whole]):
                return shortened
            if not piece:
                return b""

    def _shortened(self, text: bytes) -> bytes:
        # Within a comment or quoted text a cell is none.
        self._is_plain = self._is_plain and b"<!" not in text
        return _RUN.sub(_end_of_run, text) if self._is_plain else text


def _end_of_run(match: re.Match[bytes]) -> bytes:
    run = match[0]
    end, placed = 0, run.rfind(b" r=")
    if placed >= 0:
        end = run.index(b">", placed) + 1
    last = run[run.rfind(b"<", 0, placed) : end] if end else b""
    left = run.count(b"<", end)
    return last + b'<%b n="%d"/>' % (BLANKS.encode(), left) if left else last
