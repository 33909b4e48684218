"""The viewer by keyboard: leafing, enlarging, turning; nothing is seen under *Layar aman*."""

import pytest
from PySide6.QtCore import Qt

from app.ground.errors import StorageError
from tests.ui.viewer.files import pdf_of, picture_of
from ui.viewer.viewer import Viewer

_KEY = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def viewer(on_screen, context):
    made = Viewer(context.tasks, context.privacy)
    on_screen(made)
    return made


@pytest.fixture
def show(qtbot, viewer):
    def act(content):
        with qtbot.waitSignal(viewer.page_shown):
            viewer.show_file("Surat Warga.pdf", lambda: content)
        viewer.area.setFocus()

    return act


@pytest.fixture
def press(qtbot, viewer):
    """Return what presses a key and waits for the page it brings."""

    def act(key, held=Qt.KeyboardModifier.NoModifier):
        with qtbot.waitSignal(viewer.page_shown):
            qtbot.keyClick(viewer.area, key, held)
        return viewer.area.drawn

    return act


def test_the_first_page_is_shown_whole(viewer, show):
    show(pdf_of(3))
    assert viewer.page == 0
    assert viewer.area.drawn.height <= viewer.area.viewport().height()
    assert not viewer.area.verticalScrollBar().maximum()
    assert viewer.area.accessibleName().startswith("Surat Warga.pdf. Halaman 1 dari 3, ")


def test_keys_leaf_through_the_pages(viewer, show, press):
    show(pdf_of(3))
    seen = []
    for key, held in (
        (_KEY.Key_PageDown, Qt.KeyboardModifier.NoModifier),
        (_KEY.Key_PageDown, _ALT),
        (_KEY.Key_PageUp, Qt.KeyboardModifier.NoModifier),
        (_KEY.Key_End, Qt.KeyboardModifier.NoModifier),
        (_KEY.Key_Home, Qt.KeyboardModifier.NoModifier),
    ):
        press(key, held)
        seen.append(viewer.page)
        assert viewer.tools.number.value() == viewer.page + 1
    assert seen == [1, 2, 1, 2, 0]


def test_keys_enlarge_and_turn(viewer, show, press):
    show(pdf_of(1))
    whole = viewer.area.drawn
    closer = press(_KEY.Key_Plus, _CTRL)
    assert closer.scale == pytest.approx(whole.scale * 1.25)
    assert press(_KEY.Key_Minus, _CTRL).scale == pytest.approx(whole.scale)
    wide = press(_KEY.Key_9, _CTRL)
    assert wide.width > whole.width
    assert not viewer.area.horizontalScrollBar().maximum()
    assert press(_KEY.Key_0, _CTRL).scale == whole.scale
    turned = press(_KEY.Key_R, _CTRL)
    assert turned.width > turned.height


def test_a_page_larger_than_the_room_is_read_to_its_foot_before_the_next(viewer, show, press):
    show(pdf_of(2))
    press(_KEY.Key_9, _CTRL)
    bar = viewer.area.verticalScrollBar()
    bar.setValue(0)
    for _ in range(20):
        if bar.value() == bar.maximum():
            break
        viewer.area.keyPressEvent(_key_event(_KEY.Key_PageDown))
    assert (viewer.page, bar.value()) == (0, bar.maximum())
    press(_KEY.Key_PageDown)
    assert (viewer.page, bar.value()) == (1, 0)


def _key_event(key):
    from PySide6.QtGui import QKeyEvent

    return QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)


def test_what_was_in_the_middle_stays_there(viewer, show, press):
    show(picture_of(400, 400))
    press(_KEY.Key_9, _CTRL)
    bar = viewer.area.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    press(_KEY.Key_Plus, _CTRL)
    assert bar.value() == pytest.approx(bar.maximum() / 2, abs=2)


def test_keys_move_the_picture(qtbot, viewer, show, press):
    show(pdf_of(1))
    press(_KEY.Key_9, _CTRL)
    bar = viewer.area.verticalScrollBar()
    bar.setValue(0)
    qtbot.keyClick(viewer.area, _KEY.Key_Down, _ALT)
    assert bar.value() > 0


def test_nothing_is_seen_under_the_shield(qtbot, viewer, show, context):
    show(pdf_of(2))
    context.privacy.toggle()
    assert viewer.area.drawn is None
    assert not viewer.area.isVisible()
    assert "Warga" not in viewer.accessibleName()
    viewer.turn_page(1)
    assert viewer.area.drawn is None
    with qtbot.waitSignal(viewer.page_shown):
        context.privacy.toggle()
    assert viewer.page == 1


def test_a_file_opened_under_the_shield_is_not_seen(qtbot, viewer, context):
    context.privacy.toggle()
    viewer.show_file("Surat Warga.pdf", lambda: pdf_of(1))
    qtbot.waitUntil(lambda: not context.tasks.is_busy)
    assert viewer.area.drawn is None
    with qtbot.waitSignal(viewer.page_shown):
        context.privacy.toggle()


@pytest.mark.parametrize("problem", ["damaged", "gone"])
def test_what_cannot_be_shown_is_said_in_its_place(qtbot, viewer, problem):
    def read():
        if problem == "gone":
            raise StorageError("Berkas itu tidak dapat dibaca lagi.")
        return pdf_of(1)[:500]

    with qtbot.waitSignal(viewer.failed) as said:
        viewer.show_file("Surat.pdf", read)
    assert said.args[0] in viewer.accessibleName()
    assert viewer.area.drawn is None


def test_a_file_that_is_left_before_it_is_read_is_never_shown(qtbot, viewer):
    viewer.show_file("pertama.pdf", lambda: pdf_of(5))
    with qtbot.waitSignal(viewer.page_shown):
        viewer.show_file("kedua.pdf", lambda: pdf_of(2))
    assert viewer.tools.count == 2
    assert viewer.area.accessibleName().startswith("kedua.pdf")


def test_only_a_few_pages_are_kept(viewer, show, press):
    show(pdf_of(8))
    for _ in range(7):
        press(_KEY.Key_PageDown)
    assert len(viewer._kept) <= 3
