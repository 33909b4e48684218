"""The guide says of every step who may take it: what the book itself asks, nothing else."""

from PySide6.QtGui import QTextTable

from app.rules.officers import SHORT_ROLE_LABELS, Role
from app.rules.procedure import BY_PROGRAM, STEPS
from app.rules.readings import READINGS
from ui.guide.page import GuidePage


def shown_table(page):
    page.arrive("petugas")
    frames = page._text.document().rootFrame().childFrames()
    table = next(frame for frame in frames if isinstance(frame, QTextTable))

    def text(row, column):
        return table.cellAt(row, column).firstCursorPosition().block().text()

    return [[text(row, c) for c in range(table.columns())] for row in range(table.rows())]


def test_the_guide_tells_the_rights_that_the_book_asks_for(qtbot, context):
    page = GuidePage(context)
    qtbot.addWidget(page)
    heads, *rows = shown_table(page)
    assert heads == ["Langkah atau bacaan", *SHORT_ROLE_LABELS.values(), "PIN lagi"]
    steps = [rule for step, rule in STEPS.items() if step not in BY_PROGRAM]
    expected = [(rule.label or rule.happened, rule.by, rule.asks_pin) for rule in steps]
    expected += [(rule.label, rule.by, False) for rule in READINGS.values()]
    assert len(rows) == len(expected)
    for row, (name, by, asks_pin) in zip(rows, expected, strict=True):
        assert row[0] == name
        told = {role for role, said in zip(Role, row[1:-1], strict=True) if said == "boleh"}
        assert told == by
        assert bool(row[-1]) == asks_pin
