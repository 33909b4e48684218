"""The register as flat records, for the command line and for whoever reads its JSON."""

from collections.abc import Collection
from typing import Any

from app.book.book import Book
from app.book.lists import Lists, read_lists
from app.reading.milestones import milestones
from app.rules.deadlines import describe, governing_deadline
from app.rules.identity import mask_nik
from models.complaint import Complaint

Record = dict[str, str | bool | None]


def listed_records(book: Book, ids: Collection[int]) -> list[Record]:
    """Return one record per id, in their order; keys are Indonesian, as in import files.

    A NIK is masked; of a complaint with a secret identity nobody is named.
    """
    labels = _Labels(read_lists(book))
    query = Complaint.select().where(book.store.one_of(Complaint.id, ids))
    found = {row.id: row for row in book.rows(query)}
    return [_record(book, found[id_], labels) for id_ in ids if id_ in found]


class _Labels:
    """Names by key, retired entries included."""

    def __init__(self, lists: Lists) -> None:
        self.services: dict[Any, str] = {entry.id: entry.name for entry in lists.services}
        self.categories: dict[Any, str] = {entry.id: entry.name for entry in lists.categories}
        self.districts: dict[Any, str] = {entry.code: entry.name for entry in lists.districts}
        self.villages: dict[Any, str] = {entry.code: entry.name for entry in lists.villages}
        self.teams: dict[Any, str] = {entry.id: entry.name for entry in lists.teams}


def _record(book: Book, row: Complaint, labels: _Labels) -> Record:
    deadline = governing_deadline(milestones(row), book.calendar, book.limits, book.clock.today())
    record: Record = {
        "nomor": row.number,
        "diterima": row.received_at.isoformat(timespec="minutes"),
        "dicatat": row.recorded_at.isoformat(),
        "saluran": row.channel,
        "jenis": row.kind,
        "rahasia": row.is_secret,
        "objek": row.subject,
        "uraian": row.description,
        "harapan": row.expectation,
        "kecamatan": labels.districts.get(row.district_code, ""),
        "desa": labels.villages.get(row.village_code, ""),
        "layanan": labels.services.get(row.service_id, ""),
        "kategori": labels.categories.get(row.category_id, ""),
        "nomor_lapor": row.tracking_id,
        "status": row.status,
        "tim": labels.teams.get(row.team_id, ""),
        "lengkap_pada": _day(row.completed_on),
        "batas_distribusi": _day(row.distribute_by),
        "batas_penyelesaian": _day(row.settle_by),
        "ditutup_pada": _day(row.closed_on),
        "dijawab_langsung": row.is_direct,
        "batas_waktu": describe(deadline, book.limits),
    }
    return record | _person(row)


def _person(row: Complaint) -> Record:
    if row.is_secret:
        return dict.fromkeys(("nama", "alamat", "telepon", "email", "nik"), "dirahasiakan")
    return {
        "nama": row.name,
        "alamat": row.address,
        "telepon": row.phone,
        "email": row.email,
        "nik": mask_nik(row.nik),
    }


def _day(day: Any) -> str | None:
    return day.isoformat() if day is not None else None
