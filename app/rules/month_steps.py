"""The steps that are about a month: what it says stands from its closing on."""

from collections.abc import Mapping
from typing import Final

from app.rules.events import Event, Step
from app.rules.step_rule import DESK, MANAGER, StepRule

MONTH_STEPS: Final[Mapping[Step, StepRule]] = {
    Step.CLOSE_MONTH: StepRule(
        Event.MONTH_CLOSED,
        "Bulan ditutup",
        MANAGER,
        label="Tutup bulan",
        accept="Tutup bulan ini",
        asks_pin=True,
    ),
    Step.REOPEN_MONTH: StepRule(
        Event.MONTH_REOPENED,
        "Bulan dibuka kembali",
        MANAGER,
        label="Buka kembali",
        title="Buka kembali bulan yang sudah ditutup",
        accept="Buka kembali",
        is_danger=True,
        asks_pin=True,
    ),
    Step.ISSUE_ERRATUM: StepRule(
        Event.ERRATUM_ISSUED,
        "Ralat diterbitkan",
        MANAGER,
        label="Terbitkan ralat",
        accept="Terbitkan",
        asks_pin=True,
    ),
    Step.WRITE_MONTH_WORDS: StepRule(
        Event.MONTH_WORDS_WRITTEN,
        "Kesimpulan bulan ditulis",
        DESK,
        label="Kesimpulan dan nota dinas",
        accept="Simpan",
    ),
}
