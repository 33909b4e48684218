"""What the tests of the viewer look at."""

import pytest

from tests.ui.viewer.files import pdf_of


@pytest.fixture
def paper(tmp_path):
    """Return a paper of three pages on the disk."""
    path = tmp_path / "Tanda terima 001-PGD-XI-2026.pdf"
    path.write_bytes(pdf_of(3))
    return path
