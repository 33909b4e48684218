"""The page *Catat Pengaduan*: choose a channel, type, save; nothing typed is ever lost."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QTimer, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QDialog,
    QVBoxLayout,
    QWidget,
)

from app.entry.attachments import IncomingFile
from app.entry.drafts import discard_draft, read_drafts, save_draft
from app.ground.changes import Changes
from app.ground.errors import BookError, FormRefused
from app.ground.formatting import clock_time
from app.ground.overriding import override
from app.rules.channels import CHANNEL_LABELS, Channel
from ui.entry.aside import CompletenessCard, SimilarCard, missing_in
from ui.entry.attachments import AttachmentsCard
from ui.entry.body import EntryBody
from ui.entry.box import BoxTools
from ui.entry.dialogs import DirectAnswerDialog, DraftsDialog, leave_question
from ui.entry.form import EntryForm
from ui.entry.result import ResultCard
from ui.entry.saving import save_entry
from ui.entry.sources import Sources
from ui.entry.tiles import ChannelTiles
from ui.shared.actions import Action, bind
from ui.shared.context import Context
from ui.shared.door import take_step
from ui.shared.messages import RefusalBar
from ui.shared.page import Page
from ui.shared.step_dialog import is_agreed
from ui.widgets.buttons import primary_button, quiet_button, secondary_button
from ui.widgets.surfaces import PageHeader
from ui.widgets.words import tighten

_PAUSE_MS: Final = 1_000
_LOOK_MS: Final = 300
_MINUTE_MS: Final = 20_000


class EntryPage(Page):
    """Channel chooser above, the form, and beside it completeness, likeness and attachments."""

    title = "Catat Pengaduan"
    guide_section = "mencatat"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._draft_id: int | None = None
        self._was_offered = False
        self.form = EntryForm(context.book, Channel.COUNTER)
        self.result: ResultCard | None = None
        self.refusal = RefusalBar()
        self.completeness = CompletenessCard(context.book)
        self.similar = SimilarCard(context.book)
        self.attachments = AttachmentsCard()
        self._sources = Sources(context, self)
        self._pause = self._timer(_PAUSE_MS, self._save_draft)
        self._look = self._timer(_LOOK_MS, self._look_around)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._build_header()
        self._arrange()
        self._connect()
        self._put_form(self.form)

    def _timer(self, pause: int, act: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(act)
        return timer

    def _build_header(self) -> None:
        self.drafts = quiet_button("Draf")
        self.drafts.setObjectName("drafts")
        self.direct = secondary_button("Dijawab langsung", "reply")
        self.direct.setObjectName("direct")
        self.save = primary_button("Simpan  (Ctrl+Enter)")
        self.save.setObjectName("save")
        self.header = PageHeader(self.title, [self.drafts, self.direct, self.save])
        self.tiles = ChannelTiles(self)
        self.tiles.chosen.connect(self.choose)

    def _arrange(self) -> None:
        self.body = EntryBody(self.completeness, self.similar, self.attachments)
        column = QVBoxLayout(self)
        tighten(column, 8)
        column.setContentsMargins(20, 12, 20, 12)
        column.addWidget(self.header)
        column.addWidget(self.tiles)
        column.addWidget(self.refusal)
        column.addWidget(self.body, 1)
        self.setAcceptDrops(True)

    def _connect(self) -> None:
        self.save.clicked.connect(self._on_save_wanted)
        self.direct.clicked.connect(self._on_direct_wanted)
        self.drafts.clicked.connect(self._on_drafts_wanted)
        self.attachments.refused.connect(self.refusal.refuse)
        self._sources.refused.connect(self.refusal.refuse)
        self._sources.filled.connect(self._on_filled)
        self.completeness.field_wanted.connect(self._on_field_wanted)
        self.similar.complaint_wanted.connect(self.open_complaint)
        self._minute.timeout.connect(self._on_minute)
        bind(Action.SAVE, self, self._on_save_wanted)
        bind(Action.PASTE_CHAT, self, self._sources.paste_chat)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.activated.connect(self._on_picture_pasted)
        if self._context.book.read_only:
            for button in (self.save, self.direct, self.drafts):
                button.setEnabled(False)
                button.setToolTip(self._context.book.read_only_reason)
            self.refusal.refuse(f"Buku hanya dapat dibaca. {self._context.book.read_only_reason}")

    @override
    def shown(self) -> None:
        self._minute.start()
        self._count_drafts()
        if self.result is None:
            self.form.focus_first()
        if not self._was_offered and read_drafts(self._context.book):
            self._was_offered = True
            draft = read_drafts(self._context.book)[0]
            channel = CHANNEL_LABELS[draft.channel]
            self.header.set_facts(
                f"Ada draf {channel} pukul {clock_time(draft.saved_at)}. "
                "Tekan Draf untuk melanjutkan."
            )

    @override
    def may_leave(self) -> bool:
        """Keep what is typed as a draft before the window closes; ask where that is not all."""
        is_kept = self._save_draft()
        if is_kept and not self.attachments.files:
            return True
        return is_agreed(leave_question(self, is_kept=is_kept))

    @override
    def arrive(self, wanted: object) -> None:
        """Start a new entry when asked to."""
        if self.result is not None:
            self.start_next()

    @Slot(object)
    def choose(self, channel: Channel) -> None:
        """Show the form of *channel*; what both forms ask stays typed."""
        values = {} if self.result is not None else self.form.values
        if self.result is None and channel is self.form.channel:
            self.tiles.check(channel)
            self.form.focus_first()
            return
        values.pop("received_at", None)
        form = EntryForm(self._context.book, channel)
        self._put_form(form)
        form.fill(values)
        form.focus_first()

    def start_next(self) -> None:
        """Show an empty form of the same channel."""
        self._draft_id = None
        self.attachments.clear()
        self._put_form(EntryForm(self._context.book, self.form.channel))
        self.form.focus_first()

    def _put_form(self, form: EntryForm) -> None:
        self.result = None
        self.form = form
        self.body.put_form(form)
        form.set_tools(self._tools_for(form))
        form.edited.connect(self._on_edited)
        form.finished.connect(self.save.setFocus)
        self.tiles.check(form.channel)
        self._set_entry_visible(is_entry=True)
        self._look_around()

    def _set_entry_visible(self, *, is_entry: bool) -> None:
        self.save.setVisible(is_entry)
        self.direct.setVisible(is_entry)

    def _tools_for(self, form: EntryForm) -> list[QWidget]:
        if form.channel is not Channel.BOX:
            return self._sources.tools(form.channel)
        box = BoxTools(self._context, form)
        box.said.connect(self.message)
        box.refused.connect(self.refusal.refuse)
        return [box]

    @Slot()
    def _on_edited(self) -> None:
        # Not started anew by each key: whoever types without a pause is saved all the same.
        if not self._pause.isActive():
            self._pause.start()
        self._look.start()
        self._show_completeness()

    def _show_completeness(self) -> None:
        self.completeness.show_missing(missing_in(self.form.channel, self.form.values))

    @Slot()
    def _look_around(self) -> None:
        self._show_completeness()
        self.similar.look_for(self.form.channel, self.form.values)

    @Slot()
    def _save_draft(self) -> bool:
        """Keep what is typed; return False when it could not be kept."""
        self._pause.stop()
        book = self._context.book
        if self.result is not None or book.read_only or not self.form.is_touched:
            return True
        try:
            self._draft_id = save_draft(book, self._draft_id, self.form.channel, self.form.values)
        except BookError as error:
            self.refusal.refuse(f"Draf belum tersimpan. {error}")
            return False
        self.header.set_facts(f"Draf tersimpan {clock_time(book.clock.now())}")
        self._count_drafts()
        return True

    def _count_drafts(self) -> None:
        count = len(read_drafts(self._context.book))
        self.drafts.setText(f"Draf ({count})")
        self.drafts.setVisible(count > 0)

    @Slot()
    def _on_minute(self) -> None:
        if self.result is None and self.isVisible():
            self.form.tick()

    @Slot(str)
    def _on_field_wanted(self, name: str) -> None:
        self.form.focus(name)

    @Slot()
    def _on_save_wanted(self) -> None:
        self._save("")

    @Slot()
    def _on_direct_wanted(self) -> None:
        dialog = DirectAnswerDialog(self)
        is_agreed = dialog.exec() == QDialog.DialogCode.Accepted
        answer = dialog.answer.toPlainText()
        dialog.deleteLater()
        if is_agreed:
            self._save(answer)

    def _save(self, answer: str) -> None:
        if self.result is not None or self._context.book.read_only:
            return
        self.refusal.clear()
        save = partial(
            save_entry,
            self._context.book,
            self.form.channel,
            self.form.values,
            self.attachments.files,
            answer=answer,
            draft_id=self._draft_id,
        )
        changes = take_step(self._context, self, save, self._on_refused)
        if changes is not None:
            self._show_result(changes)

    def _on_refused(self, error: BookError) -> None:
        if isinstance(error, FormRefused):
            rest = self.form.show_problems(error.problems)
            self.refusal.refuse(" ".join(rest) or "Belum tersimpan. Periksa isian yang ditandai.")
        else:
            self.refusal.refuse(error)

    def _show_result(self, changes: Changes) -> None:
        self._pause.stop()
        self._draft_id = None
        self.attachments.clear()
        self.result = ResultCard(self._context, next(iter(changes.complaints)))
        self.result.next_wanted.connect(self.start_next)
        self.result.said.connect(self.message)
        self.result.refused.connect(self.refusal.refuse)
        self.result.complaint_wanted.connect(self.open_complaint)
        self.body.put_result(self.result)
        self._set_entry_visible(is_entry=False)
        self.header.set_facts("")
        self._count_drafts()
        self.result.next_entry.setFocus()
        self.message.emit(f"Pengaduan {changes.number} tersimpan.")

    @Slot()
    def _on_drafts_wanted(self) -> None:
        if not self._save_draft():
            return
        drafts = read_drafts(self._context.book)
        dialog = DraftsDialog(drafts, self)
        is_agreed = dialog.exec() == QDialog.DialogCode.Accepted
        chosen = dialog.chosen() if is_agreed else None
        for draft_id in dialog.discarded:
            discard_draft(self._context.book, draft_id)
        dialog.deleteLater()
        for draft in drafts:
            if draft.id == chosen:
                self.resume(draft.id, draft.channel, draft.values)
        self._count_drafts()

    def resume(self, draft_id: int, channel: Channel, values: Mapping[str, str]) -> None:
        """Go on with an unfinished entry."""
        form = EntryForm(self._context.book, channel)
        self._put_form(form)
        form.fill(values)
        self._draft_id = draft_id
        self._take_files_away()
        form.focus_first()

    def _take_files_away(self) -> None:
        """Drop the files of the entry before: they must not go into another complaint."""
        names = ", ".join(file.name for file in self.attachments.files)
        self.attachments.clear()
        if names:
            self.refusal.refuse(f"Lampiran tidak ikut dalam draf: {names}. Tambahkan lagi.")

    @Slot(object, object, object)
    def _on_filled(
        self, channel: Channel, values: Mapping[str, str], files: Sequence[IncomingFile]
    ) -> None:
        self.refusal.clear()
        self.choose(channel)
        self.form.fill(values)
        self.attachments.take(files)

    @Slot()
    def _on_picture_pasted(self) -> None:
        self.attachments.take_pasted(QGuiApplication.clipboard().mimeData())

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self.result is None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        data: QMimeData = event.mimeData()
        paths = [Path(u.toLocalFile()) for u in data.urls() if u.isLocalFile()]
        mails = [path for path in paths if path.suffix.lower() == ".eml"]
        if mails and not self.form.is_touched:
            self._sources.read_mail(mails[0])
            paths.remove(mails[0])
        self.attachments.take_paths(paths)
