"""Linking while an entry is typed: offered by key and mouse, kept with the draft, recorded once."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton

from app.entry.drafts import EntryContent
from app.reading.complaint.detail import read_detail
from app.reading.complaint.links import read_links
from app.rules.channels import Channel
from app.rules.links import LinkKind, PlannedLink
from app.steps.close import void
from models.complaint import Complaint, ComplaintLink
from ui.entry.page import EntryPage

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def earlier(recorded):
    return recorded(subject="KIA habis", description="Blangko KIA habis sejak Juli.")


def type_phone(qtbot, page, text="+62 812 0000 0147"):
    page.form.focus("phone")
    qtbot.keyClicks(page.form.editors["phone"].widget, text)
    qtbot.waitUntil(page.similar.isVisible, timeout=3000)


def choose_by_key(qtbot, page, downs=0):
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_T, CONTROL)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for _ in range(downs):
        qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)


def words_of(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def linked(book, page):
    return [(one.words, one.complaint_id) for one in read_links(book, page.result.complaint_id)]


def test_a_repeat_is_chosen_by_keys_and_recorded_with_the_entry(qtbot, page, book, earlier):
    type_phone(qtbot, page)
    choose_by_key(qtbot, page)
    assert QApplication.focusWidget() is page.form.editors["phone"].widget
    qtbot.waitUntil(lambda: "Pengaduan ulang dari" in words_of(page.similar))
    page.save.click()  # the offscreen platform wakes no window that showed a menu
    assert linked(book, page) == [("Pengaduan ulang dari", earlier)]
    qtbot.waitUntil(
        lambda: "Pengaduan ulang dari 001/PGD/XI/2026." in " ".join(words_of(page.result))
    )
    page.start_next()
    assert page.similar.links == ()


def test_other_kinds_are_offered_and_a_choice_can_be_dropped(qtbot, page, earlier):
    type_phone(qtbot, page)
    choose_by_key(qtbot, page, downs=1)
    assert page.similar.links == (PlannedLink(earlier, LinkKind.PAPERS),)
    drop = next(
        button
        for button in page.similar.findChildren(QPushButton)
        if button.accessibleName() == "Jangan tautkan dengan 001/PGD/XI/2026"
    )
    drop.click()
    assert page.similar.links == ()


def test_the_same_matter_is_likeliest_for_what_is_only_alike(qtbot, page, earlier):
    page.form.fill({"name": "Warga Lain", "description": "Blangko KIA habis, kapan ada lagi?"})
    qtbot.waitUntil(page.similar.isVisible, timeout=3000)
    choose_by_key(qtbot, page)
    assert page.similar.links == (PlannedLink(earlier, LinkKind.SAME_MATTER),)


def test_what_was_chosen_stays_whatever_is_typed(qtbot, page, earlier):
    type_phone(qtbot, page)
    choose_by_key(qtbot, page)
    page.form.editors["phone"].set_text("")
    page.choose(Channel.PHONE)
    qtbot.waitUntil(lambda: "Orang yang sama" not in words_of(page.similar))
    assert page.similar.isVisible()
    assert page.similar.links == (PlannedLink(earlier, LinkKind.REPEAT),)


def test_a_choice_outlives_the_program(qtbot, page, context, on_screen, earlier):
    type_phone(qtbot, page)
    choose_by_key(qtbot, page)
    qtbot.waitUntil(lambda: page.keeper.all() != (), timeout=3000)  # nothing else is told to keep
    again = EntryPage(context)
    on_screen(again)
    again.resume(again.keeper.all()[0].key)
    assert again.similar.links == (PlannedLink(earlier, LinkKind.REPEAT),)
    qtbot.waitUntil(lambda: "Pengaduan ulang dari" in words_of(again.similar))
    assert "*links" not in again.form.whole


def test_an_entry_set_aside_takes_its_links_along(qtbot, page, earlier):
    type_phone(qtbot, page)
    choose_by_key(qtbot, page)
    page.take_in(EntryContent(Channel.EMAIL, {"name": "Warga Lain"}))
    assert page.similar.links == ()
    page.header.set_aside.back.click()
    assert page.similar.links == (PlannedLink(earlier, LinkKind.REPEAT),)


def test_a_complaint_that_is_not_in_the_book_is_left_out(page, earlier):
    gone = PlannedLink(9_999, LinkKind.REPEAT)
    page.similar.put_links([gone, PlannedLink(earlier, LinkKind.PAPERS)])
    assert page.similar.links == (PlannedLink(earlier, LinkKind.PAPERS),)


def test_nothing_is_recorded_when_the_other_was_voided_meanwhile(qtbot, page, book, earlier):
    type_phone(qtbot, page)
    choose_by_key(qtbot, page)
    void(book, earlier, "Salah catat.")
    page.save.click()
    assert page.result is None
    assert "001/PGD/XI/2026 sudah batal" in page.refusal.text()
    assert book.rows(Complaint.select()).count() == 1
    assert book.rows(ComplaintLink.select()).count() == 0


def test_a_void_complaint_is_shown_and_not_offered_for_a_link(qtbot, page, book, earlier):
    void(book, earlier, "Salah catat.")
    type_phone(qtbot, page)
    assert not page.similar.choose_first()
    with qtbot.waitSignal(page.message) as said:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_T, CONTROL)
    assert said.args == ["Belum ada pengaduan serupa yang dapat ditautkan."]


def test_a_secret_complaint_is_linked_without_being_named(qtbot, page, book, recorded):
    text = "Blangko KIA habis sejak Juli."
    recorded(name="Warga Rahasia", is_secret="ya", subject="KIA habis", description=text)
    page.form.fill({"description": text})
    qtbot.waitUntil(page.similar.isVisible, timeout=3000)
    choose_by_key(qtbot, page)
    assert not any("Warga Rahasia" in text for text in words_of(page.similar))
    page.save.click()
    assert read_detail(book, page.result.complaint_id).links[0].number == "001/PGD/XI/2026"


def test_the_next_key_ends_a_running_search(qtbot, page, context, monkeypatch):
    begun, ended = Event(), Event()

    def find(book, values, *, but, is_cancelled):
        begun.set()
        # Bounded, so that a search nobody ends keeps no test from ending.
        while not (is_cancelled() or ended.wait(0.001)) and len(looks) < 5_000:
            looks.append(None)
        if is_cancelled():
            ended.set()
        return ()

    looks = []
    qtbot.waitUntil(lambda: not context.tasks.is_busy)
    monkeypatch.setattr("ui.complaint.similar_search.find_similar", find)
    page.similar.look_for(Channel.COUNTER, {"name": "Warga"})
    assert begun.wait(5)
    page.form.focus("name")
    qtbot.keyClicks(page.form.editors["name"].widget, "a")
    assert ended.wait(5)
