"""Twenty ways in which the same person or matter comes back."""

import pytest

from app.reading.complaint.similar import Likeness, find_similar
from app.rules.channels import Channel

EARLIER = {
    "name": "Warga Rekaan",
    "address": "Jl. Rekaan 1",
    "district": "Kapuas",
    "phone": "0812-0000-0147, 0853 0000 0258",
    "email": "warga@example.org",
    "nik": "6103010101900001",
    "subject": "KTP-el belum tercetak",
    "description": "Sudah rekam bulan Juni, sampai sekarang belum tercetak, blangko kosong.",
}
HOME = {"district": "Kapuas"}
PROBES = {
    "the same number": ({"phone": "0812-0000-0147"}, Likeness.PHONE),
    "the number with its country": ({"phone": "+62 812 0000 0147"}, Likeness.PHONE),
    "the second number of the earlier one": ({"phone": "085300000258"}, Likeness.PHONE),
    "as second number": ({"phone": "0811 0000 9999 / 0812 0000 0147"}, Likeness.PHONE),
    "the same e-mail": ({"email": "warga@example.org"}, Likeness.EMAIL),
    "the same e-mail in capitals": ({"email": "Warga@Example.org"}, Likeness.EMAIL),
    "the same NIK": ({"nik": "6103010101900001"}, Likeness.NIK),
    "the NIK with spaces": ({"nik": "6103 0101 0190 0001"}, Likeness.NIK),
    "the same name": ({"name": "Warga Rekaan", **HOME}, Likeness.NAME),
    "a title before": ({"name": "Bpk. Warga Rekaan", **HOME}, Likeness.NAME),
    "a title behind": ({"name": "Warga Rekaan, S.Pd.", **HOME}, Likeness.NAME),
    "turned round": ({"name": "rekaan, warga", **HOME}, Likeness.NAME),
    "one letter left out": ({"name": "Warga Rekan", **HOME}, Likeness.NAME),
    "title, order, slip": ({"name": "Pak Rekan Warga", **HOME}, Likeness.NAME),
    "two letters exchanged": ({"name": "Wagra Rekaan", **HOME}, Likeness.NAME),
    "all in capitals": ({"name": "WARGA REKAAN", **HOME}, Likeness.NAME),
    "the matter in other words": (
        {"subject": "e-KTP tidak jadi", "description": "Perekaman Juni, kepingnya kosong"},
        Likeness.MATTER,
    ),
    "the matter in the description": (
        {"subject": "Keluhan", "description": "Blangko KTP kosong, sudah rekam belum dicetak"},
        Likeness.MATTER,
    ),
    "the same text again": (
        {"subject": EARLIER["subject"], "description": EARLIER["description"]},
        Likeness.TEXT,
    ),
    "the same text from elsewhere": (
        {"name": "Tamu", "description": f"{EARLIER['description']} Terima kasih."},
        Likeness.TEXT,
    ),
}


def test_at_least_17_of_20_probes_are_found(book, recorded):
    earlier = recorded(**EARLIER)
    for number in range(5):
        recorded(name=f"Orang Lain {number}", phone=f"0813-0000-00{number}1", subject="Kursi rusak")
    missed = [
        name
        for name, (typed, _) in PROBES.items()
        if earlier not in {one.id for one in find_similar(book, typed)}
    ]
    assert len(PROBES) == 20
    assert len(missed) <= 3, missed


@pytest.mark.parametrize("probe", PROBES)
def test_a_probe_is_found_for_its_reason(book, recorded, probe):
    typed, likeness = PROBES[probe]
    earlier = recorded(**EARLIER)
    assert [(one.id, one.likeness) for one in find_similar(book, typed)] == [(earlier, likeness)]


def test_a_mail_and_a_ticket_are_found(book, recorded):
    mail = recorded(Channel.EMAIL, message_id="<satu@example.org>", subject="Lain")
    ticket = recorded(Channel.LAPOR, tracking_id="7512345", phone="", subject="Lain lagi")
    by_mail = find_similar(book, {"message_id": "<satu@example.org>"})
    by_ticket = find_similar(book, {"tracking_id": "7512345"})
    assert [(one.id, one.likeness) for one in by_mail] == [(mail, Likeness.MAIL)]
    assert [(one.id, one.likeness) for one in by_ticket] == [(ticket, Likeness.TICKET)]


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "Warga Rekaan", "district": "Bonti"},
        {"name": "Warga Rekaan", **HOME, "nik": "6103010101900002"},
        {"name": "Warga Rekaan", **HOME, "phone": "0811-0000-1111", "address": "Jl. Pelita 9"},
    ],
)
def test_a_namesake_is_no_person_of_before(book, recorded, typed):
    recorded(**EARLIER)
    assert find_similar(book, typed) == ()


def test_a_search_that_is_over_asks_nothing_more(book, recorded):
    recorded(**EARLIER)
    answers = iter((False, False, True))
    asked = []

    def is_cancelled():
        asked.append(next(answers, True))
        return asked[-1]

    assert find_similar(book, EARLIER, is_cancelled=is_cancelled) == ()
    assert asked.count(False) == 2
