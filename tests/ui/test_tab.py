"""Tab walks every form, dialog, section and page as the eye does; Shift+Tab walks it back.

What is expected is measured on the screen: every control that is shown and takes the focus, rows
from the top, each row from the left.
"""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from app.entry.drafts import Drafts, EntryContent
from app.intake.whatsapp import parse_chat
from app.reading.complaint.detail import read_detail
from app.rules.channels import Channel
from app.rules.events import Step
from app.steps.complete import declare_complete
from app.steps.distribute import distribute
from tests.ui.viewer.files import pdf_of
from ui.complaint.dialogs import DIALOGS, step_dialog
from ui.complaint.why import WhyDialog
from ui.entry.chat_dialog import ChatDialog
from ui.entry.dialogs import DirectAnswerDialog, DraftsDialog
from ui.entry.page import EntryPage
from ui.importing.paper_dialog import CopyPaperDialog
from ui.settings.holiday_dialogs import AddDayOffDialog, fill_year_dialog
from ui.settings.leave_dialog import LeaveDialog
from ui.settings.list_dialogs import EntryDialog, Question
from ui.settings.page import SettingsPage
from ui.shared.step_dialog import question
from ui.viewer.paper_dialog import PaperDialog
from ui.viewer.printing import Printers
from ui.widgets.notice_dialog import NoticeDialog
from ui.window.application import settle
from ui.window.bug_dialog import BugDialog
from ui.window.first_admin import FirstAdminDialog
from ui.window.key_choice import KeyChoice
from ui.window.keys_dialog import KeysDialog
from ui.window.main_window import MainWindow
from ui.window.office_choice import OfficeChoice
from ui.window.officer_dialog import OfficerDialog
from ui.window.pages import PAGES
from ui.window.unlocking import UnlockDialog

_TAB, _BACKTAB = Qt.Key.Key_Tab, Qt.Key.Key_Backtab
_CHAT = "[23/11/26 08.01] Warga: Selamat pagi\n[23/11/26 08.02] Warga: KTP saya belum jadi"


def _walk(qtbot, window, key=_TAB):
    """Press *key* until the focus is where it began; return every halt once it came."""
    halts = [window.focusWidget()]
    for _ in range(150):
        qtbot.keyClick(window.focusWidget(), key)
        now = window.focusWidget()
        if now is halts[0] and (len(halts) > 1 or _controls(window) == halts):
            return halts
        if now is not halts[-1]:  # in the guide each link is a halt of its own
            halts.append(now)
    pytest.fail(f"{key.name} never comes back: {[_named(w) for w in halts[:30]]}")


def _from(first, ring):
    at = ring.index(first)
    return ring[at:] + ring[:at]


def _named(widget):
    return widget.objectName() or widget.accessibleName() or type(widget).__name__


def _controls(root):
    """Return what is shown inside *root* and takes the focus by Tab."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.window() is root.window()
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def _place(widget, root):
    top_left = widget.mapTo(root, QPoint(0, 0))
    return top_left.x(), top_left.y(), widget.height()


def _as_drawn(root):
    """Return the controls of *root* by their places: one row after the other, from the left."""
    rows = []
    by_middle = sorted(_controls(root), key=lambda w: _place(w, root)[1] + w.height() / 2)
    for widget in by_middle:
        _, top, height = _place(widget, root)
        if rows and top + height / 2 < rows[-1]["bottom"] and top < rows[-1]["middle"]:
            rows[-1]["widgets"].append(widget)
        else:
            rows.append({"bottom": top + height, "middle": top + height / 2, "widgets": [widget]})
    return [w for row in rows for w in sorted(row["widgets"], key=lambda w: _place(w, root)[0])]


def _expect_as_drawn(qtbot, root, window):
    """Walk *window* both ways and compare what the walk visits inside *root* with the screen."""
    _walk(qtbot, window)  # a list that is reached takes its first row, and offers what is for it
    drawn = _as_drawn(root)
    there = _from(drawn[0], _expect_whole_ring(qtbot, window))
    inside = [w for w in there if w is root or root.isAncestorOf(w)]
    assert [_named(w) for w in inside] == [_named(w) for w in drawn]
    assert inside == drawn
    assert there[: len(inside)] == inside, "the walk leaves the part before it is done"


def _expect_whole_ring(qtbot, window):
    there = _walk(qtbot, window)
    assert sorted(map(_named, there)) == sorted(map(_named, _controls(window)))
    assert len(set(there)) == len(there)
    back = _walk(qtbot, window, _BACKTAB)
    assert back[1:] == there[1:][::-1]
    return there


@pytest.fixture
def entry_page(on_screen, context):
    page = EntryPage(context)
    on_screen(page)
    page.shown()
    return page


@pytest.fixture
def shown(qtbot):
    def show(dialog):
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        dialog.resize(dialog.width(), 1600)  # what scrolls is measured whole
        dialog.activateWindow()
        qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
        return dialog

    return show


@pytest.mark.parametrize("channel", list(Channel))
def test_tab_walks_the_form_as_it_is_drawn(qtbot, entry_page, channel):
    entry_page.choose(channel)
    qtbot.waitUntil(entry_page.form.isVisible)
    _expect_as_drawn(qtbot, entry_page.form, entry_page)


@pytest.mark.parametrize("channel", list(Channel))
def test_the_fields_come_in_the_order_of_the_paper(qtbot, entry_page, channel):
    entry_page.choose(channel)
    ring = _from(entry_page.form.editors["received_at"].widget, _walk(qtbot, entry_page))
    fields = {editor.widget: name for name, editor in entry_page.form.editors.items()}
    assert [fields[w] for w in ring if w in fields] == list(entry_page.form.editors)


@pytest.mark.parametrize("channel", list(Channel))
def test_enter_goes_on_like_tab_and_ends_at_save(qtbot, entry_page, channel):
    entry_page.choose(channel)
    editors = list(entry_page.form.editors.values())
    editors[0].widget.setFocus()
    for before, after in pairwise(editors):
        assert entry_page.focusWidget() is before.widget
        qtbot.keyClick(before.widget, Qt.Key.Key_Return if before.takes_enter else _TAB)
        assert entry_page.focusWidget() is after.widget
    if editors[-1].takes_enter:
        qtbot.keyClick(editors[-1].widget, Qt.Key.Key_Return)
        assert entry_page.focusWidget() is entry_page.save


def test_enter_breaks_the_line_in_a_text(qtbot, entry_page):
    text = entry_page.form.editors["description"].widget
    text.setFocus()
    qtbot.keyClicks(text, "satu")
    qtbot.keyClick(text, Qt.Key.Key_Return)
    qtbot.keyClicks(text, "dua")
    assert text.toPlainText() == "satu\ndua"
    assert entry_page.focusWidget() is text


def test_tab_and_enter_leave_an_offer_for_the_neighbours(qtbot, entry_page):
    editors = entry_page.form.editors
    for key, wanted in ((_TAB, "village"), (_BACKTAB, "address"), (Qt.Key.Key_Return, "village")):
        district = editors["district"]
        district.set_text("")
        district.widget.setFocus()
        qtbot.keyClicks(district.widget, "kapu")
        popup = district.widget.completer().popup()
        qtbot.waitUntil(popup.isVisible)
        qtbot.keyClick(popup, key)
        assert entry_page.focusWidget() is editors[wanted].widget


@pytest.mark.parametrize(("key", "wanted"), [(_TAB, "description"), (_BACKTAB, "subject")])
def test_tab_leaves_an_open_list_and_takes_its_marked_entry(qtbot, entry_page, key, wanted):
    kind = entry_page.form.editors["kind"].widget
    kind.setFocus()
    qtbot.keyClick(kind, Qt.Key.Key_Space)
    qtbot.waitUntil(kind.view().isVisible)
    qtbot.keyClick(kind.view(), Qt.Key.Key_Down)
    qtbot.keyClick(kind.view(), key)
    qtbot.waitUntil(lambda: not kind.view().isVisible())
    assert kind.currentIndex() == 1
    assert entry_page.focusWidget() is entry_page.form.editors[wanted].widget


@pytest.mark.parametrize("size", [(1140, 740), (880, 740)])
def test_attachments_are_on_the_way_also_when_they_came_later(qtbot, entry_page, tmp_path, size):
    entry_page.resize(*size)
    for name in ("satu.txt", "dua.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
        entry_page.attachments.take_paths([tmp_path / name])
    qtbot.waitUntil(lambda: len(_controls(entry_page.attachments)) == 5)
    _expect_as_drawn(qtbot, entry_page.attachments, entry_page)


@pytest.mark.parametrize("step", list(DIALOGS))
@pytest.mark.parametrize("is_whole", [True, False])
def test_tab_walks_the_dialog_of_a_step(qtbot, context, recorded, shown, step, is_whole):
    id_ = recorded() if is_whole else recorded(phone="", address="", subject="")
    dialog = shown(step_dialog(None, context, id_, step))
    _expect_as_drawn(qtbot, dialog, dialog)


@pytest.mark.parametrize("channel", list(Channel))
def test_tab_walks_the_correction_of_each_channel(qtbot, context, recorded, shown, channel):
    dialog = shown(step_dialog(None, context, recorded(channel=channel), Step.CORRECT))
    _expect_as_drawn(qtbot, dialog, dialog)


def test_tab_walks_a_distribution_that_moves_on(qtbot, book, context, recorded, shown):
    id_ = recorded()
    declare_complete(book, id_)
    distribute(book, id_, 1)
    dialog = shown(step_dialog(None, context, id_, Step.DISTRIBUTE))
    _expect_as_drawn(qtbot, dialog, dialog)


def _drafts_dialog(context):
    drafts = Drafts(context.desk_file, context.book, print)
    drafts.keep(EntryContent(Channel.COUNTER, {"name": "Warga Rekaan"}), None)
    return DraftsDialog(drafts.all())


_QUESTIONS = (
    Question("role", "Peran", choices=(("officer", "Petugas"), ("manager", "Pejabat"))),
    Question("is_short", "Singkat", default=True, hint="Ya"),
    Question("note", "Catatan"),
)
_DIALOGS = {
    "chat": lambda c: ChatDialog(parse_chat(_CHAT, today=c.book.clock.today())),
    "direct answer": lambda c: DirectAnswerDialog(),
    "drafts": _drafts_dialog,
    "question": lambda c: question("Judul", "Kalimat.", "Ya"),
    "leave": lambda c: LeaveDialog("Kantor"),
    "office": lambda c: OfficeChoice(),
    "first admin": lambda c: FirstAdminDialog(c.book),
    "key choice": lambda c: KeyChoice(c.book.clock, c.book.place),
    "unlock": lambda c: UnlockDialog(c.book.place, c.book.clock, "Terkunci."),
    "officer": lambda c: OfficerDialog(c.book),
    "day off": AddDayOffDialog,
    "list entry": lambda c: EntryDialog(c, "Tambah", "Tambah", str, questions=_QUESTIONS),
    "fill year": lambda c: fill_year_dialog(c, 2027, None),
    "keys": lambda c: KeysDialog(),
    "notice": lambda c: NoticeDialog("Judul", "Kalimat.", "Nasihat.", "Tutup"),
    "bug": lambda c: BugDialog("rincian"),
}


@pytest.mark.parametrize("name", _DIALOGS)
def test_tab_walks_every_other_dialog(qtbot, context, shown, name):
    dialog = shown(_DIALOGS[name](context))
    _expect_as_drawn(qtbot, dialog, dialog)


def test_tab_walks_all_of_a_paper_before_it_is_printed(qtbot, context, tmp_path):
    path = tmp_path / "Surat.pdf"
    path.write_bytes(pdf_of(2))
    found = Printers(("Loket",), "Loket")
    said = []
    dialog = PaperDialog(
        context, path, None, said=said.append, refused=said.append, printers=lambda: found
    )
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.viewer.page_shown):
        dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.print.hasFocus())
    _expect_whole_ring(qtbot, dialog)


def test_tab_walks_all_of_the_page_that_is_copied(qtbot, context, shown):
    _expect_whole_ring(qtbot, shown(CopyPaperDialog(context)))


def test_tab_walks_the_explanation(qtbot, context, recorded, shown):
    dialog = shown(WhyDialog(context.book, read_detail(context.book, recorded())))
    _expect_as_drawn(qtbot, dialog, dialog)


def _enter_through(qtbot, window, first, last):
    """Press Enter in *first* and on, until the focus is on *last*; return the halts between."""
    first.setFocus()
    halts = []
    for _ in range(40):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
        if window.focusWidget() is last:
            return halts
        halts.append(_named(window.focusWidget()))
    return pytest.fail(f"Enter never comes to the button: {halts}")


def test_enter_in_a_dialog_goes_on_to_its_button(qtbot, context, shown):
    dialog = shown(_DIALOGS["list entry"](context))
    first = dialog.focusWidget()
    assert _enter_through(qtbot, dialog, first, dialog.accept_button) == [
        "role",
        "is_short",
        "note",
    ]


def test_enter_in_a_correction_passes_the_reason_that_stands_below(qtbot, context, recorded, shown):
    dialog = shown(step_dialog(None, context, recorded(), Step.CORRECT))
    first = dialog.findChild(QWidget, "service")
    halts = _enter_through(qtbot, dialog, first, dialog.accept_button)
    assert halts[-1] == "reason"


def test_enter_in_the_settings_goes_on_to_save(qtbot, on_screen, context):
    page = SettingsPage(context)
    on_screen(page)
    page.shown()
    name, website = (page.section.findChild(QWidget, field) for field in ("name", "website"))
    assert _enter_through(qtbot, page, name, website)[:2] == ["short_name", "city"]
    page.arrive("Batas waktu")
    fields = _as_drawn(page.section.fields)
    fields[0].setValue(fields[0].value() + 1)
    halts = _enter_through(qtbot, page, fields[0], page.section.save_button)
    assert halts == [_named(field) for field in fields[1:]]


@pytest.mark.parametrize("row", range(9))
def test_tab_walks_each_section_of_the_settings(qtbot, on_screen, context, row):
    page = SettingsPage(context)
    on_screen(page)
    page.shown()
    page.list.setCurrentRow(row)
    _expect_as_drawn(qtbot, page.section, page)


@pytest.mark.parametrize("key", [spec.key for spec in PAGES])
def test_tab_visits_every_control_of_the_window_once(qtbot, early_context, recorded, key):
    recorded()
    window = MainWindow(early_context)
    qtbot.addWidget(window)
    window.go(key)
    window.show()
    window.activateWindow()
    settle(window)
    qtbot.waitUntil(lambda: window.focusWidget() is not None)
    _expect_whole_ring(qtbot, window)
    window.close()
