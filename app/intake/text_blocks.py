"""The text of a large file, some at a time, so that little of it is held twice."""

import codecs
from collections.abc import Iterator
from typing import IO, Final

from app.ground.progress import Progress
from app.intake.outside import REPLACEMENT, UTF_16_MARKS, TooLargeError, storable

_BLOCK: Final = 1024 * 1024
# WhatsApp takes some 65,000 letters as one message.
_LONGEST_LINE: Final = 2 * 1024 * 1024
_MOST_LINES: Final = 600_000


def text_blocks(file: IO[bytes], most: int, progress: Progress) -> Iterator[str]:
    """Yield the text of *file* in blocks of about a megabyte that end where a line ends.

    Lines are parted by one line feed; that at the end of a block is left out.

    UTF-16 is believed only by its mark. A line that is not UTF-8 comes from an older Windows
    program; the lines beside it stay what they are.

    Raises:
        TooLargeError: there are more than *most* bytes, or more or longer lines than any chat has.
        Stopped: nobody waits for it any more.
    """
    first = file.read(_BLOCK)
    contents = _capped(file, first, most, progress)
    is_utf_16 = first.startswith(UTF_16_MARKS)
    waiting, count = "", 0
    for text in _from_utf_16(contents) if is_utf_16 else _from_utf_8(contents):
        waiting += text
        end = waiting.rfind("\n") + 1
        if end:
            block = _unified(waiting[:end])
            waiting = waiting[end:]
            count += block.count("\n")
            if count > _MOST_LINES:
                raise TooLargeError
            yield block[:-1]
        _refuse_endless(waiting)
    yield _unified(waiting)


def clean_text(text: str) -> str:
    """Return a *text* that came by the clipboard as ``text_blocks`` gives that of a file."""
    return _unified(storable(text))


def parts_of(text: str) -> Iterator[str]:
    """Yield *text* in blocks of about a megabyte that end where a line ends."""
    start = 0
    while (end := text.find("\n", start + _BLOCK)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _capped(file: IO[bytes], first: bytes, most: int, progress: Progress) -> Iterator[bytes]:
    content, size = first, len(first)
    while content:
        if size > most:
            raise TooLargeError
        progress.tell(size)
        yield content
        content = file.read(_BLOCK)
        size += len(content)


def _from_utf_16(contents: Iterator[bytes]) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-16")(errors="replace")
    for content in contents:
        yield storable(decoder.decode(content))
    yield storable(decoder.decode(b"", final=True))


def _from_utf_8(contents: Iterator[bytes]) -> Iterator[str]:
    waiting = b""
    is_first = True
    for content in contents:
        waiting += content.removeprefix(codecs.BOM_UTF8) if is_first else content
        is_first = False
        # No character goes over the end of a line, so each part can be read by itself.
        end = waiting.rfind(b"\n") + 1
        if end:
            yield _decoded(waiting[:end])
            waiting = waiting[end:]
        _refuse_endless(waiting)
    yield _decoded(waiting)


def _refuse_endless(line: str | bytes) -> None:
    """Raise ``TooLargeError`` for a line that nobody sent; old Macintoshes end theirs by CR."""
    is_parted = "\r" in line if isinstance(line, str) else b"\r" in line
    if len(line) > _LONGEST_LINE and not is_parted:
        raise TooLargeError


def _decoded(content: bytes) -> str:
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = "\n".join(_decoded_line(line) for line in content.split(b"\n"))
    return text.replace("\0", REPLACEMENT) if "\0" in text else text


def _decoded_line(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")
