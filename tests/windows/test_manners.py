"""What is left out under Wine is left out with its reason, never because something failed."""

from tests.windows.commands import try_commands
from tests.windows.manners import BUDGET, KNOWN, reasons


def test_a_test_is_left_out_for_a_reason_of_wine(monkeypatch):
    monkeypatch.delenv(BUDGET, raising=False)
    known = next(iter(KNOWN))
    assert list(reasons(f"tests/x.py::{known}[2026-09]", 9_999)) == [KNOWN[known]]
    assert list(reasons("tests/x.py::test_any_other", 9_999)) == []


def test_when_its_minutes_are_over_no_test_is_begun(monkeypatch):
    monkeypatch.setenv(BUDGET, "480")
    assert list(reasons("tests/x.py::test_any_other", 479)) == []
    assert list(reasons("tests/x.py::test_any_other", 481)) == ["the minutes for Wine are over"]


def test_a_command_that_answers_otherwise_is_told():
    faults = list(try_commands(lambda *given: (0, "Buku Pengaduan 0.4.0"), "0.4.0", "C:\\uji"))
    assert not any(fault.startswith("buku --versi") for fault in faults)
    assert any(
        fault.startswith("buku periksa --buku C:\\uji\\buku contoh.db: 0") for fault in faults
    )
