"""A file is written whole or not at all, and the refusal says what is in the way."""

import errno
import os

import pytest

from app.ground.errors import StorageError
from app.ground.files import replacing


def test_a_file_appears_whole(tmp_path):
    target = tmp_path / "baru" / "surat.pdf"
    with replacing(target) as scratch:
        scratch.write_bytes(b"isi")
        assert not target.exists()
    assert target.read_bytes() == b"isi"
    assert list(target.parent.iterdir()) == [target]


def test_a_failure_leaves_what_was_there(tmp_path):
    target = tmp_path / "surat.pdf"
    target.write_bytes(b"lama")
    with pytest.raises(ZeroDivisionError), replacing(target) as scratch:
        scratch.write_bytes(b"setengah" * (1 // 0))
    assert target.read_bytes() == b"lama"
    assert list(tmp_path.iterdir()) == [target]


def test_what_a_killed_writer_has_left_goes_with_the_next_one(tmp_path):
    old = tmp_path / ".surat [1].pdf.0a1b2c3d.part"
    young = tmp_path / ".surat [1].pdf.1a1b2c3d.part"
    for part in (old, young):
        part.write_bytes(b"x")
    os.utime(old, (0, 0))
    with replacing(tmp_path / "surat [1].pdf") as scratch:
        scratch.write_bytes(b"isi")
    assert not old.exists()
    assert young.exists()


def test_a_name_that_is_too_long_is_said_as_such(tmp_path):
    with (
        pytest.raises(StorageError, match="terlalu panjang"),
        replacing(tmp_path / f"{'n' * 260}.pdf") as scratch,
    ):
        scratch.write_bytes(b"isi")


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "Cakram penuh"), (errno.EACCES, "Tutup berkas itu"), (errno.EIO, "Periksa")],
)
def test_a_refused_rename_says_why_and_keeps_the_file(tmp_path, monkeypatch, number, words):
    target = tmp_path / "surat.pdf"
    target.write_bytes(b"lama")

    def refuse(*_):
        raise OSError(number, "refused")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(StorageError, match=words), replacing(target) as scratch:
        scratch.write_bytes(b"baru")
    assert target.read_bytes() == b"lama"
    assert list(tmp_path.iterdir()) == [target]
