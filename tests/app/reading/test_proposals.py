"""Service and category are proposed from the text, and only where it is no guess.

The 40 texts of ``held_apart.csv`` were written before the words to start from, the 20 of
``frozen.csv`` after them; neither was used to choose words or limits. The limits were chosen with
``tuned.csv`` and the texts of the sample book.
"""

import csv
from pathlib import Path

import pytest

from app.book.lists import read_lists
from app.reading.proposals import Proposal, Proposer
from app.rules.topics import Topics, features, weights
from app.steps.close import void
from app.steps.correct import correct
from app.steps.edit_lists import (
    ListName,
    add_list_entry,
    change_list_entry,
    retire_list_entry,
)
from models.complaint import Complaint

_TEXTS = Path(__file__).parents[2] / "data" / "proposals"
_GOOD = 0.85
# Of all texts, and of those in which the service is as clear as the category.
_OFTEN = 0.6


def texts(name):
    with (_TEXTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def propose(book, subject="", description="", **typed):
    return Proposer(book).propose({"subject": subject, "description": description} | typed)


@pytest.mark.parametrize("name", ["held_apart", "frozen", "tuned"])
def test_the_first_proposal_is_right_from_the_first_day(book, name):
    ensure_good(Proposer(book), texts(name))


@pytest.mark.parametrize("name", ["held_apart", "frozen", "tuned"])
def test_it_stays_right_when_the_book_has_taught_it(sample_book, name):
    ensure_good(Proposer(sample_book), texts(name))


def ensure_good(proposer, told):
    """Check that what is offered is right, and that it is offered often."""
    found = [proposer.propose({"subject": t["objek"], "description": t["uraian"]}) for t in told]
    for key, field in (("layanan", "service"), ("kategori", "category")):
        pairs = [(getattr(p, field), t[key]) for p, t in zip(found, told, strict=True)]
        offered = [(proposed, right) for proposed, right in pairs if proposed]
        correct_ones = sum(proposed == right for proposed, right in offered)
        assert correct_ones / len(offered) >= _GOOD, (key, correct_ones, len(offered))
        assert len(offered) / len(told) >= _OFTEN, (key, len(offered), len(told))


def test_what_was_learnt_of_a_year_serves_its_last_weeks(sample_book):
    rows = list(sample_book.rows(Complaint.select().order_by(Complaint.id)))
    cut = len(rows) * 8 // 10
    topics = Topics({})
    for row in rows[:cut]:
        topics.add(row.service_id, tuple(weights(row.subject, row.description)))
    services = [entry.id for entry in read_lists(sample_book).services]
    guesses = [
        (topics.best(services, weights(row.subject, row.description)), row.service_id)
        for row in rows[cut:]
    ]
    offered = [(guess, right) for guess, right in guesses if guess and guess.share >= 0.9]
    assert sum(guess.label == right for guess, right in offered) / len(offered) >= _GOOD
    assert len(offered) / len(guesses) >= _OFTEN


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "🙏🙏",
        "selamat pagi min",
        "mohon bantuannya ya pak",
        "test",
        "jalan rusak parah di desa kami belum diperbaiki",
        "lampu jalan mati",
        "bansos saya belum cair bulan ini",
        "air pdam tidak mengalir",
        "pupuk subsidi langka",
        "tolong ditindaklanjuti laporan saya kemarin",
        "ini bagaimana kelanjutannya",
        "123 456",
        "عبد الرحمن",
    ],
)
def test_nothing_is_proposed_where_it_would_be_a_guess(book, text):
    assert propose(book, description=text) == Proposal()


def test_a_category_needs_a_matter_of_the_office(book):
    assert propose(book, description="sudah sebulan belum ada kabar").category == ""
    said = propose(book, description="sudah sebulan belum ada kabar", service="Akta kelahiran")
    assert said == Proposal("Akta kelahiran", "Keterlambatan penyelesaian")


def test_a_renamed_service_is_proposed_by_its_new_name(book):
    (service,) = (s for s in read_lists(book).services if s.name == "KTP-el")
    change_list_entry(book, ListName.SERVICES, service.id, {"name": "Kartu Penduduk Elektronik"})
    proposer = Proposer(book)
    asked = {"subject": "ktp belum dicetak"}
    assert proposer.propose(asked).service == "Kartu Penduduk Elektronik"


def test_a_renamed_service_keeps_what_was_learnt_of_it(book, recorded):
    added = {"division": "Umum", "name": "Urusan lain-lain"}
    add_list_entry(book, ListName.SERVICES, added)
    proposer = Proposer(book)
    asked = {"subject": "Kartu lansia emas", "description": "kartu lansia emas di terminal"}
    for _ in range(6):
        recorded(**asked, service="Urusan lain-lain")
    assert proposer.propose(asked).service == "Urusan lain-lain"
    for name in ("Kartu khusus", "Kartu khusus warga"):
        (key,) = (
            s.id
            for s in read_lists(book).services
            if s.division == "Umum" and not s.is_retired and s.id > 22
        )
        change_list_entry(book, ListName.SERVICES, key, {"name": name})
        assert proposer.propose(asked).service == name


def test_a_retired_service_is_not_proposed(book):
    proposer = Proposer(book)
    asked = {"subject": "ktp belum dicetak", "description": "blangko ktp kosong"}
    (service,) = (s for s in read_lists(book).services if s.name == "KTP-el")
    assert proposer.propose(asked).service == "KTP-el"
    retire_list_entry(book, ListName.SERVICES, service.id, retired=True)
    assert proposer.propose(asked).service != "KTP-el"
    retire_list_entry(book, ListName.SERVICES, service.id, retired=False)
    assert proposer.propose(asked).service == "KTP-el"


def test_a_service_of_this_office_alone_is_known_by_its_name_then_by_its_complaints(book, recorded):
    proposer = Proposer(book)
    named = {"subject": "Sertifikat inventaris"}
    asked = {"description": "kartu lansia emas saya tidak dapat dipakai di terminal"}
    assert proposer.propose(named) == Proposal()
    added = {"division": "Umum", "name": "Sertifikat Inventaris Adat"}
    add_list_entry(book, ListName.SERVICES, added)
    assert proposer.propose(named).service == "Sertifikat Inventaris Adat"
    assert proposer.propose(asked).service == ""
    for _ in range(6):
        recorded(
            subject="Kartu lansia emas",
            description="Kartu lansia emas tidak dapat dipakai di terminal",
            service="Sertifikat Inventaris Adat",
        )
    assert proposer.propose(asked).service == "Sertifikat Inventaris Adat"


def test_the_way_of_the_office_outvotes_the_first_words(book, recorded):
    proposer = Proposer(book)
    asked = {"subject": "Legalisir akta", "description": "mau legalisir fotokopi akta"}
    assert proposer.propose(asked).service == "Legalisir"
    for errand in ("cpns", "beasiswa", "pensiun", "pernikahan", "warisan", "kuliah", "kredit"):
        for who in ("kakak", "adik", "paman", "bibi", "sepupu"):
            said = f"legalisir fotokopi akta {who} untuk {errand}"
            recorded(subject="Legalisir akta", description=said, service="Lainnya")
    assert proposer.propose(asked).service == "Lainnya"


def test_what_is_corrected_or_voided_is_learnt_anew(book, recorded):
    proposer = Proposer(book)
    asked = {"subject": "Papan reklame kuning", "description": "papan reklame kuning roboh"}
    ids = [recorded(**asked, service="Legalisir") for _ in range(4)]
    assert proposer.propose(asked).service == "Legalisir"
    for id_ in ids:
        correct(book, id_, {"service": "Layanan online"}, "Salah pilih.")
    assert proposer.propose(asked).service == "Layanan online"
    for id_ in ids:
        void(book, id_, "Salah catat.")
    assert proposer.propose(asked).service == ""


def test_a_large_book_is_learnt_a_little_at_a_time(sample_book, monkeypatch):
    monkeypatch.setattr("app.reading.proposals._AT_ONCE", 50)
    monkeypatch.setattr("app.reading.proposals._MOST", 120)
    proposer = Proposer(sample_book)
    known = []
    for _ in range(6):
        proposer.propose({"subject": "KTP belum tercetak"})
        known.append(len(proposer._lessons))
    assert known[0] <= 50 < known[1]
    assert 120 <= known[-1] < 170
    newest = max(row.id for row in sample_book.rows(Complaint.select(Complaint.id)))
    assert newest in proposer._lessons


def test_it_is_the_same_whether_learnt_at_once_or_one_by_one(book, recorded):
    slowly = Proposer(book)
    asked = {"subject": "akta anak belum jadi"}
    for number in range(5):
        recorded(subject=f"akta anak belum jadi {number}", service="Akta kelahiran")
        slowly.propose(asked)
    at_once = Proposer(book)
    at_once.propose(asked)
    assert slowly._lessons == at_once._lessons


def test_features_are_roots_and_pairs():
    said = features("Akte lahirnya blm dicetak2, Pak!")
    assert said[:4] == ("akta", "lahir", "belum", "cetak")
    assert "akta_lahir" in said
    assert features("yang dan untuk") == ()


def test_two_services_added_one_after_the_other_are_two(book, recorded):
    for name in ("Urusan lain-lain", "Urusan baru"):
        add_list_entry(book, ListName.SERVICES, {"division": "Umum", "name": name})
    keys = {s.name: s.id for s in read_lists(book).services}
    asked = {"subject": "Kartu lansia emas", "description": "kartu lansia emas di terminal"}
    for _ in range(6):
        recorded(**asked, service="Urusan lain-lain")
    retire_list_entry(book, ListName.SERVICES, keys["Urusan lain-lain"], retired=True)
    assert Proposer(book).propose(asked).service == ""
