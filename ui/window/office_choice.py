"""OfficeChoice: which office a new book is for, asked once, before there is a book."""

from PySide6.QtCore import QSortFilterProxyModel, QStringListModel, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QWidget

from app.book.office_pack import default_office
from app.book.regions import provinces, regencies
from app.ground.errors import FieldProblem, FormRefused
from app.ground.overriding import override
from ui.shared.step_dialog import StepDialog


class OfficeChoice(StepDialog):
    """Lists every regency of Indonesia; typing narrows the list, Enter takes the first."""

    cancel_text = "Tutup program"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Buku pengaduan baru",
            "Pilih kabupaten atau kota kantor Anda. Nama dinas, kecamatan, desa, layanan, dan zona "
            "waktu diisi menurut pilihan ini dan dapat diubah di Pengaturan.",
            "Mulai buku baru",
            parent,
        )
        self.setMinimumWidth(560)
        names = provinces()
        self._codes = {
            f"{place.name.title()} · {names[place.code[:2]].title()}": place.code
            for place in regencies()
        }
        self.search = QLineEdit()
        self.search.setPlaceholderText("Ketik nama kabupaten, kota, atau provinsi")
        self.add_field("search", "Cari", self.search)
        self._model = QSortFilterProxyModel(self)
        self._model.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._model.setSourceModel(QStringListModel(list(self._codes), self))
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setUniformItemSizes(True)
        self.list.setMinimumHeight(240)
        self.list.setAccessibleName("Kabupaten dan kota")
        self.add_field("office", "Kabupaten atau kota", self.list)
        self.search.textChanged.connect(self._on_typed)
        self.search.returnPressed.connect(self.submit)
        self.list.doubleClicked.connect(self.submit)
        self._choose_code(default_office())
        self.search.setFocus()

    def chosen(self) -> str:
        """Return the code of the regency that is marked, empty when none is."""
        index = self.list.currentIndex()
        return self._codes[str(index.data())] if index.isValid() else ""

    def _choose_code(self, code: str) -> None:
        row = list(self._codes.values()).index(code)
        index = self._model.index(row, 0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self._model.setFilterFixedString(" ".join(text.split()))
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self._model.index(0, 0))

    @override
    def perform(self) -> None:
        if not self.chosen():
            raise FormRefused(FieldProblem("office", "Pilih satu kabupaten atau kota."))
