"""Somebody who has had enough in the midst of a job."""

from app.ground.progress import Progress


class GivenUpAt(Progress):
    """Cancels once the job says that it has done so much, or has asked so often."""

    def __init__(self, done: int | None = None, *, asked: int | None = None) -> None:
        super().__init__()
        self._most_done = done
        self._asks_left = asked

    def tell(self, done: int) -> None:
        if self._most_done is not None and done >= self._most_done:
            self.is_cancelled = True
        super().tell(done)

    def ask(self) -> None:
        if self._asks_left is not None:
            self._asks_left -= 1
            self.is_cancelled = self.is_cancelled or self._asks_left < 0
        super().ask()
