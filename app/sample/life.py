"""Living through the sample: each complaint takes the ordinary steps on believable days."""

import heapq
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from typing import Final

from app.book.book import Book
from app.book.lists import Lists, read_lists
from app.book.opening import open_book
from app.book.place import Place
from app.entry.forms import read_form
from app.ground.clock import FixedClock
from app.ground.errors import BookRefused
from app.reading.complaint.detail import read_settle_by
from app.rules.channels import Channel
from app.rules.check_value import new_check_value
from app.rules.officers import ROLE_LABELS, Role
from app.rules.statuses import Status
from app.sample.office import settle_in
from app.sample.people import Story, Storyteller
from app.steps.answer import answer_directly, approve_answer, write_answer
from app.steps.arrange import fill_year
from app.steps.close import NotYetLapsed, forward, lapse, void, withdraw
from app.steps.complete import ElementsMissing, declare_complete, return_to_supplement
from app.steps.deliver import deliver
from app.steps.distribute import distribute
from app.steps.record import record

# One commit for so many steps: nobody waits for a printed number here.
_STEPS_PER_COMMIT: Final = 400
_TEAM_OF_DIVISION: Final = {
    "Pendaftaran Penduduk": 1,
    "Pencatatan Sipil": 2,
    "PIAK dan Pemanfaatan Data": 3,
    "Umum": 4,
}
_CLOSING: Final = time(15, 30)
# Where the last complaints stay, the very last first, so that no list of the window is empty.
_HELD_AT: Final = (Status.RECORDED, Status.COMPLETE, Status.DISTRIBUTED, Status.ANSWERED)

Act = Callable[[], object]


def make_sample_book(
    place: Place, *, count: int, seed: int, until: date, days: int = 365, office: str = ""
) -> Book:
    """Make a new book at *place* with *count* complaints received in the *days* up to *until*.

    The same arguments make the same book, down to the hashes. *office* is the code of a regency.

    Raises:
        BookRefused: there is a file already.
        RegencyUnknown: no regency has the code *office*.
    """
    ensure_free(place)
    random = Random(seed)  # noqa: S311  # a sample, not a secret
    first = until - timedelta(days=days - 1)
    clock = FixedClock(datetime.combine(first, time(7, 0)))
    book = open_book(
        place,
        clock=clock,
        may_create=True,
        new_salt=lambda: f"{random.getrandbits(128):032x}",
        office=office,
    )
    _fill_years(book, range(first.year, until.year + 2))
    # Chances of their own: what they are taken for changes no story.
    checks = Random(f"kode cek {seed}")  # noqa: S311  # a sample, not a secret
    _Life(book, clock, random, checks, first, until).live(count)
    clock.moment = max(clock.moment, datetime.combine(until, _CLOSING))
    settle_in(book)
    return book


def ensure_free(place: Place) -> None:
    """Raise ``BookRefused`` where a sample book would take the place of a file."""
    if place.exists():
        raise BookRefused(f"Berkas {place} sudah ada. Pilih nama lain untuk buku contoh.")


def _fill_years(book: Book, years: range) -> None:
    for year in years:
        if year not in book.calendar.filled_years:
            fill_year(book, year)


class _Life:
    """Takes the steps of all complaints in the order of their moments."""

    def __init__(
        self,
        book: Book,
        clock: FixedClock,
        random: Random,
        checks: Random,
        first: date,
        until: date,
    ) -> None:
        self._book = book
        self._clock = clock
        self._random = random
        self._checks = checks
        self._first = first
        self._until = until
        self._lists: Lists = read_lists(book)
        self._agenda: list[tuple[datetime, int, Act]] = []
        self._order = 0

    def live(self, count: int) -> None:
        """Let *count* complaints arrive, and act on each until the last day."""
        teller = Storyteller(self._random, self._lists)
        moments = sorted(self._arrival() for _ in range(count))
        for to_come, moment in zip(range(count - 1, -1, -1), moments, strict=True):
            story = teller.tell(moment)
            begin = self._record
            if to_come < len(_HELD_AT):
                begin = partial(self._hold, wanted=_HELD_AT[to_come])
            self._plan(self._desk_time(moment), partial(begin, story))
        last = datetime.combine(self._until, _CLOSING)
        while self._agenda and self._agenda[0][0] <= last:
            with self._book.transaction():
                for _ in range(_STEPS_PER_COMMIT):
                    if not self._agenda or self._agenda[0][0] > last:
                        break
                    self._clock.moment, _, act = heapq.heappop(self._agenda)
                    act()

    def _plan(self, moment: datetime, act: Act) -> None:
        self._order += 1
        heapq.heappush(self._agenda, (moment, self._order, act))

    def _arrival(self) -> datetime:
        """Return a moment on a day the office works; the office grows busier with the year."""
        days = (self._until - self._first).days
        day = self._first + timedelta(days=round(self._random.triangular(0, days, days)))
        while not self._book.calendar.is_workday(day):
            day -= timedelta(days=1)
        hour = self._random.choice((8, 8, 9, 9, 10, 10, 11, 13, 13, 14, 14))
        moment = datetime.combine(max(day, self._first), time(hour, self._random.randrange(60)))
        return min(moment, datetime.combine(self._until, time(14, 0)))

    def _desk_time(self, received_at: datetime) -> datetime:
        return received_at + timedelta(minutes=self._random.randrange(2, 25))

    def _later(self, days: int) -> datetime:
        """Return a moment *days* working days from now, never before now."""
        day = self._book.calendar.add(self._clock.today(), days)
        moment = datetime.combine(day, time(self._random.randrange(9, 15), 5 * self._minute()))
        return max(moment, self._clock.moment + timedelta(minutes=self._random.randrange(5, 30)))

    def _minute(self) -> int:
        return self._random.randrange(12)

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _record(self, story: Story) -> None:
        complaint_id = self._write_down(story)
        if self._chance(0.01):
            reason = "Salah catat, pengaduan yang sama tercatat dua kali."
            self._plan(self._later(0), partial(void, self._book, complaint_id, reason))
        elif story.is_question and self._chance(0.7):
            answer_directly(self._book, complaint_id, story.answer)
        elif self._chance(0.02):
            self._plan(self._later(1), partial(self._forward, complaint_id))
        else:
            wait = self._random.choices((0, 1, 2, 3), weights=(70, 22, 6, 2))[0]
            self._plan(self._later(wait), partial(self._check, complaint_id, story))

    def _hold(self, story: Story, wanted: Status) -> None:
        """Bring a complaint to status *wanted* and leave it there for whoever opens the book."""
        complaint_id = self._write_down(story)
        if wanted is not Status.RECORDED:
            declare_complete(self._book, complaint_id, self._supplied(story))
        if wanted in (Status.DISTRIBUTED, Status.ANSWERED):
            distribute(self._book, complaint_id, _TEAM_OF_DIVISION[story.division])
        if wanted is Status.ANSWERED:
            write_answer(self._book, complaint_id, story.answer)
            approve_answer(self._book, complaint_id, ROLE_LABELS[Role.MANAGER])

    def _write_down(self, story: Story) -> int:
        new = read_form(story.channel, story.values, self._clock.now(), self._lists)
        changes = record(self._book, new, check_value=new_check_value(self._checks.choice))
        return next(iter(changes.complaints))

    def _forward(self, complaint_id: int) -> None:
        to = f"Dinas Sosial {self._book.settings.office.region}"
        forward(self._book, complaint_id, to, "Bukan kewenangan Disdukcapil.")

    def _check(self, complaint_id: int, story: Story) -> None:
        try:
            declare_complete(self._book, complaint_id)
        except ElementsMissing:
            return_to_supplement(self._book, complaint_id)
            if self._chance(0.6):
                self._plan(
                    self._later(self._random.randrange(1, 8)),
                    partial(self._supplement, complaint_id, story),
                )
            else:
                # Some days after the limit: the officer does it when there is time.
                wait = self._random.randrange(22, 30)
                self._plan(self._later(wait), partial(self._lapse, complaint_id))
            return
        self._plan_distribution(complaint_id, story)

    def _lapse(self, complaint_id: int) -> None:
        try:
            lapse(self._book, complaint_id)
        except NotYetLapsed:
            self._plan(self._later(2), partial(self._lapse, complaint_id))

    def _supplement(self, complaint_id: int, story: Story) -> None:
        declare_complete(self._book, complaint_id, self._supplied(story))
        self._plan_distribution(complaint_id, story)

    def _supplied(self, story: Story) -> dict[str, str]:
        """Return what the complainant brings when asked."""
        return {
            "name": story.values.get("name", f"Warga {self._book.settings.office.city}"),
            "address": story.values.get("address", "Desa Lape"),
            "phone": story.values.get("phone") or self._phone(),
        }

    def _phone(self) -> str:
        return f"0812-{self._random.randrange(10000):04}-{self._random.randrange(10000):04}"

    def _plan_distribution(self, complaint_id: int, story: Story) -> None:
        wait = self._random.choices((0, 1, 2), weights=(75, 20, 5))[0]
        self._plan(self._later(wait), partial(self._distribute, complaint_id, story))

    def _distribute(self, complaint_id: int, story: Story) -> None:
        team = _TEAM_OF_DIVISION[story.division]
        if self._chance(0.03):
            # Handed to the wrong team first, as happens.
            distribute(self._book, complaint_id, 4 if team != 4 else 1)
            self._plan(self._later(1), partial(self._distribute_again, complaint_id, story, team))
            return
        distribute(self._book, complaint_id, team)
        self._plan_answer(complaint_id, story)

    def _distribute_again(self, complaint_id: int, story: Story, team: int) -> None:
        distribute(self._book, complaint_id, team, reason="Sesuai bidang layanannya.")
        self._plan_answer(complaint_id, story)

    def _plan_answer(self, complaint_id: int, story: Story) -> None:
        if self._chance(0.015):
            reason = "Pengadu menyampaikan masalahnya sudah selesai sendiri."
            self._plan(self._later(1), partial(withdraw, self._book, complaint_id, reason))
            return
        wait = self._random.choices((0, 1, 2, 3, 4, 6), weights=(18, 30, 26, 15, 8, 3))[0]
        self._plan(self._later(wait), partial(self._answer, complaint_id, story))

    def _answer(self, complaint_id: int, story: Story) -> None:
        write_answer(self._book, complaint_id, story.answer)
        wait = self._random.choices((0, 1), weights=(60, 40))[0]
        self._plan(self._later(wait), partial(self._approve, complaint_id, story))

    def _approve(self, complaint_id: int, story: Story) -> None:
        approve_answer(self._book, complaint_id, ROLE_LABELS[Role.MANAGER])
        wait = self._random.choices((0, 1, 2), weights=(50, 35, 15))[0]
        self._plan(self._later(wait), partial(self._deliver, complaint_id, story))

    def _deliver(self, complaint_id: int, story: Story) -> None:
        settle_by = read_settle_by(self._book, complaint_id)
        is_late = settle_by is not None and self._clock.today() > settle_by
        deliver(
            self._book,
            complaint_id,
            how=_HOW.get(story.channel, "Telepon"),
            to=story.values.get("name", "Pengadu"),
            at=self._clock.now(),
            late_reason="Menunggu blangko dari provinsi." if is_late else "",
        )


_HOW: Final = {
    Channel.WHATSAPP: "WhatsApp",
    Channel.EMAIL: "Email",
    Channel.LAPOR: "SP4N-LAPOR!",
    Channel.SOCIAL: "Media sosial",
    Channel.COUNTER: "Telepon",
}
