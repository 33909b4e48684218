"""The version, which stands in pyproject.toml only."""

from app.ground.resources import RESOURCES


def version() -> str:
    """Return the version of the program."""
    # Imported late: only papers, notes of backups and reports of bugs name the version.
    import tomllib

    text = (RESOURCES.parent / "pyproject.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["project"]["version"])
