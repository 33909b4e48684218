"""Files this program wrote and nobody has altered: only those are replaced without a word.

A PDF carries the digest of itself among its keywords. A workbook that another program has saved
says so in its properties, which that program writes anew.
"""

import hashlib
import re
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from app.ground.errors import UserError

PROGRAM_NAME: Final = "Buku Pengaduan"
_MARK: Final = b"sha256-"
_DIGITS: Final = 64
# Stands in a PDF while its digest is counted.
UNSTAMPED: Final = (_MARK + b"0" * _DIGITS).decode()
_STAMP: Final = re.compile(_MARK + rb"[0-9a-f]{64}")
_WORKBOOK_WRITER: Final = "/ Openpyxl "
_OTHER_WRITER: Final = "lastModifiedBy>"


class ForeignFile(UserError):
    """Where a file shall be written lies one that this program did not write."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"“{path.name}” di folder {path.parent} bukan tulisan program ini atau sudah diubah "
            "sesudahnya, jadi tidak diganti. Pindahkan atau beri nama lain, lalu coba lagi."
        )


def ensure_own(path: Path) -> None:
    """Raise ``ForeignFile`` where a file lies at *path* that is not this program's as it was.

    What cannot be read is left to whoever writes: it says why.
    """
    try:
        if path.is_file() and path.stat().st_size and not _is_own(path):
            raise ForeignFile(path)
    except OSError:
        return


def stamped(pdf: bytes) -> bytes:
    """Return a PDF that says ``UNSTAMPED`` with the digest of itself in that place."""
    digest = hashlib.sha256(pdf).hexdigest().encode()
    return pdf.replace(UNSTAMPED.encode(), _MARK + digest, 1)


def _is_own(path: Path) -> bool:
    match path.suffix.lower():
        case ".pdf":
            return _is_own_pdf(path.read_bytes())
        case ".xlsx":
            return _is_own_workbook(path)
    return False


def _is_own_pdf(content: bytes) -> bool:
    found = _STAMP.search(content)
    if found is None:
        return False
    unstamped = content[: found.start()] + UNSTAMPED.encode() + content[found.end() :]
    return stamped(unstamped) == content


def _is_own_workbook(path: Path) -> bool:
    try:
        with ZipFile(path) as parts:
            core = parts.read("docProps/core.xml").decode()
            application = parts.read("docProps/app.xml").decode()
    except (BadZipFile, KeyError, UnicodeDecodeError):
        return False
    is_ours = f">{PROGRAM_NAME}</dc:creator>" in core and _WORKBOOK_WRITER in application
    return is_ours and _OTHER_WRITER not in core
