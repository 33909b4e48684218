"""How the settings of an older book become those of today: one small step for each version.

A step takes all rows (dotted key -> value) and returns them as the next version has them. A field
that is added to ``Settings`` needs a step that says what older books have there; a released step is
never edited, and says its values itself: what the program would give a new book changes.
"""

from collections.abc import Callable, Mapping
from typing import Final

# The row that says how many of the steps the settings have behind them.
VERSION: Final = "version"

Rows = Mapping[str, object]


class SettingsTooNew(Exception):
    """The settings were written by a newer version of the program."""


# What release 0.1.0 took for granted where the office had set nothing else.
_TAKEN_FOR_GRANTED: Final[Rows] = {
    "office.government": "PEMERINTAH KABUPATEN SANGGAU",
    "office.name": "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL",
    "office.short_name": "Disdukcapil Kab. Sanggau",
    "office.address": "",
    "office.city": "Sanggau",
    "office.phone": "WhatsApp +62 812-5012-1174",
    "office.email": "disdukcapilkabsanggau@gmail.com",
    "office.website": "lapor.go.id",
    "office.legal_basis": (
        "Peraturan Menteri PANRB Nomor 24 Tahun 2014 tentang Pedoman Penyelenggaraan "
        "Pengelolaan Pengaduan Pelayanan Publik Secara Nasional"
    ),
    "office.logo": "",
    "office.paper": "A4",
    "manager.position": "Pejabat Pengelola Pengaduan",
    "manager.acting": "",
    "manager.behalf_of": "",
    "manager.name": "",
    "manager.rank": "",
    "manager.nip": "",
    "head.position": "Kepala Dinas",
    "head.acting": "",
    "head.behalf_of": "",
    "head.name": "",
    "head.rank": "",
    "head.nip": "",
    "limits.distribute.days": 2,
    "limits.distribute.unit": "kalender",
    "limits.settle.days": 5,
    "limits.settle.unit": "kerja",
    "limits.supplement.days": 30,
    "limits.supplement.unit": "kalender",
    "workweek": [0, 1, 2, 3, 4],
    "number_pattern": "{seq:03}/PGD/{roman_month}/{year}",
}


def _say_all(rows: Rows) -> Rows:
    """0.1.0 wrote down what the office had changed; the rest stood in the program."""
    return {**_TAKEN_FOR_GRANTED, **rows}


STEPS: Final[tuple[Callable[[Rows], Rows], ...]] = (_say_all,)


def brought_up_to_date(rows: Rows) -> dict[str, object]:
    """Return the rows of today's version, with the row that says so.

    Raises:
        SettingsTooNew: they have steps behind them that this program does not know.
        ValueError: what stands at their version is none.
    """
    version = rows.get(VERSION, 0)
    if not isinstance(version, int) or version < 0:
        raise ValueError(f"version {version!r}")
    if version > len(STEPS):
        raise SettingsTooNew(str(version))
    for step in STEPS[version:]:
        rows = step(rows)
    return {**rows, VERSION: len(STEPS)}
