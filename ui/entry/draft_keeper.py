"""DraftKeeper: keeps what stands on the entry page as a draft while it is typed."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from app.entry.drafts import DraftInfo, Drafts, EntryContent, KeptDraft, new_key
from app.ground.errors import BookError, UserError
from app.ground.formatting import clock_time
from app.ground.overriding import override
from ui.shared.context import Context
from ui.shared.keeper import Keeper
from ui.shared.messages import RefusalBar

Answer = TypeVar("Answer")


class NotSetAside(UserError):
    """What is being typed could not be kept, so nothing else may take its place."""


class DraftKeeper(Keeper):
    """The draft of the entry on the page, and the one that was set aside for it.

    Trouble with the desk file is said on the page, once until a draft could be kept again, and
    nothing else comes of it.

    Attributes:
        current: what is kept of the entry on the page; None before anything was.
        before: the entry that was set aside last; None when there is none to go back to.
    """

    changed = Signal()

    def __init__(
        self,
        context: Context,
        refusal: RefusalBar,
        content: Callable[[], EntryContent | None],
        parent: QObject,
    ) -> None:
        """*content* returns what stands on the page now, None while there is nothing to lose."""
        super().__init__(parent)
        self._drafts = Drafts(context.desk_file, context.book, refusal.refuse)
        self._refusal = refusal
        self._content = content
        self._trouble = ""
        self._next_key = new_key()
        self.current: KeptDraft | None = None
        self.before: KeptDraft | None = None

    @property
    def key(self) -> str:
        """The key of the entry on the page, with which it is recorded once."""
        return self.current.key if self.current is not None else self._next_key

    @override
    def keep(self) -> bool:
        """Keep what stands on the page; say so and return False when it could not be kept."""
        self._pause.stop()
        content = self._content()
        if content is None:
            return True
        kept = self._attempt(
            lambda: self._drafts.keep(content, self.current, self._next_key),
            "Draf belum tersimpan; pengaduan tetap dapat dicatat.",
        )
        if kept is None:
            return False
        self.current = kept
        if self._trouble and self._refusal.text() == self._trouble:
            self._refusal.clear()
        self._trouble = ""
        self.changed.emit()
        self.kept.emit(f"Draf tersimpan {clock_time(kept.saved_at)}")
        return True

    def set_aside(self) -> None:
        """Keep what stands on the page as the entry to go back to.

        Raises:
            NotSetAside: it could not be kept.
        """
        if not self.keep():
            raise NotSetAside(
                f"{self._trouble} Entri ini tetap terbuka. Simpan dahulu, lalu ulangi."
            )
        if self._content() is not None:
            self.before, self.current = self.current, None
            self._next_key = new_key()

    def hold(self, draft: KeptDraft | None) -> None:
        """Be told what stands on the page now: *draft*, or an entry of which nothing is kept."""
        self._pause.stop()
        self.current = draft
        self._next_key = new_key()
        if draft is not None and self.before is not None and draft.key == self.before.key:
            self.before = None
        self.changed.emit()

    @Slot()
    def forget_before(self) -> None:
        """Offer no way back any more; the draft stays."""
        self.before = None
        self.changed.emit()

    def all(self) -> tuple[DraftInfo, ...]:
        """Return the drafts of this book, the latest first; none while they cannot be read."""
        return self._attempt(self._drafts.all, "Draf tidak dapat dibaca.") or ()

    def read(self, key: str) -> KeptDraft | None:
        """Return one draft; None, and say why, when it cannot be had."""
        try:
            draft = self._drafts.read(key)
        except BookError as error:
            self._refusal.refuse(f"Draf tidak dapat dibuka. {error}")
            return None
        if draft is None:
            self._refusal.refuse("Draf itu sudah tidak ada, mungkin sudah disimpan atau dibuang.")
        return draft

    def discard_current(self) -> None:
        """Delete the draft of the entry on the page, if there is one: it was recorded."""
        self._pause.stop()
        if self.current is not None:
            self._delete(self.current, self._drafts.settle)
            self.current = None

    def discard(self, draft: DraftInfo | KeptDraft) -> None:
        """Delete one draft, unless another window has written it meanwhile."""
        self._delete(draft, self._drafts.discard)

    def _delete(
        self, draft: DraftInfo | KeptDraft, delete: Callable[[DraftInfo | KeptDraft], bool]
    ) -> None:
        if self._attempt(lambda: delete(draft), "Draf belum terhapus.") is False:
            self._refusal.refuse("Draf ini diubah di jendela lain, jadi tetap disimpan.")
        if self.before is not None and self.before.key == draft.key:
            self.before = None
        self.changed.emit()

    def _attempt(self, ask: Callable[[], Answer], what: str) -> Answer | None:
        try:
            return ask()
        except BookError as error:
            sentence = f"{what} {error}"
            if sentence != self._trouble:
                self._trouble = sentence
                self._refusal.refuse(sentence)
            return None
