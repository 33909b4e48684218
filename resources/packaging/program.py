"""The program itself, as it is shipped."""

import re
from pathlib import Path

from resources.packaging.recipe import is_shipped
from resources.packaging.tidy import run, write


def copy_program(source: Path, target: Path) -> None:
    """Copy what is tracked in the checkout *source* and needed at run time."""
    listed = run("git", "-C", source, "ls-files", "-z").split("\0")
    for name in filter(None, listed):
        if is_shipped(name):
            write(target / name, (source / name).read_bytes())


def version_of(source: Path) -> str:
    """Return the version of the program in the checkout *source*."""
    text = (source / "app/ground/version.py").read_text("utf-8")
    found = re.search(r'^VERSION: Final = "(.+)"', text, re.MULTILINE)
    if found is None:
        raise SystemExit(f"{source}: no version")
    return found[1]
