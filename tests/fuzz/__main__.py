"""Run a campaign: python -m tests.fuzz KIND [--jumlah 100000] [--benih 1] [--nomor N].

Ends with 1 when a file was not read or refused with a sentence, took too long, or too much memory
was held. ``--nomor`` repeats one case.
"""

import argparse
import importlib
import sys

from tests.fuzz.runner import MOST_MEGABYTES, peak_megabytes, run

# Each has its KIND in a module of its own: what one kind imports must not count for another.
KINDS = {
    "chats": "tests.fuzz.chats",
    "mails": "tests.fuzz.mails",
    "tables": "tests.fuzz.tables",
}
_MOST_SHOWN = 20


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("--jumlah", type=int, default=1_000)
    parser.add_argument("--benih", type=int, default=1)
    parser.add_argument("--nomor", type=int)
    asked = parser.parse_args()
    kind = importlib.import_module(KINDS[asked.kind]).KIND
    cases = range(asked.jumlah) if asked.nomor is None else [asked.nomor]
    outcome = run(kind, cases, asked.benih)
    peak = peak_megabytes()
    if peak > MOST_MEGABYTES:
        outcome.troubles.append(f"{peak:.0f} MB held")
    print(
        f"{asked.kind}: {outcome.tried} files, {outcome.refused} refused, slowest "
        f"{outcome.slowest:.2f} s (case {outcome.slowest_case}), peak {peak:.0f} MB, "
        f"{len(outcome.troubles)} troubles"
    )
    print("\n".join(outcome.troubles[:_MOST_SHOWN]), file=sys.stderr)
    return 1 if outcome.troubles else 0


if __name__ == "__main__":
    sys.exit(main())
