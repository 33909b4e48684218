"""The pictures of the page *Buku*: the list, the panel by status, each dialog."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PySide6.QtWidgets import QWidget

from app.book.journal import standing
from app.book.lists import read_lists
from app.ground.progress import Progress
from app.intake.tables.preview import read_preview
from app.intake.tables.proposal import propose
from app.reading.complaint.detail import read_detail
from app.reading.complaint.values import ComplaintDetail
from app.reading.recap.lines import register_lines
from app.reading.register.filter import DeadlineFilter, RegisterFilter
from app.reading.register.ids import register_ids
from app.rules.completeness import Element
from app.rules.events import Step
from app.rules.links import LinkKind
from app.rules.statuses import Status
from app.steps.link import link
from ui.complaint.dialogs import DIALOGS
from ui.complaint.link_dialogs import UndoLinkDialog
from ui.complaint.why import WhyDialog
from ui.importing.dialog import ImportDialog
from ui.importing.paper_dialog import CopyPaperDialog
from ui.importing.rows_step import RowsStep
from ui.register.page import RegisterPage
from ui.shared.context import Context
from ui.viewer.paper_dialog import PaperDialog

# The status in which a step is shown; a book may have no complaint in it, then there is no picture.
_SHOWN_IN: Final = (
    (Step.DECLARE_COMPLETE, Status.RECORDED),
    (Step.DECLARE_COMPLETE, Status.INCOMPLETE),
    (Step.ANSWER_DIRECTLY, Status.RECORDED),
    (Step.DISTRIBUTE, Status.COMPLETE),
    (Step.DISTRIBUTE, Status.DISTRIBUTED),
    (Step.WRITE_ANSWER, Status.DISTRIBUTED),
    (Step.APPROVE_ANSWER, Status.DISTRIBUTED),
    (Step.DELIVER, Status.ANSWERED),
    (Step.CORRECT, Status.DISTRIBUTED),
    (Step.ATTACH, Status.DISTRIBUTED),
    (Step.LINK, Status.DISTRIBUTED),
    (Step.FORWARD, Status.COMPLETE),
    (Step.WITHDRAW, Status.COMPLETE),
    (Step.LAPSE, Status.INCOMPLETE),
    (Step.VOID, Status.RECORDED),
    (Step.RETURN, Status.RECORDED),
)
_OLD_BOOK: Final = (
    "BUKU PENGADUAN MASYARAKAT TAHUN 2024\n"
    "No;Hari/Tgl;Nama Pelapor;Kecamatan;No. HP;Media;Uraian Pengaduan;Tindak Lanjut;Ket;Sandi\n"
    "1;Senin, 6/5/2024;Warga Rekaan;Kec. Kapuas;81200000147;WA;KTP-el belum tercetak;"
    "Sudah dicetak;Selesai;a\n"
    "2;31/4/2024;Warga Contoh;Parindu.;-;Datang langsung;Akta salah nama;Dibetulkan;Selesai;b\n"
    "3;Rabu 8 Mei 2024;Warga Misal;Kembayan/Sanggau;0812-0000-0149;Telp;NIK tidak aktif;"
    "Diaktifkan;Selesai;c\n"
    "Jumlah;3 orang\n"
)
_TYPED: Final = (
    {
        "diterima": "6/5/2024",
        "nama": "Warga Rekaan",
        "telepon": "0812-0000-0147",
        "uraian": "KTP-el belum tercetak",
    },
    {"diterima": "8", "nama": "Warga Contoh", "telepon": "12", "uraian": "Akta salah nama"},
    {"diterima": "31/6", "nama": "Warga Misal", "uraian": "NIK tidak aktif"},
)
_ANSWER: Final = (
    "Berkas sudah diperiksa dan datanya benar. KTP-el dicetak hari ini dan dapat diambil di loket "
    "3 mulai besok pukul 08.00 dengan membawa KK."
)


def register_pictures(page: RegisterPage, context: Context) -> Iterator[tuple[str, QWidget]]:
    """Put *page* into each state worth a picture, and yield it or a dialog."""
    before = page.wanted()
    yield from _lists(page)
    for status in Status:
        found = register_ids(context.book, RegisterFilter(status=status))
        if found:
            page.arrive(found[0])
            yield f"buku-panel-{status.value}", page
    yield from _dialogs(page, context)
    yield from _links(page, context)
    yield from _preview(page, context)
    yield from _assistant(page, context)
    page.close_panel()
    page.arrive(before)


def _lists(page: RegisterPage) -> Iterator[tuple[str, QWidget]]:
    yield "buku", page
    page.arrive(RegisterFilter(deadline=DeadlineFilter.UNDISTRIBUTED))
    yield "buku-disaring", page
    page.arrive(RegisterFilter(text="tidak ada yang seperti ini"))
    yield "buku-kosong", page
    page.arrive(RegisterFilter())


def _dialogs(page: RegisterPage, context: Context) -> Iterator[tuple[str, QWidget]]:
    for step, status in _SHOWN_IN:
        found = register_ids(context.book, RegisterFilter(status=status))
        if found:
            detail = _as_needed(step, read_detail(context.book, found[0]))
            name = f"langkah-{step.value.replace('_', '-')}-{status.value}"
            yield name, DIALOGS[step](context, detail, page)
    running = register_ids(context.book, RegisterFilter(status=Status.COMPLETE))
    if running:
        yield (
            "mengapa-tanggal-ini",
            WhyDialog(context.book, read_detail(context.book, running[0]), page),
        )


def _links(page: RegisterPage, context: Context) -> Iterator[tuple[str, QWidget]]:
    found = register_ids(context.book, RegisterFilter(status=Status.DISTRIBUTED))[:2]
    if len(found) < 2:
        return
    link(context.book, found[0], found[1], LinkKind.REPEAT)
    page.reload()
    detail = read_detail(context.book, found[0])
    page.arrive(found[0])
    bar = page.panel.scroll_area.verticalScrollBar()
    bar.setValue(bar.maximum())
    yield "buku-panel-terkait", page
    yield "batalkan-tautan", UndoLinkDialog(context, detail, detail.links[0], page)


def _preview(page: RegisterPage, context: Context) -> Iterator[tuple[str, QWidget]]:
    # Imported late: the papers bring a PDF library that start-up does without.
    from exports.pdf.receipt import write_receipt

    found = register_ids(context.book, RegisterFilter())
    if not found:
        return
    with TemporaryDirectory(prefix="buku-galeri-") as folder:
        path = Path(folder) / "Tanda terima.pdf"
        write_receipt(read_detail(context.book, found[0]), context.book.settings, path)
        said = page.message.emit
        yield "pratinjau-cetak", PaperDialog(context, path, page, said=said, refused=said)


def _assistant(page: RegisterPage, context: Context) -> Iterator[tuple[str, QWidget]]:
    with TemporaryDirectory(prefix="buku-galeri-") as folder:
        path = Path(folder) / "Buku pengaduan 2024.csv"
        path.write_text(_OLD_BOOK, encoding="utf-8")
        yield "salin-buku-kertas", _copied_page(page, context, Path(folder))
        yield "salin-kolom", ImportDialog(context, path, page)
        plan = propose(path, read_lists(context.book))
        rows = RowsStep()
        rows.resize(1140, 520)
        rows.show_preview(read_preview(context.book, plan, Progress()))
        yield "salin-baris", rows


def _copied_page(page: RegisterPage, context: Context, folder: Path) -> CopyPaperDialog:
    """Return the dialog with a page half typed; there is no photo, so a paper stands for it."""
    # Imported late: see _preview.
    from exports.pdf.register import write_register_pdf

    path = folder / "Halaman 12.pdf"
    ids = register_ids(context.book, RegisterFilter())[:12]
    write_register_pdf(
        register_lines(context.book, ids),
        "",
        context.book.settings,
        path,
        standing(context.book),
    )
    dialog = CopyPaperDialog(context, page)
    dialog.model.show_rows(_TYPED)
    dialog.picture.show_path(str(path))
    dialog.check()
    return dialog


def _as_needed(step: Step, detail: ComplaintDetail) -> ComplaintDetail:
    """Return *detail* in the state *step* is for, which few complaints of a book are in."""
    if step is Step.RETURN:
        return replace(detail, missing=(Element.ADDRESS, Element.PHONE))
    if step is Step.APPROVE_ANSWER:
        return replace(
            detail,
            has_answer=True,
            answer=_ANSWER,
            answered_by="Petugas Pengaduan",
            answered_on=detail.received_at.date(),
        )
    return detail
