"""The page *Catat Pengaduan*: choose a channel, type, save; nothing typed is ever lost."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QVBoxLayout,
    QWidget,
)

from app.entry.attachments import IncomingFile
from app.entry.drafts import EntryContent, KeptDraft
from app.entry.form_values import read_form_values
from app.entry.forms import filled
from app.ground.changes import Changes
from app.ground.errors import BookError, FormRefused
from app.ground.overriding import override
from app.reading.complaint.openings import unfinished_opening
from app.rules.channels import Channel
from app.steps.save_entry import save_entry
from ui.complaint.attached_files import OpenedFiles
from ui.entry.aside import CompletenessCard, missing_in
from ui.entry.attachments import AttachmentsCard
from ui.entry.body import EntryBody
from ui.entry.box import BoxTools, next_letter
from ui.entry.dialogs import ask_answer, ask_draft, leave_question
from ui.entry.draft_keeper import DraftKeeper, NotSetAside
from ui.entry.form import EntryForm
from ui.entry.header import EntryHeader
from ui.entry.mail_notice import MailNotice
from ui.entry.proposing import Proposing
from ui.entry.result import ResultCard
from ui.entry.similar_card import SimilarCard
from ui.entry.sources import Sources
from ui.entry.tiles import ChannelTiles
from ui.shared.actions import Action, bind
from ui.shared.context import Context
from ui.shared.door import take_step
from ui.shared.dropping import let_files_through
from ui.shared.messages import RefusalBar
from ui.shared.page import Page
from ui.shared.step_dialog import is_agreed
from ui.widgets.words import tighten

_LOOK_MS: Final = 300


class EntryPage(Page):
    """Channel chooser above, the form, and beside it completeness, likeness and attachments."""

    title = "Catat Pengaduan"
    guide_section = "mencatat"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._was_offered = False
        self.form = EntryForm(context.book, Channel.COUNTER)
        self.result: ResultCard | None = None
        self.refusal = RefusalBar()
        self.completeness = CompletenessCard(context.book)
        self.similar = SimilarCard(context)
        self._proposing = Proposing(context, self)
        self.attachments = AttachmentsCard()
        self.keeper = DraftKeeper(context, self.refusal, self._unsaved, self)
        self._sources = Sources(context, self, self.take_in)
        self.mail_notice = MailNotice()
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(_LOOK_MS)
        self.header = EntryHeader(self.title)
        self.drafts, self.direct = self.header.drafts, self.header.direct
        self.save = self.header.save
        self.tiles = ChannelTiles(self)
        self._arrange()
        self._connect()
        self._put_form(self.form)

    def _arrange(self) -> None:
        self.body = EntryBody(self.completeness, self.similar, self.attachments)
        column = QVBoxLayout(self)
        tighten(column, 8)
        column.setContentsMargins(20, 12, 20, 12)
        column.addWidget(self.header)
        column.addWidget(self.tiles)
        self.refusal.stand_over(self.header)
        column.addWidget(self.mail_notice)
        column.addWidget(self.body, 1)

    def _connect(self) -> None:
        self.tiles.chosen.connect(self.choose)
        self.save.clicked.connect(self._on_save_wanted)
        self.direct.clicked.connect(self._on_direct_wanted)
        self.drafts.clicked.connect(self._on_drafts_wanted)
        self.header.paper.clicked.connect(self._sources.copy_paper)
        self.attachments.refused.connect(self.refusal.refuse)
        self.attachments.changed.connect(self.keeper.note_change)
        self.attachments.wanted.connect(self._on_attachment_wanted)
        self._sources.refused.connect(self.refusal.refuse)
        self._sources.attached.connect(self._attach)
        self._sources.said.connect(self.message)
        self._sources.mails.taken.connect(self.mail_notice.show_of)
        self.mail_notice.complaint_wanted.connect(self.open_complaint)
        self.keeper.changed.connect(self._show_drafts)
        self.keeper.kept.connect(self.header.set_facts)
        self.header.set_aside.back_wanted.connect(self._on_back_wanted)
        self.header.set_aside.closed.connect(self.keeper.forget_before)
        self.completeness.field_wanted.connect(self._on_field_wanted)
        self.similar.complaint_wanted.connect(self.open_complaint)
        self.similar.reporter_wanted.connect(self._on_reporter_wanted)
        self.similar.links_changed.connect(self.keeper.note_change)
        self._look.timeout.connect(self._look_around)
        self._context.hub.changed.connect(self._on_changed)
        bind(Action.SAVE, self, self._on_save_wanted)
        bind(Action.LINK, self, self._on_link_wanted)
        bind(Action.PASTE_CHAT, self, self._sources.paste_chat)
        bind(Action.COPY_PAPER, self, self._sources.copy_paper)
        bind(Action.OPEN_FILE, self, self._on_file_wanted)
        bind(Action.DRAFTS, self, self._on_drafts_wanted)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.activated.connect(self._on_picture_pasted)
        if self._context.book.read_only:
            self.header.forbid_saving(self._context.book.read_only_reason)
            self.refusal.refuse(f"Buku hanya dapat dibaca. {self._context.book.read_only_reason}")

    @override
    def shown(self) -> None:
        self._show_drafts()
        if self.result is None:
            self.form.focus_first()
        if not self._was_offered:
            self._was_offered = True
            self.header.offer(self.keeper.all(), unfinished_opening(self._context.book))

    @override
    def may_leave(self) -> bool:
        """Keep what is typed as a draft before the window closes; ask where that failed."""
        return self.keeper.keep() or is_agreed(leave_question(self))

    @override
    def arrive(self, wanted: object) -> None:
        """Start a new entry when asked to."""
        if self.result is not None:
            self.start_next()

    @Slot(object)
    def choose(self, channel: Channel) -> None:
        """Show the form of *channel* for the same entry; nothing that was typed is dropped."""
        if self.result is not None:
            if channel is self.form.channel:
                self.start_next()
            else:
                self._put_entry(EntryContent(channel, {}))
            return
        if channel is not self.form.channel:
            # A number that only this channel asks for is the citizen's number in any other.
            typed = filled(self.form.channel, self.form.typed)
            form = EntryForm(self._context.book, channel)
            self._put_form(form)
            form.fill(typed)
        self.tiles.check(channel)
        self.form.focus_first()

    def _unsaved(self) -> EntryContent | None:
        """Return the entry as it stands on the page, None when there is nothing to lose."""
        files, links = tuple(self.attachments.files), self.similar.links
        if self.result is not None or not (self.form.is_touched or files or links):
            return None
        return EntryContent(self.form.channel, self.form.whole, files, links)

    def take_in(self, content: EntryContent) -> None:
        """Show an entry from outside, whole and alone; the one being typed is set aside.

        Raises:
            NotSetAside: it could not be kept; it stands where it stood, the other was not opened.
        """
        self.keeper.set_aside()
        self.refusal.clear()
        self._put_entry(content)
        self.keeper.keep()

    def resume(self, key: str) -> None:
        """Go on with an unfinished entry; the one being typed is set aside.

        Raises:
            NotSetAside: it could not be kept; it stands where it stood.
        """
        is_current = self.keeper.current is not None and self.keeper.current.key == key
        draft = None if is_current else self.keeper.read(key)
        if draft is not None:
            self.keeper.set_aside()
            self._put_entry(draft.content, draft)

    def start_next(self) -> None:
        """Show an empty form of the same channel; after an entry what belongs to it stays."""
        stays = self.form.staying if self.result is not None else {}
        self._put_entry(EntryContent(self.form.channel, {}))
        self.form.begin_with(stays)
        self.form.focus_first(is_next=bool(stays))

    def _put_entry(self, content: EntryContent, kept: KeptDraft | None = None) -> None:
        """Show *content* and nothing of what stood here before."""
        form = EntryForm(self._context.book, content.channel)
        self.attachments.clear()
        self.mail_notice.clear()
        self._put_form(form)
        form.fill(content.values)
        self.attachments.take(content.files)
        self.similar.put_links(content.links)
        self.keeper.hold(kept)
        form.focus_first()

    def _put_form(self, form: EntryForm) -> None:
        self.result = None
        self.form = form
        self.body.put_form(form)
        form.set_tools(self._tools_for(form))
        form.edited.connect(self._on_edited)
        form.finished.connect(self.save.setFocus)
        form.submitted.connect(self._on_save_wanted)
        for editor in form.editors.values():
            editor.widget.installEventFilter(self.attachments)
        let_files_through(form)
        self.tiles.check(form.channel)
        self.header.show_actions(is_entry=True)
        self._look_around()

    def _tools_for(self, form: EntryForm) -> list[QWidget]:
        if form.channel is not Channel.BOX:
            return self._sources.tools(form.channel)
        box = BoxTools(self._context, form, self.take_in)
        box.said.connect(self.message)
        box.refused.connect(self.refusal.refuse)
        return [box]

    @Slot()
    def _on_edited(self) -> None:
        self.similar.stop_looking()
        self.keeper.note_change()
        self._look.start()
        self._show_completeness()

    def _show_completeness(self) -> None:
        self.completeness.show_missing(missing_in(self.form.channel, self.form.values))

    @Slot()
    def _look_around(self) -> None:
        self._show_completeness()
        self.form.offer_phone()
        self.similar.look_for(self.form.channel, self.form.values)
        self._proposing.look_for(self.form)

    @Slot()
    def _on_link_wanted(self) -> None:
        if self.result is None and not self.similar.choose_first():
            self.message.emit("Belum ada pengaduan serupa yang dapat ditautkan.")

    @Slot(int)
    def _on_reporter_wanted(self, complaint_id: int) -> None:
        self.form.fill_reporter(read_form_values(self._context.book, complaint_id))

    @Slot()
    def _show_drafts(self) -> None:
        self.header.show_drafts(self.keeper.all(), self.keeper.before)

    @Slot()
    def _on_back_wanted(self) -> None:
        if self.keeper.before is not None:
            self._resume(self.keeper.before.key)

    def _resume(self, key: str) -> None:
        try:
            self.resume(key)
        except NotSetAside as error:
            self.refusal.refuse(error)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.settings:
            self.form.refresh_lists()

    @Slot(str)
    def _on_field_wanted(self, name: str) -> None:
        self.form.focus(name)

    @Slot()
    def _on_save_wanted(self) -> None:
        self._save("")

    @Slot()
    def _on_direct_wanted(self) -> None:
        if ask_answer(self, self.form.answer, self.form.keep_answer):
            self._save(self.form.answer)

    def _save(self, answer: str) -> None:
        if self.result is not None or self._context.book.read_only:
            return
        self.refusal.clear()
        self.form.settle()
        save = partial(
            save_entry,
            self._context.book,
            self.form.channel,
            self.form.values,
            self.attachments.files,
            answer=answer,
            key=self.keeper.key,
            links=self.similar.links,
        )
        changes = take_step(self._context, self, save, self._on_refused)
        if changes is not None:
            self._show_result(changes)

    def _on_refused(self, error: BookError) -> None:
        if isinstance(error, FormRefused):
            self.form.show_problems(error.problems)
            self.refusal.refuse(self.form.words_for(error.problems))
        else:
            self.refusal.refuse(error)

    def _show_result(self, changes: Changes) -> None:
        complaint_id = next(iter(changes.complaints))
        self.keeper.discard_current()
        self.message.emit(f"Pengaduan {changes.number} tersimpan.")
        letter = next_letter(self._context.book, complaint_id)
        if letter is not None:
            self._put_entry(letter)
            return
        self.result = ResultCard(self._context, complaint_id)
        self.result.next_wanted.connect(self.start_next)
        self.result.said.connect(self.message)
        self.result.refused.connect(self.refusal.refuse)
        self.result.complaint_wanted.connect(self.open_complaint)
        self.body.put_result(self.result)
        self.header.show_actions(is_entry=False)
        self.header.set_facts("")
        self.attachments.clear()
        self.mail_notice.clear()
        self.result.next_entry.setFocus()
        self.result.print_awaited()

    @Slot()
    def _on_file_wanted(self) -> None:
        if self.result is None and not self._sources.open(self.form.channel):
            self.attachments.add.click()

    @Slot()
    def _on_drafts_wanted(self) -> None:
        self.keeper.keep()
        if not self.keeper.all():
            self.message.emit("Tidak ada draf yang belum disimpan.")
            return
        chosen, discarded = ask_draft(self.keeper.all(), self, self._context.privacy.mask)
        kept = self.keeper.current
        for draft in discarded:
            self.keeper.discard(draft)
        if kept is not None and kept.key in {draft.key for draft in discarded}:
            self.start_next()
        if chosen is not None:
            self._resume(chosen)

    @Slot(object)
    def _on_attachment_wanted(self, file: IncomingFile) -> None:
        self.refusal.clear()
        try:
            OpenedFiles(self._context).show(file.name, file.content, self.window())
        except BookError as error:
            self.refusal.refuse(error)

    @Slot()
    def _on_picture_pasted(self) -> None:
        if self.result is None:
            self.attachments.take_pasted(QGuiApplication.clipboard().mimeData())

    @override
    def take_files(self, paths: Sequence[Path]) -> bool:
        """Read what is an entry of its own, attach the rest to the entry that is open then."""
        if self.result is not None:
            self.start_next()
        self._attach(self._sources.read_dropped(paths))
        return True

    @Slot(object)
    def _attach(self, paths: Sequence[Path]) -> None:
        before = len(self.attachments.files)
        self.attachments.take_paths(paths)
        names = ", ".join(file.name for file in self.attachments.files[before:])
        if names:
            self.message.emit(f"Dilampirkan pada entri ini: {names}.")
