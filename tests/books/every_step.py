"""Every step that changes a book, taken once on invented complaints; on a new or an old book."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from app.book.absences import read_absences
from app.book.book import Book
from app.book.days_off import DayOff, HolidayKind
from app.book.lists import read_lists
from app.book.rights import Proof
from app.book.signature_keys import SignatureKey
from app.entry.attachments import IncomingFile
from app.entry.forms import read_form
from app.ground.clock import FixedClock
from app.ground.formatting import Month
from app.reading.complaint.detail import read_attachments
from app.reading.complaint.links import read_links
from app.reading.meetings.schedule import open_actions, read_meetings
from app.reading.recap.closed import read_closings
from app.reading.recap.month_words import MonthWords
from app.reading.retention import read_overdue
from app.rules.channels import Channel
from app.rules.events import Event
from app.rules.links import LinkKind
from app.rules.meetings import MeetingPlan, PlannedAction
from app.rules.officers import ROLE_LABELS, Role
from app.rules.papers import Paper
from app.rules.statuses import Status
from app.steps.absences import note_absence, remove_absence
from app.steps.anonymise import anonymise
from app.steps.answer import answer_directly, approve_answer, write_answer
from app.steps.arrange import change_days_off, change_settings, fill_year
from app.steps.attach import attach
from app.steps.close import forward, lapse, void, withdraw
from app.steps.close_month import (
    close_month,
    issue_erratum,
    prepare_closing,
    prepare_erratum,
    reopen_month,
)
from app.steps.complete import declare_complete, return_to_supplement
from app.steps.correct import correct
from app.steps.correct_opening import correct_opening, explain_letters, void_opening
from app.steps.deliver import deliver
from app.steps.distribute import distribute
from app.steps.edit_lists import (
    ListName,
    add_list_entry,
    change_list_entry,
    retire_list_entry,
)
from app.steps.link import link, undo_link
from app.steps.meet import (
    cancel_meeting,
    change_meeting,
    finish_action,
    hold_meeting,
    plan_meeting,
)
from app.steps.open_box import open_box
from app.steps.pins import (
    change_people_rules,
    change_pin,
    make_recovery_code,
    recover_pin,
    set_pin,
    switch_pins_on,
)
from app.steps.record import record
from app.steps.record_old import OldEntry, record_old
from app.steps.seal import set_seal_key, vouch_for_unsealed
from app.steps.show import (
    export_whole,
    show_file,
    show_identity,
    show_nik,
    show_on_paper,
)
from app.steps.sign import make_signature_key, sign_head
from app.steps.undo import undo
from app.steps.write_month_words import write_month_words
from tests.quick_files import quick_erratum, quick_recap

MANAGER = ROLE_LABELS[Role.MANAGER]
# The smallest PNG: one transparent pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360"
    "000000000200015c0d0a2d0000000049454e44ae426082"
)


class Walk:
    """Takes the steps in the order of an office's weeks, moving *clock* on between them."""

    def __init__(self, book: Book, clock: FixedClock) -> None:
        self.book = book
        self.clock = clock
        # Names must be new in a book that has been walked through before.
        self._mark = f"{clock.moment:%y%m%d}"
        self._number = count(1)
        # Chosen by place, not by name: another office has its own lists.
        lists = read_lists(book)
        self._service = next(entry for entry in lists.services if not entry.is_retired)
        self._category = next(entry for entry in lists.categories if not entry.is_retired)
        self._village = next(entry for entry in lists.villages if not entry.is_retired)
        homes = {entry.code: entry.name for entry in lists.districts}
        self._district = homes[self._village.district_code]
        self._teams = [entry.id for entry in lists.teams if not entry.is_retired]

    def take_every_step(self) -> None:
        """Live through some five weeks."""
        self.arrange()
        self.copy_old()
        ids = {channel: self.record(channel) for channel in Channel}
        waiting = self.record(Channel.WHATSAPP, address="", district="", village="")
        given_up = self.record(Channel.COUNTER, phone="")
        odd = self.record(Channel.COUNTER, service=f"Layanan di luar daftar {self._mark}", nik="12")
        correct(self.book, odd, {"nik": ""}, "Bukan NIK.")
        self.settle(ids[Channel.COUNTER])
        self.supplement(waiting)
        self.move_due_dates(ids[Channel.WEBSITE])
        self.link(ids)
        self.look(ids)
        self.open_boxes()
        self.meet(ids[Channel.WHATSAPP], ids[Channel.EMAIL])
        self.close(ids)
        self._later()
        return_to_supplement(self.book, given_up)
        self.clock.moment += timedelta(days=31)  # one more than the reporter has
        lapse(self.book, given_up)
        self.accept_clock()
        self.close_months()
        self.anonymise()

    def anonymise(self) -> None:
        """Let the oldest complaints go, years later; then it is as late as before again."""
        before = self.clock.moment
        self.clock.moment = before.replace(year=before.year + 6, day=1)
        anonymise(self.book, read_overdue(self.book).ids[:2])
        self.clock.moment = before
        went_back = self.book.clock_went_back()
        if went_back is not None:
            self.book.accept_clock(went_back)

    def close_months(self) -> None:
        """Close what is over, tell what came later, open the last one again and close it anew."""
        book, today = self.book, self.clock.today()
        last = Month(today.year, today.month).previous()
        closed = read_closings(book)
        month = max(closed).next() if closed else last
        words = MonthWords("Blangko habis.", "Tambah blangko.", "700/1", "", "Bupati Rekaan")
        write_month_words(book, last, words)
        while month <= last:
            close_month(book, prepare_closing(book, month, quick_recap))
            month = month.next()
        self.record(Channel.COUNTER, received_at=f"{last.last} 10:00")
        issue_erratum(book, prepare_erratum(book, last, quick_erratum))
        reopen_month(book, last, "Satu surat menyusul.")
        close_month(book, prepare_closing(book, last, quick_recap))

    def accept_clock(self) -> None:
        """Record with a clock that went back and is said to be right; then it goes on as before."""
        before = self.clock.moment
        self.clock.moment -= timedelta(hours=3)
        went_back = self.book.clock_went_back()
        if went_back is not None:
            self.book.accept_clock(went_back)
        self.record(Channel.PHONE)
        self.clock.moment = before

    def record(self, channel: Channel, **values: str) -> int:
        """Record a complaint, complete unless *values* say otherwise; return its id."""
        self._later()
        form = {**self._form(channel), **values}
        new = read_form(channel, form, self.clock.now(), read_lists(self.book))
        key = f"{self._mark}-{next(self._number)}"
        return next(iter(record(self.book, new, key=key).complaints))

    def copy_old(self) -> None:
        """Copy a closed and an open row of the book that the office had before."""
        for status, closed_after in ((Status.SETTLED, 3), (Status.COMPLETE, None)):
            self._later()
            received_at = self.clock.now() - timedelta(days=9)
            form = self._form(Channel.COUNTER) | {"received_at": f"{received_at:%Y-%m-%d %H:%M}"}
            new = read_form(Channel.COUNTER, form, self.clock.now(), read_lists(self.book))
            closed_on = closed_after and (received_at + timedelta(days=closed_after)).date()
            number = f"{next(self._number)}/lama/{self._mark}"
            record_old(self.book, new, OldEntry(number, status, closed_on, "Sudah dijelaskan."))

    def arrange(self) -> None:
        """Change lists, settings and holidays as an office does."""
        book, mark = self.book, self._mark
        officer = f"Petugas Kedua {mark}"
        add_list_entry(book, ListName.OFFICERS, {"name": officer, "role": Role.DESK.value})
        added = {"division": self._service.division, "name": f"Layanan baru {mark}"}
        add_list_entry(book, ListName.SERVICES, added)
        service = next(s.id for s in read_lists(book).services if s.name == added["name"])
        change_list_entry(
            book, ListName.SERVICES, service, {"name": f"Layanan berganti nama {mark}"}
        )
        add_list_entry(
            book, ListName.CATEGORIES, {"name": f"Kategori {mark}", "needs_oversight": False}
        )
        category = next(c.id for c in read_lists(book).categories if c.name == f"Kategori {mark}")
        retire_list_entry(book, ListName.CATEGORIES, category, retired=True)
        change_list_entry(book, ListName.TEAMS, self._teams[-1], {"short_name": f"Tim {mark}"})
        office = replace(book.settings.office, address=f"Jalan Rekaan {mark}")
        change_settings(book, replace(book.settings, office=office))
        fill_year(book, max(book.calendar.filled_years) + 1)
        self.use_pins(f"Admin {mark}")
        self.seal()
        with book.transaction() as journal:
            # Both are done to the file beside it.
            journal.tell(Event.BOOK_LOCKED, {})
            journal.tell(Event.OPENERS_CHANGED, {"opener": "kode", "done": "added"})
        # The second officer sits at the desk from now on.
        book.officer = officer

    def use_pins(self, admin: str) -> None:
        """Work with PINs for a while, lose one, and go back to working without."""
        book, now = self.book, self.clock
        code = switch_pins_on(book, admin, "pin-rekaan-1")
        admin_id = book.holding.officer_id or 0
        book.accept_proof(Proof(admin_id, now.utc()))
        set_pin(book, 1, "pin-rekaan-2")
        book.accept_proof(Proof(admin_id, now.utc()))
        change_pin(book, "pin-rekaan-3")
        recover_pin(book, admin_id, code, "pin-rekaan-4")
        book.accept_proof(Proof(admin_id, now.utc()))
        make_recovery_code(book)
        book.accept_proof(Proof(admin_id, now.utc()))
        change_people_rules(book, replace(book.settings.people, uses_pins=False))

    def seal(self) -> None:
        """Seal the book, lose the key, write without it, and vouch for what was written so."""
        set_seal_key(self.book)
        lost = self.book.seals.sealing
        self.book.seals.sealing = lambda _: None
        self._later()
        fill_year(self.book, max(self.book.calendar.filled_years) + 1)
        self.book.seals.sealing = lost
        vouch_for_unsealed(self.book)
        made: list[SignatureKey] = []
        make_signature_key(self.book, made.append)
        sign_head(self.book, made[0])

    def settle(self, complaint_id: int) -> None:
        """Take a complaint the whole way, with a wrong team and a revised answer."""
        book = self.book
        right, wrong = self._teams[0], self._teams[1]
        declare_complete(book, complaint_id)
        distribute(book, complaint_id, wrong, "Keliru.")
        undo(book, complaint_id)
        distribute(book, complaint_id, wrong)
        person = self.answerer(right)
        why = "Sesuai bidang layanannya."
        distribute(book, complaint_id, right, "Mohon dijawab.", assignee_id=person, reason=why)
        self._later(days=1)
        write_answer(book, complaint_id, "Belum tercetak.")
        approve_answer(book, complaint_id, MANAGER)
        write_answer(book, complaint_id, "Sudah tercetak, dapat diambil di loket 1.")
        approve_answer(book, complaint_id, MANAGER)
        attach(book, complaint_id, [IncomingFile("bukti.png", "image/png", PIXEL)])
        self._later()
        deliver(book, complaint_id, how="Telepon", to="Warga Rekaan", at=self.clock.now())

    def answerer(self, team_id: int) -> int:
        """Name a person who answers for a team, and let that one be away next week."""
        name = f"Penjawab {self._mark} {next(self._number)}"
        values = {"name": name, "role": Role.ANSWERER.value, "team_id": team_id}
        add_list_entry(self.book, ListName.OFFICERS, values)
        person = next(o.id for o in read_lists(self.book).officers if o.name == name)
        first = self.clock.today() + timedelta(days=7)
        note_absence(self.book, person, first, first + timedelta(days=4), 1)
        away = read_absences(self.book, first)
        wrong = next(each.id for each in away if each.officer_id == person)
        remove_absence(self.book, wrong)
        note_absence(self.book, person, first, first + timedelta(days=2), None)
        return person

    def supplement(self, complaint_id: int) -> None:
        """Return a complaint and accept what its reporter adds."""
        return_to_supplement(self.book, complaint_id)
        self._later(days=2)
        declare_complete(self.book, complaint_id, {"address": "Jl. Rekaan 7"})

    def link(self, ids: dict[Channel, int]) -> None:
        """Link complaints in each of the ways, wrongly once."""
        book, first = self.book, ids[Channel.COUNTER]
        link(book, ids[Channel.WHATSAPP], first, LinkKind.SAME_PERSON)
        wrong = read_links(book, ids[Channel.WHATSAPP])[-1].link_id
        undo_link(book, wrong, "Keliru memilih jenisnya.")
        link(book, ids[Channel.WHATSAPP], first, LinkKind.REPEAT)
        link(book, ids[Channel.BOX], first, LinkKind.SAME_PERSON)
        link(book, ids[Channel.EMAIL], ids[Channel.BOX], LinkKind.PAPERS)
        link(book, ids[Channel.WEBSITE], ids[Channel.EMAIL], LinkKind.SAME_MATTER)

    def look(self, ids: dict[Channel, int]) -> None:
        """See what is withheld, each time for a reason."""
        book, secret = self.book, ids[Channel.WEBSITE]
        show_identity(book, secret, "Menghubungi pengadu")
        show_on_paper(book, secret, Paper.RECEIPT)
        show_nik(book, ids[Channel.COUNTER], "Memeriksa berkas kependudukan")
        attach(book, secret, [IncomingFile("bukti.png", "image/png", PIXEL)])
        show_file(book, secret, read_attachments(book, secret)[0].id, "Memeriksa bukti")
        export_whole(book, list(ids.values()), "Memindahkan buku", what="daftar --lengkap")

    def move_due_dates(self, complaint_id: int) -> None:
        """Add, rename and remove days off while a complaint is open."""
        declare_complete(self.book, complaint_id)
        day = self.book.calendar.add(self.clock.today(), 2)
        self._day_off(day, "Cuti kantor")
        self._day_off(day, "Cuti kantor, diperbaiki namanya")
        change_days_off(self.book, removed=[day])
        self._day_off(self.book.calendar.add(self.clock.today(), 3), "Hari jadi rekaan")

    def open_boxes(self) -> None:
        """Open an empty box, one that was miscounted, and one that was recorded by mistake."""
        self._later()
        book, now = self.book, f"{self.clock.now():%Y-%m-%d %H:%M}"
        typed = {"opened_at": now, "witness_1": "Saksi Satu", "witness_2": "Saksi Dua"}
        counted = {"Lobi": "0", "Loket": "3", "Parkir": "1"}
        empty, miscounted, wrong = (
            next(
                iter(
                    open_box(
                        book, {**typed, "box_location": place, "letter_count": count}
                    ).box_openings
                )
            )
            for place, count in counted.items()
        )
        correct_opening(
            book, empty, {**typed, "box_location": "Lobi 2", "letter_count": "0"}, "Salah tempat."
        )
        self.record(Channel.BOX, **typed, box_location="LOKET", letter_count="3")
        correct_opening(
            book,
            miscounted,
            {**typed, "box_location": "Loket", "letter_count": "2"},
            "Salah hitung.",
        )
        explain_letters(book, miscounted, "Satu surat tidak terbaca.")
        void_opening(book, wrong, "Tercatat dua kali.")

    def meet(self, first: int, second: int) -> None:
        """Plan meetings, change one, cancel one, hold one and do what it decided on."""
        book, now = self.book, self.clock.now()
        people = "Warga Rekaan, Pejabat\nSaksi Satu, Kepala Bidang"
        at = (now + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
        plan = MeetingPlan(at, 60, "Ruang rapat", "Blangko kosong", people, (first,))
        plan_meeting(book, plan)
        plan_meeting(book, replace(plan, place="Aula"))
        *_, held, wrong = read_meetings(book, at.date(), at.date())
        cancel_meeting(book, wrong.id, "Terjadwal dua kali.")
        change_meeting(book, held.id, replace(plan, complaints=(second,), duration=90))
        change_meeting(book, held.id, replace(plan, complaints=(first, second)))
        self.clock.moment = at + timedelta(minutes=90)
        until = (at + timedelta(days=3)).date()
        actions = [
            PlannedAction("Minta blangko ke provinsi", "Saksi Satu", until, first),
            PlannedAction("Umumkan di loket", "Saksi Dua", until),
        ]
        decisions = {first: "Diganti pekan depan.", second: "Diteruskan."}
        hold_meeting(book, held.id, "Blangko tiba Senin.", decisions, actions)
        finish_action(book, open_actions(book)[0].id)

    def close(self, ids: dict[Channel, int]) -> None:
        """Bring the others to each of the other ends; some stay open."""
        book = self.book
        answer_directly(book, ids[Channel.PHONE], "Sudah dijelaskan lewat telepon.")
        forward(book, ids[Channel.EMAIL], "Dinas Sosial", "Bukan kewenangan Disdukcapil.")
        withdraw(book, ids[Channel.LAPOR], "Sudah selesai sendiri.")
        void(book, ids[Channel.SOCIAL], "Salah catat.")
        correct(book, ids[Channel.BOX], {"subject": "Objek diperbaiki"}, "Salah ketik.")
        declare_complete(book, ids[Channel.WHATSAPP])
        distribute(book, ids[Channel.WHATSAPP], self._teams[2])

    def _day_off(self, day: date, name: str) -> None:
        off = DayOff(day, name, HolidayKind.OFFICE, "surat edaran rekaan")
        change_days_off(self.book, added=[off])

    def _later(self, days: int = 0) -> None:
        self.clock.moment += timedelta(days=days, minutes=7)

    def _form(self, channel: Channel) -> dict[str, str]:
        number = next(self._number)
        common = {
            "name": f"Warga Rekaan {number}",
            "address": f"Jl. Rekaan {number}",
            "district": self._district,
            "village": self._village.name,
            "phone": f"0812-0000-{number:04}",
            "subject": f"Pengaduan rekaan {number}",
            "description": "Rekam bulan Juni, belum tercetak. 🙏",
            "expectation": "Segera dicetak",
            "service": self._service.name,
            "category": self._category.name,
            "is_secret": "ya" if channel is Channel.WEBSITE else "tidak",
        }
        now = f"{self.clock.now():%Y-%m-%d %H:%M}"
        own: dict[Channel, dict[str, str]] = {
            Channel.BOX: {
                "opened_at": now,
                "box_location": "Lobi",
                "witness_1": "Saksi Satu",
                "witness_2": "Saksi Dua",
                "letter_count": "1",
            },
            Channel.WHATSAPP: {"sender_number": "0812-0000-0147", "message_at": now},
            Channel.EMAIL: {"from_address": "warga@example.org", "message_id": f"<{number}@x>"},
            Channel.LAPOR: {"tracking_id": f"{self._mark}{number:03}"},
            Channel.PHONE: {"caller_number": "0812-0000-0147", "called_at": now},
            Channel.SOCIAL: {"platform": "Facebook", "account": "@warga_rekaan"},
            Channel.WEBSITE: {"form_reference": f"WEB-{number}"},
        }
        return common | own.get(channel, {})
