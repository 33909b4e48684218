"""A table dropped on the window: copied row by row where that is meant, else attached."""

from PySide6.QtWidgets import QDialog

from ui.entry.page import EntryPage
from ui.importing.dialog import ImportDialog
from ui.register.page import RegisterPage


def table(tmp_path):
    path = tmp_path / "daftar.csv"
    path.write_text("Nama;Uraian\nWarga;KTP\n", encoding="utf-8")
    return path


def closing(seen):
    def close(dialog):
        seen.append(type(dialog))
        dialog.done(0)

    return close


def test_the_register_copies_a_table_dropped_on_it(
    context, on_screen, next_dialog, tmp_path
) -> None:
    page = RegisterPage(context)
    on_screen(page)
    seen: list[type] = []
    next_dialog(closing(seen))
    assert page.take_files([table(tmp_path)])
    assert seen == [ImportDialog]
    context.tasks.wait()


def test_the_entry_page_asks_what_is_meant(context, on_screen, next_dialog, tmp_path) -> None:
    page = EntryPage(context)
    on_screen(page)
    next_dialog(QDialog.reject)
    assert page.take_files([table(tmp_path)])
    assert [file.name for file in page.attachments.files] == ["daftar.csv"]
    seen: list[type] = []

    def copy(dialog):
        next_dialog(closing(seen))
        dialog.accept()

    next_dialog(copy)
    assert page.take_files([table(tmp_path)])
    assert seen == [ImportDialog]
    context.tasks.wait()
    page.attachments.clear()
