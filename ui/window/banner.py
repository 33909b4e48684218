"""The line on top of the window for facts about the whole book."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QWidget

from app.ground.formatting import moment
from app.ground.overriding import override
from ui.look.icons import pixmap
from ui.shared.messages import PageBar
from ui.widgets.surfaces import PageHeader
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


class Banner(PageBar):
    """Shows the facts; hidden while there are none.

    A page that somebody looks at is not pushed down by what comes later: until another page is
    opened the facts lie over its title.

    Attributes:
        place: where the facts stand above the pages.
    """

    def __init__(self, pages: QStackedWidget) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setProperty("role", "banner")
        self.place = QWidget()
        self.place.setFixedHeight(0)
        self._pages = pages
        picture = QLabel()
        picture.setPixmap(pixmap("warning", "soon", 18))
        self._text = words("", wrap=True)
        self._damage = ""
        self._facts: tuple[str, ...] = ()
        self._row = QHBoxLayout(self)
        tighten(self._row, 10)
        self._row.setContentsMargins(20, 7, 20, 7)
        self._row.addWidget(picture)
        self._row.addWidget(self._text, 1)
        pages.currentChanged.connect(self.settle)

    def add(self, button: QPushButton) -> None:
        """Let *button* stand behind the facts."""
        self._row.addWidget(button)

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
        page = self._pages.currentWidget()
        header = page.findChild(PageHeader) if page is not None and page.isVisible() else None
        if header is None:
            self.settle()
        elif self.place.height() == 0:
            self.stand_over(header)
        self.setVisible(bool(shown))
        self._lie()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Need more lines, or fewer, where the window has become narrower or wider."""
        if watched is self.place and isinstance(event, QResizeEvent):
            was_narrower_or_wider = event.size().width() != event.oldSize().width()
            if was_narrower_or_wider:
                self.settle()
        return super().eventFilter(watched, event)

    @Slot()
    def settle(self) -> None:
        """Stand above the pages, with as much room as the facts need now."""
        self.stand_over(self.place)
        is_any = bool(self._text.text())
        self.place.setFixedHeight(self.heightForWidth(self.place.width()) if is_any else 0)
        self.setVisible(is_any)
