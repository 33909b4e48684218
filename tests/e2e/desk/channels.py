"""Each channel from its real source: typed by half, a power cut, offered again, recorded whole."""

import struct
import zlib
from collections.abc import Callable
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Final, NamedTuple
from zipfile import ZipFile

from app.book.opening import open_book
from app.entry.form_values import read_form_values
from app.ground.formatting import parse_moment
from app.reading.complaint.detail import read_detail
from app.reading.register.filter import RegisterFilter
from app.reading.register.ids import register_ids
from app.rules.channels import Channel
from tests.e2e.desk.drafts import book_place, drafts_of, wait_for_draft
from tests.e2e.desk.hands import Desktop, Program

# The day is the computer's: nobody fixes the clock of the program here.
_YESTERDAY: Final = f"{date.today() - timedelta(days=1):%d-%m-%Y}"  # noqa: DTZ011
_PERSON: Final = {"name": "Warga Rekaan", "address": "Jl. Rekaan 1"}
_MATTER: Final = {"subject": "KTP-el belum tercetak", "expectation": "Segera dicetak"}
_TYPED: Final = {**_PERSON, "phone": "0812-0000-0147", **_MATTER}


class Source(NamedTuple):
    """How a channel arrives.

    Attributes:
        values: what is typed, by field; what *arrive* brings stands in *brought*.
        arrive: brings what does not have to be typed.
        brought: what is in the form then, by field.
        files: the names of the files that come along.
    """

    values: dict[str, str]
    arrive: Callable[[Program], None]
    brought: dict[str, str]
    files: tuple[str, ...]


def _picture(folder: Path, name: str) -> Path:
    """Write the smallest picture that is one."""

    def part(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    path = folder / name
    head = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" + bytes(6) + b"\0" + bytes(6))
    parts = (part(b"IHDR", head), part(b"IDAT", rows), part(b"IEND", b""))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(parts))
    return path


def _choose_file(program: Program, title: str, path: Path) -> None:
    program.wait_for_window(title)
    program.write(str(path))
    program.press("Return")
    program.wait_until(f"{title} closes", lambda focus: focus.window not in ("", title))


def _attach(name: str) -> Callable[[Program], None]:
    def attach(program: Program) -> None:
        program.press("ctrl+o")
        _choose_file(program, "Pilih lampiran", _picture(program.desktop.folder, name))

    return attach


def _paste_picture(program: Program) -> None:
    program.desktop.order("copy picture", str(_picture(program.desktop.folder, "layar.png")))
    program.press("ctrl+v")


def _open_export(program: Program) -> None:
    folder = program.desktop.folder
    photo = _picture(folder, "IMG-1.png")
    day = _YESTERDAY.replace("-", "/")
    lines = [
        f"{day} 08.05 - Pak Misal: Akta anak saya salah tulis",
        f"{day} 08.06 - Pak Misal: {photo.name} (file terlampir)",
        f"{day} 08.09 - Dukcapil: Baik",
    ]
    path = folder / "chat.zip"
    with ZipFile(path, "w") as export:
        export.writestr("Chat WhatsApp dengan Pak Misal.txt", "\n".join(lines))
        export.write(photo, photo.name)
    program.press("ctrl+o")
    program.wait_for_window("Buka ekspor chat")
    program.write(str(path))
    program.press("Return")
    program.accept("Pilih pesan pengadu")


def _open_mail(program: Program) -> None:
    mail = EmailMessage()
    mail["From"] = "Warga Surat <warga@contoh.id>"
    mail["Subject"] = "KK belum jadi"
    mail.set_content("Sudah dua minggu, KK saya belum jadi.")
    photo = _picture(program.desktop.folder, "kk.png")
    mail.add_attachment(photo.read_bytes(), "image", "png", filename=photo.name)
    path = program.desktop.folder / "surat.eml"
    path.write_bytes(mail.as_bytes())
    program.press("ctrl+o")
    _choose_file(program, "Buka email", path)


_SOURCES: Final = {
    Channel.COUNTER: Source(
        {"place": "Loket 2", "spoken_with": "Rina", **_TYPED, "description": "Rekam bulan Juni."},
        _attach("resi.png"),
        {},
        ("resi.png",),
    ),
    Channel.BOX: Source(
        {
            "opened_at": f"{_YESTERDAY} 08.00",
            "box_location": "Lobi",
            "witness_1": "Rina",
            "witness_2": "Joko",
            "letter_count": "1",
            **_TYPED,
        },
        _attach("surat.png"),
        {},
        ("surat.png",),
    ),
    Channel.WHATSAPP: Source(
        {"address": "Jl. Misal 3", "phone": "0812-0000-0369", **_MATTER},
        _open_export,
        {"name": "Pak Misal", "message_at": f"{_YESTERDAY} 08.05"},
        ("IMG-1.png",),
    ),
    Channel.EMAIL: Source(
        {"address": "Jl. Surat 4", "expectation": "Segera jadi"},
        _open_mail,
        {"name": "Warga Surat", "from_address": "warga@contoh.id", "subject": "KK belum jadi"},
        ("kk.png",),
    ),
    Channel.LAPOR: Source(
        {"tracking_id": "7654321", "disposition_on": _YESTERDAY, **_TYPED},
        _attach("tiket.png"),
        {},
        ("tiket.png",),
    ),
    Channel.PHONE: Source(
        {"caller_number": "0812-0000-0258", "called_at": f"{_YESTERDAY} 09.15", **_TYPED},
        _attach("catatan.png"),
        {},
        ("catatan.png",),
    ),
    Channel.SOCIAL: Source(
        {"account": "@warga", "link": "https://contoh.id/kiriman/1", **_TYPED},
        _paste_picture,
        {},
        ("gambar tempel 1.png",),
    ),
    Channel.WEBSITE: Source(
        {"form_reference": "F-2026-0147", "sent_at": f"{_YESTERDAY} 10.00", **_TYPED},
        _attach("formulir.png"),
        {},
        ("formulir.png",),
    ),
}


def cut_the_power(desktop: Desktop) -> None:
    """Go through all channels; raise ``AssertionError`` where something is lost."""
    open_book(book_place(desktop), may_create=True).close()
    program = Program(desktop)
    program.wait_for_focus("new")
    for number, (channel, source) in enumerate(_SOURCES.items(), start=1):
        expected = source.brought | source.values
        _type_by_half(program, channel, f"alt+{number}", source)
        desktop.photograph(f"{channel} diketik")
        program.kill()
        program = Program(desktop)
        program.wait_for_focus("new")
        program.press("ctrl+n")
        program.wait_until("the form", lambda focus: focus.name not in ("", "new"))
        desktop.photograph(f"{channel} ditawarkan")
        program.press("ctrl+shift+d")
        program.accept("Draf yang belum disimpan")
        desktop.photograph(f"{channel} dilanjutkan")
        program.press("ctrl+Return")
        program.wait_for_focus("next-entry")
        _compare(desktop, channel, expected, source.files)
    program.kill()
    program.ask("periksa")


def _type_by_half(program: Program, channel: Channel, key: str, source: Source) -> None:
    program.press("ctrl+n")
    program.wait_until("the form", lambda focus: focus.name not in ("", "new", "next-entry"))
    if channel is not Channel.COUNTER:
        program.press(key)
    program.go_to(next(iter(source.values)))
    source.arrive(program)
    # It is read in the worker, and stands in the form when it stands in the desk file.
    wait_for_draft(program.desktop, source.brought, source.files)
    program.fill(source.values)
    wait_for_draft(program.desktop, source.brought | source.values, source.files)


def _compare(
    desktop: Desktop, channel: Channel, expected: dict[str, str], files: tuple[str, ...]
) -> None:
    """Look whether what was recorded after the power cut is what was typed before it."""
    with open_book(book_place(desktop), read_only=True) as book:
        newest = next(iter(register_ids(book, RegisterFilter())))
        stored = read_form_values(book, newest)
        for name, text in expected.items():
            assert _is_same(text, stored[name]), (channel, name, text, stored[name])
        detail = read_detail(book, newest)
        assert detail.channel is channel
        assert tuple(file.name for file in detail.attachments) == files
        assert drafts_of(desktop, book).all() == ()


def _is_same(typed: str, stored: str) -> bool:
    if typed == stored:
        return True
    try:
        return parse_moment(typed) == parse_moment(stored)
    except ValueError:
        return False
