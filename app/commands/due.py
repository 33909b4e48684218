"""``hitung``: a due date and why it is that date."""

import argparse

from app.commands.keys import unlocked_book
from app.commands.opening import opened_book
from app.ground.formatting import weekday_date
from app.rules.deadlines import DayUnit, Limit
from app.rules.explanation import describe_explanation, explain


def run(arguments: argparse.Namespace) -> int:
    """Print the due date, then its explanation line by line, as on screen."""
    with opened_book(unlocked_book(arguments)) as book:
        days = arguments.hari or book.limits.settle.days
        unit = DayUnit(arguments.satuan)
        explanation = explain(arguments.tanggal, Limit(days, unit), book.calendar)
    print(f"{explanation.due_on.isoformat()} ({weekday_date(explanation.due_on)})")
    for line in describe_explanation(explanation, "hari kejadian"):
        print(line)
    return 0
