"""Breaks good files by fixed seeds and watches what a reader makes of them."""

import faulthandler
import random
import re
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.ground.errors import BookError

SLOWEST_SECONDS = 2.0
MOST_MEGABYTES = 250
# A reader that hangs says where, and ends the campaign.
_GIVEN_UP_SECONDS = 120
_LARGEST = 400_000
_MOST_SHOWN = 5
_COMMON = (b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n\n\n", b" " * 5_000, b"\xf0\x9f")


def as_it_is(name: str, content: bytes, _: random.Random) -> tuple[str, bytes]:
    """Leave the broken file under the name of its sample."""
    return name, content


@dataclass(frozen=True)
class Kind:
    """One kind of outside file.

    Attributes:
        samples: good files, small and of every form.
        read: reads the file at a path as the program does; a ``BookError`` is an answer too.
        tokens: what readers of this kind stumble over, put in at random places.
        finish: (name, broken content, random) -> the name and content of the file on disk, for
            kinds that come packed.
    """

    samples: Sequence[Path]
    read: Callable[[Path], object]
    tokens: Sequence[bytes] = ()
    finish: Callable[[str, bytes, random.Random], tuple[str, bytes]] = as_it_is


@dataclass
class Outcome:
    """What a campaign found; ``troubles`` are sentences, one a case."""

    tried: int = 0
    refused: int = 0
    slowest: float = 0.0
    slowest_case: int = 0
    troubles: list[str] = field(default_factory=list)


def run(kind: Kind, cases: Sequence[int], seed: int) -> Outcome:
    """Read every case; the same seed and number always make the same file."""
    contents = [(path.name, path.read_bytes()) for path in kind.samples]
    outcome = Outcome()
    with tempfile.TemporaryDirectory() as folder:
        for case in cases:
            path = _written(Path(folder), kind, contents, random.Random(f"{seed}-{case}"))
            faulthandler.dump_traceback_later(_GIVEN_UP_SECONDS, exit=True)
            _try(kind, path, case, outcome)
            faulthandler.cancel_dump_traceback_later()
            path.unlink()
    return outcome


def peak_megabytes() -> float:
    """Return the most memory this process ever held, 0 where the system does not say.

    Not ``ru_maxrss``: a child begins with the peak of the process that started it.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    found = re.search(r"VmHWM:\s*(\d+)", status.read_text())
    return int(found[1]) / 1024 if found else 0.0


def _try(kind: Kind, path: Path, case: int, outcome: Outcome) -> None:
    outcome.tried += 1
    started = time.process_time()
    try:
        kind.read(path)
    except BookError:
        outcome.refused += 1
    except Exception as error:
        outcome.troubles.append(f"case {case}: {type(error).__name__}: {error}")
        if len(outcome.troubles) <= _MOST_SHOWN:
            traceback.print_exc(file=sys.stderr)
    taken = time.process_time() - started
    if taken > outcome.slowest:
        outcome.slowest, outcome.slowest_case = taken, case
    if taken > SLOWEST_SECONDS:
        outcome.troubles.append(f"case {case}: {taken:.1f} s")


def _written(
    folder: Path, kind: Kind, contents: Sequence[tuple[str, bytes]], rnd: random.Random
) -> Path:
    name, content = rnd.choice(contents)
    for change in _changes(rnd):
        content = change(content, kind, contents, rnd)[:_LARGEST]
    name, content = kind.finish(name, content, rnd)
    path = folder / name
    path.write_bytes(content)
    return path


def _changes(rnd: random.Random) -> Iterator["Change"]:
    for _ in range(rnd.choice((0, 1, 1, 2, 3, 5, 8))):
        yield rnd.choice(CHANGES)


Contents = Sequence[tuple[str, bytes]]
Change = Callable[[bytes, Kind, Contents, random.Random], bytes]


def _part(content: bytes, rnd: random.Random, longest: int) -> tuple[int, int]:
    start = rnd.randint(0, len(content))
    return start, min(len(content), start + rnd.randint(0, longest))


def _flip(content: bytes, kind: Kind, contents: Contents, rnd: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(rnd.randint(1, 4)):
        if changed:
            changed[rnd.randrange(len(changed))] = rnd.randrange(256)
    return bytes(changed)


def _cut(content: bytes, kind: Kind, contents: Contents, rnd: random.Random) -> bytes:
    start, end = _part(content, rnd, 200)
    return content[:start] + content[end:]


def _truncate(content: bytes, kind: Kind, contents: Contents, rnd: random.Random) -> bytes:
    return content[: rnd.randint(0, len(content))]


def _repeat(content: bytes, kind: Kind, contents: Contents, rnd: random.Random) -> bytes:
    start, end = _part(content, rnd, 80)
    times = rnd.choice((2, 3, 50, 2_000))
    return content[:end] + content[start:end] * times + content[end:]


def _put_in(content: bytes, kind: Kind, contents: Contents, rnd: random.Random) -> bytes:
    token = rnd.choice((*_COMMON, *kind.tokens))
    place, _ = _part(content, rnd, 0)
    return content[:place] + token * rnd.choice((1, 1, 2, 100, 3_000)) + content[place:]


def _splice(content: bytes, kind: Kind, contents: Contents, rnd: random.Random) -> bytes:
    _, other = rnd.choice(contents)
    start, end = _part(other, rnd, 2_000)
    place, upto = _part(content, rnd, 50)
    return content[:place] + other[start:end] + content[upto:]


def _move_lines(content: bytes, kind: Kind, contents: Contents, rnd: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    for _ in range(rnd.randint(1, 3)):
        if lines:
            lines.insert(rnd.randint(0, len(lines)), lines.pop(rnd.randrange(len(lines))))
    return b"".join(lines)


CHANGES: tuple[Change, ...] = (
    _flip,
    _cut,
    _truncate,
    _repeat,
    _put_in,
    _put_in,
    _splice,
    _move_lines,
)
