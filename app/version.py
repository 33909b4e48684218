"""The version, which stands in pyproject.toml only."""

import tomllib

from app.resources import RESOURCES


def version() -> str:
    """Return the version of the program."""
    text = (RESOURCES.parent / "pyproject.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["project"]["version"])
