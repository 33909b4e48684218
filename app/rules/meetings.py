"""Meetings (*pembahasan*): what is asked of one, in words and as checks.

Source: complaint procedure, sections 5 and 8. A meeting is optional and never moves a deadline.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from app.ground.stored import StoredEnum

SHORTEST, LONGEST = 15, 600
USUAL_MINUTES: Final = 60
LONGEST_TEXT: Final = 4_000
_LONGEST_LINE: Final = 200
_NO_MOMENT: Final = "Tulis tanggal dan jamnya, misalnya 23-11-2026 09.00."
_MOST_PEOPLE: Final = 60


class MeetingStatus(StoredEnum):
    """Where a meeting stands."""

    PLANNED = "dijadwalkan"
    HELD = "terlaksana"
    CANCELLED = "batal"


MEETING_STATUS_LABELS: Final = {
    MeetingStatus.PLANNED: "Dijadwalkan",
    MeetingStatus.HELD: "Terlaksana",
    MeetingStatus.CANCELLED: "Batal",
}


@dataclass(frozen=True, slots=True)
class Participant:
    """Who is invited, and as what."""

    name: str
    duty: str = ""


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """What is asked before a meeting is on the schedule.

    Attributes:
        duration: in minutes.
        participants: one on each line, "Nama, jabatan".
        complaints: the ids of what it is about.
    """

    starts_at: datetime | None
    duration: int
    place: str
    agenda: str
    participants: str
    complaints: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """What somebody shall do until a day; *complaint_id* where it is about one complaint."""

    what: str
    who: str
    due_on: date | None
    complaint_id: int | None = None


def participants_of(text: str) -> tuple[Participant, ...]:
    """Return who stands on the lines of *text*; empty lines say nobody."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    parts = (line.partition(",") for line in lines if line)
    return tuple(Participant(name.strip(), duty.strip()) for name, _, duty in parts)


def ends_at(starts_at: datetime, duration: int) -> datetime:
    """Return when a meeting is over."""
    return starts_at + timedelta(minutes=duration)


def plan_problems(plan: MeetingPlan) -> dict[str, str]:
    """Return what is wrong with *plan*: the name of a field and an Indonesian sentence."""
    found = {
        "starts_at": "" if plan.starts_at else _NO_MOMENT,
        "duration": _duration_problem(plan.duration),
        "place": _line_problem(plan.place, "Tulis tempatnya."),
        "agenda": _text_problem(plan.agenda, "Tulis apa yang dibahas."),
        "participants": _people_problem(plan.participants),
        "complaints": "" if plan.complaints else "Pilih paling sedikit satu pengaduan.",
    }
    return {name: sentence for name, sentence in found.items() if sentence}


def action_problems(actions: Sequence[PlannedAction], held_on: date) -> str:
    """Return what is wrong with the first action that will not do; empty when all will."""
    for number, action in enumerate(actions, start=1):
        if not action.what.strip() or not action.who.strip():
            return f"Tindak lanjut {number}: tulis apa yang dikerjakan dan oleh siapa."
        if action.due_on is None:
            return f"Tindak lanjut {number}: tulis tanggal batasnya, misalnya 30-11-2026."
        if action.due_on < held_on:
            return f"Tindak lanjut {number}: batasnya tidak boleh sebelum hari pembahasan."
    return ""


def _duration_problem(minutes: int) -> str:
    if SHORTEST <= minutes <= LONGEST:
        return ""
    return f"Lamanya {SHORTEST} sampai {LONGEST} menit."


def _line_problem(text: str, sentence: str) -> str:
    if not text.strip():
        return sentence
    return f"Paling banyak {_LONGEST_LINE} huruf." if len(text) > _LONGEST_LINE else ""


def _text_problem(text: str, sentence: str) -> str:
    if not text.strip():
        return sentence
    return f"Paling banyak {LONGEST_TEXT} huruf." if len(text) > LONGEST_TEXT else ""


def _people_problem(text: str) -> str:
    people = participants_of(text)
    if not people:
        return "Tulis paling sedikit satu peserta."
    if len(people) > _MOST_PEOPLE:
        return f"Paling banyak {_MOST_PEOPLE} peserta."
    nameless = next((n for n, each in enumerate(people, start=1) if not each.name), None)
    return f"Peserta ke-{nameless} tidak bernama. Tulis: nama, jabatan." if nameless else ""
