"""FileDialog: one file in a window of its own, with what may be done with it below."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ground.overriding import override
from ui.shared.actions import Action, bind
from ui.shared.context import Context
from ui.shared.messages import RefusalBar
from ui.viewer.viewer import Viewer
from ui.widgets.buttons import quiet_button, secondary_button
from ui.widgets.tab_walk import take_tab
from ui.widgets.words import tighten

_USUAL: Final = QSize(1000, 680)
# What the frame of the window takes from the screen.
_FRAME: Final = 44


class FileDialog(QDialog):
    """Shows a picture or a PDF; more goes into ``middle`` beside it and into ``foot``.

    Attributes:
        other: the button that lets another program show the file; whoever opens the dialog
            connects it.
    """

    def __init__(
        self, context: Context, name: str, read: Callable[[], bytes], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName(type(self).__name__)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.context = context
        self.name = name
        self.viewer = Viewer(context.tasks, context.privacy)
        self.refusal = RefusalBar()
        self.other = quiet_button("Buka dengan program lain", "share")
        self.other.setObjectName("open-elsewhere")
        self.close_button = secondary_button("Tutup")
        self.close_button.setObjectName("close")
        self.close_button.clicked.connect(self.reject)
        self._arrange()
        # The window's own key does not reach over a dialog.
        bind(Action.PRIVACY, self, context.privacy.toggle)
        context.privacy.changed.connect(self._show_name)
        self._show_name()
        self.viewer.page_shown.connect(self._on_page_shown)
        self.viewer.show_file(name, read)

    def _arrange(self) -> None:
        self.middle = QHBoxLayout()
        tighten(self.middle, 16)
        self.middle.addWidget(self.viewer, 1)
        self.foot = QHBoxLayout()
        tighten(self.foot)
        self.foot.addWidget(self.other)
        self.foot.addStretch(1)
        self.foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        tighten(column, 10, 16)
        column.addLayout(self.middle, 1)
        self.refusal.stand_at_end_of(self.viewer)
        column.addLayout(self.foot)
        room = self.screen().availableSize()
        self.resize(_USUAL.boundedTo(QSize(room.width(), room.height() - _FRAME)))

    def _show_name(self) -> None:
        # A file is often called after whom it is about.
        self.setWindowTitle(self.context.privacy.mask(self.name))

    def _on_page_shown(self) -> None:
        """Let the keys move the first page, unless somebody has begun something else."""
        self.viewer.page_shown.disconnect(self._on_page_shown)
        focus = self.focusWidget()
        is_idle = focus in (None, self.close_button, self.other)
        if is_idle or self.viewer.isAncestorOf(focus):
            self.viewer.area.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def done(self, result: int) -> None:
        self.viewer.clear()
        super().done(result)

    @override
    def focusNextPrevChild(self, is_forward: bool) -> bool:
        return take_tab(self, is_forward=is_forward)
