"""What the command line accepts."""

import argparse
import sys
from pathlib import Path, PureWindowsPath
from typing import NoReturn

from app.book.place import FilePlace
from app.commands import argument_types as kinds
from app.commands.month_arguments import fill_printed_book, fill_recap, fill_schedule
from app.ground.paths import default_book
from app.rules.channels import Channel
from app.rules.deadlines import DayUnit
from app.rules.statuses import Status


def read_arguments(given: list[str]) -> argparse.Namespace:
    """Return the arguments; wrong usage ends the program with exit code 2."""
    parser = _Parser(
        prog=typed_name(sys.argv[0], sys.orig_argv[0]),
        description="Buku pengaduan Disdukcapil. Tanpa perintah: membuka jendela.",
        add_help=False,
        allow_abbrev=False,
    )
    _add_help(parser)
    _add_window_options(parser)
    commands = parser.add_subparsers(dest="command", metavar="PERINTAH", title="perintah")
    for add in (
        _add_sample,
        _add_import,
        _add_read,
        _add_list,
        _add_recap,
        _add_printed_book,
        _add_schedule,
        _add_due,
        _add_inspect,
        _add_anonymise,
        _add_back_up,
        _add_restore,
        _add_rescue,
        _add_sign,
    ):
        add(commands)
    arguments = parser.parse_args(given)
    # A given name is kept apart from the default, so that it is never made by mistake.
    arguments.is_default_book = arguments.buku is None
    arguments.buku = arguments.buku or FilePlace(default_book())
    return arguments


def typed_name(script: str, program: str) -> str:
    """Return how the program is called where it was called: "main.py", "buku", "buku-pengaduan".

    The launcher of Windows runs a script that nobody has typed; there *program* has the name.
    """
    name = PureWindowsPath(script)
    return PureWindowsPath(program).stem if name.stem == "launch" else name.name


class _Parser(argparse.ArgumentParser):
    """Speaks Indonesian; the frame of argparse itself has no catalogue for it."""

    def format_help(self) -> str:
        return _translated(super().format_help())

    def format_usage(self) -> str:
        return _translated(super().format_usage())

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.format_usage()}{self.prog}: {_translated(message)}\n")


_WORDS = (
    ("usage: ", "pemakaian: "),
    ("positional arguments:", "isian:"),
    ("options:", "pilihan:"),
    ("the following arguments are required: ", "isian ini wajib ada: "),
    ("unrecognized arguments: ", "isian tidak dikenal: "),
    ("argument ", "isian "),
    ("invalid choice: ", "bukan pilihan: "),
    ("(choose from ", "(pilih dari "),
    ("expected one argument", "perlu satu nilai"),
    ("not allowed with", "tidak dapat bersama"),
    ("ignored explicit isian ", "pilihan ini tidak memakai nilai: "),
)


def _translated(text: str) -> str:
    for english, indonesian in _WORDS:
        text = text.replace(english, indonesian)
    return text


def _add_help(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-h", "--bantuan", "--help", action="help", help="tampilkan bantuan ini")


def _add_window_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--buku", type=kinds.place, metavar="BERKAS", help="buku yang dibuka (bawaan: buku kantor)"
    )
    parser.add_argument(
        "--versi", "--version", action="store_true", help="tampilkan versi program ini"
    )
    parser.add_argument(
        "--contoh", action="store_true", help="buka buku contoh sementara, berisi setahun pengaduan"
    )
    parser.add_argument(
        "--uji-asap",
        action="store_true",
        help="buka jendela, tampilkan setiap halaman sekali, lalu tutup",
    )
    parser.add_argument(
        "--lihat",
        type=kinds.database,
        metavar="CADANGAN",
        help="melihat isi sebuah cadangan tanpa mengubahnya",
    )
    parser.add_argument(
        "--galeri", type=Path, metavar="FOLDER", help="simpan gambar setiap halaman dan dialog"
    )
    parser.add_argument("--lebar", type=kinds.positive, default=1366, metavar="PIKSEL")
    parser.add_argument("--tinggi", type=kinds.positive, default=768, metavar="PIKSEL")
    parser.add_argument("--skala", type=kinds.scale, default=1.0, metavar="ANGKA")


def _command(
    commands: "argparse._SubParsersAction[_Parser]", name: str, words: str, *, needs_book: bool
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name, help=words, description=words, add_help=False, allow_abbrev=False
    )
    _add_help(parser)
    # SUPPRESS: an option given before the command is not overwritten by a default after it.
    parser.add_argument(
        "--buku",
        type=kinds.place,
        metavar="BERKAS",
        required=needs_book,
        default=argparse.SUPPRESS,
        help="buku (bawaan: buku kantor)",
    )
    _add_openers(parser)
    return parser


def _add_openers(parser: argparse.ArgumentParser) -> None:
    openers = parser.add_mutually_exclusive_group()
    openers.add_argument(
        "--kode-pemulihan-dari",
        type=kinds.descriptor,
        metavar="N",
        help="buka buku terkunci dengan kode pemulihan dari nomor berkas terbuka ini",
    )
    openers.add_argument(
        "--frasa-sandi-dari",
        type=kinds.descriptor,
        metavar="N",
        help="buka buku terkunci dengan frasa sandi dari nomor berkas terbuka ini",
    )
    parser.add_argument(
        "--ingat",
        action="store_true",
        help="sesudahnya komputer ini membuka buku itu tanpa ditanya",
    )
    parser.set_defaults(pembuka=None)


def _add_key(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--dengan-kunci",
        action="store_true",
        help="buku baru dikunci; kode pemulihannya ditulis pada keluaran kesalahan",
    )


def _add_sample(commands: "argparse._SubParsersAction[_Parser]") -> None:
    parser = _command(commands, "contoh", "membuat buku contoh", needs_book=True)
    parser.add_argument("--jumlah", type=kinds.count, required=True, metavar="N")
    parser.add_argument("--benih", type=kinds.seed, default=1, metavar="S")
    parser.add_argument("--sampai", type=kinds.day, required=True, metavar="TTTT-BB-HH")
    parser.add_argument(
        "--kantor", default="", metavar="KODE", help="kode kabupaten/kota, misalnya 61.03"
    )
    _add_key(parser)


def _add_import(commands: "argparse._SubParsersAction[_Parser]") -> None:
    parser = _command(commands, "impor", "mencatat pengaduan dari berkas", needs_book=False)
    parser.add_argument("berkas", type=Path, metavar="BERKAS.(jsonl|xlsx|csv)")
    parser.add_argument("--coba", action="store_true", help="hanya memeriksa, tidak mencatat")
    parser.add_argument(
        "--jam-benar",
        action="store_true",
        help="mencatat meski jam komputer mundur dan sudah benar",
    )
    parser.add_argument(
        "--sisa", type=Path, metavar="BERKAS.xlsx", help="simpan baris yang tidak dicatat di sini"
    )
    _add_key(parser)
    _add_officer(parser)
    parser.add_argument("--lembar", type=kinds.readable, metavar="NAMA", help="lembar yang dibaca")
    parser.add_argument(
        "--baris-judul", type=kinds.positive, metavar="N", help="baris tempat judul kolom berada"
    )
    parser.add_argument(
        "--saluran",
        choices=[channel.value for channel in Channel],
        help="saluran bagi baris yang tidak menyebutnya",
    )
    parser.add_argument(
        "--nomor-baru",
        action="store_true",
        help="baris buku lama juga mendapat nomor tahun ini dan batas waktu",
    )


def _add_read(commands: "argparse._SubParsersAction[_Parser]") -> None:
    words = "menampilkan apa yang akan diisi dari sebuah berkas"
    parser = _command(commands, "baca", words, needs_book=False)
    parser.add_argument("berkas", type=Path, metavar="BERKAS")


def _add_list(commands: "argparse._SubParsersAction[_Parser]") -> None:
    parser = _command(commands, "daftar", "menampilkan isi buku", needs_book=False)
    parser.add_argument("--cari", type=kinds.readable, default="", metavar="TEKS")
    parser.add_argument("--bulan", type=kinds.month, metavar="TTTT-BB")
    parser.add_argument(
        "--selesai-bulan",
        type=kinds.month,
        metavar="TTTT-BB",
        help="yang selesai dalam bulan itu, kapan pun diterima",
    )
    parser.add_argument("--status", choices=[status.value for status in Status])
    parser.add_argument("--ulang", action="store_true", help="hanya pengaduan ulang")
    parser.add_argument("--json", action="store_true", help="satu baris JSON per pengaduan")
    parser.add_argument(
        "--lengkap",
        action="store_true",
        help="JSON dengan NIK dan identitas yang dirahasiakan, untuk memindahkan buku; perlu "
        "--alasan, dan tercatat dalam jurnal",
    )
    parser.add_argument(
        "--alasan",
        type=kinds.readable,
        default="",
        metavar="TEKS",
        help="mengapa data lengkap diambil",
    )
    _add_officer(parser)


def _add_recap(commands: "argparse._SubParsersAction[_Parser]") -> None:
    parser = _command(commands, "rekap", "membuat rekap bulanan", needs_book=False)
    fill_recap(parser)
    _add_officer(parser)


def _add_printed_book(commands: "argparse._SubParsersAction[_Parser]") -> None:
    words = "mencetak buku register sebulan atau setahun"
    parser = _command(commands, "cetak-buku", words, needs_book=False)
    fill_printed_book(parser)
    _add_officer(parser)


def _add_schedule(commands: "argparse._SubParsersAction[_Parser]") -> None:
    words = "membuat berkas jadwal yang menulis dan menutup rekap setiap bulan"
    fill_schedule(_command(commands, "jadwal", words, needs_book=False))


def _add_due(commands: "argparse._SubParsersAction[_Parser]") -> None:
    parser = _command(commands, "hitung", "menghitung batas waktu", needs_book=False)
    parser.add_argument("tanggal", type=kinds.day, metavar="TTTT-BB-HH")
    parser.add_argument("--hari", type=kinds.positive, metavar="N")
    units = parser.add_mutually_exclusive_group()
    units.add_argument(
        "--kalender",
        dest="satuan",
        action="store_const",
        const=DayUnit.CALENDAR.value,
        help="hari kalender, bukan hari kerja",
    )
    units.add_argument(
        "--kalender-lanjut",
        dest="satuan",
        action="store_const",
        const=DayUnit.ROLLING.value,
        help="hari kalender; bila berakhir pada hari libur, lanjut ke hari kerja berikutnya",
    )
    parser.set_defaults(satuan=DayUnit.WORKING.value)


def _add_inspect(commands: "argparse._SubParsersAction[_Parser]") -> None:
    parser = _command(commands, "periksa", "memeriksa keutuhan buku", needs_book=False)
    parser.add_argument(
        "--cadangan",
        type=Path,
        action="append",
        default=[],
        metavar="FOLDER",
        help="folder cadangan lain yang dibandingkan dengan jurnal; boleh berulang",
    )
    parser.add_argument(
        "--sidik-jari",
        type=kinds.fingerprint,
        metavar="XXXX-XXXX-XXXX-XXXX",
        help="sidik jari pada kertas yang harus ada dalam jurnal",
    )
    parser.add_argument(
        "--kunci-tanda-tangan",
        type=kinds.fingerprint,
        metavar="XXXX-XXXX-XXXX-XXXX",
        help="kunci tanda tangan pada kertas yang harus tercatat dalam buku",
    )
    _add_officer(parser)


def _add_anonymise(commands: "argparse._SubParsersAction[_Parser]") -> None:
    words = "menghapus data pengadu yang melewati masa simpan"
    parser = _command(commands, "anonimkan", words, needs_book=False)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--coba", action="store_true", help="hanya menampilkan, tidak menghapus")
    what.add_argument(
        "--berita-acara", type=Path, metavar="BERKAS.pdf", help="berita acara penghapusan"
    )
    _add_officer(parser)


def _add_back_up(commands: "argparse._SubParsersAction[_Parser]") -> None:
    parser = _command(commands, "cadangkan", "membuat cadangan buku", needs_book=False)
    parser.add_argument("--ke", type=kinds.database, required=True, metavar="FOLDER")
    _add_officer(parser)


def _add_restore(commands: "argparse._SubParsersAction[_Parser]") -> None:
    parser = _command(commands, "pulihkan", "memulihkan buku dari cadangan", needs_book=False)
    parser.add_argument("cadangan", type=kinds.database, metavar="CADANGAN")
    _add_officer(parser)


def _add_sign(commands: "argparse._SubParsersAction[_Parser]") -> None:
    words = "menandatangani isi buku sampai catatan terakhir"
    parser = _command(commands, "tandatangani", words, needs_book=False)
    parser.add_argument(
        "--kunci",
        type=Path,
        metavar="BERKAS",
        help="berkas kunci tanda tangan; tanpa itu dipakai kunci yang disimpan di komputer ini",
    )
    parser.add_argument(
        "--sandi-dari",
        type=kinds.descriptor,
        metavar="N",
        help="baca frasa sandi kunci dari nomor berkas terbuka ini; tanpa itu ditanyakan",
    )
    _add_officer(parser)


def _add_rescue(commands: "argparse._SubParsersAction[_Parser]") -> None:
    parser = _command(commands, "selamatkan", "menyelamatkan isi buku yang rusak", needs_book=False)
    parser.add_argument("--coba", action="store_true", help="hanya menunjukkan yang akan kembali")


def _add_officer(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--petugas",
        type=kinds.readable,
        metavar="NAMA",
        help="petugas yang menjalankan perintah ini",
    )
    parser.add_argument(
        "--pin-dari",
        type=kinds.descriptor,
        metavar="N",
        help="baca PIN petugas dari nomor berkas terbuka ini; tanpa itu PIN ditanyakan",
    )
