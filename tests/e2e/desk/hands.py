"""Two hands on a keyboard before a real window; everything is pressed, nothing is called.

What is waited for is a state: where the program says its focus is, a file, a line of the register.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[3]
_PATIENCE_S: Final = 30
_BETWEEN_LOOKS_S: Final = 0.01
_MOST_TABS: Final = 90
_AWAY: Final = subprocess.DEVNULL


class Focus(NamedTuple):
    """Where the focus is: the name of the widget, what a screen reader says, the window's title."""

    name: str
    says: str
    window: str


class NeverCame(AssertionError):
    """Something that was waited for did not happen."""


def wait_for(what: str, look: Callable[[], Any]) -> Any:
    """Return what *look* returns as soon as it is true; *what* names it when that never happens."""
    end = monotonic() + _PATIENCE_S
    while monotonic() < end:
        seen = look()
        if seen:
            return seen
        sleep(_BETWEEN_LOOKS_S)
    raise NeverCame(what)


class Desktop:
    """The screen with its window manager and one more program on it.

    Attributes:
        folder: an empty folder for everything the day makes.
        pictures: where photographs go; None takes none.
    """

    def __init__(self, folder: Path, pictures: Path | None) -> None:
        self.folder = folder
        self.pictures = pictures
        self._opened = folder / "opened.txt"
        self._bystander = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("bystander.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._taken = 0
        self._put_opener()

    def _put_opener(self) -> None:
        """What the desktop would open in another program is noted instead."""
        opener = self.folder / "bin" / "xdg-open"
        opener.parent.mkdir()
        opener.write_text(f'#!/bin/sh\necho "$1" >>"{self._opened}"\n', encoding="utf-8")
        opener.chmod(0o755)

    @property
    def environment(self) -> dict[str, str]:
        """What the program finds around it: folders of its own, and the opener."""
        found = f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
        own = {"PATH": found, "HOME": str(self.folder), "BUKU_PENGADUAN_DATA": str(self.folder)}
        return {**os.environ, **own, "QT_QPA_PLATFORM": "xcb", "PYTHONFAULTHANDLER": "1"}

    def was_opened(self, path: Path) -> None:
        """Wait until *path* was given to another program to show."""
        wait_for(
            f"{path.name} is opened",
            lambda: (
                self._opened.exists() and path.as_uri() in self._opened.read_text(encoding="utf-8")
            ),
        )

    def order(self, order: str, what: str) -> None:
        """Let the other program do something; see ``bystander``."""
        assert self._bystander.stdin is not None
        assert self._bystander.stdout is not None
        self._bystander.stdin.write(json.dumps([order, what]) + "\n")
        self._bystander.stdin.flush()
        assert self._bystander.stdout.readline() == "done\n"

    def photograph(self, name: str) -> None:
        """Take a picture of the screen, numbered in the order in which they are taken."""
        if self.pictures is not None:
            self._taken += 1
            self.order("photograph", str(self.pictures / f"{self._taken:02} {name}.png"))

    def clear_away(self) -> None:
        """End the other program."""
        self._bystander.kill()
        self._bystander.wait()


@contextmanager
def desktop(folder: Path, pictures: Path | None) -> Iterator[Desktop]:
    """Yield the desktop of the screen that is there, with a window manager."""
    if pictures is not None:
        pictures.mkdir(parents=True, exist_ok=True)
    manager = subprocess.Popen(["openbox", "--sm-disable"], stdout=_AWAY, stderr=_AWAY)
    made = Desktop(folder, pictures)
    try:
        yield made
    except AssertionError:
        made.photograph("sampai di sini")
        raise
    finally:
        made.clear_away()
        manager.kill()
        manager.wait()


class Program:
    """The program, started in its window."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop
        self._notes = desktop.folder / "focus.jsonl"
        self._notes.write_text("", encoding="utf-8")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.desk.watched", self._notes],
            cwd=ROOT,
            env=desktop.environment,
        )

    def _seen(self) -> list[Focus]:
        lines = self._notes.read_text(encoding="utf-8").splitlines(keepends=True)
        return [Focus(*json.loads(line)) for line in lines if line.endswith("\n")]

    def wait_until(self, what: str, is_it: Callable[[Focus], bool]) -> Focus:
        """Wait until the focus is where *is_it* says yes."""

        def look() -> Focus | None:
            ended = self._process.poll()
            assert ended is None, f"{what}: the program has ended with {ended}"
            seen = self._seen()
            return seen[-1] if seen and is_it(seen[-1]) else None

        try:
            return wait_for(what, look)
        except NeverCame as error:
            raise NeverCame(f"{what}; the last were {self._seen()[-5:]}") from error

    def wait_for_window(self, title: str) -> None:
        """Wait until a window or dialog of this title has the focus."""
        self.wait_until(f"the window {title}", lambda focus: focus.window.startswith(title))

    def wait_for_focus(self, name: str) -> None:
        """Wait until the widget of this name has the focus."""
        self.wait_until(f"the focus in {name}", lambda focus: focus.name == name)

    def press(self, *keys: str) -> None:
        """Press keys one after another, as ``xdotool`` calls them."""
        subprocess.run(["xdotool", "key", "--delay", "1", *keys], check=True)

    def write(self, text: str) -> None:
        """Type *text*."""
        subprocess.run(["xdotool", "type", "--delay", "2", "--", text], check=True)

    def go_to(self, name: str, *, says: str = "", key: str = "Tab") -> None:
        """Press Tab until the widget of this name, or with these words, has the focus."""
        for _ in range(_MOST_TABS):
            seen = self._seen()
            if seen and seen[-1].name == name and says in seen[-1].says:
                return
            self.press(key)
            wait_for(f"{key} goes on from {seen[-1]}", lambda: len(self._seen()) > len(seen))  # noqa: B023
        raise NeverCame(f"{key} never comes to {name} {says}; the last were {self._seen()[-5:]}")

    def fill(self, values: dict[str, str]) -> None:
        """Go to each field and type."""
        for name, text in values.items():
            self.go_to(name)
            self.write(text)

    def accept(self, title: str, answer: str = "", *keys: str) -> None:
        """Wait for the dialog *title*, press *keys*, type *answer*, accept."""
        self.wait_for_window(title)
        if keys:
            self.press(*keys)
        if answer:
            self.write(answer)
        self.desktop.photograph(title)
        self.press("ctrl+Return")
        self.wait_until(f"{title} closes", lambda f: f.window not in ("", title))

    @property
    def papers(self) -> Path:
        """The folder into which papers and recaps go."""
        return self.desktop.folder / "Dokumen" / "Buku Pengaduan"

    def kill(self) -> None:
        """End it without a word, as a power cut does."""
        self._process.kill()
        self._process.wait()

    def ask(self, *arguments: str) -> str:
        """Return what the command line prints about the book, also while the window has it."""
        result = subprocess.run(
            [sys.executable, ROOT / "main.py", *arguments],
            env=self.desktop.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout

    def register(self) -> list[dict[str, Any]]:
        """Return the register, newest first, as another program reads it now."""
        return [json.loads(line) for line in self.ask("daftar", "--json").splitlines()]
