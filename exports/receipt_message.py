"""The receipt as a message: its words, and the addresses that open them in WhatsApp or a mail."""

from urllib.parse import quote

from app.book.settings import Settings
from app.ground.formatting import shortened
from app.ground.neutral import neutral
from app.reading.complaint.values import ComplaintDetail
from app.rules.identity import whatsapp_number
from app.rules.papers import Paper
from exports.complaint_text import greeting, missing_words, named_on, next_step, received
from exports.office_text import standing_words

# With all it says around it the address stays below 2,000 characters, which Windows hands on.
_LONGEST_SUBJECT = 80
_LONGEST_NAME = 60


def receipt_text(detail: ComplaintDetail, settings: Settings) -> str:
    """Return the receipt as a message to the complainant.

    Somebody else may see the telephone: of a secret complaint it names nobody.
    """
    office = settings.office
    name = _one_line(named_on(Paper.RECEIPT, detail), _LONGEST_NAME)
    subject = _one_line(detail.subject, _LONGEST_SUBJECT)
    facts = (
        f"Nomor: {detail.number}",
        f"Kode cek: {detail.check_value}" if detail.check_value else "",
        f"Diterima: {received(detail, office)}",
        f"Objek: {subject}" if subject else "",
        f"Masih kurang: {missing_words(detail)}" if detail.missing else "",
    )
    keep = "Simpan nomor dan kode cek ini, dan jangan berikan kodenya kepada orang lain. "
    return "\n\n".join(
        (
            greeting(name),
            "Pengaduan Anda sudah kami terima dan kami catat.",
            "\n".join(fact for fact in facts if fact),
            next_step(detail, settings),
            f"{keep if detail.check_value else ''}Pelayanan pengaduan tidak dipungut biaya.",
            f"{settings.manager.position.strip() or 'Petugas pengaduan'}\n{office.short_name}\n"
            f"({standing_words(detail.standing)})",
        )
    )


def receipt_number(detail: ComplaintDetail) -> str | None:
    """Return the number the receipt can be sent to by WhatsApp (E.164), None without one."""
    own = (detail.extra.get(name, "") for name in ("sender_number", "caller_number"))
    return whatsapp_number(detail.phone, *own)


def whatsapp_address(number: str, text: str) -> str:
    """Return the address that opens WhatsApp with *text* written to *number* (E.164)."""
    return f"https://wa.me/{number.removeprefix('+')}?text={_quoted(text)}"


def mail_address(to: str, detail: ComplaintDetail, text: str) -> str:
    """Return the address that opens the mail program with *text* written to *to*."""
    subject = f"Tanda terima pengaduan {detail.number}"
    body = text.replace("\n", "\r\n")
    receiver = quote(" ".join(to.split()), safe="@", errors="replace")
    return f"mailto:{receiver}?subject={_quoted(subject)}&body={_quoted(body)}"


def _quoted(text: str) -> str:
    return quote(text, safe="", errors="replace")


def _one_line(text: str, longest: int) -> str:
    return shortened(" ".join(neutral(text).split()), longest)
