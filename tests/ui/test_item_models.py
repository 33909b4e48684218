"""Every item model keeps what Qt asks of models: filled, empty, and after each kind of change."""

import ast
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from app.reading.register.filter import RegisterFilter
from app.reading.register.ids import register_ids
from app.reading.register.rows import register_rows
from ui.board.card_model import CardModel
from ui.importing.paper_model import PaperModel
from ui.shared.privacy import PrivacyShield
from ui.widgets.windowed_model import Column, WindowedModel
from ui.window.office_choice import OfficeChoice

ROOT = Path(__file__).resolve().parents[2]
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def complaints(book, recorded):
    for number in range(5):
        recorded(subject=f"Perihal {number}", is_secret="ya" if number % 2 else "")
    return register_ids(book, RegisterFilter())


def test_cards(book, complaints):
    model = CardModel(PrivacyShield())
    QAbstractItemModelTester(model, FATAL, model)
    for ids in (complaints, (), complaints[:2]):
        model.set_rows(register_rows(book, ids))
        assert model.rowCount() == len(ids)


def test_a_table_that_reads_what_is_seen(book, complaints):
    columns = (Column("Nomor", text=lambda row: row.number), Column("Perihal", str))
    model = WindowedModel(columns, lambda ids: register_rows(book, ids))
    QAbstractItemModelTester(model, FATAL, model)
    for ids in (complaints, (), complaints[:3]):
        model.set_ids(ids)
        assert model.rowCount() == len(ids)
        model.invalidate(ids[:1])
        model.invalidate()


def test_the_offices_to_choose_from(qtbot):
    dialog = OfficeChoice()
    qtbot.addWidget(dialog)
    model = dialog.list.model()
    QAbstractItemModelTester(model, FATAL, model)
    for typed in ("sanggau", "tidak ada kota seperti ini", ""):
        dialog.search.setText(typed)


def test_the_rows_of_a_paper_page():
    model = PaperModel()
    QAbstractItemModelTester(model, FATAL, model)
    model.show_rows([{"nama": "Warga Rekaan"}, {"nama": "Warga Contoh"}])
    model.put(2, "uraian", "KTP")
    assert model.rowCount() == 4
    model.put(0, "nama", "")
    model.remove(1)
    model.remove(0)
    assert [dict(row) for row in model.rows] == [{"uraian": "KTP"}, {}]
    model.remove(1)  # the blank one stays
    model.show_rows(())
    assert model.rowCount() == 1


def test_every_model_has_its_test():
    models = {
        node.name
        for path in (ROOT / "ui").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base).endswith(("ListModel", "TableModel")) for base in node.bases)
    }
    tested = "\n".join(
        path.read_text("utf-8")
        for path in (ROOT / "tests" / "ui").rglob("*.py")
        if "ModelTester" in path.read_text("utf-8") or "qtmodeltester" in path.read_text("utf-8")
    )
    users = {"RowsModel": "dialog.rows.model"}
    assert models >= {"CardModel", "ChatModel", "WindowedModel"}
    assert not [name for name in models if users.get(name, name) not in tested]
