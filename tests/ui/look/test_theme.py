"""Both themes can be read, and the style sheet knows no unknown token."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.rules.channels import Channel
from app.rules.deadlines import Urgency
from ui.look.labels import (
    CHANNEL_ICONS,
    URGENCY_SHAPES,
    URGENCY_TONES,
    URGENCY_WORDS,
    urgency_tone,
)
from ui.look.theme import DARK, LIGHT, Tokens, Tone, apply_theme, contrast, style_sheet, tokens

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
GROUNDS = ("surface", "background")
PAIRS = [
    *((text, ground) for text in ("text", "muted", "faint", "primary") for ground in GROUNDS),
    ("text", "primary_soft"),
    ("muted", "primary_soft"),
    ("primary", "primary_soft"),
    ("text", "sunken"),
    ("muted", "sunken"),
    ("text", "hover"),
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    ("on_primary", "primary_pressed"),
]


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@THEMES
@pytest.mark.parametrize("urgency", Urgency)
def test_every_urgency_can_be_read(theme: Tokens, urgency: Urgency) -> None:
    tone: Tone = getattr(theme, URGENCY_TONES[urgency])
    assert contrast(tone.text, tone.soft) >= 4.5
    # Figures on cards stand on the plain surface.
    assert contrast(tone.text, theme.surface) >= 4.5


@THEMES
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_every_text_can_be_read_on_its_ground(theme: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= 4.5


@THEMES
def test_focus_ring_is_seen(theme: Tokens) -> None:
    assert contrast(theme.ring, theme.surface) >= 3
    assert contrast(theme.ring_on_primary, theme.primary) >= 1.9


@THEMES
def test_style_sheet_leaves_no_token_open(theme: Tokens) -> None:
    assert re.findall(r"@[a-z-]+", style_sheet(theme)) == []


def test_no_colour_stands_outside_the_theme() -> None:
    colour = re.compile(r"[\"' ]#[0-9A-Fa-f]{3,8}\b|Qt\.GlobalColor\.(?!transparent)")
    files = [*Path("ui").rglob("*.py"), *Path("resources/styles").glob("*.qss")]
    assert [f for f in files if f.name != "theme.py" and colour.search(f.read_text("utf-8"))] == []


def test_every_urgency_and_channel_is_labelled() -> None:
    assert set(URGENCY_WORDS) == set(URGENCY_TONES) == set(URGENCY_SHAPES) == set(Urgency)
    assert len(set(URGENCY_SHAPES.values())) == len(Urgency)
    assert set(CHANNEL_ICONS) == set(Channel)


def test_painting_follows_the_theme(dressed: QApplication) -> None:
    try:
        apply_theme(dressed, Qt.ColorScheme.Dark)
        assert tokens() is DARK
        assert urgency_tone(Urgency.LATE) == DARK.late
    finally:
        apply_theme(dressed, Qt.ColorScheme.Light)
    assert tokens() is LIGHT


def test_both_themes_fill_every_token() -> None:
    for theme in (LIGHT, DARK):
        assert all(getattr(theme, declared) for declared in theme._fields)
