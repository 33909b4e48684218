"""Keys of this computer lie in the system's keyring, or in files that nobody else may read."""

import os
import stat

import keyring as library
import pytest

from app.ground import key_store as module
from app.ground.key_store import KeysRefused, KeyStore, key_store
from app.ground.paths import ROOT_VARIABLE, key_folder


class Keyring(dict):
    """A keyring of one program, in memory."""

    refuses = False

    def get_password(self, service, username):
        self.ensure_open()
        return self.get((service, username))

    def set_password(self, service, username, password):
        self.ensure_open()
        self[service, username] = password

    def delete_password(self, service, username):
        del self[service, username]

    def ensure_open(self):
        if self.refuses:
            raise RuntimeError("locked")


@pytest.fixture
def keyring():
    return Keyring()


@pytest.fixture(params=["keyring", "files"])
def store(request, keyring, tmp_path):
    there = keyring if request.param == "keyring" else None
    return KeyStore(tmp_path / "kunci", lambda: there)


def test_a_key_is_kept_replaced_and_taken_away(store):
    assert store.get("segel-1") is None
    store.put("segel-1", "a")
    store.put("segel-2", "b")
    store.put("segel-1", "c")
    assert (store.get("segel-1"), store.get("segel-2")) == ("c", "b")
    store.remove("segel-1")
    store.remove("segel-1")
    assert (store.get("segel-1"), store.get("segel-2")) == (None, "b")


def test_a_key_in_the_keyring_is_in_no_file(keyring, tmp_path):
    store = KeyStore(tmp_path / "kunci", lambda: keyring)
    store.put("segel-1", "a")
    assert keyring == {("buku-pengaduan", "segel-1"): "a"}
    assert not (tmp_path / "kunci").exists()
    assert store.where == "penyimpan kunci sistem"


@pytest.mark.skipif(os.name == "nt", reason="Windows has the rights of the folders")
def test_without_a_keyring_a_key_is_a_file_for_the_account_alone(tmp_path):
    store = KeyStore(tmp_path / "kunci", lambda: None)
    store.put("segel-1", "a")
    (path,) = (tmp_path / "kunci").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert str(tmp_path / "kunci") in store.where


def test_a_key_from_before_there_was_a_keyring_is_found_then_moves(keyring, tmp_path):
    KeyStore(tmp_path / "kunci", lambda: None).put("segel-1", "a")
    store = KeyStore(tmp_path / "kunci", lambda: keyring)
    assert store.get("segel-1") == "a"
    store.put("segel-1", "b")
    assert list((tmp_path / "kunci").iterdir()) == []
    assert store.get("segel-1") == "b"


def test_a_locked_keyring_is_told_and_not_taken_for_an_empty_one(keyring, tmp_path):
    store = KeyStore(tmp_path / "kunci", lambda: keyring)
    keyring.refuses = True
    with pytest.raises(KeysRefused, match="Buka kuncinya"):
        store.get("segel-1")
    with pytest.raises(KeysRefused, match="Buka kuncinya"):
        store.put("segel-1", "a")
    assert not (tmp_path / "kunci").exists()


def test_no_keyring_is_looked_for_before_a_key_is_wanted(tmp_path):
    asked = []
    store = KeyStore(tmp_path / "kunci", lambda: asked.append(1))
    assert asked == []
    store.get("segel-1")
    store.get("segel-1")
    assert asked == [1]


@pytest.mark.parametrize("name", ["", "../segel", "Segel", "segel/1", "a" * 101])
def test_a_name_that_is_no_name_of_a_file_is_a_bug(store, name):
    with pytest.raises(ValueError, match="no name of a key"):
        store.get(name)


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "kunci").write_text("bukan folder")
    with pytest.raises(KeysRefused):
        KeyStore(tmp_path / "kunci", lambda: None).put("segel-1", "a")


def test_with_folders_of_its_own_the_program_leaves_the_keyring_alone():
    """As every test does it, and every process that a test begins."""
    store = key_store()
    store.put("segel-1", "a")
    assert [path.name for path in key_folder().iterdir()] == ["segel-1.kunci"]


def test_the_real_keyring_is_out_of_reach_of_a_test(monkeypatch):
    monkeypatch.delenv(ROOT_VARIABLE)
    with pytest.raises(AssertionError, match="keyring"):
        key_store().get("segel-1")


def test_a_stand_in_of_the_library_is_no_keyring(monkeypatch, real_system_keyring):
    class StandIn:
        priority = 0

    monkeypatch.setattr(library, "get_keyring", StandIn)
    assert real_system_keyring() is None
    StandIn.priority = 5
    assert isinstance(real_system_keyring(), StandIn)
    monkeypatch.setattr(library, "get_keyring", lambda: 1 / 0)
    assert real_system_keyring() is None
    assert module.system_keyring is not real_system_keyring
