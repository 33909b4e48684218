"""SectionList: the names of sections at the left of a page."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QListWidget, QWidget

from app.ground.overriding import override


class SectionList(QListWidget):
    """A narrow list from which one section is chosen."""

    def __init__(self, name: str, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sections")
        self.setAccessibleName(name)
        self.setFixedWidth(width)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The lines were measured before the style sheet gave them room.
        self.doItemsLayout()
