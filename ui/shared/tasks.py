"""TaskRunner: the one door through which slow work leaves the GUI thread."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from app.ground.errors import BookError
from app.ground.overriding import override
from app.ground.progress import Progress

Result = TypeVar("Result")


class _Report(QObject):
    """Carries a job's end from the worker to the GUI thread."""

    ended = Signal(object)  # the Task


class Task(QRunnable, Generic[Result]):
    """One job on its way.

    ``cancel`` drops its result, or the job itself if it still waits; one that looks at the
    progress it was started with ends by itself.
    """

    def __init__(
        self,
        job: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[BookError], None],
        busy: str,
        progress: Progress,
    ) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.busy = busy
        self.progress = progress
        self.report = _Report()
        self._job = job
        self._done = done
        self._failed = failed
        self._result: Result | None = None
        self._error: BaseException | None = None

    @property
    def is_cancelled(self) -> bool:
        """Whether nobody waits for it any more."""
        return self.progress.is_cancelled

    def cancel(self) -> None:
        """Forget the job; neither ``done`` nor ``failed`` is called any more."""
        self.progress.is_cancelled = True

    @override
    def run(self) -> None:
        """Do the job in the worker."""
        try:
            if not self.is_cancelled:
                self._result = self._job()
        except BaseException as error:  # nothing is lost: it is handed to the GUI thread
            self._error = error
        self.report.ended.emit(self)

    def settle(self) -> None:
        """Call ``done`` or ``failed`` in the GUI thread; a bug is raised there. Only once."""
        done, failed, result, error = self._done, self._failed, self._result, self._error
        # Let go here: the worker may be the last to hold the task, and must not take apart what
        # the job held, such as a dialog that was closed meanwhile.
        del self._job, self._done, self._failed, self._result, self._error
        if self.is_cancelled:
            return
        if isinstance(error, BookError):
            failed(error)
        elif error is not None:
            raise error
        else:
            done(result)  # type: ignore[arg-type]  # set when there is no error


class TaskRunner(QObject):
    """Runs jobs one after another in a single worker thread, and small readings beside it.

    Plain values go in, plain values come out. A job that reads the book wraps its work in
    ``book.worker_connection()``. Known errors go to ``failed``; anything else is our bug and
    reaches ``sys.excepthook``.
    """

    started = Signal(str)  # what is being done, in Indonesian
    finished = Signal()  # nothing is left to do

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        # A search does not wait for an export.
        self._beside = QThreadPool(self)
        self._beside.setMaxThreadCount(1)
        self._tasks: list[Task[Any]] = []
        self._readings: list[Task[Any]] = []
        # A worker may still be on its way out of it; when its next one ends, it has left.
        self._left: dict[bool, Task[Any]] = {}

    @property
    def share_done(self) -> float | None:
        """How much of the running job is done, from 0 to 1; None where it does not say."""
        progress = self._tasks[0].progress if self._tasks else Progress()
        return min(1.0, progress.done / progress.total) if progress.total else None

    @property
    def is_busy(self) -> bool:
        """Whether a job is running or waiting."""
        return bool(self._tasks or self._readings)

    def run(
        self,
        job: Callable[[], Result],
        *,
        done: Callable[[Result], None],
        failed: Callable[[BookError], None],
        busy: str,
        progress: Progress | None = None,
    ) -> Task[Result]:
        """Start *job*; ``done`` gets its result and ``failed`` its known error, in this thread.

        Neither is called for a job that was cancelled. A job that can be stopped in its midst, or
        says how far it has come, shares its *progress*.
        """
        task = Task(job, done, failed, busy, progress or Progress())
        self._tasks.append(task)
        self.started.emit(busy)
        self._start(task, self._pool)
        return task

    def read(
        self,
        job: Callable[[], Result],
        *,
        done: Callable[[Result], None],
        failed: Callable[[BookError], None],
        progress: Progress,
    ) -> Task[Result]:
        """Start a short reading for what is on the screen, beside whatever else is being done.

        Readings wait for each other only; one that looks at its *progress* is stopped through it.
        """
        task = Task(job, done, failed, "", progress)
        self._readings.append(task)
        self._start(task, self._beside)
        return task

    def _start(self, task: Task[Any], pool: QThreadPool) -> None:
        # Held by a list until its signal has arrived: Qt does not keep Python objects alive.
        task.report.ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        pool.start(task)

    @Slot()
    def cancel(self) -> None:
        """Drop everything that is running or waiting."""
        for task in (*self._tasks, *self._readings):
            task.cancel()

    def wait(self) -> None:
        """Wait until the workers have ended; for closing the window."""
        self._pool.waitForDone()
        self._beside.waitForDone()

    @Slot(object)
    def _on_ended(self, task: Task[Any]) -> None:
        is_reading = task in self._readings
        (self._readings if is_reading else self._tasks).remove(task)
        self._left[is_reading] = task
        if not self.is_busy:
            self.finished.emit()
        task.settle()
