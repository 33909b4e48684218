"""How large a page is drawn: what the eye wishes, and the room there is for it."""

from dataclasses import dataclass, replace
from enum import Enum, auto
from math import sqrt
from typing import Final

_SMALLEST: Final = 0.05
_LARGEST: Final = 8.0
_STEP: Final = 1.25


class Fit(Enum):
    """What the size of the room decides."""

    PAGE = auto()
    WIDTH = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Wish:
    """How a page is wanted.

    Attributes:
        width, height: the room, in logical pixels.
        fit: what of the page has to fit into the room.
        scale: logical pixels of the screen for one of the page, where nothing has to fit.
        turns: quarter turns to the right, 0 to 3.
        ratio: pixels of the screen for one logical pixel.
    """

    width: int
    height: int
    fit: Fit = Fit.PAGE
    scale: float = 1.0
    turns: int = 0
    ratio: float = 1.0

    def turned(self) -> "Wish":
        """Return the same, turned once more to the right."""
        return replace(self, turns=(self.turns + 1) % 4)

    def zoomed(self, scale: float, *, is_closer: bool) -> "Wish":
        """Return one step closer or farther than *scale*, at which the page is seen now."""
        wanted = scale * _STEP if is_closer else scale / _STEP
        return replace(self, fit=Fit.NOTHING, scale=_within(wanted))

    def scale_for(self, width: float, height: float) -> float:
        """Return the scale for a page of this size, which is as turned as it is wanted."""
        if self.fit is Fit.NOTHING:
            return self.scale
        by_width = self.width / max(width, 1.0)
        by_height = self.height / max(height, 1.0)
        return _within(by_width if self.fit is Fit.WIDTH else min(by_width, by_height))

    def turned_size(self, width: float, height: float) -> tuple[float, float]:
        """Return width and height of a page after the turns."""
        return (height, width) if self.turns % 2 else (width, height)


def _within(scale: float) -> float:
    return min(max(scale, _SMALLEST), _LARGEST)


def at_most(pixels: int, width: float, height: float) -> float:
    """Return the scale, 1 at most, by which a picture of this size keeps to *pixels*."""
    return min(1.0, sqrt(pixels / max(width * height, 1.0)))
