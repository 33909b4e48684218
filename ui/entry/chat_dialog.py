"""ChatDialog: which messages of a chat become the complaint, and how its dates are read."""

from typing import Final

from PySide6.QtCore import QModelIndex, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from app.ground.errors import UserError
from app.ground.formatting import long_date, shortened, thousands
from app.ground.overriding import override
from app.intake.whatsapp import Chat
from ui.entry.chat_list import ChatList
from ui.entry.chat_model import ChatModel, shown_text
from ui.shared.actions import Action, bind, keys_of
from ui.shared.step_dialog import StepDialog
from ui.widgets.buttons import quiet_button
from ui.widgets.combo import Combo
from ui.widgets.search_box import SearchBox
from ui.widgets.words import tighten, words

_PAUSE_MS: Final = 150
_LONGEST_NAME: Final = 30
_ORDERS: Final = {True: "Hari lebih dahulu", False: "Bulan lebih dahulu"}


class NoMessageTicked(UserError):
    """No message of the chat was ticked."""


class ChatDialog(StepDialog):
    """Shows the messages of a chat; the ticked ones, at first the citizen's, are taken."""

    files_wanted = Signal(int)  # the place of the message whose files are to be looked at

    def __init__(self, chat: Chat, parent: QWidget | None = None) -> None:
        super().__init__(
            "Pilih pesan pengadu",
            "Pesan yang dicentang menjadi uraian pengaduan.",
            "Pakai pesan ini",
            parent,
        )
        self.setMinimumWidth(800)
        self.model = ChatModel(chat)
        self.list = ChatList(self.model)
        self.list.setMinimumHeight(240)
        self.search = SearchBox("Cari pesan atau pengirim", keys_of(Action.SEARCH))
        self.order = Combo()
        self.whole = QPlainTextEdit()
        self.count = words(role="muted")
        self.same_sender = quiet_button("Ambil semua dari pengirim ini", "person")
        self.clear = quiet_button("Lepas semua centang")
        self.look = quiet_button("Lihat berkas", "eye")
        self.look.setObjectName("look-at-file")
        self.look.setToolTip(f"Lihat berkas pesan yang disorot ({keys_of(Action.LOOK)})")
        self.look.setEnabled(False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._arrange_fields(chat)
        self._connect()
        self._show_count()
        self._mark(self.model.first_ticked_row())

    def _arrange_fields(self, chat: Chat) -> None:
        if chat.can_be_turned:
            self._add_order(chat)
        self.form.addWidget(self.search)
        hint = "Spasi mencentang pesan yang disorot; Shift+klik mencentang sampai pesan itu."
        self.add_field("messages", "Pesan", self.list, hint)
        self.form.addWidget(self._tools())
        self.whole.setReadOnly(True)
        self.whole.setTabChangesFocus(True)
        self.whole.setFixedHeight(76)
        self.add_field("whole", "Isi pesan yang disorot", self.whole)

    def _add_order(self, chat: Chat) -> None:
        for read in (chat, chat.turned()):
            first = long_date(read.messages[0].at.date())
            self.order.addItem(f"{_ORDERS[read.is_day_first]}: pesan pertama {first}")
        doubt = "Urutan hari dan bulan tidak pasti. Pilih yang cocok dengan tanggal pesannya."
        self.add_field("order", "Tanggal", self.order, "" if chat.is_order_certain else doubt)

    def _tools(self) -> QWidget:
        tools = QWidget()
        row = QHBoxLayout(tools)
        tighten(row)
        row.addWidget(self.same_sender)
        row.addWidget(self.clear)
        if self.chat.source is not None:
            row.addWidget(self.look)
        row.addStretch(1)
        row.addWidget(self.count)
        return tools

    def _connect(self) -> None:
        self.order.currentIndexChanged.connect(self._on_order_chosen)
        self.search.searched.connect(self._pause.start)
        self.search.list_wanted.connect(self.list.setFocus)
        self._pause.timeout.connect(self._on_search_wanted)
        self.model.modelReset.connect(self._on_searched)
        self.model.ticks_changed.connect(self._show_count)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.same_sender.clicked.connect(self._on_sender_wanted)
        # Not the button's own shortcut: that goes with each new text.
        bind(Action.SAME_SENDER, self, self.same_sender.click)
        self.same_sender.setToolTip(f"Centang semua pesannya ({keys_of(Action.SAME_SENDER)})")
        self.clear.clicked.connect(self.model.clear_ticks)
        self.look.clicked.connect(self._on_look_wanted)
        bind(Action.LOOK, self, self.look.click)

    @property
    def chat(self) -> Chat:
        """The chat with its dates as the officer reads them."""
        return self.model.chat

    def chosen(self) -> list[int]:
        """Return the places of the ticked messages."""
        return sorted(self.model.ticked)

    def _mark(self, row: int) -> None:
        if self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(row))

    @Slot()
    def _show_count(self) -> None:
        total = len(self.chat.messages)
        self.count.setText(
            f"{thousands(len(self.model.ticked))} dari {thousands(total)} pesan dicentang"
        )

    @Slot()
    def _on_order_chosen(self) -> None:
        self.model.set_chat(self.chat.turned())
        self._on_current_changed(self.list.currentIndex())

    @Slot()
    def _on_search_wanted(self) -> None:
        self.model.search(self.search.text().strip())

    @Slot()
    def _on_searched(self) -> None:
        self._mark(0)
        self._on_current_changed(self.list.currentIndex())

    @Slot()
    def _on_current_changed(self, current: QModelIndex) -> None:
        is_any = current.isValid()
        message = self.model.message(current.row()) if is_any else None
        self.whole.setPlainText(shown_text(message) if message else "Tidak ada pesan yang cocok.")
        name = message.sender if message else "pengirim ini"
        self.same_sender.setText(f"Ambil semua dari {shortened(name, _LONGEST_NAME)}")
        self.same_sender.setAccessibleName(f"Ambil semua dari {name}")
        self.same_sender.setEnabled(is_any)
        self.look.setEnabled(bool(message and message.files))

    @Slot()
    def _on_look_wanted(self) -> None:
        self.files_wanted.emit(self.model.place(self.list.currentIndex().row()))

    @Slot()
    def _on_sender_wanted(self) -> None:
        row = self.list.currentIndex().row()
        self.model.tick_sender(self.model.message(row).sender)

    @override
    def _holds_typing(self) -> bool:
        # What is searched for is not meant to be kept.
        return False

    @override
    def perform(self) -> None:
        if not self.chosen():
            raise NoMessageTicked("Centang paling sedikit satu pesan.")
