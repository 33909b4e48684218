"""SimilarCard: complaints like the one being entered, and what it will be linked with."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.entry.forms import filled
from app.ground.formatting import compact_date
from app.reading.complaint.similar import SimilarComplaint
from app.reading.register.rows import register_rows
from app.rules.channels import Channel
from app.rules.events import Step
from app.rules.links import LINK_WORDS, LinkKind, PlannedLink
from app.rules.procedure import STEPS
from app.rules.statuses import STATUS_LABELS
from ui.complaint.people import subject_words
from ui.complaint.similar_search import SimilarSearch
from ui.shared.actions import Action, shown_keys
from ui.shared.context import Context
from ui.widgets.buttons import Button, quiet_button
from ui.widgets.layouts import clear
from ui.widgets.surfaces import Surface
from ui.widgets.words import tighten, words
from ui.widgets.wrapping_row import WrappingRow


class SimilarCard(Surface):
    """Earlier complaints of the same person, and below them those about the same matter.

    Each may be chosen to be linked with the entry once it is recorded; what is chosen stands first
    and stays, whatever is typed.
    """

    complaint_wanted = Signal(int)
    reporter_wanted = Signal(int)
    links_changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Pengaduan serupa", parent)
        self._context = context
        self._found: tuple[SimilarComplaint, ...] = ()
        self._links: dict[int, LinkKind] = {}
        self._numbers: dict[int, str] = {}
        self._choosing: list[Button] = []
        self._dropping: dict[int, Button] = {}
        self._search = SimilarSearch(context, self)
        self._search.found.connect(self._on_found)
        context.privacy.changed.connect(self._on_privacy_changed)
        self._list = QVBoxLayout()
        tighten(self._list, 4)
        self.body.addLayout(self._list)
        self.hide()

    def look_for(self, channel: Channel, values: Mapping[str, str]) -> None:
        """Look in the worker for what is like *values*; an answer that is not awaited is dropped.

        The last answer stays until the next one is there.
        """
        self._search.look_for(filled(channel, values))

    def stop_looking(self) -> None:
        """Await no answer any more."""
        self._search.stop()

    @property
    def links(self) -> tuple[PlannedLink, ...]:
        """What was chosen, in that order."""
        return tuple(PlannedLink(*chosen) for chosen in self._links.items())

    def put_links(self, links: Sequence[PlannedLink]) -> None:
        """Show *links* as chosen, in the place of others; a complaint that is gone is left out."""
        rows = register_rows(self._context.book, [each.complaint_id for each in links])
        self._numbers = {row.id: row.number for row in rows}
        self._links = {
            each.complaint_id: each.kind for each in links if each.complaint_id in self._numbers
        }
        self._show()

    def choose_first(self) -> bool:
        """Open the choice of how to link the surest complaint; False when there is none to link."""
        if not self._choosing:
            return False
        button = self._choosing[0]
        menu = button.menu()
        menu.setActiveAction(menu.actions()[0])
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))
        return True

    def _on_found(self, found: tuple[SimilarComplaint, ...]) -> None:
        if found != self._found:
            self._found = found
            self._show()

    @Slot()
    def _on_privacy_changed(self) -> None:
        self._show()

    def _show(self) -> None:
        clear(self._list)
        self._choosing, self._dropping = [], {}
        for widget in self._lines():
            self._list.addWidget(widget)
        self.setVisible(bool(self._found or self._links))

    def _lines(self) -> Iterator[QWidget]:
        if self._links:
            yield words("Ditautkan saat disimpan", "strong")
        for complaint_id, kind in self._links.items():
            yield self._chosen(complaint_id, kind)
        for title, are_of_person in (("Orang yang sama", True), ("Hal yang serupa", False)):
            shown = [one for one in self._found if one.is_of_person is are_of_person]
            if shown:
                yield words(title, "strong")
            for similar in shown:
                yield self._entry(similar)

    def _chosen(self, complaint_id: int, kind: LinkKind) -> QWidget:
        number = self._numbers[complaint_id]
        drop = quiet_button("", "close")
        drop.setObjectName(f"drop-link-{complaint_id}")
        drop.setAccessibleName(f"Jangan tautkan dengan {number}")
        drop.setToolTip(drop.accessibleName())
        drop.clicked.connect(partial(self._drop, complaint_id))
        self._dropping[complaint_id] = drop
        line = QWidget()
        row = QHBoxLayout(line)
        tighten(row, 4)
        column = QVBoxLayout()
        tighten(column, 1)
        column.addWidget(words(LINK_WORDS[kind].of_later.removesuffix(":"), "muted", wrap=True))
        column.addWidget(words(number, wrap=True))
        row.addLayout(column, 1)
        row.addWidget(drop, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _entry(self, similar: SimilarComplaint) -> QWidget:
        when = compact_date(similar.received_at.date())
        button = quiet_button("Buka")
        button.setAccessibleName(f"Buka pengaduan {similar.number}")
        button.clicked.connect(partial(self.complaint_wanted.emit, similar.id))
        subject = subject_words(similar.subject, "", self._context.privacy)
        entry = Surface()
        entry.set_margins(12, 4, 4, 8)
        entry.head.insertWidget(0, words(f"{similar.number} · {when}", "muted"))
        entry.head.addWidget(button)
        entry.body.setSpacing(2)
        entry.body.addWidget(words(subject, wrap=True))
        status = STATUS_LABELS[similar.status]
        entry.body.addWidget(words(f"{similar.likeness} · {status}", "muted", wrap=True))
        tools = WrappingRow(spacing=0)
        entry.body.addLayout(tools)
        if similar.is_of_person and not similar.is_secret:
            take = quiet_button("Ambil data pengadu ini", "person")
            take.setAccessibleName(f"Ambil data pengadu {similar.number}")
            take.clicked.connect(partial(self.reporter_wanted.emit, similar.id))
            tools.addWidget(take)
        if similar.id not in self._links and similar.status in STEPS[Step.LINK].moves:
            tools.addWidget(self._linking(similar))
        return entry

    def _linking(self, similar: SimilarComplaint) -> Button:
        button = quiet_button("Tautkan", "share")
        button.setObjectName("choose-link")
        button.setAccessibleName(f"Tautkan dengan {similar.number}")
        if not self._choosing:
            button.setToolTip(f"Tautkan dengan {similar.number} ({shown_keys(Action.LINK)})")
        menu = QMenu(button)
        for kind in _kinds_for(similar):
            words_ = LINK_WORDS[kind].of_later
            entry = menu.addAction(
                f"Catat sebagai {words_[0].lower()}{words_[1:]} {similar.number}"
            )
            entry.triggered.connect(partial(self._choose, similar, kind))
        button.setMenu(menu)
        self._choosing.append(button)
        return button

    def _choose(self, similar: SimilarComplaint, kind: LinkKind, _checked: bool = False) -> None:
        had_focus = self.isAncestorOf(self.window().focusWidget() or self.window())
        self._numbers[similar.id] = similar.number
        self._links[similar.id] = kind
        self._show()
        if had_focus:
            # The button that was pressed is gone; here the choice is taken back.
            self._dropping[similar.id].setFocus()
        self.links_changed.emit()

    def _drop(self, complaint_id: int) -> None:
        del self._links[complaint_id]
        self._show()
        self.links_changed.emit()


def _kinds_for(similar: SimilarComplaint) -> list[LinkKind]:
    """Return the kinds of link, the likeliest first."""
    likeliest = LinkKind.REPEAT if similar.is_of_person else LinkKind.SAME_MATTER
    return sorted(LinkKind, key=lambda kind: kind is not likeliest)
