"""FieldDialog: a writing dialog that asks declared fields."""

from functools import partial

from PySide6.QtCore import Signal, Slot

from app.ground.overriding import override
from ui.fields.editors import FieldEditor
from ui.shared.writing_dialog import WritingDialog


class FieldDialog(WritingDialog):
    """Lets Enter go from field to field, and says problems where they belong."""

    submitting = Signal()  # what is being typed is to be taken now

    def hold(self, editor: FieldEditor, hint: str = "") -> None:
        """Let Enter go on from *editor*, and say problems of its field under it."""
        editor.box.set_hint(editor.hint() or hint)
        editor.edited.connect(editor.box.clear_error)
        editor.entered.connect(self._on_entered)
        editor.backed.connect(self._on_backed)
        editor.submitted.connect(self.submit)
        editor.left.connect(partial(self._check, editor))
        self.submitting.connect(editor.settle)
        self.watch_box(editor.field.name, editor.box)

    @override
    @Slot()
    def submit(self) -> None:
        self.submitting.emit()
        super().submit()

    def _check(self, editor: FieldEditor) -> None:
        found = editor.check(self.context.book.clock.now())
        if found is not None:
            editor.say(found)

    @Slot()
    def _on_entered(self) -> None:
        self.focusNextPrevChild(True)
        self.pass_cancel()

    @Slot()
    def _on_backed(self) -> None:
        self.focusNextPrevChild(False)
