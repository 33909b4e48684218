"""Widgets die in the window's thread, whoever was the last to hold them."""

import gc
import threading
from threading import Event

import pytest
from PySide6.QtWidgets import QWidget

from ui.shared.garbage import GarbageCollector, collect_due
from ui.shared.tasks import Task, TaskRunner


class Holding(QWidget):
    """A widget that nobody can take apart but by looking for garbage: it holds itself."""

    def __init__(self, died):
        super().__init__()
        self._died = died
        self._itself = self

    def __del__(self):
        self._died.append(threading.get_ident())


@pytest.fixture
def died():
    return []


@pytest.fixture
def tasks(dressed):
    runner = TaskRunner()
    yield runner
    runner.wait()


def allocate():
    """Make so many objects that Python would look for garbage a hundred times."""
    for _ in range(10):
        kept = [[number] for number in range(20_000)]
    return len(kept)


def run(qtbot, tasks, job):
    tasks.run(job, done=lambda _: None, failed=lambda _: None, busy="")
    qtbot.waitUntil(lambda: not tasks.is_busy, timeout=20_000)


def test_a_worker_takes_no_dialog_apart(qtbot, tasks, died):
    was_enabled = gc.isenabled()
    gc.enable()
    collector = GarbageCollector()
    try:
        for _ in range(20):
            Holding(died)
        # Only the worker's own making would be looked through: nothing here makes that many.
        before = len(died)
        run(qtbot, tasks, allocate)
        assert set(died[before:]) <= {threading.get_ident()}
        gc.collect()
        assert len(died) == 20
        assert set(died) == {threading.get_ident()}
    finally:
        collector.deleteLater()
        (gc.enable if was_enabled else gc.disable)()


def test_the_timer_collects_what_is_due(qtbot, died):
    collector = GarbageCollector()
    collector._timer.setInterval(1)
    try:
        Holding(died)
        kept = [[number] for number in range(2_000)]
        qtbot.waitUntil(lambda: bool(died))
        assert died == [threading.get_ident()]
        assert kept
    finally:
        collector.deleteLater()


def test_little_is_not_looked_for(died):
    gc.collect()
    Holding(died)
    collect_due()
    assert died == []
    gc.collect()
    assert len(died) == 1


def test_what_a_job_held_is_let_go_here_though_the_worker_lingers(qtbot, tasks, died, monkeypatch):
    class Held:
        def __del__(self):
            died.append(threading.get_ident())

    may_leave = Event()
    run_in_worker = Task.run

    def linger(self):
        run_in_worker(self)
        may_leave.wait(10)

    monkeypatch.setattr(Task, "run", linger)
    held = Held()
    tasks.run(
        lambda: None, done=lambda _, held=held: None, failed=lambda _, held=held: None, busy=""
    )
    del held
    qtbot.waitUntil(lambda: not tasks.is_busy)
    qtbot.waitUntil(lambda: bool(died))
    may_leave.set()
    tasks.wait()
    assert died == [threading.get_ident()]
