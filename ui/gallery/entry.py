"""The pictures of the entry page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from app.entry.drafts import EntryContent
from app.ground.errors import ClockWentBack, FieldProblem
from app.intake.whatsapp import parse_chat
from app.reading.complaint.openings import opening_ids, read_openings
from app.rules.channels import Channel
from ui.complaint.sending import receipt_dialog
from ui.entry.box import letter_from
from ui.entry.chat_dialog import ChatDialog
from ui.entry.dialogs import DirectAnswerDialog, DraftsDialog
from ui.entry.mail_dialog import MailDialog
from ui.entry.mail_source import TakenMail
from ui.entry.opening_dialogs import (
    CorrectOpeningDialog,
    MissingLettersDialog,
    OpenBoxDialog,
    VoidOpeningDialog,
)
from ui.entry.openings import OpeningsDialog
from ui.entry.page import EntryPage
from ui.shared.context import Context
from ui.shared.door import clock_question

_TYPED = {
    "name": "Warga Rekaan",
    "phone": "0812-0000-0147",
    "address": "Dusun Kenaman RT 02",
    "district": "Sekayam",
    "village": "Kenaman",
    "subject": "KTP-el belum tercetak sejak September",
    "description": "Rekam KTP bulan Juni di kantor camat, sampai sekarang belum tercetak.",
    "service": "KTP-el",
    "category": "Keterlambatan penyelesaian",
    "expectation": "Kepastian kapan dicetak",
}
_CHAT = (
    "23/11/26 08.05 - Warga Rekaan: Selamat pagi\n"
    "23/11/26 08.06 - Warga Rekaan: KTP saya belum tercetak\n"
    "23/11/26 08.07 - Disdukcapil: Mohon nama lengkap dan alamat\n"
)
_MAIL_WARNINGS = ("Email ini meneruskan email dari Warga Rekaan <warga@contoh.id>.",)


def entry_pictures(page: EntryPage, context: Context) -> Iterator[tuple[str, QWidget]]:
    """Yield the empty form of each channel, a filled one, errors, result and dialogs."""
    for channel in Channel:
        page.choose(channel)
        yield f"catat-{channel.value}", page
    yield from _box_pictures(page, context)
    page.choose(Channel.WHATSAPP)
    page.form.fill(_TYPED)
    yield "catat-terisi", page
    now = context.book.clock.now()
    later = FieldProblem("received_at", "Waktu ini belum terjadi. Periksa tanggal dan jamnya.")
    page.form.fill({"nik": "610301010190000", "service": "Surat keterangan"})
    page.form.show_problems((later,))
    page.refusal.refuse(page.form.words_for((later,)))
    yield "catat-salah", page
    page.refusal.clear()
    page.form.fill({"nik": "", "service": _TYPED["service"]})
    page.take_in(EntryContent(Channel.PHONE, {"subject": "Tanya syarat KIA"}))
    yield "catat-disisihkan", page
    yield "catat-draf", DraftsDialog(page.keeper.all(), page)
    page.header.set_aside.back.click()
    yield "catat-pilih-pesan", ChatDialog(parse_chat(_CHAT), page)
    lines = ["Akta belum jadi\nWarga Rekaan <warga@contoh.id> · 23-11-2026 08.05"] * 2
    yield "catat-pilih-email", MailDialog("Pilih email", "Pilih satu yang dicatat.", lines, page)
    page.mail_notice.show_of(TakenMail(_MAIL_WARNINGS, None))
    yield "catat-email-terbaca", page
    page.mail_notice.clear()
    yield "catat-dijawab-langsung", DirectAnswerDialog(page)
    yield "catat-jam-mundur", clock_question(ClockWentBack(now, now + timedelta(hours=9)), page)
    page.save.click()
    yield "catat-tersimpan", page
    if page.result is not None:
        yield "catat-kirim", receipt_dialog(context, page.result.complaint_id, page)
    page.start_next()


def _box_pictures(page: EntryPage, context: Context) -> Iterator[tuple[str, QWidget]]:
    """Yield what is asked at an open box, and the letter of an opening in hand."""
    book = context.book
    yield "kotak-buka", OpenBoxDialog(context, {}, page)
    yield "kotak-daftar", OpeningsDialog(context, page.message.emit, page)
    opening = replace(*read_openings(book, opening_ids(book)[:1]), letter_count=9)
    yield "kotak-perbaiki", CorrectOpeningDialog(context, opening, page)
    yield "kotak-batalkan", VoidOpeningDialog(context, opening, page)
    yield "kotak-kurang", MissingLettersDialog(context, opening, page)
    page.take_in(letter_from(opening))
    yield "kotak-surat", page
    page.start_next()
