"""What the files of a mail are called, and what they are where nobody says it."""

from pathlib import PurePath
from typing import Final

from app.entry.kinds import UNKNOWN, ending_of, kind_of
from app.ground.names import free_name, own_name
from app.intake.mail.headers import valued
from app.intake.mail.structure import Part

_UNSAID: Final = frozenset({UNKNOWN, "application/unknown", "text/plain", ""})
_LONGEST_ENDING: Final = 6


def told_name(part: Part) -> str:
    """Return the file name that *part* says, unchanged."""
    disposition = valued(part.head.raw("content-disposition"))
    return disposition.parameters.get("filename") or part.parameters.get("name", "")


def media_type_of(told: str, content: bytes) -> str:
    """Return *told*, or what *content* shows to be where nothing of use is told."""
    return (kind_of(content) or told) if told in _UNSAID else told


def file_name(told: str, media_type: str, number: int) -> str:
    """Return a name under which the file can be kept and opened on every system."""
    name = own_name(told, f"lampiran-{number}")
    ending = PurePath(name).suffix
    is_ending = 1 < len(ending) <= _LONGEST_ENDING and ending[1:].isalnum() and " " not in ending
    return name if is_ending else f"{name}{ending_of(media_type)}"


class FreeNames:
    """Numbers a name that was given before."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def give(self, name: str) -> str:
        """Return *name*, numbered when a file is called so already."""
        free = free_name(name, self._taken)
        self._taken.add(free.casefold())
        return free
