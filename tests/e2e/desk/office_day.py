"""An office day: from the first start to the backup, the power cut and the inspection."""

from app.keeping.backup_notes import BackupInfo, read_backups
from app.rules.channels import COMMON_FIELDS
from tests.e2e.desk.drafts import book_place, wait_for_draft
from tests.e2e.desk.hands import Desktop, Program, wait_for

_COUNTER = {
    "name": "Warga Rekaan",
    "address": "Jl. Rekaan 1",
    "phone": "0812-0000-0147",
    "subject": "KTP-el belum tercetak",
    "description": "Rekam bulan Juni, sampai sekarang belum tercetak.",
}
_PHONE = {
    "caller_number": "0812-0000-0258",
    "name": "Ibu Contoh",
    "address": "Dusun Contoh 2",
    "subject": "Antrean loket terlalu lama",
    "description": "Menunggu dari pagi sampai siang.",
}
_CHAT = """[24/11/26, 08.05] Pak Misal: Selamat pagi, akta anak saya salah tulis
[24/11/26, 08.06] Pak Misal: nama ibunya harus Yuliana
[24/11/26, 08.30] Dukcapil: Baik, mohon alamatnya
[24/11/26, 08.31] Pak Misal: Jl. Misal 3"""
_AFTER_CHAT = {
    "name": "Pak Misal",
    "address": "Jl. Misal 3",
    "phone": "0812-0000-0369",
    "subject": "Akta kelahiran salah tulis",
}
_ANSWER = "KTP-el Anda sudah dapat diambil di loket 2."


def live_a_day(desktop: Desktop) -> None:
    """Go through the day; raise ``AssertionError`` where it does not go on."""
    program = Program(desktop)
    _begin_a_book(program)
    numbers = [_record_at_the_counter(program), _record_a_call(program), _record_a_chat(program)]
    _go_through_the_steps(program, numbers[-1])
    _move_a_card(program, numbers[0])
    _make_the_recap(program)
    _back_up(program)
    program.kill()
    _inspect(program, numbers)


def _begin_a_book(program: Program) -> None:
    program.wait_for_window("Buku pengaduan baru")
    program.write("sanggau")
    program.desktop.photograph("kantor dipilih")
    program.press("Return")
    for title in ("Kunci buku", "Kode pemulihan buku"):
        program.wait_for_window(title)
        program.press("ctrl+Return")
    program.wait_for_window("Admin buku ini")
    program.press("Escape")
    program.wait_for_focus("new")
    program.desktop.photograph("hari pertama")
    program.press("ctrl+l")
    program.accept("Ganti petugas", "Rina")


def _status(program: Program, number: str) -> str:
    return next(row["status"] for row in program.register() if row["nomor"] == number)


def _saved(program: Program, picture: str, typed: dict[str, str]) -> str:
    """Save what is typed, look whether it is what was recorded, and return its number."""
    program.desktop.photograph(f"{picture} diisi")
    before = len(program.register())
    program.press("ctrl+Return")
    program.wait_for_focus("next-entry")
    program.desktop.photograph(f"{picture} tersimpan")
    rows = program.register()
    assert len(rows) == before + 1
    recorded = {field.name: rows[0][field.key] for field in COMMON_FIELDS}
    assert {name: recorded.get(name, text) for name, text in typed.items()} == typed
    assert recorded["nik"] == recorded["email"] == ""
    return str(rows[0]["nomor"])


def _record_at_the_counter(program: Program) -> str:
    program.press("ctrl+n", "alt+1")
    program.wait_for_focus("place")
    program.desktop.photograph("tatap muka")
    program.fill(_COUNTER)
    number = _saved(program, "tatap muka", _COUNTER)
    program.go_to("", says="Cetak tanda terima")
    program.press("space")
    receipt = program.papers / f"Tanda terima {number.replace('/', '-')}.pdf"
    program.wait_for_window(receipt.name)
    program.desktop.photograph("tanda terima")
    program.press("Escape")
    program.wait_until("the receipt closes", lambda focus: focus.says == "Cetak tanda terima")
    assert receipt.read_bytes().startswith(b"%PDF")
    return number


def _record_a_call(program: Program) -> str:
    program.press("alt+6")
    program.wait_for_focus("caller_number")
    program.fill(_PHONE)
    return _saved(program, "telepon", _PHONE)


def _record_a_chat(program: Program) -> str:
    program.press("alt+3")
    program.wait_for_focus("sender_number")
    program.desktop.order("copy", _CHAT)
    program.press("ctrl+shift+v")
    program.accept("Pilih pesan pengadu")
    # The messages are read in the worker, and stand in the form when they stand in the desk file.
    wait_for_draft(program.desktop, {"name": "Pak Misal"})
    program.fill(_AFTER_CHAT)
    return _saved(program, "whatsapp", _AFTER_CHAT)


def _go_through_the_steps(program: Program, number: str) -> None:
    """Complete, distribute with Ctrl+D, answer, approve, deliver."""
    program.press("ctrl+3")
    program.wait_for_focus("")
    program.press("Return")
    program.wait_for_focus("next-step")
    program.desktop.photograph("buku dengan panel")
    for key, title, answer, status in (
        ("space", "Nyatakan lengkap", "", "lengkap"),
        ("ctrl+d", "Distribusikan", "", "di_tim_penjawab"),
        ("space", "Tulis jawaban", _ANSWER, "di_tim_penjawab"),
        ("space", "Setujui jawaban", "", "jawaban_siap"),
        ("space", "Sampaikan jawaban", "", "selesai"),
    ):
        program.go_to("next-step")
        program.press(key)
        # No service says whose work this is: the team is chosen by hand.
        program.accept(title, answer, *(["space"] if title == "Distribusikan" else []))
        assert _status(program, number) == status, title
    program.desktop.photograph("selesai")


def _move_a_card(program: Program, number: str) -> None:
    program.press("ctrl+4")
    program.wait_until("a column of the board", lambda focus: "pengaduan" in focus.says)
    program.desktop.photograph("papan")
    program.press("ctrl+Right")
    program.press("Return")
    program.accept("Lengkap dan distribusikan")
    assert _status(program, number) == "di_tim_penjawab"
    program.desktop.photograph("papan dipindahkan")
    program.press("ctrl+z")
    wait_for("the move is undone", lambda: _status(program, number) == "lengkap")
    program.desktop.photograph("papan diurungkan")


def _make_the_recap(program: Program) -> None:
    program.press("ctrl+6")
    program.wait_for_focus("make-recap")
    program.desktop.photograph("rekap")
    program.press("space")
    [folder] = wait_for("a folder of the recap", lambda: list(program.papers.glob("Rekap *")))
    program.desktop.was_opened(folder)
    endings = sorted(path.suffix for path in folder.iterdir())
    assert endings == [".pdf", ".pdf", ".pdf", ".xlsx", ".xlsx"]
    program.desktop.photograph("rekap dibuat")


def _backups(program: Program) -> list[BackupInfo]:
    """Return the backups there are, the oldest first; the program makes some by itself."""
    folder = program.desktop.folder / "cadangan"
    return [*read_backups(book_place(program.desktop), folder)][::-1]


def _back_up(program: Program) -> None:
    program.press("ctrl+7")
    program.wait_for_focus("sections")
    program.write("c")
    program.go_to("backup")
    program.desktop.photograph("pengaturan cadangan")
    before = _backups(program)
    program.press("space")
    made = wait_for("a backup", lambda: _backups(program)[len(before) :])
    assert made[-1].complaints == len(program.register())
    program.wait_for_focus("backup")
    program.desktop.photograph("dicadangkan")


def _inspect(program: Program, numbers: list[str]) -> None:
    """After the power cut everything is there and nothing is wrong."""
    program.ask("periksa")
    rows = program.register()
    assert [row["nomor"] for row in rows] == numbers[::-1]
    assert [row["status"] for row in rows] == ["selesai", "dicatat", "lengkap"]
