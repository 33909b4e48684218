"""What the declaration says of papers is what stands on them, field by field."""

from dataclasses import fields as fields_of_a_value
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest

from app.reading.complaint.values import BoxOpeningInfo, LabelledValue
from app.rules.channels import ALL_FIELDS, CHANNEL_FIELDS, COMMON, Channel, fields_of
from app.rules.fields import HIDDEN, FieldKind
from app.rules.papers import TO_COMPLAINANT, Paper
from exports.complaint_text import named_on, other_facts
from exports.pdf.answer_letter import write_answer_letter
from exports.pdf.disposition import write_disposition
from exports.pdf.missing_slip import write_missing_slip
from exports.pdf.receipt import write_receipt
from exports.reply_mail import reply_mail
from tests.exports import values
from tests.exports.golden_text import pdf_text

_WRITERS = {
    Paper.RECEIPT: write_receipt,
    Paper.MISSING_SLIP: write_missing_slip,
    Paper.DISPOSITION: write_disposition,
    Paper.ANSWER_LETTER: write_answer_letter,
}
_NOT_WORDS = {FieldKind.MOMENT, FieldKind.DAY, FieldKind.FLAG, FieldKind.COUNT}
_TEXTS = frozenset(FieldKind) - _NOT_WORDS - {FieldKind.CHOICE, FieldKind.NIK}
_MARK = "Zqx{}w"


def _marked(channel):
    """Return a complaint that says something of its own in every field of text."""
    marks = {f.name: _MARK.format(i) for i, f in enumerate(ALL_FIELDS) if f.kind in _TEXTS}
    marks["email"] += "@contoh.id"  # no answer goes to what is no address
    common = {name: mark for name, mark in marks.items() if hasattr(values.a_complaint(), name)}
    own = {f.name: marks[f.name] for f in CHANNEL_FIELDS[channel] if f.name in marks}
    shown = tuple(
        LabelledValue(f.name, f.label, marks[f.name], f.tells_who)
        for f in CHANNEL_FIELDS[channel]
        if f.name in marks
    )
    return marks, values.a_complaint(channel=channel, extra=own, channel_values=shown, **common)


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("paper", _WRITERS)
def test_a_paper_says_the_fields_that_are_declared_for_it(paper, channel, tmp_path):
    marks, complaint = _marked(channel)
    path = tmp_path / "surat.pdf"
    _WRITERS[paper](complaint, values.filled_settings(), path)
    said = pdf_text(path).replace("\n", "")
    fields = [f for f in ALL_FIELDS if f.name in marks]
    fields = [f for f in fields if not f.is_own or f in CHANNEL_FIELDS[channel]]
    assert {f.name for f in fields if marks[f.name] in said} == {
        f.name for f in fields if paper in f.papers
    }


@pytest.mark.parametrize("channel", Channel)
def test_a_reply_says_the_fields_that_are_declared_for_it(channel):
    marks, complaint = _marked(channel)
    mail = message_from_bytes(reply_mail(complaint, values.filled_settings()), policy=default)
    said = " ".join([*(str(value) for value in mail.values()), mail.get_content()])
    fields = [f for f in ALL_FIELDS if f.name in marks]
    fields = [f for f in fields if not f.is_own or f in CHANNEL_FIELDS[channel]]
    declared = {f.name for f in fields if Paper.REPLY_MAIL in f.papers}
    stands_for = {f.fills for f in fields if f.fills and f.name in declared} | {"message_id"}
    # An own field is said instead of the common one that it fills.
    assert {f.name for f in fields if marks[f.name] in said} - stands_for == declared - stands_for


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("paper", [Paper.RECEIPT, Paper.DISPOSITION])
def test_a_field_that_is_declared_for_a_paper_comes_onto_it_by_itself(paper, channel):
    fields = [field for field in fields_of(channel) if field.name != "received_at"]
    texts = [LabelledValue(f.name, f.label, f"Isian {f.name}", f.tells_who) for f in fields]
    complaint = values.a_complaint(channel=channel, common_values=tuple(texts))
    declared = {f"Isian {f.name}" for f in fields if paper in f.papers}
    assert {text for _, text in other_facts(complaint, paper, but=())} == declared
    kept = {text for _, text in other_facts(complaint, paper, but=("name",))}
    assert kept == declared - {"Isian name"}
    secret = replace(complaint, is_secret=True)
    told = {f"Isian {f.name}" for f in fields if paper in f.papers and not f.tells_who}
    assert {text for _, text in other_facts(secret, paper, but=())} == told | {HIDDEN}


def test_minutes_of_a_box_hold_the_fields_that_are_declared_for_them():
    of_the_book = {"id", "recorded", "voided_at", "void_reason", "missing_reason"}
    kept = {each.name for each in fields_of_a_value(BoxOpeningInfo)} - of_the_book
    assert kept == {f.name for f in ALL_FIELDS if Paper.BOX_OPENING in f.papers}


@pytest.mark.parametrize("paper", Paper)
def test_who_wants_to_stay_unnamed_is_named_to_nobody_else(paper):
    complaint = values.a_complaint(name="Warga  Rekaan")
    is_declared = paper in COMMON["name"].papers
    assert named_on(paper, complaint) == ("Warga Rekaan" if is_declared else "")
    secret = replace(complaint, is_secret=True)
    assert bool(named_on(paper, secret)) == (paper in TO_COMPLAINANT)
