"""What was typed and could not be taken as it is: kept, marked, shown, and put right."""

import pytest

from app.book.marks import read_marks
from app.entry.attachments import read_content
from app.entry.form_values import read_form_values
from app.ground.formatting import Month
from app.keeping.inspection import inspect_book
from app.reading.complaint.detail import read_detail
from app.reading.recap.lines import register_lines
from app.reading.recap.monthly import read_recap
from app.reading.register.filter import RegisterFilter
from app.reading.register.ids import register_ids
from app.reading.register.listing import listed_records
from app.reading.register.rows import register_counts
from app.reading.today.agenda import read_today
from app.rules.channels import Channel
from app.steps.answer import answer_directly
from app.steps.close import void
from app.steps.complete import declare_complete
from app.steps.correct import NothingChanged, correct
from app.steps.edit_lists import ListName, add_list_entry
from models.complaint import Complaint
from models.rows import find


def doubts(book, id_):
    return {doubt.field: doubt.sentence for doubt in read_detail(book, id_).doubts}


def test_everything_odd_is_recorded_and_listed_in_words(book, recorded):
    id_ = recorded(
        service="Surat Sapi",
        category="Lain sekali",
        district="Pontianak Kota",
        village="",
        nik="123",
        email="warga(at)contoh",
        phone="08125",
    )
    assert doubts(book, id_) == {
        "phone": "Nomor terlalu pendek: baru 5 angka.",
        "nik": "NIK 16 angka, baru 3.",
        "district": "“Pontian…” tidak ada dalam daftar.",
        "email": "Alamat email belum benar, misalnya nama@contoh.id.",
        "service": "“Surat…” tidak ada dalam daftar.",
        "category": "“Lain s…” tidak ada dalam daftar.",
    }
    assert inspect_book(book).problems == ()


def test_what_is_right_bears_no_mark(book, recorded):
    id_ = recorded()
    assert find(book.store.database, Complaint, id_).to_correct is None
    assert read_detail(book, id_).doubts == ()


def test_lists_papers_and_searches_say_what_was_typed(book, recorded):
    id_ = recorded(service="Surat Sapi", district="Pontianak Kota", village="")
    detail = read_detail(book, id_)
    assert (detail.service, detail.service_id, detail.district) == (
        *("Surat Sapi", None),
        "Pontianak Kota",
    )
    (line,) = register_lines(book, [id_])
    assert line.service == "Surat Sapi"
    assert line.address.endswith("Kec. Pontianak Kota")
    (listed,) = listed_records(book, [id_])
    assert (listed["layanan"], listed["kecamatan"]) == ("Surat Sapi", "Pontianak Kota")
    assert list(register_ids(book, RegisterFilter(text="surat sapi"))) == [id_]


def test_the_recap_counts_what_no_list_has_without_quoting_it(book, recorded):
    recorded(service="Surat Sapi", category="Bapak Rekaan dari Desa Rekaan")
    recap = read_recap(book, Month(2026, 11))
    labels = {row.label for table in recap.tables for row in table.rows}
    assert "Di luar daftar" in labels
    assert not any("Sapi" in label or "Rekaan" in label for label in labels)


def test_a_kecamatan_no_list_has_is_an_address(book, recorded):
    id_ = recorded(address="", district="Pontianak Kota", village="")
    declare_complete(book, id_)
    assert read_detail(book, id_).missing == ()


def test_putting_a_field_right_takes_its_mark_away(book, recorded):
    id_ = recorded(service="Surat Sapi", nik="123")
    correct(book, id_, {"service": "KTP-el"}, "Layanan yang benar")
    assert doubts(book, id_).keys() == {"nik"}
    correct(book, id_, {"nik": "6103010101900001"}, "NIK dari KTP")
    assert find(book.store.database, Complaint, id_).to_correct is None
    assert inspect_book(book).problems == ()


def test_putting_the_kecamatan_right_finds_the_village_again(book, recorded):
    id_ = recorded(district="Pontianak Kota", village="Kenaman")
    assert doubts(book, id_).keys() == {"district", "village"}
    correct(book, id_, {"district": "Sekayam"}, "Kecamatan yang benar")
    detail = read_detail(book, id_)
    assert (detail.village, bool(detail.village_code), detail.doubts) == ("Kenaman", True, ())


def test_a_name_that_is_on_the_list_by_now_is_taken_by_saving_the_correction(book, recorded):
    id_ = recorded(service="Surat Sapi")
    division = book.rows(_first_service()).get().division
    add_list_entry(book, ListName.SERVICES, {"name": "Surat Sapi", "division": division})
    assert "sekarang ada dalam daftar" in doubts(book, id_)["service"]
    correct(book, id_, {"service": "Surat Sapi"}, "Sudah ada dalam daftar")
    assert (doubts(book, id_), read_detail(book, id_).service) == ({}, "Surat Sapi")


def _first_service():
    from models.reference import Service

    return Service.select().where(Service.id == 1)


def test_a_correction_that_changes_nothing_is_said(book, recorded):
    id_ = recorded(service="Surat Sapi")
    with pytest.raises(NothingChanged):
        correct(book, id_, {"service": "Surat Sapi"}, "Tidak berubah")


def test_a_long_text_is_cut_with_a_word_and_whole_in_an_attachment(book, recorded):
    text = "Sudah tiga kali ke loket. " * 1000
    id_ = recorded(description=text, subject="Antre " * 60)
    detail = read_detail(book, id_)
    names = [attachment.name for attachment in detail.attachments]
    assert sorted(names) == ["Objek pengaduan selengkapnya.txt", "Uraian selengkapnya.txt"]
    assert all(any(name in said for name in names) for said in doubts(book, id_).values())
    (whole,) = (a for a in detail.attachments if a.name.startswith("Uraian"))
    assert read_content(book, whole.id).decode() == text.strip()
    correct(book, id_, {"subject": "Antre lama", "description": text}, "Disingkat")
    assert doubts(book, id_).keys() == {"description"}
    assert len(read_detail(book, id_).attachments) == 3


def test_the_unreadable_time_of_a_message_is_shown_as_typed(book, recorded):
    id_ = recorded(Channel.WHATSAPP, message_at="kemarin sore")
    shown = {value.label: value.text for value in read_detail(book, id_).channel_values}
    assert shown["Waktu pesan"] == "kemarin sore"
    assert read_form_values(book, id_)["message_at"] == "kemarin sore"


def test_what_is_to_be_put_right_is_listed_in_the_morning(book, recorded):
    plain, first, answered, voided = (
        recorded(),
        recorded(nik="1"),
        recorded(nik="2"),
        recorded(nik="3"),
    )
    answer_directly(book, answered, "Sudah dijelaskan.")
    void(book, voided, "Salah catat")
    today = read_today(book)
    assert [task.row.id for task in today.marked_tasks] == [answered, first]
    assert {task.labels for task in today.marked_tasks} == {("NIK",)}
    assert today.marked == register_counts(book, RegisterFilter()).to_correct == 2
    assert list(register_ids(book, RegisterFilter(to_correct=True))) == [answered, first]
    assert plain not in register_ids(book, RegisterFilter(to_correct=True))


def test_marks_are_told_by_the_journal(book, recorded):
    id_ = recorded(service="Surat Sapi")
    stored = find(book.store.database, Complaint, id_).to_correct
    assert read_marks(stored) == {"service": "Surat Sapi"}
