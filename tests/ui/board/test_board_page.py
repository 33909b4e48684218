"""Cards move by mouse and by key, a forbidden move says why, a wrong one is taken back."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from app.reading.complaint.detail import read_detail
from app.reading.register.rows import register_rows
from app.rules.channels import Channel
from app.rules.statuses import Status
from app.steps.complete import declare_complete
from app.steps.distribute import distribute
from models.journal import journal_head
from ui.board.cards import card_head, name_lines
from ui.board.page import BoardPage
from ui.widgets.delegates import ID_ROLE

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(on_screen, context):
    made = BoardPage(context)
    on_screen(made)
    return made


@pytest.fixture
def complete(book, recorded):
    id_ = recorded()
    declare_complete(book, id_)
    return id_


def _show(page):
    """Let the page be shown, with the columns it makes for the first time."""
    page.shown()
    QApplication.processEvents()


def _drop(qtbot, page, complaint_id, column):
    """Drop a card as the mouse does: its column's model is given what a drag carries."""
    source = page.columns.view_of(complaint_id).model
    index = source.index(source.place_of(complaint_id), 0)
    target = page.columns.views[column].model
    with qtbot.waitSignal(target.cards_dropped):
        target.dropMimeData(
            source.mimeData([index]), Qt.DropAction.MoveAction, -1, -1, target.index(-1, -1)
        )


def _carry(qtbot, page, complaint_id, steps=1):
    """Lift a card with the keys, carry it some columns to the right, and drop it there."""
    cards = page.columns.view_of(complaint_id).list
    for _ in range(steps):
        qtbot.keyClick(cards, Qt.Key.Key_Right, _CTRL)
    qtbot.keyClick(cards, Qt.Key.Key_Return)


def _column_of(page, complaint_id):
    return page.columns.views.index(page.columns.view_of(complaint_id))


def test_columns_are_the_teams(page):
    _show(page)
    titles = [view.column.title for view in page.columns.views]
    assert titles[0] == "Belum didistribusikan"
    assert titles[1:] == ["Bidang Dafduk", "Bidang Capil", "Bidang PIAK", "Sekretariat"]


def test_a_card_is_dropped_on_a_team(qtbot, page, book, complete):
    _show(page)
    with qtbot.waitSignal(page.mover.distributed):
        _drop(qtbot, page, complete, 2)
    detail = read_detail(book, complete)
    assert (detail.status, detail.team_id) == (Status.DISTRIBUTED, 2)
    assert _column_of(page, complete) == 2
    assert page.undo.isVisible()


def test_the_keyboard_twin_moves_and_takes_back(qtbot, page, book, complete):
    _show(page)
    page.choose(complete)
    _carry(qtbot, page, complete)
    assert read_detail(book, complete).team_id == 1
    qtbot.keyClick(page.columns.view_of(complete).list, Qt.Key.Key_Z, _CTRL)
    detail = read_detail(book, complete)
    assert (detail.status, detail.team_id) == (Status.COMPLETE, None)
    assert _column_of(page, complete) == 0
    assert page.current_id == complete


def test_an_incomplete_file_is_refused_with_the_reason(qtbot, page, book, recorded):
    id_ = recorded(phone="")
    _show(page)
    with qtbot.waitSignal(page.mover.refused):
        _drop(qtbot, page, id_, 1)
    assert page.refusal.isVisible()
    assert "nomor yang bisa dihubungi" in page.refusal.accessibleName()
    assert read_detail(book, id_).status is Status.RECORDED
    assert _column_of(page, id_) == 0


@pytest.mark.parametrize(
    ("answer", "status"), [("submit", Status.DISTRIBUTED), ("reject", Status.RECORDED)]
)
def test_a_recorded_one_is_declared_complete_on_the_way_after_a_yes(
    qtbot, page, book, recorded, next_dialog, answer, status
):
    id_ = recorded()
    _show(page)
    page.choose(id_)
    cards = page.columns.view_of(id_).list
    qtbot.keyClick(cards, Qt.Key.Key_Right, _CTRL)
    next_dialog(lambda dialog: getattr(dialog, answer)())
    qtbot.keyClick(cards, Qt.Key.Key_Return)
    assert read_detail(book, id_).status is status


def test_a_distributed_card_does_not_go_back(qtbot, page, book, complete):
    _show(page)
    page.choose(complete)
    _carry(qtbot, page, complete)
    with qtbot.waitSignal(page.mover.refused):
        _drop(qtbot, page, complete, 0)
    assert "sudah dikirim ke tim" in page.refusal.accessibleName()
    assert read_detail(book, complete).status is Status.DISTRIBUTED


def test_grouped_by_step_and_remembered(qtbot, page, context, complete):
    _show(page)
    page.grouping.setCurrentIndex(1)
    assert page.columns.views[0].column.title == "Dicatat"
    again = BoardPage(context)
    qtbot.addWidget(again)
    again.shown()
    assert again.grouping.currentIndex() == 1


def test_enter_opens_the_panel_and_others_changes_arrive(qtbot, page, context, book, complete):
    _show(page)
    page.choose(complete)
    qtbot.keyClick(page.columns.view_of(complete).list, Qt.Key.Key_Return)
    assert page.panel.complaint_id == complete
    assert page.panel.isVisible()


def test_a_secret_name_is_on_no_card(page, recorded):
    id_ = recorded(is_secret="ya", name="Rahasia Sekali")
    _show(page)
    row = page.columns.row_of(id_)
    lines = name_lines(row, page._context.privacy, page.font(), 180)
    assert "Rahasia" not in " ".join([card_head(row), *lines])
    assert lines[0] == "Identitas dirahasiakan"


def test_nothing_is_distributed_with_a_clock_that_went_back(
    qtbot, page, book, clock, complete, monkeypatch
):
    asked = []
    monkeypatch.setattr(
        "ui.shared.door.is_agreed", lambda question: asked.append(question.windowTitle()) or False
    )
    clock.moment -= timedelta(days=30)
    _show(page)
    _drop(qtbot, page, complete, 2)
    qtbot.waitUntil(lambda: asked == ["Jam komputer mundur"])
    assert read_detail(book, complete).status is Status.COMPLETE


def test_the_card_that_the_keys_would_move_looks_chosen(page, recorded):
    first = recorded()
    recorded()
    _show(page)
    chosen = page.columns.views[0].list.selectionModel().selectedIndexes()
    assert [index.data(ID_ROLE) for index in chosen] == [first]


@pytest.mark.parametrize("is_dropped", [True, False])
def test_after_a_move_the_work_goes_on_in_the_column_it_came_from(
    qtbot, page, book, recorded, is_dropped
):
    for _ in range(3):
        declare_complete(book, recorded())
    _show(page)
    first, second, third = (row.id for row in page.columns.views[0].model.rows)
    page.choose(second)
    if is_dropped:
        with qtbot.waitSignal(page.mover.distributed):
            _drop(qtbot, page, second, 2)
    else:
        _carry(qtbot, page, second)
    qtbot.waitUntil(lambda: _column_of(page, second) != 0)
    assert page.focusWidget() is page.columns.views[0].list
    assert page.current_id == third
    assert page.columns.views[0].current_id() == third
    for id_ in (third, first):
        assert page.current_id == id_
        _carry(qtbot, page, id_)
    # Nothing is left there: the focus goes with the last card.
    assert page.focusWidget() is page.columns.views[1].list
    assert page.current_id == first


def test_a_refused_move_leaves_the_focus_on_the_card(qtbot, page, recorded):
    id_ = recorded(phone="")
    _show(page)
    page.choose(id_)
    with qtbot.waitSignal(page.mover.refused):
        _carry(qtbot, page, id_)
    assert page.focusWidget() is page.columns.views[0].list
    assert page.current_id == id_


def test_no_card_moves_away_when_undoing_is_offered(qtbot, page, complete):
    _show(page)
    view = page.columns.views[1]
    before = view.mapTo(page, QPoint(0, 0))
    page.choose(complete)
    _carry(qtbot, page, complete)
    QApplication.processEvents()
    assert page.undo.isVisible()
    assert page.undo.button.visibleRegion().boundingRect() == page.undo.button.rect()
    assert view.mapTo(page, QPoint(0, 0)) == before
    page.undo_last()
    assert not page.undo.isVisible()


def _entries(book):
    return journal_head(book.store.database).sequence


def test_a_lifted_card_is_logged_nowhere_until_it_is_dropped(qtbot, page, book, complete):
    _show(page)
    page.choose(complete)
    cards = page.columns.views[0].list
    before = _entries(book)
    for _ in range(3):
        qtbot.keyClick(cards, Qt.Key.Key_Right, _CTRL)
    assert [view.ghost.isVisible() for view in page.columns.views].index(True) == 3
    assert (_entries(book), page.focusWidget()) == (before, cards)
    qtbot.keyClick(cards, Qt.Key.Key_Return)
    assert read_detail(book, complete).team_id == 3
    assert _entries(book) == before + 1
    assert not page.columns.has_ghost


@pytest.mark.parametrize("way", ["escape", "back", "another card"])
def test_a_lifted_card_is_taken_back(qtbot, page, book, recorded, way):
    first, second = recorded(), recorded()
    _show(page)
    page.choose(first)
    cards = page.columns.views[0].list
    before = _entries(book)
    qtbot.keyClick(cards, Qt.Key.Key_Right, _CTRL)
    keys = {
        "escape": (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        "back": (Qt.Key.Key_Left, _CTRL),
        "another card": (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier),
    }
    qtbot.keyClick(cards, *keys[way])
    assert not page.columns.has_ghost
    assert not page.columns.views[1].ghost.isVisible()
    assert page.current_id == (second if way == "another card" else first)
    assert (_entries(book), page.panel.isVisible()) == (before, False)


def test_a_refused_drop_leaves_the_last_one_undoable(qtbot, page, book, complete, recorded):
    lacking = recorded(phone="")
    _show(page)
    page.choose(complete)
    _carry(qtbot, page, complete)
    with qtbot.waitSignal(page.mover.refused):
        _drop(qtbot, page, lacking, 2)
    assert (page.refusal.isVisible(), page.undo.isVisible()) == (True, False)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Z, _CTRL)
    assert read_detail(book, complete).status is Status.COMPLETE


def test_several_cards_go_to_a_team_at_once_and_back(qtbot, page, book, recorded, next_dialog):
    ids = [recorded() for _ in range(3)]
    lacking = recorded(phone="")
    _show(page)
    page.choose(ids[0])
    cards = page.columns.views[0].list
    for _ in range(3):
        qtbot.keyClick(cards, Qt.Key.Key_Down, _SHIFT)
    assert [row.id for row in page.columns.chosen()] == [*ids, lacking]
    assert page.filters.chosen.text() == "4 kartu dipilih"
    next_dialog(lambda dialog: dialog.submit())  # the team of their service is chosen
    qtbot.keyClick(cards, Qt.Key.Key_D, _CTRL)
    assert {read_detail(book, id_).team_id for id_ in ids} == {1}
    assert read_detail(book, lacking).status is Status.RECORDED
    assert "belum lengkap" in page.refusal.accessibleName()
    assert page.focusWidget() is cards
    page.undo_last()
    assert {read_detail(book, id_).status for id_ in ids} == {Status.COMPLETE}


def test_several_cards_are_declared_complete_at_once(qtbot, page, book, recorded):
    first, lacking, last = recorded(), recorded(phone=""), recorded()
    _show(page)
    page.choose(first)
    qtbot.keyClick(page.columns.views[0].list, Qt.Key.Key_A, _CTRL)
    page.filters.complete_wanted.emit()
    statuses = [read_detail(book, id_).status for id_ in (first, lacking, last)]
    assert statuses == [Status.COMPLETE, Status.RECORDED, Status.COMPLETE]
    assert "nomor yang bisa dihubungi" in page.refusal.accessibleName()


def test_a_filter_narrows_the_cards_and_the_head_still_counts_all(page, recorded):
    wanted = recorded(channel=Channel.PHONE)
    recorded(service="Akta kelahiran")
    _show(page)
    page.filters.channel.setCurrentIndex(page.filters.channel.findData(Channel.PHONE))
    view = page.columns.views[0]
    assert [row.id for row in view.model.rows] == [wanted]
    assert (view.column.total, "1 dari 2" in page.header.facts.whole) == (2, True)
    page.filters.service.setCurrentIndex(page.filters.service.findText("Akta kelahiran"))
    assert (view.model.rows, view.list.empty_words) == ((), "Tidak ada yang cocok dengan saringan")
    page.filters.clear()
    assert len(view.model.rows) == 2


def test_what_a_step_altered_is_read_alone(page, book, context, complete, recorded, monkeypatch):
    for _ in range(3):
        recorded()
    _show(page)
    read = []
    rows = "app.reading.board.register_rows"
    original = register_rows
    monkeypatch.setattr(rows, lambda book, ids: read.append(set(ids)) or original(book, ids))
    context.hub.changed.emit(distribute(book, complete, 2))
    assert read == [{complete}]
    assert _column_of(page, complete) == 2


def test_a_name_is_read_whole_on_an_office_screen(page, recorded):
    recorded(name="Muhammad Fathurrahman Nur Hidayatullah Rekaan")
    page.resize(1366 - 208, 700)
    _show(page)
    view = page.columns.views[0]
    room = view.list.viewport().width() - 22
    lines = name_lines(view.model.rows[0], page._context.privacy, view.list.font(), room)
    assert " ".join(lines).startswith("Muhammad Fathurrahman Nur Hidayatullah Rekaan")


def test_closing_the_panel_keeps_the_card_in_hand(qtbot, page, book, complete, recorded):
    distribute(book, complete, 4)
    wanted = recorded()
    _show(page)
    page.choose(wanted)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    QApplication.processEvents()
    page.panel.close_wanted.emit()
    QApplication.processEvents()
    assert (page.current_id, page.focusWidget()) == (wanted, page.columns.views[0].list)
