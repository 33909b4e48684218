"""How an opening of the box, and the letter that is recorded from it, are called."""

from app.ground.formatting import clock_time, long_date
from app.reading.complaint.values import BoxOpeningInfo


def opening_words(opening: BoxOpeningInfo) -> str:
    """Return place, day and time: ``Ruang tunggu, 23 November 2026 08.00``."""
    at = f"{long_date(opening.opened_at)} {clock_time(opening.opened_at)}"
    return f"{opening.box_location}, {at}" if opening.box_location else at


def letter_words(opening: BoxOpeningInfo) -> str:
    """Return which letter of *opening* comes next: ``Surat 2 dari 3``."""
    next_one, count = opening.recorded + 1, opening.letter_count
    if count is None:
        return f"Surat {next_one}"
    if next_one > count:
        return f"Surat {next_one}, padahal dihitung {count}"
    return f"Surat {next_one} dari {count}"


def count_words(opening: BoxOpeningInfo) -> str:
    """Return how many letters are recorded of how many: ``2 dari 3 surat``."""
    if opening.letter_count == 0:
        return "Tanpa surat"
    if opening.letter_count is None:
        return f"{opening.recorded} surat"
    return f"{opening.recorded} dari {opening.letter_count} surat"


def state_words(opening: BoxOpeningInfo) -> str:
    """Return how an opening stands, in two or three words."""
    if opening.voided_at is not None:
        return "Batal"
    count = opening.letter_count
    if count is None:
        return "Jumlah belum diisi"
    if opening.recorded > count:
        return "Lebih dari hitungan"
    if not opening.missing:
        return "Kosong" if count == 0 else "Lengkap"
    return "Sisanya dijelaskan" if opening.missing_reason else f"Kurang {opening.missing} surat"


def unfinished_words(opening: BoxOpeningInfo) -> str:
    """Return that letters of *opening* are still to be recorded."""
    box = f"kotak {opening.box_location}" if opening.box_location else "kotak"
    return (
        f"Baru {opening.recorded} dari {opening.letter_count} surat {box} tercatat. "
        "Tekan Alt+2 untuk melanjutkan."
    )


def too_many_words(opening: BoxOpeningInfo) -> str:
    """Return that more letters are recorded than were counted, empty where that is not so."""
    if opening.letter_count is None or opening.recorded <= opening.letter_count:
        return ""
    return (
        f"Sudah {opening.recorded} surat tercatat, padahal dihitung {opening.letter_count}. "
        "Perbaiki jumlahnya lewat Daftar pembukaan."
    )
