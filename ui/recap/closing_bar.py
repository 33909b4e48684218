"""Whether the shown month is closed, and the steps that are about that."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.book.rights import who_may
from app.ground.formatting import long_date, thousands
from app.reading.recap.month_state import MonthState
from app.rules.events import Step
from app.rules.officers import Role
from app.rules.procedure import STEPS
from ui.widgets.buttons import Button, quiet_button, secondary_button
from ui.widgets.layouts import clear
from ui.widgets.surfaces import Surface
from ui.widgets.words import tighten, words

_NAMES: Final[Mapping[Step, str]] = {
    Step.WRITE_MONTH_WORDS: "month-words",
    Step.CLOSE_MONTH: "close-month",
    Step.ISSUE_ERRATUM: "issue-erratum",
    Step.REOPEN_MONTH: "reopen-month",
}


class ClosingBar(Surface):
    """Says that a month is closed, or that it can be, with the buttons for what comes next."""

    step_wanted = Signal(object)  # Step
    erratum_wanted = Signal(int, int)  # the id and the number of an issued erratum

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_margins(16, 8, 12, 8)
        self._said = words("", wrap=True)
        self._said.setObjectName("closing-state")
        self.buttons: dict[Step, Button] = {}
        row = QHBoxLayout()
        tighten(row, 8)
        row.addWidget(self._said, 1)
        self._errata = QHBoxLayout()
        tighten(self._errata, 4)
        row.addLayout(self._errata)
        for step, name in _NAMES.items():
            button = secondary_button(STEPS[step].label, "lock" if "close" in name else "")
            button.setObjectName(name)
            button.clicked.connect(partial(self.step_wanted.emit, step))
            self.buttons[step] = button
            row.addWidget(button)
        self.body.addLayout(row)

    def show_state(self, state: MonthState, role: Role | None, *, is_over: bool) -> None:
        """Show *state* to somebody with *role*; only a month that *is_over* can be closed."""
        closing = state.closing
        if closing is None:
            runs = "masih berjalan" if state.month.months == 1 else "tidak ditutup sendiri"
            self._said.setText(f"{state.month.label} {'belum ditutup' if is_over else runs}.")
        else:
            stood = closing.standing
            self._said.setText(
                f"Ditutup {long_date(closing.made_at.date())} oleh {closing.made_by} "
                f"(catatan {thousands(stood.sequence)}, sidik jari {stood.fingerprint})."
            )
        self.buttons[Step.CLOSE_MONTH].setText(f"Tutup {state.month.label}")
        for step, button in self.buttons.items():
            is_for_open = step in (Step.CLOSE_MONTH, Step.WRITE_MONTH_WORDS)
            is_wanted = is_over or step is Step.WRITE_MONTH_WORDS
            button.setVisible(is_wanted and is_for_open is (closing is None))
            _let(button, step, role)
        clear(self._errata)
        for erratum in state.errata:
            paper = quiet_button(f"Ralat {erratum.number}", "pdf")
            paper.setToolTip(f"Diterbitkan {long_date(erratum.made_at.date())}")
            paper.clicked.connect(partial(self.erratum_wanted.emit, erratum.id, erratum.number))
            self._errata.addWidget(paper)

    def set_busy(self, *, is_busy: bool) -> None:
        """Let no step begin while one is made ready."""
        for button in self.buttons.values():
            (button.lock if is_busy else button.free)()


def _let(button: Button, step: Step, role: Role | None) -> None:
    rule = STEPS[step]
    may = role is None or role in rule.by
    button.setEnabled(may)
    button.setToolTip("" if may else f"Yang berwenang: {who_may(rule)}.")
