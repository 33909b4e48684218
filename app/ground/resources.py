"""Where the files that ship with the program lie."""

import csv
from pathlib import Path
from typing import Final

RESOURCES: Final = Path(__file__).resolve().parents[2] / "resources"


def reference_list(name: str) -> list[dict[str, str]]:
    """Return the rows of the reference list ``resources/lists/<name>.csv``."""
    with (RESOURCES / "lists" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
