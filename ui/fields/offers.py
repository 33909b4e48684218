"""ListOffers: what the office's lists offer to the editors of one form."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QObject, Slot

from app.book.book import Book
from app.book.lists import Lists, read_lists
from app.ground.folding import folded
from app.rules.fields import FieldKind
from ui.fields.editors import FieldEditor, ListEditor
from ui.fields.finding_combo import Groups


class ListOffers(QObject):
    """Fills the editors of declared fields from the lists; villages follow their kecamatan."""

    def __init__(self, book: Book, editors: Mapping[str, FieldEditor], parent: QObject) -> None:
        super().__init__(parent)
        self._book = book
        self._editors = editors
        self._lists: Lists = read_lists(book)
        self._offer_all()
        editors["district"].edited.connect(self._offer_villages)

    def refresh(self) -> None:
        """Offer what the lists hold now; what is typed stays."""
        self._lists = read_lists(self._book)
        self._offer_all()

    def _offer_all(self) -> None:
        lists = self._lists
        divisions = dict.fromkeys(s.division for s in lists.services)
        self._offer(
            FieldKind.SERVICE,
            [
                (d, [s.name for s in lists.services if s.division == d and not s.is_retired])
                for d in divisions
            ],
        )
        self._offer(
            FieldKind.CATEGORY, [("", [c.name for c in lists.categories if not c.is_retired])]
        )
        self._offer(
            FieldKind.DISTRICT, [("", [d.name for d in lists.districts if not d.is_retired])]
        )
        self._offer_villages()
        self._offer(FieldKind.OFFICER, [("", [o.name for o in lists.officers if not o.is_retired])])

    def _offer(self, kind: FieldKind, groups: Groups) -> None:
        for editor in self._editors.values():
            if isinstance(editor, ListEditor) and editor.field.kind is kind:
                editor.set_groups(groups)

    @Slot()
    def _offer_villages(self) -> None:
        self._offer(FieldKind.VILLAGE, [("", list(self._villages()))])

    def _villages(self) -> Iterator[str]:
        chosen = folded(self._editors["district"].text())
        codes = {d.code for d in self._lists.districts if folded(d.name) == chosen}
        for village in self._lists.villages:
            if not village.is_retired and (not codes or village.district_code in codes):
                yield village.name
