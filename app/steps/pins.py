"""PINs: switched on and off, set, changed, and recovered by the code of the book."""

from dataclasses import replace
from typing import Final

from app.book.book import Book
from app.book.journal import Recorder
from app.book.rights import Proof, officer_with
from app.book.secrets import put_secret, try_secret
from app.book.settings import flatten, put_setting
from app.book.settings_checks import settings_problems
from app.ground.changes import Changes
from app.ground.errors import FieldProblem, FormRefused, UserError
from app.rules.events import Event, Step
from app.rules.officers import PeopleRules, Role
from app.rules.pins import new_recovery_code, pin_problem, plain_code
from app.rules.procedure import STEPS
from app.steps.edit_lists import ListName, add_list_entry
from models.reference import RECOVERY, Officer

_PREFIX: Final = "people."


class PinRefused(UserError):
    """PINs cannot be used that way."""


def switch_pins_on(book: Book, admin: str, pin: str) -> str:
    """Let the officer named *admin* be the first who has a PIN; return the recovery code.

    The officer is added to the list where there is none of that name. The code is nowhere to be
    read again: whoever loses it makes another one.

    Raises:
        PinRefused: PINs are used already, or the officer has another duty than admin.
        FormRefused: the PIN will not do, or the name is empty.
    """
    _ensure_fit("pin", pin)
    if book.settings.people.uses_pins:
        raise PinRefused("PIN sudah dipakai di buku ini.")
    with book.transaction() as journal:
        row = _admin_named(book, admin)
        _set(book, journal, row.id, pin, Event.PIN_SET)
        code = _new_code(book, journal)
        _put_rules(book, journal, replace(book.settings.people, uses_pins=True))
    book.refresh()
    # Who has just chosen the PIN sits at the desk, and need not give it once more.
    book.holding.seat(row.name, row.id)
    return code


def change_people_rules(book: Book, wanted: PeopleRules) -> Changes:
    """Store what the office asks of its people; PINs are switched off this way, never on.

    Raises:
        PinRefused: PINs are to be switched on.
        FormRefused: a rule is out of its bounds.
    """
    if wanted.uses_pins and not book.settings.people.uses_pins:
        raise PinRefused("PIN diaktifkan dengan memilih admin dan PIN-nya.")
    key = f"{_PREFIX}lock_minutes"
    problem = settings_problems(replace(book.settings, people=wanted)).get(key)
    if problem:
        raise FormRefused(FieldProblem(key, problem))
    with book.transaction() as journal:
        _put_rules(book, journal, wanted)
    book.refresh()
    return Changes(settings=True)


def set_pin(book: Book, officer_id: int, pin: str) -> Changes:
    """Give an officer a PIN, or another one where it was forgotten.

    Raises:
        PinRefused: the book uses no PINs, or there is no such officer in use.
        FormRefused: the PIN will not do.
    """
    _ensure_fit("pin", pin)
    if not book.settings.people.uses_pins:
        raise PinRefused("Buku ini belum memakai PIN.")
    if officer_with(book, officer_id) is None:
        raise PinRefused("Petugas ini tidak ada dalam daftar, atau tidak dipakai lagi.")
    with book.transaction() as journal:
        _set(book, journal, officer_id, pin, Event.PIN_SET)
    return Changes(settings=True)


def change_pin(book: Book, pin: str) -> Changes:
    """Give whoever sits at the desk another PIN.

    Raises:
        PinRefused: nobody has signed in.
        FormRefused: the PIN will not do.
    """
    _ensure_fit("pin", pin)
    officer_id = book.holding.officer_id
    if officer_id is None:
        raise PinRefused("Belum ada petugas yang masuk dengan PIN.")
    with book.transaction() as journal:
        _set(book, journal, officer_id, pin, Event.PIN_CHANGED)
    return Changes(settings=True)


def recover_pin(book: Book, officer_id: int, code: str, pin: str) -> str:
    """Give an admin who has the recovery code another PIN; return the code that is good from now.

    Raises:
        PinRefused: the officer is no admin in use.
        SecretRefused: the code is not that of the book, or may not be tried yet.
        FormRefused: the PIN will not do.
    """
    _ensure_fit("pin", pin)
    admin = officer_with(book, officer_id)
    if admin is None or admin.role is not Role.ADMIN:
        raise PinRefused("Kode pemulihan memasang PIN baru bagi admin. Pilih petugas yang admin.")
    try_secret(book, RECOVERY, plain_code(code))
    # The code proves as much as the PIN that is lost.
    book.holding.seat(admin.name, admin.id)
    book.accept_proof(Proof(admin.id, book.clock.utc()))
    with book.transaction() as journal:
        _set(book, journal, admin.id, pin, Event.PIN_RECOVERED)
        return _new_code(book, journal)


def make_recovery_code(book: Book) -> str:
    """Make another recovery code and return it; the one before is good for nothing from now.

    Raises:
        PinRefused: the book uses no PINs.
    """
    if not book.settings.people.uses_pins:
        raise PinRefused("Buku ini belum memakai PIN.")
    with book.transaction() as journal:
        return _new_code(book, journal)


def _new_code(book: Book, journal: Recorder) -> str:
    code = new_recovery_code()
    _set(book, journal, RECOVERY, plain_code(code), Event.RECOVERY_CODE_MADE)
    return code


def _ensure_fit(field: str, pin: str) -> None:
    problem = pin_problem(pin)
    if problem:
        raise FormRefused(FieldProblem(field, problem))


def _set(book: Book, journal: Recorder, owner: int, text: str, event: Event) -> None:
    journal.ensure_may(event)
    mark = put_secret(book, owner, text)
    journal.tell(event, {"owner": owner, "mark": mark})


def _put_rules(book: Book, journal: Recorder, wanted: PeopleRules) -> None:
    now = flatten(book.settings)
    for key, value in flatten(replace(book.settings, people=wanted)).items():
        if value != now[key]:
            put_setting(journal, key, value, STEPS[Step.CHANGE_PEOPLE_RULES].event)


def _admin_named(book: Book, name: str) -> Officer:
    wanted = Officer.select().where(Officer.name == " ".join(name.split()))
    row = book.rows(wanted).get_or_none()
    if row is None:
        add_list_entry(book, ListName.OFFICERS, {"name": name, "role": Role.ADMIN.value})
        row = book.rows(wanted).get()
    if row.is_retired or row.role != Role.ADMIN.value:
        raise PinRefused(
            f"{row.name} bukan admin dalam daftar petugas. Tulis nama lain bagi admin, atau ubah "
            "tugasnya lebih dahulu."
        )
    found: Officer = row
    return found
