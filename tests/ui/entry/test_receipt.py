"""The receipt after saving: printed at once where the office wants it."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication

from app.rules.channels import Channel
from app.steps.arrange import change_settings


def save(page, channel):
    page.choose(channel)
    page.form.fill({"name": "Warga Rekaan", "subject": "KTP-el belum tercetak"})
    page.save.click()
    assert page.result is not None


def test_without_a_printer_the_receipt_of_who_stands_at_the_desk_is_shown(
    page, context, next_preview
):
    wanted = replace(context.book.settings, print_receipt_at_once=True)
    change_settings(context.book, wanted)
    save(page, Channel.WHATSAPP)
    save(page, Channel.COUNTER)
    assert next_preview().path.name == "Tanda terima 002-PGD-XI-2026.pdf"


def test_nothing_opens_where_the_office_has_not_asked_for_it(qtbot, page, context):
    save(page, Channel.COUNTER)
    qtbot.waitUntil(lambda: not context.tasks.is_busy)
    assert QApplication.activeModalWidget() is None
