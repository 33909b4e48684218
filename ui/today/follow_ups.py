"""The list on *Hari Ini* of what meetings decided on and nobody has done yet."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ground.formatting import short_date
from ui.shared.privacy import PrivacyShield
from ui.widgets.buttons import quiet_button, secondary_button
from ui.widgets.surfaces import Surface
from ui.widgets.words import set_property, tighten, words

# Loaded with the first lines, after the first picture.
if TYPE_CHECKING:
    from app.reading.meetings.values import ActionRow

_BUTTON_WIDTH = 150


class FollowUps(Surface):
    """One line for each action: what, by whom, until when; hidden where there is none."""

    finish_wanted = Signal(int)  # the action
    meeting_wanted = Signal(int)  # the meeting that decided on it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Tindak lanjut pembahasan", parent)
        self.say_why("diputuskan dalam pembahasan, belum selesai")
        self.rows: list[QFrame] = []
        self.hide()

    def show_actions(
        self, actions: "Sequence[ActionRow]", shield: PrivacyShield, *, is_locked: bool
    ) -> None:
        """Show *actions*, the most urgent first."""
        for row in self.rows:
            row.hide()
            row.setParent(None)
            row.deleteLater()
        self.rows = [self._row(each, shield, is_locked=is_locked) for each in actions]
        for row in self.rows:
            self.body.addWidget(row)
        self.setVisible(bool(self.rows))

    def _row(self, each: "ActionRow", shield: PrivacyShield, *, is_locked: bool) -> QFrame:
        frame = QFrame()
        frame.setObjectName(f"action-{each.id}")
        what = words(shield.mask(each.what))
        what.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        what.setToolTip(shield.mask(each.what))
        late = f" · lewat {each.days_late} hari" if each.days_late else ""
        about = f" · {each.number}" if each.number else ""
        said = words(f"{each.who} · sampai {short_date(each.due_on)}{late}{about}", "muted")
        if each.days_late:
            set_property(said, "tone", "late")
        texts = QVBoxLayout()
        tighten(texts, 0)
        texts.addWidget(what)
        texts.addWidget(said)
        show = quiet_button("Lihat")
        show.setAccessibleName(f"Lihat pembahasan {each.what}")
        show.clicked.connect(partial(self.meeting_wanted.emit, each.meeting_id))
        done = secondary_button("Tandai selesai")
        done.setObjectName("finish-action")
        done.setAccessibleName(f"Tandai selesai {each.what}")
        done.setMinimumWidth(_BUTTON_WIDTH)
        done.setEnabled(not is_locked)
        done.clicked.connect(partial(self.finish_wanted.emit, each.id))
        line = QHBoxLayout(frame)
        tighten(line, 8)
        line.addLayout(texts, 1)
        line.addWidget(show)
        line.addWidget(done)
        return frame
