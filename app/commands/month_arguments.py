"""What the commands of a month accept."""

import argparse
from pathlib import Path

from app.commands import argument_types as kinds


def fill_recap(parser: argparse.ArgumentParser) -> None:
    """Let *parser* take what ``rekap`` takes."""
    parser.add_argument(
        "bulan",
        type=kinds.month,
        metavar="TTTT-BB",
        nargs="?",
        help="bawaan: bulan yang baru berakhir; juga 2026-T4, 2026-S2, 2026",
    )
    _add_target(parser)
    state = parser.add_mutually_exclusive_group()
    state.add_argument("--tutup", action="store_true", help="menutup bulan itu dahulu")
    state.add_argument(
        "--per", type=kinds.day, metavar="TTTT-BB-HH", help="keadaan sampai tanggal ini"
    )


def fill_printed_book(parser: argparse.ArgumentParser) -> None:
    """Let *parser* take what ``cetak-buku`` takes."""
    parser.add_argument(
        "bulan", type=kinds.month, metavar="TTTT-BB", help="bulan, atau tahun seperti 2026"
    )
    _add_target(parser)
    parser.add_argument(
        "--lembar-kosong",
        type=kinds.sheets,
        default=0,
        metavar="N",
        help="lembar sambungan untuk diisi tangan",
    )
    parser.add_argument(
        "--identitas", action="store_true", help="memuat identitas yang dirahasiakan"
    )
    parser.add_argument(
        "--alasan",
        type=kinds.readable,
        default="",
        metavar="TEKS",
        help="mengapa identitas dimuat",
    )


def fill_schedule(parser: argparse.ArgumentParser) -> None:
    """Let *parser* take what ``jadwal`` takes."""
    parser.add_argument(
        "--keluar", type=Path, required=True, metavar="FOLDER", help="tempat rekap ditulis"
    )
    parser.add_argument(
        "--ke", type=Path, required=True, metavar="FOLDER", help="tempat berkas jadwal ditulis"
    )
    parser.add_argument(
        "--untuk",
        choices=kinds.SYSTEMS,
        default=kinds.usual_system(),
        help="bawaan: sistem komputer ini",
    )
    parser.add_argument(
        "--tanggal",
        type=kinds.due_day,
        metavar="N",
        help="bawaan: tanggal tutup bulan di Pengaturan",
    )
    parser.add_argument("--jam", type=kinds.clock_time, default=(7, 0), metavar="JJ:MM")


def _add_target(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--keluar", type=Path, required=True, metavar="FOLDER")
