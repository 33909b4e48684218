"""Quiet charts: bars with their number beside them, shares of a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from app.ground.formatting import thousands
from app.ground.overriding import override
from app.reading.recap.values import SMALL_CELL
from exports import palette
from exports.pdf.fonts import BOLD, REGULAR, printable
from exports.pdf.text import colour
from exports.recap_words import Bar, Card, Share

_SIZE: Final = 8.0
_STEP: Final = 15.0
_BAR: Final = 8.5
_ROOM_BESIDE: Final = 30.0
_MOST_BARS: Final = 12
_LABEL_SHARE: Final = 0.58
_CARD_HEIGHT: Final = 44.0
_CARD_GAP: Final = 8.0


@dataclass(frozen=True, slots=True)
class _Column:
    """Where the labels end and how long the longest bar is."""

    labels: float
    bar: float


class Drawing(Flowable):
    """A drawing as wide as its room; *rows* lines high."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.height = height

    @override
    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        self.width = available_width
        return self.width, self.height

    def _text(self, x: float, y: float, text: str, ink: str = palette.INK) -> None:
        self.canv.setFillColor(colour(ink))
        self.canv.setFont(REGULAR, _SIZE)
        self.canv.drawString(x, y, text)

    def _block(self, x: float, y: float, width: float, ink: str) -> None:
        self.canv.setFillColor(colour(ink))
        self.canv.roundRect(x, y, width, _BAR, min(1.5, width / 2), stroke=0, fill=1)

    def _fit(self, text: str, width: float) -> str:
        shown = printable(text)
        if stringWidth(shown, REGULAR, _SIZE) <= width:
            return shown
        while shown and stringWidth(f"{shown}…", REGULAR, _SIZE) > width:
            shown = shown[:-1]
        return f"{shown.rstrip()}…"

    def _column(self, labels: Sequence[str]) -> _Column:
        widest = max(stringWidth(printable(label), REGULAR, _SIZE) for label in labels)
        room = min(widest, self.width * _LABEL_SHARE) + 8
        return _Column(labels=room, bar=self.width - room - _ROOM_BESIDE)


class BarChart(Drawing):
    """Horizontal bars, longest first; what is too many for the chart is in the table."""

    def __init__(self, bars: Sequence[Bar]) -> None:
        # The rest ("Lainnya") keeps its place at the end only when it is the smallest.
        ordered = sorted(bars, key=lambda bar: -(bar.count or 0))
        self._bars = ordered[:_MOST_BARS]
        self._left_out = len(ordered) - len(self._bars)
        super().__init__((len(self._bars) + bool(self._left_out)) * _STEP + 2)

    def draw(self) -> None:
        """Draw each bar with its label and number."""
        column = self._column([bar.label for bar in self._bars])
        most = max([bar.count or 0 for bar in self._bars] + [1])
        for index, bar in enumerate(self._bars):
            y = self.height - (index + 1) * _STEP + 4
            self._text(0, y, self._fit(bar.label, column.labels - 8))
            length = column.bar * (bar.count or 0) / most
            if length:
                self._block(column.labels, y - 1.4, length, palette.PRIMARY)
            beside = SMALL_CELL if bar.count is None else thousands(bar.count)
            self._text(column.labels + length + 5, y, beside)
        if self._left_out:
            self._text(0, 4, f"dan {self._left_out} lainnya, lihat tabel", palette.MUTED)


class ShareChart(Drawing):
    """How much of each whole was reached."""

    def __init__(self, shares: Sequence[Share]) -> None:
        self._shares = shares
        super().__init__(len(shares) * (_STEP + 3) + 2)

    def draw(self) -> None:
        """Draw each share on its track, with its numbers."""
        column = self._column([share.label for share in self._shares])
        room = 34.0
        bar = column.bar - room
        for index, share in enumerate(self._shares):
            y = self.height - (index + 1) * (_STEP + 3) + 6
            self._text(0, y, self._fit(share.label, column.labels - 8))
            self._block(column.labels, y - 1.4, bar, palette.TRACK)
            if share.part:
                length = bar * share.part / share.whole
                ink = palette.ON_TIME if share.is_good else palette.LATE
                self._block(column.labels, y - 1.4, length, ink)
            self.canv.setFillColor(colour(palette.INK))
            self.canv.drawRightString(
                self.width, y, f"{thousands(share.part)} dari {thousands(share.whole)}"
            )


class CardRow(Drawing):
    """The large figures on top of a recap."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self._cards = cards
        super().__init__(_CARD_HEIGHT)

    def draw(self) -> None:
        """Draw the cards side by side."""
        count = len(self._cards)
        width = (self.width - _CARD_GAP * (count - 1)) / count
        for index, card in enumerate(self._cards):
            x = index * (width + _CARD_GAP)
            self.canv.setFillColor(colour(palette.WASH))
            self.canv.setStrokeColor(colour(palette.LINE))
            self.canv.setLineWidth(0.7)
            self.canv.roundRect(x, 0, width, _CARD_HEIGHT, 5, stroke=1, fill=1)
            self.canv.setFillColor(colour(card.colour))
            self.canv.setFont(BOLD, 16)
            self.canv.drawCentredString(x + width / 2, 22, card.value)
            self.canv.setFillColor(colour(palette.MUTED))
            self.canv.setFont(REGULAR, 7.5)
            self.canv.drawCentredString(x + width / 2, 9, card.label)
