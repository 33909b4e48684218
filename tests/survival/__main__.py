"""Break a book in the ways machines do: python -m tests.survival KIND [--jumlah N] [--benih S].

Ends with 1 when something acknowledged was lost, or a whole book was called damaged. ``--di`` is a
folder on a quick disk; it is used and left empty.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from app.ground.paths import ROOT_VARIABLE
from tests.survival import kills, power, rotten, small_disk, together
from tests.survival.tally import Tally

_MOST_SHOWN = 20
Campaign = Callable[[Path, int, int, Sequence[str]], Tally]
CAMPAIGNS: Mapping[str, Campaign] = {
    "power": power.run,
    "liar": power.run_with_liar,
    "bytes": rotten.run,
    "full": small_disk.run,
    "kill": kills.run,
    "together": together.run,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.survival")
    parser.add_argument("kind", choices=CAMPAIGNS)
    parser.add_argument("--jumlah", type=int, default=200)
    parser.add_argument("--benih", type=int, default=1)
    parser.add_argument("--hanya", nargs="*", default=(), help="only these lives or things")
    parser.add_argument("--di", type=Path)
    asked = parser.parse_args()
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="buku-uji-", dir=asked.di) as name:
        folder = Path(name).resolve() / "kantor"
        os.environ[ROOT_VARIABLE] = str(folder / "data")
        tally = CAMPAIGNS[asked.kind](folder, asked.jumlah, asked.benih, asked.hanya)
    print(f"{asked.kind}: {tally}, {time.perf_counter() - begin:.0f} s")
    print("\n".join(tally.examples[:_MOST_SHOWN]), file=sys.stderr)
    return 1 if tally.examples else 0


if __name__ == "__main__":
    sys.exit(main())
