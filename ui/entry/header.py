"""EntryHeader: what can be done with the whole entry, and what is said of its draft."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.entry.drafts import DraftInfo, KeptDraft
from app.ground.formatting import clock_time
from app.ground.overriding import override
from app.reading.complaint.values import BoxOpeningInfo
from app.rules.channels import CHANNEL_LABELS
from ui.entry.box_words import unfinished_words
from ui.shared.actions import Action, give_key, shown_keys
from ui.widgets.buttons import primary_button, quiet_button, secondary_button
from ui.widgets.surfaces import FactsLine, PageHeader
from ui.widgets.words import tighten

# Logical pixels: from here on the whole sentence has room beside the title, and without it.
_ROOM_FOR_TITLE: Final = 1300
_ROOM_FOR_SENTENCE: Final = 1000


class SetAsideBar(QFrame):
    """Says that the entry before was set aside, and goes back to it."""

    back_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.setObjectName("set-aside")
        self.sentence = FactsLine()
        self.back = quiet_button("Kembali ke entri sebelumnya", "undo")
        self.back.setObjectName("back-to-entry")
        self.back.clicked.connect(self.back_wanted)
        close = quiet_button("", "close")
        close.setAccessibleName("Tutup pesan")
        close.setToolTip("Tutup pesan. Entri itu tetap ada dalam draf.")
        close.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        tighten(row, 4)
        row.setContentsMargins(12, 0, 0, 0)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.back)
        row.addWidget(close)
        self.hide()

    def show_before(self, draft: KeptDraft | None) -> None:
        """Offer the way back to *draft*; hide when there is none."""
        if draft is not None:
            entry = f"Entri {CHANNEL_LABELS[draft.content.channel]}"
            whole = f"{entry} pukul {clock_time(draft.saved_at)} disisihkan sebagai draf."
            self.sentence.say(f"{entry} disisihkan")
            for widget in (self, self.sentence, self.back):
                widget.setToolTip(whole)
            self.setAccessibleName(whole)
        self.setVisible(draft is not None)


class EntryHeader(PageHeader):
    """The header of the entry page; nothing below it moves when the bar comes and goes."""

    def __init__(self, title: str) -> None:
        self.paper = quiet_button("Salin buku kertas", "book")
        self.paper.setObjectName("copy-paper")
        self.paper.setToolTip(
            "Salin baris demi baris dari foto atau pindaian halaman "
            f"({shown_keys(Action.COPY_PAPER)})"
        )
        self.drafts = quiet_button("Draf")
        self.drafts.setObjectName("drafts")
        self.drafts.setToolTip(f"Draf yang belum disimpan ({shown_keys(Action.DRAFTS)})")
        self.direct = secondary_button("Dijawab langsung", "reply")
        self.direct.setObjectName("direct")
        give_key(self.direct, Action.ANSWER_DIRECTLY)
        self.save = primary_button("Simpan  (Ctrl+Enter)")
        self.save.setObjectName("save")
        super().__init__(title, [self.paper, self.drafts, self.direct, self.save])
        self.set_aside = SetAsideBar()
        self.put_notice(self.set_aside)

    def show_drafts(self, drafts: Sequence[DraftInfo], before: KeptDraft | None) -> None:
        """Show how many drafts there are, and the way back to the entry *before*."""
        # First it gives its room: with both the window would have to grow.
        self.paper.setVisible(before is None and not self.paper.isHidden())
        self.drafts.setText(f"Draf ({len(drafts)})")
        self.drafts.setVisible(bool(drafts))
        self.set_aside.show_before(before)
        self.facts.setVisible(before is None)
        self._make_room()

    def _make_room(self) -> None:
        # Where all does not fit, the rail still says which page this is.
        has_room = self.width() >= _ROOM_FOR_TITLE
        self.title.setVisible(has_room or self.set_aside.isHidden())
        self.paper.setVisible(self.set_aside.isHidden() and self.width() >= _ROOM_FOR_SENTENCE)
        self.set_aside.sentence.setVisible(self.width() >= _ROOM_FOR_SENTENCE)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def offer(self, drafts: Sequence[DraftInfo], opening: BoxOpeningInfo | None) -> None:
        """Say what there is to go on with: the latest draft, or the letters of *opening*."""
        if drafts:
            channel = CHANNEL_LABELS[drafts[0].channel]
            count = f"{len(drafts)} draf, terakhir" if len(drafts) > 1 else "draf"
            self.set_facts(
                f"Ada {count} {channel} pukul {clock_time(drafts[0].saved_at)}. "
                f"Tekan {shown_keys(Action.DRAFTS)} untuk melanjutkan."
            )
        elif opening is not None:
            self.set_facts(unfinished_words(opening))

    def show_actions(self, *, is_entry: bool) -> None:
        """Show what can be done with an entry; after it was saved that is over."""
        self.save.setVisible(is_entry)
        self.direct.setVisible(is_entry)

    def forbid_saving(self, reason: str) -> None:
        """Let nothing be recorded; drafts are kept all the same."""
        for button in (self.save, self.direct, self.paper):
            button.setEnabled(False)
            button.setToolTip(reason)
