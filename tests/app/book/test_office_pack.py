"""Any office of Indonesia begins its book with its own places, its own time and its own name."""

from datetime import date, datetime

import pytest

from app.book.lists import read_lists
from app.book.office_pack import default_office, read_pack
from app.book.opening import open_book
from app.book.place import FilePlace
from app.book.regions import RegencyUnknown, read_regency, regencies
from app.ground.clock import FixedClock, Zone
from app.keeping.inspection import inspect_book
from app.reading.complaint.detail import read_detail
from app.sample.life import make_sample_book
from exports.pdf.receipt import write_receipt
from tests.exports.golden_text import pdf_text


@pytest.mark.parametrize(
    ("code", "short_name", "zone", "government"),
    [
        ("61.03", "Disdukcapil Kab. Sanggau", Zone.WIB, "PEMERINTAH KABUPATEN SANGGAU"),
        ("32.73", "Disdukcapil Kota Bandung", Zone.WIB, "PEMERINTAH KOTA BANDUNG"),
        ("73.71", "Disdukcapil Kota Makassar", Zone.WITA, "PEMERINTAH KOTA MAKASSAR"),
        ("82.71", "Disdukcapil Kota Ternate", Zone.WIT, "PEMERINTAH KOTA TERNATE"),
        (
            "31.71",
            "Sudin Dukcapil Kota Adm. Jakarta Pusat",
            Zone.WIB,
            "PEMERINTAH PROVINSI DKI JAKARTA",
        ),
    ],
)
def test_an_office_is_known_by_the_code_of_its_regency(code, short_name, zone, government):
    office = read_pack(code).settings.office
    assert (office.short_name, office.zone, office.government) == (short_name, zone, government)


def test_every_regency_has_a_pack_with_places():
    assert len(regencies()) == 514
    for place in regencies():
        pack = read_pack(place.code)
        assert pack.districts, place
        assert pack.villages, place
        assert all(v.code[:8] in {d.code for d in pack.districts} for v in pack.villages), place
        assert pack.settings.office.city
        assert pack.settings.limits == read_pack(default_office()).settings.limits


@pytest.mark.parametrize("code", ["", "61", "61.99", "61.03.01", "Sanggau", "6103", "../umum"])
def test_a_code_of_no_regency_is_refused_with_a_sentence(code):
    with pytest.raises(RegencyUnknown, match="tidak dikenal"):
        read_regency(code)


@pytest.mark.parametrize("code", ["32.73", "73.71", "82.71"])
def test_a_sample_book_of_another_office_is_whole_and_names_it(tmp_path, code):
    path = tmp_path / "contoh.db"
    make_sample_book(
        FilePlace(path), count=12, seed=3, until=date(2026, 11, 20), days=20, office=code
    ).close()
    with open_book(FilePlace(path), clock=FixedClock(datetime(2026, 11, 23, 9, 0))) as book:
        assert inspect_book(book).problems == ()
        office = book.settings.office
        assert book.clock.zone is office.zone
        assert {d.code[:5] for d in read_lists(book).districts} == {code}
        write_receipt(read_detail(book, 1), book.settings, tmp_path / "tanda terima.pdf")
    text = pdf_text(tmp_path / "tanda terima.pdf")
    assert office.government in text
    assert f" {office.zone}" in text
    assert "SANGGAU" not in text.upper()
