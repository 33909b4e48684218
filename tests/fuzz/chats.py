"""Chats, plain and packed as phones pack them."""

import io
import random
import zipfile
from datetime import datetime
from pathlib import Path

from app.intake.chat_draft import draft_of
from app.intake.chat_export import read_export
from tests.fuzz.runner import Kind

DATA = Path(__file__).resolve().parents[1] / "data" / "intake"
_NOW = datetime(2026, 11, 25, 8, 0)


def _read(path: Path) -> None:
    chat = read_export(path, today=_NOW.date())
    draft_of(chat, _NOW)
    draft_of(chat, _NOW, range(len(chat.messages)))


def _packed(name: str, content: bytes, rnd: random.Random) -> tuple[str, bytes]:
    if rnd.random() < 0.7:
        return name, content
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", rnd.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as z:
        z.writestr(zipfile.ZipInfo("_chat.txt"), content)
        z.writestr(zipfile.ZipInfo("IMG-20260830-WA0001.jpg"), b"\xff\xd8gambar")
    whole = bytearray(packed.getvalue())
    for _ in range(rnd.choice((0, 0, 1, 4))):
        whole[rnd.randrange(len(whole))] = rnd.randrange(256)
    return f"{name}.zip", bytes(whole)


KIND = Kind(
    samples=[*sorted(DATA.glob("chat_*.txt")), *sorted((DATA / "cases").glob("*.txt"))],
    read=_read,
    tokens=(
        *(b"\n23/11/26 08.05 - Citra: ", b"\n[23/11/26 08.05.07] ~ Citra: ", b"\n[", b" - ", b": "),
        *("\u200e".encode(), "\u202f".encode(), "\u2066".encode(), b"<", b">", b"(file terlampir)"),
        *(b"<terlampir: ", b"<Pesan ini diedit>", b"<Media tidak disertakan>", b"null", b"9" * 50),
        *(b"12/11/26, 9:15 PM", b"2026-08-30 18:00 - ", "“".encode(), "👨‍👩‍👧".encode(), b"\xe9"),
    ),
    finish=_packed,
)
