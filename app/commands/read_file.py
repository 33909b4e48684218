"""``baca``: what an outside file would fill in, for scripts and for support."""

import argparse
import json
import sys

from app.commands.keys import unlocked_book
from app.commands.looking import book_to_look_into
from app.intake.any_file import Finding, read_any


def run(arguments: argparse.Namespace) -> int:
    """Print one JSON object a line, with the keys of ``impor``."""
    is_found = False
    with book_to_look_into(unlocked_book(arguments)) as book:
        for finding in read_any(arguments.berkas, book):
            is_found = is_found or bool(finding.values)
            print(_line(finding), flush=True)
    if not is_found:
        print("Tidak ada yang dapat dibaca dari berkas ini.", file=sys.stderr)
    return 0 if is_found else 1


def _line(finding: Finding) -> str:
    said: dict[str, object] = {**finding.values}
    said["lampiran"] = list(finding.attachments)
    said["peringatan"] = list(finding.warnings)
    return json.dumps(said, ensure_ascii=False)
