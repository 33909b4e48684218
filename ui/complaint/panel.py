"""ComplaintPanel: the complaint in hand, beside the list it was chosen from."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QMenu, QVBoxLayout, QWidget

from app.book.rights import RightRefused
from app.entry.attachments import read_content
from app.ground.changes import Changes
from app.ground.errors import BookError
from app.ground.names import safe_file_name
from app.reading.complaint.detail import read_detail
from app.reading.complaint.values import AttachmentInfo, ComplaintDetail, LinkedComplaint
from app.rules.events import Step
from app.rules.next_steps import NextSteps, next_steps
from app.rules.officers import Role
from app.rules.papers import PAPER_LABELS, Paper
from app.rules.procedure import STEPS
from app.rules.statuses import CLOSED
from ui.complaint.attach_dialog import AttachDialog
from ui.complaint.attached_files import NoProgram, NotShown, OpenedFiles
from ui.complaint.dialogs import may_begin, step_dialog, take
from ui.complaint.history import History
from ui.complaint.identity import NAMING, Sight
from ui.complaint.link_dialogs import UndoLinkDialog
from ui.complaint.meeting_dialogs import PlanMeetingDialog
from ui.complaint.panel_content import PanelContent
from ui.complaint.papers import make_paper, papers_of
from ui.complaint.sending import SEND_WORDS, NotSendable, send_receipt
from ui.complaint.undo_strip import UndoStrip
from ui.complaint.why import WhyDialog
from ui.shared.actions import Action, bind, shown_keys
from ui.shared.context import Context
from ui.shared.door import undo_step
from ui.shared.messages import RefusalBar
from ui.shared.rights import offer
from ui.shared.step_dialog import is_agreed
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.surfaces import SidePanel
from ui.widgets.words import words

PANEL_WIDTH: Final = 352


class ComplaintPanel(SidePanel):
    """Shows one complaint and takes its next step; a page puts it beside its list."""

    message = Signal(str)  # a quiet sentence for the status bar
    complaint_wanted = Signal(int)  # one that is linked with the complaint in hand

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName("complaint-panel")
        self.setFixedWidth(PANEL_WIDTH)
        self._context = context
        self._detail: ComplaintDetail | None = None
        self._steps = NextSteps(None, ())
        self._role: Role | None = None
        self._opened = OpenedFiles(context)
        self._content: PanelContent | None = None
        self._sight = Sight(context)
        self._history = History.ALL
        self.refusal = RefusalBar()
        self.undo = UndoStrip()
        self.undo.undo_wanted.connect(self._on_undo_wanted)
        self._blocked = words("", "muted", wrap=True)
        self._blocked.setObjectName("blocked-reason")
        self._primary = primary_button("")
        self._primary.setObjectName("next-step")
        self._primary.clicked.connect(self._on_primary_clicked)
        self._more = secondary_button("Lainnya")
        self._more.setObjectName("more-steps")
        self._more.setToolTip("Langkah lain")
        self._print = secondary_button("", "print")
        self._print.setAccessibleName("Cetak")
        self._print.setToolTip("Cetak tanda terima, lembar atau surat")
        self._print.setObjectName("papers")
        self._arrange()
        bind(Action.SEND_RECEIPT, self, self.send)
        close = QShortcut(QKeySequence("Esc"), self)
        close.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        close.activated.connect(self.close_wanted)
        context.hub.changed.connect(self._on_changed)
        context.privacy.changed.connect(self._on_privacy_changed)

    def _arrange(self) -> None:
        self._more_menu = QMenu(self)
        self._more.setMenu(self._more_menu)
        self._print_menu = QMenu(self)
        self._print.setMenu(self._print_menu)
        outer = cast(QVBoxLayout, self.layout())
        outer.insertWidget(outer.count() - 1, self._blocked)
        for bar in (self.undo, self.refusal):
            bar.stand_at_end_of(self.scroll_area)
        self.foot.addStretch(0)
        self.foot.addWidget(self._primary, 1)
        self.foot.addWidget(self._more)
        self.foot.addWidget(self._print)

    @property
    def complaint_id(self) -> int | None:
        """The id of the complaint that is shown; None before the first."""
        return self._detail.id if self._detail else None

    def show_complaint(self, complaint_id: int) -> None:
        """Show the complaint with this id."""
        if complaint_id != self.complaint_id:
            self.refusal.clear()
            self.undo.hide()
            self._sight.close()
            self._history = History.ALL
            self.scroll_area.verticalScrollBar().setValue(0)
        try:
            self._detail = read_detail(self._context.book, complaint_id)
        except RightRefused as error:
            # It went to another team, or somebody else sits at the desk now.
            self._detail = None
            self.message.emit(str(error))
            self.close_wanted.emit()
            return
        self._fill(self._detail)

    def focus_next_step(self) -> None:
        """Put the focus where the next step is taken."""
        target = self._primary if self._primary.isVisible() else self._more
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_step(self, step: Step, files: Sequence[Path] = ()) -> None:
        """Open the dialog of *step*, if the complaint in hand allows it now.

        *files* were dropped and are on the list of the dialog that adds files.
        """
        detail = self._detail
        if detail is None:
            return
        self.undo.hide()
        if step not in (self._steps.primary, *self._steps.others):
            self.refusal.refuse(
                f"“{STEPS[step].label}” belum atau tidak lagi dapat dilakukan pada pengaduan ini."
            )
            return
        self.refusal.clear()
        if not self._sight.reason and not may_begin(self._context, self.window(), detail.id, step):
            return
        dialog = step_dialog(self.window(), self._context, detail.id, step)
        if isinstance(dialog, AttachDialog):
            dialog.add_paths(files)
        if take(dialog) is None:
            return
        self.message.emit(dialog.done_sentence())
        if STEPS[step].undone_by is not None:
            self.undo.offer(dialog.done_sentence())
        if dialog.wanted_paper is not None:
            self.make(dialog.wanted_paper)

    def make(self, paper: Paper) -> None:
        """Make *paper* of the complaint in hand."""
        if self._detail is not None:
            make_paper(
                self._context,
                self.window(),
                self._detail.id,
                paper,
                said=self.message.emit,
                refused=self.refusal.refuse,
            )

    @Slot()
    def send(self) -> None:
        """Show the receipt of the complaint in hand as a message, to be opened elsewhere."""
        if self._detail is None:
            return
        self.refusal.clear()
        try:
            done = send_receipt(self._context, self._detail.id, self.window())
        except NotSendable as error:
            self.refusal.refuse(error)
            return
        if done:
            self.message.emit(done)

    def _fill(self, detail: ComplaintDetail) -> None:
        self.over_title.setText(detail.number)
        self.setAccessibleName(f"Pengaduan {detail.number}")
        content = PanelContent(
            self._context.book,
            detail,
            self._context.privacy,
            sight=self._sight,
            history=self._history,
        )
        content.why_wanted.connect(self._on_why_wanted)
        content.reveal_wanted.connect(self._on_reveal_wanted)
        content.attachment_wanted.connect(self._on_attachment_wanted)
        content.attach_wanted.connect(partial(self.take_step, Step.ATTACH))
        content.linked_wanted.connect(self.complaint_wanted)
        content.link_wanted.connect(partial(self.take_step, Step.LINK))
        content.undo_link_wanted.connect(self._on_undo_link_wanted)
        content.repeats_wanted.connect(self._on_repeats_wanted)
        content.history_wanted.connect(self._on_history_wanted)
        content.access_wanted.connect(partial(self.make, Paper.ACCESS))
        content.message.connect(self.message)
        if self._content is not None:
            self.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = content
        self.body.addWidget(content, 1)
        self._fill_foot(detail)

    def _fill_foot(self, detail: ComplaintDetail) -> None:
        book = self._context.book
        self._role = book.role
        self._steps = next_steps(
            detail, book.clock.today(), is_missing=bool(detail.missing), role=self._role
        )
        if detail.anonymised_on is not None:
            self._steps = NextSteps(None, ())
        primary = self._steps.primary
        self._primary.setVisible(primary is not None)
        self._primary.setText(STEPS[primary].label if primary else "")
        self._primary.setAccessibleName(self._primary.text())
        self._primary.setEnabled(not book.read_only)
        # Beside the next step there is room for the picture only.
        self._print.setText("" if primary else "Cetak")
        self._blocked.setText(f"Buku hanya dapat dibaca. {book.read_only_reason}")
        self._blocked.setVisible(book.read_only)
        self._fill_more(detail)
        self._print_menu.clear()
        for paper in papers_of(detail):
            entry = self._print_menu.addAction(PAPER_LABELS[paper])
            entry.triggered.connect(partial(self._on_paper_chosen, paper))
            if detail.is_secret and paper in NAMING:
                offer(entry, book, Step.SHOW_IDENTITY)
        self._print_menu.addSeparator()
        # Behind the tab stands the key, which the panel itself listens to.
        send = self._print_menu.addAction(f"{SEND_WORDS}…\t{shown_keys(Action.SEND_RECEIPT)}")
        send.setObjectName("send-receipt")
        send.triggered.connect(self.send)

    def _fill_more(self, detail: ComplaintDetail) -> None:
        self._more_menu.clear()
        counter = detail.counter_step
        if counter is not None and (self._role is None or self._role in STEPS[counter].by):
            entry = self._more_menu.addAction(STEPS[counter].label)
            entry.triggered.connect(self._on_undo_wanted)
        for step in self._steps.others:
            if step in _FIRST_OF_GROUP:
                self._more_menu.addSeparator()
            entry = self._more_menu.addAction(f"{STEPS[step].label}…")
            entry.triggered.connect(partial(self._on_step_chosen, step))
        self._offer_meeting(detail)
        self._more.setVisible(bool(self._steps.others))
        self._more.setEnabled(not self._context.book.read_only)

    def _offer_meeting(self, detail: ComplaintDetail) -> None:
        rule = STEPS[Step.PLAN_MEETING]
        if detail.status not in CLOSED and (self._role is None or self._role in rule.by):
            self._more_menu.addSeparator()
            entry = self._more_menu.addAction(f"{rule.label}…")
            entry.setObjectName("plan-meeting")
            entry.triggered.connect(self._on_meeting_wanted)

    @Slot()
    def _on_meeting_wanted(self) -> None:
        if self._detail is None:
            return
        self.refusal.clear()
        dialog = PlanMeetingDialog(self._context, self.window(), complaints=(self._detail.id,))
        if is_agreed(dialog):
            self.message.emit(f"{self._detail.number}: pembahasan dijadwalkan.")

    @Slot()
    def _on_primary_clicked(self) -> None:
        if self._steps.primary is not None:
            self.take_step(self._steps.primary)

    def _on_step_chosen(self, step: Step, _checked: bool = False) -> None:
        self.take_step(step)

    def _on_paper_chosen(self, paper: Paper, _checked: bool = False) -> None:
        self.make(paper)

    @Slot()
    def _on_undo_wanted(self) -> None:
        detail = self._detail
        if detail is None:
            return
        self.undo.hide()
        if undo_step(self._context, self, detail.id, self.refusal.refuse) is not None:
            self.message.emit(f"{detail.number}: langkah terakhir diurungkan.")

    @Slot(object)
    def _on_undo_link_wanted(self, linked: LinkedComplaint) -> None:
        if self._detail is None:
            return
        self.refusal.clear()
        dialog = UndoLinkDialog(self._context, self._detail, linked, self.window())
        if take(dialog) is not None:
            self.message.emit(dialog.done_sentence())

    @Slot()
    def _on_why_wanted(self) -> None:
        if self._detail is not None:
            dialog = WhyDialog(self._context.book, self._detail, self.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    @Slot()
    def _on_reveal_wanted(self) -> None:
        self.refusal.clear()
        # The entry about it has been read by now.
        if self._detail is not None and self._sight.open(self._detail, self.window()):
            self._show_more(self._detail)

    @Slot()
    def _on_repeats_wanted(self) -> None:
        self.refusal.clear()
        if self._detail is not None and self._sight.open_repeats(self._detail, self.window()):
            self._show_more(self._detail)

    def _show_more(self, detail: ComplaintDetail) -> None:
        self._fill(detail)
        # The button that was pressed is gone, and the focus with it.
        self.focus_next_step()

    @Slot(object)
    def _on_history_wanted(self, history: History) -> None:
        self._history = history

    @Slot(object)
    def _on_attachment_wanted(self, attachment: AttachmentInfo) -> None:
        self.refusal.clear()
        may = self._detail is not None and self._sight.open_file(
            self._detail, attachment, self.window(), self.refusal.refuse
        )
        if not may:
            return
        try:
            content = read_content(self._context.book, attachment.id)
            self._opened.show(attachment.name, content, self.window())
        except (NotShown, NoProgram) as error:
            self.refusal.refuse(error)
            self._save_attachment(attachment)
        except BookError as error:
            self.refusal.refuse(error)

    def _save_attachment(self, attachment: AttachmentInfo) -> None:
        proposed = safe_file_name(attachment.name)
        name, _ = QFileDialog.getSaveFileName(self, "Simpan lampiran", proposed)
        if not name:
            return
        try:
            self._opened.save(attachment, Path(name))
        except BookError as error:
            self.refusal.refuse(error)
            return
        self.message.emit(f"Lampiran disimpan di {name}.")

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        detail = self._detail
        if detail is None or not self.isVisible():
            return
        if detail.id in changes.complaints or changes.settings or changes.calendar:
            self.show_complaint(detail.id)

    @Slot()
    def _on_privacy_changed(self) -> None:
        self._sight.close()
        if self._detail is not None:
            self._fill(self._detail)


_FIRST_OF_GROUP: Final = frozenset({Step.CORRECT, Step.FORWARD})
