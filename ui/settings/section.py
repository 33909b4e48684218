"""Section: one place of the settings, and the kind that is a form saved as a whole."""

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.book.settings import Settings
from app.book.settings_checks import settings_problems
from app.ground.overriding import override
from app.rules.officers import Role
from app.rules.readings import READINGS, Reading
from app.steps.arrange import change_settings
from ui.shared.actions import Action, bind
from ui.shared.context import Context
from ui.shared.door import take_step
from ui.shared.messages import RefusalBar
from ui.widgets.buttons import primary_button, secondary_button
from ui.widgets.field_box import FieldBox
from ui.widgets.surfaces import ScrolledContent, Surface, rule, scrolling
from ui.widgets.tab_walk import enter_goes_on
from ui.widgets.words import tighten, words


class Section(Surface):
    """One place of the settings: a heading, a sentence, and what a subclass puts below.

    Attributes:
        name: what the list at the left calls it.
        sentence: what it is for.
        by: the duties it is for; of a form those that may change the settings.
    """

    name = ""
    sentence = ""
    by: ClassVar[frozenset[Role]] = READINGS[Reading.SETTINGS].by

    message = Signal(str)
    exchange_wanted = Signal(object)  # see ``Page``
    edited = Signal()  # ``is_edited`` may have changed

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(self.name, parent)
        self.context = context
        self.setObjectName(type(self).__name__)
        self.refusal = RefusalBar()
        sentence = words(self.sentence, "quiet", wrap=True)
        self.body.addWidget(sentence)
        self.refusal.stand_over(self.title, sentence)

    @property
    def is_locked(self) -> bool:
        """Whether nothing may be changed because the book is open for reading only."""
        return self.context.book.read_only

    def show_stored(self) -> None:
        """Show what the book says now."""

    def is_edited(self) -> bool:
        """Return whether something typed here is not in the book yet."""
        return False

    def keep(self) -> bool:
        """Store what was typed; return False when it was refused and still stands here."""
        return True


class FormSection(Section):
    """A form over a part of the settings, saved by one button."""

    prefix: ClassVar[str] = ""  # before the names of its fields in the settings

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._boxes: dict[str, FieldBox] = {}
        self.fields = ScrolledContent()
        self.form = QVBoxLayout(self.fields)
        tighten(self.form, 14)
        self.form.setContentsMargins(0, 4, 12, 4)
        self.save_button = primary_button("Simpan")
        self.save_button.setObjectName("save")
        self.save_button.setToolTip("Simpan (Ctrl+Enter)")
        self.undo_button = secondary_button("Batalkan perubahan")
        self.undo_button.setObjectName("undo")
        self._state = words("", "muted")
        self._state.setObjectName("state")
        self.save_button.clicked.connect(self._on_save_clicked)
        self.undo_button.clicked.connect(self._on_undo_clicked)
        bind(Action.SAVE, self, self._on_save_clicked)
        foot = QHBoxLayout()
        tighten(foot)
        foot.addWidget(self._state, 1)
        foot.addWidget(self.undo_button)
        foot.addWidget(self.save_button)
        self.build()
        self.form.addStretch(1)
        self.body.addWidget(scrolling(self.fields), 1)
        self.body.addWidget(rule())
        self.body.addLayout(foot)

    def build(self) -> None:
        """Put the fields into ``form``."""
        raise NotImplementedError

    def fill(self, settings: Settings) -> None:
        """Write *settings* into the fields."""
        raise NotImplementedError

    def wanted(self) -> Settings:
        """Return the settings as the fields say them, with the rest as the book has it."""
        raise NotImplementedError

    def problems(self) -> Mapping[str, str]:
        """Return what is wrong: the name of a field and the sentence that stands under it."""
        found = settings_problems(self.wanted())
        keys = {name: f"{self.prefix}{name}" for name in self._boxes}
        # A section may also hold a setting that belongs to the whole book.
        return {
            name: found.get(key) or found[name]
            for name, key in keys.items()
            if key in found or name in found
        }

    def agreed(self, wanted: Settings) -> bool:  # for those who ask first
        """Ask before *wanted* is stored, when it has consequences."""
        return True

    def field(self, name: str, label: str, editor: QWidget, hint: str = "") -> FieldBox:
        """Return a field known by its English *name*; the caller puts it into the form."""
        box = FieldBox(label, editor, hint)
        editor.setObjectName(name)
        editor.setEnabled(not self.is_locked)
        self._boxes[name] = box
        return box

    def heading(self, text: str) -> QLabel:
        """Add and return a heading inside the form."""
        label = words(text, "strong")
        self.form.addWidget(label)
        return label

    @override
    def show_stored(self) -> None:
        self.refusal.clear()
        self.fill(self.context.book.settings)
        self.on_edited()

    @override
    def is_edited(self) -> bool:
        return self.wanted() != self.context.book.settings

    @override
    def keep(self) -> bool:
        self.refusal.clear()
        wanted = self.wanted()
        if self._say_problems() or not self.agreed(wanted):
            return False
        write = partial(change_settings, self.context.book, wanted)
        if take_step(self.context, self, write, self.refusal.refuse) is None:
            return False
        self.message.emit(f"{self.name} disimpan.")
        self.show_stored()
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_goes_on(event, within=self.fields, end=self.save_button):
            super().keyPressEvent(event)

    def _say_problems(self) -> bool:
        problems = self.problems()
        for name, box in self._boxes.items():
            if name in problems:
                box.set_error(problems[name])
            else:
                box.clear_error()
        for name in problems:
            self._boxes[name].editor.setFocus(Qt.FocusReason.OtherFocusReason)
            break
        return bool(problems)

    @Slot()
    def on_edited(self) -> None:
        """Say whether something is not stored yet, and what is wrong with it."""
        is_edited = self.is_edited()
        may_save = is_edited and not self.is_locked
        self.save_button.setEnabled(may_save)
        self.undo_button.setEnabled(may_save)
        self._state.setText("Perubahan belum disimpan." if is_edited else "")
        problems = self.problems()
        for name, box in self._boxes.items():
            # Said at the first save; taken away as soon as it is right again.
            if box.error and name not in problems:
                box.clear_error()
        self.edited.emit()

    @Slot()
    def _on_save_clicked(self) -> None:
        if self.save_button.isEnabled():
            self.keep()

    @Slot()
    def _on_undo_clicked(self) -> None:
        for box in self._boxes.values():
            box.clear_error()
        self.show_stored()
