"""Each of the things of ``python -m tests.survival full`` once on a disk without room."""

from pathlib import Path

import pytest

from tests.survival import small_disk


@pytest.mark.plain
@pytest.mark.skipif(not small_disk.can_make_one(), reason="only root makes a small disk")
def test_a_full_disk_is_said_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Set here, so that it is what it was afterwards.
    monkeypatch.setenv("BUKU_PENGADUAN_DATA", str(tmp_path))
    try:
        tally = small_disk.run(tmp_path / "disk", len(small_disk.ACTS), 1)
    except OSError as error:
        pytest.skip(f"no file system may be mounted here: {error}")
    assert tally.examples == []
    assert tally.found["refused"]
