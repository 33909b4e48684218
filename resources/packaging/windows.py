"""The Windows folder, its portable zip and its installer."""

import re
import shutil
from pathlib import Path
from typing import Final

from resources.packaging.bill import write_bill, write_licences
from resources.packaging.icon import write_ico
from resources.packaging.program import copy_program
from resources.packaging.recipe import APP, APP_ID, ROOT, WINDOWS
from resources.packaging.tidy import (
    below,
    compile_modules,
    empty_folder,
    files_in,
    run,
    settle,
    write,
    zip_files,
)
from resources.packaging.wheels import fetch, prune_qt, unpack
from resources.packaging.windows_python import CROSS, put_python

_HERE: Final = Path(__file__).resolve().parent
# Microsoft's runtime comes with both packages of Qt; what is needed of it lies once beside Python.
_RUNTIME: Final = re.compile(r"(msvcp140|vcruntime140|concrt140)\w*\.dll$", re.IGNORECASE)
# What the launcher looks for before it starts: whatever a virus scanner may take for foreign.
_ESSENTIAL: Final = frozenset({".dll", ".pyd", ".zip"})


def build_folder(source: Path, work: Path, version: str) -> Path:
    """Build the folder that is unpacked on a Windows computer; return it.

    Beside the two programs it has one folder for the version: an upgrade puts another beside it.
    """
    home = empty_folder(work / APP)
    folder = home / version
    python = put_python(folder, work)
    packages = folder / "lib" / "packages"
    wheels = fetch(source / "requirements.lock", work / "wheels-windows", WINDOWS)
    shipped = unpack(wheels, packages, folder / "lisensi")
    prune_qt(packages, source, WINDOWS)
    _gather_runtime(packages, folder)
    compile_modules(packages, "packages")
    copy_program(source, folder / "program")
    compile_modules(folder / "program", "program")
    write_licences(folder / "lisensi", shipped)
    write_bill(folder / "sbom.json", version, shipped, folder, python)
    essential = (name for name, path in below(folder) if path.suffix in _ESSENTIAL)
    listed = [name.replace("/", "\\") for name in essential]
    write(folder / "berkas.txt", "\r\n".join((*listed, "program\\launch.pyc", "")).encode("ascii"))
    icon = write_ico(ROOT / "resources/icons/program.svg", work / "program.ico")
    make_launcher(home / f"{APP}.exe", work, version, icon, "-mwindows", "-DWINDOWED")
    make_launcher(home / "buku.exe", work, version, icon)
    write(home / "versi.txt", f"{version}\r\n".encode("ascii"))
    settle(home)
    return home


def make_launcher(target: Path, work: Path, version: str, icon: Path, *flags: str) -> None:
    """Compile ``launcher.c`` to *target*; *flags* say which of its kinds."""
    resource = work / "launcher.o"
    shutil.copy(_HERE / "launcher.manifest", work)
    run(
        *(f"{CROSS}windres", "-O", "coff", f"-DVERSION_COMMAS={','.join(version.split('.'))},0"),
        *(f'-DVERSION_TEXT=\\"{version}\\"', f'-DEXE_NAME=\\"{target.name.replace(" ", "-")}\\"'),
        *(f"-DICON_FILE={icon.name}", "-DMANIFEST_FILE=launcher.manifest", "-I", work),
        *("-i", _HERE / "launcher.rc", "-o", resource),
        cwd=work,
    )
    run(
        *(f"{CROSS}gcc", "-O2", "-s", "-municode", "-Wall", "-Werror", "-Wl,--no-insert-timestamp"),
        *(f'-DAPP_ID=L"{APP_ID}"', *flags, "-o", target, _HERE / "launcher.c", resource),
    )


def build_portable(home: Path, target: Path) -> Path:
    """Pack the folder for a stick; return *target*."""
    zip_files(target, below(home, f"{APP}/"))
    return target


def build_installer(home: Path, work: Path, version: str, target: Path, *flags: str) -> Path:
    """Pack the folder into an installer; return *target*."""
    run(
        *("makensis", "-V2", "-INPUTCHARSET", "UTF8", f"-DVERSION={version}", f"-DSOURCE={home}"),
        *(f"-DAPP={APP}", f"-DAPP_ID={APP_ID}", f"-DICON={work / 'program.ico'}", *flags),
        *(f"-DOUT={target}", _HERE / "installer.nsi"),
    )
    return target


def _gather_runtime(packages: Path, folder: Path) -> None:
    for path in files_in(packages):
        if path.parent.name in {"PySide6", "shiboken6"} and _RUNTIME.match(path.name):
            path.rename(folder / path.name.lower())
