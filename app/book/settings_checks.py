"""What a setting has to be; the window says it under the field, a step refuses it below."""

import base64
import binascii
from collections.abc import Iterator
from typing import Final

from app.book.settings import OfficeIdentity, Settings, Signatory
from app.ground.folding import folded
from app.rules.deadlines import Limit
from app.rules.identity import email_problem
from app.rules.numbering import check_pattern
from app.rules.office_checks import logo_problem, nip_problem
from app.rules.retention import FEWEST_YEARS, MOST_YEARS

PAPERS: Final = ("A4", "F4")
ACTING: Final = ("", "a.n.", "Plt.", "Plh.")
_LONGEST_LINE: Final = 300
_LONGEST_WAY: Final = 60
_LONGEST_LIMIT: Final = 365
LONGEST_LOCK: Final = 240
# Every month has it.
LATEST_DUE_DAY: Final = 28
_NEEDED: Final = {
    "government": "Tulis nama pemerintah daerah.",
    "name": "Tulis nama dinas.",
    "short_name": "Tulis nama singkat kantor.",
    "city": "Tulis kota penandatanganan.",
}


def settings_problems(wanted: Settings) -> dict[str, str]:
    """Return what is wrong with *wanted*: dotted key of the setting -> Indonesian sentence."""
    found = {f"office.{name}": text for name, text in _office_problems(wanted.office)}
    for person in ("manager", "head"):
        signatory: Signatory = getattr(wanted, person)
        found |= {f"{person}.{name}": text for name, text in _signatory_problems(signatory)}
    for name in ("distribute", "settle", "supplement"):
        limit: Limit = getattr(wanted.limits, name)
        if not 1 <= limit.days <= _LONGEST_LIMIT:
            found[f"limits.{name}"] = (
                "Batas waktu paling sedikit 1 hari dan paling banyak 365 hari."
            )
    if not wanted.workweek or not set(wanted.workweek) <= set(range(7)):
        found["workweek"] = "Pilih paling sedikit satu hari kerja."
    pattern_problem = check_pattern(wanted.number_pattern)
    if pattern_problem:
        found["number_pattern"] = pattern_problem
    wrong_ways = _ways_problem(wanted.delivery_ways)
    if wrong_ways:
        found["delivery_ways"] = wrong_ways
    found |= _range_problems(wanted)
    return found


def _range_problems(wanted: Settings) -> dict[str, str]:
    found: dict[str, str] = {}
    if not 1 <= wanted.recap_due_day <= LATEST_DUE_DAY:
        found["recap_due_day"] = f"Isi tanggal 1 sampai {LATEST_DUE_DAY}."
    if not FEWEST_YEARS <= wanted.retention_years <= MOST_YEARS:
        found["retention_years"] = f"Isi {FEWEST_YEARS} sampai {MOST_YEARS} tahun."
    if not 1 <= wanted.people.lock_minutes <= LONGEST_LOCK:
        found["people.lock_minutes"] = f"Isi 1 sampai {LONGEST_LOCK} menit."
    return found


def _ways_problem(ways: tuple[str, ...]) -> str:
    if not ways or not all(0 < len(way.strip()) <= _LONGEST_WAY for way in ways):
        return "Tulis paling sedikit satu cara penyampaian, masing-masing pendek."
    is_twice = len({folded(way) for way in ways}) < len(ways)
    return "Satu cara penyampaian tertulis dua kali." if is_twice else ""


def _office_problems(office: OfficeIdentity) -> Iterator[tuple[str, str]]:
    for name, sentence in _NEEDED.items():
        if not getattr(office, name).strip():
            yield name, sentence
    for name in ("government", "name", "short_name", "city", "address", "phone", "website"):
        if len(getattr(office, name)) > _LONGEST_LINE:
            yield name, f"Paling banyak {_LONGEST_LINE} huruf."
    wrong_email = email_problem(office.email)
    if wrong_email:
        yield "email", wrong_email
    if office.paper not in PAPERS:
        yield "paper", f"Kertas harus salah satu dari {' dan '.join(PAPERS)}."
    wrong_logo = _logo_problem(office.logo)
    if wrong_logo:
        yield "logo", wrong_logo


def _logo_problem(logo: str) -> str | None:
    if not logo:
        return None
    try:
        return logo_problem(base64.b64decode(logo, validate=True))
    except (binascii.Error, ValueError):
        return logo_problem(b"")


def _signatory_problems(signatory: Signatory) -> Iterator[tuple[str, str]]:
    if not signatory.position.strip():
        yield "position", "Tulis jabatannya."
    if signatory.acting not in ACTING:
        yield "acting", "Pilih salah satu kedudukan."
    if signatory.acting == "a.n." and not signatory.behalf_of.strip():
        yield "behalf_of", "Tulis atas nama siapa, misalnya Kepala Dinas."
    wrong_nip = nip_problem(signatory.nip)
    if wrong_nip:
        yield "nip", wrong_nip
