"""Mails come in by file or by drop: one whole entry each, with what an officer should know."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from app.rules.channels import Channel

DATA = Path("tests/data/intake")
CASES, MAILS = DATA / "cases", DATA / "mails"


@pytest.fixture
def then_dialog(page):
    """Return a function that says what is done in the dialog that opens once the mail is read."""
    timer = QTimer(page)

    def plan(act):
        def look():
            dialog = QApplication.activeModalWidget()
            if dialog is not None:
                timer.stop()
                act(dialog)

        timer.timeout.connect(look)
        timer.start(0)

    return plan


@pytest.fixture
def open_mail(qtbot, page, context, monkeypatch):
    """Return a function that opens a file with mails by the button of the page."""

    def open_file(path):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
        page.choose(Channel.EMAIL)
        page._sources.mails.open()
        qtbot.waitUntil(lambda: not context.tasks.is_busy)

    return open_file


def test_a_mail_is_read_and_its_files_come_along(page, open_mail):
    open_mail(CASES / "mail-G1-first.eml")
    assert page.form.values["name"] == "Warga A"
    assert page.form.values["subject"] == "Aduan A"
    assert [file.name for file in page.attachments.files] == ["kk-a.jpg"]
    assert not page.mail_notice.isVisible()


def test_what_was_not_surely_read_is_said_beside_the_form(page, open_mail):
    open_mail(CASES / "mail-E22c-date-future.eml")
    assert page.mail_notice.isVisible()
    assert "belum terjadi" in page.mail_notice.text()
    assert not page.mail_notice.open.isVisible()
    page.save.click()
    assert page.result is not None
    assert not page.mail_notice.isVisible()


def test_a_mail_that_is_none_is_refused_in_a_sentence(page, open_mail, tmp_path):
    path = tmp_path / "foto.eml"
    path.write_bytes(b"\xff\xd8\xff\xe0")
    open_mail(path)
    assert "bukan email" in page.refusal.text()
    assert not page.form.is_touched


def test_a_mail_recorded_before_is_said_before_it_is_saved(qtbot, page, open_mail):
    open_mail(CASES / "mail-E01-head-not-closed.eml")
    page.save.click()
    number, first = page.result.number.text(), page.result.complaint_id
    open_mail(CASES / "mail-E02-plain-stub.eml")
    assert f"sudah dicatat sebagai nomor {number}." in page.mail_notice.text()
    with qtbot.waitSignal(page.open_complaint) as wanted:
        page.mail_notice.open.click()
    assert wanted.args == [first]
    page.start_next()
    assert not page.mail_notice.isVisible()


def test_of_a_mailbox_one_is_chosen(page, open_mail, then_dialog):
    seen = []

    def choose_second(dialog):
        seen.extend(dialog.list.item(row).text() for row in range(dialog.list.count()))
        dialog.list.setCurrentRow(1)
        dialog.submit()

    then_dialog(choose_second)
    open_mail(CASES / "mail-E15b-mbox-two.eml")
    assert seen[0].startswith("KTP belum jadi\nWarga Rekaan <warga@contoh.id> · 23-11-2026 08.05")
    assert page.form.values["email_subject"] == "KK belum jadi"


def test_of_a_mailbox_none_may_be_chosen(page, open_mail, then_dialog):
    then_dialog(lambda dialog: dialog.reject())
    open_mail(CASES / "mail-E15b-mbox-two.eml")
    assert not page.form.is_touched


@pytest.mark.parametrize(("row", "name"), [(None, "Pengadu Asli"), (0, "Warga Rekaan")])
def test_of_a_mail_passed_on_the_citizens_is_proposed(page, open_mail, then_dialog, row, name):
    def choose(dialog):
        if row is not None:
            dialog.list.setCurrentRow(row)
        dialog.submit()

    then_dialog(choose)
    open_mail(MAILS / "outlook.msg")
    assert page.form.values["name"] == name


def test_a_long_list_is_searched(qtbot, page, open_mail, then_dialog, tmp_path):
    path = tmp_path / "kotak.mbox"
    head = "From a@x Mon Nov 23 08:05:00 2026\nFrom: Warga {0} <w{0}@contoh.id>\nSubject: Hal {0}\n"
    path.write_text("".join(f"{head.format(n)}\nIsi\n\n" for n in range(30)), encoding="utf-8")

    def search(dialog):
        qtbot.keyClicks(dialog.search, "w17@ hal")
        dialog.submit()

    then_dialog(search)
    open_mail(path)
    assert page.form.values["email_subject"] == "Hal 17"


def test_a_search_that_finds_nothing_takes_nothing(page, open_mail, then_dialog, tmp_path):
    path = tmp_path / "kotak.mbox"
    path.write_text(
        "From a@x 08:05 2026\nFrom: w@contoh.id\nSubject: Hal\n\nIsi\n\n" * 9, encoding="utf-8"
    )

    def search(dialog):
        dialog.search.setText("tidak ada")
        dialog.submit()
        assert dialog.isVisible()
        dialog.reject()

    then_dialog(search)
    open_mail(path)
    assert not page.form.is_touched


def test_a_reading_that_is_cancelled_takes_nothing(qtbot, page, context):
    page._sources.mails.read_all([CASES / "mail-G1-first.eml"], ())
    context.tasks.cancel()
    qtbot.waitUntil(lambda: not context.tasks.is_busy)
    assert not page.form.is_touched
    assert page.refusal.text() == ""
