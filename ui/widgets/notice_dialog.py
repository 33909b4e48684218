"""A sentence that has to be read before anything goes on, and one button to go on."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.look.icons import pixmap
from ui.widgets.buttons import primary_button
from ui.widgets.words import selectable, tighten, words

_WIDTH: Final = 460


class NoticeDialog(QDialog):
    """Says what happened and what to do; for trouble only, good news needs no dialog."""

    def __init__(
        self, title: str, sentence: str, advice: str, button: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setWindowTitle(title)
        self.setAccessibleName(f"{sentence} {advice}".strip())
        self.sentence = sentence
        picture = QLabel()
        picture.setPixmap(pixmap("warning", "late", 32))
        said = QVBoxLayout()
        tighten(said, 8)
        # To be copied for whoever helps the office.
        said.addWidget(selectable(words(sentence, wrap=True)))
        if advice:
            said.addWidget(words(advice, "quiet", wrap=True))
        above = QHBoxLayout()
        tighten(above, 16)
        above.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        above.addLayout(said, 1)
        go_on = primary_button(button)
        go_on.setDefault(True)
        go_on.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(go_on)
        column = QVBoxLayout(self)
        tighten(column, 16, 20)
        column.addLayout(above)
        column.addLayout(foot)
        self.ensurePolished()
        self.setFixedSize(_WIDTH, column.totalHeightForWidth(_WIDTH))
        go_on.setFocus()
