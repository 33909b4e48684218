"""Obviously invented complaints and recaps for the tests of papers and workbooks."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from app.book.journal import Standing
from app.book.office_pack import default_office, read_pack
from app.book.settings import Settings, Signatory
from app.ground.formatting import Month, parse_moment
from app.reading.complaint.values import BoxOpeningInfo, ComplaintDetail
from app.reading.recap.closed import Erratum, TableChange
from app.reading.recap.month_words import MonthWords
from app.reading.recap.outlook_values import (
    AgeLine,
    CauseLine,
    OpenLine,
    Outlook,
    RepeatLine,
    TeamLine,
    TrendPoint,
)
from app.reading.recap.printed_book import PrintedBook
from app.reading.recap.tables import with_void
from app.reading.recap.values import (
    Alteration,
    Carried,
    CorrectionLine,
    Figures,
    InternalRecap,
    LateLine,
    NumberRow,
    NumberTable,
    PublicRecap,
    RegisterLine,
    TableKey,
)
from app.rules.channels import CHANNEL_LABELS, Channel, ComplaintKind
from app.rules.deadlines import DayUnit, Deadline, DueClock, Urgency
from app.rules.statuses import Status

FIRST = read_pack(default_office()).settings
FINGERPRINT = "7f3a-91c2-0be4-55d8"
STANDING = Standing(1_234, FINGERPRINT)
MESSY = 'Slmt malam 🙏 <b>tebal\n=1+1\takta "salah" & \x07 👩‍👩‍👧 Javanese ꦲ'
FORMULA = '=HYPERLINK("http://contoh","antrean")'


def filled_settings(paper: str = "A4") -> Settings:
    return replace(
        FIRST,
        office=replace(FIRST.office, address="Jalan Contoh Nomor 1, Sanggau 78500", paper=paper),
        manager=Signatory(
            position="Pejabat Pengelola Pengaduan",
            name="Budi Contoh, S.Sos.",
            rank="Penata Tingkat I, III/d",
            nip="19800101 200501 1 001",
        ),
        head=Signatory(
            position="Kepala Dinas Kependudukan dan Pencatatan Sipil",
            acting="Plt.",
            name="Sri Misal, M.Si.",
            rank="Pembina Utama Muda, IV/c",
            nip="19700101 199501 2 001",
        ),
    )


def a_deadline() -> Deadline:
    return Deadline(DueClock.SETTLEMENT, Urgency.SAFE, date(2026, 10, 9), 4, DayUnit.WORKING)


def a_complaint(**changes: Any) -> ComplaintDetail:
    complaint = ComplaintDetail(
        id=7,
        number="007/PGD/X/2026",
        channel=Channel.COUNTER,
        kind=ComplaintKind.COMPLAINT,
        status=Status.COMPLETE,
        received_at=parse_moment("2026-10-02T08:12"),
        recorded_at=parse_moment("2026-10-02T08:20"),
        recorded_by="Petugas Misal",
        check_value="K7M-2RT-9XW",
        name="Anton Umpama",
        address="Dusun Contoh RT 02",
        district="Sekayam",
        village="Kenaman",
        district_code="61.03.01",
        village_code=None,
        phone="0812 0000 1122",
        phone_normal="+6281200001122",
        email="anton@example.org",
        nik="6103010101900003",
        is_secret=False,
        subject="KTP-el belum tercetak",
        description="Rekam KTP bulan Juni, sampai sekarang katanya blangko kosong.",
        expectation="Minta kepastian kapan dicetak",
        service="KTP-el",
        service_id=1,
        category="Blangko/sarana tidak tersedia",
        category_id=1,
        extra={"receiving_officer": "Petugas Misal", "place": "Loket 1"},
        common_values=(),
        channel_values=(),
        box_opening=None,
        attachments=(),
        missing=(),
        doubts=(),
        returned_on=None,
        supplement_by=None,
        completed_on=date(2026, 10, 2),
        settle_by=date(2026, 10, 9),
        distribute_by=date(2026, 10, 4),
        team_id=1,
        team="Bidang Pelayanan Pendaftaran Penduduk",
        distributed_on=date(2026, 10, 2),
        distribution_note="Mohon dicek ketersediaan blangko.",
        answer="Blangko sudah tersedia. KTP-el dapat diambil di loket 3.\n\nMohon membawa KK.",
        answered_by="Petugas Ibarat",
        answered_on=date(2026, 10, 5),
        approved_by="Budi Contoh",
        approved_on=date(2026, 10, 6),
        is_direct=False,
        delivered_at=None,
        delivered_how="",
        delivered_to="",
        closed_on=None,
        closing_reason="",
        forwarded_to="",
        anonymised_on=None,
        working_days=None,
        distribution=a_deadline(),
        settlement=a_deadline(),
        deadline=a_deadline(),
        has_answer=True,
        deadline_words="Penyelesaian sisa 4 hari kerja",
        timeline=(),
        links=(),
        counter_step=None,
        standing=STANDING,
    )
    return replace(complaint, **changes)


def an_opening(**changes: Any) -> BoxOpeningInfo:
    opening = BoxOpeningInfo(
        id=1,
        opened_at=parse_moment("2026-11-23T15:30"),
        box_location="Ruang tunggu lantai 1",
        witness_1="Saksi Satu",
        witness_2="Saksi Dua",
        letter_count=2,
    )
    return replace(opening, **changes)


def a_line(position: int = 1, **changes: Any) -> RegisterLine:
    received = parse_moment("2026-10-01T08:12") + timedelta(hours=7 * (position % 90))
    line = RegisterLine(
        complaint_id=position,
        number=f"{position:03}/PGD/X/2026",
        received_at=received,
        channel=CHANNEL_LABELS[list(Channel)[position % 8]],
        name=f"Anton Umpama {position}",
        address="Dusun Contoh RT 02, Desa Kenaman, Kec. Sekayam",
        phone="0812 0000 1122",
        service="KTP-el",
        subject="KTP-el belum tercetak",
        description="Rekam KTP bulan Juni, sampai sekarang katanya blangko kosong.",
        completeness="Lengkap",
        team="Dafduk",
        distributed_on=received.date(),
        response="Blangko sudah tersedia.",
        closed_on=received.date() + timedelta(days=3),
        working_days=3,
        remark="Selesai",
    )
    return replace(line, **changes)


def a_printed_book(count: int = 30, **changes: Any) -> PrintedBook:
    lines = [a_line(n, recorded_on=date(2026, 9 + n // 16, 1 + n % 28)) for n in range(1, count)]
    lines.append(
        a_line(
            count, is_void=True, remark="Batal: tercatat dua kali", recorded_on=date(2026, 12, 1)
        )
    )
    book = PrintedBook(Month.parse("2026"), tuple(lines), False, STANDING)
    return replace(book, **changes)


def a_late_line(position: int = 1, **changes: Any) -> LateLine:
    line = LateLine(
        number=f"{position:03}/PGD/X/2026",
        subject="KTP-el belum tercetak",
        channel=Channel.WHATSAPP,
        team="Dafduk",
        due_on=date(2026, 10, 9),
        closed_on=None,
        days_late=4,
        reason="Blangko habis di seluruh provinsi; baru tiba 14 Oktober.",
    )
    return replace(line, **changes)


def _table(
    key: TableKey, title: str, label: str, columns: tuple[str, ...], rows: dict[str, Any]
) -> NumberTable:
    made = tuple(NumberRow(name, tuple(cells)) for name, cells in rows.items())
    sums = tuple(sum(cell or 0 for cell in cells) for cells in zip(*rows.values(), strict=True))
    return NumberTable(key, title, label, columns, made, NumberRow("Jumlah", sums))


def some_tables() -> tuple[NumberTable, ...]:
    in_done_left = ("Masuk", "Selesai", "Sisa")
    flow = {
        label: (1, 3 + i, 2 + i, 0, 0, 0, 2)
        for i, label in enumerate(CHANNEL_LABELS[channel] for channel in Channel)
    }
    services = {"KTP-el": (30, 28, 2), "Kartu Keluarga (KK)": (12, 10, 2), "Lainnya": (10, 8, 2)}
    categories = {
        "Keterlambatan penyelesaian": (40, 38, 2),
        "Persyaratan/prosedur tidak jelas": (12, 8, 4),
    }
    districts = dict.fromkeys(("Kapuas", "Sekayam", "Mukok", "Entikong"), (4, 3, 1))
    return (
        _table(
            TableKey.FLOW,
            "Neraca menurut saluran",
            "Saluran",
            ("Sisa awal", "Masuk", "Selesai", "Diteruskan", "Dicabut", "Batal", "Sisa akhir"),
            flow,
        ),
        with_void(
            _table(TableKey.SERVICE, "Menurut layanan", "Layanan", in_done_left, services), 2
        ),
        _table(TableKey.CATEGORY, "Menurut kategori", "Kategori", in_done_left, categories),
        _table(TableKey.DISTRICT, "Menurut kecamatan", "Kecamatan", in_done_left, districts),
        _table(
            TableKey.OUTCOME,
            "Menurut hasil",
            "Hasil",
            ("Jumlah",),
            {"Selesai": (46,), "Di tim penjawab": (6,)},
        ),
        _table(
            TableKey.TIMELINESS,
            "Ketepatan waktu",
            "Ukuran",
            ("Jumlah",),
            {"Distribusi dalam batas": (50,), "Distribusi terlambat": (2,)},
        ),
        _table(TableKey.DIRECT, "Dijawab langsung", "Layanan", ("Jumlah",), {"KTP-el": (6,)}),
    )


def tables_with_services(services: dict[str, Any]) -> tuple[NumberTable, ...]:
    """Return the usual tables with other services; without any, their total stands alone."""
    columns = ("Masuk", "Selesai", "Sisa")
    made = _table(
        TableKey.SERVICE, "Menurut layanan", "Layanan", columns, services or {"": (9, 9, 0)}
    )
    if not services:
        made = replace(made, rows=())
    return tuple(made if found.key is made.key else found for found in some_tables())


def some_figures(**changes: Any) -> Figures:
    figures = Figures(
        received=52,
        previous_received=46,
        settled=44,
        settled_on_time=36,
        settled_late=2,
        distributed_on_time=50,
        distributed_late=2,
        average_working_days=2.84,
        closing=16,
        direct=6,
        top_category="Keterlambatan penyelesaian",
        top_category_count=40,
        repeats=4,
    )
    return replace(figures, **changes)


def an_open_line(number: int, **changes: Any) -> OpenLine:
    line = OpenLine(
        number=f"{number:03}/PGD/IX/2026",
        subject="Akta kelahiran salah nama",
        channel=Channel.COUNTER,
        received_on=date(2026, 9, 20),
        age=41,
        team="Capil",
        status=Status.DISTRIBUTED,
        is_late=True,
    )
    return replace(line, **changes)


def an_outlook(**changes: Any) -> Outlook:
    month, points = Month(2024, 11), []
    for number in range(24):
        points.append(TrendPoint(month, 30 + 3 * (number % 9), 28 + number, 25, 28, number % 7))
        month = month.next()
    outlook = Outlook(
        open_before=(an_open_line(88),),
        open_after=(an_open_line(88), an_open_line(90, team="", status=Status.RECORDED, age=3)),
        future=("091/PGD/X/2026",),
        teams=(
            TeamLine("Capil", 20, 18, 17, 1, 3.25, 2, 1),
            TeamLine("Dafduk", 26, 20, 19, 1, None, 6, 0),
        ),
        ages=(AgeLine("0–5 hari", 1, 0), AgeLine("31–60 hari", 1, 1)),
        causes=(CauseLine("Keterlambatan penyelesaian", "KTP-el", 22),),
        repeats=(RepeatLine("040/PGD/X/2026", "KTP-el belum tercetak", "007/PGD/X/2026"),),
        trend=tuple(points),
    )
    return replace(outlook, **changes)


def a_correction(**changes: Any) -> CorrectionLine:
    line = CorrectionLine(
        month=Month(2026, 9),
        number="085/PGD/IX/2026",
        subject="Surat menyusul",
        told_on=date(2026, 10, 6),
        officer="Petugas Misal",
        happened="Isian diperbaiki",
        reason="Salah tanggal.",
        alterations=(
            Alteration("Tanggal terima", "30-09-2026", ""),
            Alteration("Layanan", "KTP-el", "Kartu Keluarga (KK)"),
            Alteration("Nama", "", "diperbaiki"),
        ),
    )
    return replace(line, **changes)


def an_erratum(**changes: Any) -> Erratum:
    erratum = Erratum(
        month=Month(2026, 9),
        number=2,
        closed_at=parse_moment("2026-10-05T09:00"),
        closed_standing=Standing(900, "1111-2222-3333-4444"),
        changes=(TableChange("Neraca", "Tatap muka", "Masuk", 12, 13),),
        corrections=(a_correction(),),
        figures=some_figures(),
        standing=STANDING,
    )
    return replace(erratum, **changes)


def an_internal_recap(count: int = 12, **changes: Any) -> InternalRecap:
    recap = InternalRecap(
        month=Month(2026, 10),
        as_of=date(2026, 11, 2),
        is_nil=False,
        figures=some_figures(),
        tables=some_tables(),
        late=(a_late_line(1), a_late_line(2, closed_on=date(2026, 10, 14))),
        lines=tuple(a_line(position) for position in range(1, count + 1)),
        standing=STANDING,
        corrections=(a_correction(),),
        carried=Carried(Month(2026, 9), 7, 8),
        outlook=an_outlook(),
        words=MonthWords(
            "Keterlambatan terutama karena blangko habis.",
            "Mengajukan tambahan blangko.",
            "700/123/Dukcapil/2026",
            "",
            "Bupati Rekaan\nArsip",
        ),
    )
    return replace(recap, **changes)


def a_public_recap(**changes: Any) -> PublicRecap:
    recap = PublicRecap(
        month=Month(2026, 10),
        as_of=date(2026, 11, 2),
        is_nil=False,
        figures=some_figures(),
        tables=some_tables(),
    )
    return replace(recap, **changes)


def no_figures() -> Figures:
    return Figures(0, 3, 0, 0, 0, 0, 0, None, 0, 0, None, 0)


def a_nil_recap() -> InternalRecap:
    flow = replace(
        some_tables()[0],
        rows=tuple(NumberRow(CHANNEL_LABELS[channel], (0,) * 7) for channel in Channel),
        total=NumberRow("Jumlah", (0,) * 7),
    )
    others = tuple(replace(table, rows=(), total=None) for table in some_tables()[1:])
    nothing = an_outlook(
        open_before=(), open_after=(), future=(), teams=(), ages=(), causes=(), repeats=()
    )
    return an_internal_recap(
        0,
        is_nil=True,
        figures=no_figures(),
        tables=(flow, *others),
        late=(),
        corrections=(),
        carried=None,
        outlook=nothing,
    )
