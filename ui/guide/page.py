"""GuidePage (*Panduan*): the short guide, one section at a time."""

from collections.abc import Collection
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from app.ground.overriding import override
from app.ground.resources import RESOURCES
from app.rules.officers import SHORT_ROLE_LABELS, Role
from app.rules.procedure import BY_PROGRAM, STEPS
from app.rules.readings import READINGS
from ui.look.theme import HEADING_POINTS, tokens
from ui.shared.actions import KEYS, shown_keys
from ui.shared.context import Context
from ui.shared.page import Page
from ui.widgets.section_list import SectionList
from ui.widgets.surfaces import PageHeader
from ui.widgets.words import tighten


def guide_files() -> list[Path]:
    """Return the sections in their order; the name after the number is the section's key."""
    return sorted((RESOURCES / "guide").glob("*.md"))


def section_key(file: Path) -> str:
    """Return the key by which F1 finds a section: ``02-mencatat.md`` -> ``mencatat``."""
    return file.stem.partition("-")[2]


class GuidePage(Page):
    """The sections at the left, the text of one at the right."""

    title = "Panduan"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._files = guide_files()
        self._list = SectionList("Bagian panduan", 240)
        self._text = QTextBrowser()
        self._text.setProperty("role", "reading")
        self._text.setAccessibleName("Isi panduan")
        self._text.setOpenLinks(False)
        self._text.anchorClicked.connect(self._on_link)
        for file in self._files:
            self._list.addItem(file.read_text(encoding="utf-8").partition("\n")[0].lstrip("# "))
        self._list.currentRowChanged.connect(self._on_chosen)
        self._arrange()

    def _arrange(self) -> None:
        header = PageHeader(self.title)
        header.set_facts("F1 membuka bagian yang sesuai dengan halaman Anda")
        row = QHBoxLayout()
        tighten(row, 12)
        row.addWidget(self._list)
        row.addWidget(self._text, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(header)
        column.addLayout(row, 1)

    @override
    def shown(self) -> None:
        if self._list.currentRow() < 0:
            self._list.setCurrentRow(0)
        self._list.setFocus()

    @override
    def arrive(self, wanted: object) -> None:
        for place, file in enumerate(self._files):
            if section_key(file) == wanted:
                self._list.setCurrentRow(place)

    @Slot(int)
    def _on_chosen(self, place: int) -> None:
        text = self._files[place].read_text(encoding="utf-8")
        for mark, table in _TABLES.items():
            if mark in text:
                text = text.replace(mark, table())
        self._text.setMarkdown(text)
        _make_calm(self._text.document())

    @Slot(QUrl)
    def _on_link(self, link: QUrl) -> None:
        """Open outside addresses in the browser; ``bagian:kunci`` leads to another section."""
        if link.scheme() == "bagian":
            self.arrive(link.path())
        else:
            QDesktopServices.openUrl(link)


def _make_calm(document: QTextDocument) -> None:
    """Give headings our size, and tables thin lines and room, which Markdown cannot say."""
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel():
            _set_heading(QTextCursor(block))
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _rule_table(frame)


def _set_heading(cursor: QTextCursor) -> None:
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    form = cursor.charFormat()
    # The step Markdown sets wins over any size, even a step of nothing.
    form.clearProperty(QTextFormat.Property.FontSizeAdjustment)
    form.setFontPointSize(HEADING_POINTS)
    cursor.setCharFormat(form)


def _rule_table(table: QTextTable) -> None:
    """Draw a line under each row and nothing else."""
    form = table.format().toTableFormat()
    form.setBorder(0)
    form.setBorderCollapse(True)
    form.setCellPadding(6)
    form.setTopMargin(8)
    form.setBottomMargin(8)
    table.setFormat(form)
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            cell_form = cell.format().toTableCellFormat()
            cell_form.setBottomBorder(1)
            cell_form.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            cell_form.setBottomBorderBrush(QColor(tokens().line))
            cell.setFormat(cell_form)


def _keys_table() -> str:
    lines = ["| Tombol | Guna | Tempat |", "|---|---|---|"]
    lines += [
        f"| {shown_keys(action)} | {key.words} | {key.place} |" for action, key in KEYS.items()
    ]
    return "\n".join(lines)


def _rights_table() -> str:
    """Return who may take which step, from the one declaration that the book itself asks."""
    lines = [f"| Langkah atau bacaan | {' | '.join(SHORT_ROLE_LABELS.values())} | PIN lagi |"]
    lines.append("|---" * (len(SHORT_ROLE_LABELS) + 2) + "|")
    for step, rule in STEPS.items():
        if step not in BY_PROGRAM:
            again = "ya" if rule.asks_pin else ""
            name = rule.label or rule.happened
            lines.append(f"| {name} | {' | '.join(_marks(rule.by))} | {again} |")
    lines += [f"| {rule.label} | {' | '.join(_marks(rule.by))} |  |" for rule in READINGS.values()]
    return "\n".join(lines)


def _marks(by: Collection[Role]) -> list[str]:
    return [_YES if role in by else "–" for role in SHORT_ROLE_LABELS]


_YES = "boleh"
# What a section of the guide does not say itself: the mark in its text, and what stands there.
_TABLES: Final = {"{tombol}": _keys_table, "{hak}": _rights_table}
