"""Numbers stand in words where a report opens."""

from datetime import date

import pytest

from exports.number_words import counted, day_in_words, in_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (11, "sebelas"),
        (19, "sembilan belas"),
        (100, "seratus"),
        (121, "seratus dua puluh satu"),
        (1_000, "seribu"),
        (2_026, "dua ribu dua puluh enam"),
        (1_000_000, "satu juta"),
    ],
)
def test_a_number_is_spelt_as_officials_do(number, words):
    assert in_words(number) == words


def test_a_report_opens_with_its_day():
    opening = day_in_words(date(2026, 11, 23))
    assert opening == "Senin, tanggal dua puluh tiga bulan November tahun dua ribu dua puluh enam"
    assert counted(3, "surat") == "3 (tiga) surat"
