"""The last step: what was recorded, and what was not."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ground.formatting import thousands
from app.intake.tables.importing import Fate, Outcome
from ui.widgets.buttons import secondary_button
from ui.widgets.words import selectable, tighten, words


class ResultStep(QWidget):
    """Says how many rows are in the book now, and keeps the others for later."""

    leftovers_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure = words("", "figure")
        self.figure.setObjectName("recorded-count")
        self.sentence = selectable(words("", "strong", wrap=True))
        self.numbers = selectable(words("", "quiet", wrap=True))
        self.left = words("", "quiet", wrap=True)
        self.left.setObjectName("left")
        self.save_left = secondary_button("Simpan baris yang belum dicatat…", "excel")
        self.save_left.setObjectName("save-left")
        self.save_left.clicked.connect(self.leftovers_wanted)
        row = QHBoxLayout()
        tighten(row)
        row.addWidget(self.save_left)
        row.addStretch(1)
        column = QVBoxLayout(self)
        tighten(column, 12)
        column.addSpacing(24)
        for widget in (self.figure, self.sentence, self.numbers, self.left):
            column.addWidget(widget)
        column.addLayout(row)
        column.addStretch(1)

    def show_result(self, outcomes: list[Outcome], left: int, *, was_stopped: bool) -> None:
        """Say what became of the rows; *left* of the file were not taken."""
        numbers = [each.said for each in outcomes if each.fate is Fate.RECORDED]
        self.figure.setText(thousands(len(numbers)))
        said = "pengaduan dicatat dalam buku."
        if was_stopped:
            said += " Pencatatan dihentikan; baris sesudahnya belum dicatat."
        self.sentence.setText(said)
        shown = f"Nomor {numbers[0]} sampai {numbers[-1]}." if len(numbers) > 1 else ""
        self.numbers.setText(shown or (f"Nomor {numbers[0]}." if numbers else ""))
        self.left.setText(
            f"{thousands(left)} baris tidak dicatat. Simpan dengan alasannya, betulkan, lalu "
            "salin lagi."
            if left
            else "Semua baris sudah ada dalam buku."
        )
        self.save_left.setVisible(left > 0)
