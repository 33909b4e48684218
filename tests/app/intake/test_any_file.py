from pathlib import Path

import pytest

from app.ground.errors import UserError
from app.intake.any_file import read_any


@pytest.fixture
def read(tmp_path, book):
    def read_file(name, content):
        path = Path(tmp_path / name)
        path.write_bytes(content.encode())
        return list(read_any(path, book))

    return read_file


def test_a_chat_fills_the_keys_of_an_import(read):
    (found,) = read("Chat.txt", "23/11/26 08.05 - Dewi: KTP saya hilang\n")
    assert found.values["saluran"] == "whatsapp"
    assert found.values["nama"] == "Dewi"
    assert found.values["uraian"] == "KTP saya hilang"
    assert found.warnings == ()


def test_a_chat_whose_dates_can_be_read_twice_says_so(read):
    (found,) = read("Chat.txt", "03/11/26 08.05 - Dewi: KTP saya hilang\n")
    assert "tidak pasti" in found.warnings[0]


def test_a_mail_names_what_came_along(read):
    mail = (
        "From: Warga <warga@contoh.id>\nSubject: KTP\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="x"\n\n--x\n\nIsi\n--x\n'
        'Content-Type: image/png\nContent-Disposition: attachment; filename="a.png"\n\nx\n--x--\n'
    )
    (found,) = read("surat.eml", mail)
    assert found.values["saluran"] == "email"
    assert found.values["alamat_pengirim"] == "warga@contoh.id"
    assert found.values["uraian"] == "Isi"
    assert found.attachments == ("a.png",)


def test_a_table_gives_one_finding_a_row(read):
    first, second = read("a.jsonl", '{"saluran": "telepon", "nama": "Satu"}\n{\n')
    assert first.values == {"saluran": "telepon", "nama": "Satu"}
    assert second.values == {}
    assert second.warnings[0].startswith("Baris 2: ")


def test_a_table_is_shown_as_it_would_be_recorded(read):
    first, second = read(
        "buku.csv",
        "Buku 2024\nNo Reg;Tgl;Nama;Kec.;Isi Aduan;Sandi\n"
        "7/A;5 Mei 2024;Warga;Kec. Meliau;KTP;x\nJumlah;1\n8/A;6 Mei 2024;Ani;Balay;KK;\n",
    )
    assert first.values == {
        "nama": "Warga",
        "uraian": "KTP",
        "saluran": "tatap_muka",
        "kecamatan": "Meliau",
        "diterima": "2024-05-05",
        "nomor": "7/A",
        "status": "selesai",
    }
    assert any("“Sandi”" in said for said in first.warnings)
    assert second.values["kecamatan"] == "Balai"
    assert any("“Balay” dibaca sebagai Balai" in said for said in second.warnings)
    assert any("dilewati" in said for said in second.warnings)


def test_an_unknown_kind_of_file_is_refused_by_name(read):
    with pytest.raises(UserError, match=r"“a.docx” .*\.txt"):
        read("a.docx", "x")


def test_a_text_without_any_sender_is_the_complaint_itself(read):
    (found,) = read("aduan.txt", "20/11/2026 09.00 - datang ke loket\nKTP saya belum jadi")
    assert found.values["uraian"] == "20/11/2026 09.00 - datang ke loket\nKTP saya belum jadi"
    assert found.warnings[0].startswith("Tidak ada pengirim")


def test_a_table_that_excel_saved_as_text_is_a_table(read):
    (found,) = read("buku.txt", "Diterima\tNama\tUraian\n20/11/2026\tWarga\tKTP\n")
    assert found.values["nama"] == "Warga"
    assert found.values["diterima"] == "2026-11-20"


def test_bytes_that_are_no_text_are_no_complaint(read):
    with pytest.raises(UserError, match="bukan percakapan WhatsApp"):
        read("gambar.txt", "\x89PNG\0\0\0")


def test_files_that_a_chat_only_names_are_named(read):
    (found,) = read("Chat.txt", "23/11/26 08.05 - Dewi: KK.pdf (file terlampir)\nini KK saya\n")
    assert found.attachments == ("KK.pdf",)
    assert "KK.pdf" in found.warnings[0]
