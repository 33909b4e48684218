"""What the program does by itself: a backup where something is new, a second place, a recheck."""

import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.book.place import FilePlace
from app.ground.errors import StorageError
from app.keeping.backup import BackupStopped, back_up, check_again, digest_of
from app.keeping.backup_notes import BackupInfo, note_of, read_backups, read_note
from app.keeping.rotation import superfluous
from app.keeping.rounds import entries_since, make_round, newest_good
from tests.tampering import unguarded

NOW = datetime(2026, 11, 23, 12, 0)


def info(made_at, *, findings=0, is_automatic=True):
    path = Path(f"buku {made_at:%Y-%m-%d %H.%M.%S}.cadangan")
    return BackupInfo(path, made_at, 1, "", findings=findings, is_automatic=is_automatic)


def every_hour(days):
    return [info(NOW - timedelta(hours=hour)) for hour in range(24 * days)]


def kept_of(backups):
    gone = set(superfluous(backups, NOW))
    return [each for each in backups if each not in gone]


def test_a_year_of_hours_becomes_hours_days_weeks_months():
    kept = kept_of(every_hour(365))
    ages = [(NOW - each.made_at).total_seconds() / 86400 for each in kept]
    assert len([age for age in ages if age <= 1]) == 25
    assert len([age for age in ages if 1 < age <= 14]) in (13, 14)
    assert len([age for age in ages if 14 < age <= 63]) in (7, 8)
    assert len([age for age in ages if age > 63]) in (10, 11)


def test_made_by_hand_stays():
    by_hand = info(NOW - timedelta(days=3000), is_automatic=False)
    assert by_hand in kept_of([*every_hour(3), by_hand])


def test_the_last_good_one_stays_however_old():
    good = info(NOW - timedelta(days=3000))
    spoiled = [replace(each, findings=1) for each in every_hour(3)]
    assert good in kept_of([*spoiled, good])


@given(
    st.lists(
        st.tuples(st.integers(0, 60 * 24 * 900), st.booleans(), st.booleans()),
        max_size=60,
        unique_by=lambda each: each[0],
    )
)
def test_rotating_twice_takes_no_more_than_once(said):
    backups = [
        info(NOW - timedelta(minutes=age), findings=int(bad), is_automatic=automatic)
        for age, bad, automatic in said
    ]
    kept = kept_of(backups)
    assert kept_of(kept) == kept
    good = [each for each in backups if each.is_good]
    assert not good or max(good, key=lambda each: each.made_at) in kept
    assert all(each in kept for each in backups if not each.is_automatic)


def test_a_round_backs_up_only_what_is_new(book, clock, recorded, tmp_path):
    folder = tmp_path / "cadangan"
    first = make_round(book, folder, None).made
    assert first is not None
    assert (first.is_automatic, first.is_good, first.sha256) == (True, True, digest_of(first.path))
    assert make_round(book, folder, None).made is None
    recorded()
    assert entries_since(book, first) == 1
    clock.moment += timedelta(hours=2)
    second = make_round(book, folder, None).made
    assert second.complaints == first.complaints + 1
    assert entries_since(book, newest_good(read_backups(book.place, folder))) == 0


def test_the_second_place_gets_the_same_bytes_once_it_is_there(book, recorded, tmp_path):
    folder, second = tmp_path / "cadangan", tmp_path / "diska"
    recorded()
    done = make_round(book, folder, second)
    assert "tidak terjangkau" in done.second_refusal
    second.mkdir()
    assert make_round(book, folder, second).second_refusal == ""
    (carried,) = read_backups(book.place, second)
    assert digest_of(carried.path) == done.made.sha256 == carried.sha256


def test_a_second_place_that_cannot_be_written_is_said(book, recorded, tmp_path, monkeypatch):
    second = tmp_path / "diska"
    second.mkdir()
    recorded()

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.keeping.rounds.shutil.copyfile", refuse)
    done = make_round(book, tmp_path / "cadangan", second)
    assert done.made is not None
    assert "gagal" in done.second_refusal
    assert list(second.iterdir()) == []


def test_a_backup_that_changed_since_is_found_within_a_week(book, clock, recorded, tmp_path):
    folder = tmp_path / "cadangan"
    recorded()
    made = make_round(book, folder, None).made
    content = bytearray(made.path.read_bytes())
    content[-100] ^= 1
    made.path.write_bytes(content)
    clock.moment += timedelta(days=8)
    done = make_round(book, folder, None)
    assert [each.path for each in done.spoiled] == [made.path]
    assert newest_good(read_backups(book.place, folder)) is None
    # The next round does not wait for something new: no good copy is left.
    assert make_round(book, folder, None).made is not None


@pytest.mark.plain
def test_a_copy_of_the_release_before_is_looked_into(book, clock, recorded, tmp_path):
    recorded()
    made = back_up(book, tmp_path)
    without = replace(read_note(made.path), sha256="")
    assert check_again(without, clock).is_good
    with unguarded(made.path) as connection:
        connection.execute("UPDATE complaint SET name = 'Lain'")
    assert not check_again(without, clock).is_good


def test_a_book_with_faults_is_backed_up_with_a_word(book, recorded, tmp_path):
    recorded()
    book.store.database.execute_sql("DROP TRIGGER complaint_no_delete")
    made = back_up(book, tmp_path)
    assert made.findings == 1
    assert read_note(made.path).findings == 1


def test_whoever_stops_a_round_leaves_nothing(book, recorded, tmp_path):
    recorded()
    with pytest.raises(BackupStopped):
        make_round(book, tmp_path / "cadangan", None, lambda: True)
    assert list((tmp_path / "cadangan").iterdir()) == []


def test_old_automatic_ones_go_with_their_notes(book, clock, recorded, tmp_path):
    folder = tmp_path / "cadangan"
    kept_by_hand = back_up(book, folder)
    for _ in range(4):
        recorded()
        clock.moment += timedelta(minutes=5)
        newest = make_round(book, folder, None).made
    left = {path.name for path in folder.iterdir()}
    both = (kept_by_hand.path, newest.path)
    assert left == {name for path in both for name in (path.name, note_of(path).name)}


def test_a_backup_is_counted_in_the_copy_itself(book, recorded, tmp_path, monkeypatch):
    recorded()

    def other(target):
        shutil.copyfile(tmp_path / "lain.db", target)

    back_up(book, tmp_path / "satu")
    shutil.copyfile(read_backups(book.place, tmp_path / "satu")[0].path, tmp_path / "lain.db")
    recorded()
    monkeypatch.setattr(type(book), "copy_to", lambda _, target, *__: other(target))
    assert back_up(book, tmp_path / "dua").complaints == 1
    (tmp_path / "lain.db").write_bytes(b"not a book")
    with pytest.raises(StorageError):
        back_up(book, tmp_path / "tiga")
    assert read_backups(FilePlace(book.place.path), tmp_path / "tiga") == ()
