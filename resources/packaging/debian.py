"""The package for Debian: the program and its wheels in one folder, with Debian's own Python."""

import gzip
import re
import sys
from pathlib import Path
from typing import Final

from resources.packaging.bill import write_bill, write_licences
from resources.packaging.program import copy_program
from resources.packaging.recipe import APP, LINUX, MAINTAINER, ROOT
from resources.packaging.tidy import compile_modules, empty_folder, run, settle, size_of, write
from resources.packaging.wheels import fetch, prune_qt, unpack

_NAME: Final = "buku-pengaduan"
_HOME: Final = f"usr/lib/{_NAME}"
_LAUNCHER: Final = f"""\
#!/usr/bin/python3 -sEP
import sys

sys.path[:0] = ["/{_HOME}/program", "/{_HOME}/packages"]

from launch import run

sys.exit(run())
"""
_DESKTOP: Final = f"""\
[Desktop Entry]
Type=Application
Name={APP}
Comment=Buku pengaduan layanan kependudukan
Exec={_NAME}
Icon={_NAME}
Categories=Office;
StartupWMClass={_NAME}
StartupNotify=true
"""
_MIME: Final = "application/x-buku-pengaduan-cadangan"
# A double click on a backup looks into it.
_OPENS_BACKUPS: Final = f"""\
[Desktop Entry]
Type=Application
Name=Lihat cadangan {APP}
Exec={_NAME} --lihat %f
Icon={_NAME}
MimeType={_MIME};
NoDisplay=true
StartupWMClass={_NAME}
"""
_BACKUPS: Final = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="{_MIME}">
    <comment>Cadangan {APP}</comment>
    <icon name="{_NAME}"/>
    <glob pattern="*.cadangan"/>
  </mime-type>
</mime-info>
"""
_CONTROL: Final = """\
Package: {name}
Version: {version}
Architecture: amd64
Maintainer: {maintainer}
Section: office
Priority: optional
Installed-Size: {kib}
Depends: {depends}
Description: Buku pengaduan Disdukcapil
 Mencatat, mendistribusikan, menjawab, dan merekap pengaduan masyarakat atas
 layanan kependudukan. Buku tersimpan di komputer ini; program tidak memakai jaringan.
"""


def build_deb(source: Path, work: Path, version: str) -> Path:
    """Build the package of the checkout *source*; return the file."""
    root = empty_folder(work / "deb")
    home, about = root / _HOME, root / "usr/share/doc" / _NAME
    wheels = fetch(source / "requirements.lock", work / "wheels-linux", LINUX)
    shipped = unpack(wheels, home / "packages", about / "lisensi")
    prune_qt(home / "packages", source, LINUX)
    copy_program(source, home / "program")
    compile_modules(home / "packages", f"/{_HOME}/packages")
    compile_modules(home / "program", f"/{_HOME}/program")
    _write_about(about, source)
    write_licences(about / "lisensi", shipped)
    _write_menu(root)
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    write_bill(about / "sbom.json", version, shipped, root, python)
    said = _CONTROL.format(
        name=_NAME,
        version=version,
        maintainer=MAINTAINER,
        kib=size_of(root) // 1024,
        depends=", ".join(_depends(source)),
    )
    settle(root)
    (root / _HOME).chmod(0o755)
    (root / "usr/bin" / _NAME).chmod(0o755)
    write(root / "DEBIAN/control", said.encode())
    settle(root / "DEBIAN")
    target = work / f"{_NAME}_{version}_amd64.deb"
    run("dpkg-deb", "--root-owner-group", "-Zxz", "--build", root, target)
    return target


def _depends(source: Path) -> list[str]:
    """Return what the program asks of Debian: Python, the libraries that the README installs."""
    readme = (source / "README.md").read_text("utf-8")
    line = next(line for line in readme.splitlines() if line.startswith("sudo apt-get"))
    libraries = re.findall(r" ((?:lib|fonts-)[\w.+-]+)", line.partition("&& python3")[0])
    minor = sys.version_info.minor
    return [f"python3 (>= 3.{minor})", f"python3 (<< 3.{minor + 1})", *libraries]


def _write_menu(root: Path) -> None:
    write(root / "usr/bin" / _NAME, _LAUNCHER.encode())
    write(root / f"usr/share/applications/{_NAME}.desktop", _DESKTOP.encode())
    write(root / f"usr/share/applications/{_NAME}-cadangan.desktop", _OPENS_BACKUPS.encode())
    write(root / f"usr/share/mime/packages/{_NAME}.xml", _BACKUPS.encode())
    icon = (ROOT / "resources/icons/program.svg").read_bytes()
    write(root / f"usr/share/icons/hicolor/scalable/apps/{_NAME}.svg", icon)


def _write_about(about: Path, source: Path) -> None:
    write(about / "copyright", (source / "LICENSE").read_bytes())
    changes = (source / "CHANGELOG.md").read_bytes()
    write(about / "changelog.gz", gzip.compress(changes, mtime=0))
