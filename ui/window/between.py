"""Work on the file of the book between two windows, with a dialog as long as it lasts."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop

from app.ground.errors import BookError
from app.ground.progress import Progress
from ui.shared.tasks import TaskRunner
from ui.widgets.waiting_dialog import WaitingDialog
from ui.window.application import make_application

Result = TypeVar("Result")


def done_between(
    job: Callable[[], Result], title: str, sentence: str, progress: Progress | None = None
) -> Result:
    """Return what *job* returns in a worker; one that has a *progress* can be stopped.

    Raises:
        BookError: what the job raised.
    """
    make_application()
    results: list[Result] = []
    failed: list[BookError] = []
    tasks, loop = TaskRunner(), QEventLoop()
    waiting = WaitingDialog(title, sentence, "Batalkan" if progress else "")
    if progress is not None:
        waiting.follow(lambda: tasks.share_done)
        # Not the task itself: what the job says of having been stopped shall arrive.
        waiting.rejected.connect(progress.stop)
    tasks.finished.connect(loop.quit)
    tasks.run(job, done=results.append, failed=failed.append, busy=title, progress=progress)
    loop.exec()
    waiting.end()
    if failed:
        raise failed[0]
    return results[0]
