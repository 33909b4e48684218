"""Cards move by mouse and by key, a forbidden move says why, a wrong one is taken back."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from app.reading.complaint.detail import read_detail
from app.rules.statuses import Status
from app.steps.complete import declare_complete
from ui.board.page import BoardPage
from ui.widgets.delegates import ID_ROLE

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


def _drop(qtbot, page, complaint_id, column):
    """Drop a card as the mouse does: its column's model is given what a drag carries."""
    source = page.view_of(complaint_id).model
    index = source.index(source.place_of(complaint_id), 0)
    target = page.columns[column].model
    with qtbot.waitSignal(target.card_dropped):
        target.dropMimeData(
            source.mimeData([index]), Qt.DropAction.MoveAction, -1, -1, target.index(-1, -1)
        )


def _column_of(page, complaint_id):
    return page.columns.index(page.view_of(complaint_id))


def test_columns_are_the_teams(page):
    page.shown()
    titles = [view.column.title for view in page.columns]
    assert titles[0] == "Belum didistribusikan"
    assert titles[1:] == ["Bidang Dafduk", "Bidang Capil", "Bidang PIAK", "Sekretariat"]


def test_a_card_is_dropped_on_a_team(qtbot, page, book, complete):
    page.shown()
    with qtbot.waitSignal(page.mover.distributed):
        _drop(qtbot, page, complete, 2)
    detail = read_detail(book, complete)
    assert (detail.status, detail.team_id) == (Status.DISTRIBUTED, 2)
    assert _column_of(page, complete) == 2
    assert page.undo.isVisible()


def test_the_keyboard_twin_moves_and_takes_back(qtbot, page, book, complete):
    page.shown()
    page.choose(complete)
    qtbot.keyClick(page.view_of(complete).list, Qt.Key.Key_Right, _CTRL)
    assert read_detail(book, complete).team_id == 1
    qtbot.keyClick(page.view_of(complete).list, Qt.Key.Key_Z, _CTRL)
    detail = read_detail(book, complete)
    assert (detail.status, detail.team_id) == (Status.COMPLETE, None)
    assert _column_of(page, complete) == 0
    assert page.current_id == complete


def test_an_incomplete_file_is_refused_with_the_reason(qtbot, page, book, recorded):
    id_ = recorded(phone="")
    page.shown()
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
    page.shown()
    page.choose(id_)
    next_dialog(lambda dialog: getattr(dialog, answer)())
    qtbot.keyClick(page.view_of(id_).list, Qt.Key.Key_Right, _CTRL)
    assert read_detail(book, id_).status is status


def test_a_distributed_card_does_not_go_back(qtbot, page, book, complete):
    page.shown()
    page.choose(complete)
    qtbot.keyClick(page.view_of(complete).list, Qt.Key.Key_Right, _CTRL)
    with qtbot.waitSignal(page.mover.refused):
        _drop(qtbot, page, complete, 0)
    assert "sudah dikirim ke tim" in page.refusal.accessibleName()
    assert read_detail(book, complete).status is Status.DISTRIBUTED


def test_grouped_by_step_and_remembered(qtbot, page, context, complete):
    page.shown()
    page.grouping.setCurrentIndex(1)
    assert page.columns[0].column.title == "Dicatat"
    again = BoardPage(context)
    qtbot.addWidget(again)
    again.shown()
    assert again.grouping.currentIndex() == 1


def test_enter_opens_the_panel_and_others_changes_arrive(qtbot, page, context, book, complete):
    page.shown()
    page.choose(complete)
    qtbot.keyClick(page.view_of(complete).list, Qt.Key.Key_Return)
    assert page.panel.complaint_id == complete
    assert page.panel.isVisible()


def test_a_secret_name_is_on_no_card(page, recorded):
    from ui.board.cards import card_head

    id_ = recorded(is_secret="ya", name="Rahasia Sekali")
    page.shown()
    assert "Rahasia Sekali" not in card_head(page.row_of(id_), page._context.privacy)


def test_nothing_is_distributed_with_a_clock_that_went_back(
    qtbot, page, book, clock, complete, monkeypatch
):
    asked = []
    monkeypatch.setattr(
        "ui.shared.door.is_agreed", lambda question: asked.append(question.windowTitle()) or False
    )
    clock.moment -= timedelta(days=30)
    page.shown()
    _drop(qtbot, page, complete, 2)
    qtbot.waitUntil(lambda: asked == ["Jam komputer mundur"])
    assert read_detail(book, complete).status is Status.COMPLETE


def test_the_card_that_the_keys_would_move_looks_chosen(page, recorded):
    first = recorded()
    recorded()
    page.shown()
    chosen = page.columns[0].list.selectionModel().selectedIndexes()
    assert [index.data(ID_ROLE) for index in chosen] == [first]


@pytest.mark.parametrize("is_dropped", [True, False])
def test_after_a_move_the_work_goes_on_in_the_column_it_came_from(
    qtbot, page, book, recorded, is_dropped
):
    for _ in range(3):
        declare_complete(book, recorded())
    page.shown()
    first, second, third = (row.id for row in page.columns[0].model.rows)
    page.choose(second)
    if is_dropped:
        with qtbot.waitSignal(page.mover.distributed):
            _drop(qtbot, page, second, 2)
    else:
        qtbot.keyClick(page.view_of(second).list, Qt.Key.Key_Right, _CTRL)
    qtbot.waitUntil(lambda: _column_of(page, second) != 0)
    assert page.focusWidget() is page.columns[0].list
    assert page.current_id == third
    assert page.columns[0].current_id() == third
    for id_ in (third, first):
        assert page.current_id == id_
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Right, _CTRL)
    # Nothing is left there: the focus goes with the last card.
    assert page.focusWidget() is page.columns[1].list
    assert page.current_id == first


def test_a_refused_move_leaves_the_focus_on_the_card(qtbot, page, recorded):
    id_ = recorded(phone="")
    page.shown()
    page.choose(id_)
    with qtbot.waitSignal(page.mover.refused):
        qtbot.keyClick(page.view_of(id_).list, Qt.Key.Key_Right, _CTRL)
    assert page.focusWidget() is page.columns[0].list
    assert page.current_id == id_


def test_no_card_moves_away_when_undoing_is_offered(qtbot, page, complete):
    page.shown()
    QApplication.processEvents()
    view = page.columns[1]
    before = view.mapTo(page, QPoint(0, 0))
    page.choose(complete)
    qtbot.keyClick(page.columns[0].list, Qt.Key.Key_Right, _CTRL)
    QApplication.processEvents()
    assert page.undo.isVisible()
    assert page.undo.button.visibleRegion().boundingRect() == page.undo.button.rect()
    assert view.mapTo(page, QPoint(0, 0)) == before
    page.undo_last()
    assert not page.undo.isVisible()
