"""What strangers wrote commands no terminal, turns no line around, and is not repeated whole."""

import json

import pytest

from app.ground.neutral import neutral, neutral_json, quoted
from exports.cells import csv_text, plain
from exports.pdf.fonts import printable
from ui.complaint.people import reporter_name, subject_words
from ui.shared.privacy import PrivacyShield
from ui.widgets.words import words

TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
COMMANDS = "\x1b\x00\x07\x08\x7f\x9b"
NASTY = f"Budi{TURNING}{COMMANDS}Rekaan"


@pytest.mark.parametrize("output", [neutral, plain, csv_text, printable])
def test_no_output_of_text_lets_them_through(output):
    assert output(NASTY) == "BudiRekaan"
    assert neutral("baris\n\tdua") == "baris\n\tdua"


def test_no_screen_shows_them(qtbot):
    shield = PrivacyShield()
    label = words(NASTY)
    qtbot.addWidget(label)
    assert label.text() == "BudiRekaan"
    label.setText(NASTY)
    assert label.text() == "BudiRekaan"
    assert reporter_name(NASTY, shield, is_secret=False) == "BudiRekaan"
    assert subject_words(NASTY, "", shield) == "BudiRekaan"


def test_a_line_of_json_still_means_the_same():
    line = neutral_json(json.dumps({"nama": NASTY}, ensure_ascii=False))
    assert json.loads(line) == {"nama": NASTY}
    assert not set(line) & set(TURNING + COMMANDS)


def test_joined_letters_and_pictures_stay():
    family = "\U0001f469\u200d\U0001f467"
    assert neutral(family) == family


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("31-13-2026", "“31-13…”"),
        ("KTP", "“KT…”"),
        ("Budi", "“Bu…”"),
        ("X", "“X”"),
        ("6103010101900001", "“…0001”"),
        ("0812-0000-0147", "“…0147”"),
        ("Siti Aminah binti Rekaan, Jl. Kenanga 7", "“Siti Aminah binti Re…”"),
        (NASTY, "“BudiR…”"),
    ],
)
def test_a_refusal_repeats_only_so_much_of_a_value(value, said):
    assert quoted(value) == said
