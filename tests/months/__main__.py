"""Run the campaign: python -m tests.months [--kantor 200] [--langkah 500] [--benih 1].

Ends with 1 when a recount from the journal differs from a recap, or a closed month from itself.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from app.book.opening import open_book
from app.book.place import FilePlace
from app.ground.clock import FixedClock
from tests.months.campaign import BEGUN, lived


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.months")
    parser.add_argument("--kantor", type=int, default=200)
    parser.add_argument("--langkah", type=int, default=500)
    parser.add_argument("--benih", type=int, default=1)
    asked = parser.parse_args()
    troubles, closed = [], 0
    with tempfile.TemporaryDirectory(prefix="bulan-") as folder:
        template = Path(folder) / "buku.db"
        open_book(FilePlace(template), clock=FixedClock(BEGUN), may_create=True).close()
        for seed in range(asked.benih, asked.benih + asked.kantor):
            found, months = lived(template, seed, asked.langkah)
            troubles += found
            closed += months
    print(f"{asked.kantor} offices, {closed} closed months, {len(troubles)} troubles")
    print("\n".join(troubles[:20]), file=sys.stderr)
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
