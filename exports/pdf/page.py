"""The sheet of paper: size, margins, what stands above each page, and the footer."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from app.book.journal import Standing
from app.book.settings import OfficeIdentity, Settings
from app.ground.files import replacing
from app.ground.overriding import override
from app.rules.officers import WITHOUT_PIN
from exports import palette
from exports.office_text import standing_words
from exports.own_files import PROGRAM_NAME, UNSTAMPED, ensure_own, stamped
from exports.pdf.fonts import REGULAR, printable
from exports.pdf.text import colour

# The folio of Indonesian offices.
F4: Final = (215 * mm, 330 * mm)
_MARGIN: Final = 20 * mm
_NARROW_MARGIN: Final = 12 * mm
_TOP: Final = 14 * mm
_BOTTOM: Final = 19 * mm
_FOOTER: Final = 11 * mm


@dataclass(frozen=True, slots=True)
class PageKind:
    """How the pages of one part of a paper look.

    Attributes:
        name: what the text asks for with ``NextPageTemplate``.
        size: width and height of the sheet.
        margin: the room left and right.
        top: what stands above the text on every page of this kind.
    """

    name: str
    size: tuple[float, float]
    margin: float
    top: tuple[Flowable, ...] = ()

    @property
    def width(self) -> float:
        """The width of the text."""
        return self.size[0] - 2 * self.margin

    @property
    def height(self) -> float:
        """The height of the sheet between the margins."""
        return self.size[1] - _TOP - _BOTTOM


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a paper says of itself: its title, who made it, and the left side of the footer."""

    title: str
    author: str
    footer: str


def paper_size(office: OfficeIdentity) -> tuple[float, float]:
    """Return width and height of the office's paper."""
    return F4 if office.paper == "F4" else A4


def portrait(office: OfficeIdentity, name: str = "text") -> PageKind:
    """Return an upright page on the office's paper."""
    return PageKind(name, paper_size(office), _MARGIN)


def landscape(office: OfficeIdentity, name: str, top: tuple[Flowable, ...] = ()) -> PageKind:
    """Return a lying page for wide lists on the office's paper."""
    width, height = paper_size(office)
    return PageKind(name, (height, width), _NARROW_MARGIN, top)


def landscape_width(office: OfficeIdentity) -> float:
    """Return the width of the text on a lying page."""
    return landscape(office, "").width


def imprint(settings: Settings, title: str, stood: Standing | None = None) -> Imprint:
    """Return the imprint of a paper; by where the book *stood* it can be held against it.

    Where nobody signs in with a PIN the names on the paper are what somebody typed, and it says so.
    """
    parts = [f"Buku Pengaduan {settings.office.short_name}".strip()]
    if stood is not None:
        parts.append(standing_words(stood))
    if not settings.people.uses_pins:
        parts.append(WITHOUT_PIN)
    return Imprint(title=title, author=settings.office.name, footer="  ·  ".join(parts))


def write_pdf(
    path: Path, story: Sequence[Flowable], kinds: Sequence[PageKind], said: Imprint
) -> None:
    """Write *story* to *path*, beginning on a page of the first kind.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    made = BytesIO()
    document = BaseDocTemplate(
        made,
        pagesize=kinds[0].size,
        title=printable(said.title),
        author=printable(said.author),
        subject=printable(said.footer),
        creator=PROGRAM_NAME,
        keywords=[UNSTAMPED],
        lang="id-ID",
        # The same values make the same file, byte for byte.
        invariant=1,
        initialFontName=REGULAR,
    )
    document.addPageTemplates([_template(kind) for kind in kinds])
    document.build(list(story), canvasmaker=_numbered(said.footer))
    put_pdf(path, made.getvalue())


def put_pdf(path: Path, content: bytes) -> None:
    """Write a finished PDF, stamped as this program's, to *path*.

    Raises:
        ForeignFile: a file that somebody else wrote or altered lies there.
        StorageError: the file cannot be written; what was there before is still there.
    """
    ensure_own(path)
    with replacing(path) as scratch:
        scratch.write_bytes(stamped(content))


def _template(kind: PageKind) -> PageTemplate:
    heights = [flowable.wrap(kind.width, kind.height)[1] for flowable in kind.top]

    def draw_top(canvas: Canvas, _document: BaseDocTemplate) -> None:
        y = kind.size[1] - _TOP
        for flowable, height in zip(kind.top, heights, strict=True):
            flowable.wrap(kind.width, kind.height)
            y -= height
            flowable.drawOn(canvas, kind.margin, y)

    frame = Frame(
        kind.margin,
        _BOTTOM,
        kind.width,
        kind.height - sum(heights),
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    return PageTemplate(id=kind.name, frames=[frame], onPage=draw_top, pagesize=kind.size)


def _numbered(footer: str) -> type[Canvas]:
    """Return a canvas that writes the footer last, when the number of pages is known."""

    class NumberedCanvas(Canvas):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self._pages: list[dict[str, Any]] = []

        @override
        def showPage(self) -> None:
            self._pages.append(dict(self.__dict__))
            # What reportlab's own showPage does after it has written the page.
            self._startPage()  # type: ignore[attr-defined]  # not in the stubs

        @override
        def save(self) -> None:
            for number, page in enumerate(self._pages, start=1):
                self.__dict__.update(page)
                size: tuple[float, float] = page["_pagesize"]
                _draw_footer(self, size, (footer, f"Halaman {number} dari {len(self._pages)}"))
                super().showPage()
            super().save()

    return NumberedCanvas


def _draw_footer(canvas: Canvas, size: tuple[float, float], texts: tuple[str, str]) -> None:
    width, height = size
    left, right = texts
    margin = _MARGIN if width < height else _NARROW_MARGIN
    canvas.saveState()
    canvas.setStrokeColor(colour(palette.LINE))
    canvas.setLineWidth(0.6)
    canvas.line(margin, _FOOTER + 3.5 * mm, width - margin, _FOOTER + 3.5 * mm)
    canvas.setFillColor(colour(palette.MUTED))
    canvas.setFont(REGULAR, 7.5)
    canvas.drawString(margin, _FOOTER, printable(left))
    canvas.drawRightString(width - margin, _FOOTER, right)
    canvas.restoreState()
