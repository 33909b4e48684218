"""The channel chooser: eight tiles with icon and key."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from app.ground.overriding import override
from app.rules.channels import CHANNEL_LABELS, Channel
from ui.widgets.buttons import Button
from ui.widgets.words import tighten

_ICONS: Final = {
    Channel.COUNTER: "counter",
    Channel.BOX: "box",
    Channel.WHATSAPP: "chat",
    Channel.EMAIL: "mail",
    Channel.LAPOR: "megaphone",
    Channel.PHONE: "phone",
    Channel.SOCIAL: "share",
    Channel.WEBSITE: "globe",
}
_WITH_ICONS: Final = 980


class ChannelTiles(QWidget):
    """One tile a channel; Alt+1 to Alt+8 press them."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tiles: dict[Channel, Button] = {}
        self._has_icons = True
        self._group = QButtonGroup(self)
        # Narrower than eight icons and words it may get: then the words stand alone.
        self.setMinimumWidth(1)
        row = QHBoxLayout(self)
        tighten(row, 8)
        for number, channel in enumerate(Channel, start=1):
            tile = Button(f"{CHANNEL_LABELS[channel]}\nAlt+{number}", "tile", _ICONS[channel])
            tile.setObjectName(f"channel-{channel.value}")
            tile.setAccessibleName(CHANNEL_LABELS[channel])
            tile.setCheckable(True)
            tile.clicked.connect(partial(self.chosen.emit, channel))
            self._group.addButton(tile)
            self.tiles[channel] = tile
            row.addWidget(tile, 1)
            key = QShortcut(QKeySequence(f"Alt+{number}"), parent)
            key.activated.connect(partial(self.chosen.emit, channel))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        has_icons = self.width() >= _WITH_ICONS
        if has_icons is not self._has_icons:
            self._has_icons = has_icons
            for channel, tile in self.tiles.items():
                tile.set_icon(_ICONS[channel] if has_icons else "")
                if not has_icons:
                    tile.setIcon(QIcon())

    def check(self, channel: Channel) -> None:
        """Mark the tile of *channel*."""
        self.tiles[channel].setChecked(True)
