"""What citizens told is where it belongs and nowhere else: every byte that was written is read."""

import io
import json
import subprocess
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import pypdfium2

from app.book.journal import standing
from app.book.lists import read_lists
from app.book.opening import open_book
from app.book.place import FilePlace
from app.entry.attachments import IncomingFile, read_content
from app.entry.drafts import Drafts, EntryContent
from app.entry.forms import read_form
from app.ground.formatting import Month
from app.ground.paths import backup_folder, default_book, desk_file, documents_folder
from app.keeping.backup import back_up
from app.keeping.opened_copies import OpenedCopies
from app.keeping.restore import restore
from app.reading.complaint.detail import read_detail
from app.reading.recap.lines import register_lines
from app.reading.recap.monthly import public_recap, read_recap
from app.rules.channels import Channel, fields_of
from app.rules.fields import FieldKind
from app.steps.answer import approve_answer, write_answer
from app.steps.attach import attach
from app.steps.complete import declare_complete
from app.steps.correct import correct
from app.steps.deliver import deliver
from app.steps.distribute import distribute
from app.steps.record import record
from app.steps.show import show_identity
from exports.pdf.access import write_access
from exports.pdf.answer_letter import write_answer_letter
from exports.pdf.disposition import write_disposition
from exports.pdf.missing_slip import write_missing_slip
from exports.pdf.receipt import write_receipt
from exports.pdf.register import write_register_pdf
from exports.recap import write_recap
from exports.reply_mail import write_reply_mail
from exports.xlsx.register import write_register_xlsx
from ui.look.preferences import Preferences

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 23, 9, 0)
# Of a kind that nothing else in the program has.
TOLD = {
    "name": "Namaqxz Rekaanqxz Terlaluqxz Panjangqxz",
    "phone": "0812-9988-7766",
    "nik": "6103010101907777",
    "address": "Alamatqxz 1",
    "email": "suratqxz@contoh.id",
    "subject": "Objekqxz",
    "description": "Uraianqxz",
    "expectation": "Harapanqxz",
    "spoken_with": "Lawanbicaraqxz",
}
OTHER = ("Catatanqxz", "Jawabanqxz", "Alasanqxz", "Lampiranqxz", "Isiberkasqxz", "Penerimaqxz")
DRAFT = {"name": "Drafnamaqxz", "phone": "0812-1122-3344", "description": "Drafuraianqxz"}
REFUSED = "Barisditolakqxz Yangnamanya Panjangqxz"
# Of somebody who wants to stay unnamed: on no paper but those that are for that one.
SECRET = {
    "name": "Rahasianamaqxz",
    "phone": "0813-5566-7788",
    "nik": "6103010101908888",
    "address": "Rahasiaalamatqxz",
    "email": "rahasiaqxz@contoh.id",
    "is_secret": "ya",
}
UNNAMED = ("Rahasianamaqxz", "0813-5566-7788", "81355667788", "6103010101908888")
UNNAMED += ("Rahasiaalamatqxz", "rahasiaqxz@contoh.id", "Rahasiaberkasqxz")
MARKS = (*TOLD.values(), *OTHER, "81299887766", *UNNAMED)
DRAFTED = (*DRAFT.values(), "Drafberkasqxz")


def test_what_was_told_is_where_it_belongs(tmp_path, clock, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    place = FilePlace(default_book())
    place.make_folder()
    with open_book(place, clock=clock, officer="Petugas Uji", may_create=True) as book:
        use(book)
        use_every_channel(book)
        secret = use_secretly(book)
        write_papers(book, secret)
        Preferences().flush()
        backup = back_up(book, backup_folder())
    restore(backup.path, place, clock)
    said = refused_import(tmp_path, place.path)
    printed = run_commands(tmp_path, place.path)
    found = {path: marks_in(path.read_bytes()) for path in tmp_path.rglob("*") if path.is_file()}
    assert {path.suffix for path in found} >= {".db", ".cadangan", ".log", ".pdf", ".xlsx"}
    assert {str(path): marks for path, marks in found.items() if marks - belonging(path)} == {}
    # And it is there at all: the reading of the bytes finds what it looks for.
    assert found[place.path] >= set(MARKS)
    assert marks_in(said.encode()) == set()
    assert marks_in(printed.encode()) & set(UNNAMED) == set()
    assert marks_in(printed.encode()) >= {TOLD["name"]}


def use(book):
    """Let the book live through all that a complaint can."""
    drafts = Drafts(desk_file(), book, print)
    files = (IncomingFile("Drafberkasqxz.txt", "text/plain", b"Drafberkasqxz"),)
    kept = drafts.keep(EntryContent(Channel.COUNTER, DRAFT, files), None)
    assert marks_in(desk_file().read_bytes()) >= set(DRAFTED)
    drafts.discard(kept)
    new = read_form(Channel.COUNTER, TOLD, book.clock.now(), read_lists(book))
    (id_,) = record(book, new).complaints
    attach(book, id_, [IncomingFile("Lampiranqxz.txt", "text/plain", b"Isiberkasqxz")])
    copies = OpenedCopies()
    (attached,) = read_detail(book, id_).attachments
    copies.write(attached.name, read_content(book, attached.id))
    copies.close()
    correct(book, id_, {"address": "Alamatqxz 1 lantai 2"}, "Alasanqxz")
    declare_complete(book, id_)
    distribute(book, id_, 1, "Catatanqxz")
    write_answer(book, id_, "Jawabanqxz")
    approve_answer(book, id_, "Pejabat Pengelola Pengaduan")
    deliver(book, id_, how="Telepon", to="Penerimaqxz", at=book.clock.now())


def use_every_channel(book):
    """Record a complaint by each channel, with a mark in each field that takes a text."""
    for channel in Channel:
        form = {
            field.name: f"Saluran{channel.value}qxz"[: field.maximum]
            for field in fields_of(channel)
            if field.kind in {FieldKind.LINE, FieldKind.TEXT}
        }
        form |= {"opened_at": "2026-11-23 08:00", "letter_count": "1"}
        new = read_form(channel, form, book.clock.now(), read_lists(book))
        record(book, new)


def use_secretly(book):
    """Let a secret complaint live through what shows who it is; return its id."""
    form = SECRET | {"subject": "Objekqxz", "description": "Uraianqxz"}
    new = read_form(Channel.COUNTER, form, book.clock.now(), read_lists(book))
    (id_,) = record(book, new).complaints
    attach(book, id_, [IncomingFile("Rahasiaberkasqxz.txt", "text/plain", b"Isiberkasqxz")])
    show_identity(book, id_, "Alasanqxz")
    declare_complete(book, id_)
    distribute(book, id_, 1)
    write_answer(book, id_, "Jawabanqxz")
    approve_answer(book, id_, "Pejabat Pengelola Pengaduan")
    return id_


def write_papers(book, secret):
    folder = documents_folder() / "Buku Pengaduan"
    for name, id_ in (("terbuka", 1), ("rahasia", secret)):
        detail = read_detail(book, id_)
        for write in (write_receipt, write_answer_letter):
            write(detail, book.settings, folder / f"{name} untuk pengadu {write.__name__}.pdf")
        write_reply_mail(detail, book.settings, folder / f"{name} untuk pengadu.eml")
        for write in (write_disposition, write_missing_slip, write_access):
            write(detail, book.settings, folder / f"{name} {write.__name__}.pdf")
    lines = register_lines(book, Month(2026, 11))
    write_register_pdf(lines, "Semua", book.settings, folder / "register.pdf", standing(book))
    write_register_xlsx(lines, book.settings, folder / "register.xlsx")
    internal = read_recap(book, Month(2026, 11))
    write_recap(internal, public_recap(internal), book.settings, folder)


def run_commands(tmp_path, book_path):
    """Run what reads the book; return what was printed."""
    commands = (
        ("daftar",),
        ("daftar", "--json"),
        ("daftar", "--cari", SECRET["nik"]),
        ("rekap", "2026-11", "--keluar", documents_folder() / "Buku Pengaduan" / "perintah"),
        ("periksa",),
        ("cadangkan", "--ke", backup_folder()),
        ("anonimkan", "--coba"),
    )
    told = []
    for name, *more in commands:
        command = [sys.executable, ROOT / "main.py", name, "--buku", book_path, *more]
        done = subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120
        )
        assert done.returncode == 0, (name, done.stderr)
        told.append(done.stdout + done.stderr)
    return "\n".join(told)


def refused_import(tmp_path, book_path):
    """Import rows that are refused; return what was said of them."""
    rows = tmp_path / "dari kecamatan.jsonl"
    told = {"saluran": REFUSED, "nama": TOLD["name"], "telepon": TOLD["phone"]}
    when = {"saluran": "telepon", "diterima": f"kapan {REFUSED}", "nama": TOLD["name"]}
    rows.write_text("\n".join(json.dumps(row) for row in (told, when)), encoding="utf-8")
    command = [sys.executable, ROOT / "main.py", "impor", rows, "--buku", book_path]
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120
    )
    rows.unlink()
    assert done.returncode == 1
    assert "Baris" in done.stderr
    return done.stdout + done.stderr


def belonging(path):
    """Return the marks that may stand in the file at *path*."""
    if path.suffix in {".db", ".cadangan"} and not path.name.startswith("meja"):
        return set(MARKS)
    if not path.is_relative_to(documents_folder()) or "publik" in path.name:
        return set()
    if "write_access" in path.name:
        # It tells why somebody looked, and which fields were corrected.
        return {"Alasanqxz"}
    return set(MARKS) if "untuk pengadu" in path.name else set(MARKS) - set(UNNAMED)


def marks_in(content):
    """Return the marks that stand in *content*, also in the parts of a workbook and in a PDF."""
    parts = [content]
    if content.startswith(b"%PDF"):
        # As it is read, not as it is packed; words go on over the end of a line.
        pages = pypdfium2.PdfDocument(content)
        said = "".join(page.get_textpage().get_text_bounded() for page in pages)
        parts += [said.encode(), "".join(said.split()).encode()]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts += [archive.read(name) for name in archive.namelist()]
    marks = (*MARKS, *DRAFTED, REFUSED)
    return {m for m in marks for part in parts if any(m.encode(c) in part for c in ENCODINGS)}


ENCODINGS = ("utf-8", "utf-16-le")
