"""FieldDialog: a writing dialog that asks declared fields."""

from PySide6.QtCore import Slot

from ui.fields.editors import FieldEditor
from ui.shared.writing_dialog import WritingDialog


class FieldDialog(WritingDialog):
    """Lets Enter go from field to field, and says problems where they belong."""

    def hold(self, editor: FieldEditor, hint: str = "") -> None:
        """Let Enter go on from *editor*, and say problems of its field under it."""
        editor.box.set_hint(editor.hint() or hint)
        editor.edited.connect(editor.box.clear_error)
        editor.entered.connect(self._on_entered)
        editor.backed.connect(self._on_backed)
        editor.submitted.connect(self.submit)
        self.watch_box(editor.field.name, editor.box)

    @Slot()
    def _on_entered(self) -> None:
        self.focusNextPrevChild(True)
        self.pass_cancel()

    @Slot()
    def _on_backed(self) -> None:
        self.focusNextPrevChild(False)
