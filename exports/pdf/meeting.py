"""The papers of a meeting: *undangan*, *daftar hadir* and *notula pembahasan*."""

from pathlib import Path
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from app.book.settings import Settings
from app.ground.formatting import clock_time, short_date, weekday_date
from app.reading.meetings.values import DiscussedComplaint, MeetingDetail
from app.rules.meetings import Participant
from exports.office_text import DOTS, SignatureText, signature_text
from exports.pdf.letterhead import Letterhead
from exports.pdf.page import imprint, portrait, write_pdf
from exports.pdf.signature import signature, signatures
from exports.pdf.tables import ListColumn, fact_table, ruled_list
from exports.pdf.text import (
    BODY,
    CELL,
    CELL_RIGHT,
    HEADING,
    TITLE,
    or_dash,
    paragraph,
    paragraphs,
)

_ABOUT: Final = (
    ListColumn("No.", 8, CELL_RIGHT),
    ListColumn("Nomor pengaduan", 34, CELL),
    ListColumn("Layanan", 34, CELL),
    ListColumn("Objek", 62, CELL, 200),
    ListColumn("Batas waktu", 24, CELL),
)
_PRESENT: Final = (
    ListColumn("No.", 8, CELL_RIGHT),
    ListColumn("Nama", 52, CELL),
    ListColumn("Jabatan", 52, CELL),
    ListColumn("Tanda tangan", 48, CELL),
)
_ACTIONS: Final = (
    ListColumn("No.", 8, CELL_RIGHT),
    ListColumn("Tindak lanjut", 66, CELL, 300),
    ListColumn("Pengaduan", 32, CELL),
    ListColumn("Oleh", 36, CELL),
    ListColumn("Sampai", 22, CELL),
)
# Enough to sign in, and lines for those who were not invited.
_ROOM: Final = 9
_SPARE_LINES: Final = 3


def write_invitation(meeting: MeetingDetail, settings: Settings, path: Path) -> None:
    """Write the letter that invites to *meeting*.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    width = portrait(settings.office).width
    invited = "\n".join(
        f"{number}. {_with_duty(each)}" for number, each in enumerate(meeting.participants, start=1)
    )
    story: list[Flowable] = [
        Letterhead(settings.office),
        Spacer(0, 4 * mm),
        fact_table(
            [("Nomor", DOTS), ("Hal", "Undangan pembahasan pengaduan")],
            width,
            label_width=24 * mm,
            style=BODY,
        ),
        Spacer(0, 4 * mm),
        paragraph("Kepada Yth.", BODY),
        *paragraphs(invited, BODY),
        paragraph("di tempat", BODY),
        Spacer(0, 4 * mm),
        paragraph(
            "Untuk menindaklanjuti pengaduan masyarakat, kami mengundang Bapak/Ibu hadir pada:",
            BODY,
        ),
        fact_table(_when(meeting), width, label_width=32 * mm, style=BODY),
        Spacer(0, 3 * mm),
        *_about(meeting, width),
        Spacer(0, 3 * mm),
        # Nobody signs a page without a line of the letter on it.
        KeepTogether(
            [
                paragraph("Atas perhatian dan kehadirannya kami ucapkan terima kasih.", BODY),
                signature(signature_text(settings.manager, settings.office.city, None), width),
            ]
        ),
    ]
    _write("Undangan pembahasan", meeting, settings, story, path)


def write_attendance(meeting: MeetingDetail, settings: Settings, path: Path) -> None:
    """Write the list on which those who came sign.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    width = portrait(settings.office).width
    rows = [
        (str(number), each.name, each.duty, "")
        for number, each in enumerate(meeting.participants, start=1)
    ]
    spare = range(len(rows) + 1, len(rows) + 1 + _SPARE_LINES)
    rows += [(str(number), "", "", "") for number in spare]
    story: list[Flowable] = [
        *_head("DAFTAR HADIR PEMBAHASAN PENGADUAN", settings),
        fact_table(_when(meeting), width, label_width=32 * mm, style=BODY),
        Spacer(0, 3 * mm),
        ruled_list(_PRESENT, rows, width, room=_ROOM),
        KeepTogether([_signed(meeting, settings, width)]),
    ]
    _write("Daftar hadir", meeting, settings, story, path)


def write_minutes(meeting: MeetingDetail, settings: Settings, path: Path) -> None:
    """Write what a meeting said and decided; what is not known yet is a dotted line.

    Raises:
        StorageError: the file cannot be written; what was there before is still there.
    """
    width = portrait(settings.office).width
    people = "\n".join(_with_duty(each) for each in meeting.participants)
    note_taker = SignatureText(above=("Notulis,",), name=DOTS, below=(f"NIP. {DOTS}",))
    chair = signature_text(settings.manager, settings.office.city, meeting.starts_at.date())
    story: list[Flowable] = [
        *_head("NOTULA PEMBAHASAN PENGADUAN", settings),
        fact_table([*_when(meeting), ("Peserta", people)], width, label_width=32 * mm, style=BODY),
        paragraph("Jalannya pembahasan", HEADING),
        *paragraphs(meeting.notes or f"{DOTS}\n{DOTS}\n{DOTS}", BODY),
        paragraph("Keputusan", HEADING),
        *(flowable for each in meeting.complaints for flowable in _decision(each, width)),
        *_action_list(meeting, width),
        KeepTogether([signatures([note_taker, chair], width)]),
    ]
    _write("Notula pembahasan", meeting, settings, story, path)


def _write(
    title: str, meeting: MeetingDetail, settings: Settings, story: list[Flowable], path: Path
) -> None:
    said = imprint(settings, f"{title} {short_date(meeting.starts_at.date())}", meeting.standing)
    write_pdf(path, story, (portrait(settings.office),), said)


def _head(title: str, settings: Settings) -> list[Flowable]:
    return [Letterhead(settings.office), Spacer(0, 4 * mm), paragraph(title, TITLE), Spacer(0, 6)]


def _when(meeting: MeetingDetail) -> list[tuple[str, str]]:
    hours = f"{clock_time(meeting.starts_at)} sampai {clock_time(meeting.ends_at)}"
    return [
        ("Hari, tanggal", weekday_date(meeting.starts_at.date())),
        ("Pukul", hours),
        ("Tempat", meeting.place),
        ("Acara", meeting.agenda),
    ]


def _about(meeting: MeetingDetail, width: float) -> list[Flowable]:
    rows = [
        (
            str(number),
            each.number,
            or_dash(each.service),
            or_dash(each.subject),
            short_date(each.settle_by) if each.settle_by else "",
        )
        for number, each in enumerate(meeting.complaints, start=1)
    ]
    return [paragraph("Pengaduan yang dibahas:", BODY), ruled_list(_ABOUT, rows, width)]


def _decision(each: DiscussedComplaint, width: float) -> list[Flowable]:
    facts = [("Objek", or_dash(each.subject)), ("Keputusan", each.decision or DOTS)]
    return [
        paragraph(each.number, BODY),
        fact_table(facts, width, label_width=28 * mm),
        Spacer(0, 2 * mm),
    ]


def _action_list(meeting: MeetingDetail, width: float) -> list[Flowable]:
    if not meeting.actions:
        return []
    rows = [
        (str(number), each.what, each.number, each.who, short_date(each.due_on))
        for number, each in enumerate(meeting.actions, start=1)
    ]
    return [paragraph("Tindak lanjut", HEADING), ruled_list(_ACTIONS, rows, width)]


def _signed(meeting: MeetingDetail, settings: Settings, width: float) -> Flowable:
    day = meeting.starts_at.date()
    return signature(signature_text(settings.manager, settings.office.city, day), width)


def _with_duty(each: Participant) -> str:
    return ", ".join(filter(None, (each.name, each.duty)))
