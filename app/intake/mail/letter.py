"""A mail taken apart, whatever it came in."""

from dataclasses import dataclass

from app.entry.attachments import IncomingFile
from app.intake.mail.headers import Head


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail without its technical shape.

    Attributes:
        head: who, when, about what.
        text: what was written.
        files: what came along, forwarded mails among them.
        inner: those forwarded mails, taken apart themselves.
        is_automatic: a program wrote it (a bounce, an automatic answer).
        is_cut: it has more than was read.
        warnings: sentences about what was not read, or what kind of mail this is.
    """

    head: Head
    text: str
    files: tuple[IncomingFile, ...] = ()
    inner: tuple["Letter", ...] = ()
    is_automatic: bool = False
    is_cut: bool = False
    warnings: tuple[str, ...] = ()
