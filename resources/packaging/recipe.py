"""What goes into a package and what stays out: data that the makers of every package share."""

import re
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
APP: Final = "Buku Pengaduan"
APP_ID: Final = "Disdukcapil.BukuPengaduan"
MAINTAINER: Final = "Pengembang Buku Pengaduan <pengembang@example.invalid>"

# The program itself, from the checkout; what only developers need stays there.
_PROGRAM: Final = ("launch.py", "main.py", "pyproject.toml", "LICENSE", "CHANGELOG.md")
LAYERS: Final = ("app", "models", "exports", "ui")
_NOT_SHIPPED: Final = ("resources/packaging/*", "resources/readme/*", "*.ts", "*.pyc")

# Never loaded by the program; the suite that runs on the bundle would notice.
_DROPPED: Final = (
    # Nothing for people who run it: stubs, sources of compiled parts, tests, commands.
    *("*.pyi", "py.typed", "*/py.typed", "*.pyx", "*.pxd", "*.c", "*.cpp", "*.h", "*.hpp", "*.lib"),
    *("*/tests/*", "*/test_*.py", "*.data/scripts/*", "bin/*", "pwiz.py", "olefile/olefile2.py"),
    # Of phone numbers only the plan; not places, carriers and time zones.
    *("phonenumbers/geodata/*", "phonenumbers/carrierdata/*", "phonenumbers/tzdata/*"),
    # Of Pillow only pictures: no other formats than the program takes, no fonts, no Tk.
    *("PIL/_avif*", "PIL/_webp*", "PIL/_imagingcms*", "PIL/_imagingtk*", "PIL/_imagingft*"),
    *("pillow.libs/libavif*", "apsw/fuzz*"),
    # The same functions again for newer processors.
    "rapidfuzz/*_avx2*",
    # Papers bring their own font; SQLite needs no commands and no further functions.
    *("reportlab/fonts/*", "apsw/sqlite_extra_binaries/*", "apsw/shell.py"),
    *("apsw/_unicode*", "apsw/unicode.py", "apsw/fts5*", "apsw/ext.py"),
    # Only argon2 asks for cffi, and that is compiled: nothing reads C here.
    *("pycparser/*", "cffi/*"),
)
# One country of more than two hundred.
_ONLY: Final = {
    "holidays/locale/*": ("holidays/locale/*/LC_MESSAGES/ID.mo",),
    "holidays/countries/*": ("holidays/countries/__init__.py", "holidays/countries/indonesia.py"),
    "holidays/financial/*": ("holidays/financial/__init__.py",),
}
# What would ask the metadata of the package for its version, or import the other countries.
REWRITTEN: Final = {
    "holidays/version.py": '__version__ = "{version}"\n',
    "holidays/countries/__init__.py": "",
    "holidays/financial/__init__.py": "",
}
# Beside the modules of Qt that the program imports, and the libraries these name themselves.
_QT_PLUGINS: Final = re.compile(
    r"plugins/(platforms/(q(windows|offscreen)\.dll|libq(xcb|offscreen|wayland\S*)\.so)"
    r"|imageformats/(lib)?q(jpeg|svg|ico)\.\w+|iconengines/(lib)?qsvgicon\.\w+"
    r"|xcbglintegrations/\S+|platformthemes/libqxdgdesktopportal\.so|wayland-[^/]+/\S+"
    r"|platforminputcontexts/lib(ibus|compose)\S+\.so)$"
)
_QT_PYTHON: Final = re.compile(
    r"(__init__|_config|_git_\w+_version)\.py$|support/(__init__|deprecated)\.py$"
)


@dataclass(frozen=True, slots=True)
class Target:
    """One kind of computer: what markers ask of it, how pip calls it, how its Qt is named."""

    markers: dict[str, str]
    pip_platforms: tuple[str, ...]
    module: str  # of Qt for Python, by its name: "QtCore.pyd"
    libraries: str  # folder of the libraries of Qt, below PySide6


WINDOWS: Final = Target(
    {
        **{"os_name": "nt", "sys_platform": "win32", "platform_system": "Windows"},
        **{"platform_machine": "AMD64", "platform_release": "10", "platform_version": "10"},
    },
    ("win_amd64",),
    "{}.pyd",
    "",
)
LINUX: Final = Target(
    {
        **{"os_name": "posix", "sys_platform": "linux", "platform_system": "Linux"},
        **{"platform_machine": "x86_64", "platform_release": "", "platform_version": ""},
    },
    # What Debian 12 can load.
    (*(f"manylinux_2_{minor}_x86_64" for minor in range(17, 37)), "manylinux2014_x86_64"),
    "{}.abi3.so",
    "Qt/lib/",
)


def is_shipped(relative: str) -> bool:
    """Tell whether a file of the checkout, by its path with slashes, belongs to the program."""
    if relative in _PROGRAM:
        return True
    first = relative.split("/", 1)[0]
    return first in (*LAYERS, "resources") and not _matches(relative, _NOT_SHIPPED)


def is_wanted(name: str) -> bool:
    """Tell whether a file of a wheel is kept; of Qt ask ``is_qt_extra``."""
    for folder, kept in _ONLY.items():
        if fnmatch(name, folder):
            return _matches(name, kept)
    return not _matches(name, _DROPPED)


def is_qt_extra(name: str) -> bool:
    """Tell whether a file below PySide6 or shiboken6 is kept though nothing imports it."""
    return bool(_QT_PLUGINS.search(name) or _QT_PYTHON.match(name))


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)
