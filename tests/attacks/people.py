"""Entries forged into a book that uses PINs."""

from app.steps.pins import switch_pins_on
from tests.attacks.forger import forging


def _forged(office, officer, id_, event="corrected"):
    with office.open() as book:
        switch_pins_on(book, "Admin Rekaan", "pin-rekaan-1")
    with forging(office.path) as forger:
        facts = {} if id_ is None else {"*officer": id_}
        forger.append(facts, event=event, officer=officer)


def without_pin(office):
    _forged(office, "Petugas Pengaduan", None)


def by_nobody(office):
    _forged(office, "Petugas Pengaduan", 99)


def in_anothers_name(office):
    _forged(office, "Kepala Dinas", 1)


def without_right(office):
    _forged(office, "Petugas Pengaduan", 1, event="voided")
