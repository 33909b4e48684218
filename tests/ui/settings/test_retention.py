"""Masa simpan: the years, what is past them, a look before anything goes, and the minutes."""

import pytest
from PySide6.QtWidgets import QLabel

from app.reading.complaint.detail import read_detail
from app.steps.answer import answer_directly
from ui.settings.page import SettingsPage
from ui.settings.retention import AnonymiseDialog


@pytest.fixture
def old(book, recorded):
    id_ = recorded(name="Warga Lama")
    answer_directly(book, id_, "Sudah.")
    book.clock.moment = book.clock.moment.replace(year=2032)
    return id_


@pytest.fixture
def section(on_screen, context):
    page = SettingsPage(context)
    on_screen(page)
    page.arrive("Masa simpan")
    yield page.section
    del page  # until here somebody has to hold it


def test_nothing_is_past_its_years_at_first(recorded, section):
    assert "Tidak ada pengaduan" in section.found.text()
    assert not section.button.isEnabled()


def test_a_look_alters_nothing(book, old, section, next_dialog):
    said = []

    def look(dialog):
        assert isinstance(dialog, AnonymiseDialog)
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.reject()

    assert "2026: 1" in section.found.text()
    next_dialog(look)
    section.button.click()
    assert read_detail(book, old).number in " ".join(said)
    assert read_detail(book, old).name == "Warga Lama"


def test_what_is_past_its_years_goes_with_minutes(
    qtbot, book, old, section, next_dialog, next_preview
):
    next_dialog(lambda dialog: dialog.accept_button.click())
    section.button.click()
    assert read_detail(book, old).name == ""
    assert "Tidak ada pengaduan" in section.found.text()
    assert "Berita acara" in next_preview().windowTitle()


def test_the_years_are_the_office_s(book, old, section):
    section.years.setValue(10)
    section.save_button.click()
    assert book.settings.retention_years == 10
    assert not section.button.isEnabled()
