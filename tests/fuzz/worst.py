"""Files of 25 MB made to be slow or large, each read in a process of its own.

python -m tests.fuzz.worst [NAME …] prints a line for each: how it ended, seconds of the processor,
the most memory held. Ends with 1 when one was refused only after two seconds, held more than
250 MB, or was neither read nor refused with a sentence.
"""

import base64
import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, NamedTuple

from tests.fuzz.runner import MOST_MEGABYTES, SLOWEST_SECONDS, peak_megabytes

SIZE = 25_000_000
_NOW = datetime(2026, 11, 25, 10, 0)
_HEADINGS = "Saluran;Diterima;Nama;Telepon;Alamat;Uraian\n"
_MAIL = b"From: Warga <warga@contoh.id>\nSubject: KTP\nDate: Mon, 23 Nov 2026 08:05:00 +0700\n"
_CELL = '<c r="A{0}" t="inlineStr"><is><t>{1}</t></is></c>'


class Result(NamedTuple):
    """How one file ended: a word, the seconds it took, the most memory held in MB."""

    end: str
    seconds: float
    megabytes: float

    @property
    def is_within(self) -> bool:
        """Whether that is what was promised."""
        is_slow = self.end == "refused" and self.seconds > SLOWEST_SECONDS
        return not is_slow and self.megabytes <= MOST_MEGABYTES and self.end in ("read", "refused")


def measure(name: str) -> Result:
    """Make the file *name* and let another process read it."""
    with tempfile.TemporaryDirectory(prefix="buku-terburuk-") as folder:
        path = Path(folder) / name
        WORST[name](path)
        child = subprocess.run(
            [sys.executable, "-m", "tests.fuzz.worst", "--baca", str(path)],
            capture_output=True,
            text=True,
            check=False,
            cwd=Path(__file__).parents[2],
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        )
    if child.returncode:
        return Result(child.stderr.strip().splitlines()[-1][:80], 0.0, 0.0)
    end, seconds, megabytes = child.stdout.split()
    return Result(end, float(seconds), float(megabytes))


def _read(path: Path) -> None:
    """Read the file as the window does, and say how it went."""
    from app.book.lists import read_lists
    from app.book.opening import open_book
    from app.book.place import FilePlace
    from app.ground.clock import FixedClock
    from app.ground.errors import BookError
    from app.ground.progress import Progress
    from app.intake.any_file import read_any
    from app.intake.tables.preview import read_preview
    from app.intake.tables.proposal import propose

    place = FilePlace(path.with_name("buku.db"))
    with open_book(place, clock=FixedClock(_NOW), may_create=True) as book:
        began = time.process_time()
        end = "read"
        try:
            if path.suffix in (".csv", ".xlsx", ".jsonl"):
                read_preview(book, propose(path, read_lists(book)), Progress())
            else:
                for _ in read_any(path, book):
                    pass
        except BookError:
            end = "refused"
        print(end, f"{time.process_time() - began:.2f}", f"{peak_megabytes():.0f}")


def _lines(path: Path, head: str, line: Callable[[int], str], size: int = SIZE) -> None:
    with path.open("wb") as file:
        left = size - file.write(head.encode())
        number = 0
        while left > 0:
            left -= file.write(line(number).encode())
            number += 1


def _workbook(
    path: Path, rows: Iterable[str], shared: Iterable[str] = (), *, tail: str = ""
) -> None:
    """Write a workbook of one sheet whose first row has headings."""
    relation = '<Relationship Id="r1" Type="x/{0}" Target="{1}"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, kind, target in (
            ("_rels/.rels", "officeDocument", "xl/workbook.xml"),
            ("xl/_rels/workbook.xml.rels", "worksheet", "worksheets/sheet1.xml"),
        ):
            content = relation.format(kind, target)
            archive.writestr(name, f"<Relationships>{content}</Relationships>")
        sheet = '<sheet name="A" sheetId="1" r:id="r1"/>'
        archive.writestr("xl/workbook.xml", f'<workbook xmlns:r="r">{sheet}</workbook>')
        with archive.open("xl/sharedStrings.xml", "w") as file:
            _put(file, ("<sst>", *shared, "</sst>"))
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as file:
            _put(file, ("<worksheet><sheetData>", _HEAD_ROW))
            _put(file, rows)
            _put(file, ("</sheetData>", tail, "</worksheet>"))


_HEAD_ROW = "<row>{}</row>".format(
    "".join(_CELL.format(1, text) for text in ("Diterima", "Nama", "Uraian")).replace('r="A1"', "")
)


def _put(file: IO[bytes], texts: Iterable[str]) -> None:
    for text in texts:
        file.write(text.encode())


def _rows(count: int, row: str) -> Iterator[str]:
    """Yield rows numbered from 2, some thousand at a time."""
    for start in range(2, count + 2, 10_000):
        yield "".join(row.format(number) for number in range(start, start + 10_000))


def _many_members(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(200_000):
            archive.writestr(f"xl/{number:06}.xml", b"")


def _expanding(path: Path) -> None:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as file,
    ):
        zeros = bytes(4 * 1024 * 1024)
        for _ in range(500):
            file.write(zeros)


def _mail(path: Path, head: bytes, piece: Callable[[int], bytes], end: bytes = b"") -> None:
    with path.open("wb") as file:
        left = SIZE - file.write(_MAIL + head)
        number = 0
        while left > 0:
            left -= file.write(piece(number))
            number += 1
        file.write(end)


def _attachment(path: Path) -> None:
    head = (
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nIsi\n--b\nContent-Type: image/jpeg\n"
    )
    head += b"Content-Transfer-Encoding: base64\nContent-Disposition: attachment\n\n"
    block = base64.encodebytes(random.Random(1).randbytes(57_000))
    _mail(path, head, lambda _: block, b"\n--b--\n")


_PARTS = b"Content-Type: multipart/mixed; boundary=b\n\n"
_PAGE = b"Content-Type: text/html\n\n"
_STYLED = '<row r="{0}"><c r="A{0}" s="1"/><c r="B{0}" s="1"/></row>'
_WIDE = "<row>" + "<c s='1'/>" * 2_000 + "<c><v>1</v></c></row>"

WORST: dict[str, Callable[[Path], None]] = {
    "empat-juta-baris.xlsx": lambda path: _workbook(
        path, _rows(4_000_000, '<row r="{0}"><c r="A{0}"><v>1</v></c></row>')
    ),
    "sejuta-baris-berwarna.xlsx": lambda path: _workbook(path, _rows(1_000_000, _STYLED)),
    "baris-lebar.xlsx": lambda path: _workbook(path, (_WIDE for _ in range(5_000))),
    "teks-bersama.xlsx": lambda path: _workbook(
        path, (), (f"<si><t>{n}</t></si>" for n in range(790_000))
    ),
    "terlalu-banyak-teks-bersama.xlsx": lambda path: _workbook(
        path, (), ("<si><t/></si>" for _ in range(3_500_000))
    ),
    "teks-bersama-lebar.xlsx": lambda path: _workbook(
        path, (), (f"<si><t>🙏{'a' * 900_000}</t></si>" for _ in range(48))
    ),
    "rusak-di-ujung.xlsx": lambda path: _workbook(
        path, _rows(1_000_000, '<row r="{0}"><c r="A{0}"><v>1</v></c></row>'), tail="<"
    ),
    "sel-gabungan.xlsx": lambda path: _workbook(
        path, (), tail="".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 1_000_000))
    ),
    "tanpa-akhir.xlsx": _expanding,
    "daftar-panjang.xlsx": _many_members,
    "baris-kosong.csv": lambda path: _lines(path, "", lambda _: "\n"),
    "tabel.csv": lambda path: _lines(
        path, _HEADINGS, lambda n: f"WA;20-11-2026;Warga {n};0812-0000-{n:04};Dusun {n};KTP {n}\n"
    ),
    "enam-puluh-ribu.csv": lambda path: _lines(
        path,
        _HEADINGS,
        lambda n: f"WA;20-11-2026;Warga {n};0812-0000-{n};Dusun;{'isi 🙏 ' * 42}{n}\n",
    ),
    "satu-baris.csv": lambda path: _lines(path, _HEADINGS, lambda _: "x;" * 1_000),
    "kutip.csv": lambda path: _lines(path, _HEADINGS, lambda n: '"' + "x;\n" * 210),
    "angka.csv": lambda path: _lines(path, _HEADINGS, lambda n: "WA;20-11-2026;A;" + "0 " * 60_000),
    "bersarang.jsonl": lambda path: _lines(path, "", lambda _: "[" * 100_000 + "\n"),
    "kunci.jsonl": lambda path: _lines(path, "{", lambda n: f'"kunci{n}": 1, '),
    "percakapan.txt": lambda path: _lines(
        path,
        "",
        lambda n: f"23/11/26 {n // 60 % 24:02}.{n % 60:02} - Warga {n % 3}: {'KTP 🙏 ' * 8}{n}\n",
    ),
    "pengirim-baru.txt": lambda path: _lines(
        path, "", lambda n: f"23/11/26 08.05 - Warga Rekaan {n}: KTP saya belum jadi {'ya ' * 9}\n"
    ),
    "hari-baru.txt": lambda path: _lines(path, "", lambda n: f"{n % 28 + 1}/{n % 12 + 1}/26 x\n"),
    "satu-pesan.txt": lambda path: _lines(path, "23/11/26 08.05 - Warga: ", lambda _: "KTP 🙏 "),
    "lampiran.eml": _attachment,
    "laman.eml": lambda path: _mail(path, _PAGE, lambda n: b"<p>KTP <b>saya</b>\n"),
    "laman-terbuka.eml": lambda path: _mail(path, _PAGE, lambda n: b"<a <div style=' "),
    "kepala.eml": lambda path: _mail(path, b"", lambda n: b"X-%d: y\n" % n),
    "kepala-terlipat.eml": lambda path: _mail(path, b"X: y", lambda n: b"\n y"),
    "kata-tersandi.eml": lambda path: _mail(path, b"Subject: ", lambda n: b"=?utf-8?q?=C3=A9?= "),
    "parameter.eml": lambda path: _mail(
        path, b"Content-Type: text/plain", lambda n: b"; a%d=b" % n
    ),
    "bagian.eml": lambda path: _mail(path, _PARTS, lambda n: b"--b\n\nKTP\n"),
    "bersarang.eml": lambda path: _mail(
        path, b"", lambda n: b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
    ),
    "kotak.mbox": lambda path: _mail(
        path, b"\nIsi\n", lambda n: b"\nFrom a@x Mon Nov 23 08:05:00 2026\n" + _MAIL + b"\nIsi\n"
    ),
}


def main() -> int:
    """Measure the named files, or all."""
    if sys.argv[1:2] == ["--baca"]:
        _read(Path(sys.argv[2]))
        return 0
    is_within = True
    for name in sys.argv[1:] or WORST:
        result = measure(name)
        is_within = is_within and result.is_within
        verdict = "dalam batas" if result.is_within else "LEWAT BATAS"
        print(
            f"{name}: {result.end}, {result.seconds:.2f} s, {result.megabytes:.0f} MB, {verdict}",
            flush=True,
        )
    return 0 if is_within else 1


if __name__ == "__main__":
    sys.exit(main())
