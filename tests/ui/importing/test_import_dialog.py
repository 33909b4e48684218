"""The assistant: a file becomes rows of the book, each seen before it is recorded."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from app.book.book import Book
from app.ground.changes import Changes
from app.intake.tables.importing import Fate
from models.complaint import Complaint
from ui.importing.dialog import ImportDialog
from ui.importing.rows_model import RowsModel
from ui.shared.context import Context

HEAD = ["No", "Hari/Tgl", "Nama Pelapor", "Kecamatan", "Media", "Isi Pengaduan", "Sandi"]
ROWS = (
    [1, "Senin, 6/5/2024", "Warga Satu", "Kec. Kapuas", "WA", "KTP belum jadi", "a"],
    [2, "31/2/2024", "Warga Dua", "Parindu.", "Telp", "KK ganda", "b"],
    [3, "Rabu 8 Mei 2024", "Warga Tiga", "Sanggau Kapuas", "merpati", "Akta", "c"],
)


@pytest.fixture
def old_book(tmp_path: Path) -> Path:
    workbook = openpyxl.Workbook()
    for row in (["BUKU PENGADUAN 2024"], [], HEAD, *ROWS, ["Jumlah", None, "3 orang"]):
        workbook.active.append(row)
    path = tmp_path / "buku lama.xlsx"
    workbook.save(path)
    return path


@pytest.fixture
def opened(qtbot: QtBot, context: Context, old_book: Path) -> Callable[..., ImportDialog]:
    def make(path: Path = old_book) -> ImportDialog:
        dialog = ImportDialog(context, path)
        # Closing would ask whether what was put right may be lost.
        qtbot.addWidget(dialog, before_close_func=lambda each: each.done(0))
        with qtbot.waitExposed(dialog):
            dialog.show()
        settle(qtbot, context)
        return dialog

    return make


def settle(qtbot: QtBot, context: Context) -> None:
    qtbot.waitUntil(lambda: not context.tasks.is_busy, timeout=10_000)


def go_on(qtbot: QtBot, context: Context, dialog: ImportDialog) -> None:
    qtbot.mouseClick(dialog.forward, Qt.MouseButton.LeftButton)
    settle(qtbot, context)


def rows_of(book: Book) -> list[Complaint]:
    return list(book.rows(Complaint.select().order_by(Complaint.id)))


def put_right(dialog: ImportDialog, line: int, heading: str, text: str) -> None:
    model = dialog.rows.model
    titles = [
        model.headerData(place, Qt.Orientation.Horizontal) for place in range(model.columnCount())
    ]
    assert model.setData(model.index(line, titles.index(heading)), text)


def test_the_proposal_shows_sheet_heading_row_and_meanings(opened) -> None:
    dialog = opened()
    meanings = [combo.currentText() for combo in dialog.columns.meanings]
    assert meanings == [
        "Nomor urut",
        "Diterima",
        "Nama",
        "Kecamatan",
        "Saluran",
        "Uraian",
        "Tidak dicatat",
    ]
    assert dialog.columns.line.value() == 3
    assert "“Sandi”" in dialog.columns.notes.text()


def test_rows_are_put_right_in_place_and_recorded(opened, qtbot, context, book) -> None:
    dialog = opened()
    told: list[Changes] = []
    context.hub.changed.connect(told.append)
    go_on(qtbot, context, dialog)
    assert [outcome.fate for outcome in dialog.rows.preview.outcomes] == [
        Fate.RECORDED,
        Fate.REFUSED,
        Fate.REFUSED,
        Fate.SKIPPED,
    ]
    assert dialog.forward.text() == "Catat 1 baris"
    dialog.rows.wrong.click()
    assert "tidak ada dalam kalender" in dialog.rows.said.text()
    put_right(dialog, 0, "Diterima", "7 Mei 2024")
    put_right(dialog, 1, "Saluran", "Tatap muka")
    assert dialog.forward.text() == "Catat 3 baris"
    go_on(qtbot, context, dialog)
    assert dialog.ended.figure.text() == "3"
    recorded = rows_of(book)
    assert [row.number for row in recorded] == ["1", "2", "3"]
    assert [row.received_at.date() for row in recorded] == [
        date(2024, 5, 6),
        date(2024, 5, 7),
        date(2024, 5, 8),
    ]
    assert [row.channel for row in recorded] == ["whatsapp", "telepon", "tatap_muka"]
    assert told == [Changes(complaints=frozenset(row.id for row in recorded))]


def test_a_cell_shows_what_was_read_and_a_word_for_what_is_not_certain(
    opened, qtbot, context
) -> None:
    dialog = opened()
    go_on(qtbot, context, dialog)
    put_right(dialog, 2, "Saluran", "wa")
    model = dialog.rows.model
    assert model.index(2, 4).data() == "WhatsApp"
    assert model.index(2, 1).data() == "Dicatat, ada catatan"
    dialog.rows.table.setCurrentIndex(model.index(2, 2))
    assert "“Sanggau Kapuas” dibaca sebagai Kapuas" in dialog.rows.said.text()


def test_another_meaning_of_a_column_is_taken_and_kept_for_the_next_file(
    opened, qtbot, context, book
) -> None:
    dialog = opened()
    place = HEAD.index("Sandi")
    combo = dialog.columns.meanings[place]
    combo.setCurrentIndex(combo.findText("Objek pengaduan"))
    combo.activated.emit(combo.currentIndex())
    go_on(qtbot, context, dialog)
    go_on(qtbot, context, dialog)
    assert [row.subject for row in rows_of(book)] == ["a"]
    again = opened()
    assert again.columns.meanings[place].currentText() == "Objek pengaduan"
    assert "terakhir kali" in again.columns.notes.text()


def test_rows_already_in_the_book_are_marked_and_left_out(opened, qtbot, context, book) -> None:
    first = opened()
    go_on(qtbot, context, first)
    go_on(qtbot, context, first)
    assert len(rows_of(book)) == 1
    second = opened()
    go_on(qtbot, context, second)
    assert second.rows.model.index(0, 1).data() == "Sudah ada"
    assert not second.forward.isEnabled()


def test_what_was_not_taken_becomes_a_workbook(
    opened, qtbot, context, tmp_path, monkeypatch
) -> None:
    left = tmp_path / "sisa.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(left), ""))
    dialog = opened()
    go_on(qtbot, context, dialog)
    go_on(qtbot, context, dialog)
    assert "2 baris tidak dicatat" in dialog.ended.left.text()
    qtbot.mouseClick(dialog.ended.save_left, Qt.MouseButton.LeftButton)
    settle(qtbot, context)
    assert str(left) in dialog.ended.left.text()
    head, *rows = openpyxl.load_workbook(left).active.iter_rows(values_only=True)
    assert head == (*HEAD, "Baris asal", "Alasan")
    assert [row[7] for row in rows] == ["5", "6"]
    assert "kalender" in rows[0][-1]


def test_another_heading_row_is_looked_at(opened, qtbot, context) -> None:
    dialog = opened()
    dialog.columns.line.setValue(4)
    settle(qtbot, context)
    assert dialog.refusal.text() or dialog.columns.plan.tables[0].layout.lines[0] == 4


def test_a_file_that_is_no_table_is_said_on_the_page(opened, tmp_path) -> None:
    path = tmp_path / "laman.xls"
    path.write_text("<html><table></table></html>", encoding="utf-8")
    dialog = opened(path)
    assert "HTML" in dialog.refusal.text()
    assert not dialog.forward.isEnabled()


def test_recording_can_be_stopped(opened, qtbot, context, book, tmp_path) -> None:
    lines = "".join(f"WA;Warga {n};20-11-2026 08.05\n" for n in range(120))
    path = tmp_path / "banyak.csv"
    path.write_text(f"Saluran;Nama;Tanggal\n{lines}", encoding="utf-8")
    dialog = opened(path)
    go_on(qtbot, context, dialog)
    qtbot.mouseClick(dialog.forward, Qt.MouseButton.LeftButton)
    dialog.reject()  # Esc stops, it does not close
    settle(qtbot, context)
    assert dialog.isVisible()
    count = len(rows_of(book))
    assert count % 50 == 0 or count == 120
    assert dialog.ended.figure.text() == str(count)


def test_the_table_keeps_the_promises_of_a_model(opened, qtbot, context) -> None:
    dialog = opened()
    tester = QAbstractItemModelTester(
        dialog.rows.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    go_on(qtbot, context, dialog)
    dialog.rows.wrong.click()
    put_right(dialog, 0, "Nama", "Warga Lain")
    dialog.rows.all.click()
    assert tester.model() is dialog.rows.model
    assert RowsModel().rowCount() == 0


def test_closing_with_rows_in_sight_asks_first(opened, qtbot, context, next_dialog) -> None:
    dialog = opened()
    go_on(qtbot, context, dialog)
    next_dialog(QDialog.reject)
    dialog.reject()
    assert dialog.isVisible()
    next_dialog(QDialog.accept)
    dialog.reject()
    assert not dialog.isVisible()


def test_reading_can_be_stopped(opened, qtbot, context, tmp_path) -> None:
    path = tmp_path / "panjang.csv"
    lines = "".join(f"WA;Warga {n};20-11-2026 08.05\n" for n in range(20_000))
    path.write_text(f"Saluran;Nama;Tanggal\n{lines}", encoding="utf-8")
    dialog = opened(path)
    qtbot.mouseClick(dialog.forward, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)
    settle(qtbot, context)
    assert dialog.stack.currentIndex() == 0
    assert dialog.forward.isEnabled()
    assert dialog.rows.preview is None
    assert not dialog.refusal.isVisible()
