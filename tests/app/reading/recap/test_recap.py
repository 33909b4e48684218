"""The monthly recap of real books, made through the steps."""

import shutil
from datetime import date, datetime, time, timedelta

import pytest

from app.book.journal import fingerprint, last_entry
from app.book.lists import read_lists
from app.book.opening import open_book
from app.book.place import FilePlace
from app.entry.forms import read_form
from app.ground.clock import FixedClock
from app.ground.formatting import Month
from app.reading.complaint.links import read_links
from app.reading.recap.balance import Flow, RecapUnbalanced
from app.reading.recap.lines import register_lines
from app.reading.recap.monthly import MonthNotBegun, public_recap, read_recap
from app.reading.recap.values import TableKey
from app.rules.channels import Channel
from app.rules.links import LinkKind
from app.rules.moves import MoveRefused
from app.steps.answer import answer_directly, approve_answer, write_answer
from app.steps.close import forward, lapse, void, withdraw
from app.steps.complete import declare_complete, return_to_supplement
from app.steps.deliver import deliver
from app.steps.distribute import distribute
from app.steps.edit_lists import ListName, change_list_entry
from app.steps.link import link, undo_link
from app.steps.record import record
from models.complaint import Complaint

SEPTEMBER, OCTOBER, NOVEMBER = (Month(2026, m) for m in (9, 10, 11))
COMPLETE = {
    "name": "Contoh Satu",
    "address": "Jalan Contoh 1",
    "phone": "0812 5640 1122",
    "subject": "KTP-el belum dicetak",
    "service": "KTP-el",
    "category": "Sikap petugas",
    "district": "Kapuas",
}


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("template") / "buku.db"
    clock = FixedClock(datetime.fromisoformat("2026-09-01 08:00"))
    open_book(FilePlace(path), clock=clock, officer="Petugas Uji", may_create=True).close()
    return path


class Desk:
    """An office day by day: what a test says happens at eight in the morning of a day."""

    def __init__(self, book, clock):
        self.book = book
        self.clock = clock

    def on(self, day, month=10, year=2026):
        self.clock.moment = datetime.combine(date(year, month, day), time(8))
        went_back = self.book.clock_went_back()
        if went_back is not None:  # days of a table need not be told in order
            self.book.accept_clock(went_back)
        return self

    def record(self, channel=Channel.COUNTER, **values):
        new = read_form(channel, {**COMPLETE, **values}, self.clock.now(), read_lists(self.book))
        (id_,) = record(self.book, new).complaints
        return id_

    def settle(self, id_, late_reason=""):
        write_answer(self.book, id_, "KTP sudah dapat diambil.")
        approve_answer(self.book, id_, "Pejabat Pengelola Pengaduan")
        deliver(
            self.book,
            id_,
            how="Telepon",
            to="Contoh Satu",
            at=self.clock.now(),
            late_reason=late_reason,
        )

    def hand_over(self, id_, team=1):
        declare_complete(self.book, id_)
        distribute(self.book, id_, team)

    def recap(self, month=OCTOBER, as_of=None):
        return read_recap(self.book, month, as_of)


@pytest.fixture
def desk(template, tmp_path):
    path = tmp_path / "buku.db"
    shutil.copy(template, path)
    clock = FixedClock(datetime.fromisoformat("2026-09-01 08:00"))
    with open_book(FilePlace(path), clock=clock, officer="Petugas Uji") as book:
        yield Desk(book, clock)


def table_of(recap, key):
    return next(table for table in recap.tables if table.key is key)


def totals(recap):
    """The flow's total row without its zeros, by column."""
    table = table_of(recap, TableKey.FLOW)
    return {f: n for f, n in zip(Flow, table.total.cells, strict=True) if n}


def cells(recap, key):
    return {row.label: row.cells for row in table_of(recap, key).rows}


def test_month_without_complaints_is_nil_but_carries_the_balance(desk):
    desk.on(28, 9).record()
    recap = desk.on(31).recap()
    assert recap.is_nil
    assert totals(recap) == {Flow.OPENING: 1, Flow.CLOSING: 1}
    assert cells(recap, TableKey.FLOW)["Tatap muka"] == (1, 0, 0, 0, 0, 0, 1)
    assert len(table_of(recap, TableKey.FLOW).rows) == len(Channel)
    assert table_of(recap, TableKey.SERVICE).rows == ()
    assert recap.lines == ()
    assert recap.figures.previous_received == 1
    assert public_recap(recap).is_nil


def test_empty_book_gives_an_empty_recap(desk):
    recap = desk.on(31).recap()
    assert totals(recap) == {}
    assert recap.figures.average_working_days is None
    assert recap.figures.top_category is None
    assert public_recap(recap).tables[0].rows == table_of(recap, TableKey.FLOW).rows


def test_every_end_has_its_column(desk):
    desk.on(1)
    ids = [desk.record() for _ in range(7)]
    desk.hand_over(ids[0])
    desk.settle(ids[0])
    forward(desk.book, ids[1], "Kecamatan", "Bukan kewenangan")
    withdraw(desk.book, ids[2], "Sudah selesai sendiri")
    void(desk.book, ids[3], "Salah catat")
    answer_directly(desk.book, ids[4], "Syaratnya KK.")
    lapsing = desk.record(name="")
    return_to_supplement(desk.book, lapsing)
    desk.on(5, 11)
    lapse(desk.book, lapsing)
    assert totals(desk.recap()) == {
        Flow.RECEIVED: 8,
        Flow.SETTLED: 2,
        Flow.FORWARDED: 1,
        Flow.WITHDRAWN: 1,
        Flow.VOID: 1,
        Flow.CLOSING: 3,
    }
    assert totals(desk.recap(NOVEMBER)) == {Flow.OPENING: 3, Flow.WITHDRAWN: 1, Flow.CLOSING: 2}


def test_void_counts_only_as_received_and_void(desk):
    desk.on(1)
    void(desk.book, desk.record(), "Salah catat")
    desk.record(service="Akta kelahiran")
    recap = desk.recap()
    assert recap.figures.received == 2
    assert cells(recap, TableKey.SERVICE) == {"Akta kelahiran": (1, 0, 1)}
    assert cells(recap, TableKey.CATEGORY) == {"Sikap petugas": (1,)}
    assert cells(recap, TableKey.DISTRICT) == {"Kapuas": (1,)}
    assert cells(recap, TableKey.OUTCOME) == {"Dicatat": (1,), "Batal": (1,)}
    assert cells(recap, TableKey.TIMELINESS) == {}


def test_closed_after_the_end_was_open_then(desk):
    id_ = desk.on(30).record()
    desk.hand_over(id_)
    before = desk.on(31).recap()
    desk.on(2, 11).settle(id_)
    after = desk.recap()
    assert totals(after) == totals(before) == {Flow.RECEIVED: 1, Flow.CLOSING: 1}
    assert after.tables == before.tables
    assert after.lines == before.lines
    assert after.lines[0].closed_on is None
    assert after.lines[0].response == ""
    assert cells(after, TableKey.OUTCOME) == {"Di tim penjawab": (1,)}
    assert totals(desk.recap(NOVEMBER)) == {Flow.OPENING: 1, Flow.SETTLED: 1}


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2026, 10, 1), {Flow.RECEIVED: 1, Flow.CLOSING: 1}),
        (date(2026, 10, 14), {Flow.RECEIVED: 1, Flow.CLOSING: 1}),
        (date(2026, 10, 15), {Flow.RECEIVED: 1, Flow.SETTLED: 1}),
        (date(2026, 10, 20), {Flow.RECEIVED: 2, Flow.SETTLED: 1, Flow.CLOSING: 1}),
        (date(2027, 1, 1), {Flow.RECEIVED: 2, Flow.SETTLED: 1, Flow.CLOSING: 1}),
    ],
)
def test_as_of_cuts_the_month(desk, as_of, expected):
    id_ = desk.on(1).record()
    desk.on(15)
    answer_directly(desk.book, id_, "Sudah dijelaskan.")
    desk.on(20).record()
    desk.on(25)
    recap = desk.recap(as_of=as_of)
    assert totals(recap) == expected
    assert recap.as_of == min(as_of, date(2026, 10, 25))


def test_future_month_is_refused(desk):
    desk.on(31)
    with pytest.raises(MonthNotBegun, match="November 2026 belum dimulai"):
        desk.recap(NOVEMBER)


def test_month_and_year_ends_belong_where_they_were_received(desk):
    desk.clock.moment = datetime.fromisoformat("2027-01-01 09:00")
    desk.record(received_at="2026-12-31 23:59")
    desk.record(received_at="2027-01-01 00:00")
    december, january = desk.recap(Month(2026, 12)), desk.recap(Month(2027, 1))
    assert january.figures.previous_until == date(2026, 12, 1)
    desk.clock.moment = datetime.fromisoformat("2027-02-01 09:00")
    january = desk.recap(Month(2027, 1))
    assert totals(december) == {Flow.RECEIVED: 1, Flow.CLOSING: 1}
    assert totals(january) == {Flow.OPENING: 1, Flow.RECEIVED: 1, Flow.CLOSING: 2}
    assert january.figures.previous_received == 1
    assert january.as_of == date(2027, 1, 31)


def test_received_in_september_recorded_in_october(desk):
    desk.on(1)
    id_ = desk.record(Channel.BOX, received_at="2026-09-30 15:30")
    assert totals(desk.recap(SEPTEMBER)) == {Flow.RECEIVED: 1, Flow.CLOSING: 1}
    assert totals(desk.recap()) == {Flow.OPENING: 1, Flow.CLOSING: 1}
    assert [line.complaint_id for line in desk.recap(SEPTEMBER).lines] == [id_]
    assert desk.recap().is_nil


def test_returned_and_completed_again_has_two_distribution_runs(desk):
    id_ = desk.on(28).record(name="")
    desk.on(29)
    return_to_supplement(desk.book, id_)
    at_end_of_october = desk.on(31).recap()
    desk.on(4, 11)
    declare_complete(desk.book, id_, {"name": "Contoh Dua"})
    desk.on(9, 11)
    distribute(desk.book, id_, 1)
    assert desk.recap().tables == at_end_of_october.tables
    assert cells(desk.recap(), TableKey.OUTCOME) == {"Belum lengkap": (1,)}
    october, november = desk.recap().figures, desk.recap(NOVEMBER).figures
    assert (october.distributed_on_time, october.distributed_late) == (1, 0)
    assert (november.distributed_on_time, november.distributed_late) == (0, 1)


def test_returned_late_counts_late_in_its_month_only(desk):
    id_ = desk.on(20).record(phone="")
    desk.on(28)
    return_to_supplement(desk.book, id_)
    desk.on(3, 11)
    declare_complete(desk.book, id_, {"phone": "0812 5640 1133"})
    distribute(desk.book, id_, 1)
    october, november = desk.recap().figures, desk.recap(NOVEMBER).figures
    assert (october.distributed_on_time, october.distributed_late) == (0, 1)
    assert (november.distributed_on_time, november.distributed_late) == (1, 0)


def test_timeliness_average_and_late_lines(desk):
    desk.on(1)  # Thursday
    on_time, late, still_open = (desk.record(subject=f"Objek {i}") for i in range(3))
    for id_ in (on_time, late, still_open):
        desk.hand_over(id_)
    desk.on(8).settle(on_time)  # the fifth working day
    desk.on(12).settle(late, "Blangko kosong")
    recap = desk.on(14).recap()
    figures = recap.figures
    assert (figures.settled_on_time, figures.settled_late) == (1, 1)
    assert figures.average_working_days == (5 + 7) / 2
    assert cells(recap, TableKey.TIMELINESS) == {
        "Distribusi dalam batas 2 hari": (3,),
        "Penyelesaian dalam batas 5 hari kerja": (1,),
        "Penyelesaian terlambat": (1,),
    }
    assert [(x.subject, x.closed_on, x.days_late, x.reason, x.team) for x in recap.late] == [
        ("Objek 1", date(2026, 10, 12), 2, "Blangko kosong", "Bidang Dafduk"),
        ("Objek 2", None, 4, "Alasan belum dicatat", "Bidang Dafduk"),
    ]
    # On the day itself it still was in time.
    assert desk.recap(as_of=date(2026, 10, 8)).late == ()


def test_late_from_the_month_before_is_still_named(desk):
    id_ = desk.on(1).record()
    desk.hand_over(id_)
    desk.on(2, 11)
    assert [line.number for line in desk.recap(NOVEMBER).late] == ["001/PGD/X/2026"]
    desk.settle(id_)
    desk.on(1, 12)
    assert len(desk.recap(NOVEMBER).late) == 1
    assert desk.recap(Month(2026, 12)).late == ()


def test_direct_answers_are_counted_apart(desk):
    desk.on(1)
    answer_directly(desk.book, desk.record(kind="permintaan_informasi"), "Buka jam delapan.")
    answer_directly(desk.book, desk.record(), "Sudah dicetak.")
    recap = desk.recap()
    assert recap.figures.direct == recap.figures.settled == 2
    assert cells(recap, TableKey.DIRECT) == {"Pengaduan": (1,), "Permintaan informasi": (1,)}
    assert (recap.figures.settled_on_time, recap.figures.average_working_days) == (0, None)


def test_each_way_to_settle_has_its_own_beginning(desk):
    """Else a complaint on a team's desk would be counted as answered on the spot."""
    id_ = desk.on(1).record()
    with pytest.raises(MoveRefused):
        deliver(desk.book, id_, how="Telepon", to="Contoh", at=desk.clock.now())
    desk.hand_over(id_)
    write_answer(desk.book, id_, "KTP sudah dapat diambil.")
    approve_answer(desk.book, id_, "Pejabat Pengelola Pengaduan")
    with pytest.raises(MoveRefused):
        answer_directly(desk.book, id_, "Sudah dijelaskan.")
    assert desk.recap().figures.settled == 0


def test_top_category_and_unknown_places(desk):
    desk.on(1)
    desk.record(district="", category="")
    desk.record(district="", category="")
    desk.record(category="Pungutan/imbalan")
    recap = desk.recap()
    assert (recap.figures.top_category, recap.figures.top_category_count) == (
        "Pungutan/imbalan",
        1,
    )
    assert list(cells(recap, TableKey.DISTRICT)) == ["Kapuas", "Tidak diketahui"]
    assert cells(recap, TableKey.CATEGORY) == {
        "Pungutan/imbalan": (1,),
        "Belum diisi": (2,),
    }


def test_retired_entry_keeps_its_label(desk):
    desk.on(1).record()
    service = next(s for s in read_lists(desk.book).services if s.name == "KTP-el")
    change_list_entry(desk.book, ListName.SERVICES, service.id, {"name": "KTP elektronik"})
    desk.record(service="KTP elektronik")
    assert cells(desk.recap(), TableKey.SERVICE) == {
        "KTP elektronik": (1, 0, 1),
        "KTP-el": (1, 0, 1),
    }
    assert [line.service for line in desk.recap().lines] == ["KTP-el", "KTP elektronik"]


def test_an_old_recap_keeps_the_old_name_of_a_place_and_of_a_team(desk):
    desk.hand_over(desk.on(5).record(village="Beringin"))
    (district,) = [d for d in read_lists(desk.book).districts if d.name == "Kapuas"]
    (village,) = [
        v
        for v in read_lists(desk.book).villages
        if v.name == "Beringin" and v.district_code == district.code
    ]
    desk.on(4, 11)
    change_list_entry(desk.book, ListName.DISTRICTS, district.code, {"name": "Kapuas Baru"})
    change_list_entry(desk.book, ListName.VILLAGES, village.code, {"name": "Beringin Baru"})
    change_list_entry(desk.book, ListName.TEAMS, 1, {"short_name": "Tim Baru"})
    desk.on(5, 11)
    change_list_entry(desk.book, ListName.DISTRICTS, district.code, {"name": "Kapuas Raya"})
    desk.hand_over(desk.record(district="Kapuas Raya", village="Beringin Baru"))
    old, new = desk.recap(OCTOBER), desk.recap(NOVEMBER)
    assert cells(old, TableKey.DISTRICT) == {"Kapuas": (1,)}
    assert cells(new, TableKey.DISTRICT) == {"Kapuas Raya": (1,)}
    assert [line.address for line in old.lines] == ["Jalan Contoh 1, Beringin, Kec. Kapuas"]
    assert [line.address for line in new.lines] == [
        "Jalan Contoh 1, Beringin Baru, Kec. Kapuas Raya"
    ]
    assert [line.team for line in old.lines] == ["Bidang Dafduk"]
    assert [line.team for line in new.lines] == ["Tim Baru"]
    assert [line.team for line in register_lines(desk.book, OCTOBER)] == ["Tim Baru"]
    # The day on which it was renamed already has the new name.
    that_day = desk.recap(NOVEMBER, date(2026, 11, 5))
    assert cells(that_day, TableKey.DISTRICT) == {"Kapuas Raya": (1,)}


def test_closed_before_received_is_refused_by_number(desk):
    id_ = desk.on(5).record()
    answer_directly(desk.book, id_, "Sudah dijelaskan.")
    desk.record()
    desk.on(12)
    # No step writes this; another program may have.
    later = datetime(2026, 10, 10, 8)
    desk.book.rows(Complaint.update(received_at=later).where(Complaint.id == id_)).execute()
    with pytest.raises(RecapUnbalanced) as refused:
        desk.recap()
    assert refused.value.reasons == {"001/PGD/X/2026": "tanggal selesai mendahului tanggal terima"}
    assert "001/PGD/X/2026" in str(refused.value)
    assert "002/PGD/X/2026" not in str(refused.value)


@pytest.mark.parametrize(
    ("stored", "reason"),
    [
        ({"status": "selesai"}, "berstatus “Selesai” tanpa tanggal selesai"),
        (
            {"closed_on": date(2026, 10, 6)},
            "masih berstatus “Dicatat” tetapi sudah bertanggal selesai",
        ),
    ],
)
def test_contradictions_in_the_file_are_named(desk, stored, reason):
    id_ = desk.on(5).record()
    desk.book.rows(Complaint.update(stored).where(Complaint.id == id_)).execute()
    desk.on(31)
    with pytest.raises(RecapUnbalanced, match="001/PGD/X/2026") as refused:
        desk.recap()
    assert refused.value.reasons == {"001/PGD/X/2026": reason}


def test_only_ten_of_many_are_named():
    error = RecapUnbalanced({f"{n:03}": "rusak" for n in range(12)})
    assert "009: rusak; dan 2 pengaduan lain." in str(error)
    assert "010" not in str(error)


def test_lines_tell_what_happened(desk):
    desk.on(1)
    settled = desk.record(received_at="2026-10-01 07:30", village="Ilir Kota")
    desk.hand_over(settled)
    secret = desk.record(is_secret="ya")
    lacking = desk.record(name="-", address="", district="", phone="")
    voided, forwarded, direct = desk.record(), desk.record(), desk.record()
    void(desk.book, voided, "Salah catat")
    forward(desk.book, forwarded, "Kecamatan", "Bukan kewenangan")
    answer_directly(desk.book, direct, "Buka jam delapan.")
    desk.on(12).settle(settled, "Blangko kosong")
    lines = {line.complaint_id: line for line in register_lines(desk.book, OCTOBER)}
    line = lines[settled]
    assert line.address == "Jalan Contoh 1, Ilir Kota, Kec. Kapuas"
    assert (line.team, line.distributed_on) == ("Bidang Dafduk", date(2026, 10, 1))
    assert (line.response, line.working_days) == ("KTP sudah dapat diambil.", 7)
    assert line.remark == "Selesai, terlambat: Blangko kosong"
    assert line.completeness == "Lengkap"
    hidden = lines[secret]
    assert (hidden.name, hidden.address, hidden.phone) == ("Dirahasiakan", "", "")
    assert hidden.remark == "Dicatat. Identitas dirahasiakan"
    assert lines[lacking].completeness == "Kurang: nama, alamat, nomor"
    assert lines[voided].remark == "Batal: Salah catat"
    assert lines[forwarded].response == "Diteruskan ke Kecamatan: Bukan kewenangan"
    assert (lines[direct].remark, lines[direct].response) == (
        "Dijawab langsung",
        "Buka jam delapan.",
    )


def test_lines_come_in_register_order_for_any_ids(desk):
    desk.on(1)
    ids = [desk.record() for _ in range(4)]
    lines = register_lines(desk.book, [ids[3], ids[0], 999])
    assert [line.complaint_id for line in lines] == [ids[0], ids[3]]


def test_fingerprint_is_the_head_of_the_journal(desk):
    desk.on(1).record()
    assert desk.recap().standing.fingerprint == fingerprint(last_entry(desk.book).hash)


def test_public_edition_shows_no_person(desk):
    desk.on(1)
    for n in range(9):
        desk.record(list(Channel)[n % 2], name=f"Warga Rekaan {n}", subject=f"Soal khusus {n}")
    recap = desk.recap()
    said = repr(public_recap(recap))
    for line in recap.lines:
        for private in (line.name, line.phone, line.address, line.number, line.subject):
            assert private
            assert private not in said
    assert recap.standing.fingerprint not in said


def test_reading_a_month_needs_few_queries(desk, monkeypatch):
    desk.on(1)
    for _ in range(30):
        desk.record()
    database = desk.book.store.database
    asked = []
    execute = database.execute_sql

    def counting(sql, *rest, **named):
        asked.append(sql)
        return execute(sql, *rest, **named)

    monkeypatch.setattr(database, "execute_sql", counting)
    desk.recap()
    assert len(asked) <= 31


def test_next_month_opens_with_what_was_left(desk):
    for n in range(12):
        id_ = desk.on(1 + 5 * (n % 6), 9 + n % 2).record(list(Channel)[n % 8])
        if n % 3 == 0:
            desk.hand_over(id_)
        desk.clock.moment += timedelta(days=3)
        if n % 4 == 1:
            withdraw(desk.book, id_, "Dicabut")
    desk.on(20, 12)
    closing = cells(desk.recap(SEPTEMBER), TableKey.FLOW)
    for month in (OCTOBER, NOVEMBER):
        flow = cells(desk.recap(month), TableKey.FLOW)
        assert {k: row[0] for k, row in flow.items()} == {k: row[-1] for k, row in closing.items()}
        closing = flow


def test_repeats_are_counted_and_named_where_they_came(desk):
    first = desk.on(28, 9).record()
    wrong, again, other, late = (desk.on(day).record() for day in (1, 5, 6, 7))
    for id_, kind in ((again, LinkKind.REPEAT), (other, LinkKind.SAME_MATTER)):
        link(desk.book, id_, first, kind)
    link(desk.book, wrong, again, LinkKind.REPEAT)
    undo_link(desk.book, read_links(desk.book, wrong)[0].link_id, "Orang lain")
    link(desk.book, wrong, late, LinkKind.REPEAT)
    secret = desk.on(8).record(is_secret="ya")
    link(desk.book, secret, first, LinkKind.REPEAT)
    void(desk.book, wrong, "Salah catat")
    recap = read_recap(desk.book, OCTOBER)
    # What repeats a void entry repeats nothing.
    assert recap.figures.repeats == 2
    assert public_recap(recap).figures.repeats == 2
    assert read_recap(desk.book, OCTOBER.previous()).figures.repeats == 0
    remarks = {line.complaint_id: line.remark for line in recap.lines}
    assert remarks[again].endswith(". Pengaduan ulang dari 001/PGD/IX/2026")
    assert remarks[secret] == (
        "Dicatat. Pengaduan ulang dari 001/PGD/IX/2026. Identitas dirahasiakan"
    )
    assert "ulang" not in remarks[other] + remarks[late]
