"""Place: where a book lies, and what it is called on screens and papers."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from models.book_key import BookKey
from models.disk import close_folder, make_private_folder


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A file on this computer, with the key where it is encrypted."""

    path: Path
    key: BookKey | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return str(self.path)

    def exists(self) -> bool:
        """Return whether there is a book, or anything else, already."""
        return self.path.exists()

    @property
    def name(self) -> str:
        """What copies of the book are named after."""
        return self.path.stem

    @property
    def folder(self) -> Path:
        """Where the book lies among other files; copies may lie there too."""
        return self.path.absolute().parent

    def copy_at(self, path: Path) -> "FilePlace":
        """Return where a copy of the book lies, which the same key opens."""
        return replace(self, path=path)

    def make_folder(self) -> None:
        """Make the folder, which is the program's own: nobody else looks into it.

        Raises:
            OSError: it cannot be made.
        """
        make_private_folder(self.folder)
        close_folder(self.folder)


# Whoever opens a book says where it lies; how it is read there, only ``app.book`` knows.
Place: TypeAlias = FilePlace


def parse_place(text: str) -> Place:
    """Return the place that *text*, typed by a person, names."""
    return FilePlace(Path(text))
