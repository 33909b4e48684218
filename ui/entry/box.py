"""Tools of the box channel: an earlier opening, and the record of an empty box."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from app.book.settings import Settings
from app.ground.errors import BookError, FormRefused
from app.ground.formatting import moment
from app.ground.names import safe_file_name
from app.reading.complaint.openings import opening_ids, read_openings
from app.reading.complaint.values import BoxOpeningInfo
from app.steps.open_box import OPENING_FIELDS, check_opening, open_box
from ui.complaint.papers import papers_folder, run_export
from ui.entry.form import EntryForm
from ui.shared.context import Context
from ui.shared.door import take_step
from ui.shared.step_dialog import confirm
from ui.widgets.buttons import secondary_button
from ui.widgets.combo import Combo
from ui.widgets.wrapping_row import WrappingRow

_SHORT_COMBO = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_FIELDS = ("box_location", "witness_1", "witness_2")


class BoxTools(QWidget):
    """Fills the opening's fields from an earlier one; records an opening without letters."""

    said = Signal(str)
    refused = Signal(str)

    def __init__(self, context: Context, form: EntryForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._form = form
        self._openings = read_openings(context.book, opening_ids(context.book)[:20])
        self.earlier = Combo()
        self.earlier.setObjectName("earlier-opening")
        self.earlier.setAccessibleName("Pembukaan kotak sebelumnya")
        self.earlier.setToolTip("Surat ini dari pembukaan kotak yang mana")
        self.earlier.addItem("Dari pembukaan baru")
        for opening in self._openings:
            self.earlier.addItem(f"Dari {moment(opening.opened_at)} {opening.box_location}".strip())
        # As short as it has to be; the list it opens shows the whole lines.
        self.earlier.setSizeAdjustPolicy(_SHORT_COMBO)
        self.earlier.setMinimumContentsLength(17)
        self.earlier.view().setMinimumWidth(280)
        self.earlier.activated.connect(self._on_chosen)
        self.empty = secondary_button("Catat pembukaan tanpa surat", "box")
        self.empty.setObjectName("empty-opening")
        self.empty.setEnabled(not context.book.read_only)
        self.empty.clicked.connect(self._on_empty_wanted)
        row = WrappingRow(self)
        row.addWidget(self.earlier)
        row.addWidget(self.empty)

    @Slot(int)
    def _on_chosen(self, place: int) -> None:
        if place == 0:
            return
        opening = self._openings[place - 1]
        values = {name: getattr(opening, name) for name in _FIELDS}
        values["opened_at"] = moment(opening.opened_at)
        if opening.letter_count is not None:
            values["letter_count"] = str(opening.letter_count)
        self._form.fill(values)

    def _refuse(self, error: BookError) -> None:
        problems = error.problems if isinstance(error, FormRefused) else ()
        self.refused.emit(" ".join(self._form.show_problems(problems)) if problems else str(error))

    @Slot()
    def _on_empty_wanted(self) -> None:
        book, values = self._context.book, {"letter_count": "0", **self._form.values}
        try:
            check_opening(book, values)
        except FormRefused as error:
            self._refuse(error)
            return
        place = values.get("box_location", "").strip()
        opened = f"Kotak{f' di {place}' if place else ''} dibuka {values['opened_at']}"
        if not confirm(
            self.window(),
            "Catat pembukaan tanpa surat?",
            f"{opened} dan tidak berisi surat. Pembukaan ini dicatat satu kali di buku.",
            "Catat pembukaan",
        ):
            return
        changes = take_step(self._context, self, partial(open_box, book, values), self._refuse)
        if changes is None:
            return
        # The opening stands in the book; what is typed next belongs to another one.
        self._form.fill(dict.fromkeys(OPENING_FIELDS, ""))
        self.earlier.setCurrentIndex(0)
        self._form.focus_first()
        [opening] = read_openings(book, list(changes.box_openings))
        run_export(
            self._context,
            self.window(),
            partial(_write_minutes, opening, book.settings),
            what="Berita acara pembukaan kotak",
            said=self.said.emit,
            refused=self.refused.emit,
        )


def _write_minutes(opening: BoxOpeningInfo, settings: Settings) -> Path:
    # Imported late: the papers bring a PDF library that start-up does without.
    from exports.pdf.box_opening import write_box_opening

    opened = f"{moment(opening.opened_at)} {opening.box_location}".strip()
    name = safe_file_name(f"Berita acara pembukaan kotak {opened}")
    path = papers_folder() / f"{name}.pdf"
    write_box_opening(opening, (), settings, path)
    return path
