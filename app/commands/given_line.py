"""One line from an open file by its number: how a command is given what others must not read."""

import os

from app.ground.errors import UserError


class LineRefused(UserError):
    """The file that was named by its number is not open."""


def given_line(descriptor: int, option: str) -> str:
    """Return the next line of the open file *descriptor*, which *option* named.

    Read byte by byte: what stands behind the line is for whoever asks next.
    """
    line = bytearray()
    try:
        while (letter := os.read(descriptor, 1)) not in (b"", b"\n"):
            line += letter
    except OSError as error:
        raise LineRefused(f"Berkas nomor {descriptor} ({option}) tidak terbuka.") from error
    return line.decode("utf-8", "replace").rstrip("\r")
