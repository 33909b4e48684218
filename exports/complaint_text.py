"""How papers name the parts of a complaint."""

from collections.abc import Collection

from app.book.settings import OfficeIdentity, Settings
from app.ground.formatting import clock_time, long_date, weekday_date
from app.ground.neutral import neutral
from app.reading.complaint.values import ComplaintDetail
from app.rules.channels import COMMON, channel_in_sentence, fields_of
from app.rules.completeness import ELEMENT_LABELS
from app.rules.fields import HIDDEN, is_withheld
from app.rules.identity import email_problem, mask_nik
from app.rules.papers import TO_COMPLAINANT, Paper
from exports.office_text import limit_words


def full_address(detail: ComplaintDetail) -> str:
    """Return the address with village and district, each named once."""
    parts = [detail.address.strip()]
    known = detail.address.casefold()
    if detail.village and detail.village.casefold() not in known:
        parts.append(detail.village)
    if detail.district and detail.district.casefold() not in known:
        parts.append(f"Kec. {detail.district}")
    return ", ".join(part for part in parts if part)


def named_on(paper: Paper, detail: ComplaintDetail) -> str:
    """Return the name of the complainant as far as *paper* may say it, else an empty text."""
    field = COMMON["name"]
    is_hidden = is_withheld(field, is_secret=detail.is_secret) and paper not in TO_COMPLAINANT
    is_said = paper in field.papers and not is_hidden
    return " ".join(neutral(detail.name).split()) if is_said else ""


def greeting(name: str) -> str:
    """Return how a message begins; *name* is empty where nobody is named."""
    return f"Yth. Bapak/Ibu {name}," if name else "Yth. Pengadu,"


def received(detail: ComplaintDetail, office: OfficeIdentity) -> str:
    """Return when and by which channel the complaint came in."""
    when = (
        f"{weekday_date(detail.received_at)}, pukul {clock_time(detail.received_at)} {office.zone}"
    )
    return f"{when}, melalui {channel_in_sentence(detail.channel)}"


def received_place(detail: ComplaintDetail) -> str:
    """Return where a complaint was made, for channels that have a place."""
    return own_value(detail, "place") or own_value(detail, "box_location")


def receiving_officer(detail: ComplaintDetail) -> str:
    """Return who received the complaint; where the channel does not ask, who recorded it."""
    return own_value(detail, "receiving_officer") or detail.recorded_by


def missing_words(detail: ComplaintDetail) -> str:
    """Return the missing elements in a row: ``nama, alamat dan objek pengaduan``."""
    named = [ELEMENT_LABELS[element].lower() for element in detail.missing]
    return " dan ".join(filter(None, (", ".join(named[:-1]), *named[-1:])))


def masked_nik(detail: ComplaintDetail) -> str:
    """Return the NIK as papers may show it; nothing when it is not known."""
    return mask_nik(detail.nik) if detail.nik.strip() else ""


def reply_address(detail: ComplaintDetail) -> str:
    """Return the address an answer goes to by mail, empty when there is none."""
    told = detail.extra.get("from_address", "")
    return told or ("" if email_problem(detail.email) else detail.email)


def next_step(detail: ComplaintDetail, settings: Settings) -> str:
    """Return what the complainant can expect, and by when."""
    if detail.is_direct:
        return "Pengaduan ini sudah dijawab langsung oleh petugas."
    if detail.closed_on is not None:
        return f"Pengaduan ini sudah ditutup pada {long_date(detail.closed_on)}."
    limit = limit_words(settings.limits.settle)
    if detail.settle_by is not None:
        return (
            f"Jawaban disampaikan paling lambat {weekday_date(detail.settle_by)} "
            f"({limit} sejak pengaduan dinyatakan lengkap)."
        )
    if detail.missing:
        until = (
            f" paling lambat {weekday_date(detail.supplement_by)}" if detail.supplement_by else ""
        )
        return (
            f"Mohon melengkapi kekurangan tersebut{until}. Jawaban disampaikan paling lambat "
            f"{limit} setelah pengaduan dinyatakan lengkap."
        )
    first = (
        f"Pengaduan diteruskan ke tim penjawab paling lambat {weekday_date(detail.distribute_by)}. "
        if detail.distribute_by
        else ""
    )
    return f"{first}Jawaban disampaikan paling lambat {limit} setelah pengaduan dinyatakan lengkap."


def own_value(detail: ComplaintDetail, name: str) -> str:
    """Return what a field of the channel's own says in words, empty when it says nothing."""
    return next((v.text.strip() for v in detail.channel_values if v.field == name), "")


def other_facts(
    detail: ComplaintDetail, paper: Paper, but: Collection[str]
) -> list[tuple[str, str]]:
    """Return label and text of what is declared for *paper*, but for the fields it says itself."""
    fields = (field for field in fields_of(detail.channel) if paper in field.papers)
    said = {value.field: value for value in (*detail.common_values, *detail.channel_values)}
    values = [(each, said[each.name]) for each in fields if each.name in said]
    return [
        (value.label, HIDDEN if is_withheld(each, is_secret=detail.is_secret) else value.text)
        for each, value in values
        if each.name not in but
    ]
