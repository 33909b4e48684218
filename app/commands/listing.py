"""``daftar``: the register on standard output."""

import argparse
import json
from typing import Final

from app.commands.opening import opened_book
from app.reading.register.filter import RegisterFilter
from app.reading.register.listing import Record, listed_records
from app.reading.register.rows import register_ids
from app.rules.channels import CHANNEL_LABELS, Channel
from app.rules.procedure import STATUS_LABELS, Status

_AT_ONCE: Final = 500


def run(arguments: argparse.Namespace) -> int:
    """Print the wanted complaints, newest first, one line each."""
    wanted = RegisterFilter(
        text=arguments.cari,
        month=arguments.bulan,
        status=Status(arguments.status) if arguments.status else None,
    )
    show = _as_json if arguments.json else _as_text
    with opened_book(arguments.buku) as book:
        ids = register_ids(book, wanted)
        for start in range(0, len(ids), _AT_ONCE):
            for record in listed_records(book, ids[start : start + _AT_ONCE]):
                print(show(record))
    return 0


def _as_json(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False)


def _as_text(record: Record) -> str:
    shown = (
        record["nomor"],
        str(record["diterima"]).replace("T", " "),
        CHANNEL_LABELS[Channel(str(record["saluran"]))],
        record["nama"],
        record["objek"],
        STATUS_LABELS[Status(str(record["status"]))],
        record["batas_waktu"],
    )
    # A tab or line break of a citizen's must not make a second column or line.
    return "\t".join(" ".join(str(text).split()) for text in shown)
