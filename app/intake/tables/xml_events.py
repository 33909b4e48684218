"""The parts of a workbook read piece by piece, namespaces left out, nothing held whole."""

from collections.abc import Collection, Iterator
from typing import IO, Final, Protocol
from xml.parsers.expat import ParserCreate, XMLParserType

from app.ground.progress import Progress

_CHUNK: Final = 64 * 1024
# No cell of Excel holds more; nothing longer is put together.
_LONGEST_TEXT: Final = 1024 * 1024
_DEEPEST: Final = 64

Event = tuple[str, str, dict[str, str]]


class MalformedPart(ValueError):
    """A part of a workbook that no program of good will writes."""


class Source(Protocol):
    """What a part is read from, piece by piece."""

    def read(self, size: int) -> bytes:
        """Return up to about *size* bytes; none only at the end."""


class Handler(Protocol):
    """What wants to hear of elements; *name* comes without its namespace."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear that an element begins."""

    def end(self, name: str) -> None:
        """Hear that it ends."""

    def text(self, data: str) -> None:
        """Hear a piece of the text within."""


def parse(file: Source, handler: Handler, progress: Progress) -> Iterator[int]:
    """Tell *handler* of all elements; yields after each piece how many bytes it has heard of.

    Raises:
        ExpatError: the part is no XML.
        MalformedPart: it declares entities, which could grow without end.
        Stopped: nobody waits for it any more.
    """
    depth = _Depth(handler)
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = depth.start
    parser.EndElementHandler = depth.end
    parser.CharacterDataHandler = handler.text
    fed = 0
    for piece in _fed(parser, file, progress):
        fed += len(piece)
        yield fed


def pieces(file: IO[bytes], progress: Progress) -> Iterator[bytes]:
    """Yield the pieces of a part, each sound as far as it goes; far sooner than ``parse``.

    Raises:
        ExpatError, MalformedPart, Stopped: as ``parse`` does.
    """
    return _fed(ParserCreate(), file, progress)


def _fed(parser: XMLParserType, file: Source, progress: Progress) -> Iterator[bytes]:
    parser.StartDoctypeDeclHandler = _refuse_doctype
    fed = 0
    while piece := file.read(_CHUNK):
        progress.ask()
        parser.Parse(piece, False)
        fed += len(piece)
        # A tag or a comment without end would be kept whole, and be looked through ever anew.
        if fed - parser.CurrentByteIndex > _LONGEST_TEXT:
            raise MalformedPart("something without end")
        yield piece
    parser.Parse(b"", True)
    yield b""


class _Depth:
    """Hands elements on, as long as they do not stand within each other without end."""

    def __init__(self, handler: Handler) -> None:
        self._start = handler.start
        self._end = handler.end
        self._depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise MalformedPart("elements without end")
        self._start(name.rpartition(":")[2], attributes)

    def end(self, name: str) -> None:
        self._depth -= 1
        self._end(name.rpartition(":")[2])


class TextPieces:
    """Puts together the text of one element, never more than a cell can hold."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0

    def add(self, data: str) -> None:
        """Add a piece.

        Raises:
            MalformedPart: the text has become too long.
        """
        self._length += len(data)
        if self._length > _LONGEST_TEXT:
            raise MalformedPart("a text without end")
        self._pieces.append(data)

    def take(self) -> str:
        """Return the text so far and begin anew."""
        whole = "".join(self._pieces)
        self._pieces.clear()
        self._length = 0
        return whole


class _Events:
    def __init__(self, texts_of: Collection[str]) -> None:
        self.waiting: list[Event] = []
        self._texts_of = texts_of
        self._text = TextPieces()
        self._is_reading = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.waiting.append(("start", name, attributes))
        if name in self._texts_of:
            self._text.take()
            self._is_reading = True

    def end(self, name: str) -> None:
        if name in self._texts_of:
            self.waiting.append(("text", name, {"text": self._text.take()}))
            self._is_reading = False
        self.waiting.append(("end", name, {}))

    def text(self, data: str) -> None:
        if self._is_reading:
            self._text.add(data)


def read_events(
    file: IO[bytes], progress: Progress, texts_of: Collection[str] = ()
) -> Iterator[Event]:
    """Yield ``start`` and ``end`` of each element, and ``text`` at the end of those asked for.

    Raises:
        ExpatError: the part is no XML.
        MalformedPart: it declares entities, or a text is too long.
    """
    events = _Events(texts_of)
    for _ in parse(file, events, progress):
        yield from events.waiting
        events.waiting.clear()


def attributes_of(
    file: IO[bytes], wanted: Collection[str], progress: Progress
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield name and attributes of the wanted elements."""
    for kind, name, attributes in read_events(file, progress):
        if kind == "start" and name in wanted:
            yield name, attributes


def _refuse_doctype(*_said: object) -> None:
    raise MalformedPart("a document type")
