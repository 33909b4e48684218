"""What the driver says of a disk or a file becomes a sentence; our own mistakes stay mistakes."""

import apsw
import peewee
import pytest

from app.book.storage import explaining_storage, storage_error
from app.ground.errors import StorageError


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (apsw.CorruptError("database disk image is malformed"), "rusak"),
        (apsw.FullError("database or disk is full"), "Cakram penuh"),
        (apsw.BusyError("database is locked"), "dikunci"),
        (apsw.IOError("disk I/O error"), "Periksa cakram"),
        (apsw.ReadOnlyError("attempt to write a readonly database"), "tidak dapat ditulisi"),
    ],
)
@pytest.mark.parametrize("is_wrapped", [True, False])
def test_trouble_with_the_machine_is_a_sentence(error, words, is_wrapped):
    def fail():
        if is_wrapped:
            raise peewee.OperationalError(str(error)) from error
        raise error

    with pytest.raises(StorageError, match=words), explaining_storage():
        fail()


@pytest.mark.parametrize(
    "error",
    [
        apsw.ConstraintError("complaints are never deleted"),
        peewee.IntegrityError("UNIQUE constraint failed"),
        ValueError("ours"),
    ],
)
def test_a_broken_rule_is_no_trouble_with_the_machine(error):
    assert storage_error(error) is None
    with pytest.raises(type(error)), explaining_storage():
        raise error
