"""A declared field reaches every place that has to know of it, or a test here fails."""

import dataclasses

import pytest

from app.book.journal import changes_of
from app.book.personal import PERSONAL
from app.book.search_words import INDEXED
from app.entry.form_values import read_form_values
from app.entry.forms import NewComplaint
from app.keeping.inspection import inspect_book
from app.reading.recap.lines import register_lines
from app.reading.register.listing import listed_records
from app.rules.channels import ALL_FIELDS, COMMON_FIELDS, Channel, fields_of
from app.rules.fields import FieldKind
from app.rules.papers import Paper
from app.steps.correct import correct
from app.steps.open_box import OPENING_FIELDS
from models.complaint import Complaint

# Something that each kind of field can hold, and what it is corrected to.
TYPED = {
    FieldKind.LINE: ("Isian satu baris", "Isian lain"),
    FieldKind.TEXT: ("Uraian yang panjang.", "Uraian lain."),
    FieldKind.PHONE: ("0812-0000-0147", "0813-0000-0148"),
    FieldKind.EMAIL: ("warga@contoh.id", "lain@contoh.id"),
    FieldKind.NIK: ("6103010101900001", "6103014101900002"),
    FieldKind.MOMENT: ("2026-11-20 08:05", "2026-11-20 08:30"),
    FieldKind.DAY: ("2026-11-19", "2026-11-18"),
    FieldKind.FLAG: ("ya", ""),
    FieldKind.COUNT: ("2", "3"),
    FieldKind.DISTRICT: ("Kapuas", "Mukok"),
    FieldKind.SERVICE: ("KTP-el", "Akta kelahiran"),
    FieldKind.CATEGORY: ("Sikap petugas", "Lainnya"),
    FieldKind.OFFICER: ("Petugas Pengaduan", "Pejabat Pengelola Pengaduan"),
}
# Columns of fields that say nothing of a person by themselves.
OPEN = {"received_at", "kind", "is_secret", "district", "village", "service", "category"}


def typed(field, place=0):
    if field.kind is FieldKind.CHOICE:
        return field.choices[place][0]
    if field.kind is FieldKind.VILLAGE:
        return ("Tanjung Kapuas", "")[place]
    return TYPED[field.kind][place]


@pytest.mark.parametrize("channel", Channel)
def test_what_is_typed_comes_back_from_every_field(book, recorded, channel):
    values = {field.name: typed(field) for field in fields_of(channel)}
    id_ = recorded(channel, **values)
    back = read_form_values(book, id_)
    assert {name: back.get(name) for name in values} == values


@pytest.mark.parametrize("channel", Channel)
def test_every_field_is_corrected_alone(book, recorded, channel):
    id_ = recorded(channel, **{field.name: typed(field) for field in fields_of(channel)})
    for field in fields_of(channel):
        if field.name == "district":
            continue  # brings its villages along
        if field.name in OPENING_FIELDS:
            continue  # belongs to the opening of the box, see test_box_openings
        before = read_form_values(book, id_)
        correct(book, id_, {field.name: typed(field, 1)}, "Salah isi")
        after = read_form_values(book, id_)
        changed = {name for name in before | after if before.get(name) != after.get(name)}
        assert changed == {field.name}, field.name


def test_every_common_field_is_listed_under_its_key(book, recorded):
    id_ = recorded(**{field.name: typed(field) for field in fields_of(Channel.COUNTER)})
    (listed,) = listed_records(book, [id_])
    assert {field.key for field in COMMON_FIELDS} <= listed.keys()


def test_every_column_of_a_field_is_personal_or_says_that_it_is_not():
    for field in COMMON_FIELDS:
        assert field.column in Complaint._meta.columns
        assert (field.column in PERSONAL["complaint"]) is (field.name not in OPEN), field.name


def test_what_a_citizen_typed_is_found_by_its_words():
    words = {f.name for f in COMMON_FIELDS if f.kind in (FieldKind.LINE, FieldKind.TEXT)}
    assert words <= set(INDEXED)


def test_the_journal_keeps_apart_what_it_always_kept_apart():
    assert PERSONAL["complaint"] == {
        *("name", "address", "phone", "phone_normal", "email", "nik", "tracking_id", "extra"),
        *("subject", "description", "expectation", "answer", "delivered_to"),
        *("closing_reason", "distribution_note", "late_reason"),
        *("check_value", "to_correct"),
    }
    assert PERSONAL["box_opening"] == {"witness_1", "witness_2", "void_reason", "missing_reason"}


def test_entries_of_another_grouping_are_sound_and_read_the_same(book, recorded, monkeypatch):
    monkeypatch.setattr("app.book.journal.PERSONAL", {"complaint": frozenset({"channel"})})
    id_ = recorded(name="Warga Rekaan")
    monkeypatch.undo()
    (change,) = changes_of(book, "complaint", id_)
    assert change.new["name"] == "Warga Rekaan"
    assert not inspect_book(book).problems


def test_a_form_fills_every_column_that_is_declared():
    filled = {each.name for each in dataclasses.fields(NewComplaint)}
    assert filled == {f.column for f in ALL_FIELDS} | {
        *("channel", "phone_normal", "to_correct", "whole")
    }


@pytest.mark.parametrize("channel", Channel)
def test_the_register_says_the_fields_that_are_declared_for_it(book, recorded, channel):
    kinds = {FieldKind.LINE, FieldKind.TEXT, FieldKind.PHONE, FieldKind.SERVICE, FieldKind.CATEGORY}
    values = {field.name: typed(field) for field in fields_of(channel)} | {"is_secret": ""}
    for place, field in enumerate(fields_of(channel)):
        if field.kind in {FieldKind.LINE, FieldKind.TEXT}:
            values[field.name] = f"Isian ke{place}x"
        elif field.kind is FieldKind.PHONE:
            values[field.name] = f"0812-0000-{place:04}"
    said = repr(register_lines(book, [recorded(channel, **values)]))
    asked = [field for field in fields_of(channel) if field.kind in kinds]
    assert {f.name for f in asked if values[f.name] in said} == {
        f.name for f in asked if Paper.REGISTER in f.papers
    }
