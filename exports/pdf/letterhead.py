"""The letterhead (*kop surat*): logo, lines, thick and thin rule."""

import base64
import binascii
from io import BytesIO
from typing import Final

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from app.book.settings import OfficeIdentity
from app.ground.overriding import override
from exports import palette
from exports.office_text import letterhead_text
from exports.pdf.fonts import BOLD, REGULAR, printable
from exports.pdf.text import colour

_SMALLEST: Final = 6.0


class Letterhead(Flowable):
    """The head of a paper, as wide as the text; *scale* below 1 for half-page slips."""

    def __init__(self, office: OfficeIdentity, scale: float = 1.0) -> None:
        super().__init__()
        text = letterhead_text(office)
        lines = (
            (text.government, REGULAR, 12.0, 15.0),
            (text.name, BOLD, 14.5, 18.0),
            (text.address, REGULAR, 9.0, 12.0),
            (text.contact, REGULAR, 9.0, 12.0),
            (text.website, REGULAR, 9.0, 12.0),
        )
        self._lines = [
            (printable(line), font, size * scale, leading * scale)
            for line, font, size, leading in lines
            if line
        ]
        self._logo = _image(office.logo)
        self._scale = scale

    @override
    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        text_height = sum(leading for *_, leading in self._lines)
        self.height = max(text_height, self._logo_room) + 9 * self._scale + 4
        return self.width, self.height

    def draw(self) -> None:
        """Draw lines, logo and rule."""
        self._draw_lines()
        self._draw_logo()
        self._draw_rule()

    @property
    def _logo_room(self) -> float:
        return 22 * mm * self._scale

    def _draw_lines(self) -> None:
        # The logo's room is left free on both sides, so that the lines stand in the middle.
        room = self.width - 2 * self._logo_room - 4
        text_height = sum(leading for *_, leading in self._lines)
        y = self.height - max(0.0, (self._logo_room - text_height) / 2)
        self.canv.setFillColor(colour(palette.INK))
        for text, font, wanted, leading in self._lines:
            natural = stringWidth(text, font, wanted)
            size = max(_SMALLEST, wanted * min(1.0, room / natural)) if natural else wanted
            y -= leading
            self.canv.setFont(font, size)
            self.canv.drawCentredString(self.width / 2, y + leading * 0.22, text)

    def _draw_logo(self) -> None:
        if self._logo is None:
            return
        side = self._logo_room
        self.canv.drawImage(
            self._logo,
            0,
            self.height - side,
            width=side * 0.92,
            height=side,
            preserveAspectRatio=True,
            anchor="w",
            mask="auto",
        )

    def _draw_rule(self) -> None:
        self.canv.setStrokeColor(colour(palette.INK))
        self.canv.setLineWidth(2.2 * self._scale)
        self.canv.line(0, 3.6, self.width, 3.6)
        self.canv.setLineWidth(0.7 * self._scale)
        self.canv.line(0, 0.6, self.width, 0.6)


def _image(encoded: str) -> ImageReader | None:
    """Return the logo, or nothing when there is none or it cannot be read: the room stays empty."""
    if not encoded:
        return None
    try:
        image = ImageReader(BytesIO(base64.b64decode(encoded, validate=True)))
        # Reads the picture now: a broken one must not stop the paper when it is built.
        image.getRGBData()  # type: ignore[no-untyped-call]
    except (binascii.Error, OSError, ValueError):
        return None
    return image
