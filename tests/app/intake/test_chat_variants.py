"""Chats of the kinds that offices sent in, in the forms and languages of other phones."""

from datetime import datetime

import pytest

from app.intake.chat_draft import draft_of
from app.intake.chat_export import read_export

NOW = datetime(2026, 11, 25, 10, 0)
MARK, THIN = "\u200e", "\u202f"

CHATS = {
    "capitals and thin spaces": (
        f"11/23/26, 8:05{THIN}AM - Warga Rekaan: KTP saya hilang\n"
        f"11/23/26, 1:05{THIN}PM - Warga Rekaan: tolong\n",
        "Warga Rekaan",
        "KTP saya hilang\ntolong",
        "23-11-2026 08.05",
    ),
    "year first": (
        "2026/11/23 08:05 - Warga Rekaan: KTP saya hilang\n2026/11/24 09:05 - Disdukcapil: baik\n",
        "Warga Rekaan",
        "KTP saya hilang",
        "23-11-2026 08.05",
    ),
    "year first in brackets": (
        "[2026-11-23, 08:05:33] Warga: KTP hilang\n"
        f"[2026-11-23, 08:06:33] Warga: {MARK}image omitted\n",
        "Warga",
        "KTP hilang",
        "23-11-2026 08.05",
    ),
    "German": (
        "23.11.26, 08:05 - Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt. Niemand\n"
        "23.11.26, 08:06 - Warga: KTP hilang\n23.11.26, 08:07 - Warga: <Medien ausgeschlossen>\n",
        "Warga",
        "KTP hilang",
        "23-11-2026 08.06",
    ),
    "Dutch": (
        "23-11-2026 08:05 - Warga: KTP hilang\n23-11-2026 08:06 - Warga: <Media weggelaten>\n",
        "Warga",
        "KTP hilang",
        "23-11-2026 08.05",
    ),
    "Spanish": (
        "23/11/26, 8:05 a. m. - Los mensajes y las llamadas están cifrados de extremo a extremo.\n"
        "23/11/26, 8:06 a. m. - Warga: KTP hilang\n"
        "23/11/26, 8:07 p. m. - Warga: <Multimedia omitido>\n",
        "Warga",
        "KTP hilang",
        "23-11-2026 08.06",
    ),
    "French": (
        "23/11/2026 à 08:05 - Les messages et les appels sont chiffrés de bout en bout. Personne\n"
        "23/11/2026 à 08:06 - Warga: KTP hilang\n23/11/2026 à 08:07 - Warga: <Médias omis>\n",
        "Warga",
        "KTP hilang",
        "23-11-2026 08.06",
    ),
    "Portuguese": (
        "23/11/2026 08:05 - As mensagens e ligações são protegidas com a criptografia de ponta a "
        "ponta.\n23/11/2026 08:06 - Warga: KTP hilang\n23/11/2026 08:07 - Warga: <Mídia oculta>\n",
        "Warga",
        "KTP hilang",
        "23-11-2026 08.06",
    ),
    "Finnish": (
        "23.11.2026 klo 8.04 - Viestit ja puhelut on salattu päästä päähän. Kukaan ei voi lukea.\n"
        "23.11.2026 klo 8.05 - Warga: KTP hilang\n"
        "23.11.2026 klo 8.06 - Warga: <Media jätettiin pois>\n",
        "Warga",
        "KTP hilang",
        "23-11-2026 08.05",
    ),
    "a mark that nobody can type": (
        "23/11/26 08.05 - Warga: KTP hilang\n"
        f"{MARK}23/11/26 08.06 - {MARK}Warga memakai wallpaper baru\n",
        "Warga",
        "KTP hilang",
        "23-11-2026 08.05",
    ),
    "Malay": (
        "23/11/2026, 8:05 PG - Warga: KTP hilang\n"
        "23/11/2026, 8:06 PTG - Warga: <Media dikecualikan>\n",
        "Warga",
        "KTP hilang",
        "23-11-2026 08.05",
    ),
    "a name with quotation marks and flowers": (
        '23/11/26 08.05 - 🌸 Bu Ani "Rekaan" 🌸: KTP hilang\n',
        '🌸 Bu Ani "Rekaan" 🌸',
        "KTP hilang",
        "23-11-2026 08.05",
    ),
    "no contact of ours": (
        f"[23/11/26 08.05.07] ~{THIN}Warga Rekaan: KTP hilang\n",
        "Warga Rekaan",
        "KTP hilang",
        "23-11-2026 08.05",
    ),
    "deleted, edited, called": (
        "23/11/26 08.05 - Warga: Pesan ini telah dihapus\n"
        "23/11/26 08.06 - Warga: KTP hilang <Pesan ini diedit>\n"
        "23/11/26 08.07 - Warga: Panggilan suara tak terjawab\n",
        "Warga",
        "KTP hilang",
        "23-11-2026 08.06",
    ),
    "a group with comings and goings": (
        '23/11/26 08.00 - Boris membuat grup "Aduan"\n23/11/26 08.01 - Boris menambahkan Anda\n'
        "23/11/26 08.02 - Citra bergabung menggunakan tautan undangan grup ini\n"
        "23/11/26 08.03 - Citra: KTP belum jadi\n23/11/26 08.05 - Boris mengeluarkan Dodi\n"
        "23/11/26 08.07 - Citra keluar\n",
        "Citra",
        "KTP belum jadi",
        "23-11-2026 08.03",
    ),
    "hours that look like senders": (
        "23/11/26 08.05 - Warga: Jadwal:\n08.00 - 10.00: loket 1\n10.00 - 12.00: loket 2\n",
        "Warga",
        "Jadwal:\n08.00 - 10.00: loket 1\n10.00 - 12.00: loket 2",
        "23-11-2026 08.05",
    ),
    "days of a story": (
        "23/11/26 08.05 - Warga: saya sudah datang:\n1/11/26 09.00 - loket tutup\n"
        "2/11/26 09.00 - disuruh kembali: besok\n23/11/26 08.09 - Warga: mohon dibantu\n",
        "Warga",
        "saya sudah datang:\n1/11/26 09.00 - loket tutup\n2/11/26 09.00 - disuruh kembali: besok\n"
        "mohon dibantu",
        "23-11-2026 08.05",
    ),
    "copied in the browser": (
        "[8:05 AM, 11/23/2026] Warga: KTP hilang\n[8:06 AM, 11/23/2026] Warga: tolong",
        "Warga",
        "KTP hilang\ntolong",
        "23-11-2026 08.05",
    ),
    "an old Macintosh's ends of lines": (
        "23/11/26 08.05 - Warga: KTP hilang\r23/11/26 08.06 - Warga: tolong\r",
        "Warga",
        "KTP hilang\ntolong",
        "23-11-2026 08.05",
    ),
    "long dashes, two spaces": (
        "23/11/26  08.05  –  Warga:  KTP hilang\n",
        "Warga",
        "KTP hilang",
        "23-11-2026 08.05",
    ),
}


@pytest.fixture
def draft(tmp_path):
    def read(content, name="chat.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return draft_of(read_export(path, today=NOW.date()), NOW)

    return read


@pytest.mark.parametrize("kind", CHATS)
def test_a_chat_of_another_phone(draft, kind):
    content, name, description, sent = CHATS[kind]
    assert draft(content).values == {
        "name": name,
        "description": description,
        "message_at": sent,
    }


@pytest.mark.parametrize(
    "content",
    [
        "23/11/26 08.05 - Sié Rekaan: KTP “hilang”\n".encode("cp1252"),
        "23/11/26 08.05 - Sié Rekaan: KTP “hilang”\n".encode("utf-16"),
        "23/11/26 08.05 - Sié Rekaan: KTP “hilang”\r\n".encode("utf-8-sig"),
    ],
)
def test_a_chat_saved_by_another_program(draft, content):
    values = draft(content).values
    assert (values["name"], values["description"]) == ("Sié Rekaan", "KTP “hilang”")


@pytest.mark.parametrize(
    "name",
    [
        "WhatsApp Chat with Dewi Rekaan (1).txt",
        "Chat WhatsApp dengan Dewi Rekaan - Copy.txt",
        "Salinan Chat WhatsApp dengan Dewi Rekaan.txt",
    ],
)
def test_the_citizen_is_whom_the_file_is_named_after(draft, name):
    chat = "23/11/26 08.04 - Bu Sri: selamat pagi\n23/11/26 08.05 - Dewi Rekaan: KTP hilang\n"
    assert draft(chat, name).values["name"] == "Dewi Rekaan"


def test_files_that_an_export_as_text_only_names_are_said(draft):
    chat = draft("23/11/26 08.05 - Warga: IMG-1.jpg (file terlampir)\nIni KTP saya\n")
    assert chat.values["description"] == "Ini KTP saya"
    assert chat.warnings == ("Lampiran tidak ada di dalam ekspor: IMG-1.jpg.",)
