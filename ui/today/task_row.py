"""One line of the lists on *Hari Ini*: a complaint, where it is, its deadline, the next step."""

from functools import partial
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ground.overriding import override
from app.reading.register.values import ComplaintRow
from app.reading.today.values import MarkedTask, TodayTask, WaitingTask
from app.reading.today.why import why_listed
from app.rules.events import Step
from app.rules.officers import Role
from app.rules.procedure import STEPS
from app.rules.statuses import STATUS_LABELS, Status
from ui.complaint.people import subject_words
from ui.look.theme import RADIUS, tokens
from ui.shared.privacy import PrivacyShield
from ui.widgets.buttons import Button, secondary_button
from ui.widgets.deadline_chip import DeadlineChip
from ui.widgets.words import tighten, words

_NUMBER_WIDTH: Final = 34
_CHIP_WIDTH: Final = 244
_BUTTON_WIDTH: Final = 150
_HEIGHT: Final = 46
# All buttons of the list have one width.
_SHORT: Final = {Step.RETURN: STEPS[Step.RETURN].accept}


class SubjectLink(QAbstractButton):
    """The subject, cut to its room; pressing it opens the complaint in the book."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(f"{text}\nBuka di Buku")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().height() + 6)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        room = self.rect().adjusted(4, 0, -4, 0)
        if self.underMouse():
            font = self.font()
            font.setUnderline(True)
            painter.setFont(font)
        painter.setPen(QColor(colours.primary if self.underMouse() else colours.text))
        line = " ".join(self.text().split())
        shown = self.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours.ring), 2))
            edge: QRect = self.rect().adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(edge, RADIUS, RADIUS)
        painter.end()


class TaskRow(QFrame):
    """Number, subject over position, chip and the buttons of the steps offered."""

    step_wanted = Signal(int, object)  # complaint id, Step
    complaint_wanted = Signal(int)

    def __init__(
        self,
        row: ComplaintRow,
        place: str,
        steps: tuple[tuple[Step, str], ...],
        shield: PrivacyShield,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.row = row
        self.setObjectName(f"task-{row.id}")
        self.setMinimumHeight(_HEIGHT)
        self.setAccessibleName(f"{row.number}, {row.deadline_words}")
        number = words(row.short_number, "muted")
        number.setFixedWidth(_NUMBER_WIDTH)
        number.setToolTip(row.number)
        self.link = SubjectLink(subject_words(row.subject, row.service, shield))
        self.link.clicked.connect(self._on_link_clicked)
        self.place = words(place, "muted")
        self.place.setToolTip(place)
        self.place.setContentsMargins(4, 0, 0, 0)
        self.place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        what = QVBoxLayout()
        tighten(what, 0)
        what.addWidget(self.link)
        what.addWidget(self.place)
        self.chip = DeadlineChip(row.deadline_words, row.deadline.urgency)
        holder = QWidget()
        holder.setFixedWidth(_CHIP_WIDTH)
        inside = QHBoxLayout(holder)
        tighten(inside, 0)
        inside.addWidget(self.chip)
        inside.addStretch(1)
        line = QHBoxLayout(self)
        tighten(line, 8)
        line.addWidget(number)
        line.addLayout(what, 1)
        line.addWidget(holder)
        self.buttons = [self._button(step, label) for step, label in steps]
        for button in self.buttons:
            line.addWidget(button)

    def _button(self, step: Step, label: str) -> Button:
        button = secondary_button(label)
        button.setObjectName(f"step-{step.value}")
        button.setAccessibleName(f"{label} {self.row.number}")
        button.setMinimumWidth(_BUTTON_WIDTH)
        button.clicked.connect(partial(self._on_step_clicked, step))
        return button

    def _on_step_clicked(self, step: Step, _checked: bool = False) -> None:
        self.step_wanted.emit(self.row.id, step)

    def _on_link_clicked(self) -> None:
        self.complaint_wanted.emit(self.row.id)


def task_row(shield: PrivacyShield, task: TodayTask) -> TaskRow:
    """Return the line of something that has to be done today."""
    steps = ((task.step, _SHORT.get(task.step, STEPS[task.step].label)),) if task.step else ()
    place = " · ".join(filter(None, (_place_of(task.row), why_listed(task.row))))
    return TaskRow(task.row, place, steps, shield)


def waiting_row(shield: PrivacyShield, task: WaitingTask, role: Role | None = None) -> TaskRow:
    """Return the line of a complaint that waits for the complainant, with what *role* may do."""
    supplement = (Step.DECLARE_COMPLETE, "Lengkapi")
    if not task.is_lapsable:
        named = ", ".join(element.value for element in task.missing)
        place = f"Kurang: {named}" if named else "Sudah terisi"
        return TaskRow(task.row, place, _of(role, supplement), shield)
    proposal = f"Batas {task.limit} hari sudah lewat"
    lapse = (Step.LAPSE, STEPS[Step.LAPSE].label)
    return TaskRow(task.row, proposal, _of(role, lapse, supplement), shield)


def marked_row(shield: PrivacyShield, task: MarkedTask, role: Role | None = None) -> TaskRow:
    """Return the line of a complaint in which something is to be put right."""
    correct = (Step.CORRECT, STEPS[Step.CORRECT].label)
    return TaskRow(task.row, ", ".join(task.labels), _of(role, correct), shield)


def _of(role: Role | None, *steps: tuple[Step, str]) -> tuple[tuple[Step, str], ...]:
    return tuple(each for each in steps if role is None or role in STEPS[each[0]].by)


def _place_of(row: ComplaintRow) -> str:
    if row.status is Status.COMPLETE:
        return "Belum didistribusikan"
    if row.status is Status.DISTRIBUTED:
        return row.team
    return STATUS_LABELS[row.status]
