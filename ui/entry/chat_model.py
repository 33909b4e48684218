"""ChatModel: the messages of a chat as rows; a message is made when its row is seen."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)

from app.ground.formatting import moment
from app.ground.overriding import override
from app.intake.whatsapp import Chat, ChatMessage
from ui.widgets.delegates import SECOND_LINE_ROLE

Index = QModelIndex | QPersistentModelIndex
_CHECK: Final = Qt.ItemDataRole.CheckStateRole
# Enough for what a screen shows, painted again and again while scrolling.
_KEPT: Final = 500


class ChatModel(QAbstractListModel):
    """Rows are all messages, or those found by a search; ticks belong to messages, not rows.

    Attributes:
        chat: the chat, its dates read in the chosen order.
        ticked: the places of the ticked messages in ``chat.messages``.
    """

    ticks_changed = Signal()

    def __init__(self, chat: Chat) -> None:
        super().__init__()
        self.chat = chat
        senders = enumerate(chat.messages.senders)
        self.ticked = {place for place, sender in senders if sender == chat.citizen}
        self._shown: Sequence[int] = range(len(chat.messages))
        self._made: dict[int, ChatMessage] = {}
        self._looking: Iterator[list[int]] = iter(())
        self._found: list[int] = []
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._look_on)

    def place(self, row: int) -> int:
        """Return the place in ``chat.messages`` of the message in *row*."""
        return self._shown[row]

    def message(self, row: int) -> ChatMessage:
        """Return the message in *row*."""
        place = self.place(row)
        if place not in self._made:
            if len(self._made) > _KEPT:
                self._made.clear()
            self._made[place] = self.chat.messages[place]
        return self._made[place]

    def set_chat(self, chat: Chat) -> None:
        """Show the same messages with their dates read in another order."""
        self.chat = chat
        self._made.clear()
        self._tell()

    def search(self, words: str) -> None:
        """Show the messages in which *words* stand, soon; without words all of them.

        A long chat is searched part by part, and what is typed meanwhile is not kept waiting.
        """
        self._slices.stop()
        messages = self.chat.messages
        if not words:
            self._show(range(len(messages)))
            return
        self._looking = messages.looking_for(words)
        self._found = []
        self._slices.start()

    @Slot()
    def _look_on(self) -> None:
        found = next(self._looking, None)
        if found is None:
            self._slices.stop()
            self._show(self._found)
            return
        self._found += found

    def _show(self, places: Sequence[int]) -> None:
        self.beginResetModel()
        self._shown = places
        self.endResetModel()

    def tick_rows(self, rows: Iterable[int], *, is_ticked: bool) -> None:
        """Tick the messages in *rows*, or take their ticks away."""
        self._tick({self._shown[row] for row in rows}, is_ticked=is_ticked)

    def tick_sender(self, sender: str) -> None:
        """Tick all messages of *sender*, also those that the search hides."""
        senders = enumerate(self.chat.messages.senders)
        self._tick({place for place, other in senders if other == sender}, is_ticked=True)

    def clear_ticks(self) -> None:
        """Take all ticks away."""
        self._tick(set(self.ticked), is_ticked=False)

    def first_ticked_row(self) -> int:
        """Return the first row with a tick, 0 without any."""
        return next((row for row, place in enumerate(self._shown) if place in self.ticked), 0)

    def is_ticked(self, row: int) -> bool:
        """Return whether the message in *row* is ticked."""
        return self.place(row) in self.ticked

    def _tick(self, places: set[int], *, is_ticked: bool) -> None:
        self.ticked = self.ticked | places if is_ticked else self.ticked - places
        self._tell()
        self.ticks_changed.emit()

    def _tell(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == _CHECK:
            return Qt.CheckState.Checked if self.is_ticked(index.row()) else Qt.CheckState.Unchecked
        message = self.message(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return shown_text(message)
        if role == SECOND_LINE_ROLE:
            return f"{moment(message.at)}  {message.sender}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{message.sender}, {moment(message.at)}: {shown_text(message)}"
        return None

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != _CHECK or not index.isValid():
            return False
        self.tick_rows([index.row()], is_ticked=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True


def shown_text(message: ChatMessage) -> str:
    """Return the words of a message and, in brackets, the files that came with it."""
    names = ", ".join(message.files)
    file = f"[Berkas: {names}]" if names else "[Berkas tidak disertakan]"
    return "\n".join(part for part in (message.said, file if message.is_media else "") if part)
