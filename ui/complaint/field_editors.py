"""Editors for the declared fields, made from what is recorded."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Final, Protocol

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from app.book.lists import Lists
from app.rules.channels import Field, FieldKind
from ui.complaint.step import text_area
from ui.widgets.combo import Combo
from ui.widgets.date_edits import DateEdit, MomentEdit

YES: Final = "ya"
NO: Final = "tidak"


class FieldEditor:
    """An editor widget, the text it began with, and the text it holds now."""

    def __init__(self, widget: QWidget, read: Callable[[], str]) -> None:
        self.widget = widget
        self.text = read
        self._first = read()

    @property
    def is_changed(self) -> bool:
        """Whether somebody typed something else."""
        return self.text().strip() != self._first.strip()


def editor_for(field: Field, stored: str, lists: Lists, today: Callable[[], date]) -> FieldEditor:
    """Return the editor of *field*, filled with what is *stored*."""
    if field.kind is FieldKind.TEXT:
        area = text_area(stored, lines=5)
        return FieldEditor(area, area.toPlainText)
    if field.kind is FieldKind.FLAG:
        return _check_box(stored)
    if field.kind in (FieldKind.MOMENT, FieldKind.DAY):
        return _date_line(field, stored, today)
    if field.kind in _CHOSEN:
        return _combo(field, stored, lists)
    line = QLineEdit(stored)
    return FieldEditor(line, line.text)


def _check_box(stored: str) -> FieldEditor:
    box = QCheckBox("Ya")
    box.setChecked(stored == YES)
    return FieldEditor(box, lambda: YES if box.isChecked() else NO)


def _date_line(field: Field, stored: str, today: Callable[[], date]) -> FieldEditor:
    if field.kind is FieldKind.DAY:
        day = DateEdit(today)
        day.set_day(date.fromisoformat(stored) if stored else None)
        return FieldEditor(day, day.text)
    moment = MomentEdit(today)
    moment.set_moment(datetime.fromisoformat(stored) if stored else None)
    return FieldEditor(moment, moment.text)


def _combo(field: Field, stored: str, lists: Lists) -> FieldEditor:
    combo = Combo()
    combo.setMaxVisibleItems(16)
    combo.setMinimumContentsLength(12)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    if field.kind is FieldKind.OFFICER:
        combo.setEditable(True)
    fill_choices(combo, _choices(field, lists), stored)
    if field.kind is FieldKind.OFFICER:
        return FieldEditor(combo, combo.currentText)
    return FieldEditor(combo, lambda: str(combo.currentData() or ""))


def fill_choices(combo: QComboBox, choices: Sequence[tuple[str, str]], chosen: str) -> None:
    """Offer *choices* (value, label), an empty one first; what is recorded stays on offer."""
    with QSignalBlocker(combo):
        combo.clear()
        combo.addItem("", "")
        for value, label in choices:
            combo.addItem(label, value)
        if combo.findData(chosen) < 0:
            combo.addItem(chosen, chosen)
        combo.setCurrentIndex(combo.findData(chosen))


def villages_of(lists: Lists, district: str) -> tuple[tuple[str, str], ...]:
    """Return the villages on offer; only those of *district* when one is chosen."""
    codes = {entry.code for entry in lists.districts if entry.name == district}
    return tuple(
        (entry.name, entry.name)
        for entry in lists.villages
        if not entry.is_retired and (not district or entry.district_code in codes)
    )


class _Named(Protocol):
    """What every list entry has."""

    @property
    def name(self) -> str:
        """Return what it is called."""
        ...

    @property
    def is_retired(self) -> bool:
        """Return whether it can no longer be chosen."""
        ...


def _choices(field: Field, lists: Lists) -> tuple[tuple[str, str], ...]:
    if field.kind is FieldKind.CHOICE:
        return field.choices
    entries: dict[FieldKind, Sequence[_Named]] = {
        FieldKind.SERVICE: lists.services,
        FieldKind.CATEGORY: lists.categories,
        FieldKind.DISTRICT: lists.districts,
        FieldKind.VILLAGE: lists.villages,
        FieldKind.OFFICER: lists.officers,
    }
    return tuple((each.name, each.name) for each in entries[field.kind] if not each.is_retired)


_CHOSEN: Final = frozenset(
    {
        FieldKind.CHOICE,
        FieldKind.SERVICE,
        FieldKind.CATEGORY,
        FieldKind.DISTRICT,
        FieldKind.VILLAGE,
        FieldKind.OFFICER,
    }
)
