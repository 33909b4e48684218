"""Twenty-four months side by side: what came in, what was settled, and what was left."""

from collections.abc import Sequence
from typing import Final

from reportlab.pdfbase.pdfmetrics import stringWidth

from app.ground.formatting import thousands
from app.reading.recap.outlook_values import TrendPoint
from exports import palette
from exports.outlook_words import month_mark
from exports.pdf.charts import Drawing
from exports.pdf.fonts import REGULAR
from exports.pdf.text import colour

_HEIGHT: Final = 112.0
_TOP: Final = 26.0
_BOTTOM: Final = 24.0
_SMALL: Final = 6.5
_LABEL: Final = 7.5
# Every third month is named: all of them would run into each other.
_NAMED_EACH: Final = 3
_LEGEND: Final = (("Masuk", palette.PRIMARY), ("Selesai", palette.ON_TIME))


class TrendChart(Drawing):
    """Two columns a month with the number received above, the months below, a legend on top."""

    def __init__(self, points: Sequence[TrendPoint]) -> None:
        self._points = points
        super().__init__(_HEIGHT)

    def draw(self) -> None:
        """Draw the months from left to right."""
        self._legend()
        most = max([max(p.received, p.settled) for p in self._points] + [1])
        step = self.width / len(self._points)
        room = self.height - _TOP - _BOTTOM
        self.canv.setStrokeColor(colour(palette.LINE))
        self.canv.setLineWidth(0.7)
        self.canv.line(0, _BOTTOM, self.width, _BOTTOM)
        for at, point in enumerate(self._points):
            x = at * step
            self._bar(x + step * 0.1, step * 0.38, room * point.received / most, palette.PRIMARY)
            self._bar(x + step * 0.5, step * 0.38, room * point.settled / most, palette.ON_TIME)
            above = _BOTTOM + room * max(point.received, point.settled) / most + 2
            if point.received or point.settled:
                self._said(x + step / 2, above, thousands(point.received), _SMALL, palette.INK)
            is_named = (len(self._points) - 1 - at) % _NAMED_EACH == 0
            if is_named:
                mark = month_mark(point)
                half = stringWidth(mark, REGULAR, _LABEL) / 2
                middle = min(max(x + step / 2, half), self.width - half)
                self._said(middle, _BOTTOM - 10, mark, _LABEL, palette.MUTED)

    def _bar(self, x: float, width: float, height: float, ink: str) -> None:
        if height:
            self.canv.setFillColor(colour(ink))
            self.canv.rect(x, _BOTTOM, width, height, stroke=0, fill=1)

    def _said(self, middle: float, y: float, text: str, size: float, ink: str) -> None:
        self.canv.setFillColor(colour(ink))
        self.canv.setFont(REGULAR, size)
        self.canv.drawCentredString(middle, y, text)

    def _legend(self) -> None:
        x = 0.0
        for words, ink in _LEGEND:
            self.canv.setFillColor(colour(ink))
            self.canv.rect(x, self.height - 9, 8, 7, stroke=0, fill=1)
            self.canv.setFillColor(colour(palette.INK))
            self.canv.setFont(REGULAR, _LABEL)
            self.canv.drawString(x + 11, self.height - 8.5, words)
            x += 24 + stringWidth(words, REGULAR, _LABEL)
        said = "angka di atas kolom: masuk"
        self.canv.setFillColor(colour(palette.MUTED))
        self.canv.drawString(x, self.height - 8.5, said)
