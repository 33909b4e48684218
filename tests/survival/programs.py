"""Programs that can be killed or stopped at any moment: children of this one, already loaded."""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

Say = Callable[[str], None]


@dataclass
class Program:
    """A child that says line by line what it has acknowledged."""

    pid: int
    _reading: int
    _said: bytes = b""
    _is_over: bool = False

    def said(self) -> list[str]:
        """Return the whole lines that it has said so far."""
        with contextlib.suppress(BlockingIOError):
            while more := os.read(self._reading, 65536):
                self._said += more
        return self._said.decode().split("\n")[:-1]

    def wait_for(self, lines: int, seconds: float) -> None:
        """Wait until it has said so many lines, or is over, but no longer than *seconds*."""
        end = time.monotonic() + seconds
        while len(self.said()) < lines and not self.is_over() and time.monotonic() < end:
            time.sleep(0.001)

    def is_over(self) -> bool:
        """Return whether it has ended."""
        if not self._is_over:
            self._is_over = os.waitpid(self.pid, os.WNOHANG)[0] == self.pid
        return self._is_over

    def send(self, number: int) -> None:
        """Send it a signal."""
        if not self.is_over():
            os.kill(self.pid, number)

    def end(self, number: int = signal.SIGKILL) -> list[str]:
        """End it, wait for it, and return all that it has said."""
        self.send(number)
        if not self._is_over:
            os.waitpid(self.pid, 0)
            self._is_over = True
        said = self.said()
        os.close(self._reading)
        return said


def begin(work: Callable[[Say], object]) -> Program:
    """Let a child do *work*, which is given what says a line to this program."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        os.set_blocking(reading, False)
        return Program(pid, reading)
    # Nothing of the parent's is left to be done here, whatever happens.
    code = 1
    try:
        os.close(reading)
        quiet = os.open(os.devnull, os.O_RDWR)
        os.dup2(quiet, sys.stdout.fileno())
        work(lambda line: os.write(writing, f"{line}\n".encode()) and None)
        code = 0
    except BaseException as error:
        os.write(writing, f"fault: {type(error).__name__} {error}\n".encode())
    finally:
        os._exit(code)
