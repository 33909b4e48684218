"""The looks: steps that alter nothing, and are written down because of what is seen.

Source: UU 27/2022 on personal data, articles 16 and 39; what a secret complainant is promised.
"""

from collections.abc import Mapping
from typing import Final

from app.rules.events import Event, Step
from app.rules.step_rule import MANAGER, READING, WORKING, StepRule

LOOK_STEPS: Final[Mapping[Step, StepRule]] = {
    # Who answers for a team needs what happened and whose file it is, not who complained.
    Step.SHOW_IDENTITY: StepRule(
        Event.IDENTITY_SHOWN, "Identitas dilihat", READING, label="Lihat identitas", is_look=True
    ),
    Step.SHOW_NIK: StepRule(
        Event.NIK_SHOWN, "NIK dilihat", READING | WORKING, label="Lihat NIK", is_look=True
    ),
    Step.SHOW_FILE: StepRule(
        Event.FILE_SHOWN,
        "Lampiran dilihat",
        READING | WORKING,
        label="Lihat lampiran",
        is_look=True,
    ),
    Step.EXPORT_WHOLE: StepRule(
        Event.EXPORTED_WHOLE,
        "Diekspor dengan data lengkap",
        MANAGER,
        label="Ekspor data lengkap",
        asks_pin=True,
        is_look=True,
    ),
}
