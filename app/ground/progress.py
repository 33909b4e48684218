"""How far a long job has come, and whether anybody still waits for it."""

from dataclasses import dataclass
from typing import Final

from app.ground.errors import UserError


class Stopped(UserError):
    """Nobody waits for the job any more; it has left nothing behind."""

    def __init__(self) -> None:
        super().__init__("Pembacaan dihentikan.")


@dataclass(slots=True)
class Progress:
    """One small object between a worker and the window.

    Attributes:
        total: how much there is to do, in what the job counts (bytes, rows); 0 when not known.
        done: how much of it is done; written by the worker.
        is_cancelled: set by the window; the worker stops where it asks next, unheard.
        is_stopped: the same, and what the worker says of it is still heard.
    """

    total: int = 0
    done: int = 0
    is_cancelled: bool = False
    is_stopped: bool = False

    @property
    def is_over(self) -> bool:
        """Whether the worker shall stop."""
        return self.is_cancelled or self.is_stopped

    def tell(self, done: int) -> None:
        """Say how much is done.

        Raises:
            Stopped: the person has had enough.
        """
        self.done = done
        self.ask()

    def stop(self) -> None:
        """Say that the person has had enough; the job itself says how it ended."""
        self.is_stopped = True

    def ask(self) -> None:
        """Raise ``Stopped`` when the person has had enough; as cheap as an attribute."""
        if self.is_over:
            raise Stopped


UNWATCHED: Final = Progress()
