"""What all tests share: a real book on disk, a clock that stands still, invented people."""

import os
import shutil
from datetime import datetime

# Before anything imports Qt: tests need no screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from argon2 import PasswordHasher

from app.book import place as places
from app.book.key_slots import Cost
from app.book.lists import read_lists
from app.book.opening import open_book, open_unread
from app.entry.forms import read_form
from app.ground import key_store
from app.ground.clock import FixedClock
from app.rules.channels import Channel
from app.sample.life import make_sample_book
from app.steps.record import record
from tests import encrypted

MONDAY_MORNING = datetime(2026, 11, 23, 9, 0)
TUESDAY_MORNING = datetime(2026, 11, 24, 8, 0)
REAL_SYSTEM_KEYRING = key_store.system_keyring

COMPLETE_FORM = {
    "name": "Warga Rekaan",
    "address": "Jl. Rekaan 1",
    "phone": "0812-0000-0147",
    "subject": "KTP-el belum tercetak",
    "description": "Rekam bulan Juni, belum tercetak.",
    "service": "KTP-el",
    "category": "Keterlambatan penyelesaian",
}


@pytest.fixture(scope="session", autouse=True)
def own_folders_of_the_run(tmp_path_factory):
    """Keep what is made once for all tests out of the developer's own folders."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BUKU_PENGADUAN_DATA", str(tmp_path_factory.mktemp("folders")))
        yield


def pytest_addoption(parser):
    parser.addoption("--encrypted", action="store_true", help="on books that are encrypted")


def pytest_configure(config):
    if config.getoption("--encrypted"):
        encrypted.switch_on()


def pytest_collection_modifyitems(config, items):
    if config.getoption("--encrypted"):
        skip = pytest.mark.skip(reason="about plain books")
        for item in items:
            if item.get_closest_marker("plain"):
                item.add_marker(skip)


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    """Keep settings, logs and papers of a test out of the developer's own folders."""
    monkeypatch.setenv("BUKU_PENGADUAN_DATA", str(tmp_path / "data"))


@pytest.fixture
def real_system_keyring():
    """What no test asks for a key; one looks at how it chooses."""
    return REAL_SYSTEM_KEYRING


@pytest.fixture(autouse=True)
def no_real_keyring(monkeypatch):
    """Keep the keys of a test out of the developer's own keyring."""

    def refuse():
        raise AssertionError("a test asks for the real keyring")

    monkeypatch.setattr(key_store, "system_keyring", refuse)


@pytest.fixture(autouse=True)
def quick_secrets(monkeypatch):
    """Let a PIN be checked at once: what takes half a second in an office takes it in no test."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("app.book.secrets.hasher", lambda: quick)
    monkeypatch.setattr("app.book.signature_keys._MEMORY", 8)
    monkeypatch.setattr("app.book.key_slots.COST", Cost(1, 8))


@pytest.fixture(scope="session")
def template_path(tmp_path_factory):
    """A new book, made once; copying it is much faster than making one."""
    path = tmp_path_factory.mktemp("template") / "buku.db"
    open_book(places.FilePlace(path), clock=FixedClock(MONDAY_MORNING), may_create=True).close()
    return path


@pytest.fixture
def clock():
    return FixedClock(MONDAY_MORNING)


@pytest.fixture
def book_path(template_path, tmp_path):
    return shutil.copy(template_path, tmp_path / "buku.db")


@pytest.fixture
def book(book_path, clock):
    with open_book(places.FilePlace(book_path), clock=clock, officer="Petugas Uji") as opened:
        yield opened


@pytest.fixture(scope="session")
def sample_path(tmp_path_factory):
    """A believable book with every channel, status and colour, made once."""
    path = tmp_path_factory.mktemp("sample") / "contoh.db"
    make_sample_book(
        places.FilePlace(path), count=400, seed=5, until=MONDAY_MORNING.date(), days=70
    ).close()
    return path


@pytest.fixture
def opened_sample(sample_path, tmp_path):
    """The sample book, opened for writing on the morning after its last day, and not yet read."""
    place = places.FilePlace(shutil.copy(sample_path, tmp_path / "contoh.db"))
    with open_unread(place, clock=FixedClock(TUESDAY_MORNING), officer="Petugas Uji") as opened:
        yield opened


@pytest.fixture
def sample_book(opened_sample):
    """The sample book, open for writing, on the morning after its last day."""
    return opened_sample.load()


@pytest.fixture
def recorded(book):
    """Record a complaint; what a test does not say is complete and invented."""

    def record_one(channel=Channel.COUNTER, **values):
        form = {**COMPLETE_FORM, **values}
        new = read_form(channel, form, book.clock.now(), read_lists(book))
        return next(iter(record(book, new).complaints))

    return record_one
