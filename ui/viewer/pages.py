"""Which pages a file has; its kind is told by its first bytes, not by its name.

Sentences say "berkas ini": a name may be a citizen's, and others may see the screen.
"""

from typing import Final

from app.entry.kinds import kind_named, kind_of
from app.ground.names import safe_file_name
from ui.viewer.drawn import NotViewable, Pages
from ui.viewer.pdf import PDF, PdfPages
from ui.viewer.pictures import PICTURES, PicturePages

_BITMAP: Final = "image/bmp"


def is_viewable(name: str) -> bool:
    """Return whether a file called *name* is one of those that are shown inside the program."""
    kind = kind_named(safe_file_name(name))
    return kind == PDF or kind in PICTURES


def open_pages(content: bytes) -> Pages:
    """Return the pages of a file.

    Raises:
        NotViewable: it is damaged, locked, too large, or neither a picture nor a PDF.
    """
    kind = _BITMAP if content.startswith(b"BM") else kind_of(content)
    if kind == PDF:
        return PdfPages(content)
    if kind is not None and kind in PICTURES:
        return PicturePages(content, kind)
    raise NotViewable("Berkas ini bukan gambar atau PDF yang dapat ditampilkan di sini.")
