"""Who the entries of a journal say was at the desk, against its own list of officers and rights."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.book.journal import OFFICER, PROGRAM
from app.rules.events import Event, Step
from app.rules.officers import Role
from app.rules.procedure import BY_PROGRAM, RULE_OF, STEPS
from models.rows import Value

_USES_PINS: Final = "people.uses_pins"
_OF_ANOTHER: Final = (Step.RESTORE_BOOK, Step.RESCUE_BOOK)
# What no PIN stands behind: what the program does by itself, and what was asked of another book.
_UNASKED: Final = frozenset(STEPS[step].event.value for step in (*BY_PROGRAM, *_OF_ANOTHER))


@dataclass(slots=True)
class _Known:
    """An officer as the journal has told of that one so far."""

    names: set[str] = field(default_factory=set)
    role: str = ""


class PeopleWatch:
    """Follows a journal, and knows at each entry whether PINs are used and who has which duty."""

    def __init__(self) -> None:
        self._uses_pins = False
        self._officers: dict[Value, _Known] = {}

    def look(self, said: Sequence[int | str], new: Mapping[str, Value]) -> Iterator[str]:
        """Yield what is wrong with who wrote one entry; *said* are its columns, *new* its values.

        The entries come in order.
        """
        sequence, _, _, officer, event, entity, entity_id, *_ = said
        if self._uses_pins and not _is_unasked(str(officer), str(event)):
            wrong = self._wrong(str(officer), str(event), new.get(OFFICER))
            if wrong:
                yield f"Jurnal: catatan {sequence} {wrong}."
        if entity == "officer":
            self._learn(entity_id, new)
        elif entity == "setting" and entity_id == _USES_PINS:
            self._uses_pins = new.get("value") == "true"

    def _wrong(self, officer: str, event: str, id_: Value) -> str:
        if id_ is None:
            return f"ditulis atas nama {officer} tanpa PIN, padahal buku memakai PIN"
        known = self._officers.get(str(id_))
        if known is None:
            return f"ditulis petugas nomor {id_}, yang tidak ada dalam daftar ketika itu"
        if officer not in known.names:
            return f"ditulis atas nama {officer}, tetapi PIN-nya milik petugas lain"
        if not _may(known.role, event):
            return f"ditulis {officer}, yang tidak berwenang menurut tugasnya"
        return ""

    def _learn(self, entity_id: Value, new: Mapping[str, Value]) -> None:
        known = self._officers.setdefault(entity_id, _Known())
        if "name" in new:
            known.names.add(str(new["name"]))
        known.role = str(new.get("role", known.role))


def _is_unasked(officer: str, event: str) -> bool:
    # The settings of an older release are brought up to date by the program.
    return event in _UNASKED or (officer == PROGRAM and event == Event.SETTING_CHANGED.value)


def _may(role: str, event: str) -> bool:
    try:
        return Role(role) in RULE_OF[Event(event)].by
    except ValueError:
        # What nobody knows is told where rows are compared with the journal.
        return True
