"""What goes into a release: the right packages, no rest, the same bytes for the same input."""

import hashlib
import os
import re
import subprocess
import sys
import tomllib

import pytest

from app.ground.version import version
from resources.packaging.recipe import LINUX, ROOT, WINDOWS, is_qt_extra, is_shipped, is_wanted
from resources.packaging.tidy import below, compile_modules, settle, zip_files
from resources.packaging.wheels import locked_for

LOCK = """\
# made by a tool
plain==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via buku-pengaduan (pyproject.toml)
only-windows==2.0 ; sys_platform == 'win32' \\
    --hash=sha256:cc
only-linux==3.0 ; sys_platform == 'linux' \\
    --hash=sha256:dd
    # via
    #   other
"""


@pytest.mark.parametrize(("target", "other"), [(WINDOWS, "only-windows"), (LINUX, "only-linux")])
def test_a_marker_is_asked_for_the_computer_that_gets_the_package(target, other):
    wanted = list(locked_for(LOCK, target))
    assert wanted[0] == "plain==1.0 --hash=sha256:aa --hash=sha256:bb"
    assert [line.partition("==")[0] for line in wanted] == ["plain", other]


def test_every_requirement_of_the_lock_file_has_hashes_in_it():
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    names = {line.partition("==")[0] for line in locked_for(lock, WINDOWS)}
    assert {"pyside6-essentials", "pywin32-ctypes", "reportlab"} <= names
    assert all(" --hash=sha256:" in line for line in locked_for(lock, WINDOWS))


def test_the_program_is_shipped_without_what_developers_need():
    assert is_shipped("launch.py")
    assert is_shipped("ui/look/theme.py")
    assert is_shipped("resources/fonts/LiberationSans-Bold.ttf")
    for name in (
        *("tests/conftest.py", "README.md", "requirements.lock", ".ci/run"),
        *("resources/packaging/recipe.py", "resources/readme/window.png"),
        "resources/translations/qtbase_id.ts",
    ):
        assert not is_shipped(name), name


@pytest.mark.parametrize(
    ("name", "is_kept"),
    [
        ("holidays/countries/indonesia.py", True),
        ("holidays/countries/norway.py", False),
        ("holidays/locale/id/LC_MESSAGES/ID.mo", True),
        ("holidays/locale/de/LC_MESSAGES/DE.mo", False),
        ("phonenumbers/data/region_ID.py", True),
        ("phonenumbers/geodata/data0.py", False),
        ("msgspec/__init__.pyi", False),
    ],
)
def test_of_a_package_only_what_is_loaded_is_kept(name, is_kept):
    assert is_wanted(name) is is_kept


def test_of_qt_the_plugins_that_draw_on_each_system_are_kept():
    assert is_qt_extra("plugins/platforms/qwindows.dll")
    assert is_qt_extra("plugins/platforms/libqxcb.so")
    assert not is_qt_extra("plugins/sqldrivers/qsqlite.dll")


def packed(folder, target):
    folder.mkdir()
    (folder / "rules.py").write_text("WORDS = {'satu', 'dua', 'tiga', 'empat', 'lima'}\n")
    (folder / "empty").mkdir()
    os.utime(folder / "rules.py")
    compile_modules(folder, "program")
    settle(folder)
    zip_files(target, below(folder, "Buku/"))
    return hashlib.sha256(target.read_bytes()).hexdigest()


def test_the_same_files_in_another_place_become_the_same_bytes(tmp_path, monkeypatch):
    first = packed(tmp_path / "here", tmp_path / "one.zip")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    assert packed(tmp_path / "elsewhere", tmp_path / "two.zip") == first


def test_the_version_stands_in_one_place():
    """A package has no pyproject.toml: there the version is asked of the program."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert "version" not in project
    assert project["dynamic"] == ["version"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", version())


def test_holidays_are_known_without_the_metadata_of_the_package(tmp_path):
    """As the package is shipped: one country, and its version written into it."""
    told = subprocess.run(
        [sys.executable, "-c", _WITHOUT_METADATA],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.stderr, told.stdout.strip()) == ("", "True")


_WITHOUT_METADATA = """
import sys, types
from resources.packaging.recipe import REWRITTEN
import importlib.util as u
for name in ("holidays.version", "holidays.countries", "holidays.financial"):
    parts = name.split(".")
    file = "/".join(parts) + (".py" if parts[-1] == "version" else "/__init__.py")
    module = types.ModuleType(name)
    if parts[-1] != "version":
        module.__path__ = list(u.find_spec("holidays").submodule_search_locations)
        module.__path__ = [module.__path__[0] + "/" + parts[-1]]
    exec(REWRITTEN[file], module.__dict__)
    sys.modules[name] = module
from app.book.days_off import library_days
print(len(library_days(2026)) > 10 and "holidays.countries.norway" not in sys.modules)
"""
