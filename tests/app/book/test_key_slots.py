"""The key of a book is wrapped for each opener: nothing else opens it, and nothing is in clear."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.book import key_slots
from app.book.key_slots import (
    Cost,
    Opener,
    SlotKind,
    add_slots,
    read_slots,
    slot_file,
    unwrap,
    wrap,
)
from models.book_key import BookKey, new_book_key

COMPUTER = Opener(SlotKind.COMPUTER, "11" * 32)
CODE = Opener(SlotKind.CODE, "K7M2R-T9XWB-34567-89ABC-DEFGH")
PASSPHRASE = Opener(SlotKind.PASSPHRASE, "kucing makan ikan asin")
OPENERS = [COMPUTER, CODE, PASSPHRASE]


@pytest.mark.parametrize("opener", OPENERS, ids=lambda opener: opener.kind.value)
def test_a_slot_opens_for_its_opener_only(opener, clock):
    key = new_book_key()
    slot = wrap(key, opener, clock.now())
    assert unwrap(slot, opener) == key
    others = [*(o for o in OPENERS if o is not opener), Opener(opener.kind, "22" * 32)]
    assert [unwrap(slot, other) for other in others] == [None, None, None]


@pytest.mark.parametrize(
    ("opener", "typed"),
    [
        (CODE, " k7m2r t9xwb 34567 89abc defgh "),
        (PASSPHRASE, "kucing makan ikan asin"),
        (Opener(SlotKind.PASSPHRASE, "caf\u00e9 pagi hari"), "cafe\u0301 pagi hari"),
    ],
)
def test_what_a_hand_types_otherwise_opens_all_the_same(opener, typed, clock):
    key = new_book_key()
    assert unwrap(wrap(key, opener, clock.now()), Opener(opener.kind, typed)) == key


@given(place=st.integers(0, 47), bit=st.integers(0, 7), what=st.sampled_from(["wrapped", "nonce"]))
def test_a_slot_that_was_changed_opens_for_nobody(place, bit, what):
    from app.ground.clock import FixedClock
    from tests.conftest import MONDAY_MORNING

    slot = wrap(new_book_key(), COMPUTER, FixedClock(MONDAY_MORNING).now())
    content = bytearray(getattr(slot, what))
    content[place % len(content)] ^= 1 << bit
    assert unwrap(replace(slot, **{what: bytes(content)}), COMPUTER) is None


def test_a_slot_says_nothing_that_can_be_exchanged(clock):
    slot = wrap(new_book_key(), COMPUTER, clock.now())
    assert unwrap(replace(slot, key_id="00" * 16), COMPUTER) is None


def test_slots_are_written_and_read_again_and_the_later_one_stays(tmp_path, clock):
    book = tmp_path / "buku.db"
    key, other = new_book_key(), new_book_key()
    first = [wrap(key, opener, clock.now(), "LOKET-1") for opener in OPENERS]
    add_slots(book, first)
    assert list(read_slots(book)) == first
    later = wrap(key, Opener(SlotKind.CODE, "AAAAA"), clock.now())
    of_other = wrap(other, CODE, clock.now())
    add_slots(book, [later, of_other])
    assert {slot.opens: slot for slot in read_slots(book)} == {
        slot.opens: slot for slot in (first[0], later, first[2], of_other)
    }


def test_the_file_of_the_slots_has_no_key_and_no_opener(tmp_path, clock):
    book = tmp_path / "buku.db"
    key = new_book_key()
    add_slots(book, [wrap(key, opener, clock.now()) for opener in OPENERS])
    content = slot_file(book).read_text("utf-8")
    for secret in (key.secret.hex(), *(opener.text for opener in OPENERS)):
        assert secret not in content
    assert key.id.hex() in content
    assert slot_file(book).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"pembuka": 3}', '{"pembuka": [3, {}, {"jenis": "gigi"}]}', "\xff\xfe"],
)
def test_what_is_no_slot_is_left_out(tmp_path, content):
    book = tmp_path / "buku.db"
    slot_file(book).write_text(content, "latin-1")
    assert read_slots(book) == ()


def test_a_slot_that_would_keep_the_computer_busy_for_hours_is_left_out(tmp_path, clock):
    book = tmp_path / "buku.db"
    dear = replace(wrap(new_book_key(), CODE, clock.now()), cost=Cost(10_000, 64))
    add_slots(book, [dear])
    assert read_slots(book) == ()


def test_a_key_prints_as_its_name_only():
    key = BookKey(b"s" * 32)
    said = f"{key} {key!r} {[key]} {Opener(SlotKind.CODE, 'RAHASIA')!r}"
    assert key.secret.hex() not in said
    assert "ssss" not in said
    assert "RAHASIA" not in said


def test_a_guess_costs_what_a_guess_at_a_pin_does():
    assert Cost(3, 64 * 1024) != key_slots.COST, "tests are quick"
