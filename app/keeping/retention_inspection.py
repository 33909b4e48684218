"""What may be missing from the journal: the personal values of what was anonymised, no others."""

from collections.abc import Mapping

from app.book.store import Store
from app.rules.events import Event
from models.complaint import Attachment, ComplaintLink
from models.journal import JournalEntry


class Forgotten:
    """Knows behind which entry the personal values of a row have to be gone."""

    def __init__(self, store: Store) -> None:
        self._behind: dict[tuple[str, str], int] = {}
        said = JournalEntry.select(JournalEntry.sequence, JournalEntry.entity_id).where(
            (JournalEntry.event == Event.ANONYMISED.value) & (JournalEntry.entity == "complaint")
        )
        complaints = {row.entity_id: row.sequence for row in store.rows(said)}
        if complaints:
            self._take(store, complaints)

    def _take(self, store: Store, complaints: Mapping[str, int]) -> None:
        ids = [int(id_) for id_ in complaints if id_.isdecimal()]
        for id_, sequence in complaints.items():
            self._behind["complaint", id_] = sequence
        files = Attachment.select(Attachment.id, Attachment.complaint_id)
        for file in store.rows(files.where(store.one_of(Attachment.complaint_id, ids))):
            self._behind["attachment", str(file.id)] = complaints[str(file.complaint_id)]
        links = ComplaintLink.select()
        is_end = store.one_of(ComplaintLink.later_id, ids) | store.one_of(
            ComplaintLink.earlier_id, ids
        )
        for link in store.rows(links.where(is_end)):
            ends = (complaints.get(str(link.later_id), 0), complaints.get(str(link.earlier_id), 0))
            self._behind["complaint_link", str(link.id)] = max(ends)

    def has_gone(self, sequence: int, entity: str, entity_id: str) -> bool:
        """Return whether the personal values of this entry have to be gone."""
        return sequence < self._behind.get((entity, entity_id), 0)
