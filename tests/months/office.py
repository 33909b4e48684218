"""An office whose days are drawn: late entries, wrong dates, renames, holidays, months closed."""

import random
from dataclasses import replace
from datetime import timedelta

from app.book.days_off import DayOff, HolidayKind
from app.book.lists import read_lists
from app.entry.forms import read_form
from app.ground.errors import UserError
from app.ground.formatting import Month
from app.reading.recap.closed import encoded, read_closed, read_closings, read_files
from app.rules.channels import Channel
from app.steps.answer import answer_directly, approve_answer, write_answer
from app.steps.arrange import change_days_off, change_settings
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
from app.steps.deliver import deliver
from app.steps.distribute import distribute
from app.steps.edit_lists import ListName, change_list_entry
from app.steps.record import record
from app.steps.undo import undo
from models.complaint import Complaint
from tests.quick_files import quick_erratum, quick_recap

MANAGER = "Pejabat Pengelola Pengaduan"
STEPS = (
    lambda book, id_: answer_directly(book, id_, "Sudah dijelaskan."),
    lambda book, id_: declare_complete(book, id_),
    lambda book, id_: declare_complete(book, id_, {"name": "Contoh Dua"}),
    lambda book, id_: return_to_supplement(book, id_),
    lambda book, id_: distribute(book, id_, 1, reason="Salah bidang"),
    lambda book, id_: distribute(book, id_, 2, reason="Salah bidang"),
    lambda book, id_: undo(book, id_),
    lambda book, id_: write_answer(book, id_, "Sudah dapat diambil."),
    lambda book, id_: approve_answer(book, id_, MANAGER),
    lambda book, id_: deliver(book, id_, how="Telepon", to="Contoh", at=book.clock.now()),
    lambda book, id_: forward(book, id_, "Kecamatan", "Bukan kewenangan"),
    lambda book, id_: withdraw(book, id_, "Dicabut"),
    lambda book, id_: void(book, id_, "Salah catat"),
    lambda book, id_: lapse(book, id_),
    lambda book, id_: correct(book, id_, {"name": "Contoh Tiga"}, "Salah nama"),
)


class RandomOffice:
    """Takes drawn steps in *book*; what the procedure refuses is left undone."""

    def __init__(self, book, clock, seed):
        self.book, self.clock = book, clock
        self.draw = random.Random(seed)
        self.closed = {}
        self.number = 0

    def live(self, steps):
        """Take so many steps."""
        for _ in range(steps):
            act = self.draw.choices(
                (
                    self.pass_days,
                    self.receive,
                    self.take_step,
                    self.correct_it,
                    self.arrange,
                    self.close_next,
                    self.reopen_last,
                    self.issue,
                ),
                (14, 30, 70, 12, 4, 8, 1, 3),
            )[0]
            try:
                act()
            except UserError:
                continue

    def pass_days(self):
        self.clock.moment += timedelta(days=self.draw.randint(1, 9))

    def receive(self):
        self.number += 1
        lists = read_lists(self.book)
        moment = self.clock.moment - timedelta(days=self.draw.choice((0, 0, 0, 1, 3, 20, 45)))
        values = {
            "received_at": moment.isoformat(sep=" ", timespec="minutes"),
            "name": self.draw.choice(("Contoh Satu", "")),
            "address": "Jalan Contoh 1",
            "phone": "0812 5640 1122",
            "subject": f"Objek {self.number}",
            "service": self.draw.choice([s.name for s in lists.services if not s.is_retired]),
            "category": self.draw.choice([c.name for c in lists.categories if not c.is_retired]),
            "district": self.draw.choice(["", *(d.name for d in lists.districts)]),
        }
        channel = self.draw.choice(list(Channel))
        record(self.book, read_form(channel, values, self.clock.now(), lists))

    def take_step(self):
        self.draw.choice(STEPS)(self.book, self._some_id())

    def correct_it(self):
        moment = self.clock.moment - timedelta(days=self.draw.randint(0, 60))
        lists = read_lists(self.book)
        values = self.draw.choice(
            (
                {"received_at": moment.isoformat(sep=" ", timespec="minutes")},
                {"service": self.draw.choice([s.name for s in lists.services if not s.is_retired])},
                {"district": self.draw.choice([d.name for d in lists.districts])},
            )
        )
        correct(self.book, self._some_id(), values, "Salah catat.")

    def arrange(self):
        """Rename, add a day off in the past or the future, change the letterhead."""
        self.number += 1
        which = self.draw.randrange(3)
        if which == 0:
            district = self.draw.choice(read_lists(self.book).districts)
            change_list_entry(
                self.book, ListName.DISTRICTS, district.code, {"name": f"Kecamatan {self.number}"}
            )
        elif which == 1:
            day = self.clock.today() + timedelta(days=self.draw.randint(-30, 10))
            off = DayOff(day, f"Libur {self.number}", HolidayKind.OFFICE, "surat edaran")
            change_days_off(self.book, added=[off])
        else:
            office = replace(self.book.settings.office, address=f"Jalan {self.number}")
            change_settings(self.book, replace(self.book.settings, office=office))

    def close_next(self):
        closings = read_closings(self.book)
        today = self.clock.today()
        month = max(closings).next() if closings else Month(today.year, today.month).previous()
        close_month(self.book, prepare_closing(self.book, month, quick_recap))
        self.closed[month] = self.stored(month)

    def reopen_last(self):
        month = max(read_closings(self.book), default=None)
        if month is not None:
            reopen_month(self.book, month, "Satu surat menyusul.")
            del self.closed[month]

    def issue(self):
        if self.closed:
            month = self.draw.choice(sorted(self.closed))
            issue_erratum(self.book, prepare_erratum(self.book, month, quick_erratum))

    def stored(self, month):
        """Return all bytes of a closed month."""
        closing = read_closings(self.book)[month]
        files = read_files(self.book, month, closing.id)
        return encoded(read_closed(self.book, month)), tuple((f.name, f.content) for f in files)

    def _some_id(self):
        count = self.book.rows(Complaint.select()).count()
        if not count:
            raise UserError("nothing recorded yet")
        # Mostly one of the last, so that something becomes of them.
        return max(1, count - int(self.draw.expovariate(0.12)))
