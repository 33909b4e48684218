"""The pictures of the board."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.reading.board import BoardGrouping
from ui.board.column import ColumnView
from ui.board.distribute_many import DistributeManyDialog
from ui.board.page import BoardPage
from ui.shared.context import Context
from ui.shared.step_dialog import question


def board_pictures(page: BoardPage, context: Context) -> Iterator[tuple[str, QWidget]]:
    """Yield the board by team and by step, with panel, refusal, undo bar and question."""
    yield "papan-tim", page
    full = max(page.columns.views, key=lambda view: len(view.model.rows))
    if full.model.rows:
        yield from _with_a_card(page, full, context)
    page.grouping.setCurrentIndex(page.grouping.findData(BoardGrouping.STEP.value))
    yield "papan-langkah", page
    page.grouping.setCurrentIndex(page.grouping.findData(BoardGrouping.TEAM.value))
    context.privacy.toggle()
    yield "papan-layar-aman", page
    context.privacy.toggle()
    yield (
        "papan-lengkap-dan-distribusikan",
        question(
            "Lengkap dan distribusikan",
            "Keempat unsur sudah ada. Nyatakan lengkap dan distribusikan ke tim ini?",
            "Nyatakan lengkap dan kirim",
            page,
        ),
    )


def _with_a_card(
    page: BoardPage, view: ColumnView, context: Context
) -> Iterator[tuple[str, QWidget]]:
    row = view.model.rows[0]
    page.choose(row.id)
    page.open(row.id)
    yield "papan-panel", page
    page.panel.close_wanted.emit()
    page.refusal.refuse(
        f"{row.number} belum lengkap: nomor yang bisa dihubungi. "
        "Isi yang kurang atau kembalikan untuk dilengkapi; sesudah itu baru dapat dikirim."
    )
    yield "papan-ditolak", page
    page.refusal.clear()
    page.undo.offer(f"{row.number} dipindahkan ke {page.columns.views[-1].column.title}.")
    yield "papan-urungkan", page
    page.undo.hide()
    page.columns.move_ghost(1)
    yield "papan-terangkat", page
    page.columns.drop_ghost()
    rows = view.model.rows[:3]
    view.choose_also({row.id for row in rows})
    yield "papan-beberapa-kartu", page
    yield "papan-distribusi-beberapa", DistributeManyDialog(context, rows, page)
    page.choose(row.id)
