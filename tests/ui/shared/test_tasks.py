"""Slow work leaves and comes back by one door."""

import sys
import threading
from collections.abc import Iterator

import pytest
from pytestqt.exceptions import capture_exceptions

from app.ground.errors import StorageError
from app.ground.progress import Progress
from ui.shared.tasks import TaskRunner


@pytest.fixture
def tasks(dressed) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.wait()


def _never(value: object) -> None:
    raise AssertionError(value)


def test_result_arrives_in_this_thread_and_work_is_done_in_another(qtbot, tasks) -> None:
    seen: list[tuple[int, int]] = []
    with qtbot.waitSignal(tasks.finished):
        tasks.run(
            threading.get_ident,
            done=lambda worker: seen.append((worker, threading.get_ident())),
            failed=_never,
            busy="Menulis berkas",
        )
        assert tasks.is_busy
    qtbot.waitUntil(lambda: bool(seen))
    ((worker, here),) = seen
    assert here == threading.get_ident() != worker
    assert not tasks.is_busy


def test_known_error_goes_to_failed(qtbot, tasks) -> None:
    def job() -> None:
        raise StorageError("Cakram penuh.")

    heard: list[str] = []
    tasks.run(job, done=_never, failed=lambda error: heard.append(str(error)), busy="")
    qtbot.waitUntil(lambda: heard == ["Cakram penuh."])


def test_bug_reaches_the_hook_with_its_trace(qtbot, tasks) -> None:
    def job() -> None:
        raise ZeroDivisionError

    with capture_exceptions() as caught:
        with qtbot.waitSignal(tasks.finished):
            tasks.run(job, done=_never, failed=_never, busy="")
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    assert sys.excepthook is not None


def test_cancelled_job_that_waits_is_never_done(qtbot, tasks) -> None:
    gate = threading.Event()
    ran: list[str] = []
    tasks.run(lambda: gate.wait(10), done=lambda _: ran.append("first"), failed=_never, busy="")
    second = tasks.run(lambda: ran.append("second"), done=_never, failed=_never, busy="")
    second.cancel()
    with qtbot.waitSignal(tasks.finished):
        gate.set()
    qtbot.waitUntil(lambda: ran == ["first"])


def test_jobs_run_one_after_another(qtbot, tasks) -> None:
    order: list[int] = []
    with qtbot.waitSignal(tasks.finished):
        for number in range(5):
            tasks.run(lambda n=number: n, done=order.append, failed=_never, busy="")
    qtbot.waitUntil(lambda: order == [0, 1, 2, 3, 4])


def test_a_cancelled_job_stops_in_its_midst_and_says_nothing(qtbot, tasks) -> None:
    progress, asked = Progress(total=4), threading.Event()

    def job() -> None:
        progress.tell(1)
        asked.set()
        while True:
            progress.ask()

    task = tasks.run(job, done=_never, failed=_never, busy="", progress=progress)
    asked.wait()
    assert tasks.share_done == 0.25
    with qtbot.waitSignal(tasks.finished):
        task.cancel()
    assert tasks.share_done is None
