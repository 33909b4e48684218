"""Usage: xvfb-run -a -s "-screen 0 1366x768x24 -r" python -m tests.e2e.desk [--gambar DIR]
[--bagian PART].

An office day, then each channel and a box of letters through a power cut. Needs openbox and
xdotool. Pictures of what was on the screen go into DIR.
"""

import argparse
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Final

from app.ground.paths import ROOT_VARIABLE
from tests.e2e.desk.box import open_the_box
from tests.e2e.desk.channels import cut_the_power
from tests.e2e.desk.hands import Desktop, desktop
from tests.e2e.desk.office_day import live_a_day

_PARTS: Final[dict[str, Callable[[Desktop], None]]] = {
    "hari kerja": live_a_day,
    "listrik padam": cut_the_power,
    "kotak": open_the_box,
}


def _main() -> int:
    parser = argparse.ArgumentParser(prog="tests.e2e.desk", usage=__doc__)
    parser.add_argument("--gambar", type=Path)
    parser.add_argument("--bagian", choices=_PARTS, help="this part only")
    arguments = parser.parse_args()
    missing = [tool for tool in ("openbox", "xdotool") if shutil.which(tool) is None]
    if missing:
        sys.stderr.write(f"not installed: {', '.join(missing)}\n")
        return 2
    for name, live in _PARTS.items():
        if arguments.bagian not in (None, name):
            continue
        began = monotonic()
        pictures = arguments.gambar / name if arguments.gambar else None
        with TemporaryDirectory() as folder, desktop(Path(folder), pictures) as made:
            # Who looks on finds the keys of this computer where the program keeps them.
            os.environ[ROOT_VARIABLE] = folder
            live(made)
        sys.stdout.write(f"{name}: {monotonic() - began:.0f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(_main())
