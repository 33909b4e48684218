"""What the letterhead (*kop surat*) and a signature block say, for papers and workbooks alike."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.book.journal import Standing
from app.book.settings import OfficeIdentity, Signatory
from app.book.signatures import LastSignature
from app.ground.formatting import long_date, moment, thousands
from app.rules.deadlines import UNIT_LABELS, Limit

SHORT_DOTS: Final = "…" * 10
DOTS: Final = "…" * 16
LONG_DOTS: Final = "…" * 30


def standing_words(stood: Standing) -> str:
    """Return by what a paper is found in the book: "catatan 1.234, sidik jari 7f3a-91c2-…"."""
    return f"catatan {thousands(stood.sequence)}, sidik jari {stood.fingerprint}"


def signed_words(signed: LastSignature) -> str:
    """Return up to which entry and by whom the book is signed, in a sentence."""
    return (
        f"Isi buku sampai catatan {thousands(signed.sequence)} (sidik jari {signed.fingerprint}) "
        f"ditandatangani secara elektronik oleh {signed.name} pada {moment(signed.at)}, kunci "
        f"{signed.key}."
    )


@dataclass(frozen=True, slots=True)
class LetterheadText:
    """The lines of the letterhead, from top to bottom."""

    government: str
    name: str
    address: str
    contact: str
    website: str


@dataclass(frozen=True, slots=True)
class SignatureText:
    """The lines of a signature block; *name* stands below the room for the signature."""

    above: tuple[str, ...]
    name: str
    below: tuple[str, ...]

    @property
    def is_named(self) -> bool:
        """Whether the name is known and not to be filled in by hand."""
        return not self.name.startswith("…")


def letterhead_text(office: OfficeIdentity) -> LetterheadText:
    """Return the letterhead of *office*; what is not known is a dotted line."""
    phone = office.phone.strip() or f"Telepon {SHORT_DOTS}"
    contact = "   ·   ".join(part for part in (phone, office.email.strip()) if part)
    return LetterheadText(
        government=office.government.strip() or LONG_DOTS,
        name=office.name.strip() or LONG_DOTS,
        address=office.address.strip() or f"{LONG_DOTS} {office.city}".strip(),
        contact=contact,
        website=office.website.strip(),
    )


def signature_text(signatory: Signatory, city: str, day: date | None) -> SignatureText:
    """Return the block of *signatory*; without a *day* the date is filled in by hand."""
    when = long_date(day) if day else SHORT_DOTS
    return SignatureText(
        above=(f"{city.strip() or SHORT_DOTS}, {when}", *_position(signatory)),
        name=signatory.name.strip() or DOTS,
        below=(
            f"Pangkat/Gol. {signatory.rank.strip() or SHORT_DOTS}",
            f"NIP. {signatory.nip.strip() or DOTS}",
        ),
    )


def limit_words(limit: Limit) -> str:
    """Return a limit as the office says it: ``2 hari``, ``5 hari kerja``."""
    return f"{limit.days} {UNIT_LABELS[limit.unit]}"


def _position(signatory: Signatory) -> tuple[str, ...]:
    position = f"{signatory.position.strip() or DOTS},"
    if signatory.acting == "a.n.":
        return (f"a.n. {signatory.behalf_of.strip() or DOTS}", position)
    return (f"{signatory.acting} {position}".strip(),)
