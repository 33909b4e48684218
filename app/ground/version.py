"""The version, which stands here only: a packed program has neither pyproject.toml nor metadata."""

from typing import Final

VERSION: Final = "0.4.0"


def version() -> str:
    """Return the version of the program."""
    return VERSION
