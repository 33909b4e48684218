"""The papers of a meeting say what their golden texts say."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.reading.meetings.values import ActionRow, DiscussedComplaint, MeetingDetail
from app.rules.meetings import MeetingStatus, Participant
from app.rules.statuses import Status
from exports.pdf.meeting import write_attendance, write_invitation, write_minutes
from tests.exports import values
from tests.exports.golden_text import agree, pdf_text

_PAPERS = {
    "undangan": write_invitation,
    "daftar-hadir": write_attendance,
    "notula": write_minutes,
}


def a_meeting(**changes) -> MeetingDetail:
    base = MeetingDetail(
        id=3,
        starts_at=datetime(2026, 11, 24, 9, 0),
        duration=90,
        place="Ruang rapat, lantai 2; kiri",
        agenda="Blangko KTP-el kosong",
        participants=(Participant("Budi Rekaan", "Kepala Bidang"), Participant("Siti Contoh")),
        participants_text="Budi Rekaan, Kepala Bidang\nSiti Contoh",
        status=MeetingStatus.PLANNED,
        notes="",
        cancel_reason="",
        complaints=(
            DiscussedComplaint(
                1,
                "017/PGD/X/2026",
                "KTP-el belum tercetak",
                "KTP-el",
                "Bidang Dafduk",
                Status.DISTRIBUTED,
                date(2026, 11, 30),
                "",
            ),
        ),
        actions=(),
        standing=values.STANDING,
    )
    return replace(base, **changes)


def held() -> MeetingDetail:
    plain = a_meeting()
    [about] = plain.complaints
    action = ActionRow(
        1,
        3,
        1,
        "017/PGD/X/2026",
        "Minta blangko ke provinsi",
        "Budi Rekaan",
        date(2026, 11, 27),
        None,
        0,
    )
    return replace(
        plain,
        status=MeetingStatus.HELD,
        notes="Blangko tiba hari Senin.\nAntrean diumumkan di loket.",
        complaints=(replace(about, decision="Dicetak pekan depan."),),
        actions=(action,),
    )


@pytest.mark.parametrize("name", _PAPERS)
def test_paper(name, tmp_path):
    path = tmp_path / "surat.pdf"
    meeting = held() if name == "notula" else a_meeting()
    _PAPERS[name](meeting, values.filled_settings(), path)
    agree(name, pdf_text(path))


def test_minutes_of_a_meeting_to_come_leave_room_to_write(tmp_path):
    path = tmp_path / "notula.pdf"
    write_minutes(a_meeting(), values.filled_settings(), path)
    assert "Keputusan : …" in pdf_text(path)


@pytest.mark.parametrize("name", _PAPERS)
def test_whatever_people_wrote_makes_a_paper(name, tmp_path):
    path = tmp_path / "surat.pdf"
    about = replace(a_meeting().complaints[0], subject=values.MESSY, decision=values.MESSY * 40)
    crowd = tuple(Participant(f"Peserta {number}", values.MESSY) for number in range(60))
    messy = a_meeting(
        agenda=values.MESSY, notes=values.MESSY * 90, participants=crowd, complaints=(about,) * 30
    )
    _PAPERS[name](messy, values.filled_settings("F4"), path)
    assert "Peserta 59" in pdf_text(path)
