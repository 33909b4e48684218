"""A locked book is opened before there is a window: by this computer, a code, a passphrase."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.book.key_slots import Opener, typed_opener
from app.book.place import Place
from app.book.unlocking import remember_on_this_computer, unlocked
from app.ground.clock import Clock
from app.ground.errors import BookError, BookLocked, FieldProblem, FormRefused, NoKeyGiven
from app.ground.overriding import override
from app.ground.paths import backup_folder
from ui.look.preferences import Preferences
from ui.shared.backup_wishes import BackupWishes
from ui.shared.step_dialog import StepDialog
from ui.shared.tasks import TaskRunner
from ui.window.application import make_application


class UnlockDialog(StepDialog):
    """Asks for the recovery code or the passphrase of what lies at *place*."""

    cancel_text = "Tutup"

    def __init__(self, place: Place, clock: Clock, why: str, parent: QWidget | None = None) -> None:
        super().__init__("Buku terkunci", why, "Buka", parent)
        self.place = place
        self._clock = clock
        # Half a second for each try.
        self._tasks = TaskRunner(self)
        self.finished.connect(self._tasks.wait)
        self.typed = QLineEdit()
        self.typed.setMaxLength(200)
        self.add_field("typed", "Kode pemulihan atau frasa sandi", self.typed)
        self.remembers = QCheckBox("Komputer ini boleh membukanya tanpa ditanya lagi")
        self.remembers.setChecked(True)
        self.add_field("remembers", "Sesudah ini", self.remembers)
        self.typed.setFocus()

    @override
    @Slot()
    def submit(self) -> None:
        if self._tasks.is_busy:
            return
        self.clear_errors()
        text = self.typed.text().strip()
        if not text:
            problem = FieldProblem("typed", "Ketik kode pemulihan atau frasa sandi.")
            self.show_refusal(FormRefused(problem))
            return
        self.accept_button.lock()
        clock = self._clock if self.remembers.isChecked() else None
        wanted = partial(_opened, self.place, typed_opener(text), clock)
        self._tasks.run(wanted, done=self._on_opened, failed=self._on_failed, busy="Membuka buku")

    def _on_opened(self, place: Place) -> None:
        self.accept_button.free()
        self.place = place
        self.accept()

    def _on_failed(self, error: BookError) -> None:
        self.accept_button.free()
        if isinstance(error, BookLocked):
            self.show_refusal(FormRefused(FieldProblem("typed", str(error))))
        else:
            self.show_refusal(error)

    @override
    def _holds_typing(self) -> bool:
        return False


def _opened(place: Place, opener: Opener, clock: Clock | None) -> Place:
    """Open *place*; with a *clock* this computer remembers it since then."""
    found = unlocked(place, opener, _folders())
    if clock is not None:
        remember_on_this_computer(found, clock.now())
    return found


def _folders() -> list[Path]:
    """Return where backups lie, beside which slots that are lost here may be found."""
    second = BackupWishes(Preferences()).second
    return [backup_folder(), *filter(None, [second])]


def place_with_key(place: Place, clock: Clock) -> Place:
    """Return *place* with its key: this computer's, or one that somebody gives now.

    Raises:
        BookLocked: nothing that is there can be opened by anybody.
        NoKeyGiven: the question was closed.
    """
    try:
        return unlocked(place, None, _folders())
    except BookLocked as error:
        if not error.can_be_opened:
            raise
        make_application()
        opened = asked_key(place, clock, str(error))
    if opened is None:
        raise NoKeyGiven("Buku tidak dibuka.")
    return opened


def asked_key(place: Place, clock: Clock, why: str, parent: QWidget | None = None) -> Place | None:
    """Ask for the code or passphrase of *place*; None when nobody gives it."""
    dialog = UnlockDialog(place, clock, why, parent)
    is_given = dialog.exec() == UnlockDialog.DialogCode.Accepted
    opened = dialog.place
    dialog.deleteLater()
    return opened if is_given else None
