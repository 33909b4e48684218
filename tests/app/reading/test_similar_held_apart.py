"""Ways in which a person or a matter comes back, written down before looking at how it is found.

Names, numbers, addresses are invented.
"""

from random import Random

import pytest

from app.book.lists import read_lists
from app.book.opening import open_book
from app.book.place import FilePlace
from app.reading.complaint.similar import find_similar
from app.rules.channels import Channel
from app.sample.people import Storyteller
from tests.bench.many import make_many

# What the book holds: who brought it, by which channel.
BOOK = {
    "rosalia": (
        Channel.COUNTER,
        {
            "name": "Rosalia Nyangkat",
            "address": "Dusun Engkode RT 002",
            "district": "Mukok",
            "phone": "0813-0000-4471 (suami 0821 0000 3390)",
            "email": "Rosalia.Nyangkat@example.org",
            "nik": "6103194507880003",
            "subject": "Kartu keluarga belum jadi",
            "description": "Saya mengurus KK baru karena pindah rumah, berkas masuk tanggal 2 "
            "Oktober, katanya tiga hari, sampai hari ini belum ada kabar.",
        },
    ),
    "yohanes": (
        Channel.PHONE,
        {
            "name": "Yohanes Dwi Atmaja",
            "address": "Jl. Nenas 14",
            "district": "Kapuas",
            "village": "Ilir Kota",
            "phone": "",
            "caller_number": "085200001987",
            "subject": "Petugas loket kasar",
            "description": "Waktu mengambil akta kelahiran anak, petugas di loket dua membentak "
            "ibu saya karena salah mengisi formulir.",
        },
    ),
    "muhammad": (
        Channel.WHATSAPP,
        {
            "name": "Muhammad Iqbal bin Saharudin",
            "address": "Gang Masjid",
            "district": "Meliau",
            "phone": "+62 878-0000-6612",
            "sender_number": "+62 878-0000-6612",
            "subject": "IKD tidak bisa dibuka",
            "description": "[10/10/26 08.14] Iqbal: assalamualaikum min\n[10/10/26 08.15] Iqbal: "
            "aplikasi IKD saya minta verifikasi ulang terus, sudah hapus pasang tiga kali tetap "
            "gagal masuk",
        },
    ),
    "lapor": (
        Channel.LAPOR,
        {
            "name": "Anonim",
            "address": "",
            "phone": "",
            "tracking_id": "LPR9087741",
            "subject": "Pungutan liar legalisir",
            "description": "Diminta uang dua puluh ribu untuk legalisir akta, padahal gratis.",
        },
    ),
    "surel": (
        Channel.EMAIL,
        {
            "name": "Kristoforus Lalang",
            "address": "Jl. Sudirman",
            "district": "Parindu",
            "phone": "",
            "from_address": "k.lalang@example.net",
            "message_id": "<CAF7x8@mail.example.net>",
            "subject": "NIK ganda",
            "description": "NIK saya dipakai orang lain di kabupaten sebelah sehingga tidak dapat "
            "mendaftar CPNS.",
        },
    ),
}

# Who comes back, and what is typed then.
PROBES = {
    "husband's number, second in the field": ("rosalia", {"phone": "0821-0000-3390"}),
    "number with +62 and points": ("rosalia", {"phone": "+62.813.0000.4471"}),
    "number without its zero": ("rosalia", {"phone": "81300004471"}),
    "number behind another one": ("rosalia", {"phone": "0564-21345 atau 081300004471"}),
    "e-mail in small letters": ("rosalia", {"email": "rosalia.nyangkat@example.org"}),
    "NIK with points": ("rosalia", {"nik": "610319.450788.0003"}),
    "caller's number, now on WhatsApp": ("yohanes", {"sender_number": "+6285200001987"}),
    "e-mail asked in another field": ("surel", {"email": "K.Lalang@Example.net"}),
    "the same mail again": ("surel", {"message_id": "<CAF7x8@mail.example.net>"}),
    "ticket in small letters": ("lapor", {"tracking_id": "lpr9087741"}),
    "ticket with spaces": ("lapor", {"tracking_id": "LPR 908 7741"}),
    "title before the name": (
        "yohanes",
        {"name": "Bapak Yohanes Dwi Atmaja", "district": "Kapuas"},
    ),
    "degree behind the name": (
        "yohanes",
        {"name": "YOHANES DWI ATMAJA, S.T., M.M.", "district": "Kapuas"},
    ),
    "one letter off": ("rosalia", {"name": "Rosalia Nyankat", "district": "Mukok"}),
    "the other spelling": ("yohanes", {"name": "Johanes Dwi Atmaja", "district": "Kapuas"}),
    "turned round": ("rosalia", {"name": "Nyangkat, Rosalia", "district": "Mukok"}),
    "middle name shortened": ("yohanes", {"name": "Yohanes D. Atmaja", "district": "Kapuas"}),
    "without the middle name": ("yohanes", {"name": "Yohanes Atmaja", "district": "Kapuas"}),
    "without the father": ("muhammad", {"name": "Muhammad Iqbal", "district": "Meliau"}),
    "M. for Muhammad": ("muhammad", {"name": "M. Iqbal bin Saharudin", "district": "Meliau"}),
    "Mohammad for Muhammad": ("muhammad", {"name": "Mohammad Iqbal", "district": "Meliau"}),
    "nickname": ("yohanes", {"name": "Anes Dwi Atmaja", "district": "Kapuas"}),
    "the same chat pasted twice": (
        "muhammad",
        {
            "description": "[10/10/26 08.14] Iqbal: assalamualaikum min\n[10/10/26 08.15] Iqbal: "
            "aplikasi IKD saya minta verifikasi ulang terus, sudah hapus pasang tiga kali tetap "
            "gagal masuk\n[12/10/26 09.01] Iqbal: belum dibalas min?"
        },
    ),
    "the matter in other words": (
        "rosalia",
        {
            "subject": "KK tidak kunjung terbit",
            "description": "Pengurusan kartu keluarga karena pindah alamat sudah lama, berkas "
            "lengkap tetapi tidak ada kabarnya.",
        },
    ),
    "the matter told by its victim": (
        "yohanes",
        {
            "subject": "Dibentak petugas",
            "description": "Saya dimarahi petugas loket waktu ambil akta lahir cucu, formulir "
            "salah isi.",
        },
    ),
}
WANTED = 21


@pytest.fixture
def told(recorded):
    """Who brought what, by name, among others who brought something else."""
    ids = {who: recorded(channel, **values) for who, (channel, values) in BOOK.items()}
    for number in range(20):
        recorded(
            name=f"Orang Lain {number}",
            phone=f"0819-0000-{number:04}",
            address=f"Jl. Lain {number}",
            subject="Kursi ruang tunggu rusak",
            description="Kursi di lobi patah.",
        )
    return ids


def test_most_ways_of_coming_back_are_noticed(book, told):
    assert len(PROBES) == 25
    missed = [
        way
        for way, (who, typed) in PROBES.items()
        if told[who] not in {one.id for one in find_similar(book, typed)}
    ]
    assert len(PROBES) - len(missed) >= WANTED, missed


def test_among_2000_complaints_hardly_anybody_is_taken_for_somebody_else(tmp_path, clock):
    make_many(tmp_path / "banyak.db", 2_000)
    with open_book(FilePlace(tmp_path / "banyak.db"), clock=clock, read_only=True) as book:
        # All of them are other people: their numbers and names are drawn anew.
        teller = Storyteller(Random(77), read_lists(book))
        entries = [teller.tell(clock.now()).values for _ in range(100)]
        taken = [
            values.get("name")
            for values in entries
            if any(one.is_of_person for one in find_similar(book, _without_keys(values)))
        ]
    assert len(taken) <= len(entries) / 50, taken


def _without_keys(values):
    return {n: text for n, text in values.items() if n not in ("message_id", "tracking_id")}
