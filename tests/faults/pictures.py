"""What a folder looks like before each call: what a kill there leaves."""

import shutil
from pathlib import Path


class Pictures:
    """Pictures of *folder*, each different one once; of what lies in *aside* only its names."""

    def __init__(self, folder: Path, aside: str = "") -> None:
        self._folder = folder
        self._aside = aside
        self._taken = {}

    def __iter__(self):
        """Yield what was about to be called, and the content of each file."""
        return iter(self._taken.values())

    def take(self, call) -> None:
        """Keep the folder as it is before *call*."""
        found = {p.relative_to(self._folder): p for p in self._folder.rglob("*") if p.is_file()}
        files = {name: path.read_bytes() for name, path in found.items()}
        shown = [(str(n), n.parts[0] != self._aside and hash(c)) for n, c in files.items()]
        self._taken.setdefault(tuple(sorted(shown)), (repr(call), files))


def lay_out(files, folder: Path) -> Path:
    """Make *folder* what a picture shows, instead of whatever it was."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder
