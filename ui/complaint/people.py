"""How the ui names the people of a complaint, with respect to who can see the screen."""

from typing import Final

from app.ground.neutral import neutral
from app.rules.channels import COMMON
from app.rules.fields import is_withheld
from app.rules.identity import mask_nik, pretty_phone
from ui.shared.privacy import PrivacyShield

WITHHELD: Final = "Identitas dirahasiakan"
NAMELESS: Final = "Tanpa nama"
NO_SUBJECT: Final = "(objek belum diisi)"


def reporter_name(name: str, shield: PrivacyShield, *, is_secret: bool) -> str:
    """Return how lists name the complainant."""
    if is_withheld(COMMON["name"], is_secret=is_secret):
        return WITHHELD
    return shield.mask(neutral(name).strip()) or NAMELESS


def subject_words(subject: str, service: str, shield: PrivacyShield) -> str:
    """Return what a complaint is about; others who see the screen read the service alone.

    What was typed as the subject may name somebody.
    """
    if not subject:
        return NO_SUBJECT
    instead = service if shield.is_up else ""
    return " · ".join(filter(None, (instead, shield.mask(neutral(subject)))))


def phone_words(phone: str, normal: str | None) -> str:
    """Return a number as people read it; as it was typed when it is no number."""
    return pretty_phone(normal) if normal else phone


def nik_words(nik: str, shield: PrivacyShield, *, is_revealed: bool) -> str:
    """Return a NIK with its middle hidden, or whole when it was asked for."""
    return shield.mask(nik if is_revealed else mask_nik(nik))
