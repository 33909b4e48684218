"""The look: every colour of the program, the palette and the style sheet made from them.

No other file holds a colour. Widgets that paint ask ``tokens()``, which follows the palette of the
application, so that a switch between light and dark repaints everything.
"""

import sys
from typing import Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from app.ground.resources import RESOURCES

RADIUS: Final = 6
CARD_RADIUS: Final = 8
GRID: Final = 8
ROW_HEIGHT: Final = 46
# Segoe UI runs smaller than the fonts of Linux desktops.
BODY_POINTS: Final = 10.0 if sys.platform == "win32" else 9.5
MUTED_POINTS: Final = 8.5
HEADING_POINTS: Final = 11.5
TITLE_POINTS: Final = 15.0
FIGURE_POINTS: Final = 20.0


class Tone(NamedTuple):
    """A text colour and the soft background it stands on."""

    text: str
    soft: str


class Tokens(NamedTuple):
    """The colours of one theme, by what they are for."""

    background: str
    surface: str
    sunken: str
    line: str
    control_line: str
    text: str
    muted: str
    faint: str
    primary: str
    primary_hover: str
    primary_pressed: str
    primary_soft: str
    on_primary: str
    ring: str
    ring_on_primary: str
    hover: str
    safe: Tone
    soon: Tone
    today: Tone
    late: Tone
    waiting: Tone
    settled: Tone


LIGHT: Final = Tokens(
    background="#F5F7FA",
    surface="#FFFFFF",
    sunken="#EAEEF3",
    line="#DDE3EA",
    control_line="#C9D2DC",
    text="#1B2733",
    muted="#5B6B7B",
    faint="#627085",
    primary="#14507A",
    primary_hover="#1B6294",
    primary_pressed="#0F4065",
    primary_soft="#E3EEF6",
    on_primary="#FFFFFF",
    ring="#2F7FB8",
    ring_on_primary="#8CC3EC",
    hover="#EFF3F7",
    safe=Tone("#2E7D32", "#E7F4E8"),
    soon=Tone("#8A5A00", "#FFF3D1"),
    today=Tone("#B54708", "#FFE6D5"),
    late=Tone("#B42318", "#FDE5E3"),
    waiting=Tone("#175CD3", "#E4EEFF"),
    settled=Tone("#55606E", "#EEF1F4"),
)

DARK: Final = Tokens(
    background="#12181F",
    surface="#1B232C",
    sunken="#161D25",
    line="#303C48",
    control_line="#465462",
    text="#E6EBF0",
    muted="#A3B1BF",
    faint="#93A2B2",
    primary="#86BFEA",
    primary_hover="#A1CFF2",
    primary_pressed="#6BABDB",
    primary_soft="#20394D",
    on_primary="#0B2233",
    ring="#86BFEA",
    ring_on_primary="#FFFFFF",
    hover="#24303B",
    safe=Tone("#8FD694", "#17361B"),
    soon=Tone("#F2C14E", "#3D2E05"),
    today=Tone("#FFB07A", "#46260B"),
    late=Tone("#FFA39B", "#4A1815"),
    waiting=Tone("#9CC1FF", "#182E57"),
    settled=Tone("#B4BECA", "#2A333D"),
)


def tokens() -> Tokens:
    """Return the colours in use, as the palette of the application says."""
    window = QApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < 128 else LIGHT


def apply_theme(app: QApplication, scheme: Qt.ColorScheme | None = None) -> None:
    """Dress *app* in Fusion, our palette and our style sheet.

    Without *scheme* the theme follows the system, now and whenever the system changes.
    """
    font = app.font()
    font.setPointSizeF(BODY_POINTS)
    app.setFont(font)
    if scheme is None:
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(_on_scheme_changed)
        scheme = hints.colorScheme()
    _dress(app, scheme)


def _on_scheme_changed(scheme: Qt.ColorScheme) -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication):
        _dress(app, scheme)


def _dress(app: QApplication, scheme: Qt.ColorScheme) -> None:
    chosen = DARK if scheme is Qt.ColorScheme.Dark else LIGHT
    app.setPalette(palette_of(chosen))
    app.setStyleSheet(style_sheet(chosen))


def palette_of(chosen: Tokens) -> QPalette:
    """Return the palette for what the style sheet leaves to Fusion."""
    role = QPalette.ColorRole
    colours = {
        role.Window: chosen.background,
        role.WindowText: chosen.text,
        role.Base: chosen.surface,
        role.AlternateBase: chosen.sunken,
        role.Text: chosen.text,
        role.Button: chosen.surface,
        role.ButtonText: chosen.text,
        role.BrightText: chosen.late.text,
        role.ToolTipBase: chosen.surface,
        role.ToolTipText: chosen.text,
        role.PlaceholderText: chosen.faint,
        role.Highlight: chosen.primary,
        role.HighlightedText: chosen.on_primary,
        role.Accent: chosen.primary,
        role.Link: chosen.primary,
        role.LinkVisited: chosen.primary,
        role.Light: chosen.surface,
        role.Midlight: chosen.sunken,
        role.Mid: chosen.line,
        role.Dark: chosen.control_line,
        role.Shadow: chosen.control_line,
    }
    palette = QPalette()
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(chosen.faint))
    return palette


def style_sheet(chosen: Tokens) -> str:
    """Return ``resources/styles/buku.qss`` with the names of tokens replaced by their values."""
    values = _named_values(chosen)
    text = (RESOURCES / "styles" / "buku.qss").read_text(encoding="utf-8")
    # Longest name first: "primary" must not eat the beginning of "primary-soft".
    for name in sorted(values, key=len, reverse=True):
        text = text.replace(f"@{name}", values[name])
    return text


def _named_values(chosen: Tokens) -> dict[str, str]:
    values = {
        "title-size": f"{TITLE_POINTS}pt",
        "heading-size": f"{HEADING_POINTS}pt",
        "muted-size": f"{MUTED_POINTS}pt",
        "figure-size": f"{FIGURE_POINTS}pt",
        "body-size": f"{BODY_POINTS}pt",
        "card-radius": f"{CARD_RADIUS}px",
        "radius": f"{RADIUS}px",
        "check-glyph": "check-white.svg" if chosen is LIGHT else "check-black.svg",
        "glyphs": (RESOURCES / "styles").as_posix(),
    }
    for token, value in chosen._asdict().items():
        name = token.replace("_", "-")
        if isinstance(value, Tone):
            values[f"{name}-text"] = value.text
            values[f"{name}-soft"] = value.soft
        else:
            values[name] = value
    return values


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours as WCAG 2 counts it, 1 to 21."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parsed = QColor(colour)
    parts = (parsed.redF(), parsed.greenF(), parsed.blueF())
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return float(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])


def sized(font: QFont, points: float, *, bold: bool = False) -> QFont:
    """Return *font* in another size, for what is painted by hand."""
    other = QFont(font)
    other.setPointSizeF(points)
    other.setBold(bold)
    return other
