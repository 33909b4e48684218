"""What is stored of closed months against the digests that were stored with it."""

import hashlib
import zlib
from collections.abc import Iterator

from app.book.book import Book
from app.keeping.windows import in_windows
from app.rules.months import RecordKind
from models.month import MonthFile, MonthFileContent, MonthRecord, MonthValue
from models.rows import find

_NAMED = {RecordKind.CLOSING: "Penutupan", RecordKind.ERRATUM: "Ralat"}


def months_against_digests(book: Book) -> Iterator[str]:
    """Yield which values and files of closed months are missing or altered."""
    columns = (MonthRecord.id, MonthRecord.kind, MonthRecord.month, MonthRecord.value_sha256)
    named: dict[int, str] = {}
    for id_, kind, month, sha256 in in_windows(book, MonthRecord.select(*columns), MonthRecord.id):
        named[id_] = f"{_NAMED[RecordKind(kind)]} {month}"
        value = find(book.store.database, MonthValue, id_)
        if value is None:
            yield f"{named[id_]}: isinya tidak ada."
        elif _unpacked_digest(value.content) != sha256:
            yield f"{named[id_]}: isinya telah diubah."
    files = MonthFile.select(MonthFile.id, MonthFile.record_id, MonthFile.name, MonthFile.sha256)
    for id_, record_id, name, sha256 in in_windows(book, files, MonthFile.id):
        content = find(book.store.database, MonthFileContent, id_)
        said = f"{named.get(record_id, 'Bulan')}: berkas {name}"
        if content is None:
            yield f"{said} tidak ada."
        elif hashlib.sha256(bytes(content.content)).hexdigest() != sha256:
            yield f"{said} telah diubah."


def _unpacked_digest(content: bytes) -> str:
    try:
        return hashlib.sha256(zlib.decompress(content)).hexdigest()
    except zlib.error:
        return ""
