"""The command line of the folder, as the office's IT person uses it on Windows."""

from collections.abc import Callable, Iterator
from pathlib import Path

# Takes arguments, returns exit code and what was printed.
Runner = Callable[..., tuple[int, str]]


def try_commands(run: Runner, version: str, place: Path | str) -> Iterator[str]:
    r"""Yield what *run* does otherwise than it should; books lie in *place*, ``C:\uji``."""
    book = f"{place}\\buku contoh.db"
    expected = (
        (("--versi",), 0, f"Buku Pengaduan {version}"),
        (("--bantuan",), 0, "pemakaian: buku "),
        (("hitung", "2026-13-01"), 2, "bukan tanggal seperti 2026-11-23"),
        (("contoh", "--buku", book, "--jumlah", "30", "--sampai", "2026-11-24"), 0, book),
        (("periksa", "--buku", book), 0, "Buku utuh."),
        (("daftar", "--buku", book, "--json"), 0, '"nomor"'),
        (("hitung", "2026-11-23", "--buku", book), 0, "2026"),
        (("rekap", "2026-10", "--buku", book, "--keluar", f"{place}\\rekap"), 0, ".pdf"),
        (("cadangkan", "--buku", book, "--ke", f"{place}\\cadangan"), 0, ".cadangan"),
        (("periksa", "--buku", f"{place}\\tidak ada.db"), 1, "tidak ada"),
        (("--uji-asap", "--contoh"), 0, ""),
    )
    for arguments, code, words in expected:
        got, said = run(*arguments)
        if got != code or words not in said:
            yield f"buku {' '.join(arguments)}: {got}, {said.strip()[-600:]}"
