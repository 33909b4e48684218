"""Recording as an officer does it: with the keyboard alone, in every channel."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QPushButton

from app.entry.attachments import IncomingFile
from app.reading.complaint.detail import read_detail
from app.rules.channels import Channel
from app.steps.edit_lists import ListName, add_list_entry
from models.complaint import Complaint
from ui.entry.dialogs import DraftsDialog


def type_into(qtbot, page, name, text):
    page.form.focus(name)
    widget = page.form.editors[name].widget
    qtbot.keyClicks(widget, text)


def press(qtbot, page, key, modifier=Qt.KeyboardModifier.NoModifier):
    target = QApplication.activePopupWidget() or QApplication.focusWidget() or page
    qtbot.keyClick(target, key, modifier)


@pytest.mark.parametrize(("number", "channel"), list(enumerate(Channel, start=1)))
def test_each_channel_is_recorded_by_keyboard_alone(qtbot, page, number, channel):
    press(qtbot, page, Qt.Key(Qt.Key.Key_0.value + number), Qt.KeyboardModifier.AltModifier)
    assert page.form.channel is channel
    type_into(qtbot, page, "name", "Warga Rekaan")
    press(qtbot, page, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.form.editors["phone"].widget
    qtbot.keyClicks(QApplication.focusWidget(), "0812 0000 0147")
    type_into(qtbot, page, "address", "Dusun Rekaan")
    type_into(qtbot, page, "subject", "KTP-el belum tercetak")
    press(qtbot, page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.result is not None
    detail = read_detail(page._context.book, page.result.complaint_id)
    assert (detail.channel, detail.name, detail.missing) == (channel, "Warga Rekaan", ())
    assert page.result.number.text() == detail.number
    assert QApplication.focusWidget() is page.result.next_entry
    press(qtbot, page, Qt.Key.Key_Return)
    assert page.result is None
    assert page.form.values.get("name") is None


def test_an_empty_form_is_saved(qtbot, page):
    page.save.click()
    assert page.result is not None


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("received_at", "31-12-2030 08.00", "belum terjadi"),
        ("received_at", "kemarin", "seperti"),
    ],
)
def test_what_is_wrong_is_said_under_its_field_and_nothing_is_lost(qtbot, page, field, text, words):
    type_into(qtbot, page, "name", "Warga Rekaan")
    page.form.editors[field].set_text(text)
    page.save.click()
    assert page.result is None
    assert words in page.form.editors[field].box.error.lower()
    assert page.form.values["name"] == "Warga Rekaan"
    assert page.form.values[field] == text


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("nik", "610301010190000", "NIK 16 angka, baru 15."),
        ("email", "bukan alamat", "Alamat email belum benar"),
        ("subject", "x" * 201, "Paling banyak 200 huruf"),
        ("service", "Surat Sapi", "tidak ada dalam daftar"),
    ],
)
def test_what_is_odd_is_said_under_its_field_and_recorded_all_the_same(
    qtbot, page, field, text, words
):
    type_into(qtbot, page, field, text)
    page.form.focus("expectation")
    box = page.form.editors[field].box
    assert words in box.below.text()
    assert box.below.text().endswith("Tetap dapat disimpan.")
    assert box.error == ""
    page.save.click()
    assert [d.field for d in read_detail(page._context.book, page.result.complaint_id).doubts] == [
        field
    ]


def test_a_refusal_names_its_field_and_leads_to_it_without_moving_anything(qtbot, page):
    page.resize(1140, 500)
    page.form.fill({"received_at": "31-12-2030 08.00", "nik": "12"})
    page.form.focus("expectation")
    below = [page.tiles, page.body]
    places = [widget.geometry() for widget in below]
    page.save.click()
    QApplication.processEvents()  # what is laid out anew moves with the next events
    assert page.refusal.text() == (
        "Belum tersimpan. Diterima: Waktu ini belum terjadi. Periksa tanggal dan jamnya."
    )
    editor = page.form.editors["received_at"]
    assert QApplication.focusWidget() is editor.widget
    qtbot.waitUntil(lambda: not editor.box.visibleRegion().isEmpty())
    assert page.refusal.isVisible()
    assert [widget.geometry() for widget in below] == places
    assert not page.refusal.geometry().intersects(page.tiles.geometry())
    assert page.refusal.geometry().right() < page.header.mapToParent(page.direct.pos()).x()
    assert "NIK 16 angka" in page.form.editors["nik"].box.below.text()


def test_enter_takes_the_first_offer_and_says_when_there_is_none(qtbot, page):
    type_into(qtbot, page, "district", "kap")
    press(qtbot, page, Qt.Key.Key_Return)
    assert page.form.values["district"] == "Kapuas"
    type_into(qtbot, page, "service", "akta")
    press(qtbot, page, Qt.Key.Key_Return)
    assert page.form.values["service"].startswith("Akta")
    type_into(qtbot, page, "category", "entah")
    press(qtbot, page, Qt.Key.Key_Return)
    assert page.form.values["category"] == "entah"
    said = page.form.editors["category"].box.below.text()
    assert said.startswith("“ent…” tidak ada dalam daftar.")
    assert QApplication.focusWidget() is page.form.editors["expectation"].widget


def test_a_filled_line_shows_its_beginning(page):
    page.form.fill({"subject": "KTP-el belum tercetak " * 8, "name": "Warga " * 40})
    lines = [page.form.editors[name].widget for name in ("subject", "name")]
    assert [line.cursorPosition() for line in lines] == [0, 0]


def test_a_used_tracking_id_is_said_under_its_field(qtbot, page, recorded):
    recorded(Channel.LAPOR, tracking_id="7512345")
    page.choose(Channel.LAPOR)
    type_into(qtbot, page, "tracking_id", "7512345")
    page.save.click()
    assert "001/PGD/XI/2026" in page.form.editors["tracking_id"].box.error


def test_a_full_disk_keeps_the_form(qtbot, page, book, monkeypatch):
    said = []
    monkeypatch.setattr(
        "ui.shared.door.show_storage_trouble", lambda parent, error: said.append(str(error))
    )
    type_into(qtbot, page, "name", "Warga Rekaan")
    page.form.fill({"description": "x" * 19_000})
    pages = book.store.database.execute_sql("PRAGMA page_count").fetchone()[0]
    book.store.database.execute_sql(f"PRAGMA max_page_count={pages}")
    page.save.click()
    assert "Cakram penuh" in said[0]
    assert page.form.values["name"] == "Warga Rekaan"
    assert book.rows(Complaint.select()).count() == 0
    book.store.database.execute_sql("PRAGMA max_page_count=1000000")
    page.save.click()
    assert book.rows(Complaint.select()).count() == 1


def test_a_draft_saves_itself_and_can_be_resumed(qtbot, page):
    page.choose(Channel.WHATSAPP)
    type_into(qtbot, page, "name", "Warga Rekaan")
    qtbot.waitUntil(lambda: bool(page.keeper.all()), timeout=3000)
    draft = page.keeper.all()[0]
    page.start_next()
    page.resume(draft.key)
    assert page.form.values["name"] == "Warga Rekaan"
    page.save.click()
    assert page.keeper.all() == ()


@pytest.mark.parametrize("is_sure", [True, False])
def test_the_window_closes_unasked_only_over_what_a_draft_holds(qtbot, page, monkeypatch, is_sure):
    asked = []
    monkeypatch.setattr(
        "ui.entry.page.is_agreed", lambda question: asked.append(question.windowTitle()) or is_sure
    )
    type_into(qtbot, page, "name", "Warga Rekaan")
    page.attachments.take([IncomingFile("akta.png", "image/png", b"gambar")])
    assert page.may_leave()
    assert page.keeper.all()[0].file_count == 1
    page._context.desk_file.unlink()
    page._context.desk_file.mkdir()
    assert page.may_leave() is is_sure
    assert asked == ["Isian belum tersimpan"]
    assert page.form.values["name"] == "Warga Rekaan"


def test_the_ticks_follow_and_lead_to_their_fields(qtbot, page):
    type_into(qtbot, page, "subject", "KTP-el belum tercetak")
    ticks = {e.value: tick.accessibleName() for e, tick in page.completeness.ticks.items()}
    assert ticks["objek"].endswith(": ada")
    assert ticks["nama"].endswith("belum ada")
    page.completeness.ticks[next(iter(page.completeness.ticks))].click()
    assert QApplication.focusWidget() is page.form.editors["name"].widget


def test_similar_complaints_are_shown(qtbot, page, recorded):
    recorded()
    type_into(qtbot, page, "phone", "+62 812 0000 0147")
    qtbot.waitUntil(page.similar.isVisible, timeout=3000)


def test_reporter_data_are_taken_into_empty_fields_only(qtbot, page, recorded):
    recorded(phone="0812-0000-0147", address="Jl. Rekaan 1", subject="KIA habis")
    type_into(qtbot, page, "phone", "0853 0000 0258, 0812 0000 0147")
    type_into(qtbot, page, "subject", "Lain sekali")
    qtbot.waitUntil(page.similar.isVisible, timeout=3000)
    buttons = page.similar.findChildren(QPushButton)
    next(b for b in buttons if b.text() == "Ambil data pengadu ini").click()
    values = page.form.values
    assert (values["name"], values["address"]) == ("Warga Rekaan", "Jl. Rekaan 1")
    assert values["phone"] == "0853 0000 0258, 0812 0000 0147"
    assert (values["subject"], values.get("description")) == ("Lain sekali", None)


def test_every_field_has_an_accessible_name(page):
    for channel in Channel:
        page.choose(channel)
        assert all(e.widget.accessibleName() for e in page.form.editors.values())


@pytest.mark.parametrize("channel", list(Channel))
def test_no_field_is_cut_on_a_narrow_screen(qtbot, page, channel):
    page.resize(855, 440)
    page.choose(channel)
    qtbot.waitUntil(lambda: page.form.width() <= page.body.area.viewport().width())
    assert page.completeness.isVisible()
    assert page.form.minimumSizeHint().width() <= page.body.area.viewport().width()


def test_enter_brings_the_next_field_into_view(qtbot, page):
    page.resize(855, 440)
    last = list(page.form.editors.values())[-1]
    page.form.focus(last.field.name)
    shown = page.body.area.viewport()
    top = last.box.mapTo(shown, last.box.rect().topLeft()).y()
    assert 0 <= top <= shown.height() - last.box.height()


def test_cards_come_back_beside_the_form_when_there_is_room(qtbot, page):
    page.resize(855, 440)
    qtbot.waitUntil(lambda: page.attachments.isVisible())
    assert page.form.isAncestorOf(page.attachments) is False
    assert page.body.area.isAncestorOf(page.attachments)
    page.choose(Channel.PHONE)
    assert page.attachments.isVisible()
    page.resize(1140, 740)
    qtbot.waitUntil(lambda: not page.body.area.isAncestorOf(page.attachments))
    assert page.completeness.isVisible()
    assert page.completeness.title.isVisible()


def test_the_next_entry_has_its_cards_again_on_a_narrow_screen(qtbot, page):
    page.resize(855, 440)
    page.save.click()
    assert page.result is not None
    assert not page.completeness.isVisible()
    page.start_next()
    qtbot.waitUntil(lambda: page.completeness.isVisible() and page.attachments.isVisible())


def test_likeness_does_not_widen_what_stands_beside_the_form(qtbot, page, recorded):
    recorded(name="Anton Umpama", subject="KTP-el belum tercetak sejak September")
    page.form.fill({"name": "Anton Umpama", "subject": "KTP-el belum tercetak sejak September"})
    qtbot.waitUntil(lambda: page.similar.isVisible())
    beside = page.similar.parentWidget()
    assert beside.minimumSizeHint().width() <= beside.parentWidget().width()


def test_after_saving_the_buttons_follow_each_other_as_they_stand(qtbot, page):
    page.save.click()
    buttons = sorted(page.result.findChildren(QPushButton), key=lambda b: (b.y(), b.x()))
    assert QApplication.focusWidget() is buttons[0] is page.result.next_entry
    for button in buttons[1:]:
        press(qtbot, page, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is button


def test_after_a_step_of_the_saved_complaint_enter_starts_the_next(qtbot, page, monkeypatch):
    page.save.click()
    monkeypatch.setattr("ui.entry.result.run_step", lambda *unused: object())
    pressed = next(b for b in page.result.findChildren(QPushButton) if "Kembalikan" in b.text())
    pressed.setFocus()
    qtbot.keyClick(pressed, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is page.result.next_entry


@pytest.fixture
def drafts_dialog(qtbot, page):
    type_into(qtbot, page, "name", "Warga Rekaan")
    assert page.may_leave()
    dialog = DraftsDialog(page.keeper.all())
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def test_enter_goes_on_with_the_marked_draft(qtbot, drafts_dialog):
    with qtbot.waitSignal(drafts_dialog.accepted):
        qtbot.keyClick(drafts_dialog.list, Qt.Key.Key_Return)
    assert drafts_dialog.chosen() is not None


@pytest.mark.parametrize("is_sure", [True, False])
def test_a_draft_is_not_thrown_away_unasked(drafts_dialog, monkeypatch, is_sure):
    monkeypatch.setattr("ui.entry.dialogs.confirm", lambda *words, is_danger: is_sure)
    drafts_dialog.discard.click()
    assert len(drafts_dialog.discarded) == int(is_sure)
    assert drafts_dialog.list.count() == int(not is_sure)


def test_what_is_odd_about_a_number_is_said_once_it_is_typed(qtbot, page):
    type_into(qtbot, page, "phone", "08125640ll22")
    below = page.form.editors["phone"].box.below
    assert below.text() == ""
    press(qtbot, page, Qt.Key.Key_Return)
    assert "huruf di antara angka" in below.text()
    page.form.fill({"phone": "081200000147 081300000222"})
    assert below.text() == "Dikenali: 0812-0000-0147 dan 0813-0000-0222"


def test_a_service_added_in_the_settings_is_offered_at_once(qtbot, page, book):
    type_into(qtbot, page, "name", "Warga Rekaan")
    page.form.editors["service"].set_text("Layanan ba")
    added = {"name": "Layanan baru", "division": "Umum"}
    page._context.hub.changed.emit(add_list_entry(book, ListName.SERVICES, added))
    assert page.form.values["service"] == "Layanan ba"
    page.form.editors["service"].widget.resolve()
    assert page.form.values["service"] == "Layanan baru"
    assert page.form.values["name"] == "Warga Rekaan"
    assert page.form.values["receiving_officer"] == book.officer


@pytest.fixture
def clipboard(dressed):
    """The clipboard, emptied before the interpreter ends: what it holds was made there."""
    yield QGuiApplication.clipboard()
    QGuiApplication.clipboard().clear()


@pytest.mark.parametrize("name", ["name", "description", "district"])
def test_a_picture_is_pasted_whichever_field_has_the_cursor(qtbot, page, clipboard, name):
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    clipboard.setImage(image)
    page.form.focus(name)
    press(qtbot, page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    [file] = page.attachments.files
    assert (file.name, file.media_type) == ("gambar tempel 1.png", "image/png")
    assert QImage.fromData(file.content).size() == image.size()


def test_words_and_links_are_pasted_into_the_field(qtbot, page, clipboard):
    words = QMimeData()
    words.setText("https://contoh.id/kiriman/1")
    words.setImageData(QImage(8, 8, QImage.Format.Format_RGB32))
    page.choose(Channel.SOCIAL)
    page.form.focus("link")
    clipboard.setMimeData(words)
    press(qtbot, page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.form.values["link"] == "https://contoh.id/kiriman/1"
    assert page.attachments.files == []


def test_a_copied_file_is_attached(qtbot, page, clipboard, tmp_path):
    path = tmp_path / "foto.png"
    QImage(8, 8, QImage.Format.Format_RGB32).save(str(path))
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(path))])
    clipboard.setMimeData(copied)
    page.form.focus("name")
    press(qtbot, page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [file.name for file in page.attachments.files] == ["foto.png"]
    assert page.form.values.get("name") is None


@pytest.mark.parametrize(
    ("channel", "title"),
    [
        (Channel.WHATSAPP, "Buka ekspor chat"),
        (Channel.EMAIL, "Buka email"),
        (Channel.PHONE, "Pilih lampiran"),
    ],
)
def test_one_key_asks_for_the_file_that_a_channel_brings(qtbot, page, next_dialog, channel, title):
    asked = []
    page.choose(channel)
    next_dialog(lambda dialog: (asked.append(dialog.windowTitle()), dialog.reject()))
    press(qtbot, page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert asked == [title]


def test_drafts_are_one_key_away(qtbot, page, next_dialog):
    keys = (Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(page.message) as said:
        press(qtbot, page, *keys)
    assert said.args == ["Tidak ada draf yang belum disimpan."]
    type_into(qtbot, page, "name", "Warga Rekaan")
    page.keeper.keep()
    page.start_next()
    next_dialog(lambda dialog: dialog.submit())
    press(qtbot, page, *keys)
    assert page.form.values["name"] == "Warga Rekaan"
