"""Links between complaints: made, refused, undone, never deleted, replayed by the inspection."""

from datetime import timedelta

import pytest
from peewee import IntegrityError

from app.book.journal import last_entry
from app.ground.errors import FormRefused
from app.keeping.inspection import inspect_book
from app.reading.complaint.detail import read_detail
from app.reading.complaint.links import read_links
from app.rules.events import Event
from app.rules.links import LINK_WORDS, LinkKind
from app.rules.statuses import Status
from app.steps.close import void
from app.steps.link import LinkRefused, link, undo_link
from app.steps.storing import ComplaintUnknown


@pytest.fixture
def pair(recorded, clock):
    """Two complaints, the earlier one first."""
    first = recorded()
    clock.moment += timedelta(days=3)
    return first, recorded(received_at=f"{clock.moment:%Y-%m-%d %H:%M}")


def linked(book, complaint_id):
    return [(one.words, one.complaint_id) for one in read_links(book, complaint_id)]


@pytest.mark.parametrize("kind", LinkKind)
def test_a_link_is_read_from_both_ends(book, pair, kind):
    first, second = pair
    changes = link(book, second, first, kind)
    assert changes.complaints == set(pair)
    words = LINK_WORDS[kind]
    assert linked(book, second) == [(words.of_later, first)]
    assert linked(book, first) == [(words.of_earlier, second)]
    assert inspect_book(book).problems == ()


def test_whichever_was_received_later_is_the_repeat(book, pair):
    first, second = pair
    link(book, first, second, LinkKind.REPEAT)
    assert linked(book, second) == [("Pengaduan ulang dari", first)]


def test_a_complaint_has_many_links(book, pair, recorded):
    first, second = pair
    third = recorded()
    link(book, second, first, LinkKind.REPEAT)
    link(book, third, first, LinkKind.SAME_MATTER)
    assert [other for _, other in linked(book, first)] == [second, third]


def test_nonsense_is_refused_and_writes_nothing(book, pair, recorded):
    first, second = pair
    wrong = recorded(phone="0812-0000-0999")
    void(book, wrong, "Salah catat")
    link(book, second, first, LinkKind.REPEAT)
    entries = last_entry(book).sequence
    for one, other, error in (
        (first, first, LinkRefused),
        (first, wrong, LinkRefused),
        (wrong, first, LinkRefused),
        (second, first, LinkRefused),
        (first, second, LinkRefused),
        (first, 9_999, ComplaintUnknown),
        (9_999, first, ComplaintUnknown),
    ):
        with pytest.raises(error):
            link(book, one, other, LinkKind.SAME_PERSON)
    assert last_entry(book).sequence == entries


def test_an_undone_link_keeps_its_row_and_can_be_made_anew(book, pair):
    first, second = pair
    link(book, second, first, LinkKind.REPEAT)
    wrong = read_links(book, first)[0].link_id
    changes = undo_link(book, wrong, "Orang lain.")
    assert changes.complaints == set(pair)
    assert linked(book, first) == []
    link(book, second, first, LinkKind.SAME_MATTER)
    assert linked(book, first) == [("Hal sama, orang lain:", second)]
    assert read_links(book, first)[0].link_id != wrong
    assert inspect_book(book).problems == ()


def test_what_is_undone_is_not_undone_again_nor_without_a_reason(book, pair):
    first, second = pair
    link(book, second, first, LinkKind.REPEAT)
    id_ = read_links(book, first)[0].link_id
    with pytest.raises(FormRefused):
        undo_link(book, id_, "  ")
    undo_link(book, id_, "Keliru.")
    for unknown in (id_, 9_999):
        with pytest.raises(LinkRefused):
            undo_link(book, unknown, "Keliru.")


def test_both_timelines_tell_of_a_link_and_of_its_end(book, pair):
    first, second = pair
    link(book, second, first, LinkKind.REPEAT)
    undo_link(book, read_links(book, first)[0].link_id, "Orang lain.")
    told = {id_: read_detail(book, id_).timeline[-2:] for id_ in pair}
    numbers = {id_: read_detail(book, id_).number for id_ in pair}
    assert [entry.title for entry in told[first]] == ["Ditautkan", "Tautan dibatalkan"]
    assert told[second][0].remark == f"Pengaduan ulang dari {numbers[first]}"
    assert told[first][1].remark == (f"Diadukan ulang dalam {numbers[second]}. Alasan: Orang lain")
    assert all(entry.is_internal for entry in told[first])


def test_a_link_stands_in_the_way_of_no_other_undoing(book, pair):
    first, second = pair
    before = read_detail(book, first)
    link(book, second, first, LinkKind.REPEAT)
    after = read_detail(book, first)
    assert after.counter_step is before.counter_step
    assert after.status is before.status is Status.RECORDED


def test_a_link_is_never_deleted_changed_or_doubled(book, pair):
    first, second = pair
    link(book, second, first, LinkKind.REPEAT)
    run = book.store.database.execute_sql
    for sql in (
        "DELETE FROM complaint_link",
        "UPDATE complaint_link SET kind = 'berkas_menyusul'",
        f"UPDATE complaint_link SET later_id = {first}, earlier_id = {second}",
        "INSERT OR REPLACE INTO complaint_link SELECT * FROM complaint_link",
        f"INSERT OR REPLACE INTO complaint_link VALUES (NULL, {first}, {second}, 'x', 0)",
        f"INSERT INTO complaint_link VALUES (NULL, {first}, {first}, 'pengaduan_ulang', 0)",
    ):
        with pytest.raises(IntegrityError):
            run(sql)
    undo_link(book, 1, "Keliru.")
    with pytest.raises(IntegrityError):
        run("UPDATE complaint_link SET is_undone = 0")


def test_the_inspection_finds_a_link_that_the_journal_does_not_tell(book, pair):
    first, second = pair
    book.store.database.execute_sql(
        f"INSERT INTO complaint_link VALUES (NULL, {first}, {second}, 'pengaduan_ulang', 0)"
    )
    assert inspect_book(book).problems == ("complaint_link 1: tidak ada dalam jurnal.",)


def test_a_link_is_an_event_of_its_own(book, pair):
    first, second = pair
    link(book, second, first, LinkKind.REPEAT)
    assert (last_entry(book).event, last_entry(book).entity) == (
        Event.LINKED.value,
        "complaint_link",
    )
