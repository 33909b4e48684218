"""Why a file is not opened as a book; whoever reads it says so in a sentence."""


class FileRefused(Exception):
    """The file cannot be opened as a book; it was not touched."""


class NotABook(FileRefused):
    """Not a SQLite file, or the database of another program."""


class KeyMissing(FileRefused):
    """The file is encrypted, and no key was given."""


class KeyWrong(FileRefused):
    """The file is encrypted with another key than the one that was given."""


class FileDamaged(FileRefused):
    """SQLite finds the file malformed; ``details`` says where."""

    def __init__(self, details: str) -> None:
        self.details = details
        super().__init__(details)


class FileTooNew(FileRefused):
    """Written by a newer version of this program."""

    def __init__(self, version: int) -> None:
        self.version = version
        super().__init__(str(version))


class FileNotReadable(FileRefused):
    """The operating system does not let us read it."""


class FileLocked(FileRefused):
    """Another program locks it."""


class FileNotWritable(FileRefused):
    """The file or its folder is read-only."""


class DiskFull(FileRefused):
    """There is no room to make the book or to bring it up to date."""
