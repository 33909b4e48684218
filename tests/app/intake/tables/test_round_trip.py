"""What the program writes of a book makes the same complaints again in a new one."""

import json
from collections.abc import Iterable

import pytest

from app.intake.any_file import read_any
from app.keeping.inspection import inspect_book
from app.reading.recap.lines import register_lines
from app.reading.register.exported import exported_records
from app.reading.register.filter import RegisterFilter
from app.reading.register.ids import register_ids
from app.rules.channels import Channel, fields_of
from app.rules.statuses import CLOSED, Status
from exports.xlsx.register import write_register_xlsx
from models.complaint import Complaint

# When it was copied, and how the office kept time: of the older book, not of this one.
CLOCKS = frozenset({"dicatat", "batas_distribusi", "batas_penyelesaian", "batas_waktu"})


@pytest.fixture
def some_ids(sample_book):
    return register_ids(sample_book, RegisterFilter())[:200]


def ids_of(book) -> list[int]:
    """In the order in which they came in: the register is written newest first."""
    return [row.id for row in book.rows(Complaint.select(Complaint.id).order_by(Complaint.id))]


def jsonl(records: Iterable[dict]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def without(record, keys):
    return {key: text for key, text in record.items() if key not in keys}


def test_two_hundred_complaints_are_the_same_in_a_new_book(
    sample_book, some_ids, book, bring_in, write
):
    before = exported_records(sample_book, some_ids, is_whole=True)
    assert {record["saluran"] for record in before} == set(Channel)
    done = bring_in(write("buku.jsonl", jsonl(before)))
    assert set(done.fates) == {"recorded"}
    after = exported_records(book, ids_of(book), is_whole=True)
    for old, new in zip(before, after, strict=True):
        assert without(new, CLOCKS | {"lampiran"}) == without(old, CLOCKS | {"lampiran"})
    assert not inspect_book(book).problems


def test_the_clocks_of_what_is_still_open_go_on(sample_book, some_ids, book, bring_in, write):
    before = exported_records(sample_book, some_ids, is_whole=True)
    bring_in(write("buku.jsonl", jsonl(before)))
    after = exported_records(book, ids_of(book), is_whole=True)
    pairs = zip(before, after, strict=True)
    is_open = [(a, b) for a, b in pairs if Status(str(a["status"])) not in CLOSED]
    settling = [(a, b) for a, b in is_open if a["batas_penyelesaian"]]
    assert settling
    for old, new in settling:
        assert new["batas_penyelesaian"] == old["batas_penyelesaian"]


def test_without_being_asked_nobody_is_named_who_wants_to_be_secret(recorded, book):
    id_ = recorded(Channel.WHATSAPP, is_secret="ya", sender_number="0812-0000-0147")
    (told,) = exported_records(book, [id_], is_whole=False)
    assert told["nama"] == told["telepon"] == told["nomor_pengirim"] == "dirahasiakan"
    (whole,) = exported_records(book, [id_], is_whole=True)
    assert whole["nomor_pengirim"] == "0812-0000-0147"
    assert "dirahasiakan" not in whole.values()


@pytest.mark.parametrize("channel", list(Channel))
def test_the_fields_of_a_channel_are_told(recorded, book, channel):
    typed = {f.name: "23-11-2026 08.00" for f in fields_of(channel) if f.kind.value == "moment"}
    own = next(f for f in fields_of(channel) if f.is_own or f.column == "tracking_id")
    text = typed.get(own.name, "Isi 1")
    id_ = recorded(channel, **{own.name: text})
    (told,) = exported_records(book, [id_], is_whole=False)
    assert told[own.key]


def test_the_names_of_files_are_told_and_said_when_they_stay_behind(write, bring_in):
    row = {"saluran": "telepon", "nama": "Warga", "uraian": "KTP", "lampiran": ["a.jpg", "b.pdf"]}
    done = bring_in(write("satu.jsonl", jsonl([row])))
    assert done.fates == ["recorded"]
    assert "Berkas tidak ikut disalin: a.jpg, b.pdf." in done.words


def test_the_register_as_a_workbook_comes_back_in(sample_book, some_ids, book, bring_in, tmp_path):
    path = tmp_path / "Buku register.xlsx"
    write_register_xlsx(register_lines(sample_book, some_ids), sample_book.settings, path)
    done = bring_in(path)
    assert set(done.fates) <= {"recorded", "skipped"}
    assert done.fates.count("recorded") == 200
    before = register_lines(sample_book, some_ids)
    after = register_lines(book, ids_of(book))
    for old, new in zip(before, after, strict=True):
        for name in ("number", "received_at", "channel", "name", "phone", "subject", "closed_on"):
            assert getattr(new, name) == getattr(old, name), (old.number, name)
        assert new.description.startswith(old.description)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "Chat.txt",
            "23/11/26 08.05 - Dewi: KK.pdf (file terlampir)\n23/11/26 08.06 - Dewi: KTP\n",
        ),
        (
            "surat.eml",
            "From: Warga <warga@contoh.id>\nSubject: KTP\n"
            "Date: Mon, 23 Nov 2026 08:05:00 +0700\nMessage-ID: <a@contoh.id>\n\nKTP saya\n",
        ),
        ("daftar.csv", "Saluran;Diterima;Nama;Uraian\nvia WA;20/11/2026 08.05;Warga;KTP\n"),
    ],
)
def test_what_baca_prints_is_what_impor_takes(write, book, bring_in, name, content):
    found = list(read_any(write(name, content), book))
    lines = (
        {**each.values, "lampiran": list(each.attachments), "peringatan": list(each.warnings)}
        for each in found
    )
    done = bring_in(write("dibaca.jsonl", jsonl(lines)))
    assert done.fates == ["recorded"]
    assert (done.rows[0].channel, bool(done.rows[0].name)) == (found[0].values["saluran"], True)
