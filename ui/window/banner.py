"""The line on top of the window for facts about the whole book."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.ground.formatting import moment
from ui.look.icons import pixmap
from ui.widgets.words import tighten, words

# Named, not needed: the first picture comes before the tables.
if TYPE_CHECKING:
    from app.book.book import Book

_DECEMBER = 12


def book_facts(book: "Book") -> list[str]:
    """Return what everybody at this book has to know, one sentence each."""
    facts = [book.holding.notice] if book.holding.notice else []
    if book.read_only:
        facts.append(f"Buku ini hanya dapat dibaca. {book.read_only_reason}".strip())
    today = book.clock.today()
    # In December the deadlines already reach into the next year.
    last = today.replace(year=today.year + 1, day=1) if today.month == _DECEMBER else today
    facts.extend(
        f"Libur tahun {year} belum diisi, batas waktu dapat berubah. Isi di Pengaturan."
        for year in book.calendar.unfilled(today, last)
    )
    went_back = book.clock_went_back()
    if went_back is not None:
        facts.append(
            f"Jam komputer menunjuk {moment(went_back.now)}, sebelum catatan terakhir di buku "
            f"({moment(went_back.last)}). Betulkan jam komputer sebelum mencatat."
        )
    return facts


class Banner(QFrame):
    """Shows the facts; hidden while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setProperty("role", "banner")
        picture = QLabel()
        picture.setPixmap(pixmap("warning", "soon", 18))
        self._text = words("", wrap=True)
        self._damage = ""
        self._facts: tuple[str, ...] = ()
        row = QHBoxLayout(self)
        tighten(row, 10)
        row.setContentsMargins(20, 7, 20, 7)
        row.addWidget(picture)
        row.addWidget(self._text, 1)
        self.hide()

    def text(self) -> str:
        """Return what the banner says."""
        return self._text.text()

    def tell_damage(self, sentence: str) -> None:
        """Say from now on that the file is damaged, before everything else."""
        self._damage = sentence
        self.say(self._facts)

    def say(self, facts: Sequence[str]) -> None:
        """Say these facts instead of those before."""
        self._facts = tuple(facts)
        shown = [self._damage] * bool(self._damage) + [*facts]
        self._text.setText("\n".join(shown))
        self.setAccessibleName(" ".join(shown))
        self.setVisible(bool(shown))
