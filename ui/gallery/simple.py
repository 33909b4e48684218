"""The pictures of pages that need little: Hari Ini, the recap and the guide."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.ground.formatting import Month
from app.reading.recap.checklist import read_checklist
from app.reading.recap.month_words import MonthWords
from app.steps.close_month import prepare_closing
from ui.guide.page import GuidePage, guide_files, section_key
from ui.recap.closing_dialogs import CloseMonthDialog, MonthWordsDialog, ReopenMonthDialog
from ui.recap.page import RecapPage, recap_folder
from ui.today.page import TodayPage


def today_pictures(page: TodayPage) -> Iterator[tuple[str, QWidget]]:
    """Yield Hari Ini."""
    yield "hari-ini", page


def recap_pictures(page: RecapPage) -> Iterator[tuple[str, QWidget]]:
    """Yield a month, what was written for it, and a month without complaints."""
    before = page.month
    page.choose(before.previous())
    yield "rekap", page
    folder = recap_folder(page.month)
    names = ("internal.xlsx", "internal.pdf", "publik.xlsx", "publik.pdf")
    page.show_written(tuple(folder / f"Rekap Pengaduan {page.month} {n}" for n in names))
    yield "rekap-dibuat", page
    context, month = page.steps.context, page.month
    ready = prepare_closing(context.book, month, lambda *_: ())
    checklist = read_checklist(context.book, month)
    yield "tutup-bulan", CloseMonthDialog(context, ready, checklist, page)
    yield "kesimpulan-bulan", MonthWordsDialog(context, month, MonthWords(), page)
    yield "buka-kembali-bulan", ReopenMonthDialog(context, month, page)
    page.choose(Month(before.year - 3, before.month))
    yield "rekap-nihil", page
    page.choose(before)


def guide_pictures(page: GuidePage) -> Iterator[tuple[str, QWidget]]:
    """Yield every section of the guide."""
    for file in guide_files():
        key = section_key(file)
        page.arrive(key)
        yield f"panduan-{key}", page
