"""The form of one channel, built from its declared fields."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.book.book import Book
from app.entry.forms import filled
from app.ground.errors import FieldProblem
from app.ground.formatting import moment
from app.reading.proposals import Proposal
from app.rules.channels import CHANNEL_LABELS, Channel, fields_of
from app.rules.fields import Block
from app.rules.identity import mobile_in, pretty_phone
from ui.fields.editors import FieldEditor, ListEditor, PhoneEditor, editor_for
from ui.fields.offers import ListOffers
from ui.shared.actions import Action, bind
from ui.widgets.surfaces import Surface
from ui.widgets.tab_walk import go_back, go_on
from ui.widgets.words import tighten

_COLUMNS = 12
_MINUTE_MS = 20_000
# Under this name what was answered on the spot stands among what no form asks.
_ANSWER = "direct_answer"


class EntryForm(QWidget):
    """Three blocks of fields in the order of the paper form; nothing typed is ever cleared."""

    edited = Signal()
    finished = Signal()  # Enter in the last field
    submitted = Signal()  # Ctrl+Enter where the page cannot hear it
    reached = Signal(object)  # the box of the field that has the cursor now
    filled = Signal()

    def __init__(self, book: Book, channel: Channel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self.channel = channel
        self.editors: dict[str, FieldEditor] = {}
        self.cards: dict[Block, Surface] = {}
        self._is_time_typed = False
        self._unasked: dict[str, str] = {}
        self._folded: frozenset[str] = frozenset()
        self._grids: dict[Block, QGridLayout] = {}
        column = QVBoxLayout(self)
        tighten(column, 8)
        titles = {
            Block.CHANNEL: CHANNEL_LABELS[channel],
            Block.REPORTER: "Pengadu",
            Block.COMPLAINT: "Pengaduan",
        }
        for block, title in titles.items():
            card = Surface(title)
            card.body.addLayout(self._grid(block))
            column.addWidget(card)
            self.cards[block] = card
        column.addStretch(1)
        self._offers = ListOffers(book, self.editors, self)
        if "receiving_officer" in self.editors:
            self.editors["receiving_officer"].set_text(book.officer)
        self._connect()
        self.tick()
        minute = QTimer(self)
        minute.timeout.connect(self.tick)
        minute.start(_MINUTE_MS)
        self._new = self.values

    def _grid(self, block: Block) -> QGridLayout:
        grid = QGridLayout()
        tighten(grid, 6)
        grid.setHorizontalSpacing(12)
        for field in (f for f in fields_of(self.channel) if f.block is block):
            self.editors[field.name] = editor_for(field, self._book.clock.today)
        self._grids[block] = grid
        self._lay(block)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, 1)
        return grid

    def _lay(self, block: Block) -> None:
        """Let the fields of *block* that are not folded away stand row by row."""
        grid = self._grids[block]
        row = used = 0
        for field in (f for f in fields_of(self.channel) if f.block is block):
            box = self.editors[field.name].box
            grid.removeWidget(box)
            if field.name in self._folded:
                box.hide()
                continue
            if used + field.width > _COLUMNS:
                row, used = row + 1, 0
            grid.addWidget(box, row, used, 1, field.width)
            used += field.width

    def fold(self, names: Collection[str]) -> None:
        """Keep the fields *names* out of sight with what they hold, and show all others.

        What they hold was not typed for this entry, so that alone is nothing to lose.
        """
        unfolded, self._folded = self._folded - set(names), frozenset(names)
        for block in self._grids:
            self._lay(block)
        for name in unfolded & self.editors.keys():
            self.editors[name].box.show()

    def _connect(self) -> None:
        for editor in self.editors.values():
            editor.entered.connect(partial(self._go_on, editor))
            editor.submitted.connect(self.submitted)
            editor.backed.connect(partial(go_back, editor.widget))
            editor.edited.connect(self._on_edited)
            editor.left.connect(self._on_left)
            editor.reached.connect(partial(self.reached.emit, editor.box))
        self.editors["received_at"].edited.connect(self._on_time_edited)
        bind(Action.NEXT_BLOCK, self, self.focus_next_block)
        bind(Action.TAKE_PHONE, self, self.take_phone)
        bind(Action.TAKE_PROPOSAL, self, self.take_proposals)

    def _go_on(self, editor: FieldEditor) -> None:
        if not go_on(editor.widget, within=self):
            self.finished.emit()

    def set_tools(self, tools: Sequence[QWidget]) -> None:
        """Put buttons that fill the form beside the title of the first block."""
        for tool in tools:
            self.cards[Block.CHANNEL].head.addWidget(tool)

    @property
    def values(self) -> dict[str, str]:
        """What is typed: text by field name, empty fields left out."""
        typed = {name: editor.text() for name, editor in self.editors.items()}
        return {name: text for name, text in typed.items() if text.strip()}

    @property
    def whole(self) -> dict[str, str]:
        """What is typed, with what the form of another channel asked before."""
        return self._unasked | self.values

    @property
    def typed(self) -> dict[str, str]:
        """The part of the whole that a new form does not say by itself."""
        own = dict(self._new)
        # The clock moves on in a form that nobody touches.
        own["received_at"] = "" if self._is_time_typed else self.values.get("received_at", "")
        whole = {n: text for n, text in self.whole.items() if n not in self._folded}
        return {name: text for name, text in whole.items() if text != own.get(name)}

    @property
    def is_touched(self) -> bool:
        """Whether anything was typed beyond what a new form says by itself."""
        return bool(self.typed)

    def fill(self, values: Mapping[str, str]) -> None:
        """Show *values*; fields that are not named keep what they hold.

        What this channel does not ask is kept out of sight, for the form of one that does.
        """
        if values.get("district"):
            self.editors["district"].set_text(values["district"])
        for name, text in values.items():
            if name in self.editors:
                self.editors[name].set_text(text)
            else:
                self._unasked[name] = text
        self.filled.emit()

    @property
    def answer(self) -> str:
        """What was answered on the spot, as far as it was typed; drafts keep it too."""
        return self._unasked.get(_ANSWER, "")

    @Slot(str)
    def keep_answer(self, text: str) -> None:
        """Keep what was answered on the spot with the entry until it is saved."""
        self._unasked[_ANSWER] = text
        self.edited.emit()

    def forget(self, name: str) -> None:
        """Drop what is kept out of sight under *name*."""
        self._unasked.pop(name, None)

    def propose(self, proposal: Proposal) -> None:
        """Say below service and category what would fit; they stay as they are."""
        for name, fitting in (("service", proposal.service), ("category", proposal.category)):
            cast(ListEditor, self.editors[name]).propose(fitting)

    @Slot()
    def take_proposals(self) -> None:
        """Put what is proposed into service and category, where they are still empty."""
        for name in ("service", "category"):
            cast(ListEditor, self.editors[name]).take_proposal()

    def fill_reporter(self, values: Mapping[str, str]) -> None:
        """Show who complained in *values*, in the fields that are still empty."""
        reporter = (f.name for f in fields_of(self.channel) if f.block is Block.REPORTER)
        free = {name for name in reporter if not self.editors[name].text().strip()}
        self.fill({name: text for name, text in values.items() if name in free - {"is_secret"}})

    def begin_with(self, values: Mapping[str, str]) -> None:
        """Show what the entry before has left for this one; nobody has typed it here."""
        self.fill(values)
        self._new = self.values

    @property
    def staying(self) -> dict[str, str]:
        """The part of the whole that belongs to the desk: the next entry begins with it."""
        # The letters of one box are gone on with otherwise.
        stays = {f.name for f in fields_of(self.channel) if f.stays} - self._folded
        return {name: text for name, text in self.values.items() if name in stays}

    def focus_first(self, *, is_next: bool = False) -> None:
        """Put the cursor into the first field that waits to be typed into.

        Args:
            is_next: it follows an entry of the same channel; what that left empty stays so.
        """
        names = [
            name
            for name, editor in self.editors.items()
            if name not in {"received_at", *self._folded} and not (is_next and editor.field.stays)
        ]
        self.focus(next((n for n in names if not self.editors[n].text()), names[0]))

    @Slot()
    def focus_next_block(self) -> None:
        """Put the cursor into the first field of the block after the one that has it."""
        blocks = list(self.cards)
        has_it = (b for b in blocks if self.cards[b].isAncestorOf(self.focusWidget() or self))
        place = blocks.index(next(has_it, blocks[-1]))
        wanted = blocks[(place + 1) % len(blocks)]
        self.focus(next(n for n, e in self.editors.items() if e.field.block is wanted))

    def settle(self) -> None:
        """Take what is being typed as Enter takes it."""
        for editor in self.editors.values():
            editor.settle()

    def offer_phone(self) -> None:
        """Offer a number that the description names, as long as the form has none."""
        phone = self.editors["phone"]
        if isinstance(phone, PhoneEditor):
            is_there = filled(self.channel, self.values).get("phone")
            found = "" if is_there else mobile_in(self.values.get("description", ""))
            phone.offer(pretty_phone(found) if found else "")

    @Slot()
    def take_phone(self) -> None:
        """Fill in the number that is offered, if any is."""
        phone = self.editors["phone"]
        if isinstance(phone, PhoneEditor) and phone.offered and not phone.text().strip():
            phone.set_text(phone.offered)

    def focus(self, name: str) -> None:
        """Put the cursor into one field."""
        self.editors[name].widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problems(self, problems: tuple[FieldProblem, ...]) -> tuple[str, ...]:
        """Say each problem under its field, go to the first; return those without a field."""
        for editor in self.editors.values():
            self._check(editor)
        rest = []
        for problem in reversed(problems):
            if problem.field in self.editors.keys() - self._folded:
                self.editors[problem.field].box.set_error(problem.sentence)
                self.focus(problem.field)
            else:
                rest.append(problem.sentence)
        return tuple(rest)

    def words_for(self, problems: Sequence[FieldProblem]) -> str:
        """Return why nothing was saved, the fields of the form named as they are labelled."""
        asked = [self.editors[p.field] for p in problems if p.field in self.editors]
        named = [editor.field.short_label for editor in asked]
        said = problems[0].sentence
        if len(named) != len(problems):
            return " ".join(problem.sentence for problem in problems)
        if len(named) == 1:
            return f"Belum tersimpan. {named[0]}: {said}"
        return f"Belum tersimpan. Periksa {', '.join(named[:-1])} dan {named[-1]}."

    @Slot()
    def tick(self) -> None:
        """Let the time received follow the clock until somebody types another one."""
        if self._is_time_typed:
            return
        editor = self.editors["received_at"]
        with QSignalBlocker(editor.widget):
            editor.set_text(moment(self._book.clock.now()))
        editor.box.set_hint(editor.hint())

    def refresh_lists(self) -> None:
        """Offer what the office's lists hold now; what is typed stays."""
        self._offers.refresh()

    @Slot()
    def _on_time_edited(self) -> None:
        self._is_time_typed = True

    @Slot()
    def _on_edited(self) -> None:
        editor = self.sender()
        if isinstance(editor, FieldEditor) and editor.box.is_marked:
            self._check(editor)
        self.edited.emit()

    @Slot()
    def _on_left(self) -> None:
        editor = self.sender()
        if isinstance(editor, FieldEditor):
            self._check(editor)

    def _check(self, editor: FieldEditor) -> None:
        found = editor.check(self._book.clock.now())
        if found is None:
            editor.box.clear_error()
        else:
            editor.say(found)
