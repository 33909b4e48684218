"""Another program gets what the name that is written and the first bytes agree on."""

import io
import zipfile

import pytest

from app.entry.kinds import ending_of, is_only_shown, kind_named, kind_of, why_not_opened

PROGRAM = b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0" + bytes(48) + b"This program cannot be run"


def _zip(*names):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            text = "application/vnd.oasis.opendocument.text" if name == "mimetype" else "x"
            archive.writestr(name, text)
    return packed.getvalue()


SAMPLES = {
    "pdf": b"%PDF-1.7\n",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "jpeg": b"\xff\xd8\xff\xe1",
    "gif": b"GIF89a",
    "webp": b"RIFF\x10\0\0\0WEBPVP8 ",
    "bmp": b"BM\x10\0\0\0\0\0\0\0\x36\0\0\0",
    "tif": b"II*\0",
    "heic": b"\0\0\0\x18ftypheic",
    "docx": _zip("[Content_Types].xml", "word/document.xml"),
    "xlsx": _zip("[Content_Types].xml", "xl/workbook.xml"),
    "pptx": _zip("[Content_Types].xml", "ppt/presentation.xml"),
    "odt": _zip("mimetype", "content.xml"),
    "rtf": b"{\\rtf1\\ansi",
    "txt": "Selamat pagi – é\r\n\ttab".encode(),
    "csv": b"a;b\r\n1;2",
    "eml": b"From: warga@contoh.id\r\n\r\nIsi",
    "ogg": b"OggS\0\2",
    "opus": b"OggS\0\2",
    "mp3": b"ID3\4\0",
    "wav": b"RIFF\x10\0\0\0WAVEfmt ",
    "mp4": b"\0\0\0\x20ftypisom",
    "m4a": b"\0\0\0\x20ftypM4A ",
    "3gp": b"\0\0\0\x18ftyp3gp5",
    "mov": b"\0\0\0\x14ftypqt  ",
    "webm": b"\x1aE\xdf\xa3\x01",
}


@pytest.mark.parametrize("ending", SAMPLES)
def test_a_file_that_is_what_its_name_says_is_opened(ending):
    assert is_only_shown(f"Bukti.{ending.upper()}")
    assert why_not_opened(f"Bukti.{ending.upper()}", SAMPLES[ending]) == ""


@pytest.mark.parametrize("ending", SAMPLES)
@pytest.mark.parametrize("content", [PROGRAM, b"\x7fELF\2\1\1\0", b"\0"], ids=["MZ", "ELF", "NUL"])
def test_a_program_under_a_harmless_name_is_not(ending, content):
    assert f"(.{ending})" in why_not_opened(f"bukti.{ending}", content)


@pytest.mark.parametrize("ending", sorted(SAMPLES.keys() - {"txt", "csv", "eml"}))
def test_an_empty_file_is_what_no_name_but_a_text_says(ending):
    assert why_not_opened(f"bukti.{ending}", b"")


def test_an_old_document_under_the_name_of_a_new_one_is_not_opened():
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    assert why_not_opened("surat.docx", old)
    assert why_not_opened("surat.rtf", old)
    assert why_not_opened("surat.docx", SAMPLES["xlsx"])


DANGEROUS = (
    *("exe", "scr", "com", "bat", "cmd", "lnk", "url", "js", "vbs", "hta", "msi", "reg", "desktop"),
    *("html", "svg", "docm", "doc", "zip", "iso", "jar", "sh", "chm", "one", "", "pdf.exe"),
)


@pytest.mark.parametrize("ending", DANGEROUS)
def test_what_may_run_is_never_opened(ending):
    name = f"bukti.{ending}" if ending else "bukti"
    assert not is_only_shown(name)
    assert "dapat membawa program" in why_not_opened(name, SAMPLES["pdf"])


@pytest.mark.parametrize("length", range(90, 261))
def test_the_name_that_is_judged_is_the_one_that_is_written(length):
    """Over 120 letters ``….exe.pdf`` was judged as .pdf and written as .exe."""
    name = "x" * length + ".exe.pdf"
    assert why_not_opened(name, PROGRAM)
    assert why_not_opened(name, SAMPLES["pdf"]) == ""
    assert not is_only_shown("x" * length + ".pdf.exe")
    assert not is_only_shown("x" * length + ".exe ")
    assert not is_only_shown("x" * length + ".exe." + "y" * 30)


def test_kinds_come_from_one_table_on_every_computer(monkeypatch):
    monkeypatch.setattr("mimetypes.guess_type", lambda *_: ("application/x-evil", None))
    assert kind_named("Foto.JPEG") == "image/jpeg"
    assert kind_named("a.opus") == "audio/ogg"
    assert kind_named("a.tidakada") == "application/octet-stream"
    assert ending_of("image/jpeg") == ".jpg"
    assert ending_of("x/y") == ""
    assert kind_of(b"Selamat") is None
