"""The parts of a workbook read piece by piece, namespaces left out, nothing held whole."""

from collections.abc import Collection, Iterator
from typing import IO, Final, Protocol
from xml.parsers.expat import ParserCreate

_CHUNK: Final = 64 * 1024
# No cell of Excel holds more; nothing longer is put together.
_LONGEST_TEXT: Final = 1024 * 1024

Event = tuple[str, str, dict[str, str]]


class MalformedPart(ValueError):
    """A part of a workbook that no program of good will writes."""


class Handler(Protocol):
    """What wants to hear of elements; *name* comes without its namespace."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear that an element begins."""

    def end(self, name: str) -> None:
        """Hear that it ends."""

    def text(self, data: str) -> None:
        """Hear a piece of the text within."""


def parse(file: IO[bytes], handler: Handler) -> Iterator[None]:
    """Tell *handler* of all elements; yields after each piece of the file.

    Raises:
        ExpatError: the part is no XML.
        MalformedPart: it declares entities, which could grow without end.
    """
    start, end = handler.start, handler.end
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, said: start(name.rpartition(":")[2], said)
    parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    while chunk := file.read(_CHUNK):
        parser.Parse(chunk, False)
        yield
    parser.Parse(b"", True)
    yield


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


def read_events(file: IO[bytes], texts_of: Collection[str] = ()) -> Iterator[Event]:
    """Yield ``start`` and ``end`` of each element, and ``text`` at the end of those asked for.

    Raises:
        ExpatError: the part is no XML.
        MalformedPart: it declares entities, or a text is too long.
    """
    events = _Events(texts_of)
    for _ in parse(file, events):
        yield from events.waiting
        events.waiting.clear()


def attributes_of(file: IO[bytes], wanted: Collection[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield name and attributes of the wanted elements."""
    for kind, name, attributes in read_events(file):
        if kind == "start" and name in wanted:
            yield name, attributes


def _refuse_doctype(*_said: object) -> None:
    raise MalformedPart("a document type")
