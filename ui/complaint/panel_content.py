"""What the side panel says of one complaint, from its subject down to its history."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.book.book import Book
from app.ground.formatting import clock_time, compact_date, moment, short_date, weekday_date
from app.reading.complaint.values import (
    AttachmentInfo,
    ComplaintDetail,
    LabelledValue,
    LinkedComplaint,
    TimelineEntry,
)
from app.reading.recap.lines import ANONYMISED_WORDS
from app.rules.channels import CHANNEL_LABELS, COMMON, KIND_LABELS, ComplaintKind
from app.rules.completeness import ELEMENT_LABELS
from app.rules.deadlines import Deadline, Urgency, describe
from app.rules.events import Step
from app.rules.fields import Block
from app.rules.procedure import STEPS
from app.rules.statuses import STATUS_LABELS
from ui.complaint.attached_files import may_be_shown, size_words
from ui.complaint.facts import fact, section, small_button
from ui.complaint.history import History, HistoryBoard
from ui.complaint.identity import Sight
from ui.complaint.people import WITHHELD, nik_words, phone_words, reporter_name, subject_words
from ui.complaint.unnamed import unnamed_repeats
from ui.complaint.why import explanations
from ui.shared.clipboard import copy_personal
from ui.shared.privacy import PrivacyShield
from ui.shared.rights import offer
from ui.widgets.buttons import quiet_button
from ui.widgets.deadline_chip import DeadlineChip
from ui.widgets.timeline import TimelineItem
from ui.widgets.words import selectable, set_property, tighten, words

_NOT_THERE = "Belum ada"
# What the head says, what has a button, and what reads better together.
_BY_THEMSELVES: Final = frozenset(
    {
        *("received_at", "subject", "name", "is_secret", "phone", "nik"),
        *("address", "district", "village", "service", "category", "kind"),
    }
)


class PanelContent(QWidget):
    """All facts of one complaint, built once and thrown away when they change."""

    why_wanted = Signal()
    reveal_wanted = Signal()  # the person, or the whole NIK
    attachment_wanted = Signal(object)  # AttachmentInfo
    attach_wanted = Signal()
    linked_wanted = Signal(int)  # the complaint at the other end of a link
    link_wanted = Signal()
    undo_link_wanted = Signal(object)  # LinkedComplaint
    repeats_wanted = Signal()  # which complaints are of the same, unnamed person
    history_wanted = Signal(object)  # History: which part of it is looked at
    access_wanted = Signal()  # who saw and who changed it, on paper
    message = Signal(str)

    def __init__(
        self,
        book: Book,
        detail: ComplaintDetail,
        shield: PrivacyShield,
        *,
        sight: Sight,
        history: History = History.ALL,
    ) -> None:
        super().__init__()
        self._book = book
        self._detail = detail
        self._shield = shield
        self._sight = sight
        self._is_revealed = bool(sight.reason)
        self._column = QVBoxLayout(self)
        tighten(self._column, 8)
        self._add_head()
        self._add_doubts()
        self._add_reporter()
        self._add_complaint()
        self._add_outcome()
        self._add_attachments()
        self._add_links()
        self._add_history(history)
        self._column.addStretch(1)

    def _add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)

    def _add_fact(self, label: str, text: str) -> None:
        if text:
            self._add(fact(label, text))

    def _add_head(self) -> None:
        book, detail = self._book, self._detail
        gone = detail.anonymised_on
        heading = self._subject() if gone is None else f"{ANONYMISED_WORDS} {short_date(gone)}"
        self._add(selectable(words(heading, "heading", wrap=True)))
        received = f"{weekday_date(detail.received_at.date())} {clock_time(detail.received_at)}"
        self._add(words(f"{CHANNEL_LABELS[detail.channel]} · {received}", "muted", wrap=True))
        status = words(f"Status: {STATUS_LABELS[detail.status]}", "strong")
        status.setObjectName("status")
        self._add(status)
        for deadline in _clocks(detail):
            self._add(DeadlineChip(describe(deadline, book.limits), deadline.urgency))
        if explanations(book, detail):
            why = quiet_button("Mengapa tanggal ini?", "calendar")
            why.setObjectName("why")
            why.clicked.connect(self.why_wanted)
            self._column.addWidget(why, 0, Qt.AlignmentFlag.AlignLeft)
        if detail.missing and gone is None:
            lacking = ", ".join(ELEMENT_LABELS[element].lower() for element in detail.missing)
            label = words(f"Belum ada: {lacking}", wrap=True)
            set_property(label, "tone", "soon")
            self._add(label)

    def _subject(self) -> str:
        return subject_words(self._detail.subject, self._detail.service, self._shield)

    def _add_doubts(self) -> None:
        if not self._detail.doubts:
            return
        title = words("Perlu diperbaiki", "strong")
        set_property(title, "tone", "soon")
        self._add(title)
        for doubt in self._detail.doubts:
            said = self._personal(doubt.sentence) if doubt.is_personal else doubt.sentence
            said = self._shield.mask(said)
            self._add_fact(doubt.label, said)

    def _add_reporter(self) -> None:
        detail = self._detail
        if detail.anonymised_on is not None:
            return
        if detail.is_secret and not self._is_revealed:
            self._add(
                fact(
                    "Pengadu",
                    WITHHELD,
                    [self._revealing("Tampilkan identitas", Step.SHOW_IDENTITY)],
                )
            )
            return
        shield = self._shield
        name = reporter_name(detail.name, shield, is_secret=False)
        self._add(fact("Pengadu", f"{name} (dirahasiakan)" if detail.is_secret else name))
        self._add_phone()
        places = (detail.address, detail.village, detail.district and f"Kec. {detail.district}")
        self._add_fact("Alamat", shield.mask(", ".join(part for part in places if part)))
        self._add_values(Block.REPORTER)
        if detail.nik:
            shown = nik_words(detail.nik, shield, is_revealed=self._is_revealed)
            can_reveal = not self._is_revealed and not shield.is_up
            reveal = [self._revealing("Tampilkan NIK", Step.SHOW_NIK)] if can_reveal else []
            self._add(fact("NIK", shown, reveal))

    def _add_phone(self) -> None:
        number = phone_words(self._detail.phone, self._detail.phone_normal)
        if not number:
            self._add(fact("Telepon/WA", _NOT_THERE))
            return
        copy = small_button("copy", "Salin nomor")
        copy.setObjectName("copy-phone")
        copy.clicked.connect(partial(self._copy_phone, number))
        if self._shield.is_up:
            copy.hide()
        self._add(fact("Telepon/WA", self._shield.mask(number), [copy]))

    def _copy_phone(self, number: str) -> None:
        copy_personal(number)
        self.message.emit("Nomor disalin.")

    def _revealing(self, name: str, step: Step) -> QWidget:
        button = quiet_button("Tampilkan")
        offer(button, self._book, step)
        button.setObjectName("reveal")
        button.setAccessibleName(name)
        button.clicked.connect(self.reveal_wanted)
        return button

    def _add_complaint(self) -> None:
        detail = self._detail
        kind = "" if detail.kind is ComplaintKind.COMPLAINT else KIND_LABELS[detail.kind]
        about = (detail.service, detail.category, kind)
        self._add_fact("Layanan dan kategori", " · ".join(part for part in about if part))
        self._add_values(Block.COMPLAINT)
        for value in detail.channel_values:
            self._add_value(value)

    def _add_values(self, block: Block) -> None:
        """Add the common fields of *block*, but for those with a place or words of their own."""
        for value in self._detail.common_values:
            if COMMON[value.field].block is block and value.field not in _BY_THEMSELVES:
                self._add_value(value)

    def _add_value(self, value: LabelledValue) -> None:
        text = self._personal(value.text) if value.is_personal else value.text
        # What somebody wrote freely may name anybody.
        self._add_fact(value.label, self._shield.mask(text) if value.is_free else text)

    def _personal(self, text: str) -> str:
        """Return what says who the complainant is, as far as it may be seen now."""
        if text and self._detail.is_secret and not self._is_revealed:
            return WITHHELD
        return self._shield.mask(text)

    def _add_outcome(self) -> None:
        detail = self._detail
        self._add_fact("Tim penjawab", detail.team)
        self._add_fact("Ditujukan kepada", detail.assignee)
        mask = self._shield.mask
        self._add_fact("Instruksi", mask(detail.distribution_note))
        if detail.answer:
            self._add(section("Jawaban", _answer(detail, mask(detail.answer))))
        if detail.delivered_at:
            parts = (detail.delivered_how, self._personal(detail.delivered_to))
            told = f"{moment(detail.delivered_at)} · {' · '.join(p for p in parts if p)}"
            self._add(fact("Disampaikan", told))
        self._add_fact("Diteruskan ke", detail.forwarded_to)
        self._add_fact("Alasan", mask(detail.closing_reason))

    def _add_attachments(self) -> None:
        lines = [self._attachment(i, each) for i, each in enumerate(self._detail.attachments, 1)]
        if not lines:
            return
        add = quiet_button("Tambah lampiran", "plus")
        add.clicked.connect(self.attach_wanted)
        offer(add, self._book, Step.ATTACH)
        self._add(section("Lampiran", *lines, add))

    def _attachment(self, place: int, attachment: AttachmentInfo) -> QWidget:
        verb = "Lihat" if may_be_shown(attachment.name) else "Simpan"
        # The name of a file may say who sent it.
        is_withheld = self._detail.is_secret and not self._is_revealed
        name = f"Berkas ke-{place}" if is_withheld else self._shield.mask(attachment.name)
        button = quiet_button(f"{name}  ({size_words(attachment.size)})", "attachment")
        button.setAccessibleName(f"{verb} {name}")
        button.setToolTip(f"{verb} {name}")
        button.clicked.connect(partial(self.attachment_wanted.emit, attachment))
        return button

    def _add_links(self) -> None:
        lines = [self._linked(each) for each in self._detail.links]
        unnamed = unnamed_repeats(
            self._book, self._detail, self._sight, self.repeats_wanted, self.linked_wanted
        )
        if unnamed is not None:
            lines.append(unnamed)
        if not lines:
            return
        more = quiet_button(f"{STEPS[Step.LINK].label}…", "plus")
        more.setObjectName("link")
        more.clicked.connect(self.link_wanted)
        offer(more, self._book, Step.LINK)
        self._add(section("Terkait", *lines, more))

    def _linked(self, linked: LinkedComplaint) -> QWidget:
        show = quiet_button(linked.number)
        show.setObjectName("linked")
        show.setAccessibleName(f"Buka pengaduan {linked.number}")
        show.clicked.connect(partial(self.linked_wanted.emit, linked.complaint_id))
        undo = small_button("close", f"{STEPS[Step.UNDO_LINK].label} dengan {linked.number}")
        undo.clicked.connect(partial(self.undo_link_wanted.emit, linked))
        offer(undo, self._book, Step.UNDO_LINK)
        board = QWidget()
        row = QHBoxLayout(board)
        tighten(row, 4)
        column = QVBoxLayout()
        tighten(column, 1)
        column.addWidget(words(linked.words.removesuffix(":"), "muted", wrap=True))
        column.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)
        subject = subject_words(linked.subject, "", self._shield)
        about = f"{STATUS_LABELS[linked.status]} · {subject}"
        column.addWidget(words(about, wrap=True))
        row.addLayout(column, 1)
        row.addWidget(undo, 0, Qt.AlignmentFlag.AlignTop)
        return board

    def _add_history(self, history: History) -> None:
        board = HistoryBoard(self._detail.timeline, self._item, history)
        board.chosen.connect(self.history_wanted)
        board.print.clicked.connect(self.access_wanted)
        self._add(section("Riwayat", board))

    def _item(self, entry: TimelineEntry) -> TimelineItem:
        # Other remarks may quote what was said, which a screen that others see hides as well.
        remark = entry.remark
        return TimelineItem(
            time=f"{compact_date(entry.at.date())} {clock_time(entry.at)}",
            title=entry.title,
            remark=self._personal(remark) if entry.is_personal else self._shield.mask(remark),
            officer=entry.who,
            is_internal=entry.is_internal,
        )


def _clocks(detail: ComplaintDetail) -> tuple[Deadline, ...]:
    """Return the deadlines to show; a closed complaint that had none says so once."""
    both = (detail.distribution, detail.settlement)
    if all(deadline.urgency is Urgency.CLOSED for deadline in both):
        return (detail.deadline,)
    return tuple(deadline for deadline in both if deadline.urgency is not Urgency.CLOSED)


def _answer(detail: ComplaintDetail, text: str) -> QWidget:
    board = QWidget()
    column = QVBoxLayout(board)
    tighten(column, 4)
    column.addWidget(selectable(words(text, wrap=True)))
    signed = (
        ("Ditulis", detail.answered_by, detail.answered_on),
        ("Disetujui", detail.approved_by, detail.approved_on),
    )
    for verb, officer, day in signed:
        if day is not None:
            column.addWidget(words(f"{verb} {officer}, {short_date(day)}", "muted", wrap=True))
    return board
