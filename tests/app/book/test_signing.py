"""Signing in: the right PIN, wrong ones, and what is written down of them."""

import pytest

from app.book.lists import read_lists
from app.book.opening import open_book
from app.book.place import FilePlace
from app.book.rights import RightRefused
from app.book.secrets import SecretRefused
from app.book.signing import prove, sign_in, sign_out
from app.ground.errors import FormRefused
from app.keeping.inspection import inspect_book
from app.rules.pins import plain_code
from app.steps.pins import PinRefused, recover_pin, set_pin, switch_pins_on
from models.reference import RECOVERY, Secret
from models.rows import find, update

PIN = "471903"


@pytest.fixture
def code(book):
    """Let an admin use PINs; the recovery code."""
    return switch_pins_on(book, "Admin Rekaan", PIN)


def admin(book):
    return next(o for o in read_lists(book).officers if o.name == "Admin Rekaan")


def test_the_first_admin_signs_in_by_choosing_the_pin(book, code):
    assert (book.officer, book.holding.officer_id) == ("Admin Rekaan", admin(book).id)
    sign_out(book)
    assert book.holding.officer_id is None
    assert sign_in(book, admin(book).id, PIN).name == "Admin Rekaan"


def test_a_pin_that_will_not_do_switches_nothing_on(book):
    with pytest.raises(FormRefused):
        switch_pins_on(book, "Admin Rekaan", "123456")
    with pytest.raises(PinRefused, match="bukan admin"):
        switch_pins_on(book, "Petugas Pengaduan", PIN)
    assert not book.settings.people.uses_pins


def test_no_pin_stands_in_the_file_nor_in_the_journal(book, code, book_path):
    set_pin_of_desk(book)
    book.close()
    content = book_path.read_bytes()
    assert PIN.encode() not in content
    assert plain_code(code).encode() not in content


def set_pin_of_desk(book):
    prove(book, PIN)
    set_pin(book, 1, "815204")


def test_wrong_pins_make_the_next_try_wait_also_after_a_new_start(book, code, book_path, clock):
    for _ in range(3):
        with pytest.raises(SecretRefused, match="tidak cocok"):
            sign_in(book, admin(book).id, "000001")
    with pytest.raises(SecretRefused, match="5 detik"):
        sign_in(book, admin(book).id, PIN)
    book.close()
    with open_book(FilePlace(book_path), clock=clock) as again:
        with pytest.raises(SecretRefused, match="5 detik"):
            sign_in(again, admin(again).id, PIN)
        clock.moment = clock.moment.replace(second=6)
        sign_in(again, admin(again).id, PIN)
        assert find(again.store.database, Secret, admin(again).id).tries == 0


def test_a_book_that_is_only_read_remembers_wrong_tries_too(book, code, book_path, clock):
    with open_book(FilePlace(book_path), clock=clock, read_only=True) as reader:
        for _ in range(3):
            with pytest.raises(SecretRefused, match="tidak cocok"):
                sign_in(reader, admin(reader).id, "000001")
        with pytest.raises(SecretRefused, match="5 detik"):
            sign_in(reader, admin(reader).id, PIN)


def test_a_try_counts_before_it_is_known(book, code, monkeypatch):
    """Whoever ends the program while a PIN is checked has tried all the same."""

    def killed(hashed, text):
        raise KeyboardInterrupt

    monkeypatch.setattr("app.book.secrets._is_right", killed)
    with pytest.raises(KeyboardInterrupt):
        sign_in(book, admin(book).id, "000001")
    assert find(book.store.database, Secret, admin(book).id).tries == 1


def test_an_officer_without_a_pin_does_not_get_in(book, code):
    with pytest.raises(SecretRefused, match="belum mempunyai PIN"):
        sign_in(book, 1, PIN)
    with pytest.raises(RightRefused):
        sign_in(book, 999, PIN)


def test_the_recovery_code_gives_an_admin_another_pin_once(book, code):
    sign_out(book)
    with pytest.raises(SecretRefused):
        recover_pin(book, admin(book).id, "K7M2R-T9XWB-K7M2R-T9XWB-K7M2R", "620417")
    fresh = recover_pin(book, admin(book).id, code.lower(), "620417")
    with pytest.raises(SecretRefused):
        recover_pin(book, admin(book).id, code, "739152")
    sign_in(book, admin(book).id, "620417")
    with pytest.raises(PinRefused, match="admin"):
        recover_pin(book, 1, fresh, "739152")


def test_a_pin_that_was_exchanged_in_the_file_is_found(book, code):
    set_pin_of_desk(book)
    assert inspect_book(book).problems == ()
    own = find(book.store.database, Secret, 1).hash
    with book.store.turn():
        row = find(book.store.database, Secret, admin(book).id)
        update(book.store.database, row, {"hash": own})
    sentence = f"PIN petugas {admin(book).id}: tidak sama dengan yang dipasang menurut jurnal."
    assert inspect_book(book).problems == (sentence,)


def test_a_recovery_code_that_was_taken_away_is_found(book, code):
    with book.store.turn():
        book.rows(Secret.delete().where(Secret.owner == RECOVERY)).execute()
    assert inspect_book(book).problems == (
        "Kode pemulihan: tidak sama dengan yang dipasang menurut jurnal.",
    )
