"""What dropping a card on a column means, and what it does."""

from dataclasses import dataclass

from app.book.book import Book
from app.ground.changes import Changes
from app.reading.board import BoardColumn
from app.reading.complaint.detail import read_detail
from app.reading.register.values import ComplaintRow
from app.rules.completeness import ELEMENT_LABELS
from app.rules.events import Step
from app.rules.moves import steps_between
from app.rules.statuses import STATUS_LABELS, Status
from app.steps.complete import declare_complete
from app.steps.distribute import distribute


@dataclass(frozen=True, slots=True)
class Stays:
    """The card is where it was dropped."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The move is not allowed; *reason* is the sentence that says why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Distributes:
    """The complaint goes to a team; *question*, if any, is asked first."""

    team_id: int
    declares_complete: bool = False
    question: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """The dialogs of these steps come one after the other, as long as none is cancelled."""

    steps: tuple[Step, ...]


Move = Stays | Refused | Distributes | Steps


def move_into(book: Book, row: ComplaintRow, column: BoardColumn) -> Move:
    """Return what it means to drop the card of *row* on *column*."""
    if book.read_only:
        return Refused(f"Buku hanya dapat dibaca. {book.read_only_reason}")
    if column.status is not None:
        return _into_step(row, column.status)
    if column.team_id is not None:
        return _into_team(book, row, column)
    if row.status in (Status.DISTRIBUTED, Status.ANSWERED):
        return Refused(
            f"{row.number} sudah dikirim ke tim, jadi tidak kembali ke “{column.title}”. "
            "Pindahkan ke tim lain, atau urungkan bila baru saja salah pindah."
        )
    return Stays()


def _into_team(book: Book, row: ComplaintRow, column: BoardColumn) -> Move:
    team_id = column.team_id or 0
    if row.status is Status.COMPLETE:
        return Distributes(team_id)
    if row.status in (Status.DISTRIBUTED, Status.ANSWERED):
        return _to_another_team(row, column, team_id)
    missing = read_detail(book, row.id).missing
    if missing:
        named = ", ".join(ELEMENT_LABELS[element].lower() for element in missing)
        return Refused(
            f"{row.number} belum lengkap: {named}. "
            "Isi yang kurang atau kembalikan untuk dilengkapi; sesudah itu baru dapat dikirim."
        )
    return Distributes(
        team_id,
        declares_complete=True,
        question=f"Keempat unsur {row.number} sudah ada. "
        f"Nyatakan lengkap dan distribusikan ke {column.title}?",
    )


def _to_another_team(row: ComplaintRow, column: BoardColumn, team_id: int) -> Move:
    if row.team_id == team_id:
        return Stays()
    if row.status is Status.ANSWERED:
        return Distributes(
            team_id,
            question=f"Jawaban {row.number} sudah disetujui. Bila dipindahkan ke {column.title}, "
            "jawabannya perlu disetujui lagi.",
        )
    return Distributes(team_id)


def _into_step(row: ComplaintRow, wanted: Status) -> Move:
    if row.status is wanted:
        return Stays()
    ways = steps_between(row.status, wanted)
    if not ways:
        return Refused(
            f"{row.number} berstatus “{STATUS_LABELS[row.status]}”, jadi tidak dapat langsung "
            f"dipindahkan ke “{STATUS_LABELS[wanted]}”."
        )
    if ways[0] is Step.APPROVE_ANSWER and not row.has_answer:
        return Steps((Step.WRITE_ANSWER, Step.APPROVE_ANSWER))
    return Steps(ways[:1])


def distribution_of(book: Book, row: ComplaintRow) -> Move:
    """Return what the key for distributing means for the card of *row*."""
    if book.read_only:
        return Refused(f"Buku hanya dapat dibaca. {book.read_only_reason}")
    if row.status in (Status.RECORDED, Status.INCOMPLETE):
        return Steps((Step.DECLARE_COMPLETE, Step.DISTRIBUTE))
    return Steps((Step.DISTRIBUTE,))


def distribute_card(book: Book, complaint_id: int, move: Distributes) -> Changes:
    """Carry out a drop on a team: declare complete first where that was agreed, all or nothing."""
    with book.transaction():
        if move.declares_complete:
            declare_complete(book, complaint_id)
        return distribute(book, complaint_id, move.team_id)
