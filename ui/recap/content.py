"""What a month's recap shows before it is written: figures, the balance, three charts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.ground.formatting import decimal, percent, thousands
from app.reading.recap.tables import shown_columns
from app.reading.recap.values import Figures, InternalRecap, NumberTable, TableKey
from ui.recap.bars import Bar, BarChart
from ui.widgets.surfaces import Surface
from ui.widgets.words import tighten, words

_MOST_BARS = 7
_ROW_HEIGHT = 28
_FIGURES = (
    "masuk",
    "selesai bulan ini",
    "selesai tepat waktu",
    "rata-rata hari kerja",
    "sisa akhir",
)


class RecapContent(QWidget):
    """Shows one ``InternalRecap``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures: dict[str, QLabel] = {}
        row = QHBoxLayout()
        tighten(row, 12)
        for caption in _FIGURES:
            card = Surface()
            figure = words("–", "figure")
            figure.setObjectName(f"figure-{caption}")
            self.figures[caption] = figure
            card.body.addWidget(figure)
            card.body.addWidget(words(caption, "muted"))
            row.addWidget(card, 1)
        self.flow = QTableWidget()
        self.channels = BarChart("Masuk menurut saluran")
        self.services = BarChart("Masuk menurut layanan")
        self.timeliness = BarChart("Ketepatan waktu")
        self._dress_table()
        flow_card = Surface("Neraca")
        flow_card.body.addWidget(self.flow)
        charts = QGridLayout()
        tighten(charts, 12)
        for place, (title, chart) in enumerate(
            (
                ("Masuk menurut saluran", self.channels),
                ("Masuk menurut layanan", self.services),
                ("Ketepatan waktu", self.timeliness),
            )
        ):
            card = Surface(title)
            card.body.addWidget(chart)
            card.body.addStretch(1)
            charts.addWidget(card, 0, place)
            charts.setColumnStretch(place, 1)
        column = QVBoxLayout(self)
        tighten(column, 12)
        column.addLayout(row)
        column.addWidget(flow_card)
        column.addLayout(charts)
        column.addStretch(1)

    def _dress_table(self) -> None:
        self.flow.setAccessibleName("Neraca pengaduan per saluran")
        self.flow.setFrameShape(QFrame.Shape.NoFrame)
        self.flow.setShowGrid(False)
        self.flow.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.flow.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.flow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.flow.verticalHeader().hide()
        self.flow.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.flow.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)

    def show_recap(self, recap: InternalRecap) -> None:
        """Show *recap*."""
        self._show_figures(recap.figures)
        tables = {table.key: table for table in recap.tables}
        if TableKey.FLOW in tables:
            self._show_flow(tables[TableKey.FLOW])
            self.channels.set_bars(_bars(tables[TableKey.FLOW], column=1))
        self.services.set_bars(_bars(tables.get(TableKey.SERVICE), column=0))
        self.timeliness.set_bars(_timeliness(recap.figures))

    def _show_figures(self, figures: Figures) -> None:
        average = figures.average_working_days
        shown = (
            thousands(figures.received),
            thousands(figures.settled),
            percent(figures.settled_on_time, figures.settled_on_time + figures.settled_late),
            "–" if average is None else decimal(average),
            thousands(figures.closing),
        )
        for caption, text in zip(_FIGURES, shown, strict=True):
            self.figures[caption].setText(text)

    def _show_flow(self, table: NumberTable) -> None:
        self.flow.setColumnCount(len(table.columns) + 1)
        self.flow.setHorizontalHeaderLabels([table.label_column, *shown_columns(table)])
        rows = [*table.rows, *([table.total] if table.total else [])]
        self.flow.setRowCount(len(rows))
        for number, row in enumerate(rows):
            texts = [row.label, *(thousands(cell or 0) for cell in row.cells)]
            for place, text in enumerate(texts):
                item = QTableWidgetItem(text)
                side = Qt.AlignmentFlag.AlignRight if place else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                if row is table.total:
                    font = item.font()
                    font.setBold(True)
                    item.setFont(font)
                self.flow.setItem(number, place, item)
        header = self.flow.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        title = self.flow.horizontalHeaderItem(0)
        if title is not None:
            title.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place in range(1, len(table.columns) + 1):
            cell = self.flow.horizontalHeaderItem(place)
            if cell is not None:
                cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.flow.setFixedHeight(header.sizeHint().height() + _ROW_HEIGHT * len(rows) + 4)


def _bars(table: NumberTable | None, column: int) -> tuple[Bar, ...]:
    if table is None:
        return ()
    counts = [(row.label, row.cells[column] or 0) for row in table.rows]
    counts = sorted((c for c in counts if c[1]), key=lambda c: -c[1])
    most = counts[0][1] if counts else 0
    shown, rest = counts[:_MOST_BARS], counts[_MOST_BARS:]
    bars = [Bar(label, count, most, thousands(count)) for label, count in shown]
    if rest:
        together = sum(count for _, count in rest)
        bars.append(Bar("Yang lain", together, max(most, together), thousands(together)))
    return tuple(bars)


def _timeliness(figures: Figures) -> tuple[Bar, ...]:
    distributed = figures.distributed_on_time + figures.distributed_late
    settled = figures.settled_on_time + figures.settled_late
    return (
        _of("Distribusi dalam batas", figures.distributed_on_time, distributed),
        _of("Distribusi terlambat", figures.distributed_late, distributed),
        _of("Selesai dalam batas", figures.settled_on_time, settled),
        _of("Selesai terlambat", figures.settled_late, settled),
    )


def _of(label: str, count: int, whole: int) -> Bar:
    return Bar(label, count, whole, f"{thousands(count)} dari {thousands(whole)}")
