"""What comes from outside is one whole entry of its own; what was typed is set aside for it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from app.entry.attachments import IncomingFile
from app.entry.drafts import Drafts, EntryContent
from app.intake.chat_export import read_export
from app.intake.whatsapp import to_form
from app.reading.complaint.detail import read_detail
from app.rules.channels import CHANNEL_LABELS, Channel, fields_of
from app.rules.fields import PLAIN_KINDS
from ui.entry.draft_keeper import NotSetAside
from ui.entry.page import EntryPage

CASES = Path("tests/data/intake/cases")
CHAT_A, CHAT_B = CASES / "wa08a-first.txt", CASES / "wa08b-second.txt"
MAIL_A, MAIL_B = CASES / "mail-G1-first.eml", CASES / "mail-G2-second.eml"
_CTRL = Qt.KeyboardModifier.ControlModifier
PICTURE = IncomingFile("kk.jpg", "image/jpeg", b"gambar")


@pytest.fixture
def paste_chat(qtbot, page):
    """Paste a chat; it is read in the worker."""

    def paste(path):
        QGuiApplication.clipboard().setText(path.read_text(encoding="utf-8"))
        with qtbot.waitSignal(page._sources._chats.read):
            page._sources.paste_chat()

    return paste


def drop(page, *paths):
    assert page.take_files([path.absolute() for path in paths])
    # Mails are read in the worker.
    while page._context.tasks.is_busy:
        QApplication.processEvents()


def shown(page):
    """All that stands on the page, but for the time that moves on by itself."""
    values = {k: v for k, v in page.form.whole.items() if k not in ("received_at", "kind")}
    return page.form.channel, values, [file.name for file in page.attachments.files]


def of_chat(path):
    return {**to_form(read_export(path))}


def test_a_second_chat_keeps_nothing_of_the_first(paste_chat, page):
    paste_chat(CHAT_A)
    page.attachments.take([PICTURE])
    first = shown(page)
    assert first[1]["name"] == "Citra"
    paste_chat(CHAT_B)
    second = shown(page)
    assert second == (Channel.WHATSAPP, of_chat(CHAT_B), [])
    page.header.set_aside.back.click()
    assert shown(page) == first
    page.header.set_aside.back.click()
    assert shown(page) == second


def test_a_second_mail_keeps_nothing_of_the_first(page):
    drop(page, MAIL_A)
    page.form.fill({"name": "Warga A", "phone": "0812-0000-0147"})
    first = shown(page)
    assert first[2] == ["kk-a.jpg"]
    drop(page, MAIL_B)
    channel, values, files = shown(page)
    assert (channel, files) == (Channel.EMAIL, [])
    assert "Isi A rahasia" not in values.values()
    assert not values.keys() & {"name", "phone"}
    assert values["email_subject"] == "Aduan B"
    page.header.set_aside.back.click()
    assert shown(page) == first
    assert page.attachments.files[0].content


@pytest.mark.parametrize("source", ["chat", "mail"])
def test_what_the_officer_typed_is_never_overwritten(paste_chat, page, source):
    page.choose(Channel.PHONE)
    page.form.fill({"name": "Warga Di Telepon", "description": "Diketik petugas"})
    typed = shown(page)
    if source == "chat":
        paste_chat(CHAT_A)
    else:
        drop(page, MAIL_A)
    assert shown(page)[0] is not Channel.PHONE
    assert "Warga Di Telepon" not in shown(page)[1].values()
    assert "Telepon" in page.header.set_aside.sentence.whole
    page.header.set_aside.back.click()
    assert shown(page) == typed


@pytest.mark.parametrize("width", [1000, 1158, 1400])
def test_the_bar_says_its_whole_sentence(paste_chat, page, width):
    page.form.fill({"name": "Warga Lain"})
    paste_chat(CHAT_A)
    page.resize(width, 740)
    bar = page.header.set_aside
    assert bar.isVisible()
    assert bar.sentence.text() == bar.sentence.whole


def test_a_form_that_nobody_touched_is_filled_without_a_word(paste_chat, page):
    paste_chat(CHAT_A)
    assert shown(page)[1]["name"] == "Citra"
    assert not page.header.set_aside.isVisible()
    assert len(page.keeper.all()) == 1


@pytest.mark.parametrize(
    "touch",
    [
        lambda page: page.attachments.take([PICTURE]),
        lambda page: page.form.editors["received_at"].set_text("20-11-2026 08.00"),
        lambda page: page.form.editors["kind"].set_text("permintaan_informasi"),
    ],
    ids=["a file alone", "the time alone", "the kind alone"],
)
def test_whatever_was_touched_is_set_aside(paste_chat, page, touch):
    touch(page)
    before = page.form.whole, list(page.attachments.files)
    paste_chat(CHAT_A)
    assert page.header.set_aside.isVisible()
    assert page.attachments.files == []
    page.header.set_aside.back.click()
    assert (page.form.whole, page.attachments.files) == before


def test_several_mails_dropped_together_become_several_entries(page, tmp_path):
    other = tmp_path / "surat.pdf"
    other.write_bytes(b"%PDF-1.4")
    drop(page, MAIL_A, MAIL_B, other)
    subjects = {draft.values["email_subject"] for draft in page.keeper.all()}
    assert subjects == {"Aduan A", "Aduan B"}
    assert page.attachments.files == []
    assert "surat.pdf" in page.refusal.text()


def test_a_file_dropped_with_one_mail_belongs_to_it(page, tmp_path):
    other = tmp_path / "surat.pdf"
    other.write_bytes(b"%PDF-1.4")
    page.form.fill({"name": "Warga Lain"})
    drop(page, other, MAIL_A)
    assert shown(page)[2] == ["kk-a.jpg", "surat.pdf"]
    drop(page, other)
    assert shown(page)[2] == ["kk-a.jpg", "surat.pdf", "surat.pdf"]


def test_the_other_entry_waits_while_this_one_is_recorded(paste_chat, page, book):
    paste_chat(CHAT_A)
    page.attachments.take([PICTURE])
    first = shown(page)
    paste_chat(CHAT_B)
    page.save.click()
    detail = read_detail(book, page.result.complaint_id)
    assert (detail.name, detail.attachments) == ("", ())
    assert page.header.set_aside.isVisible()
    page.header.set_aside.back.click()
    assert page.result is None
    assert shown(page) == first
    assert not page.header.set_aside.isVisible()
    page.save.click()
    detail = read_detail(book, page.result.complaint_id)
    assert (detail.name, [a.name for a in detail.attachments]) == ("Citra", ["kk.jpg"])
    assert page.keeper.all() == ()


def test_going_on_with_a_draft_sets_aside_what_is_typed(paste_chat, page):
    paste_chat(CHAT_A)
    first = page.keeper.current.key
    page.start_next()
    page.form.fill({"name": "Warga Lain"})
    page.attachments.take([PICTURE])
    typed = shown(page)
    page.resume(first)
    assert shown(page)[1]["name"] == "Citra"
    assert page.attachments.files == []
    page.header.set_aside.back.click()
    assert shown(page) == typed


def test_a_draft_that_is_open_already_is_not_set_aside_for_itself(paste_chat, page):
    paste_chat(CHAT_A)
    page.resume(page.keeper.current.key)
    assert not page.header.set_aside.isVisible()
    assert len(page.keeper.all()) == 1


def test_a_draft_that_is_gone_replaces_nothing(page):
    page.form.fill({"name": "Warga Rekaan"})
    page.resume("tidak ada")
    assert page.form.values["name"] == "Warga Rekaan"
    assert "sudah tidak ada" in page.refusal.text()


def test_discarding_the_entry_on_the_page_empties_it(page, next_dialog, monkeypatch):
    monkeypatch.setattr("ui.entry.dialogs.confirm", lambda *words, is_danger: is_danger)
    page.form.fill({"name": "Warga Rekaan"})
    page.attachments.take([PICTURE])

    def discard(dialog):
        dialog.discard.click()
        dialog.reject()

    next_dialog(discard)
    page.drafts.click()
    assert not page.form.is_touched
    assert page.attachments.files == []
    assert page.keeper.all() == ()


def test_both_entries_are_offered_again_after_the_program_was_killed(page, context, on_screen):
    drop(page, MAIL_A)
    drop(page, MAIL_B)
    # Nothing is closed and no timer runs out: what is not in the file by now is lost.
    found = Drafts(context.desk_file, context.book, print)
    whole = [found.read(draft.key).content for draft in found.all()]
    assert {c.values["email_subject"]: [f.name for f in c.files] for c in whole} == {
        "Aduan A": ["kk-a.jpg"],
        "Aduan B": [],
    }
    again = EntryPage(context)
    on_screen(again)
    again.shown()
    assert "Ada 2 draf" in again.header.facts.whole
    assert again.drafts.text() == "Draf (2)"


def test_nothing_moves_when_the_bar_comes_and_goes(paste_chat, page):
    page.form.fill({"name": "Warga Rekaan"})
    QApplication.processEvents()
    watched = [page.tiles, page.body, page.direct, page.save, page.header.title]
    places = [w.mapTo(page, QPoint(0, 0)) for w in watched]
    sizes = [w.size() for w in watched]
    paste_chat(CHAT_A)
    QApplication.processEvents()
    assert page.header.set_aside.isVisible()
    assert [w.mapTo(page, QPoint(0, 0)) for w in watched] == places
    assert [w.size() for w in watched] == sizes
    page.header.set_aside.closed.emit()
    QApplication.processEvents()
    assert not page.header.set_aside.isVisible()
    assert [w.mapTo(page, QPoint(0, 0)) for w in watched] == places
    assert len(page.keeper.all()) == 2


def test_the_way_back_is_whole_on_a_narrow_screen(paste_chat, page):
    page.resize(855, 440)
    page.form.fill({"name": "Warga Rekaan"})
    paste_chat(CHAT_A)
    QApplication.processEvents()
    bar = page.header.set_aside
    for button in (bar.back, page.drafts, page.direct, page.save):
        assert button.width() >= button.sizeHint().width()
        assert button.mapTo(page, button.rect().topRight()).x() < page.width()


@pytest.fixture
def no_place(page):
    page._context.desk_file.mkdir()


def test_without_a_place_for_drafts_recording_goes_on(page, no_place):
    page.form.fill({"name": "Warga Rekaan"})
    page.attachments.take([PICTURE])
    assert not page.keeper.keep()
    assert "tidak dapat ditulisi" in page.refusal.text()
    assert "tetap dapat dicatat" in page.refusal.text()
    page.refusal.clear()
    assert not page.keeper.keep()
    assert page.refusal.text() == ""  # said once, not at every pause
    page.save.click()
    assert page.result is not None


def test_without_a_place_for_drafts_what_is_typed_stays(paste_chat, page, no_place):
    page.form.fill({"name": "Warga Rekaan"})
    page.attachments.take([PICTURE])
    typed = shown(page)
    paste_chat(CHAT_A)
    assert shown(page) == typed
    assert "Entri ini tetap terbuka" in page.refusal.text()
    with pytest.raises(NotSetAside):
        page.take_in(EntryContent(Channel.EMAIL, {"name": "Warga Lain"}))
    assert shown(page) == typed


def test_trouble_that_is_over_is_not_said_any_more(page, no_place):
    page.form.fill({"name": "Warga Rekaan"})
    assert not page.keeper.keep()
    page._context.desk_file.rmdir()
    assert page.keeper.keep()
    assert page.refusal.text() == ""


def test_a_channel_that_asks_less_drops_nothing(page):
    page.choose(Channel.WHATSAPP)
    page.form.fill({"sender_number": "0812-0000-0147", "message_at": "22-11-2026 10.00"})
    page.form.editors["received_at"].set_text("20-11-2026 08.00")
    page.attachments.take([PICTURE])
    page.choose(Channel.COUNTER)
    assert page.form.values["phone"] == "0812-0000-0147"
    assert page.form.values["received_at"] == "20-11-2026 08.00"
    page.keeper.keep()
    page.resume(page.keeper.current.key)
    page.choose(Channel.WHATSAPP)
    assert page.form.values["sender_number"] == "0812-0000-0147"
    assert page.form.values["message_at"] == "22-11-2026 10.00"
    assert page.attachments.files == [PICTURE]


def test_what_another_channel_asked_is_not_recorded(page, book):
    page.choose(Channel.LAPOR)
    page.form.fill({"tracking_id": "7512345", "name": "Warga Rekaan"})
    page.choose(Channel.PHONE)
    page.save.click()
    detail = read_detail(book, page.result.complaint_id)
    assert detail.name == "Warga Rekaan"
    assert "7512345" not in str(detail)


def test_a_picture_pasted_beside_a_saved_complaint_goes_into_no_other(page):
    page.save.click()
    QGuiApplication.clipboard().setImage(QImage(4, 4, QImage.Format.Format_RGB32))
    page._on_picture_pasted()
    page.choose(Channel.PHONE)
    assert page.attachments.files == []


@pytest.mark.parametrize(("number", "channel"), list(enumerate(Channel, start=1)))
def test_every_channel_is_offered_again_after_a_power_cut(
    qtbot, page, context, on_screen, next_dialog, number, channel
):
    """In one process; ``tests.e2e.desk`` kills a real one."""
    alt, both = Qt.KeyboardModifier.AltModifier, _CTRL | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page, Qt.Key(Qt.Key.Key_0.value + number), alt)
    for field in fields_of(channel):
        if field.kind in PLAIN_KINDS:
            qtbot.keyClicks(page.form.editors[field.name].widget, f"0812 {field.label}")
    page.attachments.take([PICTURE])

    def is_kept():
        kept = page.keeper.current
        # Nothing at all would count as the end of the waiting.
        return kept is not None and (
            (kept.content.values, len(kept.content.files)) == (page.form.whole, 1)
        )

    qtbot.waitUntil(is_kept)
    typed = shown(page)
    assert typed[0] is channel
    again = EntryPage(context)
    on_screen(again)
    again.shown()
    assert CHANNEL_LABELS[channel] in again.header.facts.whole
    next_dialog(lambda dialog: dialog.submit())
    qtbot.keyClick(again, Qt.Key.Key_D, both)
    assert shown(again) == typed
