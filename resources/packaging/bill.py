"""What a package is made of: a bill of materials (CycloneDX) and the licences of every part."""

import json
import shutil
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from resources.packaging.recipe import APP, ROOT
from resources.packaging.tidy import files_in, write
from resources.packaging.wheels import Package

# Debian's texts of the licences that packages only name (Qt for Python: LGPL 3, which is read
# together with GPL 3).
_COMMON: Final = Path("/usr/share/common-licenses")
_NAMED: Final = ("LGPL-3", "GPL-3")
_QT_NOTE: Final = """\
Qt dan Qt for Python (PySide6, shiboken6) dipakai di bawah LGPL versi 3 (LGPL-3 dan GPL-3 di folder
ini). Keduanya adalah pustaka terpisah di lib/packages/PySide6 dan lib/packages/shiboken6 dan boleh
diganti dengan buatan sendiri yang antarmukanya sama. Sumbernya: https://download.qt.io/official_releases
"""
# Parts that no package of the lock file brings.
_OWN: Final = (
    ("Liberation Sans", "2.1", "OFL-1.1", "https://github.com/liberationfonts/liberation-fonts"),
    ("idn-area-data", "3.1.2", "ODbL-1.0", "https://github.com/fityannugroho/idn-area-data"),
)
_NAMESPACE: Final = uuid.UUID("7a7f5d0e-6f64-4c1b-9a3b-0d3c8f6c2b11")


def write_licences(folder: Path, packages: Iterable[Package]) -> None:
    """Complete *folder*, where the licences of the packages lie, by what they only name."""
    for name in _NAMED:
        shutil.copy(_COMMON / name, folder / f"{name}.txt")
    shutil.copy(ROOT / "LICENSE", folder / "Buku-Pengaduan.txt")
    shutil.copy(ROOT / "resources/fonts/LICENSE-OFL.txt", folder / "Liberation-Sans.txt")
    write(folder / "PySide6.txt", _QT_NOTE.encode())
    lines = [f"{p.name} {p.version}: {p.licence}\n  {p.home}\n" for p in packages]
    lines += [f"{name} {version}: {licence}\n  {home}\n" for name, version, licence, home in _OWN]
    write(folder / "DAFTAR.txt", "".join(lines).encode())


def write_bill(
    target: Path, version: str, packages: Iterable[Package], folder: Path, python: str
) -> None:
    """Write the bill of the finished *folder* to *target*."""
    components = [
        _component(p.name, p.version, p.licence, f"pkg:pypi/{p.name.lower()}@{p.version}", p)
        for p in packages
    ]
    components.append(
        _component("CPython", python, "PSF-2.0", f"pkg:generic/cpython@{python}", None)
    )
    components += [
        _component(name, has, licence, f"pkg:generic/{name.lower().replace(' ', '-')}@{has}", None)
        for name, has, licence, _ in _OWN
    ]
    said = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_NAMESPACE, f'{version} {target.parent.name}')}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "name": APP,
                "version": version,
                "licenses": [{"license": {"id": "MIT"}}],
            },
            "properties": [{"name": "files", "value": str(len(files_in(folder)))}],
        },
        "components": components,
    }
    write(target, json.dumps(said, indent=1, ensure_ascii=False).encode())


def _component(
    name: str, version: str, licence: str, purl: str, package: Package | None
) -> dict[str, object]:
    said: dict[str, object] = {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        "licenses": [{"license": {"name": licence or "lihat lisensi"}}],
    }
    if package is not None:
        said["hashes"] = [{"alg": "SHA-256", "content": package.sha256}]
        said["properties"] = [{"name": "file", "value": package.file}]
    return said
