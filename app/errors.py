"""The kinds of failure: what a person can put right, and what is wrong with the machine.

Everything else is a bug and is not caught here. ``str(error)`` is the Indonesian sentence shown to
the officer and on standard error.
"""

from dataclasses import dataclass


class BookError(Exception):
    """A known failure; its text says what happened, what was kept and what to do."""


class UserError(BookError):
    """Something the person at the desk can put right."""


class StorageError(BookError):
    """The machine is in trouble: disk, file, permission."""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field: its English name and the sentence that stands under it."""

    field: str
    sentence: str


class FormRefused(UserError):
    """One or more fields hold something that cannot be recorded."""

    def __init__(self, problems: tuple[FieldProblem, ...]) -> None:
        self.problems = problems
        super().__init__(" ".join(problem.sentence for problem in problems))
