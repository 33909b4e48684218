"""Links on the panel: seen from both ends, made by searching, undone with a reason."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from app.reading.complaint.links import read_links
from app.reading.register.rows import register_rows
from app.rules.events import Step
from app.rules.links import LinkKind
from app.steps.close import void
from app.steps.link import link
from ui.complaint.dialogs import step_dialog
from ui.complaint.panel import ComplaintPanel
from ui.register.columns import register_columns
from ui.register.page import RegisterPage


@pytest.fixture
def three(recorded):
    """Three complaints: of one person twice, and of somebody who wants no name told."""
    return (
        recorded(),
        recorded(subject="KK hilang", description="Kartu keluarga hilang."),
        recorded(
            name="Warga Lain",
            phone="0813-0000-0555",
            subject="Akta lahir",
            description="Nama ibu keliru.",
            is_secret="ya",
        ),
    )


@pytest.fixture
def dialog(qtbot, context, three):
    """The dialog that links the first of them."""
    made = step_dialog(None, context, three[0], Step.LINK)
    qtbot.addWidget(made)
    made.show()
    return made


def _panel(qtbot, context, complaint_id):
    panel = ComplaintPanel(context)
    qtbot.addWidget(panel)
    panel.show_complaint(complaint_id)
    return panel


def _words(widget):
    return [label.text() for label in widget.findChildren(QLabel)]


def _button(widget, name):
    return next(b for b in widget.findChildren(QPushButton) if b.accessibleName() == name)


def _offered(dialog):
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_both_panels_show_a_link_and_open_the_other(qtbot, context, book, three):
    first, second, _ = three
    link(book, first, second, LinkKind.PAPERS)
    earlier, later = _panel(qtbot, context, first), _panel(qtbot, context, second)
    assert "Berkas menyusul dalam" in _words(earlier)
    assert "Berkas menyusul untuk" in _words(later)
    assert "Dicatat · KK hilang" in _words(earlier)
    with qtbot.waitSignal(earlier.complaint_wanted) as wanted:
        _button(earlier, "Buka pengaduan 002/PGD/XI/2026").click()
    assert wanted.args == [second]


def test_a_secret_complaint_is_linked_without_a_name(qtbot, context, book, three):
    first, _, secret = three
    link(book, first, secret, LinkKind.SAME_MATTER)
    shown = " ".join(_words(_panel(qtbot, context, first)))
    assert "003" in " ".join(
        b.text() for b in _panel(qtbot, context, first).findChildren(QPushButton)
    )
    assert "Warga Lain" not in shown


def test_what_is_similar_is_offered_before_anything_is_searched(qtbot, dialog):
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    assert _offered(dialog)[0].startswith("002/PGD/XI/2026")


def test_a_complaint_is_found_linked_and_announced(qtbot, context, book, dialog, three):
    first, second, _ = three
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    qtbot.keyClicks(dialog.search, "kartu keluarga")
    assert _offered(dialog) == ["002/PGD/XI/2026 · 23 Nov 2026 · Dicatat\nWarga Rekaan · KK hilang"]
    dialog.kind.setCurrentIndex(dialog.kind.findData(LinkKind.SAME_PERSON.value))
    with qtbot.waitSignal(context.hub.changed) as told:
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args[0].complaints == {first, second}
    assert [one.words for one in read_links(book, first)] == ["Orang sama, hal lain:"]


def test_the_list_names_no_secret_person_nor_void_complaints(qtbot, context, book, recorded):
    secret = recorded(name="Warga Rahasia", subject="Akta rahasia", is_secret="ya")
    void(book, recorded(subject="Akta keliru"), "Salah catat.")
    dialog = step_dialog(None, context, recorded(), Step.LINK)
    qtbot.addWidget(dialog)
    qtbot.keyClicks(dialog.search, "akta")
    assert len(_offered(dialog)) == 1
    assert "Identitas dirahasiakan" in _offered(dialog)[0]
    assert dialog.list.item(0).data(Qt.ItemDataRole.UserRole) == secret


def test_without_a_choice_the_dialog_says_so_under_its_list(qtbot, dialog):
    qtbot.keyClicks(dialog.search, "tidak ada yang begini")
    dialog.submit()
    assert dialog.isVisible()
    assert dialog._boxes["other"].error == "Pilih pengaduan yang ditautkan."


def test_a_second_link_is_refused_in_the_dialog(qtbot, book, dialog, three):
    first, second, _ = three
    link(book, first, second, LinkKind.REPEAT)
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    dialog.submit()
    assert "sudah bertautan (Pengaduan ulang)" in dialog._error.text()


def test_searching_is_nothing_that_closing_loses(qtbot, dialog):
    qtbot.keyClicks(dialog.search, "akta")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_link_is_undone_with_a_reason(qtbot, context, book, three, next_dialog):
    first, second, _ = three
    link(book, first, second, LinkKind.REPEAT)
    panel = _panel(qtbot, context, first)

    def give_a_reason(dialog):
        dialog.submit()
        assert dialog.isVisible()
        dialog.findChild(QPlainTextEdit, "reason").setPlainText("Orang lain.")
        dialog.submit()

    next_dialog(give_a_reason)
    with qtbot.waitSignal(panel.message) as said:
        _button(panel, "Batalkan tautan dengan 002/PGD/XI/2026").click()
    assert said.args == ["001/PGD/XI/2026 tidak lagi ditautkan."]
    assert read_links(book, first) == ()


def test_a_linked_complaint_is_opened_in_the_book_by_enter(qtbot, context, book, three, on_screen):
    first, second, _ = three
    link(book, first, second, LinkKind.REPEAT)
    page = RegisterPage(context)
    on_screen(page)
    page.shown()
    page.arrive(first)
    button = _button(page.panel, "Buka pengaduan 002/PGD/XI/2026")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert page.panel.complaint_id == second
    assert page.table.current_id() == second
    assert page.panel.isAncestorOf(page.focusWidget())


def test_a_repeat_is_marked_in_the_list(context, book, three):
    first, second, secret = three
    link(book, second, first, LinkKind.REPEAT)
    link(book, secret, first, LinkKind.REPEAT)
    about = next(c for c in register_columns(context.privacy) if c.title.startswith("Perihal"))
    assert [about.second(row) for row in register_rows(book, three)] == [
        "Warga Rekaan",
        "Ulang · Warga Rekaan",
        "Ulang · Identitas dirahasiakan",
    ]
