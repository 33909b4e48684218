"""The dialogs that link a complaint to another one, and that undo a link."""

from collections.abc import Iterable
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.entry.form_values import read_form_values
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused
from app.ground.formatting import compact_date
from app.ground.overriding import override
from app.reading.complaint.similar import SimilarComplaint
from app.reading.complaint.values import ComplaintDetail, LinkedComplaint
from app.reading.register.filter import RegisterFilter
from app.reading.register.ids import register_ids
from app.reading.register.rows import register_rows
from app.reading.register.values import ComplaintRow
from app.rules.events import Step
from app.rules.links import LINK_WORDS, LinkKind
from app.rules.statuses import STATUS_LABELS, Status
from app.steps.link import link, undo_link
from ui.complaint.people import reporter_name, subject_words
from ui.complaint.similar_search import SimilarSearch
from ui.complaint.step import ComplaintStep, text_area
from ui.shared.actions import Action, keys_of
from ui.shared.context import Context
from ui.widgets.combo import Combo
from ui.widgets.search_box import SearchBox

_MOST_SHOWN = 20


class LinkDialog(ComplaintStep):
    """Asks to which complaint and how; before anything is searched it offers similar ones."""

    step = Step.LINK

    def __init__(
        self, context: Context, detail: ComplaintDetail, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context,
            detail,
            parent,
            sentence="Kedua pengaduan tetap berdiri sendiri; tautan hanya menunjukkan hubungannya.",
        )
        self.kind = Combo()
        for kind, words in LINK_WORDS.items():
            self.kind.addItem(words.label, kind.value)
        self.search = SearchBox("Cari nomor, nama, isi", keys_of(Action.SEARCH))
        self.list = QListWidget()
        self.list.setMinimumHeight(184)
        self.add_field("kind", "Hubungannya", self.kind)
        self.add_field("search", "Pengaduan lain", self.search)
        self._box = self.add_field("other", "Yang ditemukan", self.list)
        self._similar = SimilarSearch(context, self)
        self._similar.found.connect(self._on_similar_found)
        self.search.searched.connect(self._on_searched)
        self.search.list_wanted.connect(self._on_list_wanted)
        self.list.currentItemChanged.connect(self._box.clear_error)
        self.search.setFocus()
        self._offer_similar()

    def _offer_similar(self) -> None:
        values = read_form_values(self.context.book, self.detail.id)
        self._similar.look_for(values, but=self.detail.id)

    @Slot(object)
    def _on_similar_found(self, found: tuple[SimilarComplaint, ...]) -> None:
        self._show(one.id for one in found)
        self._box.set_hint("Yang serupa dengan pengaduan ini" if found else "")

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        # What is searched for is nothing that closing the dialog would lose.
        self.search.setModified(False)
        self._similar.stop()
        if not text:
            self._offer_similar()
            return
        self._show(register_ids(self.context.book, RegisterFilter(text=text))[: _MOST_SHOWN + 1])
        self._box.set_hint("" if self.list.count() else "Tidak ada yang cocok")

    def _show(self, ids: Iterable[int]) -> None:
        self.list.clear()
        wanted = [key for key in ids if key != self.detail.id][:_MOST_SHOWN]
        for row in register_rows(self.context.book, wanted):
            if row.status is not Status.VOID:
                self.list.addItem(self._item(row))
        self.list.setCurrentRow(0)

    def _item(self, row: ComplaintRow) -> QListWidgetItem:
        name = reporter_name(row.name, self.context.privacy, is_secret=row.is_secret)
        when = compact_date(row.received_at.date())
        subject = subject_words(row.subject, row.service, self.context.privacy)
        item = QListWidgetItem(
            f"{row.number} · {when} · {STATUS_LABELS[row.status]}\n{name} · {subject}"
        )
        item.setData(Qt.ItemDataRole.UserRole, row.id)
        return item

    @Slot()
    def _on_list_wanted(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def write(self) -> Changes:
        chosen = self.list.currentItem()
        if chosen is None:
            raise FormRefused(FieldProblem("other", "Pilih pengaduan yang ditautkan."))
        other = chosen.data(Qt.ItemDataRole.UserRole)
        kind = LinkKind(self.kind.currentData())
        return link(self.context.book, self.detail.id, other, kind)


class UndoLinkDialog(ComplaintStep):
    """Asks why a link is wrong."""

    step = Step.UNDO_LINK
    cancel_text: ClassVar[str] = "Kembali"

    def __init__(
        self,
        context: Context,
        detail: ComplaintDetail,
        linked: LinkedComplaint,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            context,
            detail,
            parent,
            sentence=f"“{linked.words} {linked.number}” tidak berlaku lagi. "
            "Riwayat kedua pengaduan tetap menyebutnya.",
        )
        self._linked = linked
        self.reason = text_area(lines=3)
        self.add_field("reason", "Alasan pembatalan", self.reason)
        self.reason.setFocus()

    @override
    def write(self) -> Changes:
        return undo_link(self.context.book, self._linked.link_id, self.reason.toPlainText())
