"""What dropping a card on a column means, and what it does."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.book.book import Book
from app.book.lists import TeamEntry
from app.ground.changes import Changes
from app.reading.board import BoardColumn
from app.reading.complaint.detail import read_detail
from app.reading.register.values import ComplaintRow
from app.rules.completeness import ELEMENT_LABELS, Element
from app.rules.events import Step
from app.rules.moves import steps_between
from app.rules.procedure import STEPS
from app.rules.statuses import STATUS_LABELS, Status
from app.steps.complete import declare_complete
from app.steps.distribute import distribute, takes_away


@dataclass(frozen=True, slots=True)
class Stays:
    """The card is where it was dropped."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The move is not allowed; *reason* is the sentence that says why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Distributes:
    """The complaint goes to a team, and to a person of it where one is named.

    *question*, if any, is asked first; a reason is asked for where somebody else has it now.
    """

    team_id: int
    person_id: int | None = None
    declares_complete: bool = False
    question: str = ""
    wants_reason: bool = False


@dataclass(frozen=True, slots=True)
class Steps:
    """The dialogs of these steps come one after the other, as long as none is cancelled."""

    steps: tuple[Step, ...]


Move = Stays | Refused | Distributes | Steps


@dataclass(frozen=True, slots=True)
class Batch:
    """What dropping several cards at once means.

    Attributes:
        moves: complaint id -> where it goes, after one yes to *question*, if there is one.
        refused: for each card that stays where it is, the sentence that says why.
        dialogs: the cards whose steps are asked for one after the other.
    """

    moves: Mapping[int, Distributes]
    refused: tuple[str, ...]
    dialogs: tuple[tuple[ComplaintRow, tuple[Step, ...]], ...]
    question: str = ""

    @property
    def wants_reason(self) -> bool:
        """Whether one of them is taken from somebody, which wants a reason."""
        return any(move.wants_reason for move in self.moves.values())


def move_into(book: Book, row: ComplaintRow, column: BoardColumn) -> Move:
    """Return what it means to drop the card of *row* on *column*."""
    if book.read_only:
        return Refused(f"Buku hanya dapat dibaca. {book.read_only_reason}")
    if column.status is not None:
        return _into_step(row, column.status)
    if column.team_id is not None or column.person_id is not None:
        return _into_team(book, row, column)
    if row.status in (Status.DISTRIBUTED, Status.ANSWERED):
        return Refused(
            f"{row.number} sudah dikirim ke tim, jadi tidak kembali ke “{column.title}”. "
            "Pindahkan ke tim lain, atau urungkan bila baru saja salah pindah."
        )
    return Stays()


def _into_team(book: Book, row: ComplaintRow, column: BoardColumn) -> Move:
    # A person who answers for all teams answers for the one that has the complaint.
    team_id = column.team_id if column.team_id is not None else row.team_id
    if team_id is None:
        return Refused(f"Pilih tim untuk {row.number} dengan Ctrl+D.")
    if row.status is Status.COMPLETE:
        return Distributes(team_id, column.person_id)
    if row.status in (Status.DISTRIBUTED, Status.ANSWERED):
        return _to_others(row, column, team_id)
    missing = read_detail(book, row.id).missing
    if missing:
        return Refused(_incomplete(row, missing))
    return Distributes(
        team_id,
        column.person_id,
        declares_complete=True,
        question=f"Keempat unsur {row.number} sudah ada. "
        f"Nyatakan lengkap dan distribusikan ke {column.title}?",
    )


def _incomplete(row: ComplaintRow, missing: Iterable[Element]) -> str:
    named = ", ".join(ELEMENT_LABELS[element].lower() for element in missing)
    return (
        f"{row.number} belum lengkap: {named}. "
        "Isi yang kurang atau kembalikan untuk dilengkapi; sesudah itu baru dapat dikirim."
    )


def _to_others(row: ComplaintRow, column: BoardColumn, team_id: int) -> Move:
    is_same_person = column.person_id in (None, row.assignee_id)
    if row.team_id == team_id and is_same_person:
        return Stays()
    question = (
        f"Jawaban {row.number} sudah disetujui. Bila dipindahkan ke {column.title}, "
        "jawabannya perlu disetujui lagi."
        if row.status is Status.ANSWERED
        else ""
    )
    is_taken = takes_away(row.team_id, row.assignee_id, team_id, column.person_id)
    return Distributes(team_id, column.person_id, question=question, wants_reason=is_taken)


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
    if row.status is Status.RECORDED and read_detail(book, row.id).missing:
        return Steps((Step.RETURN,))
    if row.status in (Status.RECORDED, Status.INCOMPLETE):
        return Steps((Step.DECLARE_COMPLETE, Step.DISTRIBUTE))
    return Steps((Step.DISTRIBUTE,))


def moves_into(book: Book, rows: Sequence[ComplaintRow], column: BoardColumn) -> Batch:
    """Return what it means to drop the cards of *rows* on *column* together."""
    return _batch({row.id: (row, move_into(book, row, column)) for row in rows}, column.title)


def moves_to_team(
    book: Book, rows: Sequence[ComplaintRow], team: TeamEntry, person_id: int | None = None
) -> Batch:
    """Return what it means to distribute the complaints of *rows* to *team* together."""
    column = BoardColumn("", team.short_name, team.id, None, (), 0, 0, person_id=person_id)
    return moves_into(book, rows, column)


def _batch(moves: Mapping[int, tuple[ComplaintRow, Move]], title: str) -> Batch:
    going = {id_: move for id_, (_, move) in moves.items() if isinstance(move, Distributes)}
    asked = [move for move in going.values() if move.question]
    question = asked[0].question if len(going) == 1 and asked else _question(asked, title)
    return Batch(
        going,
        tuple(move.reason for _, move in moves.values() if isinstance(move, Refused)),
        tuple((row, move.steps) for row, move in moves.values() if isinstance(move, Steps)),
        question,
    )


def _question(asked: Sequence[Distributes], title: str) -> str:
    if not asked:
        return ""
    fresh = sum(move.declares_complete for move in asked)
    answered = len(asked) - fresh
    said = [
        f"{fresh} pengaduan dinyatakan lengkap lebih dahulu." if fresh else "",
        f"{answered} jawaban yang sudah disetujui perlu disetujui lagi." if answered else "",
    ]
    return " ".join(filter(None, [*said, f"Kirim semuanya ke {title}?"]))


def distribute_cards(
    book: Book, moves: Mapping[int, Distributes], note: str = "", reason: str = ""
) -> Changes:
    """Carry out a drop on a team, all of it or nothing.

    Args:
        book: the open book.
        moves: complaint id -> where it goes; declared complete first where that was agreed.
        note: the instruction that goes with all of them.
        reason: why those that somebody has now go to others.
    """
    with book.transaction():
        for complaint_id, move in moves.items():
            if move.declares_complete:
                declare_complete(book, complaint_id)
            distribute(
                book,
                complaint_id,
                move.team_id,
                note,
                assignee_id=move.person_id,
                reason=reason if move.wants_reason else "",
            )
    return Changes(complaints=frozenset(moves))


def completions_of(book: Book, rows: Sequence[ComplaintRow]) -> tuple[list[int], list[str]]:
    """Return which complaints of *rows* can be declared complete, and why the others cannot."""
    ready, refused = [], []
    for row in rows:
        missing = read_detail(book, row.id).missing
        if row.status not in STEPS[Step.DECLARE_COMPLETE].moves:
            refused.append(f"{row.number} sudah berstatus “{STATUS_LABELS[row.status]}”.")
        elif missing:
            refused.append(_incomplete(row, missing))
        else:
            ready.append(row.id)
    return ready, refused


def declare_all_complete(book: Book, ids: Iterable[int]) -> Changes:
    """Declare these complaints complete, all or none."""
    wanted = frozenset(ids)
    with book.transaction():
        for complaint_id in sorted(wanted):
            declare_complete(book, complaint_id)
    return Changes(complaints=wanted)
