"""``daftar``: the register on standard output."""

import argparse
import json
from collections.abc import Iterable, Sequence
from typing import Final

from app.book.book import Book
from app.commands.desk import sit_down, sit_down_to_read
from app.commands.keys import unlocked_book
from app.commands.opening import opened_book
from app.ground.neutral import neutral, neutral_json
from app.reading.register.exported import Exported, exported_records
from app.reading.register.filter import RegisterFilter
from app.reading.register.ids import register_ids
from app.reading.register.listing import Record, listed_records
from app.rules.channels import CHANNEL_LABELS, Channel
from app.rules.readings import Reading
from app.rules.statuses import STATUS_LABELS, Status
from app.steps.show import export_whole

_AT_ONCE: Final = 500


def run(arguments: argparse.Namespace) -> int:
    """Print the wanted complaints, newest first, one line each."""
    wanted = RegisterFilter(
        text=arguments.cari,
        month=arguments.bulan,
        settled_in=arguments.selesai_bulan,
        status=Status(arguments.status) if arguments.status else None,
        repeats=arguments.ulang,
    )
    place = unlocked_book(arguments)
    with opened_book(place, may_write=arguments.lengkap, may_create=False) as book:
        is_export = arguments.json or arguments.lengkap
        sit_down_to_read(book, arguments, Reading.EXPORT if is_export else Reading.REGISTER)
        ids = register_ids(book, wanted)
        if arguments.lengkap:
            _note(book, ids, arguments)
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            if is_export:
                _print_json(exported_records(book, some, is_whole=arguments.lengkap))
            else:
                _print_lines(listed_records(book, some))
    return 0


def _note(book: Book, ids: Sequence[int], arguments: argparse.Namespace) -> None:
    """Write down who takes all that is withheld out of the book, before any of it is printed."""
    if not book.settings.people.uses_pins:
        sit_down(book, arguments)
    export_whole(book, ids, arguments.alasan, what="daftar --lengkap")


def _print_json(records: Iterable[Exported]) -> None:
    for record in records:
        print(neutral_json(json.dumps(record, ensure_ascii=False)))


def _print_lines(records: Iterable[Record]) -> None:
    for record in records:
        print(_as_text(record))


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
    # A tab or line break of a citizen's must not make a second column or line, nor turn one around.
    return "\t".join(neutral(" ".join(str(text).split())) for text in shown)
