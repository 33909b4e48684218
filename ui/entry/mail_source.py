"""MailSource: mails become entries; read in the worker, chosen where there are several."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.entry.drafts import EntryContent
from app.ground.clock import local_now
from app.ground.errors import BookError
from app.ground.progress import Progress
from app.intake.mail.reader import MOST_MAILS, MailDraft, MailEntry, mails_in, read_mail
from app.reading.complaint.same_mail import RecordedMail, recorded_mail
from app.rules.channels import Channel
from ui.complaint.attached_files import read_file
from ui.entry.mail_dialog import MailDialog
from ui.shared.context import Context

MAIL_ENDINGS: Final = frozenset({".eml", ".emlx", ".msg", ".mbox"})
_FILTER: Final = "Email (*.eml *.emlx *.msg *.mbox);;Semua berkas (*)"
_BUSY: Final = "Membaca email…"
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class TakenMail:
    """What is to be said of the mail that stands in the form now."""

    warnings: tuple[str, ...]
    recorded: RecordedMail | None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A file with mails, the files that come along, and those that belong to no mail."""

    path: Path
    others: Sequence[Path]
    strays: Sequence[Path]


class MailSource(QObject):
    """Reads mails, one after another; each is one whole entry, handed to *take*.

    *take* raises ``BookError`` where it cannot show the entry.
    """

    refused = Signal(str)
    taken = Signal(object)  # TakenMail
    said = Signal(str)  # what was done, quietly

    def __init__(
        self, context: Context, page: QWidget, take: Callable[[EntryContent], object]
    ) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._take = take

    @Slot()
    def open(self) -> None:
        """Ask for a file with mails and take one of them."""
        name, _ = QFileDialog.getOpenFileName(self._page, "Buka email", "", _FILTER)
        if name:
            self.read_all([Path(name)], ())

    def read_all(self, paths: Sequence[Path], others: Sequence[Path]) -> None:
        """Take each mail of *paths*, one after another.

        The files *others* come along with a single mail; with several nobody knows to which they
        belong, which is said at the end.
        """
        for path in paths:
            is_last = path is paths[-1]
            self._look_at(
                _Wanted(
                    path,
                    others if len(paths) == 1 else (),
                    others if len(paths) > 1 and is_last else (),
                )
            )

    def _look_at(self, wanted: _Wanted) -> None:
        self._run(partial(_look, wanted), partial(self._on_looked, wanted), wanted)

    def _run(
        self,
        job: Callable[[datetime, Progress], Result],
        done: Callable[[Result], None],
        wanted: _Wanted,
    ) -> None:
        progress = Progress()
        self._context.tasks.run(
            partial(job, local_now(self._context.book.clock), progress),
            done=done,
            failed=partial(self._refuse, wanted),
            busy=_BUSY,
            progress=progress,
        )

    def _refuse(self, wanted: _Wanted, error: BookError) -> None:
        left = (*wanted.others, *wanted.strays)
        self.refused.emit(f"{error} {_not_attached(left)}" if left else str(error))

    def _on_looked(self, wanted: _Wanted, found: tuple[MailEntry, ...] | MailDraft) -> None:
        if isinstance(found, MailDraft):
            self._offer(wanted, found)
            return
        place = self._choose("Pilih email", _box_words(len(found)), [_shown(e) for e in found])
        if place is not None:
            job = partial(_read, wanted, found[place])
            self._run(job, partial(self._offer, wanted), wanted)

    def _offer(self, wanted: _Wanted, mail: MailDraft) -> None:
        """Let the officer choose between a mail and those it passes on, then take it."""
        mails = [mail, *mail.forwarded]
        place: int | None = 0
        if mail.forwarded:
            place = self._choose(
                "Email terusan",
                "Email ini meneruskan email lain. Pilih yang ditulis oleh pengadu.",
                [_about(each) for each in mails],
                proposed=1,
            )
        if place is not None:
            self._take_mail(wanted, mails[place])

    def _take_mail(self, wanted: _Wanted, mail: MailDraft) -> None:
        try:
            self._take(EntryContent(Channel.EMAIL, mail.values, mail.attachments))
            recorded = recorded_mail(self._context.book, mail.values.get("message_id", ""))
        except BookError as error:
            self._refuse(wanted, error)
            return
        self.taken.emit(TakenMail(mail.warnings, recorded))
        self.said.emit(f"{wanted.path.name} dibaca sebagai email dan mengisi entri ini.")
        if wanted.strays:
            self.refused.emit(_not_attached(wanted.strays))

    def _choose(
        self, title: str, sentence: str, lines: Sequence[str], *, proposed: int = 0
    ) -> int | None:
        dialog = MailDialog(title, sentence, lines, self._page, proposed=proposed)
        is_agreed = dialog.exec() == QDialog.DialogCode.Accepted
        chosen = dialog.chosen() if is_agreed else None
        dialog.deleteLater()
        return chosen


def _not_attached(paths: Sequence[Path]) -> str:
    names = ", ".join(path.name for path in paths)
    return f"Belum dilampirkan: {names}. Tambahkan pada entri yang dimaksud."


def _look(wanted: _Wanted, now: datetime, progress: Progress) -> tuple[MailEntry, ...] | MailDraft:
    found = mails_in(wanted.path, now.tzinfo, progress)
    return found or _read(wanted, None, now, progress)


def _read(wanted: _Wanted, entry: MailEntry | None, now: datetime, progress: Progress) -> MailDraft:
    mail = read_mail(wanted.path, now, entry, progress)
    files = tuple(read_file(other) for other in wanted.others)
    passed = tuple(replace(each, attachments=each.attachments + files) for each in mail.forwarded)
    return replace(mail, attachments=mail.attachments + files, forwarded=passed)


def _box_words(count: int) -> str:
    if count == MOST_MAILS:
        return f"Kotak surat ini besar; yang tampak {MOST_MAILS} email pertamanya."
    return f"Kotak surat ini berisi {count} email. Pilih satu yang dicatat."


def _shown(entry: MailEntry) -> str:
    sent = f" · {entry.sent}" if entry.sent else ""
    return f"{entry.subject or '(tanpa perihal)'}\n{entry.sender or '(tanpa pengirim)'}{sent}"


def _about(mail: MailDraft) -> str:
    told = mail.values
    sender = " · ".join(told[name] for name in ("name", "from_address", "sent_at") if name in told)
    subject = told.get("email_subject") or "(tanpa perihal)"
    return f"{subject}\n{sender or '(tanpa pengirim)'}"
