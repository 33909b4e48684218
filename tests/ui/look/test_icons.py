"""Every icon can be drawn, in the colour asked for, and every name in use exists."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon

from ui.look.icons import icon, pixmap
from ui.look.labels import CHANNEL_ICONS
from ui.look.theme import LIGHT
from ui.window.pages import PAGES

# The program's own picture stands on the desktop of Windows too and keeps its colours.
OWN = "program"
FILES = sorted(f for f in Path("resources/icons").glob("*.svg") if f.stem != OWN)
NAMES = [file.stem for file in FILES]


@pytest.mark.parametrize("name", NAMES)
def test_icon_is_drawn_in_its_colour(name: str) -> None:
    picture = pixmap(name, "late", 48).toImage()
    wanted = QColor(LIGHT.late.text).rgb()
    strong = {
        picture.pixelColor(x, y).rgb()
        for x in range(48)
        for y in range(48)
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert wanted in strong


def test_disabled_and_checked_icons_differ() -> None:
    made = icon("search")
    size = QSize(16, 16)
    normal = made.pixmap(size, QIcon.Mode.Normal, QIcon.State.Off).toImage()
    assert made.pixmap(size, QIcon.Mode.Disabled, QIcon.State.Off).toImage() != normal
    assert made.pixmap(size, QIcon.Mode.Normal, QIcon.State.On).toImage() != normal


def test_an_icon_is_sharp_on_a_screen_with_more_pixels() -> None:
    made = icon("book").pixmap(QSize(18, 18), 1.5)
    assert (made.size(), made.devicePixelRatio()) == (QSize(27, 27), 1.5)
    assert made.toImage() == pixmap("book", "muted", 27).toImage()


def test_every_icon_named_in_tables_exists() -> None:
    assert {spec.icon for spec in PAGES} | set(CHANNEL_ICONS.values()) <= set(NAMES)


def test_icons_take_their_colour_from_the_theme() -> None:
    for file in FILES:
        colours = set(re.findall(r'(?:stroke|fill)="([^"]+)"', file.read_text("utf-8")))
        assert colours == {"none", "currentColor"}, file.name
