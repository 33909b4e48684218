"""Chats as phones export them: a .txt, or a .zip with the files that were sent."""

import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Final

from app.entry.attachments import LARGEST, IncomingFile
from app.entry.kinds import kind_named
from app.ground.names import own_name
from app.ground.progress import UNWATCHED, Progress
from app.intake.chat_wordings import without_marks
from app.intake.outside import BROKEN_ARCHIVE, REPLACEMENT, TooLargeError, ensure_few_members
from app.intake.text_blocks import text_blocks
from app.intake.whatsapp import NO_CHAT, Chat, ChatRefused, chat_of

_LARGEST_TEXT: Final = 25 * 1024 * 1024
_LARGEST_UNPACKED: Final = 4 * 1024 * 1024 * 1024
_LARGEST_FILES: Final = 100 * 1024 * 1024
_MOST_MEMBERS: Final = 20_000
_MOST_FILES: Final = 200
_MOST_NAMED: Final = 3
_ENCRYPTED: Final = 0x1
_TITLE: Final = re.compile(
    r"(?:(?:chat|obrolan|percakapan|sembang) whatsapp (?:dengan|bersama|-)"
    r"|whatsapp chat (?:with|-)) (?P<name>.+)",
    re.IGNORECASE,
)
# What systems put around the name of a file that is there already.
_COPY: Final = re.compile(
    r"^(?:salinan(?: dari)?|copy of) +"
    r"|(?: *\(\d{1,3}\)| *[-_]? *\b(?:copy|salin|salinan|kopi)(?: \d{1,3})?|\.txt|\.zip)$",
    re.IGNORECASE,
)
_TOO_LARGE: Final = "Percakapan ini terlalu besar. Salin pesan yang perlu saja."
_TOO_MANY: Final = "Isi berkas zip ini terlalu besar untuk sebuah percakapan."
_UNREADABLE: Final = "Berkas percakapan tidak dapat dibaca. Periksa apakah berkasnya masih ada."
_NOT_EXPORTED: Final = "tidak ada di dalam ekspor"
_BROKEN: Final = "Berkas zip ini rusak. Ekspor lagi percakapannya."


@dataclass(frozen=True, slots=True)
class SentFiles:
    """The files of some messages, and a sentence for each that did not come along."""

    files: tuple[IncomingFile, ...]
    warnings: tuple[str, ...]


def read_export(
    path: Path,
    *,
    today: date | None = None,
    day_first: bool | None = None,
    progress: Progress = UNWATCHED,
    may_be_text: bool = False,
) -> Chat:
    """Read an exported chat, as .txt or as the .zip in which phones pack it.

    Args:
        path: the file.
        today: allows dates without a year.
        day_first: the officer's word on the order of day and month, when it was not certain.
        progress: is told how many bytes of the text were read.
        may_be_text: a .txt without any sender is taken too, whole, as ``loose_text``.

    Raises:
        ChatRefused: the file is missing, unsafe, too large, damaged or no chat.
        Stopped: nobody waits for it any more.
    """
    titles = [_title_of(path.stem)]
    is_packed = path.suffix.lower() == ".zip"
    blocks = _packed_blocks(path, titles, progress) if is_packed else _plain_blocks(path, progress)
    try:
        chat = chat_of(blocks, today=today, day_first=day_first, progress=progress)
    except TooLargeError as error:
        raise ChatRefused(_TOO_LARGE) from error
    except OSError as error:
        raise ChatRefused(_UNREADABLE) from error
    is_text = may_be_text and not is_packed and REPLACEMENT not in chat.loose_text
    if not chat.messages and not is_text:
        raise ChatRefused(NO_CHAT)
    return replace(
        chat,
        title=next((title for title in titles if title), ""),
        source=path if is_packed else None,
    )


def sent_files(chat: Chat, chosen: Iterable[int] | None = None) -> SentFiles:
    """Return the files that the chosen messages name, from the .zip the chat came in.

    Args:
        chat: the chat.
        chosen: places in ``chat.messages``; ``None`` takes all messages of the citizen.
    """
    return files_named(chat, (name for message in chat.chosen(chosen) for name in message.files))


def files_named(chat: Chat, names: Iterable[str]) -> SentFiles:
    """Return the files of these names from the .zip the chat came in, each once."""
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return SentFiles((), ())
    if chat.source is None:
        return SentFiles((), (_said_of([*map(without_marks, wanted)], _NOT_EXPORTED),))
    try:
        with zipfile.ZipFile(chat.source) as archive:
            return _unpacked(archive, wanted)
    except (OSError, *BROKEN_ARCHIVE):
        return SentFiles((), ("Berkas zip ini tidak dapat dibaca lagi. Lampirannya belum ikut.",))


def _unpacked(archive: zipfile.ZipFile, wanted: Sequence[str]) -> SentFiles:
    members = {_key(PurePosixPath(m.filename).name): m for m in archive.infolist()}
    files: list[IncomingFile] = []
    missing: list[str] = []
    spoilt: list[str] = []
    room = _LARGEST_FILES
    for name in wanted[:_MOST_FILES]:
        member = members.get(_key(name))
        content = _content(archive, member, min(room, LARGEST)) if member else None
        if content is None:
            (spoilt if member else missing).append(without_marks(name))
            continue
        room -= len(content)
        safe = own_name(name, f"lampiran-{len(files) + 1}")
        files.append(IncomingFile(safe, kind_named(safe), content))
    said = (
        _said_of(missing, _NOT_EXPORTED),
        _said_of(spoilt, "rusak atau terlalu besar"),
        _said_of(wanted[_MOST_FILES:], f"tidak ikut; paling banyak {_MOST_FILES}"),
    )
    return SentFiles(tuple(files), tuple(sentence for sentence in said if sentence))


def _said_of(names: Sequence[str], reason: str) -> str:
    if not names:
        return ""
    more = f" dan {len(names) - _MOST_NAMED} lainnya" if len(names) > _MOST_NAMED else ""
    return f"Lampiran {reason}: {', '.join(names[:_MOST_NAMED])}{more}."


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes | None:
    try:
        # The size a member claims may be wrong; what is read is what counts.
        with archive.open(member) as file:
            content = file.read(most + 1)
    except (OSError, *BROKEN_ARCHIVE):
        return None
    return content if len(content) <= most else None


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", without_marks(name)).casefold()


def _plain_blocks(path: Path, progress: Progress) -> Iterator[str]:
    with path.open("rb") as file:
        progress.total = path.stat().st_size
        yield from text_blocks(file, _LARGEST_TEXT, progress)


def _packed_blocks(path: Path, titles: list[str], progress: Progress) -> Iterator[str]:
    """Yield the text of the chat in a .zip; its own name may say with whom it was."""
    ensure_few_members(path, _MOST_MEMBERS, ChatRefused(_TOO_MANY))
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _refuse_unsafe(members)
            chat = _chat_member(members)
            titles.append(_title_of(PurePosixPath(chat.filename).stem))
            with archive.open(chat) as file:
                progress.total = chat.file_size
                yield from text_blocks(file, _LARGEST_TEXT, progress)
    except TooLargeError:
        raise
    except BROKEN_ARCHIVE as error:
        raise ChatRefused(_BROKEN) from error


def _title_of(stem: str) -> str:
    name = without_marks(stem)
    while (shorter := _COPY.sub("", name).strip()) != name:
        name = shorter
    title = _TITLE.fullmatch(name) or _TITLE.fullmatch(" ".join(re.split("[_ +]+", name)))
    return title["name"].strip() if title else ""


def _refuse_unsafe(members: Sequence[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > _MOST_MEMBERS or unpacked > _LARGEST_UNPACKED:
        raise ChatRefused(_TOO_MANY)
    if any(_is_unsafe(member.orig_filename) for member in members):
        raise ChatRefused("Berkas zip ini tidak aman, karena berisi nama berkas di luar foldernya.")


def _is_unsafe(name: str) -> bool:
    path = name.replace("\\", "/")
    is_absolute = path.startswith("/") or path[1:2] == ":"
    return is_absolute or ".." in path.split("/") or "\0" in path


def _chat_member(members: Sequence[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    """Return the text of the chat; other texts in the export were sent as files."""
    texts = [member for member in members if member.filename.lower().endswith(".txt")]
    if not texts:
        raise ChatRefused("Berkas zip ini tidak berisi percakapan WhatsApp.")
    chat = min(texts, key=lambda member: _rank(PurePosixPath(member.filename)))
    if chat.flag_bits & _ENCRYPTED:
        raise ChatRefused("Berkas zip ini bersandi. Ekspor lagi percakapannya tanpa sandi.")
    return chat


def _rank(path: PurePosixPath) -> tuple[bool, bool, int]:
    is_chat = path.name.lower() == "_chat.txt" or bool(_title_of(path.stem))
    return not is_chat, "chat" not in path.name.lower(), len(path.parts)
