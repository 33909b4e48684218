"""Taking a mail apart: what was written, the files, and mails that came as files."""

from collections.abc import Mapping, Sequence
from typing import Final

from app.entry.attachments import IncomingFile
from app.ground.progress import UNWATCHED, Progress
from app.intake.mail.bodies import MOST_BYTES, body_of, is_body
from app.intake.mail.letter import Letter
from app.intake.mail.names import FreeNames, file_name, media_type_of, told_name
from app.intake.mail.notices import MADE_BY_SYSTEM, notice_of
from app.intake.mail.outlook import OutlookRefused, is_outlook, outlook_letter
from app.intake.mail.structure import Part, outline
from app.intake.mail.tnef import MEDIA_TYPES, is_packed, packed_files
from app.intake.mail.uuencoded import parted

_MAIL_ENDINGS: Final = (".eml", ".msg")
_DEEPEST: Final = 2
_MOST_INNER: Final = 20
_PGP: Final = "-----BEGIN PGP MESSAGE-----"
_LOCKED: Final = "Isi email ini tersandi dan tidak dapat dibaca di sini."
_UNREADABLE: Final[Mapping[str, str]] = {
    "multipart/encrypted": _LOCKED,
    "application/pkcs7-mime": "Isi email ini tersandi atau tertutup tanda tangan elektronik.",
    "application/x-pkcs7-mime": "Isi email ini tersandi atau tertutup tanda tangan elektronik.",
}
_PACKED: Final = (
    "Lampiran winmail.dat hanya dapat dibuka dengan Outlook. Berkasnya tetap ikut tersimpan."
)
_CUT: Final = "Email ini terlalu besar untuk dibaca seluruhnya; yang dibaca hanya bagian depannya."


def letter_of(content: bytes, depth: int = 0, progress: Progress = UNWATCHED) -> Letter:
    """Take the mail in *content* apart; mails within mails as far as two deep.

    Raises:
        Stopped: nobody waits for it any more, as *progress* says.
    """
    found = outline(content, progress)
    top = found.top
    leaves = list(top.leaves)
    taken = [leaf for leaf in leaves if not is_body(leaf) and leaf.kind != "text/x-amp-html"]
    text = body_of(top, progress)
    if not text:
        # Some mailers give a name also to what was written.
        written = next((leaf for leaf in taken if _is_named_text(leaf)), None)
        text = body_of(_unnamed(written), progress) if written else ""
    notice = notice_of(top)
    text, written_in = parted(text)
    came = _Came()
    for file in written_in:
        came.keep(file.name, "application/octet-stream", file.content)
    for leaf in taken:
        progress.ask()
        came.add(leaf)
    is_cut = found.is_cut or any(is_body(leaf) and leaf.is_longer(MOST_BYTES) for leaf in leaves)
    said = (notice, _unreadable(top, text), _CUT if is_cut else "", came.warning)
    return Letter(
        top.head,
        text,
        tuple(came.files),
        _inner(came.mails, depth, progress),
        notice not in ("", MADE_BY_SYSTEM),
        is_cut,
        tuple(filter(None, said)),
    )


class _Came:
    """What came along: files under names of their own, those in winmail.dat unpacked."""

    def __init__(self) -> None:
        self.files: list[IncomingFile] = []
        self.mails: list[bytes] = []
        self.warning = ""
        self._names = FreeNames()

    def add(self, part: Part) -> None:
        """Keep what came as *part*."""
        content = part.content()
        packed = packed_files(content) if is_packed(content) else ()
        for file in packed:
            self.keep(file.name, "application/octet-stream", file.content)
        if packed:
            return
        if part.kind in MEDIA_TYPES:
            self.warning = _PACKED
        told = told_name(part)
        if part.kind == "message/rfc822" or told.lower().endswith(_MAIL_ENDINGS):
            self.mails.append(content)
        self.keep(told, part.kind, content)

    def keep(self, told: str, kind: str, content: bytes) -> None:
        """Keep a file under a name of its own."""
        media_type = media_type_of(kind, content)
        name = self._names.give(file_name(told, media_type, len(self.files) + 1))
        self.files.append(IncomingFile(name, media_type, content))


def _unreadable(top: Part, text: str) -> str:
    told = _LOCKED if text.startswith(_PGP) else _UNREADABLE.get(top.kind, "")
    return "" if top.parameters.get("smime-type", "") == "signed-data" and top.parts else told


def _is_named_text(part: Part) -> bool:
    return (
        part.kind in ("text/plain", "text/html") and "content-disposition" not in part.head.fields
    )


def _unnamed(part: Part) -> Part:
    parameters = {name: text for name, text in part.parameters.items() if name != "name"}
    return Part(part.head, part.kind, parameters, part.source, part.start, part.end)


def _inner(mails: Sequence[bytes], depth: int, progress: Progress) -> tuple[Letter, ...]:
    if depth >= _DEEPEST:
        return ()
    letters = (_inner_letter(content, depth + 1, progress) for content in mails[:_MOST_INNER])
    return tuple(letter for letter in letters if letter is not None)


def _inner_letter(content: bytes, depth: int, progress: Progress) -> Letter | None:
    """Return the mail in a file that came along, None where it is no mail after all."""
    if is_outlook(content):
        try:
            return outlook_letter(content, progress)
        except OutlookRefused:
            return None
    letter = letter_of(content, depth, progress)
    return letter if letter.head.fields else None
