"""Opening what holds mails: .eml, .mbox and Outlook .msg, told apart by what stands in them."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from pathlib import Path
from typing import BinaryIO, Final

from app.entry.attachments import IncomingFile
from app.ground.errors import UserError
from app.ground.progress import UNWATCHED, Progress
from app.intake.mail.draft import MailDraft, draft_of
from app.intake.mail.letter import Letter
from app.intake.mail.mailbox import MOST_MAILS, MailEntry, content_of, entries_of, is_mailbox
from app.intake.mail.names import media_type_of
from app.intake.mail.outlook import OutlookRefused, is_outlook, outlook_letter
from app.intake.mail.taking import letter_of

__all__ = [
    "MOST_MAILS",
    "MailDraft",
    "MailEntry",
    "MailRefused",
    "mails_in",
    "read_mail",
    "read_mails",
]

_LARGEST: Final = 60 * 1024 * 1024
_BEGINNING: Final = 8 * 1024
# What every mail says at least one of.
_TOLD: Final = frozenset(
    {"from", "sender", "reply-to", "subject", "date", "message-id", "received"}
)
_KEPT_AS: Final = "email asli"
_TOO_LARGE: Final = "Email ini terlalu besar untuk dibaca. Simpan lampirannya satu per satu."
_NO_MAIL: Final = (
    "Berkas ini {what}bukan email. Simpan emailnya sebagai berkas .eml atau .msg, lalu coba lagi."
)
_KINDS: Final = {
    "application/pdf": "PDF, ",
    "application/zip": "arsip .zip, ",
    "application/rtf": "dokumen RTF, ",
    "application/vnd.rar": "arsip .rar, ",
    "application/x-7z-compressed": "arsip .7z, ",
}
_GROUPS: Final = {"image": "gambar, ", "audio": "rekaman suara, ", "video": "video, "}
_UNREADABLE: Final = "Berkas email tidak dapat dibaca. Periksa apakah berkasnya masih ada."
_EMPTY_BOX: Final = "Kotak surat (.mbox) ini tidak berisi email."


class MailRefused(UserError):
    """A file that holds no e-mail this program can read."""


def mails_in(
    source: Path | bytes,
    zone: tzinfo | None = None,
    progress: Progress = UNWATCHED,
) -> tuple[MailEntry, ...]:
    """Return the mails of a mailbox, at most ``MOST_MAILS``; none when it is a single mail.

    Args:
        source: the file, of any length, or what stands in it.
        zone: in which the times of sending are shown; without a book, that of the first office.
        progress: is told how many bytes were read.

    Raises:
        MailRefused: the file is missing or cannot be read.
        Stopped: nobody waits for it any more.
    """
    with _opened(source) as file:
        if not is_mailbox(file.read(_BEGINNING)):
            return ()
        progress.total = file.seek(0, io.SEEK_END)
        entries = tuple(entries_of(file, zone, progress))
    return entries if len(entries) > 1 else ()


def read_mail(
    source: Path | bytes,
    now: datetime,
    entry: MailEntry | None = None,
    progress: Progress = UNWATCHED,
) -> MailDraft:
    """Read one mail from a file or from its bytes, whatever is broken in it.

    Args:
        source: the file, or what stands in it.
        now: office time.
        entry: which mail of a mailbox; None for a file with a single one.
        progress: asked again and again whether somebody still waits.

    Raises:
        MailRefused: the file is missing, too large or no e-mail; the sentence says which.
        Stopped: nobody waits for it any more.
    """
    with _opened(source) as file:
        content = _content(file, entry)
    if is_outlook(content):
        letter = _outlook(content, progress)
        ending, media_type = ".msg", "application/vnd.ms-outlook"
    else:
        letter = letter_of(content, progress=progress)
        ending, media_type = ".eml", "message/rfc822"
    if not _TOLD & letter.head.fields.keys():
        raise MailRefused(_no_mail(content))
    whole = IncomingFile(f"{_KEPT_AS}{ending}", media_type, content)
    return draft_of(letter, whole, now)


def read_mails(source: Path | bytes, now: datetime) -> Iterator[MailDraft]:
    """Yield every mail of the file; one of a mailbox that cannot be read is empty and says why.

    Raises:
        MailRefused: as ``read_mail`` does, where the file is no mailbox.
    """
    entries = mails_in(source, now.tzinfo)
    if not entries:
        yield read_mail(source, now)
    for entry in entries:
        try:
            yield read_mail(source, now, entry)
        except MailRefused as error:
            yield MailDraft({}, (), (str(error),))


@contextmanager
def _opened(source: Path | bytes) -> Iterator[BinaryIO]:
    try:
        with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
            yield file
    except OSError as error:
        raise MailRefused(_UNREADABLE) from error


def _content(file: BinaryIO, entry: MailEntry | None) -> bytes:
    if entry is not None:
        if entry.end - entry.start > _LARGEST:
            raise MailRefused(_TOO_LARGE)
        return content_of(file, entry)
    if file.seek(0, io.SEEK_END) > _LARGEST:
        raise MailRefused(_TOO_LARGE)
    file.seek(0)
    return file.read()


def _outlook(content: bytes, progress: Progress) -> Letter:
    try:
        return outlook_letter(content, progress)
    except OutlookRefused as error:
        raise MailRefused(str(error)) from error


def _no_mail(content: bytes) -> str:
    """Return the sentence that says what the file is instead, as far as it shows."""
    kind = media_type_of("", content)
    office = "dokumen Office, " if "openxmlformats" in kind else ""
    what = office or _KINDS.get(kind, "") or _GROUPS.get(kind.partition("/")[0], "")
    return _NO_MAIL.format(what=what)
