"""What every kind of file gives that is looked at page by page."""

from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtGui import QImage

from app.ground.errors import UserError
from ui.viewer.scale import Wish

# A page on the screen never takes more pixels; a sheet of A4 in 300 dots an inch has 9 million.
MOST_PIXELS: Final = 16_000_000


class NotViewable(UserError):
    """A file, or a page of it, that cannot be shown inside the program."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One page as it was wished, on white where it has no colour.

    Attributes:
        image: the page, turned; perhaps with fewer pixels than the screen has for it.
        width, height: its place on the screen, in logical pixels.
        scale: logical pixels of the screen for one of the page.
    """

    image: QImage
    width: float
    height: float
    scale: float


class Pages(Protocol):
    """The pages of one file; asked in the worker only, one page at a time."""

    @property
    def count(self) -> int:
        """How many there are, at least one."""
        ...

    def draw(self, page: int, wish: Wish) -> Drawn:
        """Draw *page*, counted from 0; raises ``NotViewable`` when it cannot be drawn."""
        ...
